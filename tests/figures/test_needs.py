import pytest
from drawn_texts import assert_legible, drawn_texts, hatched_boxes, words_of

from cit_toolkit.figures.needs import NeedRow, needs_figure

GREEN = "#1f6f5c"
UNKNOWN = (0, 3)
LONG = "Financer un poste d’animation pendant trois ans, le temps que l’activité trouve son équilibre " * 2


def need(title="Un local", urgency=3, importance=3):
    spans = [level if isinstance(level, tuple) else (level, level) for level in (urgency, importance)]
    return NeedRow(title, *spans)


def test_the_number_on_the_grid_is_found_again_before_the_title():
    texts = [
        drawn.text for drawn in drawn_texts(needs_figure([need("Un local"), need("Un prêt", 1, 2)], "fr", GREEN).svg)
    ]
    assert texts.count("1") - texts.count("0") == 2  # beside the axes, which count from 0 to 3 both ways
    assert texts[texts.index("Un local") - 1] == "1"
    assert texts[texts.index("Un prêt") - 1] == "2"


@pytest.mark.parametrize(
    ("urgency", "importance", "bars"), [(3, 2, 0), (UNKNOWN, 2, 1), (2, UNKNOWN, 1), (UNKNOWN, UNKNOWN, 0)]
)
def test_only_what_is_uncertain_is_a_hatched_bar(urgency, importance, bars):
    assert hatched_boxes(needs_figure([need("A", urgency, importance)], "fr", GREEN).svg) == bars


def test_a_need_of_which_nothing_is_known_is_set_apart():
    assert "à préciser" in words_of(needs_figure([need("A", UNKNOWN, UNKNOWN)], "fr", GREEN).svg)
    assert "à préciser" not in words_of(needs_figure([need("A")], "fr", GREEN).svg)


def test_the_alternative_text_sorts_the_needs_by_what_they_ask():
    rows = [need("A", 3, 2), need("B", 1, 3), need("C", 2, 1), need("D", 0, 0), need("E", UNKNOWN, 3)]
    assert needs_figure(rows, "fr", GREEN).alternative == (
        "Besoins urgents et importants (2 ou 3) : A. Importants sans être urgents : B. "
        "Urgents sans être importants : C. Ni urgents ni importants : D. Urgence ou importance à préciser : E."
    )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("title", ["Un local", LONG, "W" * 80])
@pytest.mark.parametrize("count", [1, 3, 12, 60, 130])
def test_no_text_is_cut_or_covered(language, title, count):
    levels = [0, 1, 2, 3, UNKNOWN]
    rows = [need(f"{title} {n}", levels[n % 5], levels[n // 5 % 5]) for n in range(count)]
    figure = needs_figure(rows, language, GREEN)
    assert_legible(figure.svg)
    assert len(figure.alternative) <= 600


def test_all_unknown_stays_legible():
    assert_legible(needs_figure([need(LONG, UNKNOWN, UNKNOWN)] * 60, "fr", GREEN).svg)


def test_a_hostile_title_comes_out_to_the_letter():
    assert '</text>&"' in words_of(needs_figure([need('</text>&"')], "fr", GREEN).svg)


def test_beyond_sixty_titles_the_rest_is_counted():
    assert "et 70 autres" in words_of(needs_figure([need(f"B{n}") for n in range(130)], "fr", GREEN).svg)


def test_without_any_need_the_figure_says_so():
    figure = needs_figure([], "fr", GREEN)
    assert figure.alternative == words_of(figure.svg) == "Aucun besoin n’est décrit."
