"""A table of another tool with the mapping it is read through, and its records laid out by column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from cit_toolkit.exchange.html_markdown import line_of
from cit_toolkit.exchange.records import Record, RecordFile
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.exchange.rows import Row, says_something, text_of
from cit_toolkit.exchange.spreadsheet_errors import shows_error
from cit_toolkit.model.text import fold
from cit_toolkit.model.tool_mapping import TableMapping

M = TypeVar("M", bound=TableMapping)
_SHOWN = 80
"""Characters of a nameless record that are shown."""


@dataclass(frozen=True, slots=True)
class MappedTable(Generic[M]):
    """A table and the mapping it is read through."""

    file: RecordFile
    mapping: M
    guessed: bool = False
    """Whether its columns were guessed: what was understood is shown."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column, as written; a record may lack some."""
        return columns_of(self.file)


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """A record nothing could be made of."""

    record: Record | None
    file: str
    rank: int
    name: str
    """What it is called, or how it begins."""
    reason: Remark


def columns_of(file: RecordFile) -> tuple[str, ...]:
    """The heading of a table, or every key of its records."""
    return file.columns or tuple(dict.fromkeys(name for record in file.records for name in record.values))


def recognised(file: RecordFile, mapping: TableMapping) -> bool:
    """Whether a file has all the columns that only one tool has together."""
    held = {fold(name) for record in file.records[:50] for name in record.values} | set(map(fold, file.columns))
    return any(held.issuperset(map(fold, signs)) for signs in mapping.recognised_by)


def row_of(record: Record, table: MappedTable[M]) -> Row:
    """A record by its columns: objects that the mapping looks into are laid flat, broken formulas say nothing."""
    mapping = table.mapping
    named = [*next(mapping.column_parts()).all_names(), tuple(mapping.kept), tuple(mapping.left_out)]
    opened = {fold(name.partition(".")[0]) for names in named for name in names if "." in name}
    empty = set(map(fold, mapping.empty_words))
    by_column: dict[str, tuple[str, Any]] = {}
    for name, value in _laid_flat(record.values, opened):
        if says_something(value) and not shows_error(value) and not (isinstance(value, str) and fold(value) in empty):
            by_column.setdefault(fold(name), (name, value))
    return Row(record, table.file.from_cells, by_column)


def _laid_flat(values: Mapping[str, Any], opened: set[str]) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if isinstance(value, dict) and fold(name) in opened:
            yield from ((f"{name}.{inner}", told) for inner, told in value.items())
        else:
            yield name, value


def remarks_on_shape(record: Record) -> Iterator[Remark]:
    """What is to be known of a record before anything is made of it: cells too many, or that could not be computed."""
    if record.repeated:
        yield Remark("repeated-columns", {"names": list(record.repeated)})
    if record.extra_cells:
        yield Remark("extra-cells", {"count": record.extra_cells})
    for name, value in record.values.items():
        if shows_error(value):
            yield Remark("broken-formula", {"value": value.strip()}, name)


def rejected_of(file: RecordFile) -> Iterator[RefusedRecord]:
    """What stands where a record should."""
    for item in file.rejected:
        yield RefusedRecord(None, item.file, item.rank, item.written, Remark("not-a-record"))


def refused(record: Record, name: str, reason: Remark) -> RefusedRecord:
    """A record nothing is made of, under the name it bears."""
    return RefusedRecord(record, record.file, record.rank, name or "…", reason)


def beginning_of(record: Record) -> str:
    """How a nameless record begins."""
    return next((text for value in record.values.values() if (text := line_of(text_of(value)))), "")[:_SHOWN]
