"""Records of another tool made into actors: those written, those refused and why, those that lie elsewhere."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cit_toolkit.exchange.actor_reader import ActorReader, is_broken, known_columns
from cit_toolkit.exchange.actor_words import ActorWords
from cit_toolkit.exchange.html_markdown import line_of
from cit_toolkit.exchange.places_asked import PlacesAsked
from cit_toolkit.exchange.records import Record, RecordFile
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.exchange.rows import Row, says_something, text_of
from cit_toolkit.model.actor_mapping import ActorsMapping
from cit_toolkit.model.text import fold, identifier_of

_SHOWN = 80
"""Characters of a nameless record that are shown."""
_OWN_ID = "x-identifiant-source"


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table and the mapping it is read through."""

    file: RecordFile
    mapping: ActorsMapping
    guessed: bool = False
    """Whether its columns were guessed: what was understood is shown."""

    @property
    def of_links(self) -> bool:
        """Whether its records are links: it has a column for each end, or its format says so."""
        if self.file.links is not None:
            return self.file.links
        links = self.mapping.links
        held = {fold(column) for column in _columns_of(self.file)}
        return links is not None and all(
            not held.isdisjoint(map(fold, names)) for names in (links.source, links.target)
        )


@dataclass(frozen=True, slots=True)
class ImportedActor:
    """An actor as it will be written."""

    record: Record
    values: dict[str, Any]
    """French key → text, number, list or table, in the order they are written."""
    remarks: tuple[Remark, ...]
    source_id: str = ""
    """What its source calls it."""

    @property
    def id(self) -> str:
        """Its identifier."""
        return str(self.values["id"])


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """A record nothing could be made of."""

    record: Record | None
    file: str
    rank: int
    name: str
    """What it is called, or how it begins."""
    reason: Remark


@dataclass(frozen=True, slots=True)
class ImportedActors:
    """All that became of the records that describe actors."""

    actors: tuple[ImportedActor, ...]
    refused: tuple[RefusedRecord, ...]
    elsewhere: int
    """Records left out because their place is surely not one that was asked for."""
    added_columns: Mapping[str, int]
    """Columns the mapping does not know, kept under `x-`: how many records fill them."""
    left_out: Mapping[str, int]
    """Columns the mapping leaves out on purpose: the same."""


def actors_from(
    tables: Sequence[ReadTable], words: Mapping[int, ActorWords], places: PlacesAsked, taken: Iterable[str] = ()
) -> ImportedActors:
    """The actors of some tables. `words`: by the rank of the table; `taken`: identifiers that others already bear."""
    identifiers = set(taken)
    actors: list[ImportedActor] = []
    refused: list[RefusedRecord] = []
    seen: dict[str, Record] = {}
    added: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    elsewhere = 0
    for rank, table in enumerate(tables):
        if table.of_links:
            continue
        refused += rejected_of(table.file)
        reader = ActorReader(table.mapping, words[rank], _columns_of(table.file))
        known, passed = known_columns(table.mapping), {fold(column) for column in table.mapping.left_out}
        for record in table.file.records:
            row = row_of(record, table)
            name = row.line(table.mapping.columns.name)
            if not name:
                reason = Remark("actor-without-name", {}, next(iter(table.mapping.columns.name), ""))
                refused.append(_refused(record, _beginning(record), reason))
                continue
            source = _source_id(row, table.mapping)
            if source and source in seen:
                first = seen[source]
                where = first.cell("") or str(first.rank)
                refused.append(_refused(record, name, Remark("actor-again", {"id": source, "where": where})))
                continue
            values, remarks = reader.read(row, name)
            if not places.may_be(values):
                elsewhere += 1
                continue
            if source:
                seen[source] = record
            for key, (column, _) in row.by_column.items():
                if key in passed:
                    left_out[column] += 1
                elif key not in known and not reader.is_level(column):
                    added[column] += 1
            actors.append(_identified(record, values, remarks, source, row, table, identifiers))
    return ImportedActors(tuple(actors), tuple(refused), elsewhere, dict(added), dict(left_out))


def row_of(record: Record, table: ReadTable) -> Row:
    """A record by its columns: objects that the mapping looks into are laid flat, broken formulas say nothing."""
    mapping = table.mapping
    named = [*mapping.columns.all_names(), tuple(mapping.kept), tuple(mapping.left_out)]
    opened = {fold(name.partition(".")[0]) for names in named for name in names if "." in name}
    empty = set(map(fold, mapping.empty_words))
    by_column: dict[str, tuple[str, Any]] = {}
    for name, value in _laid_flat(record.values, opened):
        if says_something(value) and not is_broken(value) and not (isinstance(value, str) and fold(value) in empty):
            by_column.setdefault(fold(name), (name, value))
    return Row(record, table.file.from_cells, by_column)


def rejected_of(file: RecordFile) -> Iterator[RefusedRecord]:
    """What stands where a record should."""
    for item in file.rejected:
        yield RefusedRecord(None, item.file, item.rank, item.written, Remark("not-a-record"))


def _laid_flat(values: Mapping[str, Any], opened: set[str]) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if isinstance(value, dict) and fold(name) in opened:
            yield from ((f"{name}.{inner}", told) for inner, told in value.items())
        else:
            yield name, value


def _columns_of(file: RecordFile) -> tuple[str, ...]:
    return file.columns or tuple(dict.fromkeys(name for record in file.records for name in record.values))


def _refused(record: Record, name: str, reason: Remark) -> RefusedRecord:
    return RefusedRecord(record, record.file, record.rank, name or "…", reason)


def _beginning(record: Record) -> str:
    return next((text for value in record.values.values() if (text := line_of(text_of(value)))), "")[:_SHOWN]


def _source_id(row: Row, mapping: ActorsMapping) -> str:
    """What its source calls a record, with whose name it is when two sources may give the same."""
    own = row.line(mapping.columns.identifier)
    space = row.line(mapping.columns.namespace)
    return f"{space} {own}" if own and space and not own.startswith(space) else own


def _identified(
    record: Record,
    values: dict[str, Any],
    remarks: tuple[Remark, ...],
    source: str,
    row: Row,
    table: ReadTable,
    identifiers: set[str],
) -> ImportedActor:
    """An actor with an identifier of its own: that of its source when it is made of its name, else one of its name."""
    name = str(values["nom"])
    own = row.line(table.mapping.columns.identifier)
    derived = identifier_of(name) or f"acteur-{record.rank}"
    shared = set(own.split("-")) & set(derived.split("-"))
    mine = own == identifier_of(own) and any(not word.isdigit() for word in shared)
    wanted = own if mine else derived
    chosen, again = wanted, 2
    while chosen in identifiers:
        chosen, again = f"{wanted}-{again}", again + 1
    identifiers.add(chosen)
    told = {"id": chosen, **values}
    if source and not mine and not table.guessed:
        told[_OWN_ID] = source
    return ImportedActor(record, told, remarks, own)
