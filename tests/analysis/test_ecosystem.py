import math

import pytest

from analysis.territories import method_of, territory_of, with_functions
from cit_toolkit.analysis.ecosystem import Ecosystem, ecosystem, effective_number
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.method import Method


def ecosystem_of(actors: str, method: Method | None = None) -> Ecosystem:
    method = method or method_of()
    return ecosystem(territory_of(f"acteurs:\n{actors}", method).actors, method)


def test_five_three_and_two_actors_are_as_diverse_as_2_8_equal_categories():
    found = effective_number([5, 3, 2])
    assert found is not None
    assert math.log(found) == pytest.approx(1.0297, abs=5e-5)  # Shannon's entropy, as published
    assert effective_number([2, 5, 3]) == pytest.approx(found)
    assert effective_number([4, 4, 4]) == pytest.approx(3)
    assert effective_number([7]) == 1
    assert effective_number([]) is None


def test_actors_are_counted_by_category_circle_and_role_and_the_unknown_apart():
    people = ecosystem_of("""\
  - {nom: A, categorie: association, cercle: cooperation, roles: [producteur, producteur, financeur]}
  - {nom: B, categorie: association, cercle: information, roles: [producteur]}
  - {nom: C, categorie: collectivite, fonctions: []}
  - {nom: D, roles: []}
""")
    assert people.by_category == {"collectivite": 1, "association": 2}
    assert people.by_circle == {"cooperation": 1, "information": 1}
    assert people.by_role == {"producteur": 2, "financeur": 1}
    assert [actor.id for actor in people.without_category] == ["d"]
    assert [actor.id for actor in people.without_circle] == ["c", "d"]
    assert [actor.id for actor in people.without_roles] == ["c"]
    assert [actor.id for actor in people.without_functions] == ["a", "b", "d"]
    assert people.count(people.by_circle, "cooperation", people.without_circle) == Interval(1, 3)


def test_expected_categories_that_nobody_has_are_missing_and_others_are_not():
    people = ecosystem_of("  - {nom: A, categorie: association}\n")
    assert people.missing_categories == ("collectivite",)
    assert people.missing_is_certain
    assert not ecosystem_of("  - {nom: A, categorie: association}\n  - {nom: B}\n").missing_is_certain


def test_an_actor_of_unknown_category_may_bring_one_more_category():
    people = ecosystem_of("  - {nom: A, categorie: association}\n  - {nom: B}\n  - {nom: C}\n")
    assert people.categories(method_of()) == Interval(1, 3)
    crowd = ecosystem_of("  - {nom: A, categorie: association}\n" + "".join(f"  - {{nom: U{i}}}\n" for i in range(9)))
    assert crowd.categories(method_of()) == Interval(1, 4)  # the method knows four
    free = with_functions("animation")
    assert ecosystem_of("  - {nom: A, categorie: x}\n  - {nom: B}\n", free).categories(free) == Interval(1, 2)


def test_unknown_categories_may_bring_the_effective_number_down_or_up():
    people = ecosystem_of("""\
  - {nom: A, categorie: association}
  - {nom: B, categorie: collectivite}
  - {nom: C}
  - {nom: D}
""")
    reach = people.effective_range(method_of())
    assert people.effective_categories == pytest.approx(2)
    assert reach is not None
    assert reach.low == pytest.approx(effective_number([3, 1]))
    assert reach.high == pytest.approx(4)


@pytest.mark.parametrize(
    ("roles", "expected", "complete"),
    [
        (["[producteur]", "[beneficiaire]", "[financeur]"], (True, True, True), True),
        (["[producteur, beneficiaire, financeur]"], (True, True, True), True),
        (["[producteur]", "[beneficiaire]"], (True, True, False), False),
        (["[producteur]", "[beneficiaire]", "inconnu"], (True, True, None), None),
        (["[]"], (False, False, False), False),
        (["inconnu"], (None, None, None), None),
    ],
)
def test_a_leg_of_the_triad_is_present_absent_or_unknown(roles, expected, complete):
    triad = ecosystem_of("".join(f"  - {{nom: A{i}, roles: {written}}}\n" for i, written in enumerate(roles))).triad
    assert triad is not None
    assert (triad.producers, triad.beneficiaries, triad.third) == expected
    assert triad.complete is complete


def test_without_actors_the_triad_is_unknown_and_without_legs_in_the_method_there_is_none():
    triad = ecosystem((), method_of()).triad
    assert triad is not None
    assert triad.complete is None
    assert ecosystem((), with_functions("animation")).triad is None


def test_a_leg_that_no_role_of_the_method_fills_is_unknown_not_absent():
    method = method_of(
        "type: methode\nid: m\nnom: M\nfonctions: [{id: f}]\nroles: [{id: producteur, triade: producteurs}]\n"
    )
    triad = ecosystem_of("  - {nom: A, roles: [producteur]}\n", method).triad
    assert triad is not None
    assert (triad.producers, triad.beneficiaries, triad.third) == (True, None, None)


def test_key_actors_weigh_and_care_and_those_to_convince_weigh_without_caring():
    people = ecosystem_of("""\
  - {nom: Clé, influence: 2, interet: 2}
  - {nom: Tiède, influence: 3, interet: 1}
  - {nom: Petit, influence: 1, interet: 3}
  - {nom: Peut-être, influence: 3}
  - {nom: Mystère}
""")
    assert [actor.id for actor in people.key_actors] == ["cle"]
    assert [actor.id for actor in people.to_convince] == ["tiede"]
    assert people.maybe_key_actors == 2
    assert people.maybe_to_convince == 2
