"""The hours of a session: when each moment begins and ends, what does not fit, how long people are asked to stay."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import zip_longest

from cit_toolkit.model.gathering import Gathering, GatheringDate, ProgrammeItem
from cit_toolkit.model.text import fold

NOON, AFTERNOON, EVENING, MIDNIGHT = 12 * 60, 13 * 60, 18 * 60, 24 * 60
_LONG_LUNCH = 14 * 60
"""A day that begins in the morning has an afternoon when it lasts past two o'clock: lunch alone is none."""

LONGEST_STRETCH = 120
"""Minutes that people are asked to stay without a pause, at most."""
SHORTEST_PAUSE = 10
_PAUSES = frozenset({
    "pause", "repas", "dejeuner", "diner", "gouter", "collation", "aperitif", "apero", "buffet", "pique", "brunch",
    "break", "lunch", "dinner",
})  # fmt: skip
"""Words that make a moment a pause when its title holds one."""


class HalfDay(StrEnum):
    """A part of a day that people sign for."""

    MORNING = "matin"
    AFTERNOON = "apres-midi"
    EVENING = "soir"


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the programme with its hours, in minutes after midnight; None where the file does not tell."""

    item: ProgrammeItem
    start: int | None
    end: int | None
    start_given: bool
    overlap: int
    """Minutes it shares with a moment before it whose hours were given too."""
    late: int
    """Minutes by which the moments before it run past the hour it was given."""
    gap: int
    """Minutes left free before it."""


@dataclass(frozen=True, slots=True)
class SessionDay:
    """One day of a session. A programme that is not split by days makes one day without number."""

    number: int | None
    date: GatheringDate | None
    moments: tuple[Moment, ...]
    past_end: int
    """Minutes by which the programme runs past the end that the date gives, or past midnight."""

    @property
    def start(self) -> int | None:
        """When it begins: as the date says, else with the first moment."""
        if self.date and self.date.start:
            return minutes(self.date.start)
        return self.moments[0].start if self.moments else None

    @property
    def end(self) -> int | None:
        """When it ends: as the date says, else with the last moment to end; None when one of them tells no end."""
        if self.date and self.date.end:
            return minutes(self.date.end)
        ends = [moment.end for moment in self.moments]
        known = [end for end in ends if end is not None]
        return max(known) if known and len(known) == len(ends) else None

    def hours(self, hours_per_day: Decimal) -> Decimal | None:
        """How long people are asked to stay: from its beginning to its end, pauses included; for want of hours, the
        durations together. None when a part is not told."""
        if self.start is not None and self.end is not None and self.end > self.start:
            return Decimal(self.end - self.start) / 60
        lengths = [moment.item.duration for moment in self.moments]
        known = [length.in_hours(hours_per_day) for length in lengths if length]
        if self.start is not None or not known or len(known) < len(lengths):
            return None
        return sum(known, Decimal(0))

    def half_days(self) -> tuple[HalfDay, ...]:
        """The parts of the day that are held; morning and afternoon when no hour is told."""
        if self.start is None:
            return HalfDay.MORNING, HalfDay.AFTERNOON
        end = self.end if self.end is not None else self.start
        morning, evening = self.start < NOON, self.start >= EVENING or end > EVENING + 120
        afternoon = self.start < EVENING and end > (_LONG_LUNCH if morning else self.start)
        held = zip(HalfDay, (morning, afternoon or not (morning or evening), evening), strict=True)
        return tuple(half for half, present in held if present)

    def hours_of(self, half: HalfDay) -> Decimal | None:
        """The hours of one half-day: the day is cut at 13:00 and 18:00."""
        if self.start is None or self.end is None:
            return None
        begin, finish = {
            HalfDay.MORNING: (0, AFTERNOON),
            HalfDay.AFTERNOON: (AFTERNOON, EVENING),
            HalfDay.EVENING: (EVENING, 2 * MIDNIGHT),
        }[half]
        return Decimal(max(0, min(self.end, finish) - max(self.start, begin))) / 60


def held_order(gathering: Gathering) -> tuple[date, str, int, str]:
    """What sorts sessions in the order they were held, those without a date last."""
    days = [each.date.earliest for each in gathering.dates]
    return min(days, default=date.max), gathering.format, gathering.number or 0, gathering.id


def minutes(clock: str) -> int:
    """«09:30» in minutes after midnight."""
    hours, past = clock.split(":")
    return int(hours) * 60 + int(past)


def clock(minute: int) -> str:
    """The other way; past midnight the hours go on: «24:30»."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def session_days(gathering: Gathering, hours_per_day: Decimal) -> tuple[SessionDay, ...]:
    """The days of a session, in order, each with its moments; last, the moments that no day is told of."""
    by_day = _by_day(gathering)
    dates = dict(enumerate(gathering.dates, 1))
    numbers = sorted(dates.keys() | by_day.keys() - {0})
    made = [_day(number, dates.get(number), by_day.get(number, []), hours_per_day) for number in numbers]
    return (*made, *([_day(None, None, by_day[0], hours_per_day)] if 0 in by_day else []))


def _by_day(gathering: Gathering) -> dict[int, list[ProgrammeItem]]:
    """The moments by number of day, 0 when the file does not say: one without a day follows the one before it."""
    split = len(gathering.dates) <= 1 or any(item.day is not None for item in gathering.programme)
    by_day: dict[int, list[ProgrammeItem]] = {}
    current = 1 if split else 0
    for item in gathering.programme:
        current = item.day or current
        by_day.setdefault(current, []).append(item)
    return by_day


def _day(
    number: int | None, dated: GatheringDate | None, items: list[ProgrammeItem], hours_per_day: Decimal
) -> SessionDay:
    moments = tuple(_moments(items, minutes(dated.start) if dated and dated.start else None, hours_per_day))
    ends = [moment.end for moment in moments if moment.end is not None]
    close = minutes(dated.end) if dated and dated.end else MIDNIGHT
    return SessionDay(number, dated, moments, max(0, max(ends) - close) if ends else 0)


def _moments(items: list[ProgrammeItem], opening: int | None, hours_per_day: Decimal) -> Iterator[Moment]:
    reached, was_given = opening, False
    for item, following in zip_longest(items, items[1:]):
        given = minutes(item.start) if item.start else None
        start = reached if given is None else given
        end = _end(item, following, start, hours_per_day)
        over = reached - given if given is not None and reached is not None else 0
        yield Moment(
            item,
            start,
            end,
            given is not None,
            overlap=max(0, over) if was_given else 0,
            late=0 if was_given else max(0, over),
            gap=max(0, -over),
        )
        reached = max(end, reached or 0) if end is not None else None
        was_given = given is not None


def _end(item: ProgrammeItem, following: ProgrammeItem | None, start: int | None, hours_per_day: Decimal) -> int | None:
    """After its duration; for want of one, when the next moment begins."""
    if start is None:
        return None
    if item.duration is not None:
        return start + round(item.duration.in_hours(hours_per_day) * 60)
    next_start = minutes(following.start) if following and following.start else None
    return next_start if next_start is not None and next_start > start else None


def is_pause(item: ProgrammeItem) -> bool:
    """Whether a moment is a pause, by what its title says."""
    return not _PAUSES.isdisjoint(re.split(r"[^a-z]+", fold(item.title)))


def long_stretches(day: SessionDay) -> tuple[tuple[int, int], ...]:
    """From when to when people are asked to stay longer than `LONGEST_STRETCH` without a pause."""
    stretches: list[tuple[int, int]] = []
    begun: int | None = None
    reached: int | None = None
    for moment in day.moments:
        rests = is_pause(moment.item) or moment.start is None or moment.end is None
        if rests or (reached is not None and moment.gap >= SHORTEST_PAUSE):
            begun = reached = None
        if rests or moment.start is None or moment.end is None:
            continue
        begun = moment.start if begun is None else min(begun, moment.start)
        reached = max(moment.end, reached or 0)
        if reached - begun > LONGEST_STRETCH:
            if stretches and stretches[-1][0] == begun:
                stretches.pop()
            stretches.append((begun, reached))
    return tuple(stretches)
