"""The programme of a session as a timeline: days side by side, hour by hour, moments that overlap told as such."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cit_toolkit.figures.alternative import brief, listed, shortened, together
from cit_toolkit.figures.figure import Figure
from cit_toolkit.figures.palette import INK, MUTED, PAPER, RULE, TRACK, legible, tint
from cit_toolkit.figures.programme_lanes import Slot, slots_of
from cit_toolkit.figures.svg import LINE_HEIGHT, Drawing
from cit_toolkit.figures.text_fitting import fitted, text_width
from cit_toolkit.wording.catalog import Catalog

_WIDTH = 640
_HOURS_WIDTH = 46
_GAP = 8
_TEXT, _SMALL = 13, 12
_PADDING = 5
_DAYS_ABREAST = 3
_LEAST_SCALE, _MOST_SCALE = 0.8, 2.6
"""Units per minute: the shortest moment should hold its title, and the day should hold on a page."""
_MOST_HEIGHT = 760
_EDGE = 5


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment as drawn: minutes since midnight, None for what is not known."""

    title: str
    start: int | None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    """The moments of one day, under its heading."""

    title: str
    moments: tuple[Moment, ...]


def programme_figure(days: Sequence[ProgrammeDay], language: str, colour: str) -> Figure:
    """The days in the order given, three abreast; what has no time is listed under them."""
    catalog = Catalog.of(language)
    drawing = Drawing("programme", _WIDTH)
    accent = legible(colour)
    nothing = catalog.say("figures.programme-none")
    slots = [slots_of([(moment.start, moment.end) for moment in day.moments]) for day in days]
    timed = [place for place, day in enumerate(slots) if day]
    bottom, unwritten = 0.0, list[str]()
    for first in range(0, len(timed), _DAYS_ABREAST):
        abreast = timed[first : first + _DAYS_ABREAST]
        band = _Band([days[place] for place in abreast], [slots[place] for place in abreast], bottom, catalog)
        band.draw(drawing, accent)
        bottom = band.bottom + 14
        unwritten += band.unwritten
    if timed:
        bottom = _draw_legend(drawing, [slot for day in slots for slot in day], bottom, catalog, accent)
    bottom = _draw_list(drawing, catalog.say("figures.programme-brief"), unwritten, bottom)
    bottom = _draw_list(drawing, catalog.say("figures.programme-untimed"), _untimed(days), bottom)
    if not any(day.moments for day in days):
        drawing.text(0, 18, nothing, _TEXT, MUTED)
        bottom = 36
    longest = max((len(day.moments) for day in days), default=0)
    words = shortened(lambda most: _alternative(days, slots, catalog, most), longest, nothing)
    return Figure("programme", drawing.finish(bottom), words, catalog.say("figures.programme-caption"))


def _untimed(days: Sequence[ProgrammeDay]) -> list[str]:
    return [moment.title for day in days for moment in day.moments if moment.start is None]


class _Band:
    """Up to three days on one scale of hours."""

    def __init__(
        self, days: Sequence[ProgrammeDay], slots: Sequence[Sequence[Slot]], top: float, catalog: Catalog
    ) -> None:
        self._days = days
        self._slots = slots
        self._catalog = catalog
        self._column = (_WIDTH - _HOURS_WIDTH + _GAP) / len(days) - _GAP
        self._titles = [fitted(day.title, _TEXT, self._column, lines=2, semibold=True) for day in days]
        self._top = top + max(len(title) for title in self._titles) * _TEXT * LINE_HEIGHT + 14
        self._heading = (top + self._top) / 2 - 3
        every = [slot for day in slots for slot in day]
        self._first = min(slot.start for slot in every) // 60
        self._last = -(-max(slot.end for slot in every) // 60)
        self._scale = self._best_scale()
        self.unwritten: list[str] = []
        """Moments too short to hold any word."""

    @property
    def bottom(self) -> float:
        """Under the last hour."""
        return self._y(self._last * 60)

    def draw(self, drawing: Drawing, accent: str) -> None:
        for hour in range(self._first, self._last + 1):
            y = self._y(hour * 60)
            drawing.text(0, y, _clock(hour * 60, self._catalog), _SMALL, MUTED)
            drawing.line(_HOURS_WIDTH, y, _WIDTH, y, stroke=RULE if hour in (self._first, self._last) else TRACK)
        for number, (day, slots) in enumerate(zip(self._days, self._slots, strict=True)):
            left = _HOURS_WIDTH + number * (self._column + _GAP)
            drawing.text(left, self._heading, self._titles[number], _TEXT, INK, semibold=True)
            for slot in slots:
                self._draw_slot(drawing, day.moments[slot.index], slot, left, accent)

    def _y(self, minute: float) -> float:
        return self._top + (minute - self._first * 60) * self._scale

    def _lane_width(self, slot: Slot) -> float:
        return self._column / slot.lanes - (2 if slot.lanes > 1 else 0)

    def _best_scale(self) -> float:
        """The smallest that gives its lines to every title, those set aside that no page could hold at their length."""
        most = min(_MOST_SCALE, _MOST_HEIGHT / ((self._last - self._first) * 60))
        needed = [
            (len(self._words(day.moments[slot.index], slot, lines=9)) * _TEXT * LINE_HEIGHT + 7) / slot.length
            for day, slots in zip(self._days, self._slots, strict=True)
            for slot in slots
        ]
        return max([_LEAST_SCALE, *(scale for scale in needed if scale <= most)])

    def _words(self, moment: Moment, slot: Slot, lines: int) -> tuple[str, ...]:
        width = self._lane_width(slot) - 2 * _PADDING - (_EDGE if slot.overlaps else 0)
        said = f"{_clock(slot.start, self._catalog)}\u2002{moment.title}"
        return fitted(said, _TEXT, width, lines)

    def _draw_slot(self, drawing: Drawing, moment: Moment, slot: Slot, left: float, accent: str) -> None:
        x = left + slot.lane * self._column / slot.lanes
        y, height = self._y(slot.start) + 1, slot.length * self._scale - 2
        width = self._lane_width(slot)
        style = {"fill": tint(accent, 0.14), "stroke": tint(accent, 0.55)}
        if slot.open_ended:
            style |= {"fill": PAPER, "stroke": accent, "stroke_dasharray": "4 3"}
        drawing.rectangle(x + 0.5, y + 0.5, width - 1, max(1.0, height - 1), rx=2, **style)
        if slot.overlaps:
            drawing.rectangle(x, y, _EDGE, max(2.0, height), fill=INK)
        lines = int((height - 3) // (_TEXT * LINE_HEIGHT))
        if lines < 1:
            self.unwritten.append(f"{_clock(slot.start, self._catalog)} {moment.title}")
            return
        words = self._words(moment, slot, lines)
        first = y + 3 + len(words) * _TEXT * LINE_HEIGHT / 2
        drawing.text(x + _PADDING + (_EDGE if slot.overlaps else 0), first, words, _TEXT, INK)


def _draw_legend(drawing: Drawing, slots: Sequence[Slot], top: float, catalog: Catalog, accent: str) -> float:
    """Only for what asks for an explanation."""
    x, middle = float(_HOURS_WIDTH), top + 4
    if any(slot.overlaps for slot in slots):
        label = catalog.say("figures.programme-overlap")
        drawing.rectangle(x, middle - 7, _EDGE, 14, fill=INK)
        drawing.text(x + 12, middle, label, _SMALL, MUTED)
        x += 12 + text_width(label, _SMALL) + 20
    if any(slot.open_ended for slot in slots):
        drawing.rectangle(x + 0.5, middle - 5, 19, 10, rx=2, fill=PAPER, stroke=accent, stroke_dasharray="4 3")
        drawing.text(x + 27, middle, catalog.say("figures.programme-open"), _SMALL, MUTED)
        x += 1
    return top + (22 if x > _HOURS_WIDTH else 0)


def _draw_list(drawing: Drawing, heading: str, names: Sequence[str], top: float) -> float:
    if not names:
        return top
    drawing.text(0, top + 10, heading, _TEXT, INK, semibold=True)
    bottom = top + 22
    for name in names:
        lines = fitted(name, _TEXT, _WIDTH - _HOURS_WIDTH, lines=2)
        height = max(1, len(lines)) * _TEXT * LINE_HEIGHT + 4
        drawing.text(_HOURS_WIDTH, bottom + height / 2, lines, _TEXT, INK)
        bottom += height
    return bottom + 8


def _clock(minute: int, catalog: Catalog) -> str:
    """«9 h 30» in French, "9:30" in English; past midnight the count starts again."""
    hours, minutes = divmod(minute % (24 * 60), 60)
    key = "programme-clock" if minutes else "programme-full-hour"
    return catalog.say(f"figures.{key}", hours=hours, minutes=f"{minutes:02d}")


def _alternative(
    days: Sequence[ProgrammeDay], slots: Sequence[Sequence[Slot]], catalog: Catalog, most: int
) -> Iterator[str]:
    for day, timed in zip(days, slots, strict=True):
        moments = [_told(day.moments[slot.index], slot, catalog) for slot in timed]
        if moments:
            told = together(moments, most, catalog)
            yield catalog.say("figures.programme-alt-day", day=day.title, moments=told)
        crossed = [day.moments[slot.index].title for slot in timed if slot.overlaps]
        if crossed:
            yield catalog.say("figures.programme-alt-overlap", names=listed(crossed, most, catalog))
    if untimed := _untimed(days):
        yield catalog.say("figures.programme-alt-untimed", names=listed(untimed, most, catalog))


def _told(moment: Moment, slot: Slot, catalog: Catalog) -> str:
    start, title = _clock(slot.start, catalog), brief(moment.title)
    if slot.open_ended:
        return catalog.say("figures.programme-alt-open", title=title, start=start)
    return catalog.say("figures.programme-alt-moment", title=title, start=start, end=_clock(slot.end, catalog))
