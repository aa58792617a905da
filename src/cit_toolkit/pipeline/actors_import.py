"""Directories, tables and maps of other tools as actors and links: a new territory, or an addition to one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from cit_toolkit.exchange.actor_likeness import Candidate, Likeness, likenesses
from cit_toolkit.exchange.actor_links import Ends, ImportedLink, ImportedLinks, links_from
from cit_toolkit.exchange.actor_records import ImportedActor, ImportedActors, ReadTable, RefusedRecord, actors_from
from cit_toolkit.exchange.actor_words import ActorWords
from cit_toolkit.exchange.column_guessing import guessed_mapping
from cit_toolkit.exchange.importers import ACTOR_MAPPINGS, NETWORK_MAPPING, TABLE_MAPPING
from cit_toolkit.exchange.network_files import read_actor_files
from cit_toolkit.exchange.places_asked import PlacesAsked
from cit_toolkit.exchange.records import RecordFile
from cit_toolkit.exchange.yaml_edits import AppendItem, Edit, edited
from cit_toolkit.exchange.yaml_text import item_lines, yaml_lines
from cit_toolkit.loading.limits import LIMITS
from cit_toolkit.loading.mappings import actors_mapping_of, load_mapping
from cit_toolkit.loading.yaml_spans import spans_of
from cit_toolkit.model.actor import Actor
from cit_toolkit.model.actor_mapping import ActorsMapping
from cit_toolkit.model.base import known_keys
from cit_toolkit.model.method import Method
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.text import fold
from cit_toolkit.pipeline.import_words import place_in_words, remark_in_words
from cit_toolkit.problems import CitError, Problem
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.dates import format_date
from cit_toolkit.wording.problem_text import visible

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


@dataclass(frozen=True, slots=True)
class Already:
    """A record that describes an actor of the territory again: it is not added."""

    actor: ImportedActor
    likeness: Likeness
    brings: tuple[str, ...]
    """What it tells that the territory does not: «site: https://…»."""


@dataclass(frozen=True, slots=True)
class ActorsImport:
    """What was read, and what it makes."""

    request: ActorsRequest
    unreadable: tuple[RecordFile, ...]
    tables: tuple[ReadTable, ...]
    without_use: tuple[ReadTable, ...]
    """Tables that name neither actors nor links."""
    words: dict[int, ActorWords]
    actors: tuple[ImportedActor, ...]
    described: ImportedActors
    links: ImportedLinks
    likenesses: tuple[Likeness, ...]
    already: tuple[Already, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why some files could not be read at all."""
        return tuple(file.problem for file in self.unreadable if file.problem is not None)

    @property
    def refused(self) -> tuple[RefusedRecord, ...]:
        """Records nothing was made of, file by file."""
        both = (*self.described.refused, *self.links.refused)
        return tuple(sorted(both, key=lambda each: (each.file, each.record.sheet if each.record else "", each.rank)))


def import_actors(paths: Sequence[Path], request: ActorsRequest) -> ActorsImport:
    """The actors and links of some files."""
    provided = {name: actors_mapping_of(load_mapping(name)) for name in ACTOR_MAPPINGS}
    known = [request.mapping] if request.mapping else list(provided.values())
    lists = tuple(dict.fromkeys(name for mapping in known for name in mapping.lists))
    envelopes = tuple(dict.fromkeys(name for mapping in known for name in mapping.envelopes))
    files = [file for path in paths for file in read_actor_files(path, lists, envelopes)]
    read = [file for file in files if file.problem is None]
    tables = [_table(file, request.mapping, provided) for file in read]
    used = [table for table in tables if table.of_links or table.mapping.columns.name]
    words = {rank: ActorWords.of(table.mapping, request.method) for rank, table in enumerate(used)}
    existing = request.territory.actors if request.territory else ()
    found = actors_from(used, words, request.places, [actor.id for actor in existing])
    pairs = likenesses([*map(_described, existing), *(Candidate.of(actor.values) for actor in found.actors)])
    already = _already(found.actors, pairs, existing)
    left = {each.actor.id: each.likeness.first.id for each in already}
    actors = tuple(actor for actor in found.actors if actor.id not in left)
    renamed = [replace(each.actor, values={**each.actor.values, "id": left[each.actor.id]}) for each in already]
    ends = Ends([*actors, *renamed], {actor.id: actor.name for actor in existing})
    return ActorsImport(
        request,
        tuple(file for file in files if file.problem is not None),
        tuple(used),
        tuple(table for table in tables if table not in used and table.file.records),
        words,
        actors,
        found,
        links_from(used, words, ends, request.nature),
        tuple(pair for pair in pairs if pair.second.id not in left),
        already,
    )


def _table(file: RecordFile, asked: ActorsMapping | None, provided: dict[str, ActorsMapping]) -> ReadTable:
    """A table with the mapping asked for, that of the tool it is recognised to come from, or a guessed one."""
    if asked is not None:
        return ReadTable(file, asked)
    if file.network:
        return ReadTable(file, provided[NETWORK_MAPPING])
    held = {fold(name) for record in file.records[:50] for name in record.values} | set(map(fold, file.columns))
    for mapping in provided.values():
        if any(held.issuperset(map(fold, signs)) for signs in mapping.recognised_by):
            return ReadTable(file, mapping)
    return ReadTable(file, guessed_mapping(file, provided[TABLE_MAPPING]), guessed=True)


def _described(actor: Actor) -> Candidate:
    extra = {f"x-{key}": value for key, value in actor.extra.items()}
    return Candidate.of(
        {"id": actor.id, "nom": actor.name, "siren": actor.siren, "commune": actor.municipality, **extra},
        described=True,
    )


def _already(
    actors: Sequence[ImportedActor], pairs: Sequence[Likeness], existing: Sequence[Actor]
) -> tuple[Already, ...]:
    """Records that surely describe an actor of the territory again."""
    by_id, described = {actor.id: actor for actor in actors}, {actor.id: actor for actor in existing}
    found: dict[str, Already] = {}
    for pair in pairs:
        if pair.sure and pair.first.described and pair.second.id not in found:
            actor = by_id[pair.second.id]
            found[actor.id] = Already(actor, pair, tuple(_brings(actor, described[pair.first.id])))
    return tuple(found.values())


def _brings(actor: ImportedActor, described: Actor) -> Iterator[str]:
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
    actors, links = _key_in(text, "acteurs"), _key_in(text, "relations")
    edits: list[Edit] = [AppendItem((actors,), actor.values) for actor in made.actors]
    edits += [AppendItem((links,), link.values) for link in made.links.links]
    return edited(text, name, edits)


def _key_in(text: str, key: str) -> str:
    """How a territory spells one of its keys: in French or in English, with or without capitals."""
    root, known = spans_of(text), known_keys(Territory)
    written = [name.text for name, _ in root.entries] if root else []
    return next((name for name in written if known.get(fold(name)) == key), key)


def new_territory(made: ActorsImport, paths: Sequence[Path], catalog: Catalog) -> str:
    """The text of a new territory file; empty when there is nothing to write. CitError when it would be too large."""
    if not made.actors:
        return ""
    text = "".join(f"{line}\n" for line in _lines(made, paths, catalog))
    if (size := len(text.encode())) > LIMITS.bytes:
        raise CitError(
            "import-too-large", variant="actors", size=-(-size // 1_000_000), limit=LIMITS.bytes // 1_000_000
        )
    return text


def _lines(made: ActorsImport, paths: Sequence[Path], catalog: Catalog) -> Iterator[str]:
    request = made.request
    day = format_date(request.day, catalog.language)
    names = [path.name for path in paths]
    yield _comment(catalog.say("import.actors.head.title", files=names, day=day))
    for mapping in dict.fromkeys(table.mapping.id for table in made.tables):
        source = next(table.mapping for table in made.tables if table.mapping.id == mapping).source
        if source is not None and source.licence:
            told = catalog.say("import.actors.head.source", name=source.name or "", licence=source.licence)
            yield _comment(told)
    yield _comment(catalog.say("import.actors.head.advice"))
    yield from yaml_lines({"type": "territoire", "nom": request.name or paths[0].stem}, 0)
    yield "acteurs:"
    resembling: dict[str, list[Likeness]] = {}
    for pair in made.likenesses:
        resembling.setdefault(pair.second.id, []).append(pair)
    for rank, actor in enumerate(made.actors):
        if rank:
            yield ""
        for sentence in said_of(actor, resembling.get(actor.id, []), catalog):
            yield f"  {_comment(sentence)}"
        yield from item_lines(actor.values, 2)
    if made.links.links:
        yield ""
        yield "relations:"
        for link in made.links.links:
            yield from _link_lines(link, catalog)
    if made.refused:
        yield ""
        yield _comment(catalog.say("import.actors.head.refused", count=len(made.refused)))
        yield from (_comment(refused_in_words(record, catalog)) for record in made.refused)


def _link_lines(link: ImportedLink, catalog: Catalog) -> Iterator[str]:
    for remark in link.remarks:
        said = catalog.say("import.head.to-check", remark=remark_in_words(remark, catalog))
        yield f"  {_comment(said)}"
    ordered = {key: link.values[key] for key in _RELATION_KEYS if key in link.values}
    yield from item_lines({**ordered, **link.values}, 2, compact=True)


def said_of(actor: ImportedActor, pairs: Sequence[Likeness], catalog: Catalog) -> Iterator[str]:
    """What a person should look at in an actor before relying on it."""
    for remark in actor.remarks:
        cell = actor.record.cell(remark.column) if remark.column else ""
        said = remark_in_words(remark, catalog)
        told = catalog.say("import.actors.at", cell=cell, remark=said) if cell else said
        yield catalog.say("import.head.to-check", remark=told)
    for pair in pairs:
        yield catalog.say("import.head.to-check", remark=likeness_in_words(pair, catalog))


def likeness_in_words(pair: Likeness, catalog: Catalog) -> str:
    """Why two actors may be one."""
    reason = catalog.say(f"import.actors.likeness.{pair.reason}")
    return visible(catalog.say("import.actors.may-be", id=pair.first.id, name=pair.first.name, reason=reason))


def refused_in_words(refused: RefusedRecord, catalog: Catalog) -> str:
    """Which record nothing was made of, and why."""
    reason = remark_in_words(refused.reason, catalog)
    if refused.record is not None and refused.record.row:
        place = place_in_words(refused.record, refused.reason.column, catalog)
    else:
        place = visible(catalog.say("import.at-rank", file=Path(refused.file).name, rank=refused.rank))
    return visible(catalog.say("import.actors.refused-record", place=place, name=refused.name, reason=reason))


def _comment(text: str) -> str:
    return f"# {visible(text)}"
