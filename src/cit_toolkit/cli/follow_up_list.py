"""What was promised and decided, in the terminal."""

from rich.console import Group
from rich.padding import Padding
from rich.table import Table

from cit_toolkit.cli.screen import console, shown
from cit_toolkit.documents.follow_up_document import FollowUpDocument, PromiseLine
from cit_toolkit.documents.voice import Voice


def print_follow_up(document: FollowUpDocument) -> None:
    """Group by group, late first; then the decisions."""
    voice, screen = document.voice, console()
    screen.print(shown(document.about, "bold"))
    if document.counts:
        screen.print(shown(document.counts))
    for group in document.groups:
        screen.print()
        screen.print(shown(group.who, "bold"))
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
        table.add_column(min_width=16)
        table.add_column(ratio=1)
        for line in group.lines:
            table.add_row(shown(line.deadline or "–", "red" if line.late else ""), _told(line, voice))
        screen.print(Padding(table, (0, 0, 0, 2)))
    if not document.groups:
        screen.print(shown(voice.say("follow-up.nothing-promised")))
    if document.decisions:
        screen.print()
        screen.print(shown(voice.say("follow-up.decided"), "bold"))
        for each in document.decisions:
            terms = f" ({each.decision.terms})" if each.decision.terms else ""
            told = voice.labelled(each.session, f"{_one_line(each.decision.text)}{terms}")
            screen.print(Padding(shown(told), (0, 0, 0, 2)))


def _told(line: PromiseLine, voice: Voice) -> Group:
    beside = [line.status, line.session]
    if line.others:
        beside.append(voice.say("follow-up.with", names=line.others))
    return Group(shown(_one_line(line.text)), shown(" · ".join(beside), "red" if line.late else "dim"))


def _one_line(text: str) -> str:
    return " ".join(text.split())
