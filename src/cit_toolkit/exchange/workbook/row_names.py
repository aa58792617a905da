"""Under which name a row that came back is compared with what the file holds now."""

from collections.abc import Collection, Iterator
from itertools import count

from cit_toolkit.exchange.workbook.merge import Row, Rows
from cit_toolkit.exchange.workbook.tables import Table
from cit_toolkit.exchange.workbook.understanding import NEW
from cit_toolkit.model.identity import identifier_from


def row_name(table: Table, ref: str, row: Row, base: Rows, file: Rows, taken: Collection[str]) -> str:
    """Its own, or one made from what it says: that of the entry it made in the file when it was read before."""
    if table.names and ref not in file:
        defaults = {column.id: column.default for column in table.columns}
        said = "|".join(row.get(name) or defaults[name] for name in table.names)
        there = next(name for name in _numbered(said, "#") if name not in taken)
        return there if there in file and there not in base else ref
    if not table.title or not ref.startswith(NEW):
        return ref
    wanted = identifier_from(row[table.title]) if row.get(table.title) else ref
    return next(name for name in _numbered(wanted, "-") if name not in taken and (name not in file or name not in base))


def _numbered(name: str, mark: str) -> Iterator[str]:
    """A name, then the same with a number."""
    return (name if rank == 1 else f"{name}{mark}{rank}" for rank in count(1))
