"""Banzhaf's power against published games, and the weightings a law allows."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cit_toolkit.analysis.governing.voting_power import Quota, power_ranges, voting_power

MAJORITY = Quota(Fraction(1, 2), reached=False)
TWO_THIRDS = Quota(Fraction(2, 3), reached=True)


def game(*weights: int) -> dict[str, Fraction]:
    return {chr(ord("a") + rank): Fraction(weight) for rank, weight in enumerate(weights)}


def test_the_council_of_the_six_in_1958() -> None:
    """12 votes of 17 (Banzhaf's own kind of example; swings 10, 10, 10, 6, 6, 0 in Felsenthal & Machover 1998)."""
    power = voting_power(game(4, 4, 4, 2, 2, 1), Quota(Fraction(12, 17), reached=True))
    assert list(power.swings.values()) == [10, 10, 10, 6, 6, 0]
    assert power.index["a"] == Fraction(5, 21) and power.index["d"] == Fraction(1, 7) and power.index["f"] == 0


def test_a_weighted_game_worked_out_by_hand() -> None:
    """[51; 50, 49, 1]: winning are ab, ac, abc. a turns three of them, b and c one each: 3/5, 1/5, 1/5."""
    power = voting_power(game(50, 49, 1), Quota(Fraction(51, 100), reached=True))
    assert power.index == {"a": Fraction(3, 5), "b": Fraction(1, 5), "c": Fraction(1, 5)}
    assert power.winning == (("a", "b"), ("a", "c")) and power.blocking == ("a",)


def test_three_colleges_none_of_which_has_half_the_votes_have_the_same_power() -> None:
    assert set(voting_power(game(40, 35, 25), MAJORITY).index.values()) == {Fraction(1, 3)}


def test_half_of_the_votes_blocks_a_simple_majority_and_does_not_carry_it() -> None:
    power = voting_power(game(50, 30, 20), MAJORITY)
    assert power.blocking == ("a",) and ("a",) not in power.winning


def test_two_thirds_of_the_votes_are_enough_when_the_share_may_be_reached() -> None:
    assert voting_power(game(2, 1), TWO_THIRDS).winning == (("a",),)


@given(st.lists(st.integers(1, 30), min_size=2, max_size=7))
def test_indices_add_up_to_one_and_more_votes_never_mean_less_power(weights: list[int]) -> None:
    votes = game(*weights)
    power = voting_power(votes, MAJORITY)
    assert sum(power.index.values()) == 1
    ranked = sorted(votes, key=lambda name: votes[name])
    assert all(power.index[a] <= power.index[b] for a, b in pairwise(ranked))


def test_the_lawful_weightings_of_three_colleges_bound_their_power() -> None:
    """From 10 to 50: at 50, 40, 10 the first has 3/5 and the others 1/5 (by hand: it needs any one of them)."""
    ranges = power_ranges(("a", "b", "c"), 10, 50, MAJORITY)
    assert {(each.low, each.high) for each in ranges.values()} == {(Fraction(1, 5), Fraction(3, 5))}
    assert all(each.may_block and not each.always_blocks for each in ranges.values())


def test_two_colleges_within_the_bounds_can_only_have_half_each() -> None:
    ranges = power_ranges(("a", "b"), 10, 50, MAJORITY)
    assert {name: (each.low, each.always_blocks) for name, each in ranges.items()} == {
        "a": (Fraction(1, 2), True), "b": (Fraction(1, 2), True),
    }  # fmt: skip


def test_eleven_colleges_cannot_have_ten_per_cent_each() -> None:
    assert power_ranges(tuple("abcdefghijk"), 10, 50, MAJORITY) == {}
