"""What becomes of each offer: whom it serves, what is left, who waits for it, what one more place would bring."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import numpy as np

from cit_toolkit.analysis.eligibility import Verdict, over_verdict
from cit_toolkit.analysis.matching.assignment import best_total
from cit_toolkit.analysis.matching.assignment_problem import UNBOUNDED, AssignmentProblem, Capacity, Ledger
from cit_toolkit.analysis.matching.match import Match


class State(StrEnum):
    """What an offer is in the plan."""

    OVER = "terminee"
    """It ended before the day of the plan."""
    IDLE = "sans-besoin"
    """No need could use it."""
    FULL = "complete"
    """More is asked of it than it can give."""
    USED = "employee"
    FREE = "libre"


@dataclass(frozen=True, slots=True)
class Load:
    """One offer in the plan. Bounds are None where nobody bounds."""

    supply: int
    pairs: tuple[int, ...]
    """The pairs made with it."""
    territories: int
    """Different territories served."""
    most_territories: int | None
    days: Decimal
    """Days given, those of needs that do not say being left out."""
    most_days: Decimal | None
    possible: int
    """Needs that it could serve."""
    first_choices: int
    """Needs of which it is the best offer."""
    waiting: tuple[int, ...]
    """Needs left without an offer that it could serve, were something of it left."""
    over: bool
    """Whether it ended before the day of the plan."""
    one_more: int | None
    """What one more place would bring to the plan; None when it is not known."""

    @property
    def state(self) -> State:
        """What it is in the plan."""
        if self.over:
            return State.OVER
        if not self.possible:
            return State.IDLE
        return State.FULL if self.overloaded else State.USED if self.pairs else State.FREE

    @property
    def overloaded(self) -> bool:
        """Whether more is asked of it than it can give."""
        return bool(self.waiting) or bool(self.one_more)


def loads(found: Match) -> tuple[Load, ...]:
    """Every offer, by id."""
    problem, pairs = found.problem, found.pairs
    count = len(found.supplies)
    possible = np.bincount(pairs.supply, minlength=count)
    first = np.zeros(count, dtype=np.int64)
    for best in found.possible_of.values():
        first[pairs.supply[best[0]]] += 1
    waiting: dict[int, list[int]] = {}
    for demand in found.orphans:
        for pair in found.possible_of.get(demand, ()):
            waiting.setdefault(int(pairs.supply[pair]), []).append(demand)
    worth = _one_more(found, possible)
    told = []
    for rank, supply in enumerate(found.supplies):
        made = found.needs_of.get(rank, ())
        days = int(problem.pair_days[list(made)].sum()) if made else 0
        told.append(
            Load(
                rank,
                made,
                len({int(problem.territory[pairs.demand[pair]]) for pair in made}),
                _bound(int(problem.offer.territories[rank])),
                Decimal(days) / problem.day,
                _days(int(problem.offer.days[rank]), problem.day),
                int(possible[rank]),
                int(first[rank]),
                tuple(waiting.get(rank, ())),
                over_verdict(supply.offer.availability, found.today) is Verdict.NO,
                worth.get(rank),
            )
        )
    return tuple(told)


def _bound(value: int) -> int | None:
    return None if value == UNBOUNDED else value


def _days(value: int, day: int) -> Decimal | None:
    return None if value == UNBOUNDED else Decimal(value) / day


def _one_more(found: Match, possible: np.ndarray) -> dict[int, int]:
    """By offer: from the prices that prove the plan, or by solving once more with one more place. A plan that serves
    territories before all has no such price."""
    if found.options.equitable:
        return {}
    bounded = (found.problem.offer.territories != UNBOUNDED) | (found.problem.offer.days != UNBOUNDED)
    asked = np.flatnonzero(bounded & (possible > 0)).tolist()
    if found.plan.prices is not None and (found.problem.structure_of < 0).all():
        return {rank: int(found.plan.prices.offer[rank]) for rank in asked}
    if not found.may_be_asked_again:
        return {}
    full = _full(found, asked)
    worth = {rank: _with_one_more(found.problem, rank) if rank in full else found.plan.total for rank in asked}
    return {rank: total - found.plan.total for rank, total in worth.items() if total is not None}


def _full(found: Match, asked: Iterable[int]) -> set[int]:
    """The offers of which some need that would have them gets nothing more."""
    ledger = Ledger(found.problem).fill(found.made)
    kept = set(found.made.tolist())
    short = {
        int(found.pairs.supply[pair])
        for pair in range(len(found.pairs))
        if pair not in kept and ledger.hindrance(pair) == "capacite"
    }
    return short & set(asked)


def _with_one_more(problem: AssignmentProblem, offer: int) -> int | None:
    """What the plan is worth when an offer serves one more territory, for as many days as its longest need."""
    own = problem.pair_offer == offer
    territories, days = problem.offer.territories.copy(), problem.offer.days.copy()
    if territories[offer] != UNBOUNDED:
        territories[offer] += 1
    if days[offer] != UNBOUNDED:
        days[offer] += int(problem.pair_days[own].max())
    return best_total(problem.with_offers(Capacity(territories, days)))
