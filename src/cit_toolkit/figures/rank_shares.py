"""How often each territory takes each rank: one bar each, the first rank darkest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cit_toolkit.figures.alternative import brief, shortened, together
from cit_toolkit.figures.figure import Figure
from cit_toolkit.figures.palette import INK, MUTED, PAPER, RULE, TRACK, legible, tint
from cit_toolkit.figures.svg import LINE_HEIGHT, Drawing
from cit_toolkit.figures.text_fitting import fitted, text_width
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.numbers import format_percent, ordinal

MOST_ROWS = 16
MOST_RANKS = 5
"""Told apart; those after share the lightest tint."""
_WIDTH = 640
_NAME_WIDTH = 190
_LEFT = 204
_TEXT, _SMALL = 14, 12
_BAR = 20
_LIGHTEST = 0.12


@dataclass(frozen=True, slots=True)
class RankRow:
    """A territory, and its share of each rank, the first on."""

    name: str
    shares: tuple[float, ...]


def rank_shares_figure(rows: Sequence[RankRow], language: str, colour: str) -> Figure:
    """The territories in the order given, the first ones when there are many."""
    catalog = Catalog.of(language)
    drawing = Drawing("rank-shares", _WIDTH)
    accent = legible(colour)
    shown = rows[:MOST_ROWS]
    bottom = _scale(drawing, shown, catalog)
    for row in shown:
        bottom = _row(drawing, row, bottom, catalog, accent)
    if shown:
        bottom = _legend(drawing, len(rows), bottom, catalog, accent)
    nothing = catalog.say("figures.ranks-none")
    words = shortened(lambda most: _alternative(rows, catalog, most), len(rows), nothing)
    caption = catalog.say("figures.ranks-caption")
    if len(rows) > len(shown):
        caption = f"{caption} {catalog.say('figures.ranks-left', count=len(rows) - len(shown))}"
    return Figure("rank-shares", drawing.finish(bottom), words, caption)


def _scale(drawing: Drawing, rows: Sequence[RankRow], catalog: Catalog) -> float:
    if not rows:
        drawing.text(0, 18, catalog.say("figures.ranks-none"), _TEXT, MUTED)
        return 36.0
    for quarter in range(5):
        x = _LEFT + (_WIDTH - _LEFT) * quarter / 4
        anchor = "end" if quarter == 4 else "middle" if quarter else "start"
        drawing.text(x, 10, format_percent(quarter / 4, catalog.language), _SMALL, MUTED, anchor=anchor)
    drawing.line(_LEFT, 20, _WIDTH, 20, stroke=RULE)
    return 22.0


def _row(drawing: Drawing, row: RankRow, top: float, catalog: Catalog, accent: str) -> float:
    name = fitted(row.name, _TEXT, _NAME_WIDTH, lines=2)
    height = max(_BAR + 10, len(name) * _TEXT * LINE_HEIGHT + 8)
    middle, left = top + height / 2, float(_LEFT)
    drawing.text(0, middle, name, _TEXT, INK)
    for rank, share in enumerate(_told(row.shares)):
        width = share * (_WIDTH - _LEFT)
        if width < 0.05:
            continue
        # A white edge parts two tints that a grey printer would make alike.
        drawing.rectangle(left, middle - _BAR / 2, width, _BAR, fill=_fill(rank, accent), stroke=PAPER, stroke_width=1)
        told = format_percent(share, catalog.language)
        if text_width(told, _SMALL) + 6 <= width:
            ink = PAPER if rank == 0 else INK
            drawing.text(left + width / 2, middle, told, _SMALL, ink, anchor="middle", semibold=rank == 0)
        left += width
    drawing.line(0, top + height, _WIDTH, top + height, stroke=TRACK)
    return top + height + 1


def _told(shares: Sequence[float]) -> tuple[float, ...]:
    return tuple(shares) if len(shares) <= MOST_RANKS else (*shares[: MOST_RANKS - 1], sum(shares[MOST_RANKS - 1 :]))


def _fill(rank: int, accent: str) -> str:
    """Full for the first rank; the others light enough for black text, lighter and lighter."""
    return accent if rank == 0 else tint(accent, max(_LIGHTEST, 0.5 - 0.13 * (rank - 1)))


def _legend(drawing: Drawing, ranks: int, top: float, catalog: Catalog, accent: str) -> float:
    middle, left = top + 16, 0.0
    for rank in range(min(ranks, MOST_RANKS)):
        last = rank == MOST_RANKS - 1 and ranks > MOST_RANKS
        place = ordinal(rank + 1, catalog.language)
        label = catalog.say("figures.ranks-after" if last else "figures.ranks-rank", rank=place)
        drawing.rectangle(left, middle - 6, 16, 12, rx=2, fill=_fill(rank, accent))
        drawing.text(left + 21, middle, label, _SMALL, MUTED)
        left += 32 + text_width(label, _SMALL)
    return middle + 14


def _alternative(rows: Sequence[RankRow], catalog: Catalog, most: int) -> Iterator[str]:
    firsts = [
        f"{brief(row.name)} ({format_percent(row.shares[0], catalog.language)})"
        for row in rows
        if row.shares and row.shares[0] >= 0.005
    ]
    if firsts:
        yield catalog.say("figures.ranks-alt-first", names=together(firsts, most, catalog))
    never = [brief(row.name) for row in rows if row.shares and row.shares[0] < 0.005]
    if never:
        yield catalog.say("figures.ranks-alt-never", names=together(never, most, catalog))
