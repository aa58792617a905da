"""The rows of a sheet as it came back: whatever was moved in it, each cell under the column it belongs to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cit_toolkit.exchange.workbook.record import RecordedSheet
from cit_toolkit.exchange.workbook.tables import FILE, OWN, REF, REMINDER
from cit_toolkit.model.text import fold, identifier_of
from cit_toolkit.problems import Position

_LOOKED_AT = 30
"""Rows looked at to find the heads: lines may have been put in above them."""


@dataclass(frozen=True, slots=True, order=True)
class CellPlace(Position):
    """A cell of a workbook; lines and columns count from 1."""

    sheet: str = ""

    def __str__(self) -> str:
        cell = f"{self.sheet}!{letter_of(self.column)}{self.line}" if self.line else self.sheet
        return f"{self.file}, {cell}" if cell else self.file


def letter_of(column: int) -> str:
    """What a spreadsheet calls a column: 1 → A, 28 → AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell as it came back."""

    text: str
    place: CellPlace


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it came back."""

    place: CellPlace
    file: ReadCell
    ref: ReadCell
    cells: Mapping[str, ReadCell]

    @property
    def empty(self) -> bool:
        """Whether nothing is left in it."""
        return not any(cell.text for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet as it came back."""

    place: CellPlace
    rows: Sequence[ReadRow]
    own: Mapping[str, ReadCell]
    """Columns that people added, under the key that will hold them, with their head."""
    missing: Sequence[str]
    """Heads that are no longer there."""


def read_sheet(rows: Sequence[Sequence[str]], recorded: RecordedSheet, file: str, title: str) -> ReadSheet | None:
    """The rows of a sheet; None when its heads cannot be found."""
    heads = {fold(head): name for name, head in recorded.columns.items()}
    top = max(range(min(len(rows), _LOOKED_AT)), key=lambda rank: (_known(rows[rank], heads), -rank), default=None)
    if top is None or _known(rows[top], heads) * 2 < len(heads):
        return None
    columns, own = _columns(rows, top, heads)
    place = CellPlace(file, top + 1, 1, title)
    added = {
        name: ReadCell(rows[top][rank] if rank < len(rows[top]) else "", CellPlace(file, top + 1, rank + 1, title))
        for rank, name in own.items()
    }
    found = [
        _row(row, number, columns | own, file, title) for number, row in enumerate(rows[top + 1 :], top + 2) if any(row)
    ]
    there = set(columns.values())
    missing = [head for name, head in recorded.columns.items() if name not in there and name not in (FILE, REF)]
    return ReadSheet(place, found, added, [head for head in missing if not heads[fold(head)].startswith(REMINDER)])


def _known(row: Sequence[str], heads: Mapping[str, str]) -> int:
    return len({fold(cell) for cell in row} & heads.keys())


def _columns(
    rows: Sequence[Sequence[str]], top: int, heads: Mapping[str, str]
) -> tuple[dict[int, str], dict[int, str]]:
    """What each column is, by its rank: one of ours, or one that people added and wrote in."""
    ours: dict[int, str] = {}
    own: dict[int, str] = {}
    width = max((len(row) for row in rows[top:]), default=0)
    for rank in range(width):
        head = rows[top][rank] if rank < len(rows[top]) else ""
        name = heads.get(fold(head)) if head else None
        if name is not None and name not in ours.values():
            ours[rank] = name
        elif any(rank < len(row) and row[rank] for row in rows[top + 1 :]):
            own[rank] = _own_key(head, rank, [*own.values(), *heads.values()])
    return ours, own


def _own_key(head: str, rank: int, taken: Sequence[str]) -> str:
    name = identifier_of(head.removeprefix(OWN)) or f"colonne-{letter_of(rank + 1).lower()}"
    keys = (f"{OWN}{name}" if again == 1 else f"{OWN}{name}-{again}" for again in range(1, 20_000))
    return next(key for key in keys if key not in taken)


def _row(row: Sequence[str], number: int, columns: Mapping[int, str], file: str, title: str) -> ReadRow:
    cells = dict(_cells(row, number, columns, file, title))
    place = CellPlace(file, number, 1, title)
    nothing = ReadCell("", place)
    named = {name: cell for name, cell in cells.items() if name not in (FILE, REF) and not name.startswith(REMINDER)}
    return ReadRow(place, cells.get(FILE, nothing), cells.get(REF, nothing), named)


def _cells(
    row: Sequence[str], number: int, columns: Mapping[int, str], file: str, title: str
) -> Iterator[tuple[str, ReadCell]]:
    for rank, name in columns.items():
        text = row[rank] if rank < len(row) else ""
        yield name, ReadCell(clean(text), CellPlace(file, number, rank + 1, title))


def clean(text: str) -> str:
    """A text without what a spreadsheet does to the ends of its lines."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
