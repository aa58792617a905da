"""The support plan in the terminal: when, what, why, and what more hours would buy; right at 80 columns."""

from typing import Any

from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from cit_toolkit.cli.diagnosis_summary import console
from cit_toolkit.documents.plan_document import PlanDocument
from cit_toolkit.wording.problem_text import visible


def print_plan(document: PlanDocument) -> None:
    """The whole plan on one screen or two."""
    screen, say = console(), document.voice.say
    screen.print(_heading(document))
    sections = [
        ("sessions", _sessions(document) if document.parts else None),
        ("modules", _modules(document) if document.parts else None),
        ("cap", _cap(document)),
        ("unanswered", _unanswered(document)),
        ("unknown", _to_ask(document)),
        ("left-out", _left_out(document)),
    ]
    for title, body in sections:
        if body is not None:
            screen.print()
            screen.print(Rule(_text(say(f"plan.summary.{title}"), "bold"), align="left", style="dim", characters="─"))
            screen.print(body)


def _text(text: str, style: str = "") -> Text:
    """Text from a file, to the letter: neither Rich nor the terminal finds a command in it."""
    return Text(visible(text), style=style)


def _heading(document: PlanDocument) -> Any:
    voice = document.voice
    lines = [_text(document.territory.name, "bold")]
    if document.territory.fictional:
        lines.append(_text(voice.say("words.fictional"), "italic"))
    if document.stage:
        lines.append(_text(voice.say("summary.stage", stage=document.stage)))
    if document.empty:
        return Group(*lines, _text(document.empty))
    lines.append(_text(f"{document.sessions_counted}, {document.period}"))
    lines.append(_text(f"{document.hours} ({document.words.person_hours()})"))
    lines.append(_text(voice.say("plan.summary.share", share=document.share)))
    return Group(*lines)


def _sessions(document: PlanDocument) -> Any:
    tables: list[Any] = []
    for part in document.parts:
        if part.title:
            tables.append(_text(part.title, "italic"))
        table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
        table.add_column(justify="right", no_wrap=True)
        table.add_column(max_width=24)
        table.add_column(max_width=9)
        table.add_column(ratio=1)
        table.add_column(justify="right", no_wrap=True)
        for line in part.sessions:
            cells = (str(line.number), line.when, line.format, line.title, line.hours)
            table.add_row(*map(_text, cells))
        tables.append(table)
    return Group(*tables)


def _modules(document: PlanDocument) -> Any:
    lines: list[Any] = []
    for module in document.modules:
        lines.append(_text(module.name, "bold"))
        reasons = (
            module.answers and document.voice.say("plan.answers.it", targets=module.answers),
            module.opens and document.voice.say("plan.answers.opens", modules=module.opens),
        )
        lines += [Padding(_text(reason), (0, 0, 0, 2)) for reason in reasons if reason]
    return Group(*lines)


def _cap(document: PlanDocument) -> Any:
    say = document.voice.say
    if document.plan.cap is None:
        return _text(say("plan.summary.no-cap"), "dim") if document.parts else None
    if not document.steps:
        return _text(say("plan.summary.nothing-costs")) if document.parts else None
    told = [_text(f"{step}.") for step in document.steps]
    if document.for_all:
        told.append(_text(f"{document.for_all}.", "dim"))
    return Group(*told)


def _unanswered(document: PlanDocument) -> Any:
    targets = document.plan.without_module
    return _text(", ".join(document.words.target(target) for target in targets)) if targets else None


def _to_ask(document: PlanDocument) -> Any:
    if not document.to_ask:
        return None
    return _text(document.voice.say("plan.summary.to-ask", targets=document.to_ask))


def _left_out(document: PlanDocument) -> Any:
    """The modules that more hours or an answer would bring in, each with its reason; the others by name."""
    voice, lines = document.voice, list[Any]()
    for group in document.left_out:
        lines.append(_text(group.title, "bold"))
        if group.lines and not group.open:
            told = [voice.parts(line.names for line in group.lines)]
        else:
            told = [voice.labelled(line.names, line.reason) for line in group.lines] or [group.names]
        lines += [Padding(_text(each), (0, 0, 0, 2)) for each in told]
    return Group(*lines) if lines else None
