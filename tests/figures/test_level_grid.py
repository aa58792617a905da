from itertools import combinations
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from cit_toolkit.figures.level_grid import COLUMN_WIDTH, DISC, Grid, Span, arranged


def placed(*places) -> Grid:
    return arranged([(Span(*urgency), Span(*importance)) for urgency, importance in places], left=0, top=0)


spans = st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda ends: Span(min(ends), max(ends)))


def cell_of(grid: Grid, x: float, y: float) -> tuple[int, int]:
    return int(x // COLUMN_WIDTH), next(level for level in (3, 2, 1, 0) if y < grid.row_tops[level])


def test_needs_of_one_cell_stand_side_by_side_in_it():
    grid = placed(((3, 3), (2, 2)), ((3, 3), (2, 2)))
    first, second = grid.discs
    assert first.y == second.y and second.x - first.x == DISC
    assert cell_of(grid, first.x, first.y) == cell_of(grid, second.x, second.y) == (3, 2)


def test_an_unknown_urgency_is_a_bar_along_the_whole_row_of_its_importance():
    grid = placed(((0, 3), (1, 1)))
    (bar,) = grid.bars
    assert (bar.x // COLUMN_WIDTH, (bar.x + bar.width) // COLUMN_WIDTH) == (0, 3)
    assert cell_of(grid, bar.x, bar.y)[1] == cell_of(grid, bar.x, bar.y + bar.height)[1] == 1
    assert not grid.discs[0].certain


def test_an_unknown_importance_is_a_bar_along_the_whole_column_of_its_urgency():
    grid = placed(((2, 2), (1, 3)))
    (bar,) = grid.bars
    assert cell_of(grid, bar.x, bar.y) == (2, 3)
    assert cell_of(grid, bar.x + bar.width, bar.y + bar.height) == (2, 1)


def test_a_need_of_which_nothing_is_known_is_left_out_of_the_grid():
    grid = placed(((0, 3), (0, 3)), ((1, 1), (1, 1)))
    assert grid.unplaced == (1,)
    assert [disc.number for disc in grid.discs] == [2]


@given(st.lists(st.tuples(spans, spans), max_size=60))
def test_every_need_is_shown_once_where_it_may_be_and_no_disc_covers_another(places):
    grid = arranged(places, left=0, top=0)
    assert sorted([disc.number for disc in grid.discs] + list(grid.unplaced)) == list(range(1, len(places) + 1))
    for disc in grid.discs:
        urgency, importance = cell_of(grid, disc.x, disc.y)
        assert urgency in places[disc.number - 1][0].levels
        assert importance in places[disc.number - 1][1].levels
        assert disc.y + DISC / 2 <= grid.row_tops[importance] and disc.y - DISC / 2 >= grid.row_tops[importance + 1]
    for one, other in combinations(grid.discs, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= DISC - 0.01
    for disc in (disc for disc in grid.discs if disc.certain):
        for bar in grid.bars:
            beside = abs(disc.x - bar.x - bar.width / 2) >= bar.width / 2 + DISC / 2 - 0.01
            above = abs(disc.y - bar.y - bar.height / 2) >= bar.height / 2 + DISC / 2 - 0.01
            assert beside or above
