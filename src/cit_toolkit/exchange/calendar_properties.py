"""What the properties of an iCalendar entry hold, whatever their producer, those that could not be read included."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any


def start_of(entry: Any) -> date | datetime | None:
    """When an event begins; None when it does not say, or not as a date."""
    found = held(entry.get("dtstart"))
    return found if isinstance(found, date) else None


def end_of(entry: Any, start: date | datetime) -> date | datetime:
    """When it ends: as it says, or after how long; else at the end of its day, or as it begins."""
    told, lasts = held(entry.get("dtend")), held(entry.get("duration"))
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


def held(value: Any) -> Any:
    """The date, the moment or the length of time that a property holds; None for one that could not be read."""
    held = getattr(value, "__dict__", {})
    return held.get("dt", held.get("td"))


def version_of(entry: Any) -> int:
    """How many times an event was changed."""
    told = str(entry.get("sequence") or "")
    return int(told) if told.isdecimal() else 0


def day_of(moment: date | datetime) -> date:
    """The day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def stamp_of(value: Any) -> str:
    """The day that tells an event of a series from the others."""
    found = held(value)
    return f"{day_of(found):%Y-%m-%d}" if isinstance(found, date) else ""


def several(value: Any) -> list[Any]:
    """A property that an entry may have once, several times, or not."""
    return [] if value is None else value if isinstance(value, list) else [value]


def categories_of(entry: Any) -> Iterator[str]:
    for each in several(entry.get("categories")):
        yield from (line_in(name) for name in vars(each).get("cats", [each]))


def line_in(value: Any) -> str:
    """A text on one line."""
    return " ".join(str(value if value is not None else "").split())
