"""Who holds which functions: a line per actor, a column per function, the level in the cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cit_toolkit.figures.alternative import brief, listed, shortened, together
from cit_toolkit.figures.figure import Figure
from cit_toolkit.figures.palette import INK, MUTED, PAPER, RULE, STATUSES, TRACK, legible, status_colour
from cit_toolkit.figures.svg import LINE_HEIGHT, Drawing
from cit_toolkit.figures.text_fitting import fitted, text_width
from cit_toolkit.wording.catalog import Catalog

_WIDTH = 640
_NAME_WIDTH = 214
_CELLS_LEFT = 224
_ROW = 20.0
_TEXT, _SMALL = 13, 11.5
_MOST_ROWS = 36
"""Lines of actors: more would not hold on one page with the names of the functions."""
_NARROWEST_CELL, _WIDEST_CELL = 22.0, 44.0

Level = tuple[int, int]
"""The lowest and the highest level, 0 to 3, at which an actor may perform a function."""


@dataclass(frozen=True, slots=True)
class HolderRow:
    """One actor as drawn, with its level for each function, in their order."""

    name: str
    levels: tuple[Level, ...]

    @property
    def held(self) -> int:
        """How many functions it certainly performs."""
        return sum(low > 0 for low, _ in self.levels)

    @property
    def possible(self) -> int:
        """How many it may perform."""
        return sum(high > 0 for _, high in self.levels)


def holders_figure(functions: Sequence[str], rows: Sequence[HolderRow], language: str, colour: str) -> Figure:
    """The actors who perform something, those with most functions first; functions in the order given."""
    catalog = Catalog.of(language)
    drawing = Drawing("holders", max(_WIDTH, _CELLS_LEFT + _NARROWEST_CELL * len(functions)))
    accent = legible(colour)
    nothing = catalog.say("figures.holders-none")
    held = sorted((row for row in rows if row.held), key=lambda row: (-row.held, -row.possible))
    unsure = [row for row in rows if row.possible and not row.held]
    if held:
        cell = min(_WIDEST_CELL, (drawing.width - _CELLS_LEFT) / len(functions))
        bottom = _draw_heads(drawing, len(functions), cell)
        for row in held[:_MOST_ROWS]:
            bottom = _draw_row(drawing, row, bottom, cell, accent)
        bottom = _draw_rest(drawing, len(held) - _MOST_ROWS, len(unsure), bottom, catalog)
        bottom = _draw_legend(drawing, held[:_MOST_ROWS], bottom, catalog, accent)
        bottom = _draw_functions(drawing, functions, bottom)
    else:
        drawing.text(0, 18, nothing, _TEXT, MUTED)
        bottom = 36
    words = shortened(lambda most: _alternative(functions, held, unsure, catalog, most), len(held), nothing)
    return Figure("holders", drawing.finish(bottom), words, catalog.say("figures.holders-caption"))


def _draw_heads(drawing: Drawing, functions: int, cell: float) -> float:
    for number in range(functions):
        x = _CELLS_LEFT + (number + 0.5) * cell
        drawing.text(x, 10, str(number + 1), _SMALL, MUTED, anchor="middle")
    drawing.line(0, 20, drawing.width, 20, stroke=RULE)
    return 21.0


def _draw_row(drawing: Drawing, row: HolderRow, top: float, cell: float, accent: str) -> float:
    name = fitted(row.name, _TEXT, _NAME_WIDTH, lines=2)
    height = max(_ROW, len(name) * _TEXT * LINE_HEIGHT + 2)
    drawing.text(0, top + height / 2, name, _TEXT, INK)
    for place, level in enumerate(row.levels):
        _draw_cell(drawing, level, _CELLS_LEFT + place * cell + 1, top + (height - _ROW) / 2 + 1, cell - 2, accent)
    drawing.line(0, top + height, drawing.width, top + height, stroke=TRACK)
    return top + height + 1


def _draw_cell(drawing: Drawing, level: Level, x: float, y: float, width: float, accent: str) -> None:
    """The darker the higher, the level in figures; what is possible without being certain is hatched."""
    low, high = level
    if not high:
        return
    height = _ROW - 2
    middle = x + width / 2, y + height / 2
    if low == high:
        drawing.rectangle(x, y, width, height, rx=2, fill=status_colour(STATUSES[low], accent))
        drawing.text(*middle, str(low), _SMALL, INK if low < 2 else PAPER, anchor="middle", semibold=True)
        return
    drawing.rectangle(x + 0.5, y + 0.5, width - 1, height - 1, rx=2, fill=drawing.hatch(accent), stroke=accent)
    label = f"{low}–{high}" if low else "?"
    if text_width(label, _SMALL, semibold=True) <= width:
        drawing.text(*middle, label, _SMALL, INK, anchor="middle", semibold=True, halo=PAPER)


def _draw_rest(drawing: Drawing, left_out: int, unsure: int, top: float, catalog: Catalog) -> float:
    """Those who are not drawn are counted."""
    for key, count in (("holders-others", left_out), ("holders-unsure", unsure)):
        if count > 0:
            drawing.text(0, top + 11, catalog.say(f"figures.{key}", count=count), _TEXT, MUTED)
            top += 20
    return top


def _draw_legend(drawing: Drawing, rows: Sequence[HolderRow], top: float, catalog: Catalog, accent: str) -> float:
    x, y = 0.0, top + 6
    levels = {level for row in rows for level in row.levels}
    certain = [(number, number) for number in (1, 2, 3) if (number, number) in levels]
    for level in certain:
        label = catalog.say(f"figures.holders-level-{level[0]}")
        _draw_cell(drawing, level, x, y, 20, accent)
        drawing.text(x + 27, y + (_ROW - 2) / 2, label, _SMALL, MUTED)
        x += 27 + text_width(label, _SMALL) + 20
    if any(low != high for low, high in levels):
        _draw_cell(drawing, (0, 3), x, y, 20, accent)
        drawing.text(x + 27, y + (_ROW - 2) / 2, catalog.say("figures.holders-possible"), _SMALL, MUTED)
    return y + _ROW + 8


def _draw_functions(drawing: Drawing, functions: Sequence[str], top: float) -> float:
    """Their names by number, in two columns."""
    width = drawing.width / 2 - 12
    per_column = -(-len(functions) // 2)
    for number, name in enumerate(functions):
        x, y = number // per_column * (width + 24), top + (number % per_column + 0.5) * _TEXT * LINE_HEIGHT * 1.1
        drawing.text(x + 20, y, str(number + 1), _SMALL, MUTED, anchor="end")
        drawing.text(x + 28, y, fitted(name, _TEXT, width - 28), _TEXT, INK)
    return top + per_column * _TEXT * LINE_HEIGHT * 1.1 + 4


def _alternative(
    functions: Sequence[str], held: Sequence[HolderRow], unsure: Sequence[HolderRow], catalog: Catalog, most: int
) -> Iterator[str]:
    if held:
        told = [catalog.say("figures.holders-alt-actor", count=row.held, name=brief(row.name)) for row in held]
        yield catalog.say("figures.holders-alt-held", actors=together(told, most, catalog))
    nobody = [name for place, name in enumerate(functions) if not any(row.levels[place][1] for row in (*held, *unsure))]
    if held and nobody:
        yield catalog.say("figures.holders-alt-nobody", names=listed(nobody, most, catalog))
    if held and unsure:
        yield catalog.say("figures.holders-unsure", count=len(unsure))
