"""What was promised and decided across sessions: late first, then by deadline."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cit_toolkit.analysis.action_redaction import SeenAction
from cit_toolkit.analysis.whether_held import is_to_come
from cit_toolkit.model.gathering import Decision, Gathering, Task, TaskStatus

OPEN = (TaskStatus.TO_DO, TaskStatus.IN_PROGRESS)
"""What is still expected of somebody."""


@dataclass(frozen=True, slots=True)
class Promise:
    """Something promised in a session; who does it may be read in `seen`."""

    seen: SeenAction
    gathering: Gathering
    rank: int
    """Its place among the tasks of its session."""
    task: Task
    late: bool

    @property
    def still_open(self) -> bool:
        """Whether it is expected still."""
        return self.task.status in OPEN


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision and the session that took it."""

    seen: SeenAction
    gathering: Gathering
    decision: Decision


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Everything promised and decided."""

    promises: tuple[Promise, ...]
    """Late first, then by deadline, those without any after them; what is closed comes last."""
    decided: tuple[Decided, ...]
    """In the order of the sessions."""
    to_come: tuple[Gathering, ...]
    """Sessions after the day, or on it and not told yet, the nearest first."""


def is_late(task: Task, today: date) -> bool:
    """Whether something still expected was due before a day; a month is over on its last day."""
    return task.status in OPEN and task.deadline is not None and task.deadline.latest < today


def follow_up(actions: Iterable[SeenAction], today: date) -> FollowUp:
    """What the sessions of some actions leave to be done."""
    seen = tuple(actions)
    held = [(gathering, each) for each in seen for gathering in each.gatherings]
    promises = [promise for gathering, each in held for promise in promised_in(gathering, each, today)]
    decided = [decision for gathering, each in held for decision in decided_in(gathering, each)]
    coming = [
        gathering for each in seen for gathering in each.gatherings if gathering.dates and is_to_come(gathering, today)
    ]
    return FollowUp(tuple(sorted(promises, key=_order)), tuple(decided), tuple(sorted(coming, key=_first_day)))


def promised_in(gathering: Gathering, seen: SeenAction, today: date) -> Iterator[Promise]:
    """What one session leaves to be done, in the order of the file."""
    for rank, task in enumerate(gathering.tasks):
        yield Promise(seen, gathering, rank, task, is_late(task, today))


def decided_in(gathering: Gathering, seen: SeenAction) -> Iterator[Decided]:
    """What one session decided."""
    return (Decided(seen, gathering, decision) for decision in decisions_of(gathering))


def decisions_of(gathering: Gathering) -> tuple[Decision, ...]:
    """All that a session decided: within its programme, then at its end."""
    return (*(decision for item in gathering.programme for decision in item.decisions), *gathering.decisions)


def _first_day(gathering: Gathering) -> date:
    return min(each.date.earliest for each in gathering.dates)


def _order(promise: Promise) -> tuple[bool, bool, date]:
    deadline = promise.task.deadline.latest if promise.task.deadline else date.max
    return not promise.still_open, not promise.late, deadline
