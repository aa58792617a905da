"""Whether a session was held: its date says so, or what is written of it."""

from datetime import date

from cit_toolkit.model.gathering import Gathering


def is_to_come(gathering: Gathering, today: date) -> bool:
    """Whether a session is after a day. On the day itself, or without a date, it is until something is told of it: a
    file prepared beforehand is no session held."""
    if not gathering.dates:
        return not _is_told(gathering)
    first = min(each.date.earliest for each in gathering.dates)
    return first > today or (first == today and not _is_told(gathering))


def _is_told(gathering: Gathering) -> bool:
    """Whether the file holds anything that only a session held could give."""
    came = gathering.attendance or gathering.participants or gathering.structures_present
    left = gathering.decisions or gathering.tasks or gathering.evaluation
    return bool(came or left or any(item.output or item.decisions for item in gathering.programme))
