"""What an exchange says: territories to introduce to each other, producers and beneficiaries inside each."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cit_toolkit.analysis.exchange import Answer, BeneficiaryNeed, Exchange, Lesson
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.method import Method
from cit_toolkit.wording.dates import format_date

MOST_HOLDERS = 4


@dataclass(frozen=True, slots=True)
class PassageLine:
    """What one territory could bring another."""

    giver: str
    taker: str
    mutual: bool
    near: bool
    lessons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeedToAnswer:
    """A need of beneficiaries, and who could answer it."""

    title: str
    beneficiaries: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InnerPart:
    """One territory."""

    name: str
    needs: tuple[NeedToAnswer, ...]


@dataclass(frozen=True)
class ExchangeDocument:
    """What `exchange.md` tells."""

    exchange: Exchange
    method_used: Method
    voice: Voice
    today: date
    territories: tuple[str, ...]
    fiction: str
    """Which territories are invented, in words; empty for none."""

    @property
    def title(self) -> str:
        """The territory, or how many."""
        if len(self.territories) == 1:
            return self.territories[0]
        return self.voice.say("match.exchange.territories", count=len(self.territories))

    @property
    def day(self) -> str:
        """The date of the document."""
        return format_date(self.today, self.voice.language)

    @property
    def method(self) -> str:
        """The name of the method."""
        return self.voice.text(self.method_used.name)

    @property
    def several(self) -> bool:
        """Whether territories can bring each other anything."""
        return len(self.territories) > 1

    @property
    def undescribed(self) -> str:
        """Territories of which no actor is described."""
        return self.voice.names(territory.name for territory in self.exchange.undescribed)

    @cached_property
    def passages(self) -> tuple[PassageLine, ...]:
        """The introductions that bring most, first."""
        return tuple(
            PassageLine(
                passage.giver.name,
                passage.taker.name,
                passage.mutual,
                passage.near,
                tuple(map(self._lesson, passage.lessons)),
            )
            for passage in self.exchange.passages
        )

    def _lesson(self, lesson: Lesson) -> str:
        key = "lesson" if lesson.certain else "lesson-unsure"
        holders = self.voice.names((actor.name for actor in lesson.holders), MOST_HOLDERS)
        return self.voice.say(f"match.exchange.{key}", function=self.voice.label(lesson.function), holders=holders)

    @cached_property
    def inner(self) -> tuple[InnerPart, ...]:
        """Inside each territory."""
        return tuple(InnerPart(each.territory.name, tuple(map(self._need, each.needs))) for each in self.exchange.inner)

    def _need(self, need: BeneficiaryNeed) -> NeedToAnswer:
        return NeedToAnswer(
            need.need.title,
            self.voice.names(actor.name for actor in need.beneficiaries),
            tuple(map(self._answer, need.answers)),
        )

    def _answer(self, answer: Answer) -> str:
        held = self.voice.names(
            f"{self.voice.label(function)} ({self.voice.level(level)})" for function, level in answer.functions
        )
        told = self.voice.say("match.exchange.answer", producer=answer.producer.name, functions=held)
        linked = {True: "linked", False: "not-linked", None: "links-unknown"}[answer.linked]
        marks = [self.voice.say(f"match.exchange.{linked}")]
        if not answer.certain:
            marks.append(self.voice.say("match.verdicts.a-verifier"))
        return f"{told} ({self.voice.series(marks)})"
