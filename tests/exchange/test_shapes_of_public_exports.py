"""Shapes met in real public exports, each shown on a small file of invented records."""

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cit_toolkit.builtin_data import METHODS
from cit_toolkit.exchange.spreadsheets import workbook_bytes
from cit_toolkit.loading.files import load_file
from cit_toolkit.model.method import Method
from cit_toolkit.pipeline.actors_import import ActorsImport, ActorsRequest, import_actors

_METHOD = load_file(METHODS / "cit.yaml").model
assert isinstance(_METHOD, Method)
METHOD = _METHOD


def imported(*files: Path, **asked: Any) -> ActorsImport:
    return import_actors(files, ActorsRequest(METHOD, date(2026, 3, 12), **asked))


def written(folder: Path, content: Any, name: str = "donnees.json") -> Path:
    path = folder / name
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def table(folder: Path, text: str) -> ActorsImport:
    return imported(written(folder, text, "annuaire.csv"))


def columns(made: ActorsImport) -> dict[str, tuple[str, ...]]:
    """What each part of an actor was read from, parts read from nothing left out."""
    return {name: names for name, names in made.tables[0].mapping.columns if names}


def values(made: ActorsImport) -> list[dict[str, Any]]:
    return [actor.values for actor in made.things]


# What columns are


def test_a_number_that_several_rows_share_is_not_their_identifier(tmp_path: Path) -> None:
    """«N°» was that of a street: 127 rows of 243 were refused as read already."""
    made = table(tmp_path, "Structure;N°;Rue\nLe Fournil;2;rue Haute\nLe Silo;2;rue Basse\n")
    assert [actor["nom"] for actor in values(made)] == ["Le Fournil", "Le Silo"]
    assert made.refused == ()
    assert [actor["x-n"] for actor in values(made)] == ["2", "2"]


def test_a_column_whose_cells_are_no_level_is_not_an_interest(tmp_path: Path) -> None:
    """«INTERNET» is one letter from «intérêt»."""
    made = table(tmp_path, "Nom;INTERNET;INTERETS\nLe Fournil;Oui;pain\nLe Silo;-;blé\n")
    assert "interest" not in columns(made)
    assert [actor["x-internet"] for actor in values(made)] == ["Oui", "-"]
    assert [actor.remarks for actor in made.things] == [(), ()]


def test_columns_that_count_metres_are_not_a_latitude_and_a_longitude(tmp_path: Path) -> None:
    made = table(tmp_path, "Nom;x;y\nLe Fournil;475123,4;6701234,5\nLe Silo;475200;6701300\n")
    assert columns(made) == {"name": ("Nom",)}


def test_headings_in_whole_sentences_are_understood(tmp_path: Path) -> None:
    made = table(
        tmp_path,
        "GlobalID;Nom de votre structure;Adresse de la structure;Site Web de la structure;Numéro de téléphone de la"
        " structure;Typologie de la structure\n"
        "9c-1;Le Fournil;2 place du Four;fournil.example;0102030405;Association\n",
    )
    assert columns(made) == {
        "name": ("Nom de votre structure",),
        "category": ("Typologie de la structure",),
        "website": ("Site Web de la structure",),
        "address": ("Adresse de la structure",),
        "phone": ("Numéro de téléphone de la structure",),
    }


def test_what_a_database_puts_before_each_name_is_left_out_of_it(tmp_path: Path) -> None:
    made = table(
        tmp_path,
        "gid;c_gid;c_raison_sociale;c_nom;c_adresse;c_city;c_courriel\n"
        "1;1;;Le Fournil;2 place du Four;ORSEL;fournil@orsel.example\n"
        "2;2;Silo SARL;Le Silo;1 rue Basse;ORSEL;\n",
    )
    assert [(actor["nom"], actor["commune"]) for actor in values(made)] == [
        ("Le Fournil", "ORSEL"),
        ("Le Silo", "ORSEL"),
    ]
    assert values(made)[1]["x-c-raison-sociale"] == "Silo SARL"


def test_of_two_names_the_one_that_rows_have_is_read(tmp_path: Path) -> None:
    """The first of the usual names was filled by one row of three: the others were refused."""
    made = table(tmp_path, "Nom;Organisme\n;Le Fournil\n;Le Silo\nA;La Grange\n")
    assert [actor["nom"] for actor in values(made)] == ["Le Fournil", "Le Silo", "La Grange"]
    assert made.refused == ()


def test_beside_a_first_name_the_name_is_that_of_a_person(tmp_path: Path) -> None:
    made = table(tmp_path, "Nom;Prénom;Structure;Mail\nDurand;Lou;Le Fournil;lou@orsel.example\n")
    assert values(made)[0]["nom"] == "Le Fournil"
    assert values(made)[0]["contact"]["nom"] == "Durand"


def test_a_word_and_its_letters_between_brackets_are_one_word(tmp_path: Path) -> None:
    made = table(tmp_path, "Nom;Type\nCCAS d’Orsel;Centre communal d’action sociale (CCAS)\n")
    assert values(made)[0]["categorie"] == "collectivite"


# What may be the same


def test_rows_of_one_name_are_each_paired_with_the_first_only(tmp_path: Path) -> None:
    """Six rows made fifteen pairs, ten of which said «noms presque identiques» of two equal names."""
    made = table(tmp_path, "Nom;Commune\n" + "Communauté du Val;Orsel\n" * 4 + "Communautés du Val;Orsel\n")
    assert [(pair.first.id, pair.second.id, pair.reason) for pair in made.likenesses] == [
        ("communaute-du-val", "communaute-du-val-2", "same-name"),
        ("communaute-du-val", "communaute-du-val-3", "same-name"),
        ("communaute-du-val", "communaute-du-val-4", "same-name"),
        ("communaute-du-val", "communautes-du-val", "near-name"),
    ]


# Names


def test_a_name_that_is_a_list_of_nothing_is_no_name(tmp_path: Path) -> None:
    made = imported(written(tmp_path, [{"nom": ["NULL"]}, {"nom": ["Le Silo"]}]))
    assert [actor["nom"] for actor in values(made)] == ["Le Silo"]
    assert [(each.reason.code, each.rank) for each in made.refused] == [("actor-without-name", 1)]


def test_a_list_of_people_names_its_actors_by_the_place_and_not_by_them(tmp_path: Path) -> None:
    """Names and first names stood in `nom` and under `x-`, which documents print."""
    made = table(
        tmp_path,
        "Espace;Commune;Nom animateur;Prénom animateur;Courriel\n"
        "Espace numérique;Orsel;Durand;Lou;lou@orsel.example\n"
        "Espace numérique;Virlouve;Petit;Ali;ali@orsel.example\n",
    )
    assert [(actor["nom"], actor["commune"]) for actor in values(made)] == [
        ("Espace numérique", "Orsel"), ("Espace numérique", "Virlouve")
    ]  # fmt: skip
    assert values(made)[0]["contact"] == {
        "nom": "Durand", "courriel": "lou@orsel.example", "x-prenom-animateur": "Lou"
    }  # fmt: skip
    assert "Lou" not in {value for key, value in values(made)[0].items() if key != "contact"}
    assert made.likenesses == ()


# Shapes of JSON


def test_geojson_and_opendatasoft_tell_what_a_thing_is_below_a_key(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [1.69, 46.81]}
    umap = {
        "type": "FeatureCollection", "name": "calque",
        "features": [{"type": "Feature", "properties": {"name": "Le Fournil", "rue": "Haute"}, "geometry": point}],
    }  # fmt: skip
    ods = [{"datasetid": "lieux", "recordid": "9c", "fields": {"nom": "Le Fournil", "rue": "Haute"}, "geometry": point}]
    for content in (umap, ods):
        (actor,) = values(imported(written(tmp_path, content)))
        assert (actor["nom"], actor["x-adresse"]) == ("Le Fournil", "Haute")
        assert (actor["x-latitude"], actor["x-longitude"]) == ("46.81", "1.69")
    assert actor["x-recordid"] == "9c"  # what stands beside is kept


def test_a_list_under_an_unknown_key_is_the_list_of_records(tmp_path: Path) -> None:
    made = imported(written(tmp_path, {"espaces": [{"nom": "Le Fournil"}, {"nom": "Le Silo"}], "nombre": 2}))
    assert [actor["nom"] for actor in values(made)] == ["Le Fournil", "Le Silo"]
    made = imported(written(tmp_path, {"nom": "Le Fournil", "salles": [{"nom": "Fournil"}]}))
    assert [actor["nom"] for actor in values(made)] == ["Le Fournil"]  # an object that has a name is a record


def test_objects_are_looked_into_and_nothing_of_them_is_lost(tmp_path: Path) -> None:
    record = {
        "nom": "Le Fournil", "adresse": {"rue": "2 place du Four", "ville": "Orsel", "etage": "1er"},
        "geo": {"lat": 46.81, "lon": 1.69}, "horaires": {"lundi": "9h"},
    }  # fmt: skip
    (actor,) = values(imported(written(tmp_path, [record])))
    assert (actor["x-adresse"], actor["commune"]) == ("2 place du Four", "Orsel")
    assert (actor["x-latitude"], actor["x-longitude"]) == ("46.81", "1.69")
    assert (actor["x-adresse-etage"], actor["x-horaires"]) == ("1er", {"lundi": "9h"})


@pytest.mark.parametrize(
    "written_so", ["46.81, 1.69", "[46.81, 1.69]", "POINT (1.69 46.81)", "SRID=4326;POINT(1.69 46.81)", [46.81, 1.69]]
)
def test_a_latitude_and_a_longitude_in_one_column_are_told_apart(tmp_path: Path, written_so: Any) -> None:
    (actor,) = values(imported(written(tmp_path, [{"nom": "Le Fournil", "geo_point_2d": written_so}])))
    assert (actor["x-latitude"], actor["x-longitude"]) == ("46.81", "1.69")
    assert "x-geo-point-2d" not in actor


# Workbooks with other sheets


def test_lists_of_words_beside_a_table_of_actors_are_no_actors(tmp_path: Path) -> None:
    path = tmp_path / "modele.xlsx"
    path.write_bytes(
        workbook_bytes(
            {
                "Lisez-moi": [["Ce classeur recense les structures du territoire."], ["Une ligne par structure."]],
                "Structures": [["Nom", "Commune", "Courriel"], ["Le Fournil", "Orsel", "pain@orsel.example"]],
                "Frais": [["value", "label", "description"], ["gratuit", "Gratuit", ""], ["payant", "Payant", "cher"]],
                "Associations": [["Nom", "Description"], ["Vélo pour tous", "Répare des vélos."]],
            },
            date(2026, 3, 12),
        )
    )
    made = imported(path)
    assert [actor["nom"] for actor in values(made)] == ["Le Fournil", "Vélo pour tous"]
    assert [each.file.sheet for each in made.without_use] == ["Lisez-moi", "Frais"]


# What cells hold


@pytest.mark.parametrize("error", ["#N/D", "#NOMBRE!", "#ERREUR!", "Err:502"])
def test_an_error_of_any_spreadsheet_says_nothing(tmp_path: Path, error: str) -> None:
    made = table(tmp_path, f"Nom;Commune\nLe Fournil;{error}\n")
    assert "commune" not in values(made)[0]
    assert [remark.code for remark in made.things[0].remarks] == ["broken-formula"]


@pytest.mark.parametrize(
    ("cell", "site", "others"),
    [
        ("Https://orsel.example/", "https://orsel.example/", None),
        (
            "www.orsel.example www.reseau.example/orsel",
            "https://www.orsel.example",
            ["https://www.reseau.example/orsel"],
        ),
        ("orsel.example ; fournil.example", "https://orsel.example", ["https://fournil.example"]),
    ],
)
def test_addresses_as_people_write_them(tmp_path: Path, cell: str, site: str, others: list[str] | None) -> None:
    made = table(tmp_path, f'Nom;Site\nLe Fournil;"{cell}"\n')
    assert (values(made)[0]["site"], values(made)[0].get("x-autres-sites")) == (site, others)
    assert made.things[0].remarks == ()


@pytest.mark.parametrize("column", ["Site", "Type"])
def test_an_e_mail_in_a_column_of_something_else_stays_with_the_contact(tmp_path: Path, column: str) -> None:
    """It was kept under `x-site`, or `x-categorie`, which documents may print."""
    made = table(tmp_path, f"Nom;{column}\nLe Fournil;lou@orsel.example\n")
    assert "lou@orsel.example" not in str({key: value for key, value in values(made)[0].items() if key != "contact"})
    assert "lou@orsel.example" in str(values(made)[0]["contact"])
    assert len(made.things[0].remarks) == 1


# Links


def test_a_table_that_names_actors_twice_a_row_is_one_of_links(tmp_path: Path) -> None:
    """«DCC ORIGINE, DCC DESTINATION, NOMBRE»: nothing was taken from six thousand links."""
    actors = written(
        tmp_path, "Code;Nom;SIREN\na-1;Le Fournil;732829320\na-2;Le Silo;\na-3;La Grange;\n", "acteurs.csv"
    )
    rows = "a-1;a-2;1\n732829320;La Grange;2\nLe Silo;a-3;1\nLe Silo;Le Fournil;1\na-9;a-1;1\n"
    links = written(tmp_path, f"Pièce d’ici;Pièce de là;Nombre\n{rows}", "liens.csv")
    made = imported(actors, links, nature="projet")
    assert [link.values["entre"] for link in made.links.links] == [
        ["le-fournil", "le-silo"], ["le-fournil", "la-grange"], ["le-silo", "la-grange"],
    ]  # fmt: skip
    assert [each.rank for each in made.refused] == [4, 5]  # a link told twice, and an end that nobody bears
    assert made.without_use == ()


def test_columns_of_ends_may_say_that_they_hold_identifiers(tmp_path: Path) -> None:
    actors = written(tmp_path, "entity_id,nom\ne1,Le Fournil\ne2,Le Silo\n", "entites.csv")
    links = written(tmp_path, "source_id,cible_id,relation\ne1,e2,projet\n", "relations.csv")
    (link,) = imported(actors, links).links.links
    assert (link.values["entre"], link.values["nature"]) == (["le-fournil", "le-silo"], "projet")


def test_a_table_of_one_column_of_actors_is_not_one_of_links(tmp_path: Path) -> None:
    actors = written(tmp_path, "Nom;Commune\nLe Fournil;Orsel\nLe Silo;Orsel\n", "acteurs.csv")
    other = written(tmp_path, "1;2\nLe Fournil;3\nLe Fournil;4\n", "notes.csv")
    made = imported(actors, other)
    assert made.links.links == () and [each.file.name for each in made.without_use] == [str(other)]


def test_records_held_by_their_identifier_are_records(tmp_path: Path) -> None:
    held = {
        "a-1": {"nom": "Le Fournil", "ville": "Orsel"},
        "a-2": {"nom": "Le Silo", "ville": ""},
        "a-3": {"nom": "Lot"},
    }
    made = imported(written(tmp_path, held))
    assert [(each.source_id, each.values["nom"]) for each in made.things] == [
        ("a-1", "Le Fournil"), ("a-2", "Le Silo"), ("a-3", "Lot"),
    ]  # fmt: skip
    one = {
        "nom": "Le Fournil",
        "adresse": {"rue": "Haute"},
        "contact": {"nom": "Lou"},
        "geo": {"lat": 46.8, "lon": 1.6},
    }
    assert [actor["nom"] for actor in values(imported(written(tmp_path, one)))] == ["Le Fournil"]


def test_a_very_long_word_is_read_in_no_time(tmp_path: Path) -> None:
    """Each of its letters was taken for the beginning of an e-mail: a cell of thirty thousand took seconds."""
    start = time.perf_counter()
    made = table(tmp_path, f"Nom;Trace;Site\nLe Fournil;{'a' * 300_000};lou@orsel.example\n")
    assert time.perf_counter() - start < 5  # a tenth of a second on a calm machine
    table(tmp_path, f"Nom\n{'ab' * 10_000}\n{'ab' * 9_999}ac\n")  # nor are two of them compared letter by letter
    assert time.perf_counter() - start < 10
    assert len(values(made)[0]["x-trace"]) == 300_000 and "lou@orsel.example" in str(values(made)[0]["contact"])
