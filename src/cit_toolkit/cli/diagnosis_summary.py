"""The diagnosis in the terminal: what stands, what is fragile, what blocks, what to ask first."""

import re
from dataclasses import replace
from typing import Any

from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from cit_toolkit.analysis.functions_coverage import RANKS, FunctionCoverage
from cit_toolkit.cli.screen import beside, console, shown
from cit_toolkit.documents.diagnosis_document import DiagnosisDocument
from cit_toolkit.documents.evolution_section import EvolutionSection
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.text import fold
from cit_toolkit.problems import CitError, Position
from cit_toolkit.subjects.territory import ReadTerritory

BAR = 12
"""Characters of a full bar."""
FIRST_NEEDS = 5
MOST_NAMES = 4
MOST_CHANGES = 4
"""Of one sort, since another date."""
MOST_STRUCTURES = 12
COLOURS = {"absente": "red", "en-germe": "yellow", "fragile": "cyan", "partagee": "green"}


def print_summary(document: DiagnosisDocument) -> None:
    """The whole on one screen or two, right at 80 columns."""
    screen = console()
    screen.print(_heading(document))
    for title, body in (
        *([("evolution", _evolution(document.evolution))] if document.evolution else []),
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
        screen.print(Rule(shown(_title(title, document), style="bold"), align="left", style="dim", characters="─"))
        screen.print(body)


def _title(name: str, document: DiagnosisDocument) -> str:
    if document.evolution is not None and name == "evolution":
        return document.voice.say("evolution.summary.title", date=document.evolution.before)
    return document.voice.say(f"summary.{name}")


def _heading(document: DiagnosisDocument) -> Any:
    territory, voice = document.territory, document.voice
    lines = [shown(territory.name, style="bold")]
    if territory.fictional:
        lines.append(shown(voice.say("words.fictional"), style="italic"))
    if territory.as_of:
        lines.append(shown(voice.say("summary.as-of", date=voice.date(territory.as_of)), style="dim"))
    stage = document.maturity.stage or voice.say("words.unknown")
    if document.diagnosis.stage is not None:
        told = voice.say("summary.stage", stage=stage)
        if document.maturity.possible_stage:
            told += voice.say("summary.stage-possible", stage=document.maturity.possible_stage)
        lines.append(shown(told))
    if document.functions.coverage:
        lines.append(shown(voice.say("summary.coverage", share=document.functions.coverage)))
    return Group(*lines)


def _functions(document: DiagnosisDocument) -> Any:
    if not document.territory.actors:
        return shown(document.voice.say("summary.no-actor"))
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(max_width=38)
    table.add_column(width=BAR, no_wrap=True)
    table.add_column()
    for covered in document.diagnosis.coverage.functions:
        status = document.voice.status(covered.certain, covered.possible)
        table.add_row(shown(document.voice.label(covered.function)), _status_bar(covered), shown(status))
    return table


def _status_bar(covered: FunctionCoverage) -> Text:
    step = BAR // 3
    certain, possible = RANKS[covered.certain] * step, RANKS[covered.possible] * step
    bar = shown("█" * certain, style=COLOURS[covered.certain.value])
    bar.append("▒" * (possible - certain), style="dim")
    bar.append("·" * (BAR - possible), style="dim")
    return bar


def _share_bar(score: Interval) -> Text:
    certain, possible = round(score.low * BAR), round(score.high * BAR)
    bar = shown("█" * certain, style="green")
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
        lines.append(voice.say("summary.circles", circles="\u00a0· ".join(circles)))
    if people.missing_categories:
        lines.append(voice.say("summary.missing", names=people.missing_categories))
    if people.triad:
        legs = "\u00a0· ".join(voice.labelled(leg.name, leg.answer) for leg in people.triad)
        lines.append(voice.say("summary.triad", legs=legs))
    return Group(*(shown(line) for line in lines))


def _cohesion(document: DiagnosisDocument) -> Any:
    voice, links = document.voice, document.diagnosis.cohesion
    if links is None:
        return shown(voice.say("summary.no-link"))
    names = {actor.id: actor.name for actor in document.territory.actors}
    lines = [
        voice.say(
            "summary.links",
            links=voice.count(links.links, "link"),
            density=voice.percent(links.density or 0),
            groups=voice.count(1 + len(document.links.separate_groups), "group"),
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
    return Group(*(shown(line) for line in lines))


def _needs(document: DiagnosisDocument) -> Any:
    rows = document.needs.lines
    if not rows:
        return shown(document.voice.say("summary.no-need"))
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1)
    table.add_column()
    for row in rows[:FIRST_NEEDS]:
        table.add_row(
            shown(row.priority or "?"),
            shown(row.title),
            shown(document.voice.say("summary.local", answer=row.covered_locally)),
        )
    left = len(rows) - FIRST_NEEDS
    if left > 0:
        more = shown(document.voice.say("summary.more-needs", count=left), style="dim")
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
            bar = _share_bar(scored.score) if scored.score else shown("")
            table.add_row(shown(row.name), bar, shown(row.score or "–"), shown(row.answers, style="dim"))
        parts.append(table)
    stands = document.maturity
    if stands.next_stage:
        parts.append(shown(voice.say("summary.next", stage=stands.next_stage), style="bold"))
        parts.append(
            beside(
                (shown(f"  {voice.say(f'summary.{key}')}"), shown(voice.say("summary.condition", gate=gate)))
                for key, gates in (("to-do", stands.to_do), ("to-verify", stands.to_verify))
                for gate in gates
            )
        )
        if not stands.to_do and not stands.to_verify:
            parts.append(shown(voice.say("summary.nothing-blocks")))
    return Group(*parts) if parts else shown(voice.say("summary.no-grid"))


def _evolution(section: EvolutionSection) -> Any:
    """Figures at both dates and what moved them, then each sort of change, its first ones named."""
    say, section = section.voice.say, replace(section, most=MOST_NAMES)
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    table.add_column(max_width=24)
    for head in (section.before, section.after):
        table.add_column(shown(head), max_width=17)
    table.add_column(ratio=1)
    for line in section.figures:
        if line.way:
            table.add_row(*(shown(text) for text in (line.name, line.before, line.after, line.way)))
    parts: list[Any] = [table] if table.row_count else []
    for group in section.groups:
        parts.append(shown(group.title, style="bold"))
        told = (section.voice.labelled(change.subject, change.text) for change in group.lines[:MOST_CHANGES])
        parts += [Padding(shown(text), (0, 0, 0, 2)) for text in told]
        left = group.count - MOST_CHANGES
        if left > 0:
            parts.append(Padding(shown(say("evolution.summary.more", count=left), style="dim"), (0, 0, 0, 2)))
    if not parts:
        parts.append(shown(say("evolution.summary.nothing")))
    if section.other_author:
        parts.append(shown(say("evolution.summary.other-author"), style="dim"))
    return Group(*parts)


def _engagement(document: DiagnosisDocument) -> Any:
    """Formats side by side, then each structure: the circle that each session shows."""
    voice, section = document.voice, document.engagement
    if not section.formats.rows:
        return shown(voice.say("summary.no-session"))
    figures = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    figures.add_column()
    for head in section.formats.heads:
        figures.add_column(shown(head), justify="right")
    for row in section.formats.rows:
        figures.add_row(shown(row.name), *(shown(value or "–") for value in row.values))
    apart = [voice.labelled(voice.say("summary.outside"), each) for each in section.formats.outside]
    ladder = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    ladder.add_column(max_width=44)
    for head in (*section.heads, voice.say("summary.sessions")):
        ladder.add_column(shown(head), justify="right")
    for line in section.ladder[:MOST_STRUCTURES]:
        ladder.add_row(shown(line.name), *map(shown, line.steps), shown(line.presence))
    left = len(section.ladder) - MOST_STRUCTURES
    more = [voice.say("summary.more-structures", count=left)] if left > 0 else []
    legend = voice.say("summary.ladder", circles=section.circles)
    return Group(
        figures, *map(shown, apart), Padding(ladder, (1, 0, 0, 0)), *(shown(t, style="dim") for t in (*more, legend))
    )


def _findings(document: DiagnosisDocument) -> Any:
    found = document.first_findings
    if not found:
        return shown(document.voice.say("summary.no-finding"))
    return beside((shown(label, style="bold"), shown(re.sub(r"[ \n]+", " ", finding.text))) for label, finding in found)


def _questions(document: DiagnosisDocument) -> Any:
    voice = document.voice
    if not document.first_questions:
        return shown(voice.say("summary.no-question"))
    asked = document.first_questions
    lines = beside((shown(f"{number}."), shown(question)) for number, question in enumerate(asked, 1))
    left = len(document.diagnosis.questions) - len(asked)
    return Group(lines, shown(voice.say("summary.more-questions", count=left), style="dim")) if left > 0 else lines


def print_questions(document: DiagnosisDocument) -> None:
    """The interview guide: who can answer, what to ask, the levels to read aloud, where to write the answer."""
    voice, screen = document.voice, console()
    screen.print(shown(voice.say("summary.guide", name=document.territory.name), style="bold"))
    if not document.guide.groups:
        screen.print(shown(voice.say("summary.no-question")))
    for group in document.guide.groups:
        screen.print()
        screen.print(shown(group.respondent, style="bold underline"))
        for question in group.questions:
            mark = " *" if question.decisive else ""
            levels = ((shown(f"{level}."), shown(text)) for level, text in enumerate(question.levels))
            screen.print(Padding(beside([(shown("–"), shown(question.text + mark))]), (0, 0, 0, 2)))
            screen.print(Padding(beside(levels), (0, 0, 0, 6)))
            if question.place:
                screen.print(shown(f"      {question.place}", style="dim"), soft_wrap=True)
    if any(question.decisive for group in document.guide.groups for question in group.questions):
        screen.print()
        screen.print(shown(voice.say("summary.decisive"), style="dim"))


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
    screen.print(shown(document.voice.labelled(proof.title, proof.value), style="bold"))
    screen.print(shown(proof.definition))
    for line in proof.arithmetic:
        screen.print(Padding(shown(line), (0, 0, 0, 2)))
    for place in proof.places:
        line = _shown_line(place, document, read)
        screen.print(shown(f"{place}: {line}" if line else str(place), style="dim"), soft_wrap=True)


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
