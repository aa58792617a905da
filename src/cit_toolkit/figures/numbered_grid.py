"""Things on a grid of two levels from 0 to 3, each a numbered disc; what is unknown spans all it may be."""

from collections.abc import Sequence
from dataclasses import dataclass

from cit_toolkit.figures.level_grid import COLUMN_WIDTH, DISC, LEVELS, Grid, Span, arranged
from cit_toolkit.figures.palette import INK, MUTED, PAPER, TRACK, tint
from cit_toolkit.figures.svg import LINE_HEIGHT, Drawing
from cit_toolkit.figures.text_fitting import fitted, text_width
from cit_toolkit.wording.catalog import Catalog

WIDTH = 640
_GRID_LEFT = 24
TEXT, _SMALL = 14, 12.5
_MOST_TITLES = 60
_TITLE_GAP = 24
_TITLE_LAYOUTS = ((4, 1, TEXT, 2), (20, 2, TEXT, 2), (float("inf"), 3, _SMALL, 2))
"""Up to so many things: columns of titles, size, lines of each. The figure must hold on one A4 page."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One thing as drawn, with the lowest and the highest level it may have on each scale."""

    title: str
    across: Span
    up: Span


@dataclass(frozen=True, slots=True)
class GridWords:
    """What the scales are called, and the place of what both scales leave unknown."""

    across: str
    up: str
    unplaced: str


def draw_numbered_grid(
    drawing: Drawing, rows: Sequence[GridRow], words: GridWords, catalog: Catalog, accent: str
) -> float:
    """The grid, then the titles by number, in the order given. Gives the bottom of it."""
    grid = arranged([(row.across, row.up) for row in rows], left=_GRID_LEFT, top=26)
    _draw_axes(drawing, grid, words)
    _draw_cells(drawing, grid, accent)
    _draw_discs(drawing, grid, accent)
    bottom = _draw_unplaced(drawing, grid, words.unplaced, accent)
    return _draw_titles(drawing, rows, bottom + 12, accent, catalog)


def _draw_axes(drawing: Drawing, grid: Grid, words: GridWords) -> None:
    drawing.text(0, grid.top - 14, f"↑ {words.up}", _SMALL, MUTED)
    drawing.text(WIDTH, grid.bottom + 12, f"{words.across} →", _SMALL, MUTED, anchor="end")
    for level in LEVELS:
        row_middle = grid.row_top(level) + grid.row_height(level) / 2
        drawing.text(0, row_middle, str(level), _SMALL, MUTED)
        column_middle = grid.column_left(level) + COLUMN_WIDTH / 2
        drawing.text(column_middle, grid.bottom + 12, str(level), _SMALL, MUTED, anchor="middle")


def _draw_cells(drawing: Drawing, grid: Grid, accent: str) -> None:
    for up in LEVELS:
        for across in LEVELS:
            drawing.rectangle(
                grid.column_left(across) + 1, grid.row_top(up) + 1, COLUMN_WIDTH - 2, grid.row_height(up) - 2,
                rx=4, fill=tint(accent, 0.05 + 0.25 * (across + up) / 6),
            )  # fmt: skip


def _draw_discs(drawing: Drawing, grid: Grid, accent: str) -> None:
    for bar in grid.bars:
        drawing.rectangle(
            bar.x, bar.y, bar.width, bar.height, rx=4, fill=drawing.hatch(accent), stroke=accent, stroke_width=0.8
        )
    for disc in grid.discs:
        _draw_disc(drawing, disc.number, disc.x, disc.y, accent, certain=disc.certain)


def _draw_disc(drawing: Drawing, number: int, x: float, y: float, accent: str, *, certain: bool) -> None:
    fill, ink = (accent, PAPER) if certain else (PAPER, accent)
    drawing.disc(
        x, y, DISC / 2 - (1 if certain else 2), fill=fill, stroke=PAPER if certain else accent, stroke_width=1.4
    )
    size = 11 if number > 99 else _SMALL
    drawing.text(x, y, str(number), size, ink, anchor="middle", semibold=True)


def _draw_unplaced(drawing: Drawing, grid: Grid, label: str, accent: str) -> float:
    top = grid.bottom + 26
    if not grid.unplaced:
        return top
    start = _GRID_LEFT + 28 + text_width(label, _SMALL)
    per_line = int((WIDTH - 8 - start) // DISC)
    height = -(-len(grid.unplaced) // per_line) * DISC + 12
    drawing.rectangle(_GRID_LEFT + 1, top, WIDTH - _GRID_LEFT - 2, height, rx=4, fill=TRACK)
    drawing.text(_GRID_LEFT + 12, top + 6 + DISC / 2, label, _SMALL, MUTED)
    for place, number in enumerate(grid.unplaced):
        line, column = divmod(place, per_line)
        x, y = start + (column + 0.5) * DISC, top + 6 + (line + 0.5) * DISC
        _draw_disc(drawing, number, x, y, accent, certain=False)
    return top + height


def _draw_titles(drawing: Drawing, rows: Sequence[GridRow], top: float, accent: str, catalog: Catalog) -> float:
    columns, size, lines = next(layout[1:] for layout in _TITLE_LAYOUTS if len(rows) <= layout[0])
    named = rows[:_MOST_TITLES]
    width = (WIDTH - (columns - 1) * _TITLE_GAP) / columns
    per_column = -(-len(named) // columns)
    bottom = top
    for first in range(0, len(named), per_column):
        x, y = first // per_column * (width + _TITLE_GAP), top
        for number, row in enumerate(named[first : first + per_column], first + 1):
            title = fitted(row.title, size, width - DISC - 8, lines)
            height = max(DISC + 4, len(title) * size * LINE_HEIGHT + 8)
            certain = row.across.certain and row.up.certain
            _draw_disc(drawing, number, x + DISC / 2, y + height / 2, accent, certain=certain)
            drawing.text(x + DISC + 8, y + height / 2, title, size, INK)
            y += height
        bottom = max(bottom, y)
    if len(rows) > len(named):
        words = catalog.say("figures.and-others", count=len(rows) - len(named))
        drawing.text(DISC + 8, bottom + 12, words, _SMALL, MUTED)
        bottom += 24
    return bottom + 4
