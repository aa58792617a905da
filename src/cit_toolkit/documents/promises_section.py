"""What a bilan says of the promises: each objective, what became of it, and what earlier actions had left open."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cit_toolkit.analysis.promises import EarlierPromise, Ledger, Promise
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.action import LinkedText, Objective


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """An objective. Texts are Markdown; an empty one has nothing to say."""

    title: str
    status: str
    explanation: str
    limits: tuple[str, ...]
    sequels: tuple[str, ...]
    carried_over: str
    """«« Écrire les statuts » (Une première action)»: what it takes up again."""


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """What an earlier action had left open."""

    title: str
    action: str
    status: str
    sequels: tuple[str, ...]
    taken_up: str
    """The objectives that take it up here, with what became of them; empty when none does."""


@dataclass(frozen=True)
class PromisesSection:
    """The ledger of promises in words."""

    ledger: Ledger
    voice: Voice

    @cached_property
    def lines(self) -> tuple[PromiseLine, ...]:
        """One per objective."""
        return tuple(map(self._line, self.ledger.promises))

    @cached_property
    def summary(self) -> str:
        """«12 objectifs : réalisés 2, réorientés 2…», empty for none."""
        counts = self.ledger.by_status
        if not counts:
            return ""
        total = self.voice.say("bilan.objectives", count=sum(counts.values()))
        told = (
            self.voice.say(f"bilan.counted-statuses.{status.value if status else 'inconnu'}", count=count)
            for status, count in counts.items()
        )
        return self.voice.labelled(total, self.voice.names(told))

    @cached_property
    def earlier(self) -> tuple[EarlierLine, ...]:
        """What earlier actions had left open, the latest action first."""
        return tuple(map(self._earlier, self.ledger.earlier))

    def _line(self, promise: Promise) -> PromiseLine:
        objective = promise.objective
        return PromiseLine(
            objective.title,
            self.status(objective),
            objective.explanation or "",
            _texts(promise.limits),
            _texts(promise.sequels),
            self._carried_over(promise),
        )

    def _carried_over(self, promise: Promise) -> str:
        if promise.earlier is None:
            return ""
        action, objective = promise.earlier
        if objective is None:
            return action.title
        return self.voice.say("bilan.objective-of", title=objective.title, action=action.title)

    def _earlier(self, promise: EarlierPromise) -> EarlierLine:
        taken_up = (
            self.voice.say("bilan.taken-up", title=each.title, status=self.status(each)) for each in promise.taken_up_by
        )
        objective = promise.objective
        return EarlierLine(
            objective.title,
            promise.action.title,
            self.status(objective),
            _texts(promise.sequels),
            self.voice.parts(taken_up),
        )

    def status(self, objective: Objective) -> str:
        """«réalisé», «trop tôt», «non précisé»."""
        return self.voice.say(f"bilan.statuses.{objective.status.value if objective.status else 'inconnu'}")


def _texts(linked: Iterable[LinkedText]) -> tuple[str, ...]:
    return tuple(_alone(each.text.strip()) for each in linked)


def _alone(text: str) -> str:
    """A text taken out of its list: a semicolon has nothing to part here, and «Il apparaît :» nothing to introduce."""
    if text.endswith(":") and (end := max(text.rfind(mark) for mark in (". ", "! ", "? "))) >= 0:
        return text[: end + 1]
    return text.removesuffix(";").removesuffix(":").rstrip()
