"""What a support plan should answer: what is surely lacking, and how much each thing weighs (METHOD.md §4).

What is unknown is a question to ask first, not a lack: it weighs nothing, and is kept apart.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import prod

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.analysis.functions_coverage import FunctionCoverage, Status, value_of
from cit_toolkit.analysis.needs import RankedNeed
from cit_toolkit.model.method import Module
from cit_toolkit.model.need import Need
from cit_toolkit.problems import Position

POINT = 100
"""Points are counted in hundredths: whole numbers, so that two sums made in another order are equal."""


class TargetKind(StrEnum):
    """The three sorts of things a plan answers."""

    CRITERION = "critere"
    FUNCTION = "fonction"
    NEED = "besoin"


@dataclass(frozen=True, slots=True)
class Target:
    """Something a module may answer."""

    kind: TargetKind
    id: str
    weight: int
    """In hundredths of a point; 0 for what is not known to be lacking."""
    position: Position | None = None
    factors: tuple[Fraction, ...] = ()
    """What its kind weighs, what it weighs itself, how much of it is lacking: multiplied, they make its weight."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What a plan is made for."""

    sure: tuple[Target, ...]
    """Surely lacking: criteria to do, then functions, then needs, each in the order of the diagnosis."""
    unknown: tuple[Target, ...]
    """Perhaps lacking: asking comes before working on it."""
    answered_here: tuple[RankedNeed, ...]
    """Open needs that a resource of the territory answers: no plan is needed for them."""

    @property
    def weight(self) -> int:
        """Of everything that is surely lacking."""
        return sum(target.weight for target in self.sure)


def targets_of(diagnosis: Diagnosis) -> Targets:
    """What the diagnosis says is lacking, weighed by the method."""
    found = [*_criteria(diagnosis), *_functions(diagnosis), *_needs(diagnosis)]
    return Targets(
        tuple(target for target in found if target.weight > 0),
        (*_criteria_to_verify(diagnosis), *(target for target in found if target.weight == 0)),
        tuple(ranked for ranked in diagnosis.needs if ranked.still_open and ranked.covered_locally),
    )


def _target(
    kind: TargetKind, name: str, family: Decimal, own: Decimal, share: Fraction, place: Position | None
) -> Target:
    factors = (Fraction(family), Fraction(own), share)
    return Target(kind, name, round(prod(factors) * POINT), place, factors)


def _criteria(diagnosis: Diagnosis) -> Iterator[Target]:
    """A criterion of the next stage that no answer can meet: the stage waits for it, whatever is missing."""
    for gate in diagnosis.stage.to_do if diagnosis.stage else ():
        if criterion := diagnosis.method.criteria.get(gate.name):
            family = diagnosis.method.planning.weights.criteria
            place = diagnosis.territory.position("grille", gate.name) if gate.name in diagnosis.territory.grid else None
            yield _target(TargetKind.CRITERION, gate.name, family, criterion.weight, Fraction(1), place)


def _criteria_to_verify(diagnosis: Diagnosis) -> Iterator[Target]:
    for gate in diagnosis.stage.to_verify if diagnosis.stage else ():
        if gate.name in diagnosis.method.criteria:
            yield Target(TargetKind.CRITERION, gate.name, 0)


def _functions(diagnosis: Diagnosis) -> Iterator[Target]:
    """What a function surely lacks to be held by two actors; with no actor described, nothing is known of any."""
    described = bool(diagnosis.territory.actors)
    for covered in diagnosis.coverage.functions:
        if covered.certain == covered.possible == Status.SHARED:
            continue
        lacking = 1 - value_of(covered.possible) if described else Fraction(0)
        family, function = diagnosis.method.planning.weights.functions, covered.function
        yield _target(TargetKind.FUNCTION, function.id, family, function.weight, lacking, _first_place(covered))


def _first_place(covered: FunctionCoverage) -> Position | None:
    return next((holder.position for holder in covered.holders if holder.position), None)


def _needs(diagnosis: Diagnosis) -> Iterator[Target]:
    """An open need is there for certain; how urgent it is may be unknown: the middle of its priority."""
    for ranked in diagnosis.needs:
        if ranked.still_open and ranked.covered_locally is not True:
            priority = Fraction(round(12 * ranked.priority.middle), 12)
            family, need = diagnosis.method.planning.weights.needs, ranked.need
            yield _target(TargetKind.NEED, need.id, family, Decimal(1), priority, need.position())


def answered_by(module: Module, targets: Iterable[Target], needs: Iterable[Need]) -> tuple[Target, ...]:
    """What a module answers among some targets."""
    if module.answers is None:
        return ()
    met = {
        TargetKind.CRITERION: set(module.answers.criteria),
        TargetKind.FUNCTION: set(module.answers.functions),
        TargetKind.NEED: {need.id for need in needs if _helps(module, need)},
    }
    return tuple(target for target in targets if target.id in met[target.kind])


def _helps(module: Module, need: Need) -> bool:
    """At least one function or theme in common, and nothing that both describe keeps them apart."""
    answers = module.answers
    if answers is None:
        return False
    subject = (_meet(need.functions, answers.functions), _meet(need.themes, answers.themes))
    return True in subject and False not in (*subject, _meet(need.natures, answers.natures))


def _meet(wanted: Collection[object], given: Collection[object]) -> bool | None:
    """Whether they have one in common; None when either says nothing."""
    return None if not wanted or not given else not set(wanted).isdisjoint(given)
