"""The comparison in the terminal: who comes first and how often, what is certain, what to ask; in 80 columns."""

from typing import Any

from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table

from cit_toolkit.cli.screen import console, shown
from cit_toolkit.documents.compare_document import CompareDocument, NamedLines

MOST_ROWS = 20
"""Territories told on the screen: a document tells them all."""
RANKS = 4
BAR = 14


def print_comparison(document: CompareDocument) -> None:
    """The whole on one screen or two."""
    screen, say = console(), document.voice.say
    screen.print(_heading(document))
    ranked = not document.nothing_compared
    sections = [
        ("ranks", _ranks(document) if ranked else None),
        ("dominances", _dominances(document) if ranked else None),
        ("questions", _questions(document) if ranked else None),
        ("eliminated", _named(document.eliminated) if document.eliminated else None),
        ("to-verify", _named(document.to_verify) if document.to_verify else None),
        ("scales", _scales(document) if document.scales else None),
        ("values", _values(document) if document.scales else None),
    ]
    for title, body in sections:
        if body is not None:
            screen.print()
            screen.print(
                Rule(shown(say(f"compare.summary.{title}"), "bold"), align="left", style="dim", characters="─")
            )
            screen.print(body)


def _heading(document: CompareDocument) -> Any:
    say = document.voice.say
    lines = [shown(document.voice.labelled(say("compare.summary.title"), document.about), "bold")]
    if document.fiction:
        lines.append(shown(document.fiction, "italic"))
    lines.append(shown(say("compare.summary.internal"), "dim"))
    if document.nothing_compared or document.caution:
        lines.append(shown(document.nothing_compared or document.caution))
    return Group(*lines)


def _ranks(document: CompareDocument) -> Any:
    found = document.found.acceptability
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column(max_width=30)
    table.add_column(width=BAR, no_wrap=True)
    heads = document.ranks.heads[:RANKS]
    for head in heads:
        table.add_column(shown(head), justify="right")
    for index, line in list(zip(document.found.ranking, document.ranks.lines, strict=True))[:MOST_ROWS]:
        first = round((found.shares[index][0] if found else 0) * BAR)
        bar = shown("█" * first, style="green")
        bar.append("·" * (BAR - first), style="dim")
        table.add_row(shown(line.name), bar, *map(shown, line.shares[: len(heads)]))
    error = document.voice.say("compare.summary.error", draws=document.draws, error=document.error)
    return Group(table, shown(error, "dim"))


def _dominances(document: CompareDocument) -> Any:
    say = document.voice.say
    if document.ranks.certain_leader:
        return shown(say("compare.summary.certain-leader", name=document.ranks.certain_leader))
    if not document.ranks.dominances:
        return shown(say("compare.summary.no-dominance"))
    told = document.ranks.dominances[:MOST_ROWS]
    return Group(*(shown(say("compare.summary.ahead", name=line.name, others=line.others)) for line in told))


def _questions(document: CompareDocument) -> Any:
    say = document.voice.say
    if document.settled:
        return shown(say("compare.summary.settled"))
    lines: list[Any] = [] if document.some_decide else [shown(say("compare.summary.none-decides"))]
    for rank, question in enumerate(document.questions, 1):
        star = "*" if question.decides else ""
        lines.append(shown(f"{rank}. {document.voice.labelled(question.territory, question.question)}{star}"))
        lines.append(Padding(shown(question.outcomes, "dim"), (0, 0, 0, 3)))
    if document.some_decide:
        lines.append(shown(f"* {say('compare.summary.decisive')}", "dim"))
    return Group(*lines)


def _named(found: tuple[NamedLines, ...]) -> Any:
    lines: list[Any] = []
    for each in found:
        lines.append(shown(each.name, "bold"))
        lines += [Padding(shown(line), (0, 0, 0, 2)) for line in each.lines]
    return Group(*lines)


def _scales(document: CompareDocument) -> Any:
    return Group(*(shown(f"{rank}. {scale.name}") for rank, scale in enumerate(document.scales, 1)))


def _values(document: CompareDocument) -> Any:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    table.add_column(max_width=24)
    for rank in range(1, len(document.scales) + 1):
        table.add_column(str(rank), justify="right")
    for line in document.lines[:MOST_ROWS]:
        table.add_row(shown(line.name), *(shown(cell.text) for cell in line.cells))
    return table
