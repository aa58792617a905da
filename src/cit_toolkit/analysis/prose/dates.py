"""Dates in French running text: «les 22 et 23 octobre 2021», «31 mars et 1er avril 2022», «février 2021»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from cit_toolkit.model.partial_date import PartialDate

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_DAY = r"(?:1er|3[01]|[12]?\d)"
_BETWEEN_DAYS = r"\s*(?:,|et|au|-|–)\s*"
_WRITTEN = re.compile(
    rf"(?<![\w/.,])(?:(?P<days>{_DAY}(?:{_BETWEEN_DAYS}{_DAY})*)\s+)?(?P<month>{'|'.join(MONTHS)})"
    r"(?:\s+(?P<year>[12]\d{3}))?(?!\w)",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"(?<![\w/.,-])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>[12]\d{3})(?![\w/])")
_JOINED = re.compile(r"\s*(?:,|et|au)\s*(?:le\s+)?")


@dataclass(frozen=True, slots=True)
class StatedDate:
    """One or several days of a month, or a month, as a text says them. The year is None when it does not."""

    start: int
    end: int
    year: int | None
    month: int
    days: tuple[int, ...]

    def agrees_with(self, date: PartialDate) -> bool:
        """Whether a recorded date is one of them, as far as both are precise."""
        return (
            self.year in (None, date.year)
            and date.month in (None, self.month)
            and (date.day is None or not self.days or date.day in self.days)
        )


def stated_dates(text: str) -> list[StatedDate]:
    """Every date of a text, in order. A month alone, without day or year, is no date («mai», «mars» are words)."""
    found = sorted((*_in_words(text), *_in_figures(text)), key=lambda date: date.start)
    # «31 mars et 1er avril 2022»: the year is said once, at the end.
    for i in range(len(found) - 2, -1, -1):
        between = text[found[i].end : found[i + 1].start]
        if found[i].year is None and _JOINED.fullmatch(between):
            found[i] = replace(found[i], year=found[i + 1].year)
    return [date for date in found if date.days or date.year]


def same_statement(text: str, first: StatedDate, second: StatedDate) -> bool:
    """Whether two dates that follow each other are one: «31 mars et 1er avril 2022»."""
    return _JOINED.fullmatch(text[first.end : second.start]) is not None


def _in_words(text: str) -> Iterator[StatedDate]:
    for found in _WRITTEN.finditer(text):
        month = MONTHS.index(found["month"].lower()) + 1
        year = int(found["year"]) if found["year"] else None
        yield StatedDate(found.start(), found.end(), year, month, _days(found["days"] or ""))


def _in_figures(text: str) -> Iterator[StatedDate]:
    for found in _FIGURES.finditer(text):
        day, month = int(found["day"]), int(found["month"])
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield StatedDate(found.start(), found.end(), int(found["year"]), month, (day,))


def _days(text: str) -> tuple[int, ...]:
    """The days of «22 et 23», «4 au 6»."""
    numbers = [int(day.removesuffix("er")) for day in re.findall(_DAY, text)]
    links = re.findall(r"et|au|,|-|–", text)
    days = numbers[:1]
    for (first, last), link in zip(pairwise(numbers), links, strict=True):
        days += range(first + 1, last + 1) if link not in ("et", ",") and last > first else [last]
    return tuple(days)
