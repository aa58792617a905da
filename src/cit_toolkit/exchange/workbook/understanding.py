"""What is meant by the rows that came back: the entry each is about, what its cells say in the words of the files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from cit_toolkit.exchange.spreadsheet_errors import shows_error
from cit_toolkit.exchange.spreadsheets import printable
from cit_toolkit.exchange.workbook.cells import Meant, Vocabulary, meant
from cit_toolkit.exchange.workbook.record import RecordedRow
from cit_toolkit.exchange.workbook.sheet_rows import CellPlace, ReadCell, ReadRow, ReadSheet, clean
from cit_toolkit.exchange.workbook.tables import Column, Table, own_column
from cit_toolkit.model.text import identifier_of
from cit_toolkit.problems import Problem, Severity

NEW = "+"
"""What begins the name of a row that was added, before it has an identifier."""
Words = Callable[[Column, str], Vocabulary | None]
"""The words a column takes in the rows of a file."""


@dataclass(slots=True)
class Understood:
    """The rows of a sheet, by file and by entry."""

    table: Table
    columns: Mapping[str, Column]
    rows: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    places: dict[tuple[str, str, str], CellPlace] = field(default_factory=dict)
    """Where each cell stands; that of the row under an empty column."""
    kept: set[tuple[str, str]] = field(default_factory=set)
    """Entries that could not be understood whole: that they are not among the rows tells nothing."""
    problems: list[Problem] = field(default_factory=list)
    refused: int = 0

    def place(self, file: str, ref: str, column: str = "") -> CellPlace | None:
        """Where a cell stands, or its row."""
        return self.places.get((file, ref, column)) or self.places.get((file, ref, ""))

    def move(self, file: str, ref: str, known: str) -> None:
        """Call a row otherwise."""
        for column in ("", *self.columns):
            if (place := self.places.get((file, ref, column))) is not None:
                self.places[file, known, column] = place

    def refuse(self, code: str, place: CellPlace | None, **arguments: object) -> None:
        """Tell why a cell or a row is not used."""
        self.refused += 1
        self.problems.append(Problem(code, place or CellPlace("", 0, 0), arguments))

    def tell(self, code: str, place: CellPlace, **arguments: object) -> None:
        """Tell something to look at."""
        self.problems.append(Problem(code, place, arguments, Severity.WARNING))


def understood(
    table: Table, sheet: ReadSheet, recorded: Sequence[RecordedRow], files: Sequence[str], words: Words
) -> Understood:
    """The rows of a sheet. `files` are those whose entries it may hold."""
    own = {name: own_column(name) for name in sheet.own}
    ours = {column.id: column for column in table.columns}
    known = {name: own_column(name) for row in recorded for name in row.cells.keys() - ours}
    result = Understood(table, {**ours, **known, **own})
    _tell_columns(result, sheet)
    if recorded and not sheet.rows:
        result.tell("workbook-sheet-empty", sheet.place)
        result.kept |= {(row.file, row.ref) for row in recorded}
        return result
    reader = _Reader(result, recorded, files, words)
    for row in sheet.rows:
        reader.take(row)
    return result


def _tell_columns(result: Understood, sheet: ReadSheet) -> None:
    for name, head in sheet.own.items():
        if result.table.extra:
            result.tell("workbook-column-added", head.place, name=head.text or name, key=name)
        else:
            result.refuse("workbook-column-refused", head.place, name=head.text or name)
    for missing in sheet.missing:
        result.tell("workbook-column-missing", sheet.place, name=missing)


class _Reader:
    def __init__(self, result: Understood, recorded: Sequence[RecordedRow], files: Sequence[str], words: Words) -> None:
        self._result, self._files, self._words = result, files, words
        self._recorded: dict[tuple[str, str], RecordedRow] = {}
        self._refs: dict[str, set[str]] = {}
        counts: dict[str, int] = {}
        for row in recorded:
            counts[row.file] = counts.get(row.file, 0) + 1
            self._refs.setdefault(row.file, set()).add(row.ref)
            called = str(counts[row.file]) if result.table.names else row.ref
            self._recorded[row.file, called if result.table.place else ""] = row

    def take(self, row: ReadRow) -> None:
        """Understand one row."""
        result, table = self._result, self._result.table
        if not row.file.text and not row.ref.text and row.empty:
            return
        file = row.file.text or (self._files[0] if len(self._files) == 1 and table.place else "")
        before = self._recorded.get((file, row.ref.text if table.place else ""))
        if before is None and row.empty:
            return
        if before is not None and file not in self._files:
            # Its file is gone or broken, which is told.
            return
        goes = table.removed or not table.place
        if before is not None and row.empty and goes and any(map(before.display, before.cells)):
            return
        if before is not None and before.ref in result.rows.get(file, {}):
            if self._same(row, before, result.rows[file][before.ref]):
                result.tell("workbook-row-twice", row.place, variant="same", name=before.ref)
                return
            result.tell("workbook-row-twice", row.place, name=before.ref)
            before = None
        if before is None and not table.added:
            result.refuse("workbook-row-not-added", row.place, variant=table.id)
            return
        if file not in self._files and (table.place or file):
            variant = None if self._files else "none"
            result.refuse("workbook-which-file", row.file.place, variant=variant, known=list(self._files))
            return
        self._keep(row, before, file)

    def _keep(self, row: ReadRow, before: RecordedRow | None, file: str) -> None:
        result = self._result
        typed = identifier_of(row.ref.text) if before is None and not result.table.names else ""
        given = typed if typed not in self._refs.get(file, ()) else ""
        ref = before.ref if before is not None else given or f"{NEW}{row.place.line}"
        result.places[file, ref, ""] = row.place
        cells: dict[str, str] = {}
        for name, cell in row.cells.items():
            result.places[file, ref, name] = cell.place
            text = self._text(name, cell, before, file)
            if text is not None:
                cells[name] = text
            elif before is None:
                # A row that is not understood whole is not added in part.
                return
        result.rows.setdefault(file, {})[ref] = cells

    def _same(self, row: ReadRow, before: RecordedRow, kept: Mapping[str, str]) -> bool:
        return all(
            self._meant(name, cell, before, before.file).text == kept.get(name) for name, cell in row.cells.items()
        )

    def _text(self, name: str, cell: ReadCell, before: RecordedRow | None, file: str) -> str | None:
        """What a cell says; None when it cannot be used, which is told."""
        result = self._result
        if name.startswith("x-") and not result.table.extra:
            return None
        found = self._meant(name, cell, before, file)
        if found.problem:
            vocabulary = self._words(result.columns[name], file)
            listed = list(vocabulary.listed.values()) if vocabulary else []
            told = {"known": listed, "choices": listed, "suggestion": found.suggestion, "value": found.word}
            kind = vocabulary.kind if vocabulary and vocabulary.kind else None
            result.refuse(found.problem, cell.place, **told, variant=kind)
            return None
        if found.repaired:
            result.tell("workbook-cell-spoiled", cell.place, variant=found.repaired, value=cell.text, now=found.text)
        return found.text

    def _meant(self, name: str, cell: ReadCell, before: RecordedRow | None, file: str) -> Meant:
        if before is not None and name in before.cells:
            display = before.display(name)
            if cell.text == display or cell.text == clean(str(printable(display))):
                return Meant(before.cells[name])
        if shows_error(cell.text):
            return Meant(cell.text, problem="workbook-cell-failed", word=cell.text)
        column = self._result.columns[name]
        return meant(column, cell.text, self._words(column, file))
