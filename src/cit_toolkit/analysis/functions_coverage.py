"""Which functions of a cooperative the territory's actors already perform, and how firmly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cit_toolkit.model.actor import Actor
from cit_toolkit.model.field_types import FULL_LEVEL
from cit_toolkit.model.function_status import Status as Status
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.method import Function
from cit_toolkit.problems import Position

NOT_PERFORMED = Interval(0, 0)
PERFORMING = 2
"""Level from which an actor carries a function (2 partielle, 3 assurée)."""


RANKS = {status: rank for rank, status in enumerate(Status)}


@dataclass(frozen=True, slots=True)
class Holder:
    """An actor that performs a function, or may."""

    actor: Actor
    level: Interval
    position: Position | None

    @property
    def certain(self) -> bool:
        """Whether it surely carries the function."""
        return self.level.low >= PERFORMING


@dataclass(frozen=True, slots=True)
class FunctionCoverage:
    """One function: who holds it, and the statuses it certainly and possibly has."""

    function: Function
    holders: tuple[Holder, ...]
    certain: Status
    possible: Status

    @property
    def level(self) -> Interval:
        """The best level any actor reaches."""
        return Interval(
            max((holder.level.low for holder in self.holders), default=0),
            max((holder.level.high for holder in self.holders), default=0),
        )

    @property
    def settled(self) -> bool:
        """Whether no unknown can change its status."""
        return self.certain == self.possible

    @property
    def only_holder(self) -> Holder | None:
        """The actor it rests on, when it certainly rests on one."""
        if self.certain == self.possible == Status.FRAGILE:
            return next(holder for holder in self.holders if holder.certain)
        return None


@dataclass(frozen=True, slots=True)
class Coverage:
    """All the functions of the method, and the mean of their values; None when no actor is described."""

    functions: tuple[FunctionCoverage, ...]
    overall: Interval | None

    def with_status(self, status: Status) -> tuple[FunctionCoverage, ...]:
        """Functions that certainly have a status."""
        return tuple(f for f in self.functions if f.certain == f.possible == status)

    @property
    def unsettled(self) -> tuple[FunctionCoverage, ...]:
        """Functions whose status depends on what is unknown."""
        return tuple(f for f in self.functions if not f.settled)


def actor_level(actor: Actor, function: str) -> Interval:
    """Level of an actor for a function: not named is [0, 0]; no `fonctions` key at all is [0, 3]."""
    if actor.functions is None:
        return FULL_LEVEL
    return actor.functions.get(function, NOT_PERFORMED)


def status_of(levels: Iterable[float]) -> Status:
    """Two actors or more at 2 and above: partagée; one: fragile; else en germe if one is at 1; else absente."""
    carrying, germinating = 0, False
    for level in levels:
        carrying += level >= PERFORMING
        germinating = germinating or level >= 1
    return status_from_counts(carrying, germinating)


def status_from_counts(carrying: int, germinating: bool) -> Status:
    """The same, from how many actors carry the function, and whether some begin to."""
    if carrying >= 2:
        return Status.SHARED
    if carrying == 1:
        return Status.FRAGILE
    return Status.SEED if germinating else Status.ABSENT


def value_of(status: Status) -> Fraction:
    """Worth of a status in the coverage: 0, 1/3, 2/3, 1."""
    return Fraction(RANKS[status], 3)


def functions_coverage(actors: Sequence[Actor], functions: Sequence[Function]) -> Coverage:
    """Status of every function under the lowest and the highest levels, and their weighted mean (METHOD.md §2)."""
    covered = tuple(_function_coverage(function, actors) for function in functions)
    total = sum(Fraction(f.function.weight) for f in covered)
    if not actors or not total:
        return Coverage(covered, None)
    low = sum(Fraction(f.function.weight) * value_of(f.certain) for f in covered) / total
    high = sum(Fraction(f.function.weight) * value_of(f.possible) for f in covered) / total
    return Coverage(covered, Interval(float(low), float(high)))


def _function_coverage(function: Function, actors: Sequence[Actor]) -> FunctionCoverage:
    holders = tuple(
        Holder(actor, level, actor.position("fonctions", function.id))
        for actor in actors
        if (level := actor_level(actor, function.id)).high > 0
    )
    return FunctionCoverage(
        function,
        holders,
        status_of(holder.level.low for holder in holders),
        status_of(holder.level.high for holder in holders),
    )
