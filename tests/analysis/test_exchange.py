"""Who could bring what to whom: between territories, and inside one."""

from analysis.territories import METHOD, method_of, territory_of
from cit_toolkit.analysis.exchange import exchange
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.territory import Territory

METHOD_OF_TEST = method_of(METHOD)


def place(name: str, actors: str, more: str = "") -> Territory:
    body = f"id: {name}\n" + (f"acteurs:\n{actors}" if actors else "") + more
    return territory_of(body, METHOD_OF_TEST)


SHARED = "  - {nom: A, fonctions: {animation: 2}}\n  - {nom: B, fonctions: {animation: 3}}\n"
ABSENT = "  - {nom: C, fonctions: {foncier: 1}}\n"
UNSURE = "  - {nom: D, fonctions: {animation: inconnu}}\n"


def passages(*territories: Territory) -> list[tuple[str, str, list[tuple[str, bool]], bool]]:
    return [
        (p.giver.id, p.taker.id, [(lesson.function.id, lesson.certain) for lesson in p.lessons], p.mutual)
        for p in exchange(territories, METHOD_OF_TEST).passages
    ]


def test_a_function_shared_here_and_absent_there_is_an_introduction_to_make() -> None:
    assert passages(place("a", SHARED), place("b", ABSENT)) == [("a", "b", [("animation", True)], False)]


def test_a_function_that_may_be_absent_is_told_as_such() -> None:
    assert passages(place("a", SHARED), place("b", UNSURE)) == [("a", "b", [("animation", False)], False)]


def test_one_holder_is_not_enough_to_show_it_and_one_that_begins_does_not_lack_it() -> None:
    fragile = place("a", "  - {nom: A, fonctions: {animation: 3}}\n")
    seed = place("c", "  - {nom: C, fonctions: {animation: 1}}\n")
    assert passages(fragile, place("b", ABSENT)) == []
    assert passages(place("a", SHARED), seed) == []


def test_exchanges_both_ways_come_first_then_what_weighs_most() -> None:
    both = place("d", "  - {nom: E, fonctions: {foncier: 2}}\n  - {nom: F, fonctions: {foncier: 2}}\n")
    told = passages(place("a", SHARED), place("c", UNSURE), both)
    assert told[:2] == [("a", "d", [("animation", True)], True), ("d", "a", [("foncier", True)], True)]
    assert [each[:2] for each in told[2:]] == [("d", "c"), ("a", "c")]


def test_a_territory_without_actors_is_told_apart_for_nothing_is_known_of_it() -> None:
    found = exchange([place("a", SHARED), place("b", "")], METHOD_OF_TEST)
    assert (found.passages, [territory.id for territory in found.undescribed]) == ((), ["b"])


def test_neighbours_are_in_one_department_or_region() -> None:
    here = place("a", SHARED, "departement: '37'\nregion: Centre-Val de Loire\n")
    places = [
        ("communes: ['37001']\n", True),
        ("region: centre val de loire\n", True),
        ("departement: '23'\n", False),
        ("", False),
    ]
    for more, near in places:
        (passage,) = exchange([here, place("b", ABSENT, more)], METHOD_OF_TEST).passages
        assert passage.near is near


INNER = """\
acteurs:
  - {nom: Ferme, roles: [producteur], fonctions: {foncier: 3}}
  - {nom: Atelier, roles: [producteur], fonctions: {foncier: inconnu}}
  - {nom: Jardin, roles: inconnu, fonctions: {foncier: 2}}
  - {nom: Banque, roles: [financeur], fonctions: {foncier: 3}}
  - {nom: Usine, roles: [producteur], fonctions: {foncier: 1}}
  - {nom: École, roles: [beneficiaire]}
relations: [{entre: [ferme, ecole], nature: cooperation}, {entre: [jardin, ecole], nature: conflit}]
besoins:
  - {intitule: Un terrain, fonctions: [foncier], porteurs: [ecole]}
  - {intitule: Fini, fonctions: [foncier], porteurs: [ecole], statut: couvert}
  - {intitule: Sans fonction, porteurs: [ecole]}
  - {intitule: Pour la banque, fonctions: [foncier], porteurs: [banque]}
"""


def test_producers_who_hold_what_beneficiaries_need_are_found_the_certain_ones_first() -> None:
    (inner,) = exchange([territory_of(INNER, METHOD_OF_TEST)], METHOD_OF_TEST).inner
    (need,) = inner.needs
    assert (need.need.id, [actor.id for actor in need.beneficiaries]) == ("un-terrain", ["ecole"])
    assert [(a.producer.id, a.certain, a.linked) for a in need.answers] == [
        ("ferme", True, True), ("atelier", False, False), ("jardin", False, False),
    ]  # fmt: skip
    assert need.answers[1].functions[0][1] == Interval(0, 3)


def test_without_any_relation_described_nobody_knows_who_is_linked() -> None:
    body = INNER.replace(INNER.split("relations: ")[1].split("\n")[0], "inconnu")
    (inner,) = exchange([territory_of(body, METHOD_OF_TEST)], METHOD_OF_TEST).inner
    assert {answer.linked for answer in inner.needs[0].answers} == {None}


def test_a_method_without_these_roles_says_so() -> None:
    bare = method_of("type: methode\nid: essai\nnom: Essai\nfonctions: [{id: foncier}]\n")
    found = exchange([territory_of("acteurs: [{nom: A}]\n", bare)], bare)
    assert (found.triad_known, found.inner) == (False, ())
