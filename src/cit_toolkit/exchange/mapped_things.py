"""Records read through mappings: the things made of them, each with an identifier of its own, and those refused."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from cit_toolkit.exchange.mapped_tables import MappedTable, RefusedRecord, beginning_of, refused, rejected_of, row_of
from cit_toolkit.exchange.records import Record
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.exchange.rows import Row, says_something
from cit_toolkit.model.text import fold, identifier_of
from cit_toolkit.model.tool_mapping import TableMapping

M = TypeVar("M", bound=TableMapping)
_OWN_ID = "x-identifiant-source"


@dataclass(frozen=True, slots=True)
class ImportedThing:
    """An actor or a need as it will be written."""

    record: Record
    values: dict[str, Any]
    """French key → text, number, list or table, in the order they are written."""
    remarks: tuple[Remark, ...]
    source_id: str = ""
    """What its source calls it."""

    @property
    def id(self) -> str:
        """Its identifier; what its source calls it when it is written without one."""
        return str(self.values.get("id") or self.source_id)


@dataclass(frozen=True, slots=True)
class ImportedThings:
    """All that became of the records that describe things."""

    things: tuple[ImportedThing, ...]
    refused: tuple[RefusedRecord, ...]
    elsewhere: int
    """Records left out because they are surely not among those asked for."""
    added_columns: Mapping[str, int]
    """Columns the mapping does not know, kept under `x-`: how many records fill them."""
    left_out: Mapping[str, int]
    """Columns the mapping leaves out on purpose: the same."""


@dataclass(frozen=True, slots=True)
class Naming:
    """How one kind of thing is named."""

    key: str
    """The key of its name: `nom`, `intitule`."""
    kind: str
    """What an identifier begins with when its name gives none."""
    nameless: str
    """The code of the remark on a record without a name."""


class ThingReader(Protocol):
    """What turns the records of one table into things."""

    def read(self, row: Row, name: str) -> tuple[dict[str, Any], tuple[Remark, ...]]:
        """The parts of a thing by French key, `id` left to be chosen; and what is to be known of them."""

    def reads_by_itself(self, column: str) -> bool:
        """Whether a column that the mapping does not name is read all the same."""


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table of things, what reads it, and the columns that name them."""

    table: MappedTable[Any]
    reader: ThingReader
    identifier: Sequence[str]
    namespace: Sequence[str]
    name: Sequence[str]

    def source_id(self, row: Row) -> str:
        """What its source calls a record, with whose name it is when two sources may give the same."""
        own, space = row.line(self.identifier), row.line(self.namespace)
        return f"{space} {own}" if own and space and not own.startswith(space) else own


def things_from(
    tables: Iterable[NamedTable],
    naming: Naming,
    taken: Iterable[str] = (),
    is_asked: Callable[[Mapping[str, Any]], bool] = lambda values: True,
) -> ImportedThings:
    """The things of some tables. `taken`: identifiers that others already bear."""
    identifiers = set(taken)
    things: list[ImportedThing] = []
    set_aside: list[RefusedRecord] = []
    seen: dict[str, Record] = {}
    added: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    elsewhere = 0
    for named in tables:
        mapping = named.table.mapping
        set_aside += rejected_of(named.table.file)
        known, passed = mapping.known_columns, {fold(column) for column in mapping.left_out}
        for record in named.table.file.records:
            row = row_of(record, named.table)
            name = row.line(named.name)
            if not says_something(name):
                reason = Remark(naming.nameless, {}, next(iter(named.name), ""))
                set_aside.append(refused(record, beginning_of(record), reason))
                continue
            source = named.source_id(row)
            if source and source in seen:
                where = seen[source].cell("") or str(seen[source].rank)
                set_aside.append(refused(record, name, Remark("same-source-id", {"id": source, "where": where})))
                continue
            values, remarks = named.reader.read(row, name)
            if not is_asked(values):
                elsewhere += 1
                continue
            if source:
                seen[source] = record
            for key, (column, _) in row.by_column.items():
                if key in passed:
                    left_out[column] += 1
                elif key not in known and not named.reader.reads_by_itself(column):
                    added[column] += 1
            things.append(_identified(record, values, remarks, row, named, naming, identifiers))
    return ImportedThings(tuple(things), tuple(set_aside), elsewhere, dict(added), dict(left_out))


def _identified(
    record: Record,
    values: dict[str, Any],
    remarks: tuple[Remark, ...],
    row: Row,
    named: NamedTable,
    naming: Naming,
    identifiers: set[str],
) -> ImportedThing:
    """A thing with an identifier of its own: that of its source when it is made of its name, else one of its name."""
    own, source = row.line(named.identifier), named.source_id(row)
    derived = identifier_of(str(values[naming.key])) or f"{naming.kind}-{record.rank}"
    shared = set(own.split("-")) & set(derived.split("-"))
    mine = own == identifier_of(own) and any(not word.isdigit() for word in shared)
    wanted = own if mine else derived
    chosen, again = wanted, 2
    while chosen in identifiers:
        chosen, again = f"{wanted}-{again}", again + 1
    identifiers.add(chosen)
    told = {"id": chosen, **values}
    if source and not mine and not named.table.guessed:
        told[_OWN_ID] = source
    return ImportedThing(record, told, remarks, own)
