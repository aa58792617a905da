import pytest
from drawn_texts import assert_legible, drawn_texts, hatched_boxes, words_of

from cit_toolkit.figures.influence import InfluenceRow, influence_figure

GREEN = "#1f6f5c"
LONG = "Groupement d’employeurs de la haute vallée et des communes riveraines " * 3


def actor(name="Mairie", influence=3, interest=3):
    spans = [level if isinstance(level, tuple) else (level, level) for level in (influence, interest)]
    return InfluenceRow(name, *spans)


def test_the_alternative_text_says_whom_to_work_with_whom_to_convince_whom_to_rely_on():
    rows = [actor("A", 3, 2), actor("B", 2, 1), actor("C", 1, 3), actor("D", 0, 0), actor("E", (0, 3), 3)]
    assert influence_figure(rows, "fr", GREEN).alternative == (
        "Influents et intéressés (2 ou 3) : A. Influents, peu intéressés : B. Intéressés, peu influents : C. "
        "Ni influents ni intéressés : D. Influence ou intérêt à préciser : E."
    )


def test_influence_goes_up_and_interest_to_the_right():
    svg = influence_figure([actor("A", 3, 0), actor("B", 0, 3)], "fr", GREEN).svg
    beside_the_axis = [drawn for drawn in drawn_texts(svg) if drawn.left > 40]
    strong, interested = (min((d.top, d.left) for d in beside_the_axis if d.text == number) for number in ("1", "2"))
    assert strong < interested and strong[1] < interested[1]  # higher, and more to the left
    assert "↑ Influence" in words_of(svg) and "Intérêt →" in words_of(svg)


@pytest.mark.parametrize(("influence", "interest", "bars"), [(3, 2, 0), ((0, 3), 2, 1), (2, (0, 3), 1)])
def test_only_what_is_unknown_is_hatched(influence, interest, bars):
    assert hatched_boxes(influence_figure([actor("A", influence, interest)], "fr", GREEN).svg) == bars


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["Mairie", LONG, "W" * 80])
@pytest.mark.parametrize("count", [1, 12, 60, 130])
def test_no_text_is_cut_or_covered(language, name, count):
    levels = [0, 1, 2, 3, (0, 3)]
    figure = influence_figure(
        [actor(f"{name} {n}", levels[n % 5], levels[n // 5 % 5]) for n in range(count)], language, GREEN
    )
    assert_legible(figure.svg)
    assert len(figure.alternative) <= 600


def test_without_any_actor_the_figure_says_so():
    figure = influence_figure([], "fr", GREEN)
    assert figure.alternative == words_of(figure.svg) == "Aucun acteur n’est décrit."
