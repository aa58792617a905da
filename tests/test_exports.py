"""What other tools read in the files of `cit export`: networkx opens GraphML and GEXF, plain readers the rest."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from running_cit import EXAMPLES, VALLEY, cit, write_territory

DAY = ("--date", "2026-11-23")

SMALL = """\
acteurs:
  - id: mairie
    nom: Mairie d’Orsel
    categorie: collectivite
    cercle: cooperation
    roles: [porteur, beneficiaire]
    fonctions: {animation: 2, accueil: 0, emergence: inconnu}
    influence: 3
    interet: 0
    territoire: ici
    siren: "213702319"
    note: Attendre mars.
  - {id: grange, nom: La Grange, fonctions: [animation], influence: 1}
  - {id: silo, nom: Le Silo}
relations:
  - {entre: [mairie, grange], nature: projet, intensite: 3, depuis: 2021-10, note: Bail précaire}
  - {de: mairie, vers: grange, nature: financement, intensite: inconnu}
  - {entre: [mairie, silo], nature: conflit}
besoins:
  - {intitule: Un local, themes: [foncier], origine: [{cercle: hors}]}
"""
"""The silo was never asked; between the town hall and the barn there are two links, one of them directed."""

HOSTILE = ["=1+1", "+33", "-2", "@SUM(A1)", "<b>&\"'</b>", "{{ 7*7 }}", "a; b", "مجلس القرية", "🎉", 'x"y', "a\tb"]


def exported(name: str, path: Path, *options: str) -> str:
    ended = cit("export", name, path, "-o", "-", *DAY, *options)
    assert ended.code == 0, ended.err
    return ended.out


def graphs(path: Path, *options: str) -> dict[str, Any]:
    """The territory as networkx reads it, in both formats."""
    return {
        "graphml": nx.parse_graphml(exported("graphml", path, *options), force_multigraph=True),
        "gexf": nx.read_gexf(io.BytesIO(exported("gexf", path, *options).encode()), version="1.3"),
    }


def tables(path: Path, *options: str) -> dict[str, list[dict[str, str]]]:
    """The two CSV tables."""
    folder = path.parent / "tables"
    assert cit("export", "csv", path, "-o", f"{folder}/", *DAY, *options).code == 0
    found = {}
    for table in ("acteurs", "relations"):
        text = (folder / f"reseau-{path.stem}-{table}.csv").read_bytes()
        assert text.startswith(b"\xef\xbb\xbf")
        found[table] = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";"))
    return found


# Every tool finds the same actors and links


@pytest.mark.parametrize("audience", ["publique", "interne"])
def test_networkx_finds_the_actors_and_links_of_the_example(audience: str) -> None:
    # vallee-2025.yaml: counted by hand in the file with grep.
    text = VALLEY.read_text(encoding="utf-8")
    actors = len(re.findall(r"^    cercle: ", text, re.MULTILINE))
    links = len(re.findall(r"^  - \{(?:entre|de):", text, re.MULTILINE))
    conflicts = len(re.findall(r"^  - \{(?:entre|de):.*nature: conflit", text, re.MULTILINE))
    assert (actors, conflicts) == (49, 3)
    for graph in graphs(VALLEY, "--audience", audience).values():
        assert graph.number_of_nodes() == actors
        assert graph.number_of_edges() == (links if audience == "interne" else links - conflicts)
        assert not graph.is_directed()


def test_networkx_measures_what_the_diagnosis_says() -> None:
    record = json.loads(cit("diagnose", VALLEY, "--json").out)["cohesion"]
    for graph in graphs(VALLEY).values():
        network = nx.Graph(graph)
        assert nx.density(network) == pytest.approx(record["densite"])
        assert sorted(nx.articulation_points(network)) == sorted(record["charnieres"])
        assert nx.betweenness_centrality(network) == pytest.approx(record["centralite"])


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/territoires/*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_example_is_exported_in_every_format(path: Path, language: str, tmp_path: Path) -> None:
    for name in ("graphml", "gexf", "kumu", "csv"):
        ended = cit("--lang", language, "export", name, path, "-o", f"{tmp_path}/", *DAY)
        assert ended.code == 0, ended.err
        assert all(Path(line).stat().st_size > 0 for line in ended.out.splitlines())
    assert len(list(tmp_path.glob("reseau-*"))) == 5


def test_what_is_known_is_there_and_what_is_not_known_has_no_value(tmp_path: Path) -> None:
    path = write_territory(tmp_path, SMALL)
    for name, graph in graphs(path, "--audience", "interne").items():
        columns = {"categorie": "Catégorie", "influence": "Influence", "interet": "Intérêt", "roles": "Rôles"}
        town = graph.nodes["mairie"]
        assert town["label"] == "Mairie d’Orsel"
        titled = {key: key if name == "graphml" else columns[key] for key in columns}
        assert town[titled["categorie"]] == "Collectivité"
        assert (town[titled["influence"]], town[titled["interet"]]) == (3, 0)
        assert town[titled["roles"]] == "Porteur; Bénéficiaire"
        assert titled["interet"] not in graph.nodes["grange"]
        assert set(graph.nodes["silo"]) == {"label"}
        levels = {key: value for key, value in town.items() if key.startswith(("fonction-", "Fonction : "))}
        animation, welcome, start, shop = (
            ("fonction-animation", "fonction-accueil", "fonction-emergence", "fonction-distribution")
            if name == "graphml"
            else (
                "Fonction : Animation et coordination",
                "Fonction : Accueil et orientation",
                "Fonction : Émergence de projets",
                "Fonction : Approvisionnement et vente en commun",
            )
        )
        # Asked and answered 0, and not named at all: a certain zero both. «inconnu» is nothing.
        assert (levels[animation], levels[welcome], levels[shop]) == (2, 0, 0)
        assert start not in levels
        # «[animation]»: performed, at a level nobody knows.
        assert animation not in graph.nodes["grange"]


def test_two_links_between_the_same_actors_stay_two_and_a_direction_is_told(tmp_path: Path) -> None:
    for name, graph in graphs(write_territory(tmp_path, SMALL)).items():
        edges = [data for _, _, data in graph.edges(data=True)]
        assert len(edges) == 2
        nature, start, end = ("nature", "de", "vers") if name == "graphml" else ("Nature", "De", "Vers")
        project, funding = sorted(edges, key=lambda edge: edge[nature], reverse=True)
        assert (project[nature], funding[nature]) == ("projet commun", "financement")
        assert project["weight"] == 3 and start not in project
        assert "weight" not in funding
        assert (funding[start], funding[end]) == ("mairie", "grange")


def test_kumu_gets_elements_and_connections_in_its_documented_shape(tmp_path: Path) -> None:
    record = json.loads(exported("kumu", write_territory(tmp_path, SMALL), "--audience", "interne"))
    assert set(record) == {"elements", "connections"}
    town, barn, silo = record["elements"]
    assert town["id"] == "mairie" and town["label"] == "Mairie d’Orsel" and town["type"] == "Collectivité"
    assert town["tags"] == ["Porteur", "Bénéficiaire"] and town["description"] == "Attendre mars."
    assert town["Fonctions"] == "Animation et coordination : 2 ; Émergence de projets : ?"
    assert barn["Fonctions"] == "Animation et coordination : 1–3" and "type" not in barn and "tags" not in barn
    assert silo == {"id": "silo", "label": "Le Silo"}
    assert [(c["from"], c["to"], c["type"], c["direction"]) for c in record["connections"]] == [
        ("mairie", "grange", "projet commun", "undirected"),
        ("mairie", "grange", "financement", "directed"),
        ("mairie", "silo", "conflit", "undirected"),
    ]
    assert record["connections"][0]["Intensité"] == 3 and "Intensité" not in record["connections"][1]
    ids = [each["id"] for each in (*record["elements"], *record["connections"])]
    assert len(ids) == len(set(ids))


def test_the_tables_say_who_is_linked_to_whom(tmp_path: Path) -> None:
    found = tables(write_territory(tmp_path, SMALL))
    assert [row["nom"] for row in found["acteurs"]] == ["Mairie d’Orsel", "La Grange", "Le Silo"]
    assert [(r["source"], r["cible"], r["oriente"], r["intensite"], r["depuis"]) for r in found["relations"]] == [
        ("mairie", "grange", "non", "3", "2021-10"),
        ("mairie", "grange", "oui", "", ""),
    ]
    assert found["acteurs"][2]["fonction-animation"] == "" and found["acteurs"][0]["fonction-accueil"] == "0"


# To the letter


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_comes_out_to_the_letter_and_is_never_a_formula(tmp_path: Path, name: str) -> None:
    written = json.dumps(name, ensure_ascii=False)
    path = write_territory(tmp_path, f"acteurs:\n  - {{id: a, nom: {written}}}\n  - {{id: b, nom: B}}\n")
    wanted = name.replace("\t", " ")
    for graph in graphs(path).values():
        assert graph.nodes["a"]["label"] == wanted
    assert json.loads(exported("kumu", path))["elements"][0]["label"] == wanted
    (cell, _) = (row["nom"] for row in tables(path)["acteurs"])
    assert cell.removeprefix("'") == wanted
    assert cell[0] not in "=+-@\t\r"


def test_characters_that_no_file_can_hold_are_left_out(tmp_path: Path) -> None:
    path = write_territory(tmp_path, 'acteurs:\n  - {id: a, nom: "Gr\\x01an\\uFFFEge"}\n')
    assert all(graph.nodes["a"]["label"] == "Grange" for graph in graphs(path).values())


def test_a_territory_without_actors_or_links_gives_files_that_open(tmp_path: Path) -> None:
    for text in ("", "acteurs: [{nom: A}]\n", "acteurs: [{nom: A}, {nom: B}]\nrelations: []\n"):
        path = write_territory(tmp_path, text)
        expected = text.count("nom")
        assert [graph.number_of_nodes() for graph in graphs(path).values()] == [expected, expected]
        assert len(json.loads(exported("kumu", path))["elements"]) == len(tables(path)["acteurs"]) == expected


def test_a_function_of_a_method_that_bears_the_name_of_a_field_of_kumu_takes_nothing_from_it(tmp_path: Path) -> None:
    method = "type: methode\nid: m\nnom: M\nfonctions:\n  - {id: label, nom: label}\n  - {id: id, nom: id}\n"
    (tmp_path / "m.yaml").write_text(method, encoding="utf-8")
    (tmp_path / "cit.yaml").write_text("type: dossier\nmethode: m.yaml\n", encoding="utf-8")
    path = write_territory(tmp_path, "acteurs: [{id: a, nom: A, fonctions: {label: 1, id: 2}}]\n")
    (element,) = json.loads(exported("kumu", path))["elements"]
    assert (element["id"], element["label"]) == ("a", "A")
    assert (element["Fonction : label"], element["Fonction : id"]) == (1, 2)


# What must not leave, and what cannot be carried


SECRET = """\
acteurs:
  - id: comptoir
    nom: Le Comptoir d’Aliénor
    confidentiel: oui
    siren: "213702319"
    site: https://comptoir-alienor.example
    commune: Sorgnes
    fonctions: {animation: 2}
    note: Veut vendre en douce.
  - {id: mairie, nom: Mairie, influence: 3, contact: {nom: Odile Ferrand, courriel: o@sorgnes.example}, note: Hésite.}
relations:
  - {entre: [comptoir, mairie], nature: cooperation, note: Bail à revoir}
  - {entre: [comptoir, mairie], nature: conflit}
"""
SECRETS = ("aliénor", "comptoir", "213702319", "sorgnes", "en douce", "odile", "ferrand", "hésite", "bail", "conflit")


@pytest.mark.parametrize("audience", ["publique", "financeur"])
@pytest.mark.parametrize("name", ["graphml", "gexf", "kumu", "csv"])
def test_a_public_export_tells_nothing_confidential(tmp_path: Path, name: str, audience: str) -> None:
    path = write_territory(tmp_path, SECRET)
    ended = cit("export", name, path, "-o", f"{tmp_path}/faits/", *DAY, "--audience", audience)
    assert ended.code == 0, ended.err
    told = "".join(each.read_text(encoding="utf-8") for each in (tmp_path / "faits").glob("reseau*")).casefold()
    assert [secret for secret in SECRETS if secret in told] == []
    assert "influence" not in told
    assert "acteur non nommé 1" in told and "acteur-non-nomme-1" in told


def test_an_internal_export_tells_names_and_notes_and_still_no_contact(tmp_path: Path) -> None:
    told = exported("kumu", write_territory(tmp_path, SECRET), "--audience", "interne")
    assert "Le Comptoir d’Aliénor" in told and "Bail à revoir" in told and "conflit" in told
    assert "Odile" not in told and "odile" not in told


def test_a_withheld_name_elsewhere_stops_the_export_with_its_place_or_is_masked(tmp_path: Path) -> None:
    path = write_territory(tmp_path, SECRET.replace("nom: Mairie,", "nom: Amis d’Odile Ferrand,"), "lieu.yaml")
    refused = cit("export", "kumu", path, "-o", "-")
    assert (refused.code, refused.out) == (1, "") and "[privacy-name]" in refused.err and "lieu.yaml:" in refused.err
    masked = cit("export", "kumu", path, "-o", "-", "--masquer")
    assert masked.code == 0 and "odile" not in masked.out.casefold() and "masqué" in masked.out


def test_what_the_file_does_not_tell_is_said(tmp_path: Path) -> None:
    path = write_territory(tmp_path, SMALL.replace("    siren", "    x-carnet: 3\n    siren"))
    said = cit("export", "gexf", path, "-o", "-").err
    for part in (
        "1 conflit, réservé à un export interne",
        "l’influence et l’intérêt des acteurs",
        "2 notes, réservées",
        "2 niveaux de fonction incertains",
        "1 lien orienté, écrit sans flèche",
        "1 besoin",
        "les clés « x- »",
    ):
        assert part in said
    inside = cit("--lang", "en", "export", "kumu", path, "-o", "-", "--audience", "interne").err
    assert "conflict" not in inside and "arrow" not in inside and "1 need" in inside
    everything = write_territory(tmp_path, "acteurs: [{nom: A, fonctions: {animation: 1}}]\n", "b.yaml")
    assert cit("export", "kumu", everything, "-o", "-").err == ""


# The command line


def test_mistakes_of_the_command_line_are_told(tmp_path: Path) -> None:
    path = write_territory(tmp_path, SMALL)
    unknown = cit("export", "graphviz", path)
    assert unknown.code == 2 and "graphml, gexf, kumu, gogocarto, xlsx, csv" in unknown.err
    assert cit("export", "csv", path, "-o", "-").code == 2
    assert cit("export", "gexf", path, "-o", "x.graphml").code == 2
    assert cit("export", "gexf").code == 2
    assert cit("export", "gexf", tmp_path / "absent.yaml").code == 1


def test_files_go_to_the_outputs_of_the_dossier_under_a_stable_name(tmp_path: Path) -> None:
    (tmp_path / "cit.yaml").write_text("type: dossier\nlangue: fr\n", encoding="utf-8")
    write_territory(tmp_path, SMALL, "val.yaml")
    first = cit("export", "gexf", "val.yaml", *DAY, cwd=tmp_path)
    assert first.out == "sorties/reseau-val.gexf\n"
    data = (tmp_path / "sorties" / "reseau-val.gexf").read_bytes()
    cit("export", "gexf", "val.yaml", *DAY, cwd=tmp_path)
    assert (tmp_path / "sorties" / "reseau-val.gexf").read_bytes() == data
    named = cit("export", "csv", "val.yaml", "-o", "mon-val.csv", cwd=tmp_path)
    assert named.out == "mon-val-acteurs.csv\nmon-val-relations.csv\n"
