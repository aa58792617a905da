"""Territories and catalogues written as YAML, read, resolved and matched as the program does it."""

from collections.abc import Sequence
from datetime import date

from analysis.territories import method_of
from cit_toolkit.analysis.matching.building import PlanOptions
from cit_toolkit.analysis.matching.entrants import (
    EnteringCatalogue,
    EnteringTerritory,
    demands_of,
    entering_catalogue,
    entering_territory,
    joint_capacities,
    resources_of,
    supplies_of,
)
from cit_toolkit.analysis.matching.match import Match, match
from cit_toolkit.analysis.matching.parties import Demand, Supply
from cit_toolkit.loading.files import load_text
from cit_toolkit.loading.references import resolve_catalogue, resolve_territory
from cit_toolkit.model.method import Method
from cit_toolkit.model.offer import OffersFile
from cit_toolkit.model.territory import Territory
from cit_toolkit.problems import Severity

METHOD = """\
type: methode
id: essai
nom: Méthode d’essai
categories_acteurs: [{id: collectivite}, {id: association}, {id: entreprise}]
fonctions: [{id: animation}, {id: foncier}, {id: gouvernance}]
themes:
  [{id: economie}, {id: financements, parent: economie}, {id: paie, parent: economie}, {id: juridique}, {id: bois}]
grille: [{id: portage, criteres: [{id: collectif, question: Qui ?, niveaux: [a, b, c, d]}]}]
etapes: [{id: debut}, {id: milieu, seuils: {collectif: 1}}, {id: fin, seuils: {collectif: 3}}]
appariement: {poids: {fonctions: 3, themes: 3, natures: 2, etape: 1, proximite: 1}, seuil: 350}
"""
TODAY = date(2026, 1, 15)
FULL_NEED = (
    "themes: [juridique], fonctions: [gouvernance], natures: [expertise], jours: 2, budget: 1000, urgence: 2, "
    "importance: 2, formats: [presentiel], porteurs: [mairie], periode: {du: 2026-02, au: 2026-06}"
)
FULL_OFFER = (
    "themes: [juridique], fonctions: [gouvernance], natures: [expertise], cout: {forfait: 800}, "
    "formats: [presentiel], disponibilite: {du: 2026-01, au: 2026-12}, zone: {departements: ['37']}"
)
PLACE = (
    "departement: '37'\nregion: Centre-Val de Loire\ncommunes: ['37231']\ngrille: {collectif: 1}\n"
    "acteurs: [{id: mairie, nom: Mairie, categorie: collectivite}]\n"
)


def place(needs: str, name: str = "Val", head: str = PLACE) -> str:
    """A territory from its needs, one a line: `{id: a, …}`."""
    listed = "".join(f"  - {{intitule: Besoin, {need}}}\n" for need in needs.splitlines())
    return f"type: territoire\nnom: {name}\n{head}" + (f"besoins:\n{listed}" if listed else "")


def catalogue(offers: str, structures: str = "") -> str:
    """A catalogue from its offers, one a line."""
    listed = "".join(f"  - {{intitule: Offre, {offer}}}\n" for offer in offers.splitlines())
    return "type: offres\n" + structures + (f"offres:\n{listed}" if listed else "")


def read_territory(text: str, method: Method, name: str = "lieu.yaml") -> EnteringTerritory:
    """A territory that must be sound."""
    loaded = load_text(text, name)
    assert isinstance(loaded.model, Territory)
    territory, problems = resolve_territory(loaded.model, method)
    assert [p for p in (*loaded.problems, *problems) if p.severity is Severity.ERROR] == []
    return entering_territory(territory, method)


def read_catalogue(text: str, method: Method, name: str = "offres.yaml") -> EnteringCatalogue:
    """A catalogue that must be sound."""
    loaded = load_text(text, name)
    assert isinstance(loaded.model, OffersFile)
    offers, problems = resolve_catalogue(loaded.model, method)
    assert [*loaded.problems, *problems] == []
    return entering_catalogue(offers, name.removesuffix(".yaml"))


def matched(
    territories: Sequence[str],
    catalogues: Sequence[str],
    options: PlanOptions | None = None,
    method: Method | None = None,
    today: date = TODAY,
) -> Match:
    """The match of files given as texts."""
    method = method or method_of(METHOD)
    places = [read_territory(text, method, f"lieu-{i}.yaml") for i, text in enumerate(territories)]
    offers = [read_catalogue(text, method, f"offres-{i}.yaml") for i, text in enumerate(catalogues)]
    demands: list[Demand] = [demand for each in places for demand in demands_of(each)]
    supplies: list[Supply] = [supply for each in places for supply in resources_of(each)]
    supplies += [supply for catalogue in offers for supply in supplies_of(catalogue)]
    joint = [capacity for catalogue in offers for capacity in joint_capacities(catalogue)]
    return match(demands, supplies, joint, method, today, options or PlanOptions())


def one_pair(need: str, offer: str, head: str = PLACE) -> tuple[Demand, Supply]:
    """A need and an offer."""
    method = method_of(METHOD)
    (demand,) = demands_of(read_territory(place(f"id: besoin, {need}", head=head), method))
    (supply,) = supplies_of(read_catalogue(catalogue(f"id: offre, {offer}"), method))
    return demand, supply


def plan_of(found: Match) -> list[tuple[str, str, str]]:
    """(territory, need, offer) of each pair of the plan."""
    return sorted(
        (*found.demands[found.pairs.demand[pair]].key, found.supplies[found.pairs.supply[pair]].id)
        for pair in found.made.tolist()
    )
