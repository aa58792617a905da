"""From needs, offers and judged pairs to the problem in integers that is solved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from hashlib import blake2b
from math import lcm

import numpy as np

from cit_toolkit.analysis.eligibility import cost_of
from cit_toolkit.analysis.matching.assignment_problem import UNBOUNDED, AssignmentProblem, Capacity, Integers
from cit_toolkit.analysis.matching.pair_tables import Judged
from cit_toolkit.analysis.matching.parties import Demand, JointCapacity, Supply
from cit_toolkit.model.need import Need
from cit_toolkit.model.offer import Capacity as Described
from cit_toolkit.model.text import fold

INERTIA = 20
"""A pair already agreed is worth one part in so many more: enough not to break it for nothing."""
TIE_BITS = 40
MOST_URGENT = 12
"""What a point of score is worth for a need of the highest priority; half of it at half the priority."""


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """What is asked of the plan. Pairs are (territory, need, offer)."""

    per_need: int = 1
    equitable: bool = False
    settled: frozenset[tuple[str, str, str]] = frozenset()
    forbidden: frozenset[tuple[str, str, str]] = frozenset()
    already: frozenset[tuple[str, str, str]] = frozenset()


def urgency_weight(need: Need) -> int:
    """What a point of score is worth for a need: twelve times its priority, an unknown urgency or importance counting
    for the middle of what it may be. (urgency + importance) × 2, from 0 to 12."""
    return sum(3 if score is None else 2 * score for score in (need.urgency, need.importance))


def problem_of(
    demands: Sequence[Demand],
    supplies: Sequence[Supply],
    joint: Sequence[JointCapacity],
    judged: Judged,
    options: PlanOptions,
) -> AssignmentProblem:
    """The problem whose pairs are those judged, in their order."""
    places = list(dict.fromkeys(demand.place.id for demand in demands))
    budgets = {demand.place.id: demand.place.budget for demand in demands}
    rank = {place: i for i, place in enumerate(places)}
    structures = {fold(each.structure): i for i, each in enumerate(joint)}
    day = _day_unit(demands, supplies, joint)
    weight = np.array([urgency_weight(demand.need) for demand in demands], dtype=np.int64)
    value = weight[judged.demand] * judged.points
    settled, costs = _named(demands, supplies, judged, options.settled), _costs(demands, supplies, judged)
    agreed = _named(demands, supplies, judged, options.already)
    local = np.array([supply.local is not None for supply in supplies], dtype=np.bool_)
    return AssignmentProblem(
        wanted=np.full(len(demands), options.per_need, dtype=np.int64),
        territory=np.array([rank[demand.place.id] for demand in demands], dtype=np.int64),
        days=np.array([int((demand.need.days or 0) * day) for demand in demands], dtype=np.int64),
        need_budget=_raised(_cents([demand.need.budget for demand in demands]), judged.demand, costs, settled),
        territory_budget=_cents([budgets[place] for place in places]),
        offer=_capacities([supply.offer.capacity for supply in supplies], day),
        structure_of=np.array(
            [-1 if s.local or not s.structure else structures.get(fold(s.structure), -1) for s in supplies],
            dtype=np.int64,
        ),
        structure=_capacities([each.capacity for each in joint], day),
        pair_need=judged.demand,
        pair_offer=judged.supply,
        value=value + np.where(agreed, value // INERTIA, 0),
        cost=costs,
        local=local[judged.supply],
        tie=_draws(demands, supplies, judged),
        settled=settled,
        day=day,
        equitable=options.equitable,
    )


def _named(
    demands: Sequence[Demand], supplies: Sequence[Supply], judged: Judged, pairs: Iterable[tuple[str, str, str]]
) -> np.ndarray:
    """Which of the pairs judged are named."""
    needs = {demand.key: i for i, demand in enumerate(demands)}
    offers = {supply.id: j for j, supply in enumerate(supplies)}
    width = len(supplies) + 1
    wanted = [needs[pair[:2]] * width + offers[pair[2]] for pair in pairs if pair[:2] in needs and pair[2] in offers]
    return np.isin(judged.demand * width + judged.supply, np.array(wanted, dtype=np.int64))


def _day_unit(demands: Sequence[Demand], supplies: Sequence[Supply], joint: Sequence[JointCapacity]) -> int:
    """How many units make a day for every length of time to be whole."""
    capacities = [*(s.offer.capacity for s in supplies), *(each.capacity for each in joint)]
    lengths = {d.need.days for d in demands} | {capacity.days for capacity in capacities if capacity}
    return lcm(*(Fraction(length).denominator for length in lengths if length is not None))


def _capacities(described: Iterable[Described | None], day: int) -> Capacity:
    listed = list(described)
    return Capacity(
        np.array([UNBOUNDED if c is None or c.territories is None else c.territories for c in listed], dtype=np.int64),
        np.array([UNBOUNDED if c is None or c.days is None else int(c.days * day) for c in listed], dtype=np.int64),
    )


def _cents(amounts: Iterable[Decimal | None]) -> Integers:
    return np.array([UNBOUNDED if amount is None else int(amount * 100) for amount in amounts], dtype=np.int64)


def _raised(budgets: Integers, need: Integers, costs: Integers, settled: np.ndarray) -> Integers:
    """The budgets of needs, brought to what their settled pairs cost: somebody decided to pay it."""
    decided = np.zeros(len(budgets), dtype=np.int64)
    np.add.at(decided, need[settled], costs[settled])
    return np.where(budgets == UNBOUNDED, UNBOUNDED, np.maximum(budgets, decided))


def _costs(demands: Sequence[Demand], supplies: Sequence[Supply], judged: Judged) -> Integers:
    """Cents of each pair, 0 when its cost is not known: counted once a kind of need and of offer."""
    if not len(judged):
        return np.empty(0, dtype=np.int64)
    priced = np.array([s.offer.cost is not None and not s.offer.cost.free for s in supplies], dtype=np.bool_)
    costs = np.zeros(len(judged), dtype=np.int64)
    known: dict[tuple[Decimal | None, int], int] = {}
    for pair in np.flatnonzero(priced[judged.supply]).tolist():
        need, rank = demands[judged.demand[pair]].need, int(judged.supply[pair])
        key = need.days, rank
        if key not in known:
            cost = cost_of(need, supplies[rank].offer)
            known[key] = 0 if cost is None else int((cost * 100).to_integral_value(ROUND_CEILING))
        costs[pair] = known[key]
    return costs


def _draws(demands: Sequence[Demand], supplies: Sequence[Supply], judged: Judged) -> Integers:
    """A number drawn from the names of both: names, never ranks, so that a new offer does not change the others'."""
    asked = np.array([_number("\0".join(demand.key)) for demand in demands], dtype=np.uint64)
    offered = np.array([_number(supply.id) for supply in supplies], dtype=np.uint64)
    mixed = asked[judged.demand] ^ (offered[judged.supply] * np.uint64(0x9E3779B97F4A7C15))
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return (mixed >> np.uint64(64 - TIE_BITS)).astype(np.int64)


def _number(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8"), digest_size=8).digest(), "big")
