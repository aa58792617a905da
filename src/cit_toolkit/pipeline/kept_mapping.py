"""A guessed mapping as a file, to be corrected and used again."""

from collections.abc import Iterator
from typing import Any

from cit_toolkit.exchange.yaml_text import yaml_lines
from cit_toolkit.model.actor_mapping import ActorsMapping
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.text import fold, identifier_of
from cit_toolkit.pipeline.actors_import import ActorsImport
from cit_toolkit.wording.catalog import Catalog

_VOCABULARIES = {"categorie": "categories", "cercle": "cercles", "roles": "roles", "fonctions": "fonctions",
                 "territoire": "territoire", "natures": "natures", "oriente": "oriente"}  # fmt: skip
_LISTED = ("categories", "cercles", "roles", "fonctions")
"""Vocabularies in which a word may mean several things."""


def kept_mapping(made: ActorsImport, name: str, catalog: Catalog) -> str:
    """The text of a mapping with the columns guessed and the words met; empty when nothing was guessed."""
    guessed = [(rank, table.mapping) for rank, table in enumerate(made.tables) if table.guessed]
    if not guessed:
        return ""
    columns: dict[str, list[str]] = {}
    links: dict[str, list[str]] = {}
    met: dict[str, dict[str, tuple[str, ...] | None]] = {}
    for rank, mapping in guessed:
        _gather(columns, mapping.columns)
        if mapping.links is not None:
            _gather(links, mapping.links)
        for part, words in made.words[rank].met.items():
            _gather_words(met.setdefault(_VOCABULARIES[part], {}), words)
    return "".join(f"{line}\n" for line in _lines(name, guessed[0][1], columns, links, met, catalog))


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
    name: str,
    mapping: ActorsMapping,
    columns: dict[str, list[str]],
    links: dict[str, list[str]],
    met: dict[str, dict[str, tuple[str, ...] | None]],
    catalog: Catalog,
) -> Iterator[str]:
    for line in catalog.say("import.actors.kept-head").split("\n"):
        yield f"# {line}"
    yield from yaml_lines(
        {"type": "correspondance-acteurs", "id": identifier_of(name) or "acteurs", "nom": name,
         "methode": mapping.method}, 0,
    )  # fmt: skip
    for key, held in (("colonnes", columns), ("relations", links)):
        told = {part: names for part, names in held.items() if names}
        if told or key == "colonnes":
            yield ""
            yield f"{key}:" if told else f"{key}: {{}}"
            yield from yaml_lines(told, 2) if told else ()
    if any(met.values()):
        yield ""
        yield "vocabulaires:"
        for part, words in met.items():
            yield from _vocabulary(part, words, catalog)


def _vocabulary(part: str, words: dict[str, tuple[str, ...] | None], catalog: Catalog) -> Iterator[str]:
    known = {word: _meaning(part, meant) for word, meant in words.items() if meant is not None}
    unknown = [word for word, meant in words.items() if meant is None]
    yield f"  {part}:" if known else f"  {part}: {{}}"
    yield from yaml_lines({_quoted(word): meant for word, meant in known.items()}, 4) if known else ()
    if unknown:
        yield f"    # {catalog.say('import.actors.kept-unknown')}"
        yield from (f"    # {_quoted(word)}: {'[]' if part in _LISTED else ''}".rstrip() for word in unknown)


def _meaning(part: str, meant: tuple[str, ...]) -> Any:
    return list(meant) if part in _LISTED else next(iter(meant), "")


def _quoted(word: str) -> str:
    """A word as a key."""
    return next(yaml_lines({"x": [word]}, 0)).removeprefix("x: [").removesuffix("]")
