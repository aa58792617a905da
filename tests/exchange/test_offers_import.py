"""Records as the two public tools give them (old and new shapes), and the offers they become."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cit_toolkit.builtin_data import METHODS
from cit_toolkit.loading.files import load_file, load_text
from cit_toolkit.loading.mappings import load_mapping, mapping_of, mapping_problems
from cit_toolkit.model.method import Method
from cit_toolkit.model.offer import Offer, OffersFile
from cit_toolkit.pipeline.offers_import import ImportRequest, OffersImport, import_offers
from cit_toolkit.wording.catalog import Catalog

_METHOD = load_file(METHODS / "cit.yaml").model
assert isinstance(_METHOD, Method)
METHOD = _METHOD
MAPPINGS = {name: mapping_of(load_mapping(name)) for name in ("aides-territoires", "data-inclusion")}


def imported(name: str, *files: Path, departments: tuple[str, ...] = (), write_themes: bool = False) -> OffersImport:
    request = ImportRequest(MAPPINGS[name], METHOD, date(2026, 3, 12), departments, write_themes)
    return import_offers(files, request, Catalog.of("fr"))


def written(folder: Path, content: Any, name: str = "donnees.json") -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def offers_of(made: OffersImport) -> dict[str, Offer]:
    loaded = load_text(made.text, "offres.yaml")
    assert loaded.problems == (), made.text
    assert isinstance(loaded.model, OffersFile)
    return {offer.id: offer for offer in loaded.model.offers}


def remarks(made: OffersImport) -> list[str]:
    return [remark.code for offer in made.result.offers for remark in offer.remarks]


def one(folder: Path, name: str, record: dict[str, Any]) -> tuple[Offer, list[str], OffersImport]:
    made = imported(name, written(folder, [record]))
    (offer,) = offers_of(made).values()
    return offer, remarks(made), made


OLD_AID = {
    "id": 1234, "slug": "3d9e-creer-une-legumerie", "url": "/aides/3d9e-creer-une-legumerie/",
    "name": "Créer une légumerie", "short_title": "", "financers": ["Région Nouvelle-Aquitaine", "ADEME"],
    "instructors": [], "programs": ["France Relance"],
    "description": "<p>Appui à la <strong>transformation</strong>&nbsp;:</p><ul><li>étude</li><li>travaux</li></ul>",
    "eligibility": "<p>Projet collectif.</p>", "perimeter": "Nouvelle-Aquitaine (Région)",
    "mobilization_steps": ["Réflexion / conception"], "origin_url": "https://example.org/legumerie",
    "categories": ["Développement économique / production et consommation|Agriculture et agroalimentaire"],
    "is_call_for_project": True, "application_url": "",
    "targeted_audiences": ["Communes", "Associations", "Agriculteurs"], "aid_types": ["Subvention"],
    "is_charged": False,
    "destinations": ["Dépenses d’investissement"], "start_date": "2026-01-15", "predeposit_date": None,
    "submission_deadline": "2026-09-30", "subvention_rate_lower_bound": None, "subvention_rate_upper_bound": 80,
    "contact": "<p>Une Personne, 05 00 00 00 00</p>", "recurrence": "Ponctuelle",
    "project_examples": "<ul><li>Légumerie de cantine</li><li>Atelier de bocaux</li></ul>",
    "date_created": "2024-01-02T10:00:00Z", "date_updated": "2026-02-03T10:00:00Z",
}  # fmt: skip

NEW_AID = {
    "id": 5678, "slug": "accompagner-un-tiers-lieu", "url": "/aides/accompagner-un-tiers-lieu/",
    "name": "Accompagner un tiers-lieu", "name_initial": "AMI Tiers-lieux", "short_title": None,
    "financers": ["Agence X"], "financers_full": [{"id": 9, "name": "Agence X", "logo": None}],
    "description": "<p>Un appui.</p>", "eligibility": "", "perimeter": "Creuse", "perimeter_scale": "Département",
    "categories": ["Urbanisme / logement / aménagement / Foncier", "Nature / environnement / Inconnue"],
    "targeted_audiences": ["Commune", "Entreprise privée"], "aid_types": ["Ingénierie technique", "Aide inédite"],
    "aid_types_full": [{"id": 7, "name": "Ingénierie technique", "group": {"id": 2, "name": "Aide en ingénierie"}}],
    "is_charged": True, "start_date": None, "submission_deadline": "2026-06-31", "is_live": False,
    "project_references": ["Création d’un tiers-lieu"], "european_aid": None, "budget_total": 12000,
}  # fmt: skip


def test_an_aid_of_the_first_versions_becomes_an_offer(tmp_path: Path) -> None:
    offer, doubts, made = one(tmp_path, "aides-territoires", OLD_AID)
    assert doubts == []
    assert (offer.id, offer.title, offer.structure) == (
        "3d9e-creer-une-legumerie", "Créer une légumerie", "Région Nouvelle-Aquitaine, ADEME",
    )  # fmt: skip
    assert offer.description == (
        "Appui à la **transformation**\u00a0:\n\n- étude\n- travaux\n\n**Conditions**\n\nProjet collectif."
    )
    assert (offer.natures, offer.themes) == (("financement",), ("alimentation-agriculture",))
    assert {"collectivite", "association", "exploitation-agricole"} <= set(offer.audiences)
    assert offer.zone is not None and offer.zone.regions == ("Nouvelle-Aquitaine",)
    assert offer.cost is not None and offer.cost.free is True
    assert offer.availability is not None
    assert (str(offer.availability.start), str(offer.availability.end)) == ("2026-01-15", "2026-09-30")
    assert offer.examples == ("Légumerie de cantine", "Atelier de bocaux")
    assert offer.url == "https://aides-territoires.beta.gouv.fr/aides/3d9e-creer-une-legumerie/"
    assert offer.stages == () and offer.extra["avancement"] == ["Réflexion / conception"]
    assert (offer.extra["taux-subvention-max"], offer.extra["appel-a-projets"]) == ("80", "oui")
    assert "05 00 00 00 00" not in made.text and made.result.left_out["contact"] == 1


def test_an_aid_of_today_becomes_an_offer_and_what_is_doubtful_is_told(tmp_path: Path) -> None:
    offer, doubts, made = one(tmp_path, "aides-territoires", NEW_AID)
    # A new kind of aid, a 31st of June, an aid no longer on line. A new category of a known subject has its theme.
    assert sorted(doubts) == ["bad-date", "not-online", "unknown-word"]
    assert (offer.themes, offer.functions) == (("foncier", "ecologie-transition"), ("foncier-lieux",))
    assert offer.natures == ("expertise", "methode")
    assert offer.zone is not None and offer.zone.departments == ("23",)
    assert (offer.cost, offer.availability) == (None, None)
    assert offer.examples == ("Création d’un tiers-lieu",)
    assert offer.extra["budget-total"] == "12000" and made.result.added_columns == {"budget_total": 1}
    assert offer.extra["nom-initial"] == "AMI Tiers-lieux"
    assert "# à vérifier : « Aide inédite » n’a pas d’équivalent dans la correspondance\n" in made.text
    assert "# à vérifier : « 2026-06-31 » n’est pas une date\n" in made.text


def test_the_codes_of_the_first_interface_are_understood(tmp_path: Path) -> None:
    record = {"name": "A", "aid_types": ["grant", "technical_engineering"], "targeted_audiences": ["epci", "farmer"]}
    offer, doubts, _ = one(tmp_path, "aides-territoires", {**record, "perimeter": "France"})
    assert (offer.natures, offer.audiences) == (
        ("financement", "expertise", "methode"), ("collectivite", "exploitation-agricole"),
    )  # fmt: skip
    assert doubts == ["no-structure"]


def test_a_table_exported_from_the_site_is_read_with_its_french_columns(tmp_path: Path) -> None:
    table = written(
        tmp_path,
        "Nom,Lien,Financeurs,Bénéficiaire,Types d'aides,AAP/AMI,Récurrence,Descriptif,Date Clôture\n"
        "Aider,https://aides-territoires.beta.gouv.fr/aides/e342-aider/,Département,"
        '"Communes;Entreprises publiques locales (Sem, Spl, SemOp)",Subvention;Ingénierie financière,,'
        "Permanente,Un appui.,\n",
        "aides.csv",
    )
    made = imported("aides-territoires", table)
    offer = offers_of(made)["e342-aider"]
    assert offer.natures == ("financement", "expertise") and offer.audiences == ("collectivite", "entreprise")
    assert offer.extra["beneficiaires"] == ["Communes", "Entreprises publiques locales (Sem, Spl, SemOp)"]
    assert offer.zone is not None and offer.zone.others == ("non précisée par la source",)
    assert remarks(made) == ["no-zone"]


def test_commas_of_the_import_sheet_do_not_cut_the_words_that_hold_one(tmp_path: Path) -> None:
    table = written(
        tmp_path,
        "Nom;Porteurs d'aides;Sous-thématiques;Périmètre\n"
        "Aider;Région;Innovation, créativité et recherche, Emploi;Europe\n",
        "aides.csv",
    )
    (offer,) = offers_of(imported("aides-territoires", table)).values()
    assert offer.themes == ("economie", "evaluation-capitalisation", "emploi-competences")
    assert offer.zone is None


V1_SERVICE = {
    "source": "dora", "structure_id": "dora--foyer", "id": "dora--atelier-cv", "nom": "Atelier CV",
    "description": "On écrit son CV ensemble.", "lien_source": "https://example.org/atelier", "date_maj": "2026-01-02",
    "type": "atelier", "thematiques": ["preparer-sa-candidature--realiser-un-cv-et-ou-une-lettre-de-motivation"],
    "frais": "gratuit", "publics": ["jeunes"], "conditions_acces": "Sur inscription.",
    "modes_accueil": ["en-presentiel"],
    "zone_eligibilite": ["23", "87085", "200093201"], "courriel": "x@example.org", "telephone": "+33100000000",
    "contact_nom_prenom": "Une Personne", "score_qualite": 0.8,
    "extra": {"contact-session": [{"coordonnees": {"nom": "PETIT", "courriel": "petit@example.org"}}]},
}  # fmt: skip
V0_SERVICE = {
    "source": "mes-aides", "structure_id": "abc", "id": "42", "nom": "Micro-crédit mobilité",
    "presentation_resume": "Un prêt pour acheter un véhicule…",
    "presentation_detail": "Un prêt pour acheter un véhicule et aller travailler.",
    "types": ["financement", "nouveau-type"],
    "thematiques": ["mobilite--acheter-un-vehicule-motorise", "gestion-financiere--acces-au-micro-credit"],
    "frais": ["gratuit", "adhesion"], "profils": ["demandeurs-demploi"], "modes_accueil": ["a-distance"],
    "zone_diffusion_type": "region", "zone_diffusion_code": "75", "zone_diffusion_nom": "Nouvelle-Aquitaine",
    "date_suspension": "2026-12-31", "pre_requis": ["Avoir un emploi"], "justificatifs": ["Une promesse d’embauche"],
    "formulaire_en_ligne": "https://example.org/formulaire", "courriel": None, "telephone": None,
}  # fmt: skip


def test_a_service_of_the_present_schema_becomes_an_offer(tmp_path: Path) -> None:
    structures = written(tmp_path, [{"source": "dora", "id": "dora--foyer", "nom": "Foyer rural"}], "structures.json")
    made = imported("data-inclusion", written(tmp_path, {"items": [V1_SERVICE], "total": 1}), structures)
    (offer,) = offers_of(made).values()
    assert (offer.id, offer.structure) == ("dora-atelier-cv", "Foyer rural")
    assert offer.description == "On écrit son CV ensemble.\n\n**Conditions**\n\nSur inscription."
    assert (offer.natures, offer.themes, offer.formats) == (
        ("formation", "animation"), ("emploi-competences",), ("presentiel",),
    )  # fmt: skip
    assert offer.zone is not None
    assert (offer.zone.departments, offer.zone.municipalities) == (("23",), ("87085",))
    assert offer.zone.others == ("EPCI 200093201",) and remarks(made) == ["zone-in-words"]
    assert offer.cost is not None and offer.cost.free is True
    assert offer.audiences == () and offer.extra["profils"] == ["jeunes"]
    assert not any(
        private in made.text for private in ("x@example.org", "+33100000000", "Une Personne", "petit", "PETIT")
    )
    assert set(made.result.left_out) == {"courriel", "telephone", "contact_nom_prenom", "extra"}


def test_a_service_of_the_former_schema_becomes_an_offer(tmp_path: Path) -> None:
    structures = written(tmp_path, [{"source": "mes-aides", "id": "abc", "nom": "Caisse solidaire"}], "structures.json")
    made = imported("data-inclusion", structures, written(tmp_path, [V0_SERVICE]))
    (offer,) = offers_of(made).values()
    assert (offer.id, offer.structure) == ("mes-aides-42", "Caisse solidaire")
    # The summary says nothing that the full text does not: it is not printed twice.
    assert offer.description == (
        "Un prêt pour acheter un véhicule et aller travailler.\n\n"
        "**Conditions**\n\nAvoir un emploi\n\nUne promesse d’embauche"
    )
    assert (offer.natures, offer.themes) == (("financement",), ("mobilite", "financements", "sante-solidarite"))
    # 75 is Paris as a department and Nouvelle-Aquitaine as a region: the kind of area decides.
    assert offer.zone is not None and offer.zone.regions == ("Nouvelle-Aquitaine",)
    assert offer.cost is None
    assert offer.availability is not None and str(offer.availability.end) == "2026-12-31"
    assert offer.url == "https://example.org/formulaire"
    assert remarks(made) == ["unknown-word"]


@pytest.mark.parametrize(
    "cell",
    ["['mobilite', 'numerique']", "['mobilite' 'numerique']", "{mobilite,numerique}", '["mobilite", "numerique"]',
     "mobilite;numerique"],
)  # fmt: skip
def test_lists_are_read_however_a_table_writes_them(tmp_path: Path, cell: str) -> None:
    quoted = cell.replace('"', '""')
    table = f'source,structure_id,id,nom,thematiques,zone_eligibilite\nx,x--s,x--1,A,"{quoted}",france\n'
    (offer,) = offers_of(imported("data-inclusion", written(tmp_path, table, "services.csv"))).values()
    assert offer.themes == ("mobilite", "numerique")
    assert offer.zone is not None and offer.zone.country == "FR"


def test_a_service_whose_structure_is_nowhere_is_kept_and_told(tmp_path: Path) -> None:
    service = {**V1_SERVICE, "zone_eligibilite": ["france"]}
    offer, doubts, _ = one(tmp_path, "data-inclusion", service)
    assert (offer.structure, doubts) == (None, ["structures-elsewhere"])
    assert offer.extra["structure-id"] == "dora--foyer"
    other = written(tmp_path, [{"source": "dora", "id": "dora--autre", "nom": "Autre"}], "structures.json")
    assert remarks(imported("data-inclusion", written(tmp_path, [service]), other)) == ["structure-not-found"]


def test_what_gives_no_offer_is_listed_with_its_reason_and_nothing_is_lost(tmp_path: Path) -> None:
    records = [OLD_AID, {"description": "sans titre"}, "pas un objet", OLD_AID, {"name": "  <b></b> "}, NEW_AID]
    made = imported("aides-territoires", written(tmp_path, {"count": 9, "results": records}))
    assert [(record.rank, record.reason.code) for record in made.result.refused] == [
        (2, "no-title"), (3, "not-a-record"), (4, "again"), (5, "no-title"),
    ]  # fmt: skip
    assert made.read == len(records) == len(made.result.offers) + len(made.result.refused)
    assert made.files[0].announced == 9
    assert made.text.endswith(
        "# 4 enregistrements n’ont pas donné d’offre :\n"
        "# donnees.json, n° 2 (sans titre) : sans nom\n"
        "# donnees.json, n° 3 (pas un objet) : ce n’est pas un enregistrement\n"
        "# donnees.json, n° 4 (Créer une légumerie) : déjà lu : donnees.json, n° 1, est la même offre"
        " (3d9e-creer-une-legumerie)\n"
        "# donnees.json, n° 5 (…) : sans nom\n"
    )


def test_only_what_may_be_in_the_departments_asked_for_is_kept(tmp_path: Path) -> None:
    places = {"region": "Nouvelle-Aquitaine (Région)", "ici": "Creuse (Département)", "ailleurs": "Gard (Département)",
              "partout": "France", "mots": "CC du Pays Sostranien (EPCI)"}  # fmt: skip
    records = [{"name": name, "financers": ["X"], "perimeter": place} for name, place in places.items()]
    made = imported("aides-territoires", written(tmp_path, records), departments=("23",))
    assert (set(offers_of(made)), made.result.elsewhere) == ({"region", "ici", "partout", "mots"}, 1)


def test_a_proposed_theme_is_a_remark_or_is_written_when_asked(tmp_path: Path) -> None:
    file = written(
        tmp_path, [{"name": "École : isolation thermique", "description": "Des travaux.", "perimeter": "France"}]
    )
    proposed = imported("aides-territoires", file)
    assert "# thèmes proposés, si cela convient : « themes: [energie, culture-education] »\n" in proposed.text
    assert offers_of(proposed)["ecole-isolation-thermique"].themes == ()
    asked = imported("aides-territoires", file, write_themes=True)
    assert offers_of(asked)["ecole-isolation-thermique"].themes == ("energie", "culture-education")


def test_dates_in_the_wrong_order_are_told_and_not_kept(tmp_path: Path) -> None:
    record = {
        "name": "A",
        "financers": ["X"],
        "perimeter": "France",
        "start_date": "04/10/26",
        "submission_deadline": "04/07/26",
    }
    offer, doubts, made = one(tmp_path, "aides-territoires", record)
    assert (offer.availability, doubts) == (None, ["dates-reversed"])
    assert "la fin (2026-07-04) vient avant le début (2026-10-04)" in made.text


@pytest.mark.parametrize("name", MAPPINGS)
def test_the_mappings_provided_name_only_what_the_method_has(name: str) -> None:
    assert load_mapping(name).problems == ()
    assert mapping_problems(MAPPINGS[name], METHOD) == []


def test_the_order_of_the_records_does_not_change_the_file(tmp_path: Path) -> None:
    one_way = imported("aides-territoires", written(tmp_path, [OLD_AID, NEW_AID])).text
    assert imported("aides-territoires", written(tmp_path, [NEW_AID, OLD_AID])).text == one_way


def test_themes_that_another_method_does_not_name_are_told_not_written(tmp_path: Path) -> None:
    other = load_text(
        "type: methode\nid: autre\nnom: Autre\nfonctions: [{id: a}]\nthemes: [{id: economie}]\n"
        "categories_acteurs: [{id: association}]\n",
        "m.yaml",
    ).model
    assert isinstance(other, Method)
    request = ImportRequest(MAPPINGS["aides-territoires"], other, date(2026, 3, 12))
    made = import_offers([written(tmp_path, [OLD_AID])], request, Catalog.of("fr"))
    (offer,) = offers_of(made).values()
    # The category of the aid has no theme there: that of the wider subject is left.
    assert (offer.themes, offer.audiences) == (("economie",), ("association",))
    assert [remark.arguments["word"] for offer in made.result.offers for remark in offer.remarks] == [
        "Communes", "Agriculteurs",
    ]  # fmt: skip


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)
columns = {name: [*{column for names in MAPPINGS[name].columns.all_names() for column in names}] for name in MAPPINGS}


@settings(max_examples=60, deadline=None)
@given(data=st.data(), name=st.sampled_from(sorted(MAPPINGS)))
def test_whatever_the_records_hold_the_file_reads_back_and_every_record_is_accounted_for(
    data: st.DataObject, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    record = st.dictionaries(st.sampled_from(columns[name]) | st.text(max_size=10), anything, max_size=8)
    records = data.draw(st.lists(record | scalars, max_size=5))
    path = tmp_path_factory.mktemp("import") / "x.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    made = imported(name, path)
    structures = (
        sum(isinstance(r, dict) and {"structure_id", "structure"}.isdisjoint(r) for r in records)
        if name == "data-inclusion"
        else 0
    )
    assert made.read in (len(records), len(records) - structures)
    if made.result.offers:
        assert len(offers_of(made)) == len(made.result.offers)
