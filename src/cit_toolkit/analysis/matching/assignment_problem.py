"""What is to be assigned: needs, offers, the pairs that may be made, and what must not be exceeded. All in integers."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]

UNBOUNDED = -1
"""A capacity or a budget that nobody bounds."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many different territories may be served and how many days given; UNBOUNDED for either."""

    territories: Integers
    days: Integers

    def __len__(self) -> int:
        return len(self.territories)


@dataclass(frozen=True, slots=True, eq=False)
class AssignmentProblem:
    """Who may be given what. Things are numbered from 0, in an order that does not depend on that of the files."""

    # One value a need
    wanted: Integers
    """Offers it may receive at most."""
    territory: Integers
    days: Integers
    """Days it takes of each offer, in units small enough to be whole; 0 when it is not known."""
    need_budget: Integers
    """What its offers may cost together, in cents."""

    # One value a territory
    territory_budget: Integers
    """What all the offers of its needs may cost together, in cents."""

    # One value an offer, then one a structure
    offer: Capacity
    structure_of: Integers
    """The structure whose joint capacity an offer draws on; −1 for none."""
    structure: Capacity

    # One value a pair
    pair_need: Integers
    pair_offer: Integers
    value: Integers
    """What making the pair is worth."""
    cost: Integers
    """What it costs, in cents; 0 when it is not known."""
    local: NDArray[np.bool_]
    """Whether the offer is a resource of the territory itself."""
    tie: Integers
    """A number drawn from the names of both: it decides between plans that nothing else tells apart."""
    settled: NDArray[np.bool_]
    """Pairs that the plan must hold."""

    day: int = 1
    """How many units of time make a day."""
    equitable: bool = False
    """Whether every territory is to be served once, as far as can be, before any is served twice."""

    @property
    def pair_territory(self) -> Integers:
        """The territory of each pair."""
        return self.territory[self.pair_need]

    @property
    def pair_structure(self) -> Integers:
        """The structure of each pair, −1 for none."""
        return self.structure_of[self.pair_offer]

    @property
    def pair_days(self) -> Integers:
        """The days each pair takes."""
        return self.days[self.pair_need]

    @property
    def budgeted(self) -> bool:
        """Whether costs may pass a budget: no flow can tell that."""
        dearest = np.zeros(len(self.wanted), dtype=np.int64)
        np.maximum.at(dearest, self.pair_need, self.cost)
        most = dearest * self.wanted
        together = np.zeros(len(self.territory_budget), dtype=np.int64)
        np.add.at(together, self.territory, most)
        return bool(_over(most, self.need_budget).any() or _over(together, self.territory_budget).any())

    def among(self, pairs: Integers) -> "AssignmentProblem":
        """The same problem with some of its pairs only, renumbered."""
        fields = ("pair_need", "pair_offer", "value", "cost", "local", "tie", "settled")
        return replace(self, **{field: getattr(self, field)[pairs] for field in fields})

    def with_offers(self, offer: Capacity) -> "AssignmentProblem":
        """The same problem, its offers having other capacities."""
        return replace(self, offer=offer)

    def holding(self, pair: int) -> "AssignmentProblem":
        """The same problem, one more pair having to be made."""
        settled = self.settled.copy()
        settled[pair] = True
        return replace(self, settled=settled)

    def total(self, chosen: Integers) -> int:
        """What a plan is worth."""
        return int(self.value[chosen].sum())

    def merit(self, chosen: Integers) -> tuple[int, int]:
        """What plans are compared by: the territories served when all are to be served once first, then the value."""
        return (self.territories_served(chosen) if self.equitable else 0, self.total(chosen))

    def territories_served(self, chosen: Integers) -> int:
        """How many territories receive something."""
        return len(np.unique(self.pair_territory[chosen]))


class Ledger:
    """What a plan made pair by pair has used of each capacity."""

    def __init__(self, problem: AssignmentProblem) -> None:
        self._problem = problem
        self._territory = problem.pair_territory.tolist()
        self._need, self._offer = problem.pair_need.tolist(), problem.pair_offer.tolist()
        self._structure, self._days = problem.pair_structure.tolist(), problem.pair_days.tolist()
        self._cost = problem.cost.tolist()
        self._wanted = problem.wanted.tolist()
        self._need_budget = _left(problem.need_budget)
        self._territory_budget = _left(problem.territory_budget)
        self._offers, self._structures = _Use(problem.offer), _Use(problem.structure)
        self.chosen: list[int] = []

    def hindrance(self, pair: int) -> str | None:
        """What keeps from making a pair beside the others: capacite, structure, budget; None when nothing does."""
        territory, structure, days = self._territory[pair], self._structure[pair], self._days[pair]
        if not self._offers.fits(self._offer[pair], territory, days):
            return "capacite"
        if structure >= 0 and not self._structures.fits(structure, territory, days):
            return "structure"
        afforded = min(self._need_budget[self._need[pair]], self._territory_budget[territory])
        return None if self._cost[pair] <= afforded else "budget"

    def missing(self, pair: int) -> tuple[int, int]:
        """The units of time, then the places, that the offer lacks for a pair."""
        return self._offers.missing(self._offer[pair], self._territory[pair], self._days[pair])

    def fits(self, pair: int) -> bool:
        """Whether a pair can still be made without exceeding anything."""
        return self._wanted[self._need[pair]] > 0 and self.hindrance(pair) is None

    def take(self, pair: int) -> None:
        """Make the pair."""
        territory, structure = self._territory[pair], self._structure[pair]
        self._wanted[self._need[pair]] -= 1
        self._need_budget[self._need[pair]] -= self._cost[pair]
        self._territory_budget[territory] -= self._cost[pair]
        self._offers.take(self._offer[pair], territory, self._days[pair])
        if structure >= 0:
            self._structures.take(structure, territory, self._days[pair])
        self.chosen.append(pair)

    def fill(self, pairs: Integers) -> "Ledger":
        """Make every pair that still fits, in the order given; a pair named twice, or made before, is made once."""
        made = set(self.chosen)
        for pair in dict.fromkeys(pairs.tolist()):
            if pair not in made and self.fits(pair):
                self.take(pair)
        return self


class _Use:
    """What is left of the capacities of offers, or of structures."""

    def __init__(self, capacity: Capacity) -> None:
        self._territories = _left(capacity.territories)
        self._days = _left(capacity.days)
        self._served: list[set[int]] = [set() for _ in range(len(capacity))]

    def fits(self, who: int, territory: int, days: int) -> bool:
        """Whether so many days can still be given in a territory."""
        return days <= self._days[who] and (territory in self._served[who] or self._territories[who] > 0)

    def missing(self, who: int, territory: int, days: int) -> tuple[int, int]:
        """The days, then the territories, that are wanting."""
        served = territory in self._served[who] or self._territories[who] > 0
        return int(max(0, days - self._days[who])), int(not served)

    def take(self, who: int, territory: int, days: int) -> None:
        """Give them."""
        self._days[who] -= days
        if territory not in self._served[who]:
            self._served[who].add(territory)
            self._territories[who] -= 1


def _over(amounts: Integers, budgets: Integers) -> NDArray[np.bool_]:
    over: NDArray[np.bool_] = (budgets != UNBOUNDED) & (amounts > budgets)
    return over


def _left(bounds: Integers) -> list[float]:
    return [float("inf") if bound == UNBOUNDED else bound for bound in bounds.tolist()]


def keeps_within(problem: AssignmentProblem, chosen: Integers) -> bool:
    """Whether a plan exceeds nothing, counted afresh: territories, days, euros, offers per need, pairs to hold."""
    ledger = Ledger(problem)
    every = np.unique(chosen)
    if len(every) != len(chosen) or not np.isin(np.flatnonzero(problem.settled), every).all():
        return False
    return len(ledger.fill(every).chosen) == len(every)
