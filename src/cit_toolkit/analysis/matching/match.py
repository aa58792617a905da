"""Needs and offers matched: the plan and its proof, the plan of what is certain, the stable plan beside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

import numpy as np

from cit_toolkit.analysis.matching.assignment import Assignment, SettledPairsError, assign
from cit_toolkit.analysis.matching.assignment_problem import AssignmentProblem, Integers
from cit_toolkit.analysis.matching.building import MOST_URGENT, PlanOptions, problem_of, urgency_weight
from cit_toolkit.analysis.matching.pair_tables import Judged, PairTables
from cit_toolkit.analysis.matching.parties import Demand, JointCapacity, Supply, in_order, told_apart
from cit_toolkit.analysis.matching.score import scale_of
from cit_toolkit.analysis.matching.stable_plan import StablePlan, stable_plan
from cit_toolkit.analysis.matching.thesaurus import Thesaurus
from cit_toolkit.model.method import Method

MOST_ASKED = 3_000
MOST_ASKED_BY_BRANCHING, FEW_STEPS = 300, 500
"""Pairs of a problem small enough to be solved once more for each question: by a flow; elsewhere, when few steps proved
the plan besides."""


@dataclass(frozen=True)
class Match:
    """Everything there is to say of needs and offers, the needs by territory and id, the offers by id."""

    demands: tuple[Demand, ...]
    supplies: tuple[Supply, ...]
    joint: tuple[JointCapacity, ...]
    method: Method
    options: PlanOptions
    today: date
    tables: PairTables
    pairs: Judged
    """The pairs that may be made: nothing excludes them, and they may reach the threshold."""
    problem: AssignmentProblem
    """Its pairs are those, in the same order."""
    plan: Assignment
    firm_pairs: Integers
    """The pairs of which nothing is left to verify."""
    firm: Assignment
    """The best plan made of these alone: what can be promised today. Its pairs are ranks in `firm_pairs`."""
    stable: StablePlan

    @cached_property
    def made(self) -> Integers:
        """The pairs of the plan."""
        return self.plan.chosen

    @cached_property
    def firmly_made(self) -> Integers:
        """The pairs of the firm plan, among all the pairs."""
        return self.firm_pairs[self.firm.chosen]

    @cached_property
    def offers_of(self) -> dict[int, tuple[int, ...]]:
        """The pairs of the plan, by need."""
        return _grouped(self.pairs.demand[self.made], self.made)

    @cached_property
    def needs_of(self) -> dict[int, tuple[int, ...]]:
        """The pairs of the plan, by offer."""
        return _grouped(self.pairs.supply[self.made], self.made)

    @cached_property
    def possible_of(self) -> dict[int, tuple[int, ...]]:
        """The pairs that may be made, by need, the best first."""
        best = np.lexsort((self.problem.tie, ~self.problem.local, -self.pairs.points))
        return _grouped(self.pairs.demand[best], best)

    @cached_property
    def orphans(self) -> tuple[int, ...]:
        """The needs that the plan gives nothing."""
        return tuple(i for i in range(len(self.demands)) if i not in self.offers_of)

    @property
    def may_be_asked_again(self) -> bool:
        """Whether the plan is proved, and small enough to be made again with one thing changed."""
        by_flow = self.plan.prices is not None
        most = MOST_ASKED if by_flow else MOST_ASKED_BY_BRANCHING
        return self.plan.proved and len(self.problem.value) <= most and self.plan.steps <= FEW_STEPS

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """The words that point to the themes of the method."""
        return Thesaurus.of(self.method)

    def priority(self, demand: int) -> Fraction:
        """Of a need: (urgency + importance) / 6, an unknown one counting for the middle."""
        return Fraction(urgency_weight(self.demands[demand].need), MOST_URGENT)

    def is_firm(self, pair: int) -> bool:
        """Whether nothing is left to verify of a pair."""
        return bool(self.pairs.unknown[pair] == 0 and self.pairs.low[pair] >= self.tables.scale.threshold)


class SettledTooMuchError(Exception):
    """The settled pairs exceed by themselves what is bounded. `pair` is the first that does not fit: «need=offer»."""

    def __init__(self, pair: str) -> None:
        super().__init__(pair)
        self.pair = pair


def match(
    demands: Iterable[Demand],
    supplies: Iterable[Supply],
    joint: Sequence[JointCapacity],
    method: Method,
    today: date,
    options: PlanOptions,
) -> Match:
    """Match the needs and the offers of files already read, whatever their order. The method has its `appariement`."""
    needs, offers = in_order(demands), told_apart(supplies)
    tables = PairTables(needs, offers, method, scale_of(method), today, options.forbidden)
    pairs = _with_settled(tables, tables.possible(), options)
    problem = problem_of(needs, offers, joint, pairs, options)
    certain = (pairs.unknown == 0) & (pairs.low >= tables.scale.threshold)
    firm_pairs = np.flatnonzero(certain | problem.settled)
    try:
        plan = assign(problem)
    except SettledPairsError as error:
        demand, supply = needs[int(pairs.demand[error.pair])], offers[int(pairs.supply[error.pair])]
        raise SettledTooMuchError(f"{demand.need.id}={supply.id}") from error
    return Match(
        needs, offers, tuple(joint), method, options, today, tables, pairs, problem,
        plan=plan,
        firm_pairs=firm_pairs,
        firm=plan if len(firm_pairs) == len(pairs) else assign(problem.among(firm_pairs)),
        stable=stable_plan(problem),
    )  # fmt: skip


def _with_settled(tables: PairTables, pairs: Judged, options: PlanOptions) -> Judged:
    """The pairs that may be made, and those that somebody decided whatever speaks against them."""
    needs = {demand.key: i for i, demand in enumerate(tables.demands)}
    offers = {supply.id: j for j, supply in enumerate(tables.supplies)}
    width = len(offers) + 1
    known = set((pairs.demand * width + pairs.supply).tolist()) if options.settled else set()
    missing = [
        (needs[pair[:2]], offers[pair[2]])
        for pair in sorted(options.settled)
        if needs[pair[:2]] * width + offers[pair[2]] not in known
    ]
    if not missing:
        return pairs
    demand, supply = (np.array(side, dtype=np.int64) for side in zip(*missing, strict=True))
    judged = tables.judge(demand, supply)
    joined = Judged(*(np.concatenate((getattr(pairs, f), getattr(judged, f))) for f in Judged.__slots__))
    return joined.where(np.lexsort((joined.supply, joined.demand)))


def _grouped(keys: Integers, values: Integers) -> dict[int, tuple[int, ...]]:
    groups: dict[int, list[int]] = {}
    for key, value in zip(keys.tolist(), values.tolist(), strict=True):
        groups.setdefault(key, []).append(value)
    return {key: tuple(group) for key, group in groups.items()}
