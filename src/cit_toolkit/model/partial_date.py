"""Dates as precise as they were written: a day, a month or a year."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_WRITINGS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})"),
    re.compile(r"(?P<month>\d{1,2})/(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})"),
)


class NotADateError(ValueError):
    """The text is not a date in any of the accepted writings."""


class NoSuchDayError(NotADateError):
    """It is written as a date, of a day or a month that does not exist."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, perhaps a month, perhaps a day. Its precision is kept and printed."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def earliest(self) -> date:
        """The first day it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def parts(self) -> tuple[int, int | None, int | None]:
        """Year, month, day."""
        return self.year, self.month, self.day

    def __str__(self) -> str:
        """ISO 8601, cut at its precision: the form of the JSON output."""
        return "-".join(f"{part:02d}" for part in self.parts if part is not None)


def parse_partial_date(text: str) -> PartialDate:
    """`2021-10-22`, `22/10/2021`, `2021-10`, `10/2021`, `2021`; years 1000 to 9999."""
    for writing in _WRITINGS:
        if found := writing.fullmatch(text.strip()):
            parts = {name: int(value) for name, value in found.groupdict().items()}
            value = PartialDate(parts["year"], parts.get("month"), parts.get("day"))
            try:
                value.earliest, value.latest  # noqa: B018 - no such month or day raises here
            except ValueError as error:
                raise NoSuchDayError(text) from error
            if value.year >= 1000:
                return value
    raise NotADateError(text)
