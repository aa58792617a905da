"""The workbook of a dossier, from its files: sheets, lists, notes, and what it must remember to be read back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cit_toolkit.documents.voice import Voice
from cit_toolkit.exchange.workbook.cells import shown
from cit_toolkit.exchange.workbook.entries import Entry
from cit_toolkit.exchange.workbook.record import Record, RecordedFile, RecordedRow, RecordedSheet, record_rows
from cit_toolkit.exchange.workbook.tables import (
    ACTORS,
    FILE,
    FUNCTIONS,
    GRID,
    REF,
    REMINDER,
    SESSIONS,
    Column,
    Kind,
    Table,
    own_column,
)
from cit_toolkit.exchange.workbook.writing import SheetColumn, SheetPlan, Value
from cit_toolkit.loading.yaml_parser import no_garbage_collection
from cit_toolkit.model.method import Criterion
from cit_toolkit.model.territory import Territory
from cit_toolkit.pipeline.workbook_contents import Contents
from cit_toolkit.pipeline.workbook_files import Source, WorkbookFiles
from cit_toolkit.pipeline.workbook_words import Vocabularies, vocabularies

_NARROW, _MEDIUM, _WIDE = 13, 24, 48
_LEVELS = ("0", "1", "2", "3", "0-1", "1-2", "2-3", "0-2", "1-3")
_SCORES = ("0", "1", "2", "3")


@dataclass(frozen=True, slots=True)
class _Row:
    source: Source
    entry: Entry
    number: int


def workbook(files: WorkbookFiles, voice: Voice, day: date, contacts: bool) -> bytes:
    """The workbook; `contacts` adds whom to call, personal data that stay out of it otherwise."""
    from cit_toolkit.exchange.workbook.writing import book_bytes

    with no_garbage_collection():
        writer = _Writer(files, voice, contacts)
        plans = [writer.plan(table) for table in files.tables]
        rows = [recorded for table in files.tables for recorded in writer.recorded(table)]
        guide = writer.guide()
        record = Record(voice.language, files.method.id, guide[0], writer.recorded_files, writer.recorded_sheets, rows)
        return book_bytes(guide, plans, record_rows(record), day)


class _Writer:
    def __init__(self, files: WorkbookFiles, voice: Voice, contacts: bool) -> None:
        self._files, self._voice, self._contacts = files, voice, contacts
        self._words: Vocabularies = vocabularies(files, voice)
        self._contents = Contents(files, self._words)
        self._rows = {table.id: list(self._rows_of(table)) for table in files.tables}

    def _rows_of(self, table: Table) -> Iterator[_Row]:
        for source in self._files.sources_of(table):
            for number, entry in enumerate(self._contents.entries(table, source), 1):
                yield _Row(source, entry, number)

    # What is remembered

    @property
    def recorded_files(self) -> dict[str, RecordedFile]:
        return {
            source.key: RecordedFile(source.loaded.kind or "", source.fingerprint) for source in self._files.sources
        }

    @property
    def recorded_sheets(self) -> dict[str, RecordedSheet]:
        return {
            table.id: RecordedSheet(
                self._title(table),
                {FILE: self._say("file.head"), REF: self._ref_head(table)}
                | {f"{REMINDER}{rank}": head for rank, head in enumerate(self._context_heads(table))}
                | {column.id: self._head(table, column) for column in self._columns(table)},
            )
            for table in self._files.tables
        }

    def recorded(self, table: Table) -> Iterator[RecordedRow]:
        columns = self._columns(table)
        for row in self._rows[table.id]:
            cells = {column.id: row.entry.cells.get(column.id, "") for column in columns}
            displays = {column.id: self._shown(column, row) for column in columns}
            different = {name: text for name, text in displays.items() if text != cells[name]}
            yield RecordedRow(table.id, row.source.key, row.entry.ref, cells, different)

    # What is seen

    def plan(self, table: Table) -> SheetPlan:
        lead, columns, rows = self._lead(table), self._columns(table), self._rows[table.id]
        values = [[*self._lead_cells(table, row), *(self._cell(column, row) for column in columns)] for row in rows]
        heads = [*lead, *(self._column(table, column) for column in columns)]
        frozen = len(lead) + bool(table.title)
        return SheetPlan(self._title(table), heads, values, self._notes(table, len(lead)), table.added, frozen)

    def _columns(self, table: Table) -> Sequence[Column]:
        ours = {column.id for column in table.columns}
        own = {key for row in self._rows[table.id] for key in row.entry.cells.keys() - ours}
        told = [column for column in table.columns if self._contacts or not column.personal]
        return (*told, *(own_column(key) for key in sorted(own)))

    def _lead(self, table: Table) -> list[SheetColumn]:
        one = len(self._files.sources_of(table)) == 1 and table is not SESSIONS
        ref = SheetColumn(self._ref_head(table), self._say("locked"), _MEDIUM if self._named(table) else 6, locked=True)
        return [
            SheetColumn(self._say("file.head"), self._say("file.note"), _MEDIUM, locked=False, hidden=one,
                        choices=tuple(source.key for source in self._files.sources_of(table)), open=True),
            *([] if table is SESSIONS else [ref]),
            *(SheetColumn(head, "", _WIDE if table is GRID and rank else _MEDIUM, locked=True)
              for rank, head in enumerate(self._context_heads(table))),
        ]  # fmt: skip

    def _named(self, table: Table) -> bool:
        """Whether rows bear an identifier; others are numbered."""
        return not table.names

    def _context_heads(self, table: Table) -> list[str]:
        if table.id == FUNCTIONS:
            return [self._head(ACTORS, ACTORS.columns[0])]
        return [self._say("dimension"), self._say("question")] if table is GRID else []

    def _lead_cells(self, table: Table, row: _Row) -> list[Value]:
        lead: list[Value] = [row.source.key]
        if table is not SESSIONS:
            lead.append(row.entry.ref if self._named(table) else row.number)
        if table.id == FUNCTIONS:
            lead.append(self._actor_names[row.source.key][row.entry.ref])
        if table is GRID:
            criterion = self._files.method.criteria[row.entry.ref]
            lead += [self._dimension(criterion), self._voice.text(criterion.question)]
        return lead

    @cached_property
    def _actor_names(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {source.key: {} for source in self._files.territories}
        for row in self._rows[ACTORS.id]:
            found[row.source.key][row.entry.ref] = row.entry.cells["nom"]
        return found

    def _dimension(self, criterion: Criterion) -> str:
        dimensions = self._files.method.dimensions
        return next(self._voice.label(each) for each in dimensions if criterion in each.criteria)

    def _shown(self, column: Column, row: _Row) -> str:
        text = row.entry.cells.get(column.id, "")
        if column.id in row.entry.fixed and not text:
            return self._say("in-file")
        return shown(column, text, self._words.of(column, row.source.key))

    def _cell(self, column: Column, row: _Row) -> Value:
        text = self._shown(column, row)
        return int(text) if column.kind in (Kind.LEVEL, Kind.SCORE) and text in _SCORES else text

    def _column(self, table: Table, column: Column) -> SheetColumn:
        head, note = self._head(table, column), self._note(table, column)
        width = _NARROW
        if column.kind in (Kind.TEXT, Kind.LINES):
            width = _WIDE
        elif column.kind in (Kind.LINE, Kind.CHOICE, Kind.CHOICES):
            width = _MEDIUM
        if column.vocabulary == "actors" and column.kind is Kind.CHOICE:
            place = (self._title(ACTORS), 3, len(self._rows[ACTORS.id]))
            return SheetColumn(head, note, width, choices_from=place)
        choices: tuple[str, ...] = ()
        if column.kind is Kind.LEVEL:
            choices = _LEVELS
        elif column.kind is Kind.SCORE:
            choices = _SCORES[1:] if column.default else _SCORES
        elif column.kind in (Kind.CHOICE, Kind.BOOLEAN) and (words := self._words.named(column.vocabulary)):
            choices = tuple(words.listed.values())
        centred = column.kind in (Kind.LEVEL, Kind.SCORE)
        return SheetColumn(head, note, width, choices=choices, centred=centred)

    def _head(self, table: Table, column: Column) -> str:
        if table.id == FUNCTIONS:
            return self._function_head(column.id)
        key = f"workbook.columns.{column.id}"
        return self._voice.say(key) if self._voice.catalog.has(key) else column.id

    def _function_head(self, identifier: str) -> str:
        words = self._words.named("functions")
        return words.shown(identifier) if words else identifier

    def _ref_head(self, table: Table) -> str:
        return self._say("id" if self._named(table) else "number")

    def _note(self, table: Table, column: Column) -> str:
        """What is expected, and the words of a list that a cell may hold several of."""
        if table.id == FUNCTIONS:
            function = next(each for each in self._files.method.functions if each.id == column.id)
            return "\n\n".join(filter(None, [self._voice.text(function.definition), self._say("kinds.level")]))
        parts = []
        for key in (f"workbook.notes.{column.id}", f"workbook.kinds.{column.kind}"):
            parts += [self._voice.say(key)] if self._voice.catalog.has(key) else []
        vocabulary = self._words.named(column.vocabulary)
        if column.kind is Kind.CHOICES and vocabulary is not None and column.vocabulary != "structures":
            parts.append("\n".join(vocabulary.listed.values()))
        return "\n\n".join(parts)

    def _notes(self, table: Table, lead: int) -> dict[tuple[int, int], str]:
        """The levels of each criterion, described, where its level is written."""
        if table is not GRID:
            return {}
        criteria = self._files.method.criteria
        return {
            (rank, lead): "\n".join(
                self._voice.labelled(str(level), self._voice.text(text))
                for level, text in enumerate(criteria[row.entry.ref].levels)
            )
            for rank, row in enumerate(self._rows[table.id])
        }

    def _title(self, table: Table) -> str:
        return self._say(f"sheets.{table.id}")

    def guide(self) -> tuple[str, list[tuple[str, str]]]:
        """The sheet that says how to go about it."""
        models = (source.loaded.model for source in self._files.territories)
        names = self._voice.names(dict.fromkeys(model.name for model in models if isinstance(model, Territory)))
        sections = [("title", self._say("guide.heading", names=names)), ("", self._say("guide.internal"))]
        for part in ("fill", "add", "remove", "back", "elsewhere"):
            sections += [("", ""), ("head", self._say(f"guide.{part}.title")), ("", self._say(f"guide.{part}.text"))]
        return self._say("guide.sheet"), sections

    def _say(self, key: str, **arguments: object) -> str:
        return self._voice.say(f"workbook.{key}", **arguments)
