"""What territories could bring each other, in the terminal; right at 80 columns."""

from typing import Any

from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule

from cit_toolkit.cli.screen import console, shown
from cit_toolkit.documents.exchange_document import ExchangeDocument

MOST_PASSAGES = 25


def print_exchange(document: ExchangeDocument) -> None:
    """Between territories, then inside each."""
    screen, say = console(), document.voice.say
    screen.print(shown(document.title, "bold"))
    if document.fiction:
        screen.print(shown(document.fiction, "italic"))
    if document.undescribed:
        screen.print(shown(say("match.exchange.undescribed", names=document.undescribed)))
    if document.several:
        _section(document, "between", _between(document))
    _section(document, "inside", _inside(document))


def _section(document: ExchangeDocument, key: str, body: Any) -> None:
    screen = console()
    screen.print()
    title = shown(document.voice.say(f"match.exchange.{key}"), "bold")
    screen.print(Rule(title, align="left", style="dim", characters="─"))
    screen.print(body)


def _between(document: ExchangeDocument) -> Any:
    say = document.voice.say
    if not document.passages:
        return shown(say("match.exchange.none-between"))
    lines: list[Any] = []
    for passage in document.passages[:MOST_PASSAGES]:
        head = say("match.exchange.passage", giver=passage.giver, taker=passage.taker)
        marks = [say(f"match.exchange.{name}") for name in ("mutual", "near") if getattr(passage, name)]
        lines.append(shown(f"{head} ({document.voice.series(marks)})" if marks else head, "bold"))
        lines += [Padding(shown(lesson), (0, 0, 0, 2)) for lesson in passage.lessons]
    left = len(document.passages) - MOST_PASSAGES
    if left > 0:
        lines.append(shown(say("match.exchange.more", count=left), "dim"))
    return Group(*lines)


def _inside(document: ExchangeDocument) -> Any:
    say = document.voice.say
    if not document.exchange.triad_known:
        return shown(say("match.exchange.no-roles"))
    if not document.inner:
        return shown(say("match.exchange.none-inside"))
    lines: list[Any] = []
    for part in document.inner:
        if document.several:
            lines.append(shown(part.name, "underline"))
        for need in part.needs:
            lines.append(shown(need.title, "bold"))
            carried = say("match.exchange.carried-by", names=need.beneficiaries)
            answers = need.answers or (say("match.exchange.nobody"),)
            told = [shown(carried, "dim"), *(shown(f"→ {answer}") for answer in answers)]
            lines += [Padding(line, (0, 0, 0, 2)) for line in told]
    return Group(*lines)
