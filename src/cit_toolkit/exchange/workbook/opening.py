"""A workbook that came back, or one sheet of it saved alone: its sheets, and what it remembers."""

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cit_toolkit.exchange.record_tables import csv_rows
from cit_toolkit.exchange.workbook.record import RECORD_SHEET, Record, read_record
from cit_toolkit.exchange.workbook.sheet_rows import ReadSheet, read_sheet
from cit_toolkit.exchange.workbook_packages import package_problem
from cit_toolkit.exchange.workbook_sheets import Sheet, read_sheets
from cit_toolkit.loading.reading import read_text
from cit_toolkit.model.text import fold
from cit_toolkit.problems import CitError, Problem

_NO_RESULT = re.compile(rb"<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_ZIP = b"PK\x03\x04"
_ENDINGS = (".xlsx", ".xlsm", ".ods")
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
    if _never_computed(path):
        raise CitError("workbook-not-computed", name=str(path))
    return sheets


def _never_computed(path: Path) -> bool:
    """Whether a formula has no result: another program than a spreadsheet wrote it, and its cell would look empty."""
    with zipfile.ZipFile(path) as package:
        sheets = (name for name in package.namelist() if name.startswith("xl/worksheets/sheet"))
        return any(_NO_RESULT.search(package.read(name)) for name in sheets)


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
    by_title = {fold(sheet.name): sheet for sheet in sheets}
    found: dict[str, ReadSheet] = {}
    absent: list[str] = []
    for table, recorded in record.sheets.items():
        sheet = by_title.get(fold(recorded.title))
        read = read_sheet(sheet.rows, recorded, path.name, sheet.name) if sheet is not None else None
        if read is not None:
            found[table] = read
        elif whole:
            absent.append(recorded.title)
    if not whole and not found:
        found = _by_its_heads(record, sheets[0], path)
    if not found:
        raise CitError("workbook-no-sheet", name=str(path))
    return Opened(record, found, absent)


def _by_its_heads(record: Record, sheet: Sheet, path: Path) -> dict[str, ReadSheet]:
    """A sheet saved under another name: the one of ours it has most heads of."""
    read = {table: read_sheet(sheet.rows, kept, path.name, "") for table, kept in record.sheets.items()}
    known = {table: found for table, found in read.items() if found is not None}
    if not known:
        return {}
    best = min(known, key=lambda table: (len(known[table].missing), len(known[table].own)))
    return {best: known[best]}
