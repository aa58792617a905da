"""Directories, tables and maps in the shapes their tools give, all invented, and the actors and links they become."""

import csv
import io
import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cit_toolkit.builtin_data import METHODS
from cit_toolkit.exchange.importers import ACTOR_MAPPINGS
from cit_toolkit.exchange.places_asked import PlacesAsked
from cit_toolkit.exchange.spreadsheets import workbook_bytes
from cit_toolkit.loading.files import load_file, load_text
from cit_toolkit.loading.mappings import actors_mapping_of, load_mapping, table_mapping_problems
from cit_toolkit.model.actor import Actor, RelationNature
from cit_toolkit.model.actor_mapping import ActorsMapping
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.method import Method
from cit_toolkit.model.territory import Territory
from cit_toolkit.pipeline.actors_import import ActorsImport, ActorsRequest, addition, import_actors, new_territory
from cit_toolkit.pipeline.kept_mapping import kept_mapping
from cit_toolkit.problems import Severity
from cit_toolkit.wording.catalog import Catalog

_METHOD = load_file(METHODS / "cit.yaml").model
assert isinstance(_METHOD, Method)
METHOD = _METHOD
FR = Catalog.of("fr")
SIRET = "73282932000074"  # passes its check: see test_official_numbers


def imported(*files: Path, **asked: Any) -> ActorsImport:
    return import_actors(files, ActorsRequest(METHOD, date(2026, 3, 12), **asked))


def written(folder: Path, content: Any, name: str = "donnees.json") -> Path:
    path = folder / name
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def territory_of(made: ActorsImport) -> Territory:
    """What our own reader finds in the file that is written."""
    text = new_territory(made, [Path("essai.json")], FR)
    loaded = load_text(text, "essai.yaml")
    assert [problem for problem in loaded.problems if problem.severity is Severity.ERROR] == [], text
    assert isinstance(loaded.model, Territory)
    return loaded.model


def actors_of(made: ActorsImport) -> dict[str, Actor]:
    return {actor.id: actor for actor in territory_of(made).actors}


def doubts(made: ActorsImport) -> list[tuple[str, str]]:
    """Code and cell of each remark."""
    return [(remark.code, actor.record.cell(remark.column)) for actor in made.actors for remark in actor.remarks]


def refusals(made: ActorsImport) -> list[tuple[str, int]]:
    return [(record.reason.code, record.rank) for record in made.refused]


# GoGoCarto


ELEMENT = {
    "id": "3fQ", "name": "Le Fournil partagé", "geo": {"latitude": 46.81234, "longitude": 1.69012},
    "sourceKey": "Annuaire fictif",
    "address": {"streetAddress": "2 place du Four", "addressLocality": "Orsel", "postalCode": "36999",
                "addressCountry": "FR"},
    "createdAt": "2021-05-04T10:00:00+02:00", "updatedAt": "2024-01-02T10:00:00+02:00", "status": 4,
    "categories": ["Coopératives", "Alimentation"],
    "categoriesFull": [{"id": 12, "name": "Coopératives", "description": "", "index": 0}],
    "description": "<p>Du pain, <b>ensemble</b>.</p>", "email": "bonjour@fournil.example", "telephone": "0254000000",
    "website": "www.fournil.example", "openHours": {"Mo": "09:00-12:00"}, "subscriberEmails": ["x@fournil.example"],
    "nombre_de_fours": 2,
}  # fmt: skip


def test_an_element_of_gogocarto_becomes_an_actor(tmp_path: Path) -> None:
    path = written(tmp_path, {"licence": "ODbL", "ontology": "gogofull", "data": [ELEMENT]})
    made = imported(path)
    (actor,) = actors_of(made).values()
    assert (actor.id, actor.name, actor.category) == ("le-fournil-partage", "Le Fournil partagé", "cooperative")
    assert (actor.municipality, actor.website) == ("Orsel", "https://www.fournil.example")
    assert actor.note == "Du pain, **ensemble**."
    assert actor.contact is not None
    assert (actor.contact.email, actor.contact.phone) == ("bonjour@fournil.example", "0254000000")
    assert (actor.extra["code-postal"], actor.extra["latitude"]) == ("36999", "46.81234")
    assert actor.extra["categories"] == ["Coopératives", "Alimentation"]
    assert actor.extra["horaires"] == {"Mo": "09:00-12:00"}
    assert actor.extra["identifiant-source"] == "Annuaire fictif 3fQ"
    assert made.described.added_columns == {"nombre_de_fours": 1} and actor.extra["nombre-de-fours"] == "2"
    assert set(made.described.left_out) == {"categoriesFull", "subscriberEmails"}
    assert doubts(made) == []


def test_a_compact_answer_of_gogocarto_gives_names_and_positions(tmp_path: Path) -> None:
    content = {
        "ontology": "gogocompact",
        "mapping": ["id", ["name"], "latitude", "longitude", "status", "moderationState"],
        "data": [["3f", ["Le Fournil"], 46.81234, 1.69012, 1, 0], ["4a", ["Le Silo"], 46.9, 1.7, -2, 0], None],
    }
    made = imported(written(tmp_path, content))
    assert [(a.name, a.extra["longitude"]) for a in actors_of(made).values()] == [
        ("Le Fournil", "1.69012"), ("Le Silo", "1.7"),
    ]  # fmt: skip
    # A status of -2 is that of a card its map refused.
    assert [code for code, _ in doubts(made)] == ["not-online"]
    assert refusals(made) == [("not-a-record", 3)]


def test_the_first_answers_of_gogocarto_are_read_too(tmp_path: Path) -> None:
    full = {
        "id": "10kw", "status": 1, "moderationState": 0, "name": "La Ruche d’Orsel",
        "geo": {"latitude": 46.3252, "longitude": -0.0339}, "telephone": "967000000", "website": "", "email": "hidden",
        "address": {"streetAddress": "5 rue Haute", "addressLocality": "Orsel", "postalCode": "79999"},
        "openHoursMoreInfos": "Le jeudi", "sourceKey": "Annuaire", "optionValues": [10429, 10427],
        "descriptionMore": None,
    }  # fmt: skip
    made = imported(written(tmp_path, {"ontology": "gogofull", "data": [full]}))
    (actor,) = actors_of(made).values()
    # The e-mail is not told: it is no mistake of anybody's. The telephone was a number once.
    assert actor.contact is not None and (actor.contact.email, actor.contact.phone) == (None, "0967000000")
    assert [code for code, _ in doubts(made)] == ["zeros-restored"]
    assert (actor.municipality, actor.extra["horaires-precisions"]) == ("Orsel", "Le jeudi")
    assert set(made.described.left_out) == {"moderationState", "optionValues"}
    compact = {"ontology": "gogocompact", "data": [["10j2", "A Table", 45.86382, -0.56886, [10430]]]}
    numbered = {**full, "optionValues": None, "categories": [10429, 10427]}
    assert [code for code, _ in doubts(imported(written(tmp_path, {"data": [numbered]})))] == [
        "actor-word-number", "zeros-restored",
    ]  # fmt: skip
    (short,) = actors_of(imported(written(tmp_path, compact))).values()
    assert (short.name, short.extra["latitude"]) == ("A Table", "45.86382")


# data·inclusion


V0 = {
    "_di_surrogate_id": "dora-1", "source": "dora", "id": "1", "nom": "CCAS d’Orsel", "siret": SIRET, "rna": None,
    "commune": "Orsel", "code_postal": "36999", "code_insee": "36999", "adresse": "1 rue du Puits",
    "complement_adresse": "Bât. B", "longitude": 1.69, "latitude": 46.81, "typologie": "CCAS",
    "telephone": "+33254000000",
    "courriel": "ccas@orsel.example", "site_web": "https://orsel.example", "presentation_resume": "Aide.",
    "presentation_detail": "Aide et écoute.", "date_maj": "2024-01-02", "antenne": False, "lien_source": None,
    "horaires_ouverture": "Mo-Fr 09:00-12:00", "accessibilite": None, "labels_nationaux": ["france-service"],
    "labels_autres": [], "thematiques": ["numerique"],
}  # fmt: skip
V1 = {
    "source": "dora", "id": "dora--2", "nom": "Mission locale du Val", "description": "Un accompagnement des jeunes.",
    "date_maj": "2025-02-14", "siret": None, "commune": "Virlouve", "code_postal": "37999", "code_insee": "37999",
    "adresse": "3 rue Haute", "complement_adresse": None, "longitude": None, "latitude": None, "telephone": None,
    "courriel": "ml@val.example", "site_web": None, "horaires_accueil": None, "accessibilite_lieu": None,
    "reseaux_porteurs": ["mission-locale", "reseau-inedit"], "lien_source": None, "score_qualite": 0.6,
}  # fmt: skip


@pytest.mark.parametrize("shape", ["list", "items", "lines", "csv"])
def test_structures_of_both_schemas_become_actors(tmp_path: Path, shape: str) -> None:
    if shape == "csv":
        stream = io.StringIO(newline="")
        writer = csv.DictWriter(stream, list(dict.fromkeys([*V0, *V1])), delimiter=";")
        writer.writeheader()
        for record in (V0, V1):
            writer.writerow({k: json.dumps(v) if isinstance(v, list) else v for k, v in record.items()})
        path = written(tmp_path, stream.getvalue(), "structures.csv")
    elif shape == "lines":
        path = written(tmp_path, "".join(json.dumps(each) + "\n" for each in (V0, V1)))
    else:
        path = written(tmp_path, [V0, V1] if shape == "list" else {"items": [V0, V1], "total": 2})
    made = imported(path)
    assert {table.mapping.id for table in made.tables} == {"acteurs-data-inclusion"}
    first, second = actors_of(made).values()
    assert (first.category, first.siren, first.extra["siret"]) == ("collectivite", "732829320", SIRET)
    assert first.note == "Aide.\n\nAide et écoute." and first.website == "https://orsel.example"
    assert (second.category, second.siren, second.municipality) == ("accompagnement", None, "Virlouve")
    assert second.contact is not None and second.contact.email == "ml@val.example"
    assert second.extra["categorie"] == ["mission-locale", "reseau-inedit"]
    assert {"complement_adresse", "_di_surrogate_id"} <= set(made.described.left_out)
    assert doubts(made) == []


def test_only_what_may_lie_in_the_places_asked_for_is_kept(tmp_path: Path) -> None:
    nowhere = {"source": "dora", "id": "3", "nom": "Sans lieu", "siret": None, "date_maj": "2024-01-01"}
    path = written(tmp_path, [V0, V1, nowhere])
    by_department = imported(path, places=PlacesAsked(departments=("36",)))
    assert [actor.values["nom"] for actor in by_department.actors] == ["CCAS d’Orsel", "Sans lieu"]
    assert by_department.described.elsewhere == 1
    for asked in ("37999", "virlouve", "Virlouve"):
        made = imported(path, places=PlacesAsked(municipalities=(asked,)))
        assert [actor.values["nom"] for actor in made.actors] == ["Mission locale du Val", "Sans lieu"]


# Tables


TABLE = """\
Acteurs du pays d’Orsel;;;;;;;
;;;;;;;
Nom de la structure *;Type;N° SIRET;Commune;Mail;Tél.;Animation;Couleur
Mairie d’Orsel;mairie;73282932000074;36999 Orsel;mairie@orsel.example;254000000;2;vert
La Grange;asso;7,32829E+13;Orsel;;;3;'=1+1
;asso;;Orsel;;;;
Le Café;Tiers-lieu;;Orsel;pas un courriel;;beaucoup;voir lea@cafe.example
"""


def test_a_table_is_guessed_and_each_doubt_has_its_cell(tmp_path: Path) -> None:
    made = imported(written(tmp_path, TABLE, "liste.csv"))
    (table,) = made.tables
    columns = table.mapping.columns
    assert table.guessed and table.file.above == 1
    assert (columns.name, columns.category, columns.siret, columns.email) == (
        ("Nom de la structure *",), ("Type",), ("N° SIRET",), ("Mail",),
    )  # fmt: skip
    town, barn, cafe = actors_of(made).values()
    assert (town.category, town.siren, town.municipality) == ("collectivite", "732829320", "Orsel")
    assert town.functions == {"animation": Interval.exactly(2)} and town.extra["code-postal"] == "36999"
    assert town.contact is not None and town.contact.phone == "0254000000"
    assert (barn.category, barn.siren, barn.extra["siret"], barn.extra["couleur"]) == (
        "association", None, "7,32829E+13", "=1+1",
    )  # fmt: skip
    # «beaucoup» is no level: nothing is known of what the café does.
    assert cafe.functions is None and cafe.extra["categorie"] == ["Tiers-lieu"]
    # An e-mail in a column of no account is as internal as any other.
    assert "couleur" not in cafe.extra and cafe.contact is not None
    assert cafe.contact.extra["couleur"] == "voir lea@cafe.example"
    assert sorted(doubts(made)) == [
        ("actor-word", "B7"), ("bad-email", "E7"), ("bad-level-cell", "G7"), ("digits-lost", "C5"),
        ("zeros-restored", "F4"),
    ]  # fmt: skip
    (refused,) = made.refused
    assert (refused.reason.code, refused.record and refused.record.cell(refused.reason.column)) == (
        "actor-without-name", "A6",
    )  # fmt: skip
    assert made.described.added_columns == {"Couleur": 3}


def test_a_table_in_windows_1252_with_the_line_of_excel_is_read(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes("sep=;\r\nDénomination;Courriels\r\nÉcole d’Orsel;a@orsel.example\r\n".encode("cp1252"))
    made = imported(path)
    assert [actor.name for actor in actors_of(made).values()] == ["École d’Orsel"]
    assert made.tables[0].file.encoding == "Windows-1252"


def test_columns_without_a_usual_name_are_known_by_what_they_hold(tmp_path: Path) -> None:
    table = (
        f"Qui ?;Joindre;Voir;N°\nLa Grange;grange@orsel.example;https://grange.example;{SIRET}\n"
        f"Le Silo;silo@orsel.example;https://silo.example;\n"
    )
    columns = imported(written(tmp_path, table, "x.csv")).tables[0].mapping.columns
    assert (columns.name, columns.email, columns.website) == (("Qui ?",), ("Joindre",), ("Voir",))


def test_several_sheets_give_actors_and_links_and_name_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "pays.xlsx"
    tables = {
        "Acteurs": [["Acteur", "Rôle"], ["La Grange", "porteur"], ["Le Silo", "magicien"]],
        "Liens": [["De", "Vers", "Nature", "Depuis"], ["La Grange", "Le Silo", "partenariat", "2021"],
                  ["La Grange", "Inconnu au bataillon", "partenariat", ""]],
        "Divers": [["Budget", "Montant"], [12, 13]],
    }  # fmt: skip
    path.write_bytes(workbook_bytes(tables, date(2026, 1, 1)))
    made = imported(path)
    territory = territory_of(made)
    assert [actor.roles for actor in territory.actors] == [("porteur",), None]
    assert territory.relations is not None
    (link,) = territory.relations
    assert (link.ends, link.directed, str(link.since)) == (("la-grange", "le-silo"), False, "2021")
    assert doubts(made) == [("actor-word", "Acteurs!B3")]
    (refused,) = made.refused
    assert (refused.reason.code, refused.record and refused.record.cell(refused.reason.column)) == (
        "end-unknown", "Liens!B3",
    )  # fmt: skip
    assert [table.file.sheet for table in made.without_use] == ["Divers"]
    assert made.links.undirected == 1


def test_crosses_say_that_a_function_is_held_and_not_how_well(tmp_path: Path) -> None:
    table = "Nom;Animation;Accueil\nA;x;\nB;;\nC;0;0\nD;2;x\nE;3;?\n"
    found = [actor.functions for actor in actors_of(imported(written(tmp_path, table, "x.csv"))).values()]
    unknown = Interval(0, 3)
    assert found == [
        {"animation": Interval(1, 3)},
        None,
        {},
        {"animation": Interval.exactly(2), "accueil": unknown},
        {"animation": Interval.exactly(3), "accueil": unknown},
    ]


def test_the_mapping_that_is_kept_reads_the_same_and_checks_clean(tmp_path: Path) -> None:
    path = written(tmp_path, TABLE, "liste.csv")
    made = imported(path)
    loaded = load_text(kept_mapping(made, "ma liste", FR), "ma-liste.yaml")
    assert loaded.problems == () and isinstance(loaded.model, ActorsMapping)
    assert table_mapping_problems(loaded.model, METHOD) == []
    again = imported(path, mapping=loaded.model)
    assert [actor.values for actor in again.actors] == [{**actor.values} for actor in made.actors]
    assert "    # Tiers-lieu: []\n" in kept_mapping(made, "ma liste", FR)


def test_twenty_thousand_actors_are_imported_in_seconds(tmp_path: Path) -> None:
    rows = "".join(f"Structure numéro {i:05d};association;Commune {i % 300}\n" for i in range(20_000))
    start = time.perf_counter()
    made = imported(written(tmp_path, f"Nom;Type;Commune\n{rows}", "grand.csv"))
    assert len(made.actors) == 20_000 and made.likenesses == ()
    assert time.perf_counter() - start < 40  # five seconds on a calm machine


# Maps of networks


KUMU = {
    "elements": [
        {"label": "La Grange", "type": "Association", "tags": ["porteur"], "description": "Une halle."},
        {"_id": "elem-b", "attributes": {"label": "Le Silo", "element type": "Coopérative", "Surface": 300}},
        {"label": ""}, 3,
    ],
    "connections": [
        {"from": "elem-b", "to": "La Grange", "direction": "directed", "reversed": True, "delayed": False,
         "type": "Financement"},
        {"from": "elem-b", "to": "La Grange", "attributes": {"connection type": "Cooperation", "strength": "7"}},
        {"from": "La Grange", "to": "Le Silo"}, {"from": "La Grange", "to": "La Grange", "type": "projet"},
    ],
}  # fmt: skip


def test_a_map_of_kumu_gives_actors_and_links_and_what_is_not_said_is_not_supposed(tmp_path: Path) -> None:
    path = written(tmp_path, KUMU)
    made = imported(path)
    territory = territory_of(made)
    assert [(actor.name, actor.category) for actor in territory.actors] == [
        ("La Grange", "association"), ("Le Silo", "cooperative"),
    ]  # fmt: skip
    assert territory.relations is not None
    assert [(link.nature, link.ends, link.directed) for link in territory.relations] == [
        (RelationNature.FUNDING, ("la-grange", "le-silo"), True),
        (RelationNature.COOPERATION, ("le-silo", "la-grange"), False),
    ]
    assert territory.relations[1].extra["intensite"] == "7"
    assert sorted(refusals(made)) == [
        ("actor-without-name", 3), ("link-to-itself", 4), ("nature-missing", 3), ("not-a-record", 4),
    ]  # fmt: skip
    answered = imported(path, nature="projet")
    assert [link.values["nature"] for link in answered.links.links] == ["financement", "cooperation", "projet"]


def test_graphml_and_gexf_of_other_tools_are_read(tmp_path: Path) -> None:
    graph = nx.DiGraph()
    graph.add_node("n0", label="La Grange", categorie="Association")
    graph.add_node("n1", label="Le Silo")
    graph.add_edge("n0", "n1", nature="coopération", weight=2)
    nx.write_graphml(graph, tmp_path / "x.graphml")
    nx.write_gexf(graph, tmp_path / "x.gexf")
    for name in ("x.graphml", "x.gexf"):
        territory = territory_of(imported(tmp_path / name))
        assert [(actor.id, actor.category) for actor in territory.actors] == [
            ("la-grange", "association"), ("le-silo", None),
        ]  # fmt: skip
        assert territory.relations is not None
        (link,) = territory.relations
        assert (link.ends, link.directed, link.nature, link.intensity) == (
            ("la-grange", "le-silo"), True, RelationNature.COOPERATION, 2,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<!DOCTYPE g [<!ENTITY a "aaaa">]><graphml>&a;</graphml>', "network-with-entities"),
        ("<graphml><node id='a'>", "network-broken"),
        ("<html></html>", "import-no-record"),
        ('{"elements": [', "import-not-json"),
        ("une phrase", "import-no-record"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, text: str, code: str) -> None:
    assert [problem.code for problem in imported(written(tmp_path, text, "x.graphml")).problems] == [code]


# The same actor twice


def test_actors_that_may_be_one_are_proposed_and_never_merged(tmp_path: Path) -> None:
    table = (
        "Nom;SIRET;Commune;Adresse\n"
        f"La Grange;{SIRET};Orsel;1 rue Haute\n"
        f"Tiers-lieu de la gare;{SIRET};Orsel;\n"
        "La Grange d’Orsel;;Orsel;\n"
        "Vélo pour tous;;Orsel;\n"
        "Association Vélos pour tous;;Orsel;\n"
        "Vélos pour tous;;Virlouve;\n"
        "Le Silo;;Orsel;1, rue Haute\n"
        "Lot 1;;Orsel;\n"
        "Lot 2;;Orsel;\n"
    )
    made = imported(written(tmp_path, table, "x.csv"))
    assert len(made.actors) == 9
    assert [(pair.first.id, pair.second.id, pair.reason) for pair in made.likenesses] == [
        ("la-grange", "tiers-lieu-de-la-gare", "same-siret"),
        ("la-grange", "la-grange-d-orsel", "near-name"),
        ("la-grange", "le-silo", "same-place"),
        ("velo-pour-tous", "association-velos-pour-tous", "near-name"),
    ]
    assert "  # à vérifier : peut-être le même acteur que « La Grange » (la-grange) : même SIRET\n" in new_territory(
        made, [Path("x.csv")], FR
    )


def test_an_identifier_that_is_only_a_number_is_not_kept(tmp_path: Path) -> None:
    table = "Id;Nom\n2;Ferme 2\nferme-du-bas;Ferme du bas\nelem-x1;Le Silo\n"
    made = imported(written(tmp_path, table, "x.csv"))
    assert [actor.id for actor in made.actors] == ["ferme-2", "ferme-du-bas", "le-silo"]


def test_a_record_read_twice_is_refused_and_two_actors_of_one_name_have_two_identifiers(tmp_path: Path) -> None:
    path = written(tmp_path, [V0, V0, {**V0, "id": "9", "siret": None, "commune": "Virlouve", "code_insee": "37999"}])
    made = imported(path)
    assert refusals(made) == [("same-source-id", 2)]
    assert [actor.id for actor in made.actors] == ["ccas-d-orsel", "ccas-d-orsel-2"]


EXISTING = """\
type: territoire
nom: Val d’Exemple
acteurs:
  # la mairie, évidemment
  - {id: mairie, nom: CCAS d’Orsel, siren: "732829320", commune: Orsel}
  - nom: La Grange
relations:
  - {entre: [mairie, la-grange], nature: projet}   # depuis toujours
besoins: []   # à venir
"""


def test_a_territory_is_completed_in_place_and_what_it_knows_is_not_added_again(tmp_path: Path) -> None:
    loaded = load_text(EXISTING, "val.yaml")
    assert isinstance(loaded.model, Territory)
    structures = written(tmp_path, [V0, V1])
    links = written(tmp_path, "De;Vers;Nature\nCCAS d’Orsel;Mission locale du Val;partenariat\n", "liens.csv")
    made = imported(structures, links, territory=loaded.model)
    assert [actor.id for actor in made.actors] == ["mission-locale-du-val"]
    (again,) = made.already
    assert (again.likeness.first.id, again.likeness.reason) == ("mairie", "same-siren")
    assert "categorie: collectivite" in again.brings and "contact" in again.brings
    assert not any("ccas@orsel.example" in told for told in again.brings)
    text = addition(made, EXISTING, "val.yaml")
    after = load_text(text, "val.yaml")
    assert after.problems == () and isinstance(after.model, Territory)
    assert [actor.id for actor in after.model.actors] == ["mairie", "la-grange", "mission-locale-du-val"]
    assert after.model.relations is not None and after.model.relations[1].ends == ("mairie", "mission-locale-du-val")
    kept = [line for line in EXISTING.splitlines() if line not in text.splitlines()]
    assert kept == []


def test_another_name_under_a_known_number_is_added_and_told(tmp_path: Path) -> None:
    loaded = load_text(EXISTING, "val.yaml")
    assert isinstance(loaded.model, Territory)
    made = imported(written(tmp_path, [{**V0, "nom": "Tiers-lieu du puits"}]), territory=loaded.model)
    assert made.already == () and [actor.id for actor in made.actors] == ["tiers-lieu-du-puits"]
    assert [(pair.first.id, pair.reason) for pair in made.likenesses] == [("mairie", "same-siren")]


@pytest.mark.parametrize("key", ["actors", "Acteurs"])
def test_a_territory_with_keys_in_english_or_capitals_is_completed_under_its_own(tmp_path: Path, key: str) -> None:
    text = f"type: territoire\nname: Vale\n{key}:\n  - name: Barn\n"
    loaded = load_text(text, "vale.yaml")
    assert isinstance(loaded.model, Territory)
    made = imported(written(tmp_path, "Name;Type\nTown hall;mairie\n", "x.csv"), territory=loaded.model)
    after = load_text(addition(made, text, "vale.yaml"), "vale.yaml")
    assert after.problems == () and isinstance(after.model, Territory)
    assert [actor.name for actor in after.model.actors] == ["Barn", "Town hall"]


# Whatever the files hold


@pytest.mark.parametrize("name", ACTOR_MAPPINGS)
def test_the_mappings_provided_name_only_what_the_method_has(name: str) -> None:
    loaded = load_mapping(name)
    assert loaded.problems == ()
    assert table_mapping_problems(actors_mapping_of(loaded), METHOD) == []


HOSTILE = [
    "=1+1",
    "+33 2 47",
    "-x",
    "@SUM(A1)",
    "{{ 7*7 }}",
    "<b>&",
    "👩🏽‍🌾 نص",
    "a: b # c",
    "- x",
    "' \" \\",
    "#REF!",
    "null",
    "oui",
]
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(HOSTILE)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)
mappings = [actors_mapping_of(load_mapping(name)) for name in ACTOR_MAPPINGS]
columns = sorted({name for mapping in mappings for names in mapping.columns.all_names() for name in names})


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_whatever_the_records_hold_the_file_reads_back_and_every_record_is_accounted_for(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    record = st.dictionaries(st.sampled_from(columns) | st.text(max_size=10), anything, max_size=8)
    records = data.draw(st.lists(record | scalars, max_size=6))
    path = tmp_path_factory.mktemp("acteurs") / "x.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    made = imported(path)
    unused = sum(len(table.file.records) + len(table.file.rejected) for table in made.without_use)
    if not made.problems and made.tables:
        assert len(made.actors) + len(made.refused) + unused == len(records)
    if made.actors:
        assert len(actors_of(made)) == len(made.actors)


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.lists(st.text(max_size=12) | st.sampled_from(HOSTILE), max_size=4), max_size=6))
def test_whatever_the_cells_hold_the_file_reads_back(
    rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("acteurs") / "x.csv"
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows([["Nom", "Type", "Note", "Autre"], *rows])
    path.write_text(stream.getvalue(), encoding="utf-8", newline="")
    made = imported(path)
    if made.actors:
        assert len(actors_of(made)) == len(made.actors)
