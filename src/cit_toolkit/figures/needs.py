"""The needs on a grid of urgency and importance, each a numbered disc; what is unknown spans all it may be."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cit_toolkit.figures.alternative import listed, shortened
from cit_toolkit.figures.figure import Figure
from cit_toolkit.figures.needs_grid import COLUMN_WIDTH, DISC, LEVELS, Grid, Span, arranged
from cit_toolkit.figures.palette import INK, MUTED, PAPER, TRACK, legible, tint
from cit_toolkit.figures.svg import LINE_HEIGHT, Drawing
from cit_toolkit.figures.text_fitting import fitted, text_width
from cit_toolkit.wording.catalog import Catalog

_WIDTH = 640
_GRID_LEFT = 24
_TEXT, _SMALL = 14, 12.5
_MOST_TITLES = 60
_TITLE_GAP = 24
_TITLE_LAYOUTS = ((4, 1, _TEXT, 2), (20, 2, _TEXT, 2), (float("inf"), 3, _SMALL, 1))
"""Up to so many needs: columns of titles, size, lines of each. The figure must hold on one A4 page."""


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One need as drawn. Urgency and importance are the lowest and highest level (0–3) they may have."""

    title: str
    urgency: tuple[int, int]
    importance: tuple[int, int]


def needs_figure(rows: Sequence[NeedRow], language: str, colour: str) -> Figure:
    """The needs, numbered in the order given, with the list of their titles under the grid."""
    catalog = Catalog.of(language)
    drawing = Drawing("needs", _WIDTH)
    accent = legible(colour)
    nothing = catalog.say("figures.needs-none")
    if rows:
        grid = arranged([(Span(*row.urgency), Span(*row.importance)) for row in rows], left=_GRID_LEFT, top=26)
        _draw_axes(drawing, grid, catalog)
        _draw_cells(drawing, grid, accent)
        _draw_needs(drawing, grid, accent)
        bottom = _draw_unplaced(drawing, grid, catalog, accent)
        bottom = _draw_titles(drawing, rows, bottom + 12, accent, catalog)
    else:
        drawing.text(0, 18, nothing, _TEXT, MUTED)
        bottom = 36
    words = shortened(lambda most: _alternative(rows, catalog, most), len(rows), nothing)
    return Figure("needs", drawing.finish(bottom), words, catalog.say("figures.needs-caption"))


def _draw_axes(drawing: Drawing, grid: Grid, catalog: Catalog) -> None:
    drawing.text(0, grid.top - 14, f"↑ {catalog.say('figures.needs-importance')}", _SMALL, MUTED)
    urgency = f"{catalog.say('figures.needs-urgency')} →"
    drawing.text(_WIDTH, grid.bottom + 12, urgency, _SMALL, MUTED, anchor="end")
    for level in LEVELS:
        row_middle = grid.row_top(level) + grid.row_height(level) / 2
        drawing.text(0, row_middle, str(level), _SMALL, MUTED)
        column_middle = grid.column_left(level) + COLUMN_WIDTH / 2
        drawing.text(column_middle, grid.bottom + 12, str(level), _SMALL, MUTED, anchor="middle")


def _draw_cells(drawing: Drawing, grid: Grid, accent: str) -> None:
    for importance in LEVELS:
        for urgency in LEVELS:
            priority = (urgency + importance) / 6
            drawing.rectangle(
                grid.column_left(urgency) + 1, grid.row_top(importance) + 1,
                COLUMN_WIDTH - 2, grid.row_height(importance) - 2,
                rx=4, fill=tint(accent, 0.05 + 0.25 * priority),
            )  # fmt: skip


def _draw_needs(drawing: Drawing, grid: Grid, accent: str) -> None:
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


def _draw_unplaced(drawing: Drawing, grid: Grid, catalog: Catalog, accent: str) -> float:
    top = grid.bottom + 26
    if not grid.unplaced:
        return top
    label = catalog.say("figures.needs-unplaced")
    start = _GRID_LEFT + 28 + text_width(label, _SMALL)
    per_line = int((_WIDTH - 8 - start) // DISC)
    height = -(-len(grid.unplaced) // per_line) * DISC + 12
    drawing.rectangle(_GRID_LEFT + 1, top, _WIDTH - _GRID_LEFT - 2, height, rx=4, fill=TRACK)
    drawing.text(_GRID_LEFT + 12, top + 6 + DISC / 2, label, _SMALL, MUTED)
    for place, number in enumerate(grid.unplaced):
        line, column = divmod(place, per_line)
        x, y = start + (column + 0.5) * DISC, top + 6 + (line + 0.5) * DISC
        _draw_disc(drawing, number, x, y, accent, certain=False)
    return top + height


def _draw_titles(drawing: Drawing, rows: Sequence[NeedRow], top: float, accent: str, catalog: Catalog) -> float:
    columns, size, lines = next(layout[1:] for layout in _TITLE_LAYOUTS if len(rows) <= layout[0])
    named = rows[:_MOST_TITLES]
    width = (_WIDTH - (columns - 1) * _TITLE_GAP) / columns
    per_column = -(-len(named) // columns)
    bottom = top
    for first in range(0, len(named), per_column):
        x, y = first // per_column * (width + _TITLE_GAP), top
        for number, row in enumerate(named[first : first + per_column], first + 1):
            title = fitted(row.title, size, width - DISC - 8, lines)
            height = max(DISC + 4, len(title) * size * LINE_HEIGHT + 8)
            certain = Span(*row.urgency).certain and Span(*row.importance).certain
            _draw_disc(drawing, number, x + DISC / 2, y + height / 2, accent, certain=certain)
            drawing.text(x + DISC + 8, y + height / 2, title, size, INK)
            y += height
        bottom = max(bottom, y)
    if len(rows) > len(named):
        words = catalog.say("figures.and-others", count=len(rows) - len(named))
        drawing.text(DISC + 8, bottom + 12, words, _SMALL, MUTED)
        bottom += 24
    return bottom + 4


def _alternative(rows: Sequence[NeedRow], catalog: Catalog, most: int) -> Iterator[str]:
    titles: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        titles[_quadrant(row)].append(row.title)
    for quadrant in ("high", "important", "urgent", "low", "unsure"):
        if titles[quadrant]:
            said = listed(titles[quadrant], most, catalog)
            yield catalog.say(f"figures.needs-alt-{quadrant}", titles=said)


def _quadrant(row: NeedRow) -> str:
    (urgency, most_urgency), (importance, most_importance) = row.urgency, row.importance
    if urgency != most_urgency or importance != most_importance:
        return "unsure"
    if importance >= 2:
        return "high" if urgency >= 2 else "important"
    return "urgent" if urgency >= 2 else "low"
