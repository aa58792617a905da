"""The questions to ask, as a guide: grouped by who can answer, in the order in which answers help."""

from collections.abc import Iterable
from dataclasses import dataclass

from cit_toolkit.analysis.questions import Question
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.method import Method


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it is asked aloud."""

    text: str
    levels: tuple[str, ...]
    """The four levels to read out, for a question of the grid."""
    decisive: bool
    """Whether the next stage waits for the answer."""
    place: str
    """Where to write the answer: file:line."""


@dataclass(frozen=True, slots=True)
class InterviewGroup:
    """Who can answer, and what to ask them."""

    respondent: str
    questions: tuple[AskedQuestion, ...]

    @property
    def brief(self) -> bool:
        """Whether one sentence is all there is to ask."""
        return len(self.questions) == 1 and not self.questions[0].levels


@dataclass(frozen=True, slots=True)
class Guide:
    """Whom to meet, the most useful first."""

    groups: tuple[InterviewGroup, ...]

    @property
    def interviews(self) -> tuple[InterviewGroup, ...]:
        """Those with several questions, or with levels to read out."""
        return tuple(group for group in self.groups if not group.brief)

    @property
    def single_questions(self) -> tuple[InterviewGroup, ...]:
        """Those with one short question."""
        return tuple(group for group in self.groups if group.brief)


def interview(questions: Iterable[Question], method: Method, voice: Voice) -> Guide:
    """The guide: the group that holds the most useful question comes first."""
    groups: dict[str, list[AskedQuestion]] = {}
    for question in questions:
        groups.setdefault(respondent_of(question, voice), []).append(asked(question, method, voice))
    return Guide(tuple(InterviewGroup(name, tuple(listed)) for name, listed in groups.items()))


def respondent_of(question: Question, voice: Voice) -> str:
    """Who can answer: the actors who can, or the collective."""
    if not question.respondents:
        return voice.say("interview.collective")
    names = [actor.name for actor in question.respondents]
    if len(names) > 3:
        return voice.say("interview.one-of-many", names=voice.series(names[:2]), count=len(names) - 2)
    return voice.say("interview.one-of", names=voice.series(names)) if len(names) > 1 else names[0]


def asked(question: Question, method: Method, voice: Voice, alone: bool = False) -> AskedQuestion:
    """A question in words. `alone`: out of its group, it says whom it is put to."""
    levels: tuple[str, ...] = ()
    if question.criterion is not None:
        text = voice.text(question.criterion.question)
        levels = tuple(voice.text(level) for level in question.criterion.levels)
    else:
        text = _sentence(question, method, voice, alone)
    place = f"{question.position.file}:{question.position.line}" if question.position else ""
    return AskedQuestion(text, levels, question.decisive, place)


def _sentence(question: Question, method: Method, voice: Voice, alone: bool) -> str:
    if question.function is not None and question.function.question is not None:
        sentence = voice.text(question.function.question)
    else:
        sentence = voice.say(
            f"interview.{question.kind.value}",
            function=voice.label(question.function) if question.function else "",
            need=question.need.title if question.need else "",
            roles=", ".join(name[:1].lower() + name[1:] for name in map(voice.label, method.roles)),
        )
    if alone and question.actor is not None:
        return voice.say("interview.ask", actor=question.actor.name, question=sentence)
    return sentence
