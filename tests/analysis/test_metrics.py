import math

from analysis.territories import diagnosis_of, method_of, territory_of, with_functions
from cit_toolkit.analysis.ecosystem import ecosystem
from cit_toolkit.analysis.functions_coverage import functions_coverage
from cit_toolkit.analysis.metrics import metric_names, metrics
from cit_toolkit.model.interval import Interval


def metrics_of(body, method=None):
    method = method or method_of()
    territory = territory_of(body, method)
    coverage = functions_coverage(territory.actors, method.functions)
    return metrics(territory, method, coverage, ecosystem(territory.actors, method))


BODY = """\
acteurs:
  - {nom: A, categorie: association, cercle: cooperation, roles: [producteur], fonctions: {animation: 3}}
  - {nom: B, categorie: association, cercle: inconnu, fonctions: {animation: 2, foncier: 1}}
  - {nom: C, fonctions: [foncier]}
relations: [{entre: [a, b], nature: projet}]
besoins:
  - {intitule: Un, origine: [{cercle: cooperation, parole: Aidez-nous}]}
  - {intitule: Deux}
ressources: [{intitule: Salle}]
grille: {collectif: 2}
"""


def test_every_figure_a_threshold_may_name_has_a_value():
    values = metrics_of(BODY)
    assert {name: (value.low, value.high) for name, value in values.items()} == {
        "collectif": (2, 2),
        "legitimite": (0, 3),
        "acteurs.nombre": (3, 3),
        "acteurs.categories": (1, 2),
        "acteurs.par_categorie.collectivite": (0, 1),
        "acteurs.par_categorie.association": (2, 3),
        "acteurs.par_categorie.entreprise": (0, 1),
        "acteurs.par_categorie.habitants": (0, 1),
        "acteurs.par_cercle.cooperation": (1, 3),
        "acteurs.par_cercle.information": (0, 2),
        "acteurs.par_role.producteur": (1, 3),
        "acteurs.par_role.beneficiaire": (0, 2),
        "acteurs.par_role.financeur": (0, 2),
        "relations.nombre": (1, 1),
        "besoins.nombre": (2, 2),
        "besoins.avec_parole": (1, 1),
        "ressources.nombre": (1, 1),
        # animation partagée (1, weight 2); foncier en germe or fragile (1/3 to 2/3, weight 1)
        "couverture": ((2 + 1 / 3) / 3, (2 + 2 / 3) / 3),
        "fonctions.assurees": (1, 2),
        "fonctions.partagees": (1, 1),
        "fonctions.animation": (3, 3),
        "fonctions.foncier": (1, 3),
    }


def test_the_names_listed_are_those_that_have_a_value():
    assert set(metric_names(method_of())) == set(metrics_of(BODY))


def test_relations_left_out_are_unknown_and_an_empty_list_is_none():
    assert metrics_of("acteurs: []\n")["relations.nombre"] == Interval(0, math.inf)
    assert metrics_of("acteurs: []\nrelations: []\n")["relations.nombre"] == Interval(0, 0)


def test_with_no_actor_described_nothing_is_known_of_the_functions():
    values = metrics_of("acteurs: []\n")
    names = ("couverture", "fonctions.assurees", "fonctions.partagees", "fonctions.animation")
    assert [values[name] for name in names] == [Interval(0, 1), Interval(0, 2), Interval(0, 2), Interval(0, 3)]


def test_functions_without_weight_are_still_held():
    values = metrics_of("acteurs: [{nom: A, fonctions: {animation: 3}}]\n", with_functions("animation 0"))
    assert (values["couverture"], values["fonctions.assurees"]) == (Interval(0, 1), Interval(1, 1))


def test_a_stage_may_wait_for_any_of_them():
    method = method_of(
        "type: methode\nid: m\nnom: M\nfonctions: [{id: f}]\n"
        "etapes: [{id: un, seuils: {fonctions.partagees: 1, relations.nombre: 3}}]\n"
    )
    stage = diagnosis_of("acteurs: [{nom: A, fonctions: {f: 2}}]\n", method).stage
    assert stage is not None
    assert [gate.name for gate in stage.to_do] == ["fonctions.partagees"]
    assert [gate.name for gate in stage.to_verify] == ["relations.nombre"]
