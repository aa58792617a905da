"""Shapes met in real public exports, each shown on a small file of invented records."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from cit_toolkit.builtin_data import METHODS
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
    return [actor.values for actor in made.actors]


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
    assert [actor.remarks for actor in made.actors] == [(), ()]


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
