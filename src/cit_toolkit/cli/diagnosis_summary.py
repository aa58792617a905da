"""The diagnosis in the terminal: what stands, what is fragile, what blocks, what to ask first.

Every text that comes from a file is a `Text`: Rich would read «[x]» in a plain string as a mark.
"""

import io
import re
import sys
from typing import Any, TextIO, cast

from rich.console import Console, Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from cit_toolkit.analysis.functions_coverage import RANKS, FunctionCoverage
from cit_toolkit.documents.diagnosis_document import DiagnosisDocument
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.text import fold
from cit_toolkit.problems import CitError, Position
from cit_toolkit.subjects.territory import ReadTerritory
from cit_toolkit.wording.problem_text import visible

BAR = 12
"""Characters of a full bar."""
FIRST_NEEDS = 5
MOST_NAMES = 4
MOST_STRUCTURES = 12
COLOURS = {"absente": "red", "en-germe": "yellow", "fragile": "cyan", "partagee": "green"}


class _Page(io.TextIOBase):
    """A file or a pipe: Rich fills its lines with spaces up to the margin, which nobody wants there."""

    def write(self, text: str) -> int:
        """Pass on whole lines, without what fills them."""
        return sys.stdout.write(re.sub(r" +$", "", text, flags=re.MULTILINE))


def console() -> Console:
    """Where summaries go: colour on a terminal only, and never with NO_COLOR; 80 columns when piped."""
    terminal = sys.stdout.isatty()
    file, width = (sys.stdout, None) if terminal else (cast(TextIO, _Page()), 80)
    return Console(file=file, highlight=False, markup=False, emoji=False, width=width, soft_wrap=False)


def _text(text: str, style: str = "") -> Text:
    """Text from a file, to the letter: neither Rich nor the terminal finds a command in it."""
    return Text(visible(text), style=style)


def print_summary(document: DiagnosisDocument) -> None:
    """The whole on one screen or two, right at 80 columns."""
    voice = document.voice
    screen = console()
    screen.print(_heading(document))
    for title, body in (
        ("functions", _functions(document)),
        ("ecosystem", _ecosystem(document)),
        ("cohesion", _cohesion(document)),
        ("needs", _needs(document)),
        ("maturity", _maturity(document)),
        *([("engagement", _engagement(document))] if document.engagement else []),
        ("findings", _findings(document)),
        ("questions", _questions(document)),
    ):
        screen.print()
        screen.print(
            Rule(_text(voice.say(f"summary.{title}"), style="bold"), align="left", style="dim", characters="─")
        )
        screen.print(body)


def _heading(document: DiagnosisDocument) -> Any:
    territory, voice = document.territory, document.voice
    lines = [_text(territory.name, style="bold")]
    if territory.fictional:
        lines.append(_text(voice.say("words.fictional"), style="italic"))
    if territory.as_of:
        lines.append(_text(voice.say("summary.as-of", date=voice.date(territory.as_of)), style="dim"))
    stage = document.maturity.stage or voice.say("words.unknown")
    if document.diagnosis.stage is not None:
        told = voice.say("summary.stage", stage=stage)
        if document.maturity.possible_stage:
            told += voice.say("summary.stage-possible", stage=document.maturity.possible_stage)
        lines.append(_text(told))
    if document.functions.coverage:
        lines.append(_text(voice.say("summary.coverage", share=document.functions.coverage)))
    return Group(*lines)


def _functions(document: DiagnosisDocument) -> Any:
    if not document.territory.actors:
        return _text(document.voice.say("summary.no-actor"))
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(max_width=31)
    table.add_column(width=BAR, no_wrap=True)
    table.add_column()
    for covered in document.diagnosis.coverage.functions:
        status = document.voice.status(covered.certain, covered.possible)
        table.add_row(_text(document.voice.label(covered.function)), _status_bar(covered), _text(status))
    return table


def _status_bar(covered: FunctionCoverage) -> Text:
    step = BAR // 3
    certain, possible = RANKS[covered.certain] * step, RANKS[covered.possible] * step
    bar = _text("█" * certain, style=COLOURS[covered.certain.value])
    bar.append("▒" * (possible - certain), style="dim")
    bar.append("·" * (BAR - possible), style="dim")
    return bar


def _share_bar(score: Interval) -> Text:
    certain, possible = round(score.low * BAR), round(score.high * BAR)
    bar = _text("█" * certain, style="green")
    bar.append("▒" * (possible - certain), style="dim")
    bar.append("·" * (BAR - possible), style="dim")
    return bar


def _ecosystem(document: DiagnosisDocument) -> Any:
    voice, people = document.voice, document.actors
    lines = [voice.count(people.count, "actor")]
    if people.diversity:
        lines[0] += voice.say("summary.effective", diversity=people.diversity)
    circles = [f"{group.name} {voice.number(group.count)}" for group in people.circles]
    if people.without_circle:
        circles.append(f"{voice.say('words.unknown')} {voice.number(people.without_circle.count)}")
    if circles:
        lines.append(voice.say("summary.circles", circles=" · ".join(circles)))
    if people.missing_categories:
        lines.append(voice.say("summary.missing", names=people.missing_categories))
    if people.triad:
        legs = " · ".join(voice.labelled(leg.name, leg.answer) for leg in people.triad)
        lines.append(voice.say("summary.triad", legs=legs))
    return Group(*(_text(line) for line in lines))


def _cohesion(document: DiagnosisDocument) -> Any:
    voice, links = document.voice, document.diagnosis.cohesion
    if links is None:
        return _text(voice.say("summary.no-link"))
    names = {actor.id: actor.name for actor in document.territory.actors}
    lines = [
        voice.say(
            "summary.links",
            links=voice.count(links.links, "link"),
            density=voice.percent(links.density or 0),
            groups=voice.count(len(links.components), "group"),
        )
    ]
    if document.links.isolated:
        lines.append(voice.say("summary.isolated", names=voice.names(document.links.isolated, MOST_NAMES)))
    if links.hinges:
        lines.append(voice.say("summary.hinges", names=voice.names((names[name] for name in links.hinges), MOST_NAMES)))
    if document.diagnosis.conflicts:
        lines.append(
            voice.say("summary.conflicts", conflicts=voice.count(len(document.diagnosis.conflicts), "conflict"))
        )
    lines.append(voice.say("summary.caution"))
    return Group(*(_text(line) for line in lines))


def _needs(document: DiagnosisDocument) -> Any:
    rows = document.needs.lines
    if not rows:
        return _text(document.voice.say("summary.no-need"))
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1)
    table.add_column()
    for row in rows[:FIRST_NEEDS]:
        table.add_row(
            _text(row.priority or "?"),
            _text(row.title),
            _text(document.voice.say("summary.local", answer=row.covered_locally)),
        )
    left = len(rows) - FIRST_NEEDS
    if left > 0:
        more = _text(document.voice.say("summary.more-needs", count=left), style="dim")
        return Group(table, more)
    return table


def _maturity(document: DiagnosisDocument) -> Any:
    voice = document.voice
    parts: list[Any] = []
    if document.diagnosis.dimensions:
        table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
        table.add_column(max_width=31)
        table.add_column(width=BAR, no_wrap=True)
        table.add_column()
        table.add_column()
        for scored, row in zip(document.diagnosis.dimensions, document.maturity.dimensions, strict=True):
            bar = _share_bar(scored.score) if scored.score else _text("")
            table.add_row(_text(row.name), bar, _text(row.score or "–"), _text(row.answers, style="dim"))
        parts.append(table)
    stands = document.maturity
    if stands.next_stage:
        parts.append(_text(voice.say("summary.next", stage=stands.next_stage), style="bold"))
        for key, gates in (("to-do", stands.to_do), ("to-verify", stands.to_verify)):
            parts += [
                _text(voice.say(f"summary.{key}", name=gate.name, now=gate.now, wanted=gate.wanted)) for gate in gates
            ]
        if not stands.to_do and not stands.to_verify:
            parts.append(_text(voice.say("summary.nothing-blocks")))
    return Group(*parts) if parts else _text(voice.say("summary.no-grid"))


def _engagement(document: DiagnosisDocument) -> Any:
    """Formats side by side, then each structure: the circle that each session shows."""
    voice, section = document.voice, document.engagement
    if not section.formats.rows:
        return _text(voice.say("summary.no-session"))
    figures = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    figures.add_column()
    for head in section.formats.heads:
        figures.add_column(_text(head), justify="right")
    for row in section.formats.rows:
        figures.add_row(_text(row.name), *(_text(value or "–") for value in row.values))
    apart = [voice.labelled(voice.say("summary.outside"), each) for each in section.formats.outside]
    ladder = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    ladder.add_column(max_width=44)
    for head in (*section.heads, voice.say("summary.sessions")):
        ladder.add_column(_text(head), justify="right")
    for line in section.ladder[:MOST_STRUCTURES]:
        ladder.add_row(_text(line.name), *map(_text, line.steps), _text(line.presence))
    left = len(section.ladder) - MOST_STRUCTURES
    more = [voice.say("summary.more-structures", count=left)] if left > 0 else []
    legend = voice.say("summary.ladder", circles=section.circles)
    return Group(
        figures, *map(_text, apart), Padding(ladder, (1, 0, 0, 0)), *(_text(t, style="dim") for t in (*more, legend))
    )


def _findings(document: DiagnosisDocument) -> Any:
    voice = document.voice
    parts: list[Any] = []
    for label, finding in document.first_findings:
        line = _text(voice.labelled(label, ""), style="bold")
        line.append_text(_text(" ".join(finding.text.split()), style="none"))
        parts.append(line)
    return Group(*parts) if parts else _text(voice.say("summary.no-finding"))


def _questions(document: DiagnosisDocument) -> Any:
    voice = document.voice
    if not document.first_questions:
        return _text(voice.say("summary.no-question"))
    lines = [_text(f"{i}. {question}") for i, question in enumerate(document.first_questions, 1)]
    left = len(document.diagnosis.questions) - len(lines)
    if left > 0:
        lines.append(_text(voice.say("summary.more-questions", count=left), style="dim"))
    return Group(*lines)


def print_questions(document: DiagnosisDocument) -> None:
    """The interview guide: who can answer, what to ask, the levels to read aloud, where to write the answer."""
    voice, screen = document.voice, console()
    screen.print(_text(voice.say("summary.guide", name=document.territory.name), style="bold"))
    if not document.guide.groups:
        screen.print(_text(voice.say("summary.no-question")))
    for group in document.guide.groups:
        screen.print()
        screen.print(_text(group.respondent, style="bold underline"))
        for question in group.questions:
            mark = " *" if question.decisive else ""
            screen.print(Padding(_text(f"– {question.text}{mark}"), (0, 0, 0, 2)))
            for level, text in enumerate(question.levels):
                screen.print(Padding(_text(voice.labelled(str(level), text)), (0, 0, 0, 6)))
            if question.place:
                screen.print(_text(f"      {question.place}", style="dim"), soft_wrap=True)
    if any(question.decisive for group in document.guide.groups for question in group.questions):
        screen.print()
        screen.print(_text(voice.say("summary.decisive"), style="dim"))


def print_proof(document: DiagnosisDocument, read: ReadTerritory, identifier: str) -> None:
    """One figure: its definition, its arithmetic, and the lines it rests on. CitError for an unknown figure."""
    proof = next((p for p in document.proofs if identifier and identifier in (p.id, p.id.partition(".")[2])), None)
    if proof is None:
        from cit_toolkit.loading.suggestions import nearest

        known = [p.id for p in document.proofs]
        raise CitError(
            "unknown-evidence", exit_code=2, identifier=identifier, known=known, suggestion=nearest(identifier, known)
        )
    screen = console()
    screen.print(_text(document.voice.labelled(proof.title, proof.value), style="bold"))
    screen.print(_text(proof.definition))
    for line in proof.arithmetic:
        screen.print(Padding(_text(line), (0, 0, 0, 2)))
    for place in proof.places:
        shown = _shown_line(place, document, read)
        screen.print(_text(f"{place}: {shown}" if shown else str(place), style="dim"), soft_wrap=True)


def _shown_line(place: Position, document: DiagnosisDocument, read: ReadTerritory) -> str:
    """The line of the file, but outside an internal reading: nothing of a confidential actor, no personal data, and of
    the territory alone, since a session lists people."""
    file = next((file for file in read.files if file.tree and file.tree.source.name == place.file), None)
    if file is None or file.tree is None:
        return ""
    line = file.tree.source.line(place.line).strip()
    if document.internal:
        return line
    if file is not read.files[0] or place.line in _confidential_lines(read):
        return ""
    return read.mask(line, document.voice)


def _confidential_lines(read: ReadTerritory) -> frozenset[int]:
    """Lines that describe a confidential actor, or name it by its identifier."""
    hidden = {i: actor.id for i, actor in enumerate(read.written.actors) if actor.confidential}
    lines: set[int] = set()
    tree = read.files[0].tree
    for path, scalar in tree.scalars() if tree else ():
        if (path[0] == "acteurs" and len(path) > 1 and path[1] in hidden) or fold(scalar.text) in hidden.values():
            lines.update(range(scalar.line, scalar.line + scalar.text.count("\n") + 2))
    return frozenset(lines)
