"""Sessions as an agenda reads them: an iCalendar file (RFC 5545), one event a session."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Event:
    """What an agenda shows of a session. No hour is invented: an event lasts whole days."""

    uid: str
    """The same at each writing: an agenda that reads the file again moves the event instead of doubling it."""
    title: str
    first: date
    last: date
    """Its last day, itself included."""
    description: str = ""
    place: str = ""
    busy: bool = True
    """Whether it takes the day of who reads it: a deadline does not."""


def calendar_file(name: str, language: str, events: Iterable[Event], written: date) -> bytes:
    """The events as an .ics file. `written` stamps them, so that the same sessions give the same bytes."""
    from icalendar import Calendar
    from icalendar import Event as IcalEvent

    calendar = Calendar()
    calendar.add("prodid", f"-//cit//cit//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for event in events:
        entry = IcalEvent()
        entry.add("uid", event.uid)
        entry.add("dtstamp", datetime.combine(written, time(), UTC))
        entry.add("dtstart", event.first)
        # RFC 5545: the end of an event of whole days is the day after its last one.
        entry.add("dtend", event.last + timedelta(days=1))
        entry.add("summary", event.title)
        if event.description:
            entry.add("description", event.description)
        if event.place:
            entry.add("location", event.place)
        entry.add("transp", "OPAQUE" if event.busy else "TRANSPARENT")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())
