"""A guessed mapping as a file, to be corrected and used again."""

from collections.abc import Iterator
from typing import Any

from cit_toolkit.exchange.importers import TABLE_IMPORTERS
from cit_toolkit.exchange.yaml_text import yaml_lines
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.text import fold, identifier_of
from cit_toolkit.pipeline.things_import import ThingsImport
from cit_toolkit.wording.catalog import Catalog

_PLURALS = {"categorie": "categories", "cercle": "cercles", "statut": "statuts", "porteurs": "acteurs",
            "urgence": "niveaux", "importance": "niveaux"}  # fmt: skip
"""Vocabularies that bear another name than the part they are the words of."""


def kept_mapping(made: ThingsImport, name: str, catalog: Catalog) -> str:
    """The text of a mapping with the columns guessed and the words met; empty when nothing was guessed."""
    guessed = [(rank, table.mapping) for rank, table in enumerate(made.tables) if table.guessed]
    if not guessed:
        return ""
    columns: dict[str, dict[str, list[str]]] = {"colonnes": {}}
    marked: dict[str, dict[str, str | int]] = {}
    met: dict[str, dict[str, tuple[str, ...] | None]] = {}
    for rank, mapping in guessed:
        for key, part in mapping.named_columns():
            _gather(columns.setdefault(key, {}), part)
        for key, about in mapping.column_tables():
            marked.setdefault(key, {}).update({_quoted(column): told for column, told in about.items()})
        for part, words in made.words[rank].met.items():
            _gather_words(met.setdefault(_PLURALS.get(part, part), {}), words)
    return "".join(f"{line}\n" for line in _lines(made.kind, name, guessed[0][1].method, columns, marked, met, catalog))


def _gather(into: dict[str, list[str]], columns: CitModel) -> None:
    for name, field in type(columns).model_fields.items():
        held = into.setdefault(field.alias or name, [])
        held += [column for column in getattr(columns, name) if column not in held]


def _gather_words(into: dict[str, tuple[str, ...] | None], words: dict[str, tuple[str, ...] | None]) -> None:
    """Each word once, as it was first written: a mapping reads «Mairie» and «mairie» as one."""
    spelt = {fold(word): word for word in into}
    for word, meant in words.items():
        first = spelt.setdefault(fold(word), word)
        into[first] = meant if into.get(first) is None else into[first]


def _lines(
    kind: str,
    name: str,
    method: str,
    columns: dict[str, dict[str, list[str]]],
    marked: dict[str, dict[str, str | int]],
    met: dict[str, dict[str, tuple[str, ...] | None]],
    catalog: Catalog,
) -> Iterator[str]:
    importer = TABLE_IMPORTERS[kind]
    for line in catalog.say("import.tables.kept-head", command=importer.command).split("\n"):
        yield f"# {line}"
    identifier = identifier_of(name) or importer.command
    yield from yaml_lines({"type": importer.mapping_type, "id": identifier, "nom": name, "methode": method}, 0)
    for key, held in columns.items():
        told = {part: names for part, names in held.items() if names}
        if told or key == "colonnes":
            yield ""
            yield f"{key}:" if told else f"{key}: {{}}"
            yield from yaml_lines(told, 2) if told else ()
    for key, about in marked.items():
        if about:
            yield ""
            yield f"{key}:"
            yield from yaml_lines(about, 2)
    if any(met.values()):
        yield ""
        yield "vocabulaires:"
        for part, words in met.items():
            yield from _vocabulary(part, words, part in importer.listed, catalog)


def _vocabulary(part: str, words: dict[str, tuple[str, ...] | None], listed: bool, catalog: Catalog) -> Iterator[str]:
    known: dict[str, Any] = {
        _quoted(word): list(meant) if listed else next(iter(meant), "")
        for word, meant in words.items()
        if meant is not None
    }
    unknown = [word for word, meant in words.items() if meant is None]
    yield f"  {part}:"
    yield from yaml_lines(known, 4) if known else ()
    if unknown:
        yield f"    # {catalog.say('import.tables.kept-unknown')}"
        yield from (f"    # {_quoted(word)}: {'[]' if listed else ''}".rstrip() for word in unknown)


def _quoted(word: str) -> str:
    """A word as a key."""
    return next(yaml_lines({"x": [word]}, 0)).removeprefix("x: [").removesuffix("]")
