"""Scores: weights scaled once, parts that add up, what is unknown an interval."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.matching.networks import FULL_NEED, FULL_OFFER, METHOD, PLACE, one_pair
from analysis.territories import method_of
from cit_toolkit.analysis.matching.levels import Themes, nearness_level, overlap_level, stage_level, themes_level
from cit_toolkit.analysis.matching.regret import least_regret
from cit_toolkit.analysis.matching.score import Part, Score, scale_of
from cit_toolkit.builtin_data import METHODS
from cit_toolkit.loading.files import load_file
from cit_toolkit.model.method import Method

THEMES = Themes.of(method_of(METHOD))


def scale(weights: str) -> dict[str, int]:
    return dict(scale_of(method_of(METHOD.replace(METHOD.split("poids: ")[1].split(", seuil")[0], weights))).weights)


def test_weights_become_points_that_sum_to_1000_the_largest_rests_rounded_up() -> None:
    # 3/13 of 1,000 is 230.77 three times, 2/13 153.85, 1/13 76.92 twice: five points are left, for the largest rests.
    assert scale("{fonctions: 3, themes: 3, natures: 2, etape: 1, texte: 3, proximite: 1}") == {
        "fonctions": 231, "themes": 230, "natures": 154, "etape": 77, "texte": 231, "proximite": 77,
    }  # fmt: skip


def test_texts_bring_three_tenths_of_the_points_at_most() -> None:
    assert scale("{themes: 2, texte: 3}") == {"themes": 700, "texte": 300}
    assert scale("{texte: 1}") == {"texte": 1000}


@given(st.dictionaries(st.sampled_from(["fonctions", "themes", "natures", "etape", "texte", "proximite"]),
                       st.integers(1, 50), min_size=1))  # fmt: skip
def test_points_always_sum_to_1000(weights: dict[str, int]) -> None:
    told = scale("{" + ", ".join(f"{name}: {weight}" for name, weight in weights.items()) + "}")
    assert sum(told.values()) == 1000
    assert told.get("texte", 0) <= 300 or weights.keys() == {"texte"}


def test_the_method_shipped_has_points_for_six_criteria() -> None:
    method = load_file(METHODS / "cit.yaml").model
    assert isinstance(method, Method)
    assert sum(scale_of(method).weights.values()) == 1000
    assert scale_of(method).threshold == 350


@pytest.mark.parametrize(
    ("wanted", "given_", "level"),
    [
        (["a"], ["a"], 1000),
        (["a", "b"], ["b", "c"], 333),
        (["a", "b"], ["a", "b", "c"], 666),
        (["a"], ["b"], 0),
        ([], ["a"], None),
        (["a"], [], None),
    ],
)
def test_overlap_is_what_both_name_out_of_what_either_names(wanted, given_, level) -> None:
    assert overlap_level(wanted, given_) == level


@pytest.mark.parametrize(
    ("wanted", "given_", "level"),
    [
        (["economie"], ["economie"], 1000),
        (["economie"], ["financements"], 500),  # one theme named, half in common
        (["financements"], ["economie"], 500),
        (["financements"], ["paie"], 0),  # two narrower themes of one are strangers
        (["economie", "bois"], ["financements"], 250),  # half of two
        (["economie", "bois"], ["financements", "bois"], 750),  # one and a half of two
        (["economie", "financements"], ["economie"], 500),  # one of two: the wider one is taken already
        (["financements", "paie"], ["economie"], 250),  # it matches one of them only
        (["juridique"], [], None),
    ],
)
def test_a_wider_or_narrower_theme_counts_half(wanted, given_, level) -> None:
    assert themes_level(wanted, given_, THEMES) == level
    assert themes_level(given_, wanted, THEMES) == level


@pytest.mark.parametrize(
    ("zone", "formats", "level"),
    [
        ("{communes: ['37231']}", "[presentiel]", 1000),
        ("{departements: ['37', '23']}", "[presentiel]", 800),
        ("{regions: [centre val de loire]}", "[presentiel, distance]", 500),
        ("{pays: FR}", "[presentiel]", 200),
        ("inconnu", "[presentiel]", 200),
        ("{departements: ['37']}", "[distance]", 200),
        ("{autres: [Pays de Racan]}", "[presentiel]", None),
    ],
)
def test_nearness_is_that_of_the_narrowest_area_that_holds_the_place(zone, formats, level) -> None:
    assert nearness_level(*one_pair("urgence: 1", f"zone: {zone}, formats: {formats}")) == level


def test_the_stage_is_full_when_the_offer_suits_wherever_the_territory_may_be() -> None:
    unsure = PLACE.replace("collectif: 1", "collectif: inconnu")
    assert stage_level(*one_pair("urgence: 1", "etapes: [milieu]")) == 1000
    assert stage_level(*one_pair("urgence: 1", "etapes: [fin]")) == 0
    assert stage_level(*one_pair("urgence: 1", "etapes: [milieu]", head=unsure)) is None
    assert stage_level(*one_pair("urgence: 1", "natures: [formation]", head=unsure)) == 1000


def test_an_unknown_part_is_anything_from_nothing_to_all_and_counts_for_the_middle() -> None:
    score = Score((Part("themes", 500, 1000), Part("natures", 201, None), Part("etape", 299, 500)))
    assert [(part.low, part.points, part.high) for part in score.parts] == [
        (500, 500, 500),
        (0, 100, 201),
        (149, 149, 149),
    ]
    assert (score.low, score.points, score.high) == (649, 749, 850)


@given(st.lists(st.tuples(st.integers(0, 400), st.one_of(st.none(), st.integers(0, 1000))), max_size=6))
def test_every_score_is_the_sum_of_its_parts_and_learning_only_narrows_it(parts: list[tuple[int, int | None]]) -> None:
    score = Score(tuple(Part(str(i), weight, level) for i, (weight, level) in enumerate(parts)))
    assert score.points == sum(part.points for part in score.parts)
    assert score.low <= score.points <= score.high
    for answer in (0, 500, 1000):
        known = Score(tuple(Part(p.criterion, p.weight, answer if p.level is None else p.level) for p in score.parts))
        assert score.low <= known.low == known.high <= score.high


# Regret: the interval of MATCHING.md, worked by hand


def test_the_choice_least_to_be_regretted_and_the_question_that_settles_it() -> None:
    a = Score((Part("theme", 500, 1000), Part("stage", 300, 500), Part("cost", 200, None)))
    b = Score((Part("theme", 500, 600), Part("stage", 300, 1000), Part("cost", 200, 1000)))
    assert (a.low, a.high, b.points) == (650, 850, 800)
    found = least_regret([a, b])
    assert (found.choice, found.regret, found.rival) == (1, 50, 0)
    assert found.question is not None
    assert (found.question.score, found.question.criterion, found.question.level) == (0, "cost", Fraction(3, 4))
    assert least_regret([a]).regret == 0 and least_regret([b, Score((Part("theme", 500, 0),))]).question is None


def test_when_two_things_are_unknown_the_widest_is_asked_and_no_level_settles_alone() -> None:
    a = Score((Part("theme", 600, None), Part("stage", 400, 500)))
    b = Score((Part("theme", 600, 500), Part("stage", 400, None)))
    found = least_regret([a, b])
    assert found.question is not None
    assert (found.question.criterion, found.question.level) == ("theme", None)


def test_full_answers_give_every_point_but_those_of_nearness() -> None:
    demand, supply = one_pair(FULL_NEED, FULL_OFFER)
    weights = scale_of(method_of(METHOD)).weights
    assert dict(weights) == {"fonctions": 300, "themes": 300, "natures": 200, "etape": 100, "proximite": 100}
    assert nearness_level(demand, supply) == 800
