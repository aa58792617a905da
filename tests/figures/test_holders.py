from xml.etree import ElementTree

import pytest
from drawn_texts import SVG, assert_legible, drawn_texts, words_of

from cit_toolkit.figures.holders import HolderRow, holders_figure
from cit_toolkit.figures.palette import grey_level

GREEN = "#1f6f5c"
LONG = "Groupement d’employeurs de la haute vallée et des communes riveraines " * 3
FUNCTIONS = ["Animation", "Foncier", "Monnaie"]
NONE, ANY = (0, 0), (0, 3)


def row(name, *levels):
    return HolderRow(name, levels)


def cells(svg):
    """Left and fill of the cells, those of the legend left out."""
    return [
        (float(box.attrib["x"]), box.attrib["fill"])
        for box in ElementTree.fromstring(svg).findall(f"{SVG}rect")
        if box.get("rx") == "2" and float(box.attrib["x"]) > 220
    ]


def test_a_cell_stands_in_the_column_of_its_function_and_is_darker_as_the_level_is_higher():
    svg = holders_figure(FUNCTIONS, [row("A", (1, 1), (2, 2), (3, 3))], "fr", GREEN).svg
    lefts, fills = zip(*cells(svg), strict=True)
    assert [left - 224 for left in lefts] == [1, 45, 89]  # columns 44 wide, their cells 1 unit inside
    lightness = [grey_level(fill) for fill in fills]
    assert lightness == sorted(lightness, reverse=True) and len(set(lightness)) == 3


def test_what_is_possible_without_being_certain_is_hatched_and_zero_is_an_empty_cell():
    svg = holders_figure(FUNCTIONS, [row("A", (1, 3), ANY, NONE)], "fr", GREEN).svg
    assert [fill.startswith("url(#") for _, fill in cells(svg)] == [True, True]
    texts = [drawn.text for drawn in drawn_texts(svg)]
    assert texts[texts.index("A") + 1 : texts.index("A") + 3] == ["1–3", "?"]
    assert "possible, à préciser" in words_of(svg)


def test_who_holds_most_comes_first_and_who_holds_nothing_is_left_out():
    rows = [row("A", (1, 1), NONE, NONE), row("B", NONE, NONE, NONE), row("C", (2, 2), (1, 1), NONE)]
    words = words_of(holders_figure(FUNCTIONS, rows, "fr", GREEN).svg)
    assert words.index(" C ") < words.index(" A ") and " B " not in words


def test_actors_of_whom_nothing_certain_is_known_are_counted():
    rows = [row("A", (1, 1), NONE, NONE), row("B", ANY, ANY, ANY), row("C", ANY, NONE, NONE)]
    figure = holders_figure(FUNCTIONS, rows, "fr", GREEN)
    assert "2 acteurs restent à interroger." in words_of(figure.svg)
    assert figure.alternative == ("Fonctions tenues avec certitude : A (1 fonction). 2 acteurs restent à interroger.")


def test_the_alternative_text_counts_the_functions_of_each_and_names_those_nobody_holds():
    rows = [row("A", (1, 1), (2, 2), NONE), row("B", NONE, (3, 3), NONE)]
    assert holders_figure(FUNCTIONS, rows, "fr", GREEN).alternative == (
        "Fonctions tenues avec certitude : A (2 fonctions) ; B (1 fonction). Tenues par personne : Monnaie."
    )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["Mairie", LONG, "W" * 80, "شبكة التعاون " * 9])
@pytest.mark.parametrize(("functions", "actors"), [(1, 1), (16, 49), (40, 130)])
def test_no_text_is_cut_or_covered(language, name, functions, actors):
    levels = [NONE, (1, 1), (2, 2), (3, 3), ANY, (1, 3)]
    rows = [row(f"{name} {n}", *(levels[(n + f) % 6] for f in range(functions))) for n in range(actors)]
    figure = holders_figure([f"{name} {f}" for f in range(functions)], rows, language, GREEN)
    assert_legible(figure.svg)
    assert len(figure.alternative) <= 600


def test_when_nobody_is_known_to_hold_anything_the_figure_says_so():
    figure = holders_figure(FUNCTIONS, [row("A", ANY, ANY, ANY)], "fr", GREEN)
    assert figure.alternative == words_of(figure.svg) == "On ne sait pas encore qui tient quelles fonctions."
