"""What a session decided and who promised what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cit_toolkit.documents.session_words import NamedInSession
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.gathering import Decision, Gathering, Task, TaskStatus

OPEN = (TaskStatus.TO_DO, TaskStatus.IN_PROGRESS)
"""What is still expected of somebody."""


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision. `text` and `reservations` are Markdown; an empty text has nothing to say."""

    text: str
    terms: str
    """«par consentement ; porteur : Virlouve en commun»."""
    reservations: tuple[str, ...]

    @property
    def short(self) -> bool:
        """Whether its terms may stand on the same line."""
        return "\n" not in self.text


@dataclass(frozen=True, slots=True)
class TaskLine:
    """Something promised. `text` is Markdown."""

    text: str
    who: str
    deadline: str
    status: str
    late: bool


def decision_line(decision: Decision, names: NamedInSession, voice: Voice) -> DecisionLine:
    """A decision in words."""
    terms = [voice.say(f"session.modes.{decision.mode.value}")] if decision.mode else []
    if decision.carrier:
        terms.append(voice.say("session.carried-by", name=names.who(decision.carrier)))
    return DecisionLine(decision.text, voice.parts(terms), decision.reservations)


def decisions_of(gathering: Gathering) -> tuple[Decision, ...]:
    """All that a session decided: within its programme, then at its end."""
    return (*(decision for item in gathering.programme for decision in item.decisions), *gathering.decisions)


def task_line(task: Task, names: NamedInSession, voice: Voice, today: date) -> TaskLine:
    """Something promised, in words."""
    status = voice.say(f"session.task-statuses.{task.status.value}")
    late = is_late(task, today)
    return TaskLine(
        task.text,
        names.everyone(task.who),
        voice.date(task.deadline),
        voice.say("session.late", status=status) if late else status,
        late,
    )


def is_late(task: Task, today: date) -> bool:
    """Whether something still expected was due before a day; a month is over on its last day."""
    return task.status in OPEN and task.deadline is not None and task.deadline.latest < today


def task_lines(tasks: Iterable[Task], names: NamedInSession, voice: Voice, today: date) -> tuple[TaskLine, ...]:
    """Several of them, in the order of the file."""
    return tuple(task_line(task, names, voice, today) for task in tasks)
