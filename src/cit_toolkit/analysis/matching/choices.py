"""Why a need receives what it does: the other offers it could have, what separates them, and the price of changing."""

from dataclasses import dataclass

import numpy as np

from cit_toolkit.analysis.matching.assignment import SettledPairsError, best_total
from cit_toolkit.analysis.matching.assignment_problem import Ledger
from cit_toolkit.analysis.matching.match import Match
from cit_toolkit.analysis.matching.score import Score


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The best offer of a need, when the plan gives it to others."""

    pair: int
    to: tuple[int, ...]
    """The needs it serves, by rank."""
    price: int | None
    """What the plan would lose by giving it here; None when the problem is too large to be solved again."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a need receives, and what else it could."""

    demand: int
    made: tuple[int, ...]
    """The pairs of the plan, the best first."""
    alternatives: tuple[int, ...]
    """The other pairs it could be part of, the best first."""
    elsewhere: Elsewhere | None


def choice_of(found: Match, demand: int) -> Choice:
    """One need in the plan."""
    ranked = found.possible_of.get(demand, ())
    kept = set(found.offers_of.get(demand, ()))
    made = tuple(pair for pair in ranked if pair in kept)
    others = tuple(pair for pair in ranked if pair not in kept)
    if not others or (made and ranked.index(made[-1]) < ranked.index(others[0])):
        return Choice(demand, made, others, None)
    best = others[0]
    served = found.needs_of.get(int(found.pairs.supply[best]), ())
    to = tuple(int(found.pairs.demand[pair]) for pair in served)
    return Choice(demand, made, others, Elsewhere(best, to, price_of_making(found, best)))


def price_of_making(found: Match, pair: int) -> int | None:
    """What the plan would lose if it had to hold a pair; None when it is not known."""
    if not found.may_be_asked_again:
        return None
    try:
        held = best_total(found.problem.holding(pair))
    except SettledPairsError:
        return None
    return None if held is None else found.plan.total - held


def separating(better: Score, other: Score) -> tuple[tuple[str, int], ...]:
    """What one score has more than another (or less), criterion by criterion, the widest first."""
    gaps = [
        (mine.criterion, mine.points - theirs.points)
        for mine, theirs in zip(better.parts, other.parts, strict=True)
        if mine.points != theirs.points
    ]
    return tuple(sorted(gaps, key=lambda gap: -abs(gap[1])))


def free_places(found: Match) -> frozenset[int]:
    """The pairs left out whose offer could still serve them."""
    ledger = Ledger(found.problem).fill(found.made)
    made = np.zeros(len(found.pairs), dtype=np.bool_)
    made[found.made] = True
    return frozenset(pair for pair in np.flatnonzero(~made).tolist() if ledger.hindrance(pair) in (None, "budget"))
