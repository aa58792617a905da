"""The events of a series, told one by one as far as they are asked for."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from cit_toolkit.exchange.calendar_properties import day_of, several, stamp_of, start_of

_OCCURRENCES_AT_MOST = 400
"""Of one series: a meeting each day for more than a year."""
_SPAN, _SOON, _FEW = timedelta(days=92), timedelta(days=400), 10
"""What of a series is asked for at first, how far its next event is looked for, and how few make a longer piece."""


def too_dense(entries: Sequence[Any]) -> bool:
    """Whether a rule repeats several times a day: no session does, and telling each would never end."""
    rules = [rule for entry in entries for rule in several(entry.get("rrule")) if isinstance(rule, dict)]
    for rule in rules:
        told = {str(key).upper(): several(value) for key, value in rule.items()}
        times = [len(told.get(key, [])) for key in ("BYHOUR", "BYMINUTE", "BYSECOND")]
        every = any(str(word).upper() in ("SECONDLY", "MINUTELY", "HOURLY") for word in told.get("FREQ", []))
        if every or max(times) > 1 or any(str(number) in ("0", "-0") for number in told.get("INTERVAL", [])):
            return True
    return False


def occurrences_until(query: Any, begins: date, last: date) -> tuple[list[Any], Any]:
    """The events of a series that begin by some day, as many as are told, and the next one when there is one soon."""
    found: dict[tuple[str, str], Any] = {}
    start, span = begins - timedelta(days=1), _SPAN
    while start <= last and len(found) <= _OCCURRENCES_AT_MOST:
        # Asked for piece by piece: all at once, a series of every day for centuries would fill the memory.
        end = min(_later(start, span), _later(last, timedelta(days=1)))
        some = [entry for entry in query.between(start, end) if _begins(entry) <= last]
        for entry in sorted(some, key=lambda each: str(_begins(each))):
            found.setdefault((stamp_of(entry.get("recurrence-id")), str(start_of(entry))), entry)
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
    return day_of(start_of(entry) or date.min)


def _later(day: date, span: timedelta) -> date:
    """A day after another, the last of the calendar when there is none."""
    return day + span if date.max - day > span else date.max - timedelta(days=1)
