"""A list in the shape of Aides-territoires, imported, then matched with the needs of the valley."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from analysis.matching.networks import matched
from cit_toolkit.builtin_data import METHODS
from cit_toolkit.loading.files import load_file
from cit_toolkit.loading.mappings import load_mapping, mapping_of
from cit_toolkit.model.method import Method
from cit_toolkit.pipeline.offers_import import ImportRequest, import_offers
from cit_toolkit.wording.catalog import Catalog
from running_cit import VALLEY

MOBILITY, HOUSING = "Mobilité / transports", "Urbanisme / logement / aménagement"
ECONOMY, FOOD = "Développement économique / production et consommation", "Agriculture et agroalimentaire"
CULTURE = "Culture et identité collective / patrimoine / sports"
EVERYBODY = ["Communes", "Associations", "Agriculteurs", "Particuliers"]


def aid(slug: str, name: str, category: str, kind: str, description: str, **more: Any) -> dict[str, Any]:
    """An aid as the interface gives it; these are invented."""
    return {
        "slug": slug, "url": f"/aides/{slug}/", "name": name, "description": f"<p>{description}</p>",
        "categories": [category], "aid_types": [kind], "targeted_audiences": EVERYBODY,
        "financers": ["Région inventée"], "perimeter": "Europe", "is_charged": False, **more,
    }  # fmt: skip


AIDS = [
    aid("navettes", "Mettre en place des navettes de soirée", f"{MOBILITY} / Mobilité pour tous", "Subvention",
        "Minibus et transport à la demande pour se déplacer sans voiture."),
    aid("legumerie", "Étudier une légumerie", f"{ECONOMY} / {FOOD}", "Ingénierie technique",
        "Laver, éplucher et livrer des légumes aux cantines et aux maisons de retraite."),
    aid("terres", "Préserver les terres agricoles", f"{HOUSING} / Foncier", "Ingénierie technique",
        "Portage foncier des fermes quand les paysans partent à la retraite."),
    aid("saisonniers", "Loger les saisonniers", f"{HOUSING} / Logement et habitat", "Subvention",
        "Hébergement des travailleurs saisonniers et des stagiaires."),
    aid("animation", "Financer un poste d’animation", "Fonctions support / Animation et mise en réseau", "Subvention",
        "Une partie du poste de coordination d’un collectif."),
    aid("ponts", "Rénover les ponts routiers", f"{HOUSING} / Voirie et réseaux", "Subvention", "Ouvrages d’art.",
        targeted_audiences=["Départements"]),
    aid("piscines", "Construire un bassin de natation", f"{CULTURE} / Sports et loisirs", "Prêt", "Sports d’eau.",
        targeted_audiences=["Régions"]),
]  # fmt: skip
MADE_FOR = {
    "deplacements": "navettes",
    "legumerie": "legumerie",
    "foncier-agricole": "terres",
    "logement-saisonnier": "saisonniers",
    "poste-animation": "animation",
}


def test_each_need_of_the_valley_finds_first_the_aid_that_was_written_for_it(tmp_path: Path) -> None:
    method = load_file(METHODS / "cit.yaml").model
    assert isinstance(method, Method)
    (tmp_path / "aides.json").write_text(json.dumps({"count": len(AIDS), "results": AIDS}), encoding="utf-8")
    request = ImportRequest(mapping_of(load_mapping("aides-territoires")), method, date(2025, 12, 1))
    made = import_offers([tmp_path / "aides.json"], request, Catalog.of("fr"))
    assert [remark for offer in made.result.offers for remark in offer.remarks] == []
    found = matched([VALLEY.read_text(encoding="utf-8")], [made.text], None, method, date(2025, 12, 1))
    first = {}
    for rank, demand in enumerate(found.demands):
        offers = [found.supplies[found.pairs.supply[pair]] for pair in found.possible_of.get(rank, ())]
        imported = [supply.offer.id for supply in offers if supply.local is None]
        first[demand.need.id] = imported[0] if imported else None
    assert {need: first[need] for need in MADE_FOR} == MADE_FOR
    assert not {"ponts", "piscines"} & set(first.values())
