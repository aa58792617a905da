"""iCalendar files of any producer as events: hours on one clock, series told one by one, what is cancelled apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cit_toolkit.exchange.record_files import LARGE, text_of_file
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.problems import Position, Problem

USUAL_ZONE = "Europe/Paris"
_OCCURRENCES_AT_MOST = 400
"""Of one series: a meeting each day for more than a year."""
_SPAN, _SOON, _FEW = timedelta(days=92), timedelta(days=400), 10
"""What of a series is asked for at first, how far its next event is looked for, and how few make a longer piece."""
_LONGEST = timedelta(days=366)
"""A session lasts some days: what lasts longer is a period."""
_SMALL_HOURS = 6
"""Hour until which an evening that goes past midnight is still the same day."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """What an agenda says of a session."""

    uid: str
    occurrence: str
    """For one of a series, its day as the series has it; empty for an event alone."""
    title: str
    first: date
    last: date
    """Its last day, itself included."""
    start: str = ""
    """When the first day begins, HH:MM; empty for whole days."""
    end: str = ""
    """When the last day ends."""
    description: str = ""
    place: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    free: bool = False
    """Whether it leaves the day of who reads it free."""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class NoEvent:
    """An entry nothing is made of: cancelled, broken, or beyond what was asked for."""

    title: str
    day: str
    """As far as it is known."""
    reason: Remark
    uid: str = ""


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """What one file holds."""

    name: str
    events: tuple[CalendarEvent, ...] = ()
    cancelled: tuple[NoEvent, ...] = ()
    refused: tuple[NoEvent, ...] = ()
    outside: int = 0
    """Events that end before, or begin after, what was asked for."""
    untold: tuple[NoEvent, ...] = ()
    """Series that go on after the last day asked for."""
    invited: int = 0
    """Invitations, which are not presences."""
    encoding: str | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days asked for, and the clock of those who read."""

    since: date | None
    until: date
    zone: str | None = None
    """The time zone asked for; None, that of the calendar, else the usual one."""


def read_calendar(path: Path, bounds: Bounds) -> ReadCalendar:
    """The events of a file, in their order in time."""
    from icalendar import Calendar

    name = str(path)
    text, encoding, problem = text_of_file(path, LARGE)
    if text is None:
        return ReadCalendar(name, problem=problem)
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except Exception:  # whatever the library meets in a file that is no agenda, or a broken one
        return ReadCalendar(name, encoding=encoding, problem=Problem("calendar-broken", Position(name, 1, 1)))
    reader = _Reader(bounds)
    for calendar in calendars:
        reader.read(calendar)
    if not (reader.events or reader.others):
        return ReadCalendar(name, encoding=encoding, problem=Problem("import-no-record", Position(name, 1, 1)))
    return ReadCalendar(
        name,
        tuple(sorted(reader.events, key=lambda event: (event.first, event.start, event.title))),
        tuple(reader.cancelled),
        tuple(reader.refused),
        reader.outside,
        tuple(reader.untold),
        reader.invited,
        encoding,
    )


class _Reader:
    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self.events: list[CalendarEvent] = []
        self.cancelled: list[NoEvent] = []
        self.refused: list[NoEvent] = []
        self.untold: list[NoEvent] = []
        self.outside = self.invited = 0

    @property
    def others(self) -> bool:
        """Whether anything was read that gave no event."""
        return bool(self.cancelled or self.refused or self.outside or self.untold)

    def read(self, calendar: Any) -> None:
        """The events of one calendar of the file."""
        self._clock = _zone(self._bounds.zone) or _zone(_line(calendar.get("x-wr-timezone"))) or ZoneInfo(USUAL_ZONE)
        self._withdrawn = _line(calendar.get("method")).upper() == "CANCEL"
        groups: dict[str, list[Any]] = {}
        for rank, entry in enumerate(calendar.walk("VEVENT")):
            groups.setdefault(_line(entry.get("uid")) or f"#{rank}", []).append(entry)
        for entries in groups.values():
            self.invited += max(len(_several(entry.get("attendee"))) for entry in entries)
            if any("rrule" in entry or "rdate" in entry for entry in entries):
                self._series(calendar, entries)
            else:
                # Sent again with changes, an event stands twice: the last version counts.
                latest: dict[str, Any] = {}
                for entry in sorted(entries, key=_version):
                    latest[_stamp(entry.get("recurrence-id"))] = entry
                for occurrence, entry in latest.items():
                    self._one(entry, occurrence)

    def _series(self, calendar: Any, entries: Sequence[Any]) -> None:
        """Each event of a series until the last day asked for; whether it goes on is told."""
        from icalendar import Calendar
        from recurring_ical_events import of

        own = Calendar()
        for part in (*calendar.walk("VTIMEZONE"), *entries):
            own.add_component(part)
        begins = min((_day(start) for entry in entries if (start := _start(entry)) is not None), default=None)
        if begins is None:
            self.refused.append(NoEvent(_line(entries[0].get("summary")), "", Remark("event-without-date")))
            return
        if _too_dense(entries):
            self.refused.append(NoEvent(_line(entries[0].get("summary")), str(begins), Remark("series-within-a-day")))
            return
        try:
            if not all(isinstance(rule, dict) for entry in entries for rule in _several(entry.get("rrule"))):
                raise ValueError("rrule")
            query = of(own, keep_recurrence_attributes=True)
            found, more = _told_of(query, begins, self._bounds.until)
        except Exception:  # a rule that no calendar can read: whatever the library meets, it is told
            self.refused.append(NoEvent(_line(entries[0].get("summary")), str(begins), Remark("series-unreadable")))
            return
        for entry in found:
            self._one(entry, _stamp(entry.get("recurrence-id")) or _stamp(entry.get("dtstart")))
        if more is not None:
            told = {"day": str(_day(_start(more) or begins))}
            self.untold.append(NoEvent(_line(entries[0].get("summary")), str(begins), Remark("series-goes-on", told)))

    def _one(self, entry: Any, occurrence: str) -> None:
        title, start = _line(entry.get("summary")), _start(entry)
        uid = _line(entry.get("uid"))
        if start is None:
            self.refused.append(NoEvent(title, "", Remark("event-without-date"), uid))
            return
        try:
            first, last, opens, closes, remarks = self._when(entry, start)
        except (OverflowError, ValueError):  # past the year 9999, or before the first
            self.refused.append(NoEvent(title, str(_day(start)), Remark("event-too-long"), uid))
            return
        if last - first > _LONGEST:
            self.refused.append(NoEvent(title, str(first), Remark("event-too-long"), uid))
            return
        if self._withdrawn or _line(entry.get("status")).upper() == "CANCELLED":
            self.cancelled.append(NoEvent(title, str(first), Remark("event-cancelled"), uid))
            return
        if first > self._bounds.until or (self._bounds.since is not None and last < self._bounds.since):
            self.outside += 1
            return
        if not title:
            self.refused.append(NoEvent("", str(first), Remark("event-without-title"), uid))
            return
        if _line(entry.get("status")).upper() == "TENTATIVE":
            remarks.append(Remark("event-tentative"))
        self.events.append(
            CalendarEvent(
                uid, occurrence, title, first, last, opens, closes,
                str(entry.get("description") or "").strip(), _line(entry.get("location")), _line(entry.get("url")),
                tuple(_categories(entry)), _line(entry.get("transp")).upper() == "TRANSPARENT", tuple(remarks),
            )
        )  # fmt: skip

    def _when(self, entry: Any, start: date | datetime) -> tuple[date, date, str, str, list[Remark]]:
        """First and last day, the hours of each on the clock of those who read, and what is to be known of them."""
        end = _end(entry, start)
        if not isinstance(start, datetime) or not isinstance(end, datetime):
            first = _day(start)
            # RFC 5545: the end of an event of whole days is the day after its last one.
            return first, max(first, _day(end) - timedelta(days=1)), "", "", []
        remarks = []
        opens, closes = self._here(start), self._here(end)
        if (
            start.tzinfo is not None
            and not _is_universal(start)
            and opens.replace(tzinfo=None) != start.replace(tzinfo=None)
        ):
            told = {
                "there": f"{start:%H:%M}",
                "here": f"{opens:%H:%M}",
                "zone": str(start.tzinfo),
                "own": str(self._clock),
            }
            remarks.append(Remark("hour-of-elsewhere", told))
        if closes < opens:
            remarks.append(Remark("ends-before"))
            closes = opens
        last = closes.date()
        late = last == opens.date() + timedelta(days=1) and closes.hour < _SMALL_HOURS
        if late or (closes.time() == time() and last > opens.date()):
            last -= timedelta(days=1)
            if closes.time() != time():
                remarks.append(Remark("past-midnight", {"end": f"{closes:%H:%M}"}))
            return opens.date(), last, f"{opens:%H:%M}", "", remarks
        return opens.date(), last, f"{opens:%H:%M}", "" if closes == opens else f"{closes:%H:%M}", remarks

    def _here(self, moment: datetime) -> datetime:
        """A moment on the clock of those who read; one without a time zone is on it already."""
        return moment if moment.tzinfo is None else moment.astimezone(self._clock).replace(tzinfo=None)


def _is_universal(moment: datetime) -> bool:
    return str(moment.tzinfo) in ("UTC", "Etc/UTC", "GMT")


def _zone(name: str | None) -> tzinfo | None:
    """A time zone by its name, None for none that is known."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, OSError, ValueError):  # unknown, or no name of a zone at all
        return None


def is_zone(name: str) -> bool:
    """Whether a name is that of a time zone."""
    return _zone(name) is not None


def _too_dense(entries: Sequence[Any]) -> bool:
    """Whether a rule repeats several times a day: no session does, and telling each would never end."""
    rules = [rule for entry in entries for rule in _several(entry.get("rrule")) if isinstance(rule, dict)]
    for rule in rules:
        told = {str(key).upper(): _several(value) for key, value in rule.items()}
        times = [len(told.get(key, [])) for key in ("BYHOUR", "BYMINUTE", "BYSECOND")]
        every = any(str(word).upper() in ("SECONDLY", "MINUTELY", "HOURLY") for word in told.get("FREQ", []))
        if every or max(times) > 1 or any(str(number) in ("0", "-0") for number in told.get("INTERVAL", [])):
            return True
    return False


def _told_of(query: Any, begins: date, last: date) -> tuple[list[Any], Any]:
    """The events of a series that begin by some day, as many as are told, and the next one when there is one soon."""
    found: dict[tuple[str, str], Any] = {}
    start, span = begins - timedelta(days=1), _SPAN
    while start <= last and len(found) <= _OCCURRENCES_AT_MOST:
        # Asked for piece by piece: all at once, a series of every day for centuries would fill the memory.
        end = min(_later(start, span), _later(last, timedelta(days=1)))
        some = [entry for entry in query.between(start, end) if _begins(entry) <= last]
        for entry in sorted(some, key=lambda each: str(_begins(each))):
            found.setdefault((_stamp(entry.get("recurrence-id")), str(_start(entry))), entry)
        start, span = _later(end, timedelta()), span if len(some) > _FEW else span * 2
        if end > last:
            break
    told = list(found.values())
    if len(told) > _OCCURRENCES_AT_MOST:
        return told[:_OCCURRENCES_AT_MOST], told[_OCCURRENCES_AT_MOST]
    after = _later(last, timedelta(days=1))
    coming = [entry for entry in query.between(after, _later(after, _SOON)) if _begins(entry) > last]
    return told, min(coming, key=lambda each: str(_begins(each)), default=None)


def _begins(entry: Any) -> date:
    return _day(_start(entry) or date.min)


def _later(day: date, span: timedelta) -> date:
    """A day after another, the last of the calendar when there is none."""
    return day + span if date.max - day > span else date.max - timedelta(days=1)


def _start(entry: Any) -> date | datetime | None:
    """When an event begins; None when it does not say, or not as a date."""
    found = _held(entry.get("dtstart"))
    return found if isinstance(found, date) else None


def _end(entry: Any, start: date | datetime) -> date | datetime:
    """When it ends: as it says, or after how long; else at the end of its day, or as it begins."""
    told, lasts = _held(entry.get("dtend")), _held(entry.get("duration"))
    if isinstance(told, date) and isinstance(told, datetime) == isinstance(start, datetime):
        # Two ends of which only one has a time zone cannot be compared: the zone is that of the beginning.
        if (
            isinstance(told, datetime)
            and isinstance(start, datetime)
            and (told.tzinfo is None) != (start.tzinfo is None)
        ):
            return told.replace(tzinfo=start.tzinfo)
        return told
    if isinstance(lasts, timedelta):
        return start + lasts
    return start if isinstance(start, datetime) else start + timedelta(days=1)


def _held(value: Any) -> Any:
    """The date, the moment or the length of time that a property holds; None for one that could not be read."""
    held = getattr(value, "__dict__", {})
    return held.get("dt", held.get("td"))


def _version(entry: Any) -> int:
    """How many times an event was changed."""
    told = str(entry.get("sequence") or "")
    return int(told) if told.isdecimal() else 0


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _stamp(value: Any) -> str:
    """The day that tells an event of a series from the others."""
    found = _held(value)
    return f"{_day(found):%Y-%m-%d}" if isinstance(found, date) else ""


def _several(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _categories(entry: Any) -> Iterator[str]:
    for each in _several(entry.get("categories")):
        yield from (_line(name) for name in vars(each).get("cats", [each]))


def _line(value: Any) -> str:
    """A text on one line."""
    return " ".join(str(value if value is not None else "").split())
