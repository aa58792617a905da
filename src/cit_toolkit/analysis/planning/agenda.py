"""The days of the sessions: at the rhythm asked for, never on a public holiday nor in a period to avoid."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cit_toolkit.model.territory import Territory
from cit_toolkit.problems import CitError

SATURDAY = 5
FURTHEST = 3 * 366
"""Days a free one is looked for: past three years without a free one, the periods to avoid were mistyped."""
_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)

_OWN_HOLIDAYS = {
    "57": "57", "67": "6AE", "68": "6AE",
    "971": "971", "972": "972", "973": "973", "974": "974", "975": "PM", "976": "976", "977": "BL", "978": "MF",
    "984": "TF", "986": "WF", "987": "PF", "988": "NC",
}  # fmt: skip
"""Departments and overseas territories with holidays of their own, and what the library calls them."""


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days from one to another, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Agenda:
    """When sessions may be held."""

    start: date
    weeks: int
    """From the week of one session to that of the next."""
    avoided: tuple[DaySpan, ...] = ()
    department: str | None = None


@dataclass(frozen=True, slots=True)
class SessionDays:
    """The days of one session."""

    days: tuple[date, ...]
    postponed_from: date | None
    """The day the rhythm gave, when it could not be kept."""


def department_of(territory: Territory) -> str | None:
    """The department whose holidays count, from its number or from the municipality's code; None when unknown."""
    if territory.department or not territory.insee_code:
        return territory.department
    code = territory.insee_code
    return code[:3] if code.startswith(("97", "98")) else code[:2]


def session_days(lengths: Iterable[int], agenda: Agenda) -> tuple[SessionDays, ...]:
    """The days of sessions that last so many days each. CitError when no day is free.

    Every session aims at the weekday of the start. One that cannot be held then is put off to the next free day; the
    rhythm counts from the week it is held in, so that two sessions never come closer than asked for.
    """
    free = _free_days(agenda)
    wanted = agenda.start
    found: list[SessionDays] = []
    for length in lengths:
        first = _first_free(wanted, length, free)
        days = tuple(first + _DAY * i for i in range(length))
        found.append(SessionDays(days, wanted if first != wanted else None))
        monday = first - _DAY * first.weekday()
        wanted = monday + _WEEK * agenda.weeks + _DAY * agenda.start.weekday()
    return tuple(found)


def _first_free(wanted: date, length: int, free: Callable[[date], bool]) -> date:
    for offset in range(FURTHEST):
        day = wanted + _DAY * offset
        if all(free(day + _DAY * i) for i in range(length)):
            return day
    raise CitError("no-free-day", exit_code=2, day=wanted.isoformat())


def _free_days(agenda: Agenda) -> Callable[[date], bool]:
    """Weekdays, and the day of the week that was asked for; neither a holiday nor to be avoided."""
    holidays = _public_holidays(agenda.department)

    def free(day: date) -> bool:
        worked = day.weekday() < SATURDAY or day.weekday() == agenda.start.weekday()
        return worked and day not in holidays and not any(span.holds(day) for span in agenda.avoided)

    return free


def _public_holidays(department: str | None) -> Collection[date]:
    """The public holidays of France, and those of the department."""
    from holidays import country_holidays

    return country_holidays("FR", subdiv=_OWN_HOLIDAYS.get(department or ""))
