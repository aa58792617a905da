"""Tables of needs as the needs of a territory: a new one, or an addition to one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cit_toolkit.exchange.actor_likeness import Candidate, likenesses
from cit_toolkit.exchange.column_guessing import guessed_simply
from cit_toolkit.exchange.importers import TABLE_IMPORTERS
from cit_toolkit.exchange.mapped_tables import MappedTable, recognised
from cit_toolkit.exchange.mapped_things import ImportedThing
from cit_toolkit.exchange.need_records import needs_from
from cit_toolkit.exchange.need_words import NeedWords
from cit_toolkit.exchange.record_files import read_records
from cit_toolkit.exchange.records import RecordFile
from cit_toolkit.exchange.yaml_edits import AppendItem, edited
from cit_toolkit.exchange.yaml_text import yaml_lines
from cit_toolkit.loading.mappings import load_mapping, table_mapping_of
from cit_toolkit.model.method import Method
from cit_toolkit.model.need import Need
from cit_toolkit.model.need_mapping import NeedsMapping
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.text import fold
from cit_toolkit.pipeline.things_import import (
    ThingsImport,
    already_among,
    head_lines,
    key_in,
    refused_lines,
    thing_lines,
    within_limits,
)
from cit_toolkit.wording.catalog import Catalog

_IMPORTER = TABLE_IMPORTERS["needs"]
_OF_ANYTHING = frozenset(("nom", "name", "titre", "title", "libelle", "objet"))
"""Headings that anything may be named under."""


@dataclass(frozen=True, slots=True)
class NeedsRequest:
    """How needs are wanted."""

    method: Method
    day: date
    """When the table was taken."""
    mapping: NeedsMapping | None = None
    """The mapping asked for; None, columns are guessed."""
    name: str | None = None
    """Name of the territory that is made."""
    territory: Territory | None = None
    """The territory they are added to: its actors carry them, its needs may be the same."""
    sessions: Mapping[str, str] = field(default_factory=dict)
    """Names and identifiers of the sessions of its dossier, and their identifiers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsImport(ThingsImport):
    """What was read, and what it makes."""

    kind: str = "needs"
    request: NeedsRequest


def import_needs(paths: Sequence[Path], request: NeedsRequest) -> NeedsImport:
    """The needs of some files."""
    provided = [_provided(name) for name in _IMPORTER.mappings]
    known = [request.mapping] if request.mapping else provided
    lists = tuple(dict.fromkeys(name for mapping in known for name in mapping.lists))
    envelopes = tuple(dict.fromkeys(name for mapping in known for name in mapping.envelopes))
    files = [file for path in paths for file in read_records(path, lists, envelopes)]
    tables = [_table(file, request.mapping, provided) for file in files if file.problem is None]
    named = {table.file.name for table in tables if _says_needs(table, provided[-1])}
    used = [
        table
        for table in tables
        # Beside a sheet whose heading says «Besoin», one that does not is about something else.
        if table.mapping.columns.title and (table.file.name not in named or _says_needs(table, provided[-1]))
    ]
    territory = request.territory
    actors = territory.actors if territory else None
    words = {
        rank: NeedWords.of(table.mapping, request.method, actors or (), request.sessions)
        for rank, table in enumerate(used)
    }
    existing = {need.id: need for need in (territory.needs if territory else ())}
    found = needs_from(used, words, actors, existing)
    described = [Candidate(need.id, need.title, described=True) for need in existing.values()]
    pairs = likenesses([*described, *(Candidate(need.id, str(need.values["intitule"])) for need in found.things)])
    already = already_among(found.things, pairs, lambda need, identifier: _brings(need, existing[identifier]))
    left = {each.thing.id for each in already}
    return NeedsImport(
        request=request,
        unreadable=tuple(file for file in files if file.problem is not None),
        tables=tuple(used),
        without_use=tuple(table for table in tables if table not in used and table.file.records),
        words=words,
        things=tuple(need for need in found.things if need.id not in left),
        described=found,
        likenesses=tuple(pair for pair in pairs if not {pair.first.id, pair.second.id} & left),
        already=already,
    )


def _provided(name: str) -> NeedsMapping:
    mapping = table_mapping_of(load_mapping(name), _IMPORTER.mapping_type)
    assert isinstance(mapping, NeedsMapping)
    return mapping


def _table(
    file: RecordFile, asked: NeedsMapping | None, provided: Sequence[NeedsMapping]
) -> MappedTable[NeedsMapping]:  # fmt: skip
    """A table with the mapping asked for, that of the tool it is recognised to come from, or a guessed one."""
    if asked is not None:
        return MappedTable(file, asked)
    known = next((mapping for mapping in provided if recognised(file, mapping)), None)
    if known is not None:
        return MappedTable(file, known)
    return MappedTable(file, guessed_simply(file, provided[-1], "title"), guessed=True)


def _says_needs(table: MappedTable[NeedsMapping], usual: NeedsMapping) -> bool:
    """Whether the column that names the needs of a table is called so."""
    if not table.guessed:
        return True
    names = {fold(name) for name in usual.columns.title} - _OF_ANYTHING
    return any(fold(column) in names for column in table.mapping.columns.title)


def _brings(need: ImportedThing, described: Need) -> Iterator[str]:
    """What a row adds to a need of the territory: what is unknown, what its lists lack, what is not understood."""
    single = {
        "description": described.description, "urgence": described.urgency, "importance": described.importance,
        "jours": described.days, "budget": described.budget, "periode": described.period,
    }  # fmt: skip
    lists = {
        "themes": described.themes, "fonctions": described.functions, "natures": described.natures,
        "porteurs": described.carriers, "formats": described.formats,
    }  # fmt: skip
    for key, value in need.values.items():
        if key in lists and (lacking := [each for each in value if each not in lists[key]]):
            yield _told(key, lacking)
        elif (
            (key in single and single[key] is None)
            or key.startswith("x-")
            or (key, described.origins) == ("origine", ())
        ):
            yield _told(key, value)


def _told(key: str, value: object) -> str:
    return next(yaml_lines({key: value}, 0)).removesuffix(" |")


def addition(made: NeedsImport, text: str, name: str) -> str:
    """The text of a territory with the needs added. CitError when it cannot be changed in place."""
    needs = key_in(text, "besoins", Territory)
    return edited(text, name, [AppendItem((needs,), need.values) for need in made.things])


def new_territory(made: NeedsImport, paths: Sequence[Path], catalog: Catalog) -> str:
    """The text of a new territory file; empty when there is nothing to write. CitError when it would be too large."""
    return within_limits(_lines(made, paths, catalog), made.kind) if made.things else ""


def _lines(made: NeedsImport, paths: Sequence[Path], catalog: Catalog) -> Iterator[str]:
    yield from head_lines(made, paths, made.request.day, catalog)
    yield from yaml_lines({"type": "territoire", "nom": made.request.name or paths[0].stem}, 0)
    yield "besoins:"
    yield from thing_lines(made, catalog)
    yield from refused_lines(made, catalog)
