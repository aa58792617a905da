"""What a session decided and who promised what."""

from dataclasses import dataclass

from cit_toolkit.analysis.follow_up import Promise
from cit_toolkit.documents.session_words import NamedInSession
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.gathering import Decision


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


def task_line(promise: Promise, names: NamedInSession, voice: Voice) -> TaskLine:
    """Something promised, in words."""
    task = promise.task
    status = voice.say(f"session.task-statuses.{task.status.value}")
    return TaskLine(
        task.text,
        names.everyone(task.who),
        voice.date(task.deadline),
        voice.say("session.late", status=status) if promise.late else status,
        promise.late,
    )
