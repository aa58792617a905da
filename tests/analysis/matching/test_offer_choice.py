"""What each offer chooses, against every choice it has."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.matching.problems import NONE, whole
from cit_toolkit.analysis.matching import offer_choice
from cit_toolkit.analysis.matching.offer_choice import Wishes, best_choices

Wish = tuple[int, int, int]
"""(gain, territory, days)."""
wish = st.tuples(st.integers(1, 20), st.integers(0, 3), st.integers(0, 4))
offers = st.lists(
    st.tuples(
        st.lists(wish, max_size=7), st.sampled_from([NONE, 0, 1, 2, 3]), st.sampled_from([NONE, 0, 2, 4, 7])
    ),
    min_size=1,
    max_size=5,
)  # fmt: skip


def best(wishes: list[Wish], most_territories: int, most_days: int) -> int:
    plans = (each for size in range(len(wishes) + 1) for each in combinations(wishes, size))
    return max(
        sum(gain for gain, _, _ in plan)
        for plan in plans
        if (most_territories == NONE or len({territory for _, territory, _ in plan}) <= most_territories)
        and (most_days == NONE or sum(days for _, _, days in plan) <= most_days)
    )


@given(offers, st.sampled_from([1, 2_000_000]))
@settings(max_examples=150, deadline=None)
def test_every_offer_makes_the_best_of_its_choices(each: list[tuple[list[Wish], int, int]], cells: int) -> None:
    rows = [(rank, *wish) for rank, (wishes, _, _) in enumerate(each) for wish in wishes]
    columns = [whole([row[i] for row in rows]) for i in range(4)]
    kept, offer_choice.CELLS = offer_choice.CELLS, cells
    try:
        worth, chosen = best_choices(
            Wishes(*columns, whole([most for _, most, _ in each]), whole([most for _, _, most in each]))
        )
    finally:
        offer_choice.CELLS = kept
    for rank, (wishes, most_territories, most_days) in enumerate(each):
        assert worth[rank] == best(wishes, most_territories, most_days)
        own = [rows[i][1:] for i in range(len(rows)) if rows[i][0] == rank and chosen[i]]
        assert sum(gain for gain, _, _ in own) == worth[rank]
        assert most_territories == NONE or len({territory for _, territory, _ in own}) <= most_territories
        assert most_days == NONE or sum(days for _, _, days in own) <= most_days
