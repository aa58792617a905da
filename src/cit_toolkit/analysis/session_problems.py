"""What does not hold together inside a session: hours that overlap, more answers than people, a date too early."""

from collections.abc import Iterator
from decimal import Decimal

from cit_toolkit.analysis.timetable import SessionDay, session_days
from cit_toolkit.model.base import CitModel, Path
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.text import fold
from cit_toolkit.problems import Problem, Severity


def session_problems(gathering: Gathering, hours_per_day: Decimal) -> list[Problem]:
    """Everything asks for a second look; nothing stops a document."""
    return [
        *(problem for day in session_days(gathering, hours_per_day) for problem in _day_problems(gathering, day)),
        *_people_listed_twice(gathering),
        *_too_many_ratings(gathering),
        *_deadlines_before(gathering),
    ]


def _day_problems(gathering: Gathering, day: SessionDay) -> Iterator[Problem]:
    for moment in day.moments:
        if moment.overlap:
            yield from _warning(moment.item, ("debut",), "moments-overlap", minutes=moment.overlap)
        elif moment.late:
            yield from _warning(moment.item, ("debut",), "programme-late", minutes=moment.late)
    if day.past_end and day.date and day.date.end:
        yield from _warning(day.date, ("fin",), "programme-past-end", minutes=day.past_end)
    elif day.past_end:
        yield from _warning(day.moments[-1].item, (), "programme-past-midnight", minutes=day.past_end)


def _people_listed_twice(gathering: Gathering) -> Iterator[Problem]:
    met: set[str] = set()
    for participant in gathering.participants:
        key = participant.person or fold(participant.name or "")
        if key and key in met:
            yield from _warning(participant, (), "listed-twice", name=participant.name or key)
        met.add(key)


def _too_many_ratings(gathering: Gathering) -> Iterator[Problem]:
    answers = len(gathering.evaluation.ratings) if gathering.evaluation else 0
    listed = len(gathering.participants)
    most = gathering.attendance.high if gathering.attendance else (listed or None)
    if gathering.evaluation and most is not None and answers > most:
        yield from _warning(
            gathering.evaluation, ("roti",), "more-ratings-than-people", answers=answers, people=int(most)
        )


def _deadlines_before(gathering: Gathering) -> Iterator[Problem]:
    if not gathering.dates:
        return
    first = min(each.date.earliest for each in gathering.dates)
    for task in gathering.tasks:
        if task.deadline and task.deadline.latest < first:
            yield from _warning(task, ("echeance",), "deadline-before-session", deadline=str(task.deadline))


def _warning(owner: CitModel, path: Path, code: str, **arguments: object) -> Iterator[Problem]:
    if owner._origin is not None:
        yield owner._origin.problem(code, path, severity=Severity.WARNING, **arguments)
