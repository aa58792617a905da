"""The best plan and its proof: a flow wherever a flow can tell it all, prices and branching elsewhere."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from cit_toolkit.analysis.matching.assignment_problem import (
    AssignmentProblem,
    Integers,
    Ledger,
    keeps_within,
)
from cit_toolkit.analysis.matching.certificate import Prices, bound, first_service
from cit_toolkit.analysis.matching.flow_plan import flow_plan
from cit_toolkit.analysis.matching.mixed_programme import best_by_branching
from cit_toolkit.analysis.matching.need_prices import PricedPlan, priced_plan
from cit_toolkit.analysis.matching.place_counts import place_counts

NODES = (1, 200)
"""Branches explored: at the first look, then at most."""
MOST_BRANCHED = 2_500
"""Pairs left to the branching at most: beyond, the bound tells how far the plan may be from the best."""


class Proof(StrEnum):
    """What shows that no plan is worth more."""

    PRICES = "prix"
    """Prices alone, computed apart from the solver: anybody can add them up."""
    BRANCHES = "arborescence"
    """Prices rule out most pairs; the solver tried the others."""
    NONE = "ecart"
    """The plan may not be the best one: the bound tells how far it is at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Assignment:
    """A plan, what it is worth, what no plan can pass, and why."""

    chosen: Integers
    total: int
    bound: int
    proof: Proof
    prices: Prices | None
    """What one more of each thing would bring; None where a place is not a place for the flow."""


class SettledPairsError(Exception):
    """The pairs to hold exceed by themselves what is bounded. `pair` is the first that does not fit."""

    def __init__(self, pair: int) -> None:
        super().__init__(pair)
        self.pair = pair


def assign(problem: AssignmentProblem) -> Assignment:
    """The plan of greatest value. SettledPairsError when the pairs it must hold cannot all be made."""
    ledger = Ledger(problem)
    for pair in np.flatnonzero(problem.settled).tolist():
        if not ledger.fits(pair):
            raise SettledPairsError(pair)
        ledger.take(pair)
    counts = place_counts(problem)
    flow = flow_plan(problem, counts)
    if counts.exact or keeps_within(problem, flow.chosen):
        premium = first_service(problem) * problem.territories_served(flow.chosen)
        total = problem.total(flow.chosen)
        best = bound(problem, counts, flow.prices) - premium
        return Assignment(flow.chosen, total, best, Proof.PRICES, flow.prices if counts.exact else None)
    return _mixed(problem, flow.prices)


def _mixed(problem: AssignmentProblem, start: Prices) -> Assignment:
    """Prices rule pairs out; a first look at what is left finds a better plan, which rules out more; then branching."""
    priced = priced_plan(problem, start)
    chosen, best = priced.chosen, priced.bound
    for nodes in NODES:
        pairs = _mattering(problem, priced, chosen)
        if len(pairs) > MOST_BRANCHED:
            break
        found = best_by_branching(problem, pairs, chosen, nodes)
        if found is not None and keeps_within(problem, found.chosen):
            if problem.merit(found.chosen) >= problem.merit(chosen):
                chosen = found.chosen
            best = min(best, max(found.bound, problem.total(chosen)))
            if found.proved:
                break
    total = problem.total(chosen)
    all_served = not problem.equitable or problem.territories_served(chosen) == len(np.unique(problem.pair_territory))
    if total == priced.bound and all_served:
        return Assignment(chosen, total, total, Proof.PRICES, None)
    return Assignment(chosen, total, best, Proof.BRANCHES if best <= total else Proof.NONE, None)


def _mattering(problem: AssignmentProblem, priced: PricedPlan, chosen: Integers) -> Integers:
    """The pairs that a plan as good may hold: any, when a plan of less value may serve more territories."""
    if problem.equitable:
        return np.arange(len(problem.value))
    may = priced.losses <= priced.bound - problem.total(chosen)
    may |= problem.settled
    may[chosen] = True
    return np.flatnonzero(may)
