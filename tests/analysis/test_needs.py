import pytest

from analysis.territories import territory_of, with_functions
from cit_toolkit.analysis.needs import RankedNeed, ranked_needs


def ranked(body: str) -> tuple[RankedNeed, ...]:
    return ranked_needs(territory_of(body, with_functions("animation")), ())


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("urgence: 3, importance: 3", 1, 1),
        ("urgence: 0, importance: 0", 0, 0),
        ("urgence: 1, importance: 3", 4 / 6, 4 / 6),
        ("urgence: 2", 2 / 6, 5 / 6),
        ("importance: 1, urgence: inconnu", 1 / 6, 4 / 6),
        ("natures: []", 0, 1),
    ],
)
def test_priority_is_urgency_plus_importance_over_six_an_interval_when_one_is_unknown(written, low, high):
    (need,) = ranked(f"besoins: [{{intitule: B, {written}}}]\n")
    assert (need.priority.low, need.priority.high) == pytest.approx((low, high))


def test_needs_are_ranked_by_midpoint_then_lower_bound_then_id():
    found = ranked("""\
besoins:
  - {intitule: Zèbre, urgence: 2, importance: 1}
  - {intitule: Abeille, urgence: 1, importance: 2}
  - {intitule: Large, natures: []}
  - {intitule: Moins large, urgence: 2, importance: inconnu}
  - {intitule: Premier, urgence: 3, importance: 3}
  - {intitule: Dernier, urgence: 0, importance: 1}
""")
    # midpoints: 1, 3.5/6, 3/6 (certain, by id), 3/6 (from 0 to 1), 1/6
    assert [need.need.id for need in found] == ["premier", "moins-large", "abeille", "zebre", "large", "dernier"]


SURE = "natures: [formation], themes: [juridique], cout: {gratuit: oui}"
NEED = "besoins: [{intitule: B, natures: [formation], themes: [juridique], porteurs: [mairie]}]\n"
ACTOR = "acteurs: [{nom: Mairie, categorie: collectivite}]\n"


@pytest.mark.parametrize(
    ("resources", "covered"),
    [
        ("", None),
        ("ressources: []\n", None),
        (f"ressources: [{{intitule: Sûre, {SURE}}}]\n", True),
        ("ressources: [{intitule: Autre, natures: [recherche], themes: [juridique], cout: {gratuit: oui}}]\n", False),
        ("ressources: [{intitule: Peut-être, natures: [formation], themes: [juridique]}]\n", None),
        (f"ressources: [{{intitule: Réservée, publics: [association], {SURE}}}]\n", False),
        (f"ressources: [{{intitule: Peut-être, natures: [formation]}}, {{intitule: Sûre, {SURE}}}]\n", True),
    ],
)
def test_a_need_is_covered_by_the_place_itself_it_is_not_or_nobody_knows(resources, covered):
    (need,) = ranked(ACTOR + NEED + resources)
    assert need.covered_locally is covered


def test_the_answers_are_the_resources_not_excluded_the_sure_ones_first():
    (need,) = ranked(
        ACTOR
        + NEED
        + f"""\
ressources:
  - {{intitule: Aussi possible, natures: [formation]}}
  - {{intitule: Hors sujet, natures: [recherche]}}
  - {{intitule: Sûre, {SURE}}}
"""
    )
    assert [answer.resource.id for answer in need.answers] == ["sure", "aussi-possible"]


def test_a_need_that_is_covered_or_dropped_waits_no_longer():
    body = "besoins: [{intitule: A, statut: couvert}, {intitule: B, statut: pris-en-charge}, {intitule: C}]\n"
    assert {need.need.id: need.still_open for need in ranked(body)} == {"a": False, "b": True, "c": True}
