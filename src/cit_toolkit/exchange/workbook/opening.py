"""A workbook that came back, or one sheet of it saved alone: its sheets, and what it remembers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cit_toolkit.exchange.record_tables import csv_rows
from cit_toolkit.exchange.workbook.record import LISTS_SHEET, RECORD_SHEET, Record, read_record
from cit_toolkit.exchange.workbook.sheet_rows import ReadSheet, read_sheet
from cit_toolkit.exchange.workbook_packages import package_problem
from cit_toolkit.exchange.workbook_sheets import Sheet, read_sheets
from cit_toolkit.loading.reading import read_text
from cit_toolkit.model.text import fold
from cit_toolkit.problems import CitError, Problem

_ZIP = b"PK\x03\x04"
_ENDINGS = (".xlsx", ".xlsm", ".ods", ".xls", ".xlsb")
_LONGEST = 1_000_000
"""Characters of a cell of a CSV file."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What came back."""

    record: Record
    sheets: Mapping[str, ReadSheet]
    """By table."""
    absent: Sequence[str]
    """Titles of the sheets that are no longer there."""
    unknown: Sequence[str]
    """Titles of the sheets that are none of ours."""


class UnreadableWorkbookError(CitError):
    """A workbook that is not opened; `problems` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("file-unusable")
        self.problems = problems


def open_workbook(path: Path, origin: Path | None) -> Opened:
    """A workbook; a sheet in CSV with the workbook it comes from. CitError when it cannot be read back."""
    if _is_package(path):
        sheets = _sheets(path)
        return _opened(_record(sheets, path), sheets, path, whole=True)
    if path.suffix.lower() in _ENDINGS and path.is_file():
        raise UnreadableWorkbookError(*filter(None, [package_problem(path, str(path))]))
    rows = _csv(path)
    if origin is None:
        raise CitError("workbook-sheet-alone", name=str(path), exit_code=2)
    return _opened(_record(_sheets(origin), origin), [Sheet(path.stem, rows)], path, whole=False)


def _is_package(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(4) == _ZIP
    except OSError:
        return False


def _sheets(path: Path) -> Sequence[Sheet]:
    if not path.is_file():
        raise UnreadableWorkbookError(*read_text(path, str(path))[1])
    sheets, problem = read_sheets(path, hidden=True)
    if problem is not None:
        raise UnreadableWorkbookError(problem)
    if any(sheet.uncomputed for sheet in sheets):
        raise CitError("workbook-not-computed", name=str(path))
    return sheets


def _record(sheets: Sequence[Sheet], path: Path) -> Record:
    kept = next((sheet for sheet in sheets if sheet.name == RECORD_SHEET), None)
    record = read_record(kept.rows) if kept is not None else None
    if record is None:
        raise CitError("workbook-not-ours", name=str(path))
    return record


def _csv(path: Path) -> tuple[tuple[str, ...], ...]:
    """The rows of a CSV file; in Windows-1252 when it is not UTF-8, as spreadsheets often save it."""
    text, problems = read_text(path, str(path))
    if text is None:
        if "1252" not in str(problems[0].arguments.get("encoding")):
            raise UnreadableWorkbookError(*problems)
        text = path.read_bytes().decode("cp1252", "replace")
    return tuple(tuple(cell.strip() for cell in row) for row in csv_rows(text, _LONGEST))


def _opened(record: Record, sheets: Sequence[Sheet], path: Path, whole: bool) -> Opened:
    """Each sheet by its title, then by its heads: it may have been given another title."""
    found: dict[str, ReadSheet] = {}
    ours = {fold(title) for title in (RECORD_SHEET, LISTS_SHEET, record.guide)}
    others: list[Sheet] = []
    titles = {fold(sheet.title): table for table, sheet in record.sheets.items()}
    for sheet in sheets:
        table = titles.get(fold(sheet.name))
        read = read_sheet(sheet.rows, record.sheets[table], path.name, sheet.name) if table else None
        if table is not None and read is not None:
            found[table] = read
        elif table is None and fold(sheet.name) not in ours and any(map(any, sheet.rows)):
            others.append(sheet)
    unknown = [sheet.name for sheet in others if not _by_its_heads(found, record, sheet, path, titled=whole)]
    if not found:
        raise CitError("workbook-no-sheet", name=str(path))
    absent = [sheet.title for table, sheet in record.sheets.items() if table not in found]
    return Opened(record, found, absent if whole else (), unknown)


def _by_its_heads(found: dict[str, ReadSheet], record: Record, sheet: Sheet, path: Path, titled: bool) -> bool:
    """Take a sheet for the one of ours, among those not found yet, that it has most heads of."""
    title = sheet.name if titled else ""
    waiting = {table: kept for table, kept in record.sheets.items() if table not in found}
    read = {table: read_sheet(sheet.rows, kept, path.name, title) for table, kept in waiting.items()}
    known = {table: each for table, each in read.items() if each is not None}
    if known:
        best = min(known, key=lambda table: (len(known[table].missing), len(known[table].own)))
        found[best] = known[best]
    return bool(known)
