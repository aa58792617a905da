"""The proof that no plan is worth more: a bound computed from prices alone, whoever found the plan and the prices.

Give each need a price, each place of an offer and of a structure a price, each territory a premium. Whatever these
numbers are, no plan passes the bound below: what a pair is worth beyond the prices of its two ends is counted in full,
and the ends are counted for as many times as they may serve. A plan that is worth as much as the bound is therefore a
best one: that is what «total = borne» tells, and it can be checked with a pencil.
"""

from dataclasses import dataclass

import numpy as np

from cit_toolkit.analysis.matching.assignment_problem import UNBOUNDED, AssignmentProblem, Integers
from cit_toolkit.analysis.matching.place_counts import PlaceCounts


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """What one more of each thing would be worth to the plan."""

    need: Integers
    """One more offer for a need."""
    offer: Integers
    """One more place of an offer."""
    structure: Integers
    territory: Integers
    """Premium of a territory, on every service, for the sake of its first one; 0 when no plan is to be equitable."""


def first_service(problem: AssignmentProblem) -> int:
    """What serving one more territory is worth: more than any plan, when every territory comes before any total."""
    if not problem.equitable or not len(problem.value):
        return 0
    dearest = np.zeros(len(problem.wanted), dtype=np.int64)
    np.maximum.at(dearest, problem.pair_need, problem.value)
    return 1 + int((dearest * problem.wanted).sum())


def bound(problem: AssignmentProblem, counts: PlaceCounts, prices: Prices) -> int:
    """What no plan that keeps within the counts can pass, first services included."""
    beyond = (
        problem.value
        + prices.territory[problem.pair_territory]
        - prices.need[problem.pair_need]
        - prices.offer[problem.pair_offer]
        - np.append(prices.structure, 0)[problem.pair_structure]
    )
    held = problem.settled
    premium = first_service(problem)
    return int(
        (problem.wanted * prices.need).sum()
        + _of_places(counts.offers, prices.offer)
        + _of_places(counts.structures, prices.structure)
        + np.maximum(beyond[~held], 0).sum()
        + beyond[held].sum()
        + sum(max(0, premium - price) for price in prices.territory[_asking(problem)].tolist())
    )


def _of_places(counts: Integers, prices: Integers) -> int:
    bounded = counts != UNBOUNDED
    if prices[~bounded].any():
        raise ValueError("a place that nobody bounds has no price")
    return int((counts[bounded] * prices[bounded]).sum())


def _asking(problem: AssignmentProblem) -> Integers:
    """The territories that some offer may serve."""
    return np.unique(problem.pair_territory) if problem.equitable else np.empty(0, dtype=np.int64)
