"""The drawings of a bilan: who came, session by session, and the budget line by line."""

from collections.abc import Iterable

from cit_toolkit.analysis.bilan import Bilan
from cit_toolkit.analysis.prose.records import attendance_of
from cit_toolkit.documents.session_words import SessionWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.figures.attendance import AttendanceRow, attendance_figure
from cit_toolkit.figures.budget import BudgetRow, BudgetSide, budget_figure
from cit_toolkit.figures.figure import Figure
from cit_toolkit.model.funder import BudgetLine
from cit_toolkit.model.gathering import Gathering


def bilan_figures(bilan: Bilan, voice: Voice, colour: str) -> dict[str, Figure]:
    """The drawings by name; no budget is drawn when none is described."""
    coming = {each.id for each in bilan.mobilisation.to_come}
    rows = [_row(each, voice) for each in bilan.gatherings if each.id not in coming]
    figures = [attendance_figure(rows, voice.language, colour)]
    if (accounts := bilan.accounts) is not None:
        sides = (
            ("charges", accounts.expenses), ("produits", accounts.income),
            ("emplois", accounts.uses), ("ressources", accounts.resources),
        )  # fmt: skip
        drawn = [BudgetSide(voice.say(f"bilan.sides.{key}"), _budget_rows(lines.lines)) for key, lines in sides]
        figures.append(budget_figure(drawn, voice.language, colour))
    return {figure.name: figure for figure in figures}


def _row(gathering: Gathering, voice: Voice) -> AttendanceRow:
    came = attendance_of(gathering)
    words = SessionWords(gathering, voice)
    return AttendanceRow(
        words.name,
        words.days,
        gathering.format.value,
        int(came.low) if came else None,
        int(came.high) if came and came.high is not None else None,
        voice.quantity(came),
        gathering.in_scheme,
    )


def _budget_rows(lines: Iterable[BudgetLine]) -> tuple[BudgetRow, ...]:
    return tuple(BudgetRow(line.account or "", line.title, line.planned, line.actual) for line in lines)
