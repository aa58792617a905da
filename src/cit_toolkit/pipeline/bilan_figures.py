"""The drawings of a bilan: who came, session by session, and the budget line by line."""

from collections.abc import Iterable

from cit_toolkit.analysis.bilan import Bilan
from cit_toolkit.documents.voice import Voice
from cit_toolkit.figures.budget import BudgetRow, BudgetSide, budget_figure
from cit_toolkit.figures.figure import Figure
from cit_toolkit.model.funder import BudgetLine
from cit_toolkit.pipeline.attendance_drawing import drawn_attendance


def bilan_figures(bilan: Bilan, voice: Voice, colour: str) -> dict[str, Figure]:
    """The drawings by name; no budget is drawn when none is described."""
    figures = [drawn_attendance(bilan.mobilisation, voice, colour)]
    if (accounts := bilan.accounts) is not None:
        sides = (
            ("charges", accounts.expenses), ("produits", accounts.income),
            ("emplois", accounts.uses), ("ressources", accounts.resources),
        )  # fmt: skip
        drawn = [BudgetSide(voice.say(f"bilan.sides.{key}"), _rows(lines.lines)) for key, lines in sides]
        figures.append(budget_figure(drawn, voice.language, colour))
    return {figure.name: figure for figure in figures}


def _rows(lines: Iterable[BudgetLine]) -> tuple[BudgetRow, ...]:
    return tuple(BudgetRow(line.account or "", line.title, line.planned, line.actual) for line in lines)
