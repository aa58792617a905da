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

LOOKS = ((1_500, 100), (4_000, 100), (8_000, 40), (16_000, 5))
"""Pairs left to the branching, and branches it explores, at most: each look finds a better plan, which rules out more
pairs for the next."""
ENOUGH = 60_000
"""Steps of the solver after which no larger look is taken: minutes instead of seconds."""


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
    steps: int = 0
    """Those the branching took: how hard the plan was to prove."""

    @property
    def proved(self) -> bool:
        """Whether no plan is worth more."""
        return self.total == self.bound


class SettledPairsError(Exception):
    """The pairs to hold exceed by themselves what is bounded. `pair` is the first that does not fit."""

    def __init__(self, pair: int) -> None:
        super().__init__(pair)
        self.pair = pair


def assign(problem: AssignmentProblem) -> Assignment:
    """The plan of greatest value. SettledPairsError when the pairs it must hold cannot all be made."""
    return _best(problem, settle_ties=True)


def best_total(problem: AssignmentProblem) -> int | None:
    """What that plan is worth, for one question more on a plan already made; None when it is not proved."""
    found = _best(problem, settle_ties=False)
    return found.total if found.proved else None


def _best(problem: AssignmentProblem, settle_ties: bool) -> Assignment:
    ledger = Ledger(problem)
    for pair in np.flatnonzero(problem.settled).tolist():
        if not ledger.fits(pair):
            raise SettledPairsError(pair)
        ledger.take(pair)
    counts = place_counts(problem)
    flow = flow_plan(problem, counts, settle_ties)
    if counts.exact or keeps_within(problem, flow.chosen):
        premium = first_service(problem) * problem.territories_served(flow.chosen)
        total = problem.total(flow.chosen)
        best = bound(problem, counts, flow.prices) - premium
        return Assignment(flow.chosen, total, best, Proof.PRICES, flow.prices if counts.exact else None)
    return _mixed(problem, flow.prices, settle_ties)


def _mixed(problem: AssignmentProblem, start: Prices, settle_ties: bool) -> Assignment:
    """Prices rule pairs out; branching among those that lose least finds a better plan, which rules out more."""
    priced = priced_plan(problem, start)
    chosen, best = priced.chosen, priced.bound
    steps = 0
    for most, nodes in LOOKS:
        mattering = _mattering(problem, priced, chosen)
        left = mattering[most:]
        pairs = _closest(problem, chosen, mattering[:most])
        found = best_by_branching(problem, pairs, chosen, nodes, settle_ties and not len(left))
        steps += found.steps if found else 0
        if found is None or not keeps_within(problem, found.chosen):
            continue
        if problem.merit(found.chosen) >= problem.merit(chosen):
            chosen = found.chosen
        # Among some pairs only, nothing is learnt of what the plans of most territories may be worth.
        if not (len(left) and problem.equitable):
            elsewhere = priced.bound - int(priced.losses[left[0]]) if len(left) else 0
            best = min(best, max(found.bound, elsewhere, problem.total(chosen)))
        if (found.proved and not len(left)) or steps > ENOUGH:
            break
    chosen = _local_first(problem, chosen)
    total = problem.total(chosen)
    all_served = not problem.equitable or problem.territories_served(chosen) == len(np.unique(problem.pair_territory))
    if total == priced.bound and all_served:
        return Assignment(chosen, total, total, Proof.PRICES, None, steps)
    return Assignment(chosen, total, best, Proof.BRANCHES if best <= total else Proof.NONE, None, steps)


def _mattering(problem: AssignmentProblem, priced: PricedPlan, chosen: Integers) -> Integers:
    """The pairs that a plan as good may hold, those that lose least first: any, when a plan of less value may serve
    more territories."""
    by_loss = np.argsort(priced.losses, kind="stable")
    if problem.equitable:
        return by_loss
    return by_loss[priced.losses[by_loss] <= priced.bound - problem.total(chosen)]


def _closest(problem: AssignmentProblem, chosen: Integers, some: Integers) -> Integers:
    """Some pairs, those of the plan already found, and those that it must hold."""
    return np.unique(np.concatenate((some, chosen, np.flatnonzero(problem.settled))))


def _local_first(problem: AssignmentProblem, chosen: Integers) -> Integers:
    """The same plan, local offers in the place of those of as much value that the same need was given."""
    worth = list(zip(problem.pair_need.tolist(), problem.value.tolist(), strict=True))
    given = {worth[pair]: pair for pair in chosen.tolist() if not problem.local[pair] and not problem.settled[pair]}
    kept = set(chosen.tolist())
    for pair in np.flatnonzero(problem.local).tolist():
        if pair in kept or worth[pair] not in given:
            continue
        swapped = np.array(sorted(kept - {given[worth[pair]]} | {pair}), dtype=np.int64)
        if keeps_within(problem, swapped):
            kept = set(swapped.tolist())
            del given[worth[pair]]
    return np.array(sorted(kept), dtype=np.int64)
