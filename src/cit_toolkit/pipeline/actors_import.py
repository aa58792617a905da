"""Directories, tables and maps of other tools as actors and links: a new territory, or an addition to one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from cit_toolkit.exchange.actor_likeness import Candidate, likenesses
from cit_toolkit.exchange.actor_links import Ends, ImportedLink, ImportedLinks, links_from
from cit_toolkit.exchange.actor_records import ReadTable, actors_from
from cit_toolkit.exchange.actor_words import ActorWords
from cit_toolkit.exchange.column_guessing import guessed_mapping
from cit_toolkit.exchange.importers import ACTOR_MAPPINGS, NETWORK_MAPPING, TABLE_MAPPING
from cit_toolkit.exchange.json_shapes import flat
from cit_toolkit.exchange.links_by_content import with_links
from cit_toolkit.exchange.mapped_tables import RefusedRecord, recognised
from cit_toolkit.exchange.mapped_things import ImportedThing
from cit_toolkit.exchange.network_files import read_actor_files
from cit_toolkit.exchange.other_sheets import other_sheets
from cit_toolkit.exchange.places_asked import PlacesAsked
from cit_toolkit.exchange.records import RecordFile
from cit_toolkit.exchange.yaml_edits import AppendItem, Edit, edited
from cit_toolkit.exchange.yaml_text import item_lines, yaml_lines
from cit_toolkit.loading.mappings import actors_mapping_of, load_mapping
from cit_toolkit.model.actor import Actor
from cit_toolkit.model.actor_mapping import ActorsMapping
from cit_toolkit.model.method import Method
from cit_toolkit.model.territory import Territory
from cit_toolkit.pipeline.import_words import remark_in_words
from cit_toolkit.pipeline.things_import import (
    ThingsImport,
    already_among,
    comment,
    head_lines,
    in_reading_order,
    key_in,
    refused_lines,
    thing_lines,
    within_limits,
)
from cit_toolkit.wording.catalog import Catalog

_RELATION_KEYS = ("entre", "de", "vers", "nature", "intensite", "depuis", "note")


@dataclass(frozen=True, slots=True)
class ActorsRequest:
    """How actors are wanted."""

    method: Method
    day: date
    """When the data were taken."""
    mapping: ActorsMapping | None = None
    """The mapping asked for; None, each file is recognised, or its columns are guessed."""
    places: PlacesAsked = field(default_factory=PlacesAsked)
    nature: str | None = None
    """Nature of the links whose source gives none."""
    name: str | None = None
    """Name of the territory that is made."""
    territory: Territory | None = None
    """The territory they are added to, which has an `acteurs` of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorsImport(ThingsImport):
    """What was read, and what it makes."""

    kind: str = "actors"
    request: ActorsRequest
    links: ImportedLinks

    @property
    def actors(self) -> tuple[ImportedThing, ...]:
        """The actors that are written."""
        return self.things

    @property
    def refused(self) -> tuple[RefusedRecord, ...]:
        """Records nothing was made of, those of links too."""
        return in_reading_order((*self.described.refused, *self.links.refused))


def import_actors(paths: Sequence[Path], request: ActorsRequest) -> ActorsImport:
    """The actors and links of some files."""
    provided = {name: actors_mapping_of(load_mapping(name)) for name in ACTOR_MAPPINGS}
    known = [request.mapping] if request.mapping else list(provided.values())
    lists = tuple(dict.fromkeys(name for mapping in known for name in mapping.lists))
    envelopes = tuple(dict.fromkeys(name for mapping in known for name in mapping.envelopes))
    files = [file for path in paths for file in read_actor_files(path, lists, envelopes)]
    read = [file for file in files if file.problem is None]
    tables = with_links([_table(file, request.mapping, provided) for file in read], provided[TABLE_MAPPING])
    beside = other_sheets(tables, provided[TABLE_MAPPING])
    used = [table for table in tables if table not in beside and (table.of_links or table.mapping.columns.name)]
    words = {rank: ActorWords.of(table.mapping, request.method) for rank, table in enumerate(used)}
    existing = request.territory.actors if request.territory else ()
    found = actors_from(used, words, request.places, [actor.id for actor in existing])
    pairs = likenesses([*map(_described, existing), *(Candidate.of(actor.values) for actor in found.things)])
    by_id = {actor.id: actor for actor in existing}
    already = already_among(found.things, pairs, lambda actor, identifier: _brings(actor, by_id[identifier]))
    left = {each.thing.id: each.likeness.first.id for each in already}
    actors = tuple(actor for actor in found.things if actor.id not in left)
    renamed = [replace(each.thing, values={**each.thing.values, "id": left[each.thing.id]}) for each in already]
    ends = Ends([*actors, *renamed], {actor.id: actor.name for actor in existing})
    return ActorsImport(
        request=request,
        unreadable=tuple(file for file in files if file.problem is not None),
        tables=tuple(used),
        without_use=tuple(table for table in tables if table not in used and table.file.records),
        words=words,
        things=actors,
        described=found,
        links=links_from(used, words, ends, request.nature),
        likenesses=tuple(pair for pair in pairs if not {pair.first.id, pair.second.id} & left.keys()),
        already=already,
    )


def _table(file: RecordFile, asked: ActorsMapping | None, provided: dict[str, ActorsMapping]) -> ReadTable:
    """A table with the mapping asked for, that of the tool it is recognised to come from, or a guessed one."""
    if asked is not None:
        return ReadTable(file, asked)
    if file.network:
        return ReadTable(file, provided[NETWORK_MAPPING])
    for mapping in provided.values():
        if recognised(file, mapping):
            return ReadTable(file, mapping)
    return ReadTable(file, guessed_mapping(flat(file), provided[TABLE_MAPPING]), guessed=True)


def _described(actor: Actor) -> Candidate:
    extra = {f"x-{key}": value for key, value in actor.extra.items()}
    return Candidate.of(
        {"id": actor.id, "nom": actor.name, "siren": actor.siren, "commune": actor.municipality, **extra},
        described=True,
    )


def _brings(actor: ImportedThing, described: Actor) -> Iterator[str]:
    """What a record adds, but for the contact, whose words stay out of every list."""
    own = {"categorie": described.category, "roles": described.roles, "cercle": described.circle,
           "fonctions": described.functions, "siren": described.siren, "site": described.website,
           "commune": described.municipality, "note": described.note, "contact": described.contact}  # fmt: skip
    for key, value in actor.values.items():
        if key == "contact" and described.contact is None:
            yield key
        elif own.get(key, "") is None and key in own and key != "contact":
            yield next(yaml_lines({key: value}, 0)).removesuffix(" |")


def addition(made: ActorsImport, text: str, name: str) -> str:
    """The text of a territory with the actors and links added. CitError when it cannot be changed in place."""
    actors, links = key_in(text, "acteurs", Territory), key_in(text, "relations", Territory)
    edits: list[Edit] = [AppendItem((actors,), actor.values) for actor in made.actors]
    edits += [AppendItem((links,), link.values) for link in made.links.links]
    return edited(text, name, edits)


def new_territory(made: ActorsImport, paths: Sequence[Path], catalog: Catalog) -> str:
    """The text of a new territory file; empty when there is nothing to write. CitError when it would be too large."""
    if not made.actors:
        return ""
    return within_limits(_lines(made, paths, catalog), made.kind)


def _lines(made: ActorsImport, paths: Sequence[Path], catalog: Catalog) -> Iterator[str]:
    yield from head_lines(made, paths, made.request.day, catalog)
    yield from yaml_lines({"type": "territoire", "nom": made.request.name or paths[0].stem}, 0)
    yield "acteurs:"
    yield from thing_lines(made, catalog)
    if made.links.links:
        yield ""
        yield "relations:"
        for link in made.links.links:
            yield from _link_lines(link, catalog)
    yield from refused_lines(made, catalog)


def _link_lines(link: ImportedLink, catalog: Catalog) -> Iterator[str]:
    for remark in link.remarks:
        said = catalog.say("import.head.to-check", remark=remark_in_words(remark, catalog))
        yield f"  {comment(said)}"
    ordered = {key: link.values[key] for key in _RELATION_KEYS if key in link.values}
    yield from item_lines({**ordered, **link.values}, 2, compact=True)
