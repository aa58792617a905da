"""What stands in the files of a workbook, sheet by sheet and row by row."""

from cit_toolkit.exchange.workbook.entries import Entry, entries_of, entry_at, function_entries
from cit_toolkit.exchange.workbook.tables import ACTORS, FUNCTIONS, GRID, Column, Table
from cit_toolkit.pipeline.workbook_files import Source, WorkbookFiles
from cit_toolkit.pipeline.workbook_words import Vocabularies


class Contents:
    """The rows of every sheet, as the files have them now."""

    def __init__(self, files: WorkbookFiles, vocabularies: Vocabularies) -> None:
        self._files, self._words = files, vocabularies
        self._rows: dict[tuple[str, str], list[Entry]] = {}

    def entries(self, table: Table, source: Source) -> list[Entry]:
        """The rows of a sheet that come from a file."""
        place = (table.id, source.key)
        if place not in self._rows:
            self._rows[place] = self._read(table, source)
        return self._rows[place]

    def _read(self, table: Table, source: Source) -> list[Entry]:
        def canonical(column: Column, word: str) -> str:
            vocabulary = self._words.of(column, source.key)
            return (vocabulary.meant(word) if vocabulary else None) or word

        if table.id == FUNCTIONS:
            return function_entries(table, self.entries(ACTORS, source), canonical)
        found = entries_of(table, source.root, canonical, self._files.mask)
        if table.id != GRID.id:
            return found
        known = {entry.ref: entry for entry in found}
        blank = {column.id: column.default for column in table.columns}
        written = entry_at(source.root, table.file, table.place[0])
        key = written[0] if written else table.place[0]
        return [
            known.get(criterion, Entry(criterion, (key, criterion), blank)) for criterion in self._files.method.criteria
        ]
