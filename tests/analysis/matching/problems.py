"""Small problems of assignment, written by hand or drawn, and every plan that they allow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from cit_toolkit.analysis.matching.assignment_problem import UNBOUNDED, AssignmentProblem, Capacity

NONE = UNBOUNDED


@dataclass(frozen=True)
class Written:
    """A problem as one would write it on paper: lists, −1 for what is not bounded."""

    territory: Sequence[int]
    """Of each need."""
    pairs: Sequence[tuple[int, int, int]]
    """(need, offer, value)."""
    places: Sequence[int]
    """Territories that each offer may serve."""
    days: Sequence[int] = ()
    """Of each need."""
    offer_days: Sequence[int] = ()
    structure: Sequence[int] = ()
    """Of each offer."""
    structure_places: Sequence[int] = ()
    structure_days: Sequence[int] = ()
    cost: Sequence[int] = ()
    """Of each pair."""
    need_budget: Sequence[int] = ()
    territory_budget: Sequence[int] = ()
    local: Sequence[int] = ()
    """Pairs."""
    settled: Sequence[int] = ()
    wanted: int = 1
    equitable: bool = False
    names: Sequence[int] = field(default=())
    """The number drawn for each pair."""

    def problem(self) -> AssignmentProblem:
        needs, offers, pairs = len(self.territory), len(self.places), len(self.pairs)
        structures, territories = len(self.structure_places), max(self.territory, default=-1) + 1
        flags = {name: np.zeros(pairs, dtype=np.bool_) for name in ("local", "settled")}
        for name, chosen in flags.items():
            chosen[list(getattr(self, name))] = True
        return AssignmentProblem(
            wanted=whole([self.wanted] * needs),
            territory=whole(self.territory),
            days=whole(self.days or [0] * needs),
            need_budget=whole(self.need_budget or [NONE] * needs),
            territory_budget=whole(self.territory_budget or [NONE] * territories),
            offer=Capacity(whole(self.places), whole(self.offer_days or [NONE] * offers)),
            structure_of=whole(self.structure or [-1] * offers),
            structure=Capacity(whole(self.structure_places), whole(self.structure_days or [NONE] * structures)),
            pair_need=whole([need for need, _, _ in self.pairs]),
            pair_offer=whole([offer for _, offer, _ in self.pairs]),
            value=whole([value for _, _, value in self.pairs]),
            cost=whole(self.cost or [0] * pairs),
            tie=whole(self.names or [(7 * i + 3) % 101 for i in range(pairs)]),
            equitable=self.equitable,
            **flags,
        )

    def keeps_within(self, plan: Sequence[int]) -> bool:
        """Whether a plan exceeds nothing, told in plain Python."""
        made = [(i, *self.pairs[i][:2]) for i in plan]
        rows = [
            *((self.wanted, [1 for _, n, _ in made if n == need]) for need in range(len(self.territory))),
            *self._bounds(self.need_budget, lambda i, n, o: n, lambda i, n: self.cost[i] if self.cost else 0, made),
            *self._bounds(
                self.territory_budget,
                lambda i, n, o: self.territory[n],
                lambda i, n: self.cost[i] if self.cost else 0,
                made,
            ),
            *self._bounds(self.offer_days, lambda i, n, o: o, lambda i, n: self.days[n] if self.days else 0, made),
            *self._bounds(
                self.structure_days,
                lambda i, n, o: self.structure[o] if self.structure else -1,
                lambda i, n: self.days[n] if self.days else 0,
                made,
            ),
        ]
        served = [{self.territory[n] for _, n, o in made if o == offer} for offer in range(len(self.places))]
        joint = [
            {self.territory[n] for _, n, o in made if self.structure[o] == each}
            for each in range(len(self.structure_places))
        ]
        visits = [*zip(self.places, served, strict=True), *zip(self.structure_places, joint, strict=True)]
        return (
            all(sum(used) <= most for most, used in rows)
            and all(most == NONE or len(reached) <= most for most, reached in visits)
            and set(self.settled) <= set(plan)
        )

    @staticmethod
    def _bounds(bounds, owner, used, made) -> Iterator[tuple[int, list[int]]]:
        for who, most in enumerate(bounds):
            if most != NONE:
                yield most, [used(i, n) for i, n, o in made if owner(i, n, o) == who]

    def plans(self) -> Iterator[tuple[int, ...]]:
        """Every plan that keeps within the bounds."""
        for size in range(len(self.pairs) + 1):
            yield from (plan for plan in combinations(range(len(self.pairs)), size) if self.keeps_within(plan))

    def merit(self, plan: Sequence[int]) -> tuple[int, int, int, int]:
        """What plans are compared by: territories served (when it matters), value, needs served, local offers."""
        served = {self.territory[self.pairs[i][0]] for i in plan}
        return (
            len(served) if self.equitable else 0,
            sum(self.pairs[i][2] for i in plan),
            len(plan),
            sum(i in self.local for i in plan),
        )


def whole(values: Sequence[int]) -> np.ndarray:
    return np.array(values, dtype=np.int64)


@st.composite
def written_problems(draw: st.DrawFn, flow_only: bool = False, most_pairs: int = 9) -> Written:
    """Any problem whose plans can all be listed. `flow_only`: one need a territory, no length, no euro."""
    needs, offers = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    every = [(need, offer) for need in range(needs) for offer in range(offers)]
    ends = draw(st.lists(st.sampled_from(every), unique=True, max_size=most_pairs))
    pairs = [(need, offer, draw(st.integers(0, 9))) for need, offer in sorted(ends)]
    wanted = draw(st.integers(1, 2))
    bound = st.one_of(st.just(NONE), st.integers(0, 3))
    if flow_only:
        return Written(
            list(range(needs)), pairs, draw(st.lists(bound, min_size=offers, max_size=offers)),
            wanted=wanted, local=draw(st.sets(st.integers(0, 8)).map(lambda s: sorted(i for i in s if i < len(pairs)))),
            equitable=draw(st.booleans()),
        )  # fmt: skip

    def some(length: int, values: st.SearchStrategy[int]) -> list[int]:
        return draw(st.lists(values, min_size=length, max_size=length))

    structures = draw(st.integers(0, 2))
    territories = draw(st.integers(1, 3))
    territory = some(needs, st.integers(0, territories - 1))
    return Written(
        territory, pairs, some(offers, bound),
        days=some(needs, st.integers(0, 3)), offer_days=some(offers, st.one_of(st.just(NONE), st.integers(0, 5))),
        structure=some(offers, st.integers(-1, structures - 1)), structure_places=some(structures, bound),
        structure_days=some(structures, st.one_of(st.just(NONE), st.integers(0, 6))),
        cost=some(len(pairs), st.integers(0, 5)), need_budget=some(needs, st.one_of(st.just(NONE), st.integers(0, 8))),
        territory_budget=some(max(territory) + 1, st.one_of(st.just(NONE), st.integers(0, 8))),
        local=draw(st.sets(st.integers(0, 8)).map(lambda s: sorted(i for i in s if i < len(pairs)))),
        wanted=wanted, equitable=draw(st.booleans()),
    )  # fmt: skip
