"""The actors on a grid of influence and interest: whom to work with, whom to convince, whom to rely on.

How much weight an actor has is told to the internal reader only: the rows are the caller's choice.
"""

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
class InfluenceRow:
    """One actor as drawn. Influence and interest are the lowest and highest level (0–3) they may have."""

    name: str
    influence: tuple[int, int]
    interest: tuple[int, int]


def influence_figure(rows: Sequence[InfluenceRow], language: str, colour: str) -> Figure:
    """The actors, numbered in the order given, with the list of their names under the grid."""
    catalog = Catalog.of(language)
    drawing = Drawing("influence", WIDTH)
    nothing = catalog.say("figures.influence-none")
    if rows:
        scales = GridWords(*(catalog.say(f"figures.influence-{key}") for key in ("interest", "influence", "unplaced")))
        placed = [GridRow(row.name, Span(*row.interest), Span(*row.influence)) for row in rows]
        bottom = draw_numbered_grid(drawing, placed, scales, catalog, legible(colour))
    else:
        drawing.text(0, 18, nothing, TEXT, MUTED)
        bottom = 36
    words = shortened(lambda most: _alternative(rows, catalog, most), len(rows), nothing)
    return Figure("influence", drawing.finish(bottom), words, catalog.say("figures.influence-caption"))


def _alternative(rows: Sequence[InfluenceRow], catalog: Catalog, most: int) -> Iterator[str]:
    names: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        names[_quadrant(row)].append(row.name)
    for quadrant in ("key", "convince", "rely", "watch", "unsure"):
        if names[quadrant]:
            yield catalog.say(f"figures.influence-alt-{quadrant}", names=listed(names[quadrant], most, catalog))


def _quadrant(row: InfluenceRow) -> str:
    (influence, most_influence), (interest, most_interest) = row.influence, row.interest
    if influence != most_influence or interest != most_interest:
        return "unsure"
    if influence >= 2:
        return "key" if interest >= 2 else "convince"
    return "rely" if interest >= 2 else "watch"
