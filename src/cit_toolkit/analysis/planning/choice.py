"""The best choice of modules under a cap of hours: exact, and the same on every machine.

A small integer programme (OR-tools' CP-SAT by its light door), solved three times over: the most weight answered; at
equal weight the fewest minutes, then the fewest modules; at equal minutes the modules that come first in the method.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cit_toolkit.analysis.planning.candidates import Candidate
from cit_toolkit.analysis.planning.targets import Target
from cit_toolkit.problems import CitError

MOST_SECONDS = 60
"""A method of forty modules takes a tenth of a second: past this, the proof is given up, and the command says so."""
_SEARCHES = 8
_BLOCK = 45
"""Modules told apart at once by powers of two: larger ones would not be exact in the solver."""


def best_choice(candidates: Mapping[str, Candidate], targets: Sequence[Target], cap: int | None) -> frozenset[str]:
    """The modules that answer the most weight within `cap` minutes of each participant; None is no cap."""
    if not _answerable(candidates, targets):
        return frozenset()
    programme = _Programme(candidates, targets)
    if cap is not None:
        programme.at_most(programme.minutes, cap)
    programme.at_least(programme.weight, programme.maximise(programme.weight))
    cost = {name: minutes * (len(candidates) + 1) + 1 for name, minutes in programme.minutes.items()}
    programme.at_most(cost, -programme.maximise({name: -each for name, each in cost.items()}))
    names = list(candidates)
    for start in range(0, len(names), _BLOCK):
        block = names[start : start + _BLOCK]
        preference = {name: 1 << (len(block) - 1 - rank) for rank, name in enumerate(block)}
        programme.at_least(preference, programme.maximise(preference))
    return programme.chosen


def least_minutes(candidates: Mapping[str, Candidate], targets: Sequence[Target], weight: int) -> int | None:
    """The fewest minutes that answer at least this weight; None when no choice of modules does."""
    if sum(target.weight for target in _answerable(candidates, targets)) < weight:
        return None
    programme = _Programme(candidates, targets)
    programme.at_least(programme.weight, weight)
    return -programme.maximise({name: -minutes for name, minutes in programme.minutes.items()})


def _answerable(candidates: Mapping[str, Candidate], targets: Iterable[Target]) -> list[Target]:
    answered = {target for candidate in candidates.values() for target in candidate.answers}
    return [target for target in targets if target in answered]


class _Programme:
    """Modules taken or not, things answered or not, and what binds them."""

    def __init__(self, candidates: Mapping[str, Candidate], targets: Sequence[Target]) -> None:
        from ortools.linear_solver import pywraplp

        self._solved = pywraplp.Solver.OPTIMAL
        self._solver: Any = pywraplp.Solver.CreateSolver("SAT")
        # Searches of different kinds side by side: past 100 modules the first one alone is a hundred times slower.
        self._solver.SetNumThreads(_SEARCHES)
        self._solver.SetTimeLimit(MOST_SECONDS * 1000)
        self._taken: dict[Any, Any] = {name: self._solver.BoolVar("") for name in candidates}
        self._terms = dict(self._taken)
        self.minutes: dict[Any, int] = {name: candidate.minutes for name, candidate in candidates.items()}
        self.weight: dict[Any, int] = {}
        self.chosen: frozenset[str] = frozenset()
        for name, candidate in candidates.items():
            for before in candidate.prerequisites:
                self._solver.Add(self._taken[name] <= self._taken[before])
        for target in _answerable(candidates, targets):
            self._terms[target] = self._solver.BoolVar("")
            self.weight[target] = target.weight
            helpers = [self._taken[name] for name, candidate in candidates.items() if target in candidate.answers]
            self._solver.Add(self._terms[target] <= sum(helpers))

    def at_most(self, factors: Mapping[Any, int], most: int) -> None:
        """Bind a sum of terms from above."""
        self._solver.Add(self._sum(factors) <= most)

    def at_least(self, factors: Mapping[Any, int], least: int) -> None:
        """Bind a sum of terms from below."""
        self._solver.Add(self._sum(factors) >= least)

    def maximise(self, factors: Mapping[Any, int]) -> int:
        """The greatest value of a sum of terms, proved; CitError when it could not be."""
        self._solver.Maximize(self._sum(factors))
        if self._solver.Solve() != self._solved:
            raise CitError("plan-not-proved", seconds=MOST_SECONDS)
        values = {term: round(variable.solution_value()) for term, variable in self._terms.items()}
        self.chosen = frozenset(name for name in self._taken if values[name])
        # The next search starts from what this one found.
        self._solver.SetHint(list(self._terms.values()), list(values.values()))
        return sum(factor * values[term] for term, factor in factors.items())

    def _sum(self, factors: Mapping[Any, int]) -> Any:
        return self._solver.Sum([factor * self._terms[term] for term, factor in factors.items()])
