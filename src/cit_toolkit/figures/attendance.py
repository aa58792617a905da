"""Who came, session by session: exact and approximate counts, each kind of session told apart by shape and shade."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cit_toolkit.figures.alternative import brief, listed, shortened, together
from cit_toolkit.figures.figure import Figure
from cit_toolkit.figures.palette import INK, MUTED, RULE, TRACK, legible, tint
from cit_toolkit.figures.svg import LINE_HEIGHT, Attribute, Drawing
from cit_toolkit.figures.text_fitting import fitted, text_width
from cit_toolkit.wording.catalog import Catalog

_WIDTH = 640
_NAME_LEFT, _NAME_WIDTH = 18, 252
_BAR_LEFT, _BAR_WIDTH = 284, 236
_COUNT_WIDTH = 108
_TEXT, _SMALL = 14, 12
_BAR = 15
_OPEN_SHARE = 0.16
"""Of the longest bar: how far «plus de 30» is drawn beyond 30, ending in a point since nothing bounds it."""

_KINDS = ("seminaire", "webinaire", "other")


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One session as drawn, in the order of time."""

    title: str
    when: str
    """Its date as printed; empty when unknown."""
    format: str
    """Id of its format: `seminaire`, `webinaire`; any other is drawn as another session."""
    low: int | None
    """The least who came; None when nobody knows."""
    high: int | None
    """The most who came; None when nothing bounds it."""
    written: str
    """The count as written: «14», «plus de 30»."""
    in_scheme: bool = True

    @property
    def kind(self) -> str:
        """Which of the three kinds of bar it is."""
        return self.format if self.format in _KINDS else "other"


def attendance_figure(rows: Sequence[AttendanceRow], language: str, colour: str) -> Figure:
    """The sessions in the order given; those held outside the scheme stand apart, under their own heading."""
    catalog = Catalog.of(language)
    drawing = Drawing("attendance", _WIDTH)
    accent = legible(colour)
    nothing = catalog.say("figures.attendance-none")
    inside = [row for row in rows if row.in_scheme]
    outside = [row for row in rows if not row.in_scheme]
    bottom = 2.0
    for row in inside:
        bottom = _draw_row(drawing, row, bottom, _scale(rows), catalog, accent)
    if outside:
        drawing.text(0, bottom + 20, catalog.say("figures.attendance-outside"), _TEXT, INK, semibold=True)
        drawing.line(0, bottom + 34, _WIDTH, bottom + 34, stroke=RULE)
        bottom += 35
        for row in outside:
            bottom = _draw_row(drawing, row, bottom, _scale(rows), catalog, accent)
    if rows:
        bottom = _draw_legend(drawing, rows, bottom, catalog, accent)
    else:
        drawing.text(0, 18, nothing, _TEXT, MUTED)
        bottom = 36
    words = shortened(lambda most: _alternative(inside, outside, catalog, most), len(rows), nothing)
    return Figure("attendance", drawing.finish(bottom), words, catalog.say("figures.attendance-caption"))


def _scale(rows: Sequence[AttendanceRow]) -> float:
    """Units per person: the longest bar takes the whole width, its open end included."""
    ends = [row.high if row.high is not None else row.low * (1 + _OPEN_SHARE) for row in rows if row.low is not None]
    return _BAR_WIDTH / max(1, *ends, 1)


def _fill(kind: str, accent: str) -> str:
    return {"seminaire": accent, "webinaire": tint(accent, 0.4), "other": tint(MUTED, 0.32)}[kind]


def _draw_row(drawing: Drawing, row: AttendanceRow, top: float, scale: float, catalog: Catalog, accent: str) -> float:
    title = fitted(row.title, _TEXT, _NAME_WIDTH, lines=2)
    when = fitted(row.when, _SMALL, _NAME_WIDTH)
    count = fitted(row.written or catalog.say("figures.attendance-unknown"), _TEXT, _COUNT_WIDTH, lines=2)
    words = len(title) * _TEXT * LINE_HEIGHT + len(when) * _SMALL * LINE_HEIGHT
    height = max(34.0, words + 12)
    middle = top + height / 2
    first = middle - words / 2
    _draw_mark(drawing, row.kind, 6, first + _TEXT * LINE_HEIGHT / 2, accent)
    drawing.text(_NAME_LEFT, first + len(title) * _TEXT * LINE_HEIGHT / 2, title, _TEXT, INK)
    drawing.text(_NAME_LEFT, middle + words / 2 - _SMALL * LINE_HEIGHT / 2, when, _SMALL, MUTED)
    drawing.line(_BAR_LEFT, middle - _BAR, _BAR_LEFT, middle + _BAR, stroke=RULE)
    if row.low is None:
        drawing.rectangle(_BAR_LEFT + 1, middle - 1.5, _BAR_WIDTH - 1, 3, fill=TRACK)
    else:
        _draw_bar(drawing, row, row.low, middle, scale, accent)
    ink = MUTED if row.low is None else INK
    drawing.text(_WIDTH, middle, count, _TEXT, ink, anchor="end", semibold=row.low is not None)
    drawing.line(0, top + height, _WIDTH, top + height, stroke=TRACK)
    return top + height + 1


def _draw_bar(drawing: Drawing, row: AttendanceRow, low: int, middle: float, scale: float, accent: str) -> None:
    """Solid as far as it is certain, hatched as far as it is possible; pointed when nothing bounds it."""
    start, certain, top = _BAR_LEFT + 1, low * scale - 1, middle - _BAR / 2
    if certain > 0:
        drawing.rectangle(start, top, certain, _BAR, fill=_fill(row.kind, accent), stroke=accent, stroke_width=0.8)
    x = start + max(certain, 0)
    if row.high is None:
        end = _BAR_LEFT + max(low, 1) * scale * (1 + _OPEN_SHARE)
        point = min(_BAR / 2, end - x)
        outline = [(x, top), (end - point, top), (end, middle), (end - point, top + _BAR), (x, top + _BAR)]
        drawing.polygon(outline, fill=drawing.hatch(accent), stroke=accent, stroke_width=0.8)
    elif row.high > low:
        width = row.high * scale + _BAR_LEFT - x
        drawing.rectangle(x, top, width, _BAR, fill=drawing.hatch(accent), stroke=accent, stroke_width=0.8)


def _draw_mark(drawing: Drawing, kind: str, x: float, y: float, accent: str) -> None:
    """A square for a seminar, a disc for a webinar, a triangle for the others: told without any colour."""
    style: dict[str, Attribute] = {"fill": _fill(kind, accent), "stroke": accent, "stroke_width": 1}
    if kind == "seminaire":
        drawing.rectangle(x - 5, y - 5, 10, 10, **style)
    elif kind == "webinaire":
        drawing.disc(x, y, 5.2, **style)
    else:
        drawing.polygon([(x, y - 5.6), (x + 5.8, y + 4.6), (x - 5.8, y + 4.6)], **style)


def _draw_legend(drawing: Drawing, rows: Sequence[AttendanceRow], top: float, catalog: Catalog, accent: str) -> float:
    """Only for what is there: one kind of session, all counts certain, needs no explanation."""
    x, middle = 0.0, top + 18
    kinds = [kind for kind in _KINDS if any(row.kind == kind for row in rows)]
    for kind in kinds if len(kinds) > 1 else ():
        label = catalog.say(f"figures.attendance-{kind}")
        _draw_mark(drawing, kind, x + 6, middle, accent)
        drawing.text(x + _NAME_LEFT, middle, label, _SMALL, MUTED)
        x += _NAME_LEFT + text_width(label, _SMALL) + 20
    if any(row.low is not None and row.low != row.high for row in rows):
        drawing.rectangle(x, middle - 5, 20, 10, fill=drawing.hatch(accent), stroke=accent, stroke_width=0.8)
        drawing.text(x + 27, middle, catalog.say("figures.possible"), _SMALL, MUTED)
        x += 1
    return top + (32 if x else 4)


def _alternative(
    inside: Sequence[AttendanceRow], outside: Sequence[AttendanceRow], catalog: Catalog, most: int
) -> Iterator[str]:
    known = [_counted(row) for row in inside if row.low is not None]
    unknown = [row.title for row in inside if row.low is None]
    if known:
        yield catalog.say("figures.attendance-alt-counts", counts=together(known, most, catalog))
    if unknown:
        yield catalog.say("figures.attendance-alt-unknown", names=listed(unknown, most, catalog))
    if outside:
        told = [_counted(row) if row.low is not None else brief(row.title) for row in outside]
        yield catalog.say("figures.attendance-alt-outside", counts=together(told, most, catalog))


def _counted(row: AttendanceRow) -> str:
    return f"{brief(row.title)} ({row.written})"
