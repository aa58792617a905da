import pytest
from drawn_texts import assert_legible, fills_of, words_of

from cit_toolkit.figures.palette import grey_level, legible
from cit_toolkit.figures.rank_shares import RankRow, rank_shares_figure

GREEN = "#1f6f5c"


def test_each_share_has_its_part_of_the_bar_and_the_first_rank_is_darkest():
    svg = rank_shares_figure([RankRow("Guéret", (0.75, 0.25)), RankRow("Trévol", (0.25, 0.75))], "fr", GREEN).svg
    assert "75\u00a0%" in words_of(svg) and "25\u00a0%" in words_of(svg)
    first, second = fills_of(svg, "rect")[:2]
    assert first == legible(GREEN) and grey_level(first) < grey_level(second)


def test_a_rank_never_taken_is_not_drawn():
    svg = rank_shares_figure([RankRow("Guéret", (1.0, 0.0)), RankRow("Trévol", (0.0, 1.0))], "fr", GREEN).svg
    assert len(fills_of(svg, "rect")) == 2 + 2  # a bar each, and the legend


def test_the_alternative_text_gives_the_first_places_and_who_never_has_one():
    rows = [RankRow("Guéret", (0.75, 0.25, 0)), RankRow("Trévol", (0.25, 0.75, 0)), RankRow("Racan", (0, 0, 1))]
    assert rank_shares_figure(rows, "fr", GREEN).alternative == (
        "En premier : Guéret (75\u00a0%) ; Trévol (25\u00a0%). Jamais ou presque en premier : Racan."
    )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["Guéret", "Communauté de communes " * 5, "W" * 80])
@pytest.mark.parametrize("count", [2, 5, 9, 40])
def test_no_text_is_cut_or_covered(language, name, count):
    rows = [RankRow(name, tuple([1 / count] * count)) for _ in range(count)]
    figure = rank_shares_figure(rows, language, GREEN)
    assert_legible(figure.svg)
    assert ("24" in figure.caption) is (count == 40)


def test_without_any_rank_the_figure_says_so():
    figure = rank_shares_figure([], "en", GREEN)
    assert figure.alternative == words_of(figure.svg) == "No rank is computed."
