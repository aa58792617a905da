"""The needs on a grid of urgency and importance, each a numbered disc; what is unknown spans all it may be."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cit_toolkit.figures.alternative import listed, shortened
from cit_toolkit.figures.figure import Figure
from cit_toolkit.figures.level_grid import Span
from cit_toolkit.figures.numbered_grid import TEXT, WIDTH, GridRow, GridWords, draw_numbered_grid
from cit_toolkit.figures.palette import MUTED, legible
from cit_toolkit.figures.svg import Drawing
from cit_toolkit.wording.catalog import Catalog


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One need as drawn. Urgency and importance are the lowest and highest level (0–3) they may have."""

    title: str
    urgency: tuple[int, int]
    importance: tuple[int, int]


def needs_figure(rows: Sequence[NeedRow], language: str, colour: str) -> Figure:
    """The needs, numbered in the order given, with the list of their titles under the grid."""
    catalog = Catalog.of(language)
    drawing = Drawing("needs", WIDTH)
    nothing = catalog.say("figures.needs-none")
    if rows:
        scales = GridWords(*(catalog.say(f"figures.needs-{key}") for key in ("urgency", "importance", "unplaced")))
        placed = [GridRow(row.title, Span(*row.urgency), Span(*row.importance)) for row in rows]
        bottom = draw_numbered_grid(drawing, placed, scales, catalog, legible(colour))
    else:
        drawing.text(0, 18, nothing, TEXT, MUTED)
        bottom = 36
    words = shortened(lambda most: _alternative(rows, catalog, most), len(rows), nothing)
    return Figure("needs", drawing.finish(bottom), words, catalog.say("figures.needs-caption"))


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
