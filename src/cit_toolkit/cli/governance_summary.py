"""The governance check in the terminal: what to mend, what is missing, who weighs what; right at 80 columns."""

from typing import Any

from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from cit_toolkit.analysis.governing.verdicts import Verdict
from cit_toolkit.cli.diagnosis_summary import console
from cit_toolkit.documents.governance_document import GovernanceDocument, PowerTable, RuleLine
from cit_toolkit.documents.members_document import MembersDocument
from cit_toolkit.wording.problem_text import visible

_STYLES = {
    Verdict.COMPLIANT: "green",
    Verdict.NOT_COMPLIANT: "bold red",
    Verdict.INCOMPLETE: "yellow",
    Verdict.TO_VERIFY: "yellow",
}


def _text(text: str, style: str = "") -> Text:
    """Text from a file, to the letter: neither Rich nor the terminal finds a command in it."""
    return Text(visible(text), style=style)


def print_governance(document: GovernanceDocument) -> None:
    """The whole check."""
    screen, say = console(), document.voice.say
    screen.print(_text(document.title, "bold"))
    if document.governance.fictional:
        screen.print(_text(say("words.fictional"), "italic"))
    screen.print(_text(say("governance.summary.form", form=document.form)))
    screen.print(_text(document.counted))
    for verdict in (Verdict.NOT_COMPLIANT, Verdict.TO_VERIFY, Verdict.INCOMPLETE, Verdict.COMPLIANT):
        lines = document.of(verdict)
        if lines:
            _title(screen, lines[0].verdict_label)
        for line in lines:
            screen.print(_text(line.statement, _STYLES[verdict]))
            _details(screen, document, line)
    for table in document.power:
        _title(screen, say("governance.summary.power", majority=table.majority))
        screen.print(_power(document, table))
        told = document.voice.parts(table.coalitions)
        if told:
            screen.print(_text(say("governance.summary.coalitions", coalitions=told), "dim"))


def _title(screen: Any, text: str) -> None:
    screen.print()
    screen.print(Rule(_text(text, "bold"), align="left", style="dim", characters="─"))


def _details(screen: Any, document: GovernanceDocument, line: RuleLine) -> None:
    say = document.voice.say
    if line.verdict is Verdict.COMPLIANT:
        return
    if line.verdict is Verdict.INCOMPLETE:
        told = [document.voice.labelled(say("governance.summary.missing"), ", ".join(line.missing))]
    else:
        found = say("governance.summary.found", observed=line.observed or "?", expected=line.expected)
        told = [found, f"→ {line.remedy}"]
    for text in told:
        screen.print(Padding(_text(text), (0, 0, 0, 2)))
    screen.print(Padding(_text(f"{line.article} ({line.strength})", "dim"), (0, 0, 0, 2)))


def _power(document: GovernanceDocument, table: PowerTable) -> Table:
    say = document.voice.say
    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    drawn.add_column(say("governance.summary.college"))
    drawn.add_column(say("governance.summary.votes"), justify="right")
    drawn.add_column(say("governance.summary.index"), justify="right")
    drawn.add_column(say("governance.summary.blocks"))
    for college in table.colleges:
        index = f"{college.index} ({college.range})" if college.range else college.index
        drawn.add_row(_text(college.name), college.votes, index, college.blocks)
    return drawn


def print_members(document: MembersDocument) -> None:
    """The members to gather, kind by kind."""
    screen, say = console(), document.voice.say
    screen.print(_text(document.territory.name, "bold"))
    if document.territory.fictional:
        screen.print(_text(say("words.fictional"), "italic"))
    screen.print(_text(document.filled))
    _title(screen, say("governance.summary.members"))
    for kind in document.kinds:
        required = f" ({say('governance.summary.required')})" if kind.required else ""
        screen.print(_text(f"{kind.name}{required}", "bold"))
        nobody = say(f"governance.summary.{'persons' if kind.by_person else 'nobody'}")
        screen.print(Padding(_text(kind.actors or nobody, "" if kind.actors else "yellow"), (0, 0, 0, 2)))
        if kind.possible:
            screen.print(Padding(_text(say("governance.summary.ask", names=kind.possible), "dim"), (0, 0, 0, 2)))
