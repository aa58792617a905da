"""Editors are told what the program reads, and readers of its JSON what it writes."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from cit_toolkit.builtin_data import METHODS
from cit_toolkit.json_schemas import (
    file_schema,
    file_schema_names,
    french_descriptions,
    output_schema,
    output_schema_names,
)
from cit_toolkit.loading.files import KINDS, load_text, model_of_kind
from cit_toolkit.model import field_types
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.json_schema import docstring, keys
from cit_toolkit.model.workspace import Audience
from cit_toolkit.model.written_forms import EXPECTED, FORMS
from cit_toolkit.pipeline.making import Request
from cit_toolkit.pipeline.territory_documents import diagnosis_record
from cit_toolkit.subjects.territory import read_territory

EXAMPLES = Path(__file__).parent.parent / "examples"
FILES = [*sorted(EXAMPLES.rglob("*.yaml")), *sorted(METHODS.glob("*.yaml"))]


class Yaml12Loader(yaml.SafeLoader):
    """Types values as editors do: `oui` and `2021-10-22` are texts, `01004` is the integer 1004."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as PyYAML declares it


for name, pattern, first_characters in (
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", "true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", "[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Yaml12Loader.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(f"^(?:{pattern})$"), first_characters)
Yaml12Loader.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def mistakes_in(text: str, loader: type = Yaml12Loader) -> list[Any]:
    """What an editor underlines in a file."""
    content = yaml.load(text, loader)
    return list(Draft202012Validator(file_schema(content["type"])).iter_errors(content))


def all_models() -> Iterator[type[CitModel]]:
    for kind in KINDS:
        model_of_kind(kind)
    waiting = [CitModel]
    while waiting:
        below = [model for model in waiting.pop().__subclasses__() if model.__module__.startswith("cit_toolkit.")]
        yield from below
        waiting += below


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", file_schema_names())
def test_the_schema_of_a_file_is_valid_and_has_a_title_and_its_dialect(kind: str, language: str) -> None:
    schema = file_schema(kind, language)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == f"type: {kind}"
    assert schema["description"][0].isupper()
    assert "$id" not in json.dumps(schema)


def test_the_schema_is_in_the_language_asked_for() -> None:
    assert file_schema("territoire", "fr")["properties"]["acteurs"]["description"].startswith("Les structures")
    assert file_schema("territoire", "en")["properties"]["acteurs"]["description"] == "Who counts in the place."
    assert file_schema("territoire", "fr")["$defs"]["date"]["patternErrorMessage"].startswith("Une date est attendue")
    assert file_schema("territoire", "en")["$defs"]["date"]["patternErrorMessage"].startswith("A date is expected")


@pytest.mark.parametrize("loader", [Yaml12Loader, yaml.BaseLoader], ids=["typed", "all-text"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-3:]))
def test_an_editor_finds_no_mistake_in_the_files_that_come_with_the_program(path: Path, loader: type) -> None:
    assert mistakes_in(path.read_text(encoding="utf-8"), loader) == []


TERRITORY = """\
type: territoire
nom: Guéret
perimetre: commune
code_insee: 01004
etat_au: 2021
population: 12734
x-carnet: 3
acteurs:
  - {nom: Mairie, categorie: collectivite, roles: porteur, fonctions: {animation: 2, accueil: inconnu}, influence: 3}
  - {nom: Foyer, fonctions: [animation], confidentiel: oui}
grille: {portage-collectif: 2, soutien-collectivite: {niveau: 3, constat: Le maire participe.}}
besoins:
  - {intitule: Trouver un local, natures: lieu-materiel, statut: Pris en charge, jours: "1,5", budget: 2 000 €}
relations: inconnu
"""


def test_every_short_way_of_writing_is_accepted() -> None:
    assert load_text(TERRITORY, "gueret.yaml").problems == ()
    assert mistakes_in(TERRITORY) == []


@pytest.mark.parametrize(
    ("written", "mistyped"),
    [
        ("perimetre: commune", "perimetres: commune"),
        ("categorie: collectivite", "categorrie: collectivite"),
        ("animation: 2", "animation: 7"),
        ("portage-collectif: 2", "portage-collectif: 7"),
        ("influence: 3", "influence: 4"),
        ("perimetre: commune", "perimetre: ville"),
        ("natures: lieu-materiel", "natures: [lieu]"),
        ("nom: Guéret\n", ""),
        ("type: territoire\n", "type: territoire\nname: Guéret\n"),
        ("confidentiel: oui", "confidentiel: peut-être"),
        ("etat_au: 2021", "etat_au: 22 octobre 2021"),
        ("code_insee: 01004", "code_insee: Guéret"),
        ("population: 12734", "population: beaucoup"),
        ("population: 12734", "population: {valeur: 12734, anee: 2019}"),
        ("- {nom: Foyer, fonctions: [animation], confidentiel: oui}", "- Foyer"),
        ("relations: inconnu", "relations: {entre: [mairie, foyer], nature: projet}"),
    ],
)
def test_a_mistake_is_underlined(written: str, mistyped: str) -> None:
    assert TERRITORY.count(written) == 1
    assert mistakes_in(TERRITORY.replace(written, mistyped)) != []


def test_a_file_without_its_kind_is_underlined_even_where_the_model_does_not_need_it() -> None:
    errors = list(Draft202012Validator(file_schema("dossier")).iter_errors({"titre": "Vallée"}))
    assert [error.message for error in errors] == ["'type' is a required property"]


# What is read, then what is refused. Everything is judged twice: by the type of the field, and by its schema.
WRITINGS: dict[str, tuple[list[object], list[object]]] = {
    "PlainText": (["Guéret", "3", 3, 1.5], ["", "  ", [], {}, True]),
    "Markdown": (["# Titre\n\ntexte", 12], [[], {}]),
    "Identifier": (["mairie-de-x", 2021, "a1"], ["Mairie", "a_b", "a-", ""]),
    "Reference": (["mairie", "Mairie", 36], [[], {}]),
    "Boolean": ([True, False, "oui", "NON", "true", "Yes"], ["peut-être", 1, "o", []]),
    "Level": ([0, 3, "2", "inconnu", "?", None], [4, -1, "haut", "1,5", True]),
    "Score": ([0, 3, "2"], [4, -1, "haut", "inconnu"]),
    "Integer": ([0, 12, "12", "12 500", "12\u202f500", "7,0"], [-1, "-1", "1,5", 1.5, "deux", "007"]),
    "Year": ([2021, "2021"], [19, 3000, "vingt"]),
    "Number": ([3, -0.3, "3,5", "12 500", "-2", "12 500,25"], ["deux", "1_000", "01004", "1,2,3"]),
    "Money": ([2000, 12.5, "1 250,50", "1250.5", "1250.50 €", "3 euros"], ["12,345", "deux mille", "€"]),
    "Figure": ([12, "23,4", "environ 30", "plus de 30", "une trentaine", "10 à 12", "secret"], ["beaucoup", "inconnu"]),
    "Count": ([12, "12", "au moins 10", "une douzaine", "secret"], [-1, 11.5, "beaucoup"]),
    "Date": (
        ["2021-10-22", "22/10/2021", "2021-10", "10/2021", 2021, "2021", "1/2/2021"],
        ["22 octobre 2021", "2021-13", "32/10/2021", "21/10/21", 21, "2021-10-"],
    ),
    "Length": (["45 min", "1 h 30", "2 h", "0,5 j", "2 jours", "1h30", "2 heures"], ["longtemps", "2", "1:30", 2]),
    "WebAddress": (["https://www.gueret.fr/a?b=é"], ["www.gueret.fr", "https://a b"]),
    "Colour": (["#2f6f4f", "#2F6F4F"], ["vert", "#fff"]),
    "InseeCode": (["37231", 37231, "01004", "2A004", "2b004"], ["372310", 372310, "Guéret"]),
    "Department": (["37", 37, "2A", "974"], ["Creuse", 1000]),
    "PostalCode": (["37370", 37370], ["3737", 373700]),
    "Siren": (["213702319", 213702319, "213 702 319", "213.702.319"], ["213 702", 2137023190, "mairie"]),
    "Siret": (["21370231900012", 21370231900012, "213 702 319 00012"], ["213702319", 213702319]),
    "Rna": (["W372001234", "w372001234"], ["372001234", "W37"]),
}


@pytest.mark.parametrize("name", WRITINGS)
def test_a_writing_is_accepted_by_the_schema_when_it_is_read_and_refused_when_it_is_not(name: str) -> None:
    field_type = getattr(field_types, name)
    form = next(mark.json_schema for mark in field_type.__metadata__ if hasattr(mark, "json_schema"))
    schema = Draft202012Validator({**form, "$defs": FORMS})
    adapter: TypeAdapter[Any] = TypeAdapter(field_type)
    read, refused = WRITINGS[name]
    for writing in read:
        adapter.validate_python(writing if isinstance(writing, bool) or writing is None else str(writing))
        assert schema.is_valid(writing), writing
    for writing in refused:
        with pytest.raises(ValidationError):
            adapter.validate_python(writing if isinstance(writing, (bool, list, dict)) else str(writing))
        assert not schema.is_valid(writing), writing


@pytest.mark.parametrize("word", ["inconnu", "Inconnue", "unknown", "?", "null", "~", "", None])
def test_every_word_for_unknown_is_accepted_where_a_value_may_be_unknown(word: object) -> None:
    territory = {"type": "territoire", "nom": "Guéret", "etat_au": word, "population": word, "acteurs": word}
    assert list(Draft202012Validator(file_schema("territoire")).iter_errors(territory)) == []


def test_a_value_may_carry_its_source() -> None:
    with_source = TERRITORY.replace("influence: 3", "influence: {valeur: 3, source: entretien, date: 2022-03}")
    assert load_text(with_source, "gueret.yaml").problems == ()
    assert mistakes_in(with_source) == []
    assert mistakes_in(with_source.replace("valeur: 3", "valeur: 7")) != []


def test_a_value_of_the_wrong_form_is_told_in_words_in_both_languages() -> None:
    with_pattern = {name for name, form in FORMS.items() if "pattern" in form}
    assert set(EXPECTED) == with_pattern
    assert set(french_descriptions()["attendus"]) == with_pattern


def test_every_field_has_a_docstring_and_a_french_description_and_no_description_is_left_over() -> None:
    french = french_descriptions()
    assert list(french.pop("types")) == list(KINDS)
    del french["attendus"]
    described = {(name, key) for name, texts in french.items() for key in texts}
    declared = {
        (model.__name__, key)
        for model in all_models()
        for attribute, key in keys(model).items()
        if attribute in model.__annotations__
    }
    assert described == declared
    assert [(name, key) for name, texts in french.items() for key in texts if texts[key][-1] not in ".…"] == []
    for model in all_models():
        for key in keys(model).values():
            assert docstring(model, key).endswith("."), (model.__name__, key)


@pytest.fixture(scope="module")
def small_record(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("dossier") / "gueret.yaml"
    path.write_text(TERRITORY, encoding="utf-8")
    return record_of(path)


def record_of(path: Path) -> dict[str, Any]:
    """The diagnosis as `cit diagnose --json` prints it."""
    record = diagnosis_record(read_territory(path), Request("fr", Audience.INTERNAL, date(2026, 1, 15)))
    return dict(json.loads(json.dumps(record)))


def test_the_schemas_of_outputs_are_valid() -> None:
    for name in output_schema_names():
        Draft202012Validator.check_schema(output_schema(name))


def test_the_diagnosis_of_a_small_territory_follows_its_published_schema(small_record: dict[str, Any]) -> None:
    assert [
        error.message for error in Draft202012Validator(output_schema("diagnostic")).iter_errors(small_record)
    ] == []


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/territoires/*.yaml")), ids=lambda path: path.stem)
def test_the_diagnosis_of_an_example_follows_its_published_schema(path: Path) -> None:
    errors = Draft202012Validator(output_schema("diagnostic")).iter_errors(record_of(path))
    assert [error.message for error in errors] == []


def test_a_diagnosis_that_lacks_a_key_does_not_follow_the_schema(small_record: dict[str, Any]) -> None:
    schema = Draft202012Validator(output_schema("diagnostic"))
    for key in small_record:
        assert not schema.is_valid({name: value for name, value in small_record.items() if name != key}), key
    without_level = deepcopy(small_record)
    del without_level["fonctions"][0]["niveau"]
    assert not schema.is_valid(without_level)
    assert not schema.is_valid({**small_record, "inattendu": 1})
