"""What a column of marks is about, read off its heading: a half-day, a day, or a session."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cit_toolkit.loading.french_writings import date_meant
from cit_toolkit.model.partial_date import NotADateError, parse_partial_date
from cit_toolkit.model.text import fold

_PARTS = {
    "matin": "matin", "matinee": "matin", "am": "matin", "morning": "matin", "apres-midi": "apres-midi",
    "aprem": "apres-midi", "ap-midi": "apres-midi", "apm": "apres-midi", "pm": "apres-midi",
    "afternoon": "apres-midi", "soir": "soir", "soiree": "soir", "evening": "soir",
}  # fmt: skip
_WEEKDAYS = frozenset(
    ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
     "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
)  # fmt: skip
_PART = re.compile(rf"(?:^|-)({'|'.join(sorted(_PARTS, key=len, reverse=True))})(?:$|-)")
_NUMBERED = re.compile(r"(?:^|-)(?:j|jour|day|d)-?(\d{1,2})(?:er|e)?(?:$|-)|^(\d{1,2})(?=-|$)(?!-?/)")
_FILLING = re.compile(r"(?:^|-)(?:presence|presences|present|present-e|demi-journee|le|du|au|seance)(?=$|-)")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{1,2}-\d{1,2}")
_SHORT_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})\b")
_ASIDE = re.compile(r"[()*:?,–—]")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading tells: which day, in whatever way it names it, and which part of it."""

    day: int | date | str | None
    part: str | None


def heading_of(column: str) -> Heading | None:
    """What a heading is about; None when it names neither a day nor a part of one, or says something else besides."""
    text = " ".join(_ASIDE.sub(" ", column).split())
    day: int | date | str | None = None
    if (found := _DATE.search(text)) and (read := _date(found[0])):
        day, text = read, text.replace(found[0], " ")
    elif found := _SHORT_DATE.search(text):
        # A day without its year: told apart from the others, and no more.
        day, text = f"{int(found[2]):02d}-{int(found[1]):02d}", text.replace(found[0], " ")
    left = fold(text)
    if found := _PART.search(left):
        left = f"{left[: found.start()]}-{left[found.end() :]}"
    part = _PARTS[found[1]] if found else None
    if day is None and (meant := date_meant(left.strip("-").replace("-", " "))) and meant.count("-") == 2:
        return Heading(date.fromisoformat(meant), part)
    if number := _NUMBERED.search(left):
        day = int(number[1] or number[2]) if day is None else day
        left = f"{left[: number.start()]}-{left[number.end() :]}"
    weekday = next((word for word in left.split("-") if word in _WEEKDAYS), None)
    if weekday:
        day, left = weekday if day is None else day, left.replace(weekday, "")
    left = _FILLING.sub("-", _FILLING.sub("-", left)).strip("-")
    return None if left or (day is None and part is None) else Heading(day, part)


def _date(text: str) -> date | None:
    try:
        found = parse_partial_date(date_meant(text) or text)
    except NotADateError:
        return None
    return found.earliest if found.day else None


def numbered(headings: Mapping[str, Heading], dates: Sequence[date] = ()) -> dict[str, int]:
    """Which day of the session each column is about, from 1. `dates`: the days of the session, when they are known;
    else days are numbered as they come. A heading that names none is about the first."""
    order: list[date | str] = []
    for heading in headings.values():
        if isinstance(heading.day, (date, str)) and heading.day not in order:
            order.append(heading.day)
    if all(isinstance(day, date) for day in order):
        order.sort(key=str)
    ranks = {day: _rank(day, dates) or order.index(day) + 1 for day in order}
    return {
        column: heading.day if isinstance(heading.day, int) else ranks[heading.day] if heading.day is not None else 1
        for column, heading in headings.items()
    }


def _rank(day: date | str, dates: Sequence[date]) -> int | None:
    for rank, known in enumerate(dates, 1):
        if day == known or day == f"{known.month:02d}-{known.day:02d}":
            return rank
    return None
