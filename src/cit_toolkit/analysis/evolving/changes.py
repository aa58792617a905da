"""What changed one thing at a time: actors, circles, levels, answers, needs."""

from dataclasses import dataclass

from cit_toolkit.analysis.evolving.retelling import judged_otherwise
from cit_toolkit.analysis.evolving.shift import Shift, shift
from cit_toolkit.analysis.functions_coverage import actor_level
from cit_toolkit.analysis.maturity import level_of
from cit_toolkit.analysis.needs import STILL_OPEN, priority
from cit_toolkit.model.actor import Actor
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.method import Criterion, Function, Method
from cit_toolkit.model.need import Need
from cit_toolkit.model.territory import GridAnswer, Territory


@dataclass(frozen=True, slots=True)
class CircleChange:
    """An actor of both dates whose circle is not told alike; None: not known at that date."""

    actor: Actor
    before: str | None
    after: str | None
    closer: bool | None
    """None when one of the two is not known, or when both circles are as close."""


@dataclass(frozen=True, slots=True)
class LevelChange:
    """A function of an actor of both dates."""

    actor: Actor
    function: Function
    before: Interval
    after: Interval
    earlier: Actor

    @property
    def shift(self) -> Shift:
        """How its level moved."""
        return shift(self.before, self.after)


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """A criterion of the grid."""

    criterion: Criterion
    before: Interval
    after: Interval
    answer: GridAnswer | None
    judged: bool
    """Whether it moved only because somebody judges otherwise."""

    @property
    def shift(self) -> Shift:
        """How its level moved."""
        return shift(self.before, self.after)

    @property
    def attested(self) -> bool:
        """Whether something observed goes with the later answer."""
        return self.answer is not None and bool(self.answer.statement or self.answer.evidence)


@dataclass(frozen=True, slots=True)
class NeedChange:
    """A need of both dates."""

    before: Need
    after: Need

    @property
    def closed(self) -> bool:
        """Whether it no longer waits."""
        return self.before.status in STILL_OPEN and self.after.status not in STILL_OPEN

    @property
    def reopened(self) -> bool:
        """Whether it waits again."""
        return self.before.status not in STILL_OPEN and self.after.status in STILL_OPEN

    @property
    def priorities(self) -> tuple[Interval, Interval]:
        """At each date. That it moved is a judgement: urgency and importance are nothing else."""
        return priority(self.before), priority(self.after)

    @property
    def shift(self) -> Shift:
        """How its priority moved."""
        return shift(*self.priorities)


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything told otherwise at the later date, in the order of its file."""

    first_described: tuple[Actor, ...]
    no_longer_described: tuple[Actor, ...]
    circles: tuple[CircleChange, ...]
    levels: tuple[LevelChange, ...]
    answers: tuple[AnswerChange, ...]
    new_needs: tuple[Need, ...]
    needs_gone: tuple[Need, ...]
    needs: tuple[NeedChange, ...]
    """Those whose status or priority differs."""


def changes(before: Territory, after: Territory, method: Method) -> Changes:
    """Compare two descriptions of a territory, by identifiers."""
    old, new = ({actor.id: actor for actor in told.actors} for told in (before, after))
    old_needs, new_needs = ({need.id: need for need in told.needs} for told in (before, after))
    ranks = {circle.id: circle.rank for circle in method.circles}
    stayed = [(old[actor.id], actor) for actor in after.actors if actor.id in old]
    needs = [NeedChange(old_needs[need.id], need) for need in after.needs if need.id in old_needs]
    return Changes(
        first_described=tuple(actor for actor in after.actors if actor.id not in old),
        no_longer_described=tuple(actor for actor in before.actors if actor.id not in new),
        circles=tuple(
            CircleChange(
                now, then.circle, now.circle, _closer(ranks.get(then.circle or ""), ranks.get(now.circle or ""))
            )
            for then, now in stayed
            if then.circle != now.circle
        ),
        levels=tuple(found for then, now in stayed for found in _levels(then, now, method)),
        answers=tuple(_answers(before, after, method)),
        new_needs=tuple(need for need in after.needs if need.id not in old_needs),
        needs_gone=tuple(need for need in before.needs if need.id not in new_needs),
        needs=tuple(each for each in needs if each.before.status != each.after.status or each.shift is not Shift.SAME),
    )


def _closer(before: float | None, after: float | None) -> bool | None:
    return None if before is None or after is None or before == after else after > before


def _levels(then: Actor, now: Actor, method: Method) -> list[LevelChange]:
    told = [
        LevelChange(now, function, actor_level(then, function.id), actor_level(now, function.id), then)
        for function in method.functions
    ]
    return [each for each in told if each.shift is not Shift.SAME]


def _answers(before: Territory, after: Territory, method: Method) -> list[AnswerChange]:
    told = [
        AnswerChange(
            criterion,
            level_of(name, before.grid),
            level_of(name, after.grid),
            after.grid.get(name),
            judged_otherwise(before, after, name),
        )
        for name, criterion in method.criteria.items()
    ]
    return [each for each in told if each.shift is not Shift.SAME]
