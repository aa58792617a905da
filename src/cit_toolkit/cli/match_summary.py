"""The match in the terminal: needs without an offer first, then what each need receives and why; in 80 columns."""

from collections.abc import Iterable
from typing import Any

from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from cit_toolkit.cli.screen import console, shown
from cit_toolkit.documents.match_document import MatchDocument
from cit_toolkit.documents.match_territories_section import NeedLine, PlaceSection

MOST_ORPHANS, MOST_NEEDS = 25, 60
"""Needs told on the screen: a document tells them all."""
MOST_NAMES = 5


def print_match(document: MatchDocument) -> None:
    """The whole on a few screens."""
    screen, say = console(), document.voice.say
    screen.print(_heading(document))
    sections = [
        ("orphans", _orphans(document) if document.found.orphans else None),
        ("needs", _needs(document) if document.found.offers_of else None),
        ("offers", _offers(document) if document.found.supplies else None),
        ("calls", _calls(document) if document.first_calls else None),
    ]
    for title, body in sections:
        if body is not None:
            screen.print()
            screen.print(Rule(shown(say(f"match.summary.{title}"), "bold"), align="left", style="dim", characters="─"))
            screen.print(body)


def _heading(document: MatchDocument) -> Any:
    say = document.voice.say
    lines = [shown(document.title, "bold")]
    if document.fiction:
        lines.append(shown(document.fiction, "italic"))
    if not document.found.demands:
        return Group(*lines, shown(say("match.no-demand")))
    lines.append(shown(document.asked, "dim"))
    if not document.found.supplies:
        return Group(*lines, shown(say("match.no-supply")))
    lines.append(shown(f"{document.served}, {document.certain}."))
    lines.append(shown(f"{document.value}."))
    lines.append(shown(f"{document.firm}."))
    lines.append(shown(f"{document.stable}."))
    return Group(*lines)


def _orphans(document: MatchDocument) -> Any:
    voice, say = document.voice, document.voice.say
    lines: list[Any] = []
    for orphan in document.first_orphans(MOST_ORPHANS):
        lines.append(_headed(orphan.title, orphan.place, orphan.priority, document))
        told = voice.labelled(orphan.looked_at, orphan.reasons) if orphan.reasons else orphan.looked_at
        lines.append(_indented(told))
        if orphan.nearest:
            lines.append(_indented(say("match.summary.nearest", offer=orphan.nearest)))
            lines.append(_indented(say("match.summary.missing", advices=orphan.missing), 4))
        if orphan.themes:
            lines.append(_indented(say("match.suggested", themes=orphan.themes)))
    left = len(document.found.orphans) - MOST_ORPHANS
    if left > 0:
        lines.append(shown(say("match.summary.more-orphans", count=left), "dim"))
    return Group(*lines)


def _needs(document: MatchDocument) -> Any:
    lines: list[Any] = []
    told = 0
    for place in document.each_place():
        if told >= MOST_NEEDS:
            break
        lines += _place(document, place, MOST_NEEDS - told)
        told += sum(bool(need.made) for need in place.needs)
    left = len(document.found.offers_of) - min(told, MOST_NEEDS)
    if left > 0:
        lines.append(shown(document.voice.say("match.summary.more-needs", count=left), "dim"))
    return Group(*lines)


def _place(document: MatchDocument, place: PlaceSection, room: int) -> Iterable[Any]:
    if document.several:
        yield shown(document.voice.labelled(place.name, place.served), "underline")
    for need in [need for need in place.needs if need.made][:room]:
        yield _headed(need.title, "", need.priority, document)
        yield from _made(document, need)


def _made(document: MatchDocument, need: NeedLine) -> Iterable[Any]:
    say = document.voice.say
    for line in need.made:
        table = Table(box=None, show_header=False, padding=(0, 0, 0, 2), pad_edge=False, expand=True)
        table.add_column(ratio=1)
        table.add_column(justify="right", no_wrap=True)
        offer = f"→ {line.offer} ({say('match.settled')})" if line.settled else f"→ {line.offer}"
        table.add_row(shown(offer), shown(line.points))
        yield Padding(table, (0, 0, 0, 2))
        yield _indented(line.parts, 4, "dim")
        if line.range:
            yield _indented(line.range, 4, "dim")
        if line.to_verify:
            yield _indented(say("match.summary.to-verify", facts=line.to_verify), 4, "yellow")
    for told in need.told:
        yield _indented(told, 4, "dim")


def _offers(document: MatchDocument) -> Any:
    offers, say = document.offers, document.voice.say
    if offers is None:
        return None
    lines = []
    if offers.overloaded:
        names = document.voice.names((line.offer for line in offers.overloaded), MOST_NAMES)
        lines.append(shown(say("match.summary.overloaded", names=names)))
    for key, named in (("free", offers.free), ("idle", offers.idle), ("over", offers.over)):
        if named:
            lines.append(shown(say(f"match.summary.{key}", count=sum(each.count for each in named))))
    return Group(*lines) if lines else None


def _calls(document: MatchDocument) -> Any:
    return Group(*(shown(f"{rank}. {question}") for rank, question in enumerate(document.first_calls, 1)))


def _headed(title: str, place: str, priority: str, document: MatchDocument) -> Text:
    told = shown(title, "bold")
    if place:
        told.append_text(shown(f" – {place}"))
    if priority:
        told.append_text(shown(f" ({document.voice.say('match.summary.priority', share=priority)})", "dim"))
    return told


def _indented(text: str, by: int = 2, style: str = "") -> Padding:
    return Padding(shown(text, style), (0, 0, 0, by))
