"""What an import made of the records that describe things of a territory, and how it is written and told."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cit_toolkit.exchange.actor_likeness import Likeness
from cit_toolkit.exchange.mapped_tables import MappedTable, RefusedRecord
from cit_toolkit.exchange.mapped_things import ImportedThing, ImportedThings
from cit_toolkit.exchange.mapped_words import MappedWords
from cit_toolkit.exchange.records import RecordFile
from cit_toolkit.exchange.yaml_text import item_lines
from cit_toolkit.loading.limits import LIMITS
from cit_toolkit.loading.yaml_spans import spans_of
from cit_toolkit.model.base import CitModel, known_keys
from cit_toolkit.model.text import fold
from cit_toolkit.pipeline.import_words import place_in_words, remark_in_words
from cit_toolkit.problems import CitError, Problem
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.dates import format_date
from cit_toolkit.wording.problem_text import visible


@dataclass(frozen=True, slots=True)
class Already:
    """A record that describes a thing of the territory again: it is not added."""

    thing: ImportedThing
    likeness: Likeness
    brings: tuple[str, ...]
    """What it tells that the territory does not: «site: https://…»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingsImport:
    """What was read, and what it makes."""

    kind: str
    """What the things are, as the catalogues call them: `actors`, `needs`."""
    unreadable: tuple[RecordFile, ...]
    tables: tuple[MappedTable[Any], ...]
    without_use: tuple[MappedTable[Any], ...]
    """Tables that name nothing that can be used."""
    words: Mapping[int, MappedWords]
    """By the rank of the table."""
    things: tuple[ImportedThing, ...]
    """Those that are written."""
    described: ImportedThings
    likenesses: tuple[Likeness, ...]
    already: tuple[Already, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why some files could not be read at all."""
        return tuple(file.problem for file in self.unreadable if file.problem is not None)

    @property
    def refused(self) -> tuple[RefusedRecord, ...]:
        """Records nothing was made of, file by file."""
        return in_reading_order(self.described.refused)


def already_among(
    things: Sequence[ImportedThing], pairs: Sequence[Likeness], brings: Callable[[ImportedThing, str], Iterable[str]]
) -> tuple[Already, ...]:
    """Records that surely describe a thing of the territory again. `brings`: what one adds to the thing of an id."""
    by_id = {thing.id: thing for thing in things}
    found: dict[str, Already] = {}
    for pair in pairs:
        if pair.sure and pair.first.described and pair.second.id not in found:
            thing = by_id[pair.second.id]
            found[thing.id] = Already(thing, pair, tuple(brings(thing, pair.first.id)))
    return tuple(found.values())


def in_reading_order(records: Sequence[RefusedRecord]) -> tuple[RefusedRecord, ...]:
    """Refused records, file by file and row by row."""
    return tuple(sorted(records, key=lambda each: (each.file, each.record.sheet if each.record else "", each.rank)))


def key_in(text: str, key: str, model: type[CitModel]) -> str:
    """How a file spells one of its keys: in French or in English, with or without capitals."""
    root, known = spans_of(text), known_keys(model)
    written = [name.text for name, _ in root.entries] if root else []
    return next((name for name in written if known.get(fold(name)) == key), key)


def within_limits(lines: Iterator[str], kind: str) -> str:
    """The text of a new file. CitError when it would be larger than what is read."""
    text = "".join(f"{line}\n" for line in lines)
    if (size := len(text.encode())) > LIMITS.bytes:
        raise CitError("import-too-large", variant=kind, size=-(-size // 1_000_000), limit=LIMITS.bytes // 1_000_000)
    return text


def head_lines(made: ThingsImport, paths: Sequence[Path], day: date, catalog: Catalog) -> Iterator[str]:
    """Where the things of a new file come from, and what to do about it."""
    names = [path.name for path in paths]
    yield comment(catalog.say(f"import.{made.kind}.head.title", files=names, day=format_date(day, catalog.language)))
    for mapping in dict.fromkeys(table.mapping.id for table in made.tables):
        source = next(table.mapping for table in made.tables if table.mapping.id == mapping).source
        if source is not None and source.licence:
            yield comment(catalog.say("import.tables.source", name=source.name or "", licence=source.licence))
    yield comment(catalog.say(f"import.{made.kind}.head.advice"))


def thing_lines(made: ThingsImport, catalog: Catalog, compact: bool = False) -> Iterator[str]:
    """The items of the list, each after what a person should look at in it; `compact` writes each on a line."""
    resembling: dict[str, list[Likeness]] = {}
    for pair in made.likenesses:
        resembling.setdefault(pair.second.id, []).append(pair)
    for rank, thing in enumerate(made.things):
        if rank and not compact:
            yield ""
        for sentence in _said_of(thing, resembling.get(thing.id, []), made.kind, catalog):
            yield f"  {comment(sentence)}"
        yield from item_lines(thing.values, 2, compact)


def refused_lines(made: ThingsImport, catalog: Catalog) -> Iterator[str]:
    """The records that gave nothing, at the end of a new file."""
    if made.refused:
        yield ""
        yield comment(catalog.say("import.tables.gave-nothing", count=len(made.refused)))
        yield from (comment(refused_in_words(record, catalog)) for record in made.refused)


def _said_of(thing: ImportedThing, pairs: Sequence[Likeness], kind: str, catalog: Catalog) -> Iterator[str]:
    for remark in thing.remarks:
        cell = thing.record.cell(remark.column) if remark.column else ""
        said = remark_in_words(remark, catalog)
        told = catalog.say("import.tables.at", cell=cell, remark=said) if cell else said
        yield catalog.say("import.head.to-check", remark=told)
    for pair in pairs:
        yield catalog.say("import.head.to-check", remark=likeness_in_words(pair, kind, catalog))


def likeness_in_words(pair: Likeness, kind: str, catalog: Catalog) -> str:
    """Why two things may be one."""
    reason = catalog.say(f"import.likeness.{pair.reason}")
    return visible(catalog.say(f"import.{kind}.may-be", id=pair.first.id, name=pair.first.name, reason=reason))


def refused_in_words(refused: RefusedRecord, catalog: Catalog) -> str:
    """Which record nothing was made of, and why."""
    reason = remark_in_words(refused.reason, catalog)
    place = _refused_place(refused, catalog)
    return visible(catalog.say("import.tables.refused-record", place=place, name=refused.name, reason=reason))


def record_in_words(refused: RefusedRecord, catalog: Catalog, with_file: bool = True) -> str:
    """Which record nothing was made of."""
    cell = refused.record.cell(refused.reason.column) if refused.record else ""
    short = cell or catalog.say("import.rank", rank=refused.rank)
    place = _refused_place(refused, catalog) if with_file else short
    return visible(catalog.say("import.tables.record", place=place, name=refused.name))


def _refused_place(refused: RefusedRecord, catalog: Catalog) -> str:
    if refused.record is not None and refused.record.row:
        return place_in_words(refused.record, refused.reason.column, catalog)
    return visible(catalog.say("import.at-rank", file=Path(refused.file).name, rank=refused.rank))


def comment(text: str) -> str:
    """A line of YAML that only people read."""
    return f"# {visible(text)}"
