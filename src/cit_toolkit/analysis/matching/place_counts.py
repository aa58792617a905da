"""Capacities as numbers of places, the one kind a flow knows: exact where a place is a place, a bound where it is not.

An offer that serves four territories has four places when no territory may ask it twice; twelve days are four places
when every need that may receive it wishes three. Elsewhere the number is the most that could ever fit: the plan of the
flow is then worth at least the best one, and is the best one if it happens to keep within what is bounded.
"""

from dataclasses import dataclass

import numpy as np

from cit_toolkit.analysis.matching.assignment_problem import UNBOUNDED, AssignmentProblem, Capacity, Integers


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """Places of each offer and of each structure (UNBOUNDED for no bound), and whether they say it all."""

    offers: Integers
    structures: Integers
    exact: bool


def place_counts(problem: AssignmentProblem) -> PlaceCounts:
    """The places of a problem; budgets that bound several pairs together never say it all."""
    offers, offers_exact = _counts(problem, problem.pair_offer, problem.offer)
    structures, structures_exact = _counts(problem, problem.pair_structure, problem.structure)
    return PlaceCounts(offers, structures, offers_exact and structures_exact and not problem.budgeted)


def _counts(problem: AssignmentProblem, owner: Integers, capacity: Capacity) -> tuple[Integers, bool]:
    """`owner` is the offer, or the structure, of each pair."""
    counts = np.full(len(capacity), UNBOUNDED, dtype=np.int64)
    bounded = (capacity.territories != UNBOUNDED) | (capacity.days != UNBOUNDED)
    if not bounded.any():
        return counts, True
    pairs = np.flatnonzero((owner >= 0) & bounded[owner])
    order = pairs[np.argsort(owner[pairs], kind="stable")]
    ends = np.searchsorted(owner[order], np.arange(len(capacity) + 1))
    territories, days = problem.pair_territory[order], problem.pair_days[order]
    exact = True
    for who in np.flatnonzero(bounded).tolist():
        own = slice(ends[who], ends[who + 1])
        by_territory, territories_exact = _by_territories(territories[own], int(capacity.territories[who]))
        by_days, days_exact = _by_days(days[own], int(capacity.days[who]))
        counts[who] = min(by_territory, by_days)
        exact = exact and territories_exact and days_exact
    return counts, exact


def _by_territories(territories: Integers, most: int) -> tuple[int, bool]:
    """How many pairs fit in so many territories at most, and whether any pairs of that number do."""
    if most == UNBOUNDED or most >= len(territories):
        return len(territories), True
    _, sizes = np.unique(territories, return_counts=True)
    if most >= len(sizes):
        return len(territories), True
    return int(np.sort(sizes)[len(sizes) - most :].sum()), bool((sizes == 1).all())


def _by_days(days: Integers, most: int) -> tuple[int, bool]:
    """The same for days."""
    if most == UNBOUNDED or days.sum() <= most:
        return len(days), True
    shortest = np.sort(days)
    return int(np.searchsorted(np.cumsum(shortest), most, side="right")), bool(shortest[0] == shortest[-1])
