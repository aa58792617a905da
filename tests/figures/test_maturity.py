from xml.etree import ElementTree

import pytest
from drawn_texts import SVG, assert_legible, fills_of, words_of

from cit_toolkit.figures.maturity import MaturityRow, maturity_figure
from cit_toolkit.figures.palette import TRACK, tint

GREEN = "#1f6f5c"


def test_what_was_not_answered_is_a_pale_band_over_the_whole_scale_and_not_a_zero():
    svg = maturity_figure([MaturityRow("Portage", None, None, 0, 4)], "fr", GREEN).svg
    (band,) = ElementTree.fromstring(svg).findall(f"{SVG}rect")
    first, *_, last = ElementTree.fromstring(svg).findall(f"{SVG}text")[:5]
    assert (band.get("fill"), float(band.attrib["x"])) == (TRACK, float(first.attrib["x"]))
    assert float(band.attrib["x"]) + float(band.attrib["width"]) == float(last.attrib["x"])
    assert fills_of(svg, "circle") == []
    assert "aucune réponse" in words_of(svg)


def test_the_widest_interval_of_no_answer_is_not_drawn_as_a_result():
    svg = maturity_figure([MaturityRow("Portage", 0, 1, 0, 4)], "fr", GREEN).svg
    assert fills_of(svg, "rect") == [TRACK]


def test_a_certain_zero_is_a_point_at_the_start_of_the_scale():
    svg = maturity_figure([MaturityRow("Portage", 0, 0, 4, 4)], "fr", GREEN).svg
    (point,) = ElementTree.fromstring(svg).findall(f"{SVG}circle")
    assert point.get("cx") == ElementTree.fromstring(svg).findall(f"{SVG}text")[0].get("x")
    assert "aucune réponse" not in words_of(svg)


def test_an_interval_is_a_bar_from_its_lowest_to_its_highest_value():
    svg = maturity_figure([MaturityRow("Portage", 0.25, 0.75, 2, 4)], "fr", GREEN).svg
    (bar,) = ElementTree.fromstring(svg).findall(f"{SVG}rect")
    ticks = [float(tick.attrib["x"]) for tick in ElementTree.fromstring(svg).findall(f"{SVG}text")[:5]]
    assert bar.get("fill") == tint(GREEN, 0.4)
    assert float(bar.attrib["x"]) == ticks[1]
    assert float(bar.attrib["x"]) + float(bar.attrib["width"]) == ticks[3]
    assert fills_of(svg, "circle") == []


def test_each_score_comes_with_its_number_of_answers():
    rows = [MaturityRow("Portage", 0.25, 0.75, 5, 8), MaturityRow("Économie", 0.5, 0.5, 1, 1)]
    words = words_of(maturity_figure(rows, "fr", GREEN).svg)
    assert "de 25 à 75\u00a0% 5 réponses sur 8" in words
    assert "50\u00a0% 1 réponse sur 1" in words
    assert "25 to 75% 5 answers out of 8" in words_of(maturity_figure(rows, "en", GREEN).svg)


def test_the_alternative_text_gives_the_scores_and_names_what_is_unanswered():
    rows = [MaturityRow("Portage", 0.25, 0.75, 2, 4), MaturityRow("Économie", None, None, 0, 4)]
    assert maturity_figure(rows, "fr", GREEN).alternative == (
        "Maturité : Portage (de 25 à 75\u00a0%). Aucune réponse : Économie."
    )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["Portage", "Gouvernance, statuts et transparence " * 4, "W" * 80])
def test_no_text_is_cut_or_covered(language, name):
    rows = [MaturityRow(name, *bounds, 120, 128) for bounds in ((0, 1), (1, 1), (0, 0), (0.5, 0.51), (None, None))]
    rows.append(MaturityRow(name, None, None, 0, 8))
    assert_legible(maturity_figure(rows, language, GREEN).svg)


def test_without_any_dimension_the_figure_says_so():
    figure = maturity_figure([], "en", GREEN)
    assert figure.alternative == words_of(figure.svg) == "No dimension is described."
