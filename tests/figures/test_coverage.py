from itertools import combinations_with_replacement

import pytest
from drawn_texts import assert_legible, fills_of, hatched_boxes, words_of

from cit_toolkit.figures.coverage import CoverageRow, coverage_figure
from cit_toolkit.figures.palette import STATUSES, TRACK

GREEN = "#1f6f5c"
LONG = "Recherche, observation, évaluation continue et capitalisation collective des savoirs"


def row(name="Animation", certain="fragile", possible=None, holders=1):
    return CoverageRow(name, certain, possible or certain, holders)


def test_the_example_of_the_method_reads_as_computed_by_hand():
    rows = [row("Animation", "partagee", holders=2), row("Foncier", "absente", "fragile", holders=0)]
    figure = coverage_figure(rows, (2 / 3, 8 / 9), "fr", GREEN)
    assert "de 67 à 89\u00a0%" in words_of(figure.svg)
    assert "absente à fragile" in words_of(figure.svg)
    assert figure.alternative == (
        "Couverture d’ensemble des fonctions : de 67 à 89\u00a0%. Partagées : Animation. "
        "Incertaines (absente à fragile) : Foncier."
    )


def test_the_alternative_text_puts_each_function_under_its_status():
    rows = [row(name, status) for name, status in zip("ABCD", STATUSES, strict=True)]
    rows += [row("E", "absente", "partagee"), row("F", "en-germe", "fragile")]
    assert coverage_figure(rows, None, "fr", GREEN).alternative == (
        "Absentes : A. En germe : B. Fragiles, portées par un seul acteur : C. Partagées : D. "
        "Incertaines : E (absente à partagée) ; F (en germe à fragile)."
    )


@pytest.mark.parametrize(("certain", "possible"), list(combinations_with_replacement(STATUSES, 2)))
def test_a_step_is_hatched_exactly_when_it_is_possible_without_being_certain(certain, possible):
    steps = STATUSES.index(possible) - STATUSES.index(certain)
    legend = 1 if steps else 0
    assert hatched_boxes(coverage_figure([row("A", certain, possible)], None, "fr", GREEN).svg) == steps + legend


def test_the_overall_bar_is_hatched_only_between_its_bounds():
    assert hatched_boxes(coverage_figure([row()], (0.5, 0.5), "fr", GREEN).svg) == 0
    assert hatched_boxes(coverage_figure([row()], (0.5, 0.6), "fr", GREEN).svg) == 1


def test_when_all_is_absent_the_tracks_are_empty_and_there_is_no_legend():
    figure = coverage_figure([row("A", "absente", holders=0), row("B", "absente", holders=0)], (0, 0), "fr", GREEN)
    assert set(fills_of(figure.svg, "rect")) == {TRACK}
    assert "certain" not in words_of(figure.svg)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["Animation", LONG, "W" * 80, "شبكة التعاون المحلي في الإقليم " * 3, "合作社" * 30])
@pytest.mark.parametrize(
    ("certain", "possible"), [("absente", "en-germe"), ("en-germe", "partagee"), ("fragile", "fragile")]
)
def test_no_text_is_cut_or_covered_on_sixteen_rows(language, name, certain, possible):
    rows = [row(f"{name} {number}", certain, possible, holders=number * 20) for number in range(16)]
    assert_legible(coverage_figure(rows, (0, 1), language, GREEN).svg)


def test_the_same_rows_give_the_same_bytes():
    rows = [row("A"), row("B", "absente", "fragile")]
    assert coverage_figure(rows, (0, 1), "fr", GREEN) == coverage_figure(rows, (0, 1), "fr", GREEN)


def test_a_hostile_name_comes_out_to_the_letter():
    assert '<b>&"x"' in words_of(coverage_figure([row('<b>&"x"')], None, "fr", GREEN).svg)


def test_a_long_alternative_text_says_how_many_names_it_leaves_out():
    rows = [row(f"{LONG} {number}", "absente") for number in range(16)]
    alternative = coverage_figure(rows, (0, 0), "fr", GREEN).alternative
    assert len(alternative) <= 600
    assert alternative.endswith("et 6 autres.")


def test_without_any_function_the_figure_says_so():
    figure = coverage_figure([], None, "fr", GREEN)
    assert figure.alternative == words_of(figure.svg) == "Aucune fonction n’est décrite."
