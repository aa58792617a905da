"""A budget line by line: what was planned beside what was achieved; an amount nobody knows is no zero."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cit_toolkit.figures.alternative import brief, shortened, together
from cit_toolkit.figures.figure import Figure
from cit_toolkit.figures.palette import INK, MUTED, PAPER, RULE, TRACK, legible
from cit_toolkit.figures.svg import LINE_HEIGHT, Drawing
from cit_toolkit.figures.text_fitting import fitted, text_width
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.numbers import format_money

_WIDTH = 640
_ACCOUNT_WIDTH = 38
_NAME_WIDTH = 204
_BAR_LEFT, _BAR_WIDTH = 258, 226
_AMOUNT_WIDTH = 140
_TEXT, _SMALL = 14, 12.5
_BAR = 10


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One line as drawn; None for an amount that is not known."""

    account: str
    title: str
    planned: Decimal | None
    actual: Decimal | None


@dataclass(frozen=True, slots=True)
class BudgetSide:
    """Lines under one heading: expenses, income, contributions in kind."""

    title: str
    rows: tuple[BudgetRow, ...]


def budget_figure(sides: Sequence[BudgetSide], language: str, colour: str) -> Figure:
    """The sides in the order given, all on the scale of the greatest amount; a side without a line is left out."""
    catalog = Catalog.of(language)
    drawing = Drawing("budget", _WIDTH)
    accent = legible(colour)
    shown = [side for side in sides if side.rows]
    nothing = catalog.say("figures.budget-none")
    if shown:
        bottom = _draw_legend(drawing, catalog, accent)
        axis = _Axis.of([row for side in shown for row in side.rows])
        for side in shown:
            bottom = _draw_side(drawing, side, bottom, axis, catalog, accent)
    else:
        drawing.text(0, 18, nothing, _TEXT, MUTED)
        bottom = 36
    longest = max((len(side.rows) for side in shown), default=0)
    words = shortened(lambda most: _alternative(shown, catalog, most), longest, nothing)
    return Figure("budget", drawing.finish(bottom), words, catalog.say("figures.budget-caption"))


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where amounts stand. A correction may be negative: zero then moves to the right."""

    zero: float
    scale: float

    @staticmethod
    def of(rows: Sequence[BudgetRow]) -> "_Axis":
        amounts = [float(amount) for row in rows for amount in (row.planned, row.actual) if amount is not None]
        least, most = min(0.0, *amounts, 0.0), max(0.0, *amounts, 0.0)
        scale = _BAR_WIDTH / ((most - least) or 1)
        return _Axis(_BAR_LEFT - least * scale, scale)

    def bar(self, amount: Decimal) -> tuple[float, float]:
        """Left and width of the bar of an amount."""
        width = abs(float(amount)) * self.scale
        return (self.zero - width if amount < 0 else self.zero), width


def _draw_legend(drawing: Drawing, catalog: Catalog, accent: str) -> float:
    x, middle = float(_BAR_LEFT), 12.0
    for solid, key in ((False, "budget-planned"), (True, "budget-actual")):
        label = catalog.say(f"figures.{key}")
        drawing.rectangle(x + 0.5, middle - 5, 19, 10, fill=accent if solid else PAPER, stroke=accent)
        drawing.text(x + 27, middle, label, _SMALL, MUTED)
        x += 27 + text_width(label, _SMALL) + 20
    return 26.0


def _draw_side(drawing: Drawing, side: BudgetSide, top: float, axis: _Axis, catalog: Catalog, accent: str) -> float:
    title = fitted(side.title, _TEXT, _WIDTH, semibold=True)
    drawing.text(0, top + 13, title, _TEXT, INK, semibold=True)
    drawing.line(0, top + 26, _WIDTH, top + 26, stroke=RULE)
    bottom = top + 27
    for row in side.rows:
        bottom = _draw_row(drawing, row, bottom, axis, catalog, accent)
    return bottom + 8


def _draw_row(drawing: Drawing, row: BudgetRow, top: float, axis: _Axis, catalog: Catalog, accent: str) -> float:
    name = fitted(row.title, _TEXT, _NAME_WIDTH, lines=3)
    height = max(38.0, len(name) * _TEXT * LINE_HEIGHT + 8)
    middle = top + height / 2
    account = fitted(row.account, _SMALL, _ACCOUNT_WIDTH - 6)
    drawing.text(0, middle - (len(name) - 1) * _TEXT * LINE_HEIGHT / 2, account, _SMALL, MUTED)
    drawing.text(_ACCOUNT_WIDTH, middle, name, _TEXT, INK)
    for amount, centre, solid in ((row.planned, middle - 7.5, False), (row.actual, middle + 7.5, True)):
        if amount is None:
            drawing.rectangle(_BAR_LEFT, centre - 1.5, _BAR_WIDTH, 3, fill=TRACK)
        elif amount:
            # The outline is drawn inside, so that both bars of equal amounts end at the same place.
            x, width = axis.bar(amount)
            fill = accent if solid else PAPER
            drawing.rectangle(x + 0.5, centre - _BAR / 2 + 0.5, max(0.5, width - 1), _BAR - 1, fill=fill, stroke=accent)
        drawing.text(
            _WIDTH, centre, _amount(amount, catalog), _SMALL, INK if amount is not None else MUTED,
            anchor="end", semibold=solid and amount is not None,
        )  # fmt: skip
    drawing.line(axis.zero, middle - 15, axis.zero, middle + 15, stroke=MUTED)
    drawing.line(0, top + height, _WIDTH, top + height, stroke=TRACK)
    return top + height + 1


def _amount(amount: Decimal | None, catalog: Catalog) -> str:
    if amount is None:
        return catalog.say("figures.budget-unknown")
    return " ".join(fitted(format_money(amount, catalog.language), _SMALL, _AMOUNT_WIDTH, semibold=True))


def _alternative(sides: Sequence[BudgetSide], catalog: Catalog, most: int) -> Iterator[str]:
    for side in sides:
        lines = together([_told(row, catalog) for row in side.rows], most, catalog)
        yield catalog.say("figures.budget-alt-side", side=side.title, lines=lines)


def _told(row: BudgetRow, catalog: Catalog) -> str:
    if row.planned is None:
        key = "budget-alt-unknown" if row.actual is None else "budget-alt-planned-unknown"
    else:
        key = "budget-alt-actual-unknown" if row.actual is None else "budget-alt-line"
    planned, actual = (
        "" if amount is None else format_money(amount, catalog.language) for amount in (row.planned, row.actual)
    )
    return catalog.say(f"figures.{key}", title=brief(row.title), planned=planned, actual=actual)
