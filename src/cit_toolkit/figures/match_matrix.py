"""Needs across offers: what each pair scores, which are made, which are left to verify."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cit_toolkit.figures.alternative import brief, shortened, together
from cit_toolkit.figures.figure import Figure
from cit_toolkit.figures.palette import INK, MUTED, PAPER, RULE, TRACK, legible, tint
from cit_toolkit.figures.svg import LINE_HEIGHT, Drawing
from cit_toolkit.figures.text_fitting import fitted
from cit_toolkit.wording.catalog import Catalog

_WIDTH = 640
_NAME_WIDTH = 190
_LEFT = 200
_TEXT, _SMALL = 13, 12
_HEIGHT = 22.0
_LEGEND_COLUMN = 320
_LIGHTEST = 0.08
"""Tint of a score of 0: that of 1,000 is darker by this much again, so that black text is legible on all."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A pair that may be made."""

    points: int
    made: bool
    certain: bool
    """Whether nothing is left to verify."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A need, and its pair with each offer of the head (None: not possible)."""

    name: str
    cells: tuple[MatrixCell | None, ...]


def matrix_figure(offers: Sequence[str], rows: Sequence[MatrixRow], left: int, language: str, colour: str) -> Figure:
    """Sixteen offers at most, by letters told under the drawing. `left`: needs that are not drawn."""
    catalog = Catalog.of(language)
    drawing = Drawing("matrix", _WIDTH)
    accent = legible(colour)
    step = min(44.0, (_WIDTH - _LEFT) / max(1, len(offers)))
    bottom = _head(drawing, offers, step)
    for row in rows:
        bottom = _row(drawing, row, bottom, step, accent)
    bottom = _legend(drawing, offers, rows, bottom, catalog, accent)
    nothing = catalog.say("figures.matrix-none")
    words = shortened(lambda most: _alternative(offers, rows, catalog, most), len(rows), nothing)
    caption = catalog.say("figures.matrix-caption")
    if left > 0:
        caption = f"{caption} {catalog.say('figures.matrix-left', count=left)}"
    return Figure("matrix", drawing.finish(bottom), words, caption)


def letter(rank: int) -> str:
    """A, B… for the columns."""
    return chr(ord("A") + rank)


def _head(drawing: Drawing, offers: Sequence[str], step: float) -> float:
    for rank in range(len(offers)):
        centre = _LEFT + (rank + 0.5) * step
        drawing.text(centre, 12, letter(rank), _TEXT, INK, anchor="middle", semibold=True)
    drawing.line(0, 24, _WIDTH, 24, stroke=RULE)
    return 26.0


def _row(drawing: Drawing, row: MatrixRow, top: float, step: float, accent: str) -> float:
    name = fitted(row.name, _TEXT, _NAME_WIDTH, lines=2)
    height = max(_HEIGHT + 4, len(name) * _TEXT * LINE_HEIGHT + 8)
    middle = top + height / 2
    drawing.text(0, middle, name, _TEXT, INK)
    for rank, cell in enumerate(row.cells):
        if cell is not None:
            _cell(drawing, cell, _LEFT + rank * step, middle, step, accent)
    drawing.line(0, top + height, _WIDTH, top + height, stroke=TRACK)
    return top + height + 1


def _cell(drawing: Drawing, cell: MatrixCell, left: float, middle: float, step: float, accent: str) -> None:
    box = {"x": left + 1.5, "y": middle - _HEIGHT / 2, "width": step - 3, "height": _HEIGHT}
    fill = accent if cell.made else tint(accent, _LIGHTEST + 0.3 * cell.points / 1000)
    drawing.rectangle(**box, rx=3, fill=fill)
    if not cell.certain:
        # A white bar at the foot: what is left to verify is told by its form, in grey too.
        drawing.rectangle(left + 4, middle + _HEIGHT / 2 - 5, step - 8, 2.5, fill=PAPER, stroke=MUTED, stroke_width=0.5)
    lift = 0 if cell.certain else 2
    ink = PAPER if cell.made else INK
    drawing.text(left + step / 2, middle - lift, str(cell.points), _SMALL - 2, ink, anchor="middle", semibold=cell.made)


def _legend(
    drawing: Drawing, offers: Sequence[str], rows: Sequence[MatrixRow], top: float, catalog: Catalog, accent: str
) -> float:
    """What cells mean, then the offers, in two columns."""
    middle, left = top + 16, 0.0
    told = (
        ("made", MatrixCell(0, True, True)), ("possible", MatrixCell(500, False, True)),
        ("unsure", MatrixCell(500, False, False)),
    )  # fmt: skip
    for key, cell in told:
        fill = accent if cell.made else tint(accent, _LIGHTEST + 0.3 * cell.points / 1000)
        drawing.rectangle(left, middle - 6, 22, 12, rx=2, fill=fill)
        if not cell.certain:
            drawing.rectangle(left + 3, middle + 2, 16, 2.5, fill=PAPER, stroke=MUTED, stroke_width=0.5)
        drawing.text(left + 28, middle, catalog.say(f"figures.matrix-{key}"), _SMALL, MUTED)
        left += 190
    bottom = middle + 14
    half = (len(offers) + 1) // 2
    for rank in range(half):
        height = 0.0
        for column, which in ((0, rank), (1, rank + half)):
            if which >= len(offers):
                continue
            name = fitted(offers[which], _SMALL, _LEGEND_COLUMN - 30, lines=2)
            height = max(height, len(name) * _SMALL * LINE_HEIGHT + 5)
            line = bottom + len(name) * _SMALL * LINE_HEIGHT / 2 + 2
            drawing.text(column * _LEGEND_COLUMN, line, letter(which), _SMALL, INK, semibold=True)
            drawing.text(column * _LEGEND_COLUMN + 20, line, name, _SMALL, MUTED)
        bottom += height
    return bottom + 4


def _alternative(offers: Sequence[str], rows: Sequence[MatrixRow], catalog: Catalog, most: int) -> Iterator[str]:
    made = [
        catalog.say("figures.matrix-pair", need=brief(row.name), offer=brief(offers[rank]), points=cell.points)
        for row in rows
        for rank, cell in enumerate(row.cells)
        if cell is not None and cell.made
    ]
    if made:
        yield catalog.say("figures.matrix-alt-made", pairs=together(made, most, catalog))
    none = [brief(row.name) for row in rows if not any(cell and cell.made for cell in row.cells)]
    if none:
        yield catalog.say("figures.matrix-alt-none", names=together(none, most, catalog))
