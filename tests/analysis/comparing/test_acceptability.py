"""How often each comes first, second…: published cases, and those that geometry gives exactly."""

from collections.abc import Sequence
from math import sqrt

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparing.antidepressants import ALTERNATIVES, OUTCOMES, RANKS
from cit_toolkit.analysis.comparing.acceptability import (
    Acceptability,
    Known,
    RankCount,
    drawn,
    drawn_weights,
    scored,
    standard_error,
)
from cit_toolkit.analysis.comparing.deciding import AnswerCount, DecidingQuestion
from cit_toolkit.analysis.comparing.dominance import dominates
from cit_toolkit.model.interval import Interval

Bounds = float | tuple[float, float]
DRAWS = 20_000


def intervals(rows: Sequence[Sequence[Bounds]]) -> list[list[Interval]]:
    return [[Interval(*each) if isinstance(each, tuple) else Interval.exactly(each) for each in row] for row in rows]


def ranked(*rows: Sequence[Bounds], ordered: int = 0, draws: int = DRAWS, seed: int = 1) -> Acceptability:
    values = intervals(rows)
    count = RankCount(len(values), len(values[0]))
    for some in drawn(Known(values, ordered), draws, seed):
        count.add(some)
    return count.acceptability()


def firsts(found: Acceptability) -> list[float]:
    return [shares[0] for shares in found.shares]


def close(*expected: float) -> object:
    """Within four standard errors of a share, the largest there is."""
    return pytest.approx(list(expected), abs=4 * standard_error(0.5, DRAWS))


def test_the_published_ranks_of_four_antidepressants_and_placebo_are_found_again() -> None:
    random = numpy.random.Generator(numpy.random.PCG64(7))
    values = numpy.empty((DRAWS, len(ALTERNATIVES), len(OUTCOMES)))
    for place, (means, rows) in enumerate(OUTCOMES.values()):
        lower = numpy.array([[*row, *[0.0] * (len(rows) - len(row))] for row in rows]) / 1e4
        covariance = lower + numpy.tril(lower, -1).T
        values[:, :, place] = random.multivariate_normal(means, covariance, size=DRAWS)
    count = RankCount(len(ALTERNATIVES), len(OUTCOMES))
    count.add(scored(random, drawn_weights(random, DRAWS, len(OUTCOMES), 0), values))
    found = dict(zip(ALTERNATIVES, count.acceptability().shares, strict=True))
    # Both are estimates: from 10,000 draws there, from 20,000 here.
    tolerance = 3 * sqrt(standard_error(0.5, 10_000) ** 2 + standard_error(0.5, DRAWS) ** 2)
    for name, shares in RANKS.items():
        assert found[name] == pytest.approx(shares, abs=tolerance), name


def test_one_against_two_thirds_of_the_simplex_as_in_jsmaa() -> None:
    # (1, 0, 1) comes before (0, 1, 0) where w2 < 1/2: all of the triangle but a quarter. The centre of that quarter, a
    # triangle like the whole, is (1/6, 2/3, 1/6); that of the rest makes 1/3 with it: (1/3 − 1/4·1/6)·4/3 = 7/18.
    found = ranked([100, 0, 100], [0, 100, 0])
    assert firsts(found) == close(3 / 4, 1 / 4)
    assert found.central_weights[0] == pytest.approx([7 / 18, 2 / 9, 7 / 18], abs=0.01)
    assert found.central_weights[1] == pytest.approx([1 / 6, 2 / 3, 1 / 6], abs=0.01)


def test_a_good_compromise_comes_first_where_no_extreme_does() -> None:
    # With w1 = w and w2 = 1 − w, the third is worth 60: the first beats it when w > 0.6, the second when w < 0.4.
    found = ranked([100, 0], [0, 100], [60, 60])
    assert firsts(found) == close(0.4, 0.4, 0.2)


def test_an_order_of_importance_moves_the_shares() -> None:
    # w1 ≥ w2: w1 is uniform from 1/2 to 1. The first is worth 100·w1, above 60 in 4/5 of the cases.
    found = ranked([100, 0], [0, 100], [60, 60], ordered=2)
    assert firsts(found) == close(0.8, 0, 0.2)


def test_an_unknown_is_any_of_its_values() -> None:
    # One criterion: a value drawn from 0 to 100 is above 75 in a quarter of the cases.
    assert firsts(ranked([(0, 100)], [75])) == close(1 / 4, 3 / 4)


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [(3, (0.6111, 0.2778, 0.1111)), (4, (0.5208, 0.2708, 0.1458, 0.0625))],
)
def test_mean_ordered_weights_are_the_rank_order_centroids(criteria: int, expected: tuple[float, ...]) -> None:
    """Barron and Barrett, «Decision quality using ranked attribute weights», Management Science 42 (1996)."""
    random = numpy.random.Generator(numpy.random.PCG64(3))
    weights = drawn_weights(random, DRAWS, criteria, criteria)
    assert (numpy.diff(weights, axis=1) <= 0).all() and weights.sum(axis=1) == pytest.approx(1)
    assert weights.mean(axis=0) == pytest.approx(expected, abs=0.005)


def test_criteria_out_of_the_order_weigh_no_more_than_the_last_ordered_one_and_are_alike() -> None:
    random = numpy.random.Generator(numpy.random.PCG64(3))
    weights = drawn_weights(random, DRAWS, 4, 2)
    assert (weights[:, 0] >= weights[:, 1]).all() and (weights[:, 1:2] >= weights[:, 2:]).all()
    assert weights[:, 2].mean() == pytest.approx(weights[:, 3].mean(), abs=0.005)


def test_equal_territories_share_their_ranks() -> None:
    found = ranked([50, 50], [50, 50], [0, 0])
    assert firsts(found) == close(1 / 2, 1 / 2, 0) and found.shares[2] == (0, 0, 1)
    assert found.central_weights[2] is None and found.mean_ranks[2] == 3


def test_the_same_seed_gives_the_same_table_and_another_one_does_not() -> None:
    rows = ([(0, 100), 20, 40], [10, (0, 100), 60], [50, 50, (0, 50)])
    assert ranked(*rows, seed=5) == ranked(*rows, seed=5) != ranked(*rows, seed=6)


def test_many_draws_are_made_some_at_a_time() -> None:
    values = intervals([[50.0] * 100] * 100)
    counts = [len(some.order) for some in drawn(Known(values), 450, 1)]
    assert sum(counts) == 450 and max(counts) == 200  # 2,000,000 ÷ (100 × 100)


@pytest.mark.parametrize(("share", "draws", "expected"), [(0.5, 10_000, 0.005), (0.1, 10_000, 0.003), (0, 10_000, 0)])
def test_the_standard_error_is_that_of_a_share(share: float, draws: int, expected: float) -> None:
    assert standard_error(share, draws) == pytest.approx(expected)


def test_an_answer_of_the_grid_is_one_of_its_levels() -> None:
    # 0, 33, 67 or 100, each as likely: above 50 twice in four, above 70 once.
    for rival, expected in ((50, 1 / 2), (70, 1 / 4)):
        known = Known(intervals([[(0, 100)], [rival]]), steps=[100 / 3])
        count = RankCount(2, 1)
        for some in drawn(known, DRAWS, 1):
            count.add(some)
        assert firsts(count.acceptability()) == close(expected, 1 - expected)
    assert known.answers(0, 0, 4) == pytest.approx([0, 100 / 3, 200 / 3, 100])
    assert Known(intervals([[(0, 100)]]), steps=[50]).answers(0, 0, 4) == (0, 50, 100)


def test_a_draw_that_misses_a_threshold_leaves_the_territory_behind() -> None:
    # Worth 0, 33, 67 or 100 where the other is worth nothing, but eliminated at 0: first three times in four.
    known = Known(intervals([[(0, 100), 50], [0, 0]]), steps=[100 / 3, 100 / 3], floors=[[100 / 3, None], [None, None]])
    ranks, answers = RankCount(2, 2), AnswerCount(known)
    for some in drawn(known, DRAWS, 1):
        ranks.add(some)
        answers.add(some)
    assert firsts(ranks.acceptability()) == close(3 / 4, 1 / 4)
    (question,) = answers.questions()
    assert [(outcome.first, outcome.share) for outcome in question.outcomes] == [(1, 1), (0, 1), (0, 1), (0, 1)]
    assert question.gain == pytest.approx(1 / 4)


# What is certain


@pytest.mark.parametrize(
    ("one", "other", "ordered", "expected"),
    [
        ([60, 40], [50, 50], 2, True),  # +10, then +10 − 10 = 0: never behind, ahead when the first weighs more
        ([60, 40], [50, 50], 0, False),  # behind when the second weighs all
        ([60, 39], [50, 50], 2, False),  # +10, then −1
        ([50, 50], [50, 50], 2, False),  # the same: neither before the other
        ([(60, 100), 0], [(0, 60), 0], 2, False),  # at worst the same
        ([(61, 100), 0], [(0, 60), 0], 2, True),
        ([(0, 100), 0], [50, 0], 2, False),  # an unknown is not certain
        ([70, 0, 80], [50, 20, 20], 1, True),  # +20, then the worst of those without order, −20: 0
        ([70, 0, 80], [50, 21, 20], 1, False),
    ],
)
def test_dominance_worked_out_by_hand(one: list[Bounds], other: list[Bounds], ordered: int, expected: bool) -> None:
    first, second = intervals([one, other])
    assert dominates(first, second, ordered) is expected


LEVELS = st.integers(0, 3).map(lambda level: level * 100 / 3)
KNOWN = st.tuples(LEVELS, LEVELS).map(lambda ends: Interval(min(ends), max(ends)))


@given(
    st.integers(1, 5).flatmap(lambda n: st.tuples(*[st.lists(KNOWN, min_size=n, max_size=n)] * 2, st.integers(0, n)))
)
@settings(max_examples=60, deadline=None)
def test_who_dominates_is_never_behind_in_any_draw(told: tuple[list[Interval], list[Interval], int]) -> None:
    one, other, ordered = told
    if dominates(one, other, ordered):
        assert not dominates(other, one, ordered)
        for some in drawn(Known([one, other], ordered), 500, 1):
            assert (some.scores[:, 0] >= some.scores[:, 1] - 1e-6).all()


# What would settle it


def questions(*rows: Sequence[Bounds], ordered: int = 0) -> tuple[DecidingQuestion, ...]:
    known = Known(intervals(rows), ordered)
    count = AnswerCount(known)
    for some in drawn(known, DRAWS, 1):
        count.add(some)
    return count.questions()


def test_the_answer_that_decides_who_comes_first_is_asked_first() -> None:
    # One criterion. The second is worth 0, 33, 67 or 100: behind 50 twice, before it twice. Without an answer each
    # comes first once in two; with it, whoever does is known: it gains 1 − 1/2.
    (question,) = questions([50], [(0, 100)])
    assert [(outcome.first, outcome.share) for outcome in question.outcomes] == [(0, 1), (0, 1), (1, 1), (1, 1)]
    assert (question.territory, question.gain, question.swing) == (1, pytest.approx(0.5), 1)


def test_an_answer_that_changes_nothing_gains_nothing() -> None:
    (question,) = questions([90], [(0, 50)])
    assert (question.gain, question.swing) == (0, 0)


def test_the_more_important_unknown_comes_first_in_an_order() -> None:
    asked = questions([50, 50], [(0, 100), (0, 100)], ordered=2)
    assert [(each.territory, each.criterion) for each in asked] == [(1, 0), (1, 1)]
    assert asked[0].gain > asked[1].gain


def test_what_is_known_is_not_asked() -> None:
    assert questions([50, 20], [10, 90]) == ()
