"""The best plan: the example worked by hand, every small problem against all its plans, and the proof of each."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.matching.problems import NONE, Written, whole, written_problems
from cit_toolkit.analysis.matching import assignment, mixed_programme
from cit_toolkit.analysis.matching.assignment import Proof, SettledPairsError, assign
from cit_toolkit.analysis.matching.assignment_problem import AssignmentProblem, keeps_within
from cit_toolkit.analysis.matching.certificate import Prices, bound
from cit_toolkit.analysis.matching.flow_network import Network, NoFlowError, cheapest_flow
from cit_toolkit.analysis.matching.place_counts import place_counts
from cit_toolkit.analysis.matching.stable_plan import preferring_pairs, stable_plan

O1, O2, O3 = 0, 1, 2
N1, N2, N3, N4, N5 = range(5)
SCORES = {
    (N1, O1): 90, (N1, O2): 80, (N2, O1): 85, (N2, O3): 60, (N3, O1): 88, (N3, O2): 50, (N4, O2): 40, (N4, O3): 70,
}  # fmt: skip
PAIRS = list(SCORES)


def by_hand(places: tuple[int, int, int] = (1, 2, 1)) -> Written:
    """MATCHING.md: O1 has one place, O2 two, O3 one; N5 has no offer. Each need is in a territory of its own."""
    return Written(range(5), [(need, offer, value) for (need, offer), value in SCORES.items()], places)


def made(written: Written) -> list[tuple[int, int]]:
    return [written.pairs[i][:2] for i in assign(written.problem()).chosen.tolist()]


# The example worked by hand


def test_the_best_plan_of_the_example_is_worth_285() -> None:
    plan = assign(by_hand().problem())
    assert made(by_hand()) == [(N1, O2), (N2, O1), (N3, O2), (N4, O3)]
    assert (plan.total, plan.bound, plan.proof) == (285, 285, Proof.PRICES)


def test_its_prices_prove_it() -> None:
    prices = assign(by_hand().problem()).prices
    assert prices is not None
    assert prices.need.tolist() == [80, 47, 50, 57, 0]
    assert prices.offer.tolist() == [38, 0, 13]
    assert all(prices.need[need] + prices.offer[offer] >= value for (need, offer), value in SCORES.items())
    assert 80 + 47 + 50 + 57 + 1 * 38 + 2 * 0 + 1 * 13 == 285


@pytest.mark.parametrize(("places", "total"), [((2, 2, 1), 323), ((1, 3, 1), 285), ((1, 2, 2), 298)])
def test_one_more_place_brings_what_its_price_says(places: tuple[int, int, int], total: int) -> None:
    assert assign(by_hand(places).problem()).total == total


def test_the_stable_plan_is_worth_210_and_leaves_the_second_need_out() -> None:
    stable = stable_plan(by_hand().problem())
    assert [PAIRS[i] for i in stable.chosen.tolist()] == [(N1, O1), (N3, O2), (N4, O3)]
    assert stable.total == 210


def test_two_pairs_would_rather_have_each_other_than_what_the_best_plan_gives_them() -> None:
    problem = by_hand().problem()
    assert [PAIRS[i] for i in preferring_pairs(problem, assign(problem).chosen).tolist()] == [(N1, O1), (N3, O1)]


def test_nobody_would_leave_the_stable_plan() -> None:
    problem = by_hand().problem()
    assert preferring_pairs(problem, stable_plan(problem).chosen).tolist() == []


# Against every plan


@given(written_problems(flow_only=True))
@settings(max_examples=100, deadline=None)
def test_a_flow_finds_the_best_of_all_plans_and_prices_prove_it(written: Written) -> None:
    plan = assign(written.problem())
    best = max(written.merit(each) for each in written.plans())
    assert written.merit(plan.chosen.tolist()) == best
    assert written.keeps_within(plan.chosen.tolist())
    assert (plan.total, plan.bound, plan.proof) == (best[1], best[1], Proof.PRICES)


@given(written_problems())
@settings(max_examples=100, deadline=None)
def test_days_territories_and_euros_are_never_exceeded_and_the_plan_is_the_best_of_all(written: Written) -> None:
    plan = assign(written.problem())
    best = max(written.merit(each) for each in written.plans())
    assert written.keeps_within(plan.chosen.tolist())
    assert written.merit(plan.chosen.tolist()) == best
    assert plan.total == plan.bound == best[1]


@given(written_problems(), st.data())
@settings(max_examples=50, deadline=None)
def test_pairs_that_are_settled_are_made_or_refused_by_name(written: Written, data: st.DataObject) -> None:
    if not written.pairs:
        return
    settled = data.draw(st.lists(st.sampled_from(range(len(written.pairs))), unique=True, min_size=1, max_size=3))
    held = Written(**{**written.__dict__, "settled": sorted(settled)})
    allowed = [held.merit(each) for each in held.plans()]
    if not allowed:
        with pytest.raises(SettledPairsError) as refused:
            assign(held.problem())
        assert refused.value.pair in settled
        return
    plan = assign(held.problem())
    assert held.keeps_within(plan.chosen.tolist())
    assert held.merit(plan.chosen.tolist()) == max(allowed)


@given(written_problems())
@settings(max_examples=50, deadline=None)
def test_the_plan_is_never_worth_less_than_going_down_the_list(written: Written) -> None:
    problem = written.problem()
    stable = stable_plan(problem)
    assert written.keeps_within(stable.chosen.tolist())
    plan = assign(problem)
    # An equitable plan may be worth less; it then serves more territories.
    assert written.merit(plan.chosen.tolist())[:2] >= written.merit(stable.chosen.tolist())[:2]


@given(written_problems(flow_only=True), st.data())
@settings(max_examples=100, deadline=None)
def test_no_plan_passes_the_bound_whatever_the_prices(written: Written, data: st.DataObject) -> None:
    problem = written.problem()
    counts = place_counts(problem)

    def prices(length: int) -> np.ndarray:
        return whole(data.draw(st.lists(st.integers(0, 12), min_size=length, max_size=length)))

    offer = np.where(counts.offers == NONE, 0, prices(len(problem.offer)))
    some = Prices(prices(len(problem.wanted)), offer, whole([]), prices(len(written.territory)))
    best = max(written.merit(each) for each in written.plans())
    premium = 1 + sum(
        max((v for n, _, v in written.pairs if n == need), default=0) * written.wanted
        for need in range(len(written.territory))
    )
    assert bound(problem, counts, some) >= best[1] + (premium * best[0] if written.equitable and written.pairs else 0)


# Determinism


@given(written_problems(), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_numbering_pairs_otherwise_gives_the_same_plan(written: Written, draw) -> None:
    if not written.pairs:
        return
    names = [(i + 1) * 0x9E3779B97F4A7C15 % 2**40 for i in range(len(written.pairs))]
    order = list(range(len(written.pairs)))
    draw.shuffle(order)
    first = Written(**{**written.__dict__, "names": names})
    other = Written(
        **{
            **written.__dict__,
            "pairs": [written.pairs[i] for i in order],
            "cost": [written.cost[i] for i in order],
            "names": [names[i] for i in order],
            "local": [order.index(i) for i in written.local],
        }
    )
    assert sorted(made(first)) == sorted(made(other))


def test_of_two_plans_worth_as_much_the_one_with_a_local_offer_is_kept() -> None:
    for local in (0, 1):
        written = Written([0], [(0, 0, 7), (0, 1, 7)], [1, 1], local=[local])
        assert made(written) == [(0, local)]


def test_a_local_offer_is_kept_even_where_ties_are_too_many_to_be_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first offer goes best to the territory of two needs; the second is local, as good for one of these."""
    monkeypatch.setattr(mixed_programme, "MOST_TIED", 0)
    pairs = [(0, 0, 50), (0, 1, 50), (1, 0, 40), (2, 0, 30), (3, 0, 35)]
    for names in ([1, 99, 1, 1, 1], [99, 1, 99, 99, 99]):
        written = Written([0, 0, 1, 2], pairs, [1, 1], local=[1], names=names)
        assert made(written) == [(0, 1), (1, 0)]


def test_a_need_of_no_priority_is_served_all_the_same_when_nobody_else_wants_the_offer() -> None:
    assert made(Written([0, 1], [(0, 0, 0), (1, 1, 5)], [1, 1])) == [(0, 0), (1, 1)]


# What each capacity means


def test_a_territory_that_asks_an_offer_twice_takes_one_of_its_territories() -> None:
    two_needs = [(0, 0, 5), (1, 0, 4), (2, 0, 8)]
    assert made(Written([0, 0, 1], two_needs, [1])) == [(0, 0), (1, 0)]
    assert made(Written([0, 1, 2], two_needs, [1])) == [(2, 0)]


def test_days_of_unequal_length_are_packed() -> None:
    written = Written(
        [0, 1, 2], [(0, 0, 9), (1, 0, 6), (2, 0, 5)], [NONE], days=[4, 3, 2], offer_days=[5], territory_budget=[]
    )
    assert made(written) == [(1, 0), (2, 0)]


def test_a_structure_shares_its_days_between_its_offers() -> None:
    pairs = [(0, 0, 9), (1, 1, 8)]
    alone = Written([0, 1], pairs, [NONE, NONE], days=[2, 2], structure=[0, 0], structure_places=[NONE])
    assert made(alone) == [(0, 0), (1, 1)]
    assert made(Written(**{**alone.__dict__, "structure_days": [3]})) == [(0, 0)]


def test_the_budget_of_a_territory_bounds_all_its_needs_together() -> None:
    written = Written([0, 0, 0], [(0, 0, 9), (1, 0, 6), (2, 0, 5)], [NONE], cost=[50, 30, 20], territory_budget=[50])
    assert made(written) == [(1, 0), (2, 0)]


def test_equity_serves_every_territory_once_before_any_total() -> None:
    written = Written([0, 0, 1], [(0, 0, 90), (1, 1, 90), (2, 1, 10)], [1, 1])
    assert made(written) == [(0, 0), (1, 1)]
    fair = Written(**{**written.__dict__, "equitable": True})
    assert made(fair) == [(0, 0), (2, 1)]
    assert assign(fair.problem()).total == assign(fair.problem()).bound == 100


def test_a_need_that_may_have_two_offers_never_has_the_same_one_twice() -> None:
    written = Written([0], [(0, 0, 9), (0, 1, 2)], [5, 5], wanted=2)
    assert made(written) == [(0, 0), (0, 1)]


# Trusting nothing


def test_costs_too_large_for_the_solver_stop_instead_of_giving_an_empty_plan() -> None:
    network = Network(
        whole([0] * 50), whole([1] * 50), whole([10**6] * 50), whole([-(2**61)] * 50), whole([10**6, -(10**6)]),
        np.zeros(50, dtype=np.bool_),
    )  # fmt: skip
    with pytest.raises(NoFlowError):
        cheapest_flow(network)


def test_a_network_that_cannot_carry_its_supply_is_refused() -> None:
    with pytest.raises(NoFlowError):
        cheapest_flow(Network(*map(whole, ([0], [1], [1], [0], [2, -2])), np.zeros(1, dtype=np.bool_)))


def test_the_check_of_capacities_sees_each_kind_of_excess() -> None:
    written = Written([0, 1], [(0, 0, 1), (1, 0, 1)], [NONE], days=[2, 2], offer_days=[3])
    problem = written.problem()
    assert keeps_within(problem, whole([0])) and not keeps_within(problem, whole([0, 1]))
    assert not keeps_within(problem, whole([0, 0]))
    assert not keeps_within(Written([0], [(0, 0, 1)], [1], settled=[0]).problem(), whole([]))


# Larger ones, drawn once


def drawn(seed: int, mixed: bool) -> Written:
    draw = np.random.default_rng(seed)
    needs, offers = 60, 20
    pairs = sorted({(int(draw.integers(needs)), int(draw.integers(offers))) for _ in range(300)})
    return Written(
        [i // 4 for i in range(needs)],
        [(need, offer, int(draw.integers(350, 1000)) * int(draw.integers(1, 12))) for need, offer in pairs],
        [int(each) for each in draw.integers(1, 4, offers)] if mixed else [NONE] * offers,
        days=[int(each) for each in draw.integers(1, 6, needs)] if mixed else [2] * needs,
        offer_days=[int(each) for each in draw.integers(4, 14, offers)],
    )


@pytest.mark.parametrize("seed", range(6))
def test_larger_problems_are_proved_too(seed: int) -> None:
    for mixed in (False, True):
        written = drawn(seed, mixed)
        plan = assign(written.problem())
        assert written.keeps_within(plan.chosen.tolist())
        assert plan.total == plan.bound
        assert plan.total >= stable_plan(written.problem()).total


def crowded(seed: int, territories: int, structures: bool = False) -> Written:
    """Ten needs a territory, a third of the offers each, few territories an offer: no flow can tell that."""
    draw = np.random.default_rng(seed)
    needs, offers = territories * 10, territories
    pairs = [(need, offer) for need in range(needs) for offer in range(offers) if draw.random() < 0.3]
    return Written(
        [need // 10 for need in range(needs)],
        [(need, offer, int(draw.integers(350, 1000)) * int(draw.integers(1, 7))) for need, offer in pairs],
        [int(each) for each in draw.integers(1, 4, offers)],
        structure=[offer // 3 for offer in range(offers)] if structures else (),
        structure_places=[4] * -(-offers // 3) if structures else (),
    )


def best_by_constraints(problem: AssignmentProblem) -> int:
    """The same best value from another solver, told otherwise: a variable for each visit, no prices."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    made = [model.new_bool_var("") for _ in problem.value]
    by_need: dict[int, list[int]] = defaultdict(list)
    visits: dict[tuple[str, int], dict[int, cp_model.IntVar]] = defaultdict(dict)
    for pair, need in enumerate(problem.pair_need.tolist()):
        by_need[need].append(pair)
        territory = int(problem.territory[need])
        for kind, who in (("o", int(problem.pair_offer[pair])), ("s", int(problem.pair_structure[pair]))):
            if who >= 0:
                visit = visits[kind, who].setdefault(territory, model.new_bool_var(""))
                model.add_implication(made[pair], visit)
    for need, pairs in by_need.items():
        model.add(sum(made[pair] for pair in pairs) <= int(problem.wanted[need]))
    for (kind, who), come in visits.items():
        most = int((problem.offer if kind == "o" else problem.structure).territories[who])
        if most != NONE:
            model.add(sum(come.values()) <= most)
    model.maximize(sum(int(value) * pair for value, pair in zip(problem.value, made, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.linearization_level = 2
    solver.parameters.max_time_in_seconds = 60
    assert solver.solve(model) == cp_model.OPTIMAL
    return int(solver.objective_value)


@pytest.mark.parametrize(("seed", "structures"), [(1, False), (2, False), (3, True)])
def test_many_needs_of_few_territories_are_proved_as_another_solver_does(seed: int, structures: bool) -> None:
    problem = crowded(seed, 5, structures).problem()
    plan = assign(problem)
    assert keeps_within(problem, plan.chosen)
    assert plan.total == plan.bound == best_by_constraints(problem)


def test_a_look_at_some_pairs_only_still_bounds_every_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = crowded(4, 8).problem()
    best = assign(problem)
    monkeypatch.setattr(assignment, "LOOKS", ((40, 100),))
    some = assign(problem)
    assert keeps_within(problem, some.chosen)
    assert some.total <= best.total == best.bound <= some.bound
