"""A bound for what no flow can tell: days of unequal length, territories that count once, euros.

Needs, structures and budgets are given a price; each offer then chooses what is best for it once these are paid, within
its own territories and days (offer_choice.py, exact). Whatever the prices are, no plan is worth more than these choices
and what the prices bring together: prices are moved until that bound comes down no more. What the offers would choose,
put in order, makes good plans on the way.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cit_toolkit.analysis.matching.assignment_problem import UNBOUNDED, AssignmentProblem, Capacity, Integers, Ledger
from cit_toolkit.analysis.matching.certificate import Prices
from cit_toolkit.analysis.matching.offer_choice import Flags, Visits, Wishes, best_choices, territories_worth_most

SCALE = 1024
"""Prices are whole numbers of 1/1024 point: the bound is exact, and a cent may cost less than a point."""
MOST_ROUNDS = 160
EVERY = 4
"""Rounds between two plans made of what the offers would choose."""
MOST_PACKED = 500_000
"""Choices tried again for the pairs they leave out, at most: beyond, these pairs are not ruled out."""
PATIENCE = 6
"""Rounds without a better bound before prices move by smaller steps."""


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """Something bounded that several offers draw on: what each pair takes of it, and how much there is."""

    owner: Integers
    """Of each pair; −1 when it takes none."""
    taken: Integers
    available: Integers

    def cost(self, prices: Integers) -> Integers:
        """What each pair pays."""
        return np.append(prices, 0)[self.owner] * self.taken

    def worth(self, prices: Integers) -> int:
        """What all there is of it brings."""
        return int((self.available * prices).sum())

    def left(self, chosen: Integers, prices: Integers) -> Integers:
        """What some pairs leave; negative when they take too much."""
        used = np.zeros(len(self.available), dtype=np.int64)
        own = chosen[self.owner[chosen] >= 0]
        np.add.at(used, self.owner[own], self.taken[own])
        return self.available - used


@dataclass(frozen=True, slots=True, eq=False)
class JointVisits:
    """The territories that structures may visit with all their offers together: each pair pays its structure for coming
    to its territory, and the structure goes where it is paid most."""

    pairs: Integers
    """Those of structures that cannot go everywhere; the price of each is its own."""
    structure: Integers
    territory: Integers
    most: Integers
    """Of each structure."""
    all_pairs: int

    @property
    def available(self) -> Integers:
        """One coming a pair at most."""
        return np.ones(len(self.pairs), dtype=np.int64)

    taken = available

    def cost(self, prices: Integers) -> Integers:
        """What each pair pays."""
        cost = np.zeros(self.all_pairs, dtype=np.int64)
        cost[self.pairs] = prices
        return cost

    def worth(self, prices: Integers) -> int:
        """What the best visits bring."""
        visits = self._visits(prices)
        return int(visits.worth[visits.kept].sum())

    def left(self, chosen: Integers, prices: Integers) -> Integers:
        """Of each pair: 1 when its structure comes for nobody, −1 when it is made and its structure does not come."""
        visits = self._visits(prices)
        return visits.kept[visits.of].astype(np.int64) - np.isin(self.pairs, chosen)

    def _visits(self, prices: Integers) -> Visits:
        return territories_worth_most(self.structure, self.territory, prices, self.most)


@dataclass(frozen=True, slots=True, eq=False)
class PricedPlan:
    """The best plan met, the bound, and how many points under the bound any plan with a given pair stays at least."""

    chosen: Integers
    bound: int
    losses: Integers


def shared_limits(problem: AssignmentProblem) -> tuple[Shared | JointVisits, ...]:
    """Everything that is bounded over several offers."""
    one = np.ones(len(problem.value), dtype=np.int64)
    structure = problem.pair_structure
    limits = [
        Shared(problem.pair_need, one, problem.wanted),
        _bounded(structure, problem.pair_days, problem.structure.days),
        _bounded(problem.pair_territory, problem.cost, problem.territory_budget),
        _bounded(problem.pair_need, problem.cost, problem.need_budget),
    ]
    most = problem.structure.territories
    pairs = np.flatnonzero((structure >= 0) & (np.append(most, UNBOUNDED)[structure] != UNBOUNDED))
    visits = JointVisits(pairs, structure[pairs], problem.pair_territory[pairs], most, len(one))
    return (*(limit for limit in limits if (limit.owner >= 0).any()), *([visits] if len(pairs) else ()))


def _bounded(owner: Integers, taken: Integers, available: Integers) -> Shared:
    """The owners that nobody bounds bound nothing."""
    bounded = np.append(available != UNBOUNDED, False)
    return Shared(np.where(bounded[owner] & (owner >= 0), owner, -1), taken, np.maximum(available, 0))


def priced_plan(problem: AssignmentProblem, start: Prices) -> PricedPlan:
    """Move the prices for a set number of rounds, from those of a flow: the same on every machine."""
    limits = shared_limits(problem)
    offers = _Offers(problem)
    prices = [np.zeros(len(limit.available), dtype=np.int64) for limit in limits]
    prices[0] = start.need * SCALE
    by_value = np.argsort(-problem.value, kind="stable")
    plan = _kept(problem, by_value)
    lowest, gains = 2**62, problem.value * SCALE
    stride, waited = 1.0, 0
    for turn in range(MOST_ROUNDS):
        offered = problem.value * SCALE - sum(limit.cost(price) for limit, price in zip(limits, prices, strict=True))
        worth, chosen = offers.choose(offered)
        reached = worth + sum(limit.worth(price) for limit, price in zip(limits, prices, strict=True))
        wanted = np.flatnonzero(chosen)
        if turn % EVERY == 0:
            found = _kept(
                problem, np.concatenate((wanted[np.argsort(-problem.value[wanted], kind="stable")], by_value))
            )
            if problem.merit(found) > problem.merit(plan):
                plan = found
        waited = 0 if reached < lowest else waited + 1
        if reached < lowest:
            lowest, gains = reached, offered
        if lowest // SCALE <= problem.total(plan):
            break
        if waited >= PATIENCE:
            stride, waited = stride * 0.6, 0
        prices = _moved(limits, prices, wanted, stride * (reached - problem.total(plan) * SCALE))
    return PricedPlan(plan, lowest // SCALE, offers.losses(gains) // SCALE)


def _moved(
    limits: Sequence[Shared | JointVisits], prices: Sequence[Integers], chosen: Integers, length: float
) -> list[Integers]:
    """Prices lowered where something is left, raised where too much is taken; never under 0."""
    lefts = [limit.left(chosen, price) for limit, price in zip(limits, prices, strict=True)]
    slopes = [np.where((price == 0) & (left > 0), 0, left) for price, left in zip(prices, lefts, strict=True)]
    # A price a cent and a price a need are not of one size: each is measured by what a pair takes of it.
    sizes = [max(1.0, float(np.abs(limit.taken).mean())) for limit in limits]
    steep = sum(float(((slope / size) ** 2).sum()) for slope, size in zip(slopes, sizes, strict=True))
    if not steep:
        return list(prices)
    return [
        np.maximum(0, price - np.rint(length / steep * slope / size**2).astype(np.int64))
        for price, slope, size in zip(prices, slopes, sizes, strict=True)
    ]


def _kept(problem: AssignmentProblem, order: Integers) -> Integers:
    """The plan made of the pairs that it must hold, then of all that still fit, in order; of an equitable one, the
    first that fits in each territory comes before."""
    ledger = Ledger(problem).fill(np.flatnonzero(problem.settled))
    if problem.equitable:
        territory = problem.pair_territory
        served = set(territory[ledger.chosen].tolist())
        for pair in order.tolist():
            if int(territory[pair]) not in served and ledger.fits(pair):
                ledger.take(pair)
                served.add(int(territory[pair]))
    ledger.fill(order)
    return np.array(sorted(ledger.chosen), dtype=np.int64)


class _Offers:
    """The pairs of each offer, and its capacity."""

    def __init__(self, problem: AssignmentProblem) -> None:
        self._problem = problem
        self._order = np.argsort(problem.pair_offer, kind="stable")
        self._offer = problem.pair_offer[self._order]
        self._territory, self._days = problem.pair_territory[self._order], problem.pair_days[self._order]
        self._settled = problem.settled[self._order]
        self._held = 1 + int(problem.value.sum()) * SCALE
        """What must be made is worth more than all the rest: every choice holds it."""

    def choose(self, gains: Integers) -> tuple[int, Flags]:
        """What the choices of all the offers are worth together at these gains, and the pairs chosen."""
        ours = gains[self._order] + np.where(self._settled, self._held, 0)
        gaining = np.flatnonzero(ours > 0)
        worth, kept = best_choices(self._wishes(gaining, self._offer[gaining], ours[gaining], self._problem.offer))
        chosen = np.zeros(len(gains), dtype=np.bool_)
        chosen[self._order[gaining[kept]]] = True
        return int(worth.sum()) - self._held * int(self._settled.sum()), chosen

    def losses(self, gains: Integers) -> Integers:
        """How much less the choices would be worth, at least, if a pair had to be among them."""
        ours = gains[self._order] + np.where(self._settled, self._held, 0)
        own = self._problem.offer
        positive = np.maximum(ours, 0)
        visits = territories_worth_most(self._offer, self._territory, positive, own.territories)
        instead = np.where(visits.kept, 0, visits.least[visits.offer] - visits.worth)
        days = np.bincount(
            self._offer, weights=self._days * (positive > 0) * visits.kept[visits.of], minlength=len(own)
        )
        short = (own.days != UNBOUNDED) & (days > own.days)
        losses = np.maximum(0, -ours) + np.where(short[self._offer], 0, instead[visits.of])
        self._pack(ours, np.flatnonzero((ours > 0) & short[self._offer]), losses)
        back = np.empty_like(losses)
        back[self._order] = losses
        return back

    def _pack(self, ours: Integers, gaining: Integers, losses: Integers) -> None:
        """The losses of offers whose days are short: one choice a pair left out, the same offer with that pair worth
        more than all the rest."""
        offer, own = self._offer[gaining], self._problem.offer
        free, kept = best_choices(self._wishes(gaining, offer, ours[gaining], own))
        forced = gaining[~kept]
        begins = np.searchsorted(offer, self._offer[forced])
        sizes = np.searchsorted(offer, self._offer[forced], side="right") - begins
        if sizes.sum() > MOST_PACKED:
            return
        copy = np.repeat(np.arange(len(forced)), sizes)
        item = gaining[np.arange(len(copy)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(begins, sizes)]
        raised = ours[item] + np.where(item == forced[copy], 4 * self._held, 0)
        most = Capacity(own.territories[self._offer[forced]], own.days[self._offer[forced]])
        worth, _ = best_choices(self._wishes(item, copy, raised, most))
        losses[forced] = free[self._offer[forced]] + 4 * self._held - worth

    def _wishes(self, items: Integers, owner: Integers, gains: Integers, most: Capacity) -> Wishes:
        return Wishes(owner, gains, self._territory[items], self._days[items], most.territories, most.days)
