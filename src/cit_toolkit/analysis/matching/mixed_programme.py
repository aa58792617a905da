"""The best plan where capacities are days of unequal length, territories that count once, or euros: by branching.

Only pairs that may still matter are given to the solver (SCIP, in OR-tools): those that the prices do not rule out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cit_toolkit.analysis.matching.assignment_problem import UNBOUNDED, AssignmentProblem, Capacity, Integers

TIE_BITS = 20
"""Of the numbers drawn from names: what floating point still tells apart when thousands are added."""
STEPS = 50_000
"""Steps of one linear programme, at most: thousands of times as many as an easy one takes."""
MOST_TIED, EASY = 2_500, 10_000
"""Pairs among which ties are settled, and steps that the plan took to find, at most: beyond, it is the one the solver
comes to, the same every time."""


@dataclass(frozen=True, slots=True, eq=False)
class Branched:
    """A plan and what no plan can pass, by the solver's own account."""

    chosen: Integers
    bound: int
    proved: bool
    """Whether no other plan is better, or as good and to be preferred."""
    steps: int
    """Of linear programmes: how hard it was, the same on every machine."""


def best_by_branching(
    problem: AssignmentProblem, pairs: Integers, known: Integers, nodes: int, settle_ties: bool
) -> Branched | None:
    """The plan of greatest value among some pairs, the first services of an equitable one before; None without any.

    Of several, the one that serves most needs, then has most local offers, then that which the names draw, when ties
    are to be settled.
    """
    programme = _Programme(problem, pairs, nodes)
    programme.begin_with(known)
    if problem.equitable:
        served = programme.best(programme.first_services())
        if served is None or not served.proved:
            return served and Branched(served.chosen, 2**62, False, served.steps)
        programme.at_least(programme.first_services(), problem.territories_served(served.chosen))
    found = programme.best(zip(programme.pairs, problem.value[pairs].tolist(), strict=True))
    if found is None or not found.proved:
        return found
    if not settle_ties or len(pairs) > MOST_TIED or found.steps > EASY:
        return found
    programme.at_least(zip(programme.pairs, problem.value[pairs].tolist(), strict=True), problem.total(found.chosen))
    best = found.chosen
    most = int(problem.wanted.sum()) + 1
    for worth in (most + problem.local, problem.tie >> (40 - TIE_BITS)):
        weighed = list(zip(programme.pairs, worth[pairs].tolist(), strict=True))
        closer = programme.best(weighed)
        if closer is None or not closer.proved or problem.total(closer.chosen) != problem.total(best):
            return Branched(best, found.bound, False, found.steps)
        best = closer.chosen
        programme.at_least(weighed, int(worth[best].sum()))
    return Branched(best, found.bound, True, found.steps)


class _Programme:
    """A mixed-integer programme over some pairs: each is made or not."""

    def __init__(self, problem: AssignmentProblem, pairs: Integers, nodes: int) -> None:
        from ortools.linear_solver import pywraplp

        self._solver = pywraplp.Solver.CreateSolver("SCIP")
        # Numbers of branches and of steps, not a time, so that every machine gives the same plan.
        self._solver.SetSolverSpecificParametersAsString(
            f"limits/totalnodes = {nodes}\nlp/rootiterlim = {STEPS}\nlp/iterlim = {STEPS}\n"
        )
        self._exactly = pywraplp.MPSolverParameters()
        self._exactly.SetDoubleParam(self._exactly.RELATIVE_MIP_GAP, 0.0)
        self._problem, self._numbers = problem, pairs
        settled = problem.settled[pairs].tolist()
        self.pairs = [self._solver.IntVar(float(held), 1, "") for held in settled]
        self._services: list[object] = []
        self._sum_up_to(problem.pair_need, np.ones_like(problem.value), problem.wanted)
        self._bound(problem.pair_offer, problem.offer)
        self._bound(problem.pair_structure, problem.structure)
        self._sum_up_to(problem.pair_territory, problem.cost, problem.territory_budget)
        self._sum_up_to(problem.pair_need, problem.cost, problem.need_budget)

    def begin_with(self, known: Integers) -> None:
        """A plan already found: nothing worth less is looked at."""
        self._solver.SetHint(self.pairs, np.isin(self._numbers, known).astype(float).tolist())

    def first_services(self) -> Iterable[tuple[object, int]]:
        """One for each territory that receives something."""
        if not self._services:
            for _, own in _by_owner(self._problem.pair_territory[self._numbers]):
                service = self._solver.NumVar(0, 1, "")
                self._add([(service, -1), *((self.pairs[i], 1) for i in own)], low=0)
                self._services.append(service)
        return [(service, 1) for service in self._services]

    def best(self, worth: Iterable[tuple[object, int]]) -> Branched | None:
        """The plan of greatest worth."""
        objective = self._solver.Objective()
        objective.Clear()
        for variable, value in worth:
            objective.SetCoefficient(variable, value)
        objective.SetMaximization()
        status = self._solver.Solve(self._exactly)
        if status not in (self._solver.OPTIMAL, self._solver.FEASIBLE):
            return None
        made = np.array([variable.solution_value() > 0.5 for variable in self.pairs], dtype=np.bool_)
        bound = int(np.floor(objective.BestBound() + 1e-3))
        return Branched(self._numbers[made], bound, status == self._solver.OPTIMAL, self._solver.iterations())

    def at_least(self, worth: Iterable[tuple[object, int]], value: int) -> None:
        """Keep what was gained; half a point is less than any difference."""
        self._add(worth, low=value - 0.5)

    def _bound(self, owner: Integers, capacity: Capacity) -> None:
        """The territories of each owner, which count once however many pairs they receive, and its days."""
        self._sum_up_to(owner, self._problem.pair_days, capacity.days)
        territory = self._problem.pair_territory[self._numbers]
        for who, own in _by_owner(owner[self._numbers]):
            most = UNBOUNDED if who < 0 else int(capacity.territories[who])
            visits = list(_by_owner(territory[own]))
            if most != UNBOUNDED and most < len(visits):
                self._add([(self._visit([self.pairs[own[i]] for i in group]), 1) for _, group in visits], high=most)

    def _visit(self, pairs: list[object]) -> object:
        """1 as soon as one of these pairs is made."""
        if len(pairs) == 1:
            return pairs[0]
        # Whole, though it would be so by itself: deciding who visits whom first is what makes the search short.
        visit = self._solver.IntVar(0, 1, "")
        for pair in pairs:
            self._add([(pair, -1), (visit, 1)], low=0)
        return visit

    def _sum_up_to(self, owner: Integers, taken: Integers, available: Integers) -> None:
        taken = taken[self._numbers]
        for who, own in _by_owner(owner[self._numbers]):
            if who >= 0 and available[who] != UNBOUNDED and int(taken[own].sum()) > available[who]:
                self._add([(self.pairs[i], int(taken[i])) for i in own.tolist()], high=int(available[who]))

    def _add(self, terms: Iterable[tuple[object, int]], low: float | None = None, high: float | None = None) -> None:
        far = self._solver.infinity()
        row = self._solver.Constraint(-far if low is None else low, far if high is None else high)
        for variable, coefficient in terms:
            row.SetCoefficient(variable, coefficient)


def _by_owner(owner: Integers) -> Iterable[tuple[int, NDArray[np.int64]]]:
    """The positions of each owner's pairs."""
    order = np.argsort(owner, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(owner[order])) + 1):
        if len(group):
            yield int(owner[group[0]]), group
