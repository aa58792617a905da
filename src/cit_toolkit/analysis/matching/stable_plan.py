"""The plan nobody would leave: pairs made from the best down, so that no two sides prefer each other.

Needs and offers rank each other by one number, what the pair is worth: the stable plan is then unique, and it is the
one that a person would make by going down the list.
"""

from dataclasses import dataclass

import numpy as np

from cit_toolkit.analysis.matching.assignment_problem import AssignmentProblem, Integers, Ledger


@dataclass(frozen=True, slots=True, eq=False)
class StablePlan:
    """The pairs made from the best down, and what they are worth."""

    chosen: Integers
    total: int


def stable_plan(problem: AssignmentProblem) -> StablePlan:
    """Pairs by value, local offers first among equals, then as names draw; the pairs to hold before all."""
    order = np.lexsort((problem.tie, ~problem.local, -problem.value))
    ledger = Ledger(problem).fill(np.concatenate((np.flatnonzero(problem.settled), order)))
    chosen = np.array(sorted(ledger.chosen), dtype=np.int64)
    return StablePlan(chosen, problem.total(chosen))


def preferring_pairs(problem: AssignmentProblem, chosen: Integers) -> Integers:
    """The pairs a plan leaves out though both sides would prefer them to what they have, the dearest first.

    A need prefers an offer to the worst it received, or to nothing; an offer, a need to the worst it serves.
    """
    most = np.iinfo(np.int64).max
    worst_need = np.full(len(problem.wanted), most, dtype=np.int64)
    worst_offer = np.full(len(problem.offer), most, dtype=np.int64)
    np.minimum.at(worst_need, problem.pair_need[chosen], problem.value[chosen])
    np.minimum.at(worst_offer, problem.pair_offer[chosen], problem.value[chosen])
    received = np.bincount(problem.pair_need[chosen], minlength=len(problem.wanted))
    worst_need = np.where(received < problem.wanted, -1, worst_need)
    out = np.ones(len(problem.value), dtype=np.bool_)
    out[chosen] = False
    preferred = out & (problem.value > worst_need[problem.pair_need])
    preferred &= (problem.value > worst_offer[problem.pair_offer]) & (worst_offer[problem.pair_offer] != most)
    found = np.flatnonzero(preferred)
    return found[np.lexsort((problem.tie[found], -problem.value[found]))]
