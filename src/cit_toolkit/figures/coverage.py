"""The functions of the territory's cooperative: how far each is assured, for certain and possibly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cit_toolkit.figures.alternative import brief, listed, shortened, together
from cit_toolkit.figures.figure import Figure
from cit_toolkit.figures.palette import INK, MUTED, RULE, STATUSES, TRACK, legible, status_colour
from cit_toolkit.figures.svg import LINE_HEIGHT, Drawing
from cit_toolkit.figures.text_fitting import fitted
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.numbers import format_range

_WIDTH = 640
_NAME_WIDTH = 236
_TRACK_LEFT = 248
_CELL, _GAP = 53, 3
_TRACK_WIDTH = 3 * _CELL + 2 * _GAP
_STATUS_LEFT = _TRACK_LEFT + _TRACK_WIDTH + 14
_STATUS_WIDTH = 158
_TEXT, _SMALL = 14, 12
_BAR = 13


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One function as drawn. Statuses are ids of `STATUSES`; they differ when something is unknown."""

    name: str
    certain: str
    possible: str
    holders: int
    """Actors who certainly hold the function, at whatever level."""


def coverage_figure(
    rows: Sequence[CoverageRow], overall: tuple[float, float] | None, language: str, colour: str
) -> Figure:
    """The functions in the order given, three steps each; `overall` is the coverage as an interval of shares."""
    catalog = Catalog.of(language)
    drawing = Drawing("coverage", _WIDTH)
    accent = legible(colour)
    bottom = _draw_overall(drawing, overall, catalog, accent) if overall else 0.0
    if rows:
        bottom = _draw_heading(drawing, bottom, catalog)
        for row in rows:
            bottom = _draw_row(drawing, row, bottom, catalog, accent)
        bottom = _draw_legend(drawing, rows, bottom, catalog, accent)
    else:
        drawing.text(0, bottom + 20, catalog.say("figures.coverage-none"), _TEXT, MUTED)
        bottom += 36
    nothing = catalog.say("figures.coverage-none")
    words = shortened(lambda most: _alternative(rows, overall, catalog, most), len(rows), nothing)
    return Figure("coverage", drawing.finish(bottom), words, catalog.say("figures.coverage-caption"))


def _draw_overall(drawing: Drawing, overall: tuple[float, float], catalog: Catalog, accent: str) -> float:
    low, high = overall
    middle = 18.0
    drawing.text(0, middle, catalog.say("figures.coverage-overall"), _TEXT + 2, INK, semibold=True)
    drawing.rectangle(_TRACK_LEFT, middle - 9, _TRACK_WIDTH, 18, rx=3, fill=TRACK)
    if low:
        drawing.rectangle(_TRACK_LEFT, middle - 9, _TRACK_WIDTH * low, 18, rx=3, fill=accent)
    if high > low:
        start = _TRACK_LEFT + _TRACK_WIDTH * low
        _draw_possible(drawing, start, middle - 9, _TRACK_WIDTH * (high - low), 18, accent)
    share = format_range(low, high, catalog.language, percent=True)
    drawing.text(_STATUS_LEFT, middle, share, _TEXT + 2, accent, semibold=True)
    return 42.0


def _draw_possible(drawing: Drawing, x: float, y: float, width: float, height: float, accent: str) -> None:
    # The outline is drawn inside, so that a hatched cell is exactly as large as a solid one.
    drawing.rectangle(
        x + 0.5, y + 0.5, max(0.5, width - 1), height - 1, rx=2.5, fill=drawing.hatch(accent), stroke=accent
    )


def _draw_heading(drawing: Drawing, top: float, catalog: Catalog) -> float:
    middle = top + 13
    for rank, status in enumerate(STATUSES[1:]):
        centre = _TRACK_LEFT + rank * (_CELL + _GAP) + _CELL / 2
        drawing.text(centre, middle, catalog.say(f"figures.status-{status}"), _SMALL, MUTED, anchor="middle")
    drawing.text(_WIDTH, middle, catalog.say("figures.coverage-actors"), _SMALL, MUTED, anchor="end")
    drawing.line(0, top + 26, _WIDTH, top + 26, stroke=RULE)
    return top + 27


def _draw_row(drawing: Drawing, row: CoverageRow, top: float, catalog: Catalog, accent: str) -> float:
    name = fitted(row.name, _TEXT, _NAME_WIDTH, lines=2)
    status = fitted(_status_words(row, catalog), _TEXT, _STATUS_WIDTH, lines=2)
    height = max(27.0, max(len(name), len(status)) * _TEXT * LINE_HEIGHT + 9)
    middle = top + height / 2
    certain, possible = STATUSES.index(row.certain), STATUSES.index(row.possible)
    drawing.text(0, middle, name, _TEXT, INK)
    for rank in range(1, len(STATUSES)):
        x = _TRACK_LEFT + (rank - 1) * (_CELL + _GAP)
        if certain < rank <= possible:
            _draw_possible(drawing, x, middle - _BAR / 2, _CELL, _BAR, accent)
        else:
            fill = status_colour(row.certain, accent) if rank <= certain else TRACK
            drawing.rectangle(x, middle - _BAR / 2, _CELL, _BAR, rx=3, fill=fill)
    drawing.text(_STATUS_LEFT, middle, status, _TEXT, INK if possible else MUTED, semibold=certain == 3)
    drawing.text(_WIDTH, middle, str(row.holders), _TEXT, INK if row.holders else MUTED, anchor="end")
    drawing.line(0, top + height, _WIDTH, top + height, stroke=TRACK)
    return top + height + 1


def _draw_legend(drawing: Drawing, rows: Sequence[CoverageRow], top: float, catalog: Catalog, accent: str) -> float:
    """Only for the kinds of cells that are there."""
    middle = top + 18
    x = float(_TRACK_LEFT)
    if any(row.certain != STATUSES[0] for row in rows):
        drawing.rectangle(x, middle - 5, 20, 10, rx=2, fill=accent)
        drawing.text(x + 27, middle, catalog.say("figures.certain"), _SMALL, MUTED)
        x += 2 * _CELL
    if any(row.certain != row.possible for row in rows):
        _draw_possible(drawing, x, middle - 5, 20, 10, accent)
        drawing.text(x + 27, middle, catalog.say("figures.possible"), _SMALL, MUTED)
        x += 2 * _CELL
    return top + 32 if x > _TRACK_LEFT else top + 4


def _status_words(row: CoverageRow, catalog: Catalog) -> str:
    certain, possible = (catalog.say(f"figures.status-{status}") for status in (row.certain, row.possible))
    if row.certain == row.possible:
        return certain
    return catalog.say("figures.from-to", low=certain, high=possible)


def _alternative(
    rows: Sequence[CoverageRow], overall: tuple[float, float] | None, catalog: Catalog, most: int
) -> Iterator[str]:
    if overall:
        yield catalog.say("figures.coverage-alt-overall", share=format_range(*overall, catalog.language, percent=True))
    for status in STATUSES:
        sure = [row.name for row in rows if row.certain == row.possible == status]
        if sure:
            yield catalog.say(f"figures.coverage-alt-{status}", names=listed(sure, most, catalog))
    unsure = [row for row in rows if row.certain != row.possible]
    statuses = {_status_words(row, catalog) for row in unsure}
    if len(statuses) == 1:
        names = listed([row.name for row in unsure], most, catalog)
        yield catalog.say("figures.coverage-alt-all-unsure", statuses=statuses.pop(), names=names)
    elif unsure:
        names = together([f"{brief(row.name)} ({_status_words(row, catalog)})" for row in unsure], most, catalog)
        yield catalog.say("figures.coverage-alt-unsure", names=names)
