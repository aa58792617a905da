"""iCalendar files of any producer as events: hours on one clock, series told one by one, what is cancelled apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cit_toolkit.exchange.calendar_properties import (
    categories_of,
    day_of,
    end_of,
    line_in,
    several,
    stamp_of,
    start_of,
    version_of,
)
from cit_toolkit.exchange.calendar_series import occurrences_until, too_dense
from cit_toolkit.exchange.record_files import LARGE, text_of_file
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.problems import Position, Problem

USUAL_ZONE = "Europe/Paris"
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
        self._clock = _zone(self._bounds.zone) or _zone(line_in(calendar.get("x-wr-timezone")))
        self._clock = self._clock or ZoneInfo(USUAL_ZONE)
        self._withdrawn = line_in(calendar.get("method")).upper() == "CANCEL"
        groups: dict[str, list[Any]] = {}
        for rank, entry in enumerate(calendar.walk("VEVENT")):
            groups.setdefault(line_in(entry.get("uid")) or f"#{rank}", []).append(entry)
        for entries in groups.values():
            self.invited += max(len(several(entry.get("attendee"))) for entry in entries)
            if any("rrule" in entry or "rdate" in entry for entry in entries):
                self._series(calendar, entries)
            else:
                # Sent again with changes, an event stands twice: the last version counts.
                latest: dict[str, Any] = {}
                for entry in sorted(entries, key=version_of):
                    latest[stamp_of(entry.get("recurrence-id"))] = entry
                for occurrence, entry in latest.items():
                    self._one(entry, occurrence)

    def _series(self, calendar: Any, entries: Sequence[Any]) -> None:
        """Each event of a series until the last day asked for; whether it goes on is told."""
        from icalendar import Calendar
        from recurring_ical_events import of

        own = Calendar()
        for part in (*calendar.walk("VTIMEZONE"), *entries):
            own.add_component(part)
        begins = min((day_of(start) for entry in entries if (start := start_of(entry)) is not None), default=None)
        if begins is None:
            self.refused.append(NoEvent(line_in(entries[0].get("summary")), "", Remark("event-without-date")))
            return
        title = line_in(entries[0].get("summary"))
        if too_dense(entries):
            self.refused.append(NoEvent(title, str(begins), Remark("series-within-a-day")))
            return
        try:
            query = of(own, keep_recurrence_attributes=True)
            found, more = occurrences_until(query, begins, self._bounds.until)
        except Exception:  # a rule that no calendar can read: whatever the library meets, it is told
            self.refused.append(NoEvent(title, str(begins), Remark("series-unreadable")))
            return
        for entry in found:
            self._one(entry, stamp_of(entry.get("recurrence-id")) or stamp_of(entry.get("dtstart")))
        if more is not None:
            told = {"day": str(day_of(start_of(more) or begins))}
            self.untold.append(NoEvent(title, str(begins), Remark("series-goes-on", told)))

    def _one(self, entry: Any, occurrence: str) -> None:
        title, start = line_in(entry.get("summary")), start_of(entry)
        uid = line_in(entry.get("uid"))
        if start is None:
            self.refused.append(NoEvent(title, "", Remark("event-without-date"), uid))
            return
        try:
            first, last, opens, closes, remarks = self._when(entry, start)
        except (OverflowError, ValueError):  # past the year 9999, or before the first
            self.refused.append(NoEvent(title, str(day_of(start)), Remark("event-too-long"), uid))
            return
        if last - first > _LONGEST:
            self.refused.append(NoEvent(title, str(first), Remark("event-too-long"), uid))
            return
        if self._withdrawn or line_in(entry.get("status")).upper() == "CANCELLED":
            self.cancelled.append(NoEvent(title, str(first), Remark("event-cancelled"), uid))
            return
        if first > self._bounds.until or (self._bounds.since is not None and last < self._bounds.since):
            self.outside += 1
            return
        if not title:
            self.refused.append(NoEvent("", str(first), Remark("event-without-title"), uid))
            return
        if line_in(entry.get("status")).upper() == "TENTATIVE":
            remarks.append(Remark("event-tentative"))
        self.events.append(
            CalendarEvent(
                uid, occurrence, title, first, last, opens, closes,
                str(entry.get("description") or "").strip(), line_in(entry.get("location")),
                line_in(entry.get("url")),
                tuple(categories_of(entry)), line_in(entry.get("transp")).upper() == "TRANSPARENT", tuple(remarks),
            )
        )  # fmt: skip

    def _when(self, entry: Any, start: date | datetime) -> tuple[date, date, str, str, list[Remark]]:
        """First and last day, the hours of each on the clock of those who read, and what is to be known of them."""
        end = end_of(entry, start)
        if not isinstance(start, datetime) or not isinstance(end, datetime):
            first = day_of(start)
            # RFC 5545: the end of an event of whole days is the day after its last one.
            return first, max(first, day_of(end) - timedelta(days=1)), "", "", []
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
