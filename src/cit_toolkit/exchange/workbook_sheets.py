"""The sheets of a workbook, XLSX or ODS, as rows of plain values. Formulas give what they last came to."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.etree import ElementTree

from cit_toolkit.exchange.workbook_packages import PACKAGE_LIMITS, PackageLimits, package_problem
from cit_toolkit.exchange.xlsx_sheets import XlsxBook, XlsxRow
from cit_toolkit.problems import Position, Problem

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
# What is raised on a broken workbook.
_BROKEN = (ElementTree.ParseError, zipfile.BadZipFile, LookupError, ValueError, TypeError, AttributeError, OSError)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    """Row by row from the first, empty ones included: the index tells the number that people see."""
    uncomputed: bool = False
    """Whether a formula has no result: another program than a spreadsheet wrote it, and its cell looks empty."""


class _TooManyCellsError(Exception):
    """A sheet goes past the limit."""


def read_sheets(
    path: Path, limits: PackageLimits = PACKAGE_LIMITS, hidden: bool = False
) -> tuple[tuple[Sheet, ...], Problem | None]:
    """The sheets that people see, and those `hidden` from them when asked for; or why the workbook is not read."""
    name = str(path)
    if problem := package_problem(path, name, limits):
        return (), problem
    start = Position(name, 1, 1)
    try:
        with zipfile.ZipFile(path) as package:
            is_ods = "content.xml" in package.namelist()
        return tuple(_ods_sheets(path, limits, hidden) if is_ods else _xlsx_sheets(path, limits, hidden)), None
    except _TooManyCellsError:
        return (), Problem("workbook-too-many-cells", start, {"limit": limits.cells})
    except _BROKEN as error:
        return (), Problem("workbook-broken", start, {"reason": error})


def _xlsx_sheets(path: Path, limits: PackageLimits, hidden: bool) -> Iterator[Sheet]:
    with zipfile.ZipFile(path) as package:
        book = XlsxBook(package)
        for sheet in book.sheets:
            if hidden or sheet.visible:
                yield _xlsx_sheet(sheet.name, book.rows(sheet), limits)


def _xlsx_sheet(name: str, rows: Iterable[XlsxRow], limits: PackageLimits) -> Sheet:
    """A sheet; rows that are not written are empty ones."""
    kept: list[tuple[str, ...]] = []
    cells, uncomputed = 0, False
    for row in rows:
        texts = _row(tuple(map(_text, row.cells)))
        uncomputed = uncomputed or row.uncomputed
        gap = max(0, row.number - 1 - len(kept)) if texts else 0
        cells += gap + max(len(row.cells), 1)
        if cells > limits.cells:
            raise _TooManyCellsError
        if texts:
            kept += [()] * gap
            kept[row.number - 1 : row.number] = [texts]
    return Sheet(name, tuple(kept), uncomputed)


def _row(values: tuple[str, ...]) -> tuple[str, ...]:
    """A row without the empty cells at its end."""
    end = len(values)
    while end and not values[end - 1]:
        end -= 1
    return values[:end]


def _text(value: object) -> str:
    """A cell as a person would type it; a whole number has no decimals, a date is ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value).strip()


def _ods_sheets(path: Path, limits: PackageLimits, hidden: bool) -> Iterator[Sheet]:
    """Read as a stream: a row or a cell repeated a million times is counted before it is written out."""
    with zipfile.ZipFile(path) as package, package.open("content.xml") as part:
        rows: list[tuple[str, ...]] = []
        name, cells, waiting, seen = "", 0, 0, True
        unseen: set[str] = set()
        for event, element in ElementTree.iterparse(part, events=("start", "end")):
            if event == "start":
                if element.tag == f"{_TABLE}table":
                    name, rows, cells, waiting = str(element.get(f"{_TABLE}name") or ""), [], 0, 0
                    seen = element.get(f"{_TABLE}style-name") not in unseen
                continue
            if element.tag == f"{_STYLE}style":
                if any(part.get(f"{_TABLE}display") == "false" for part in element):
                    unseen.add(str(element.get(f"{_STYLE}name")))
                continue
            if element.tag == f"{_TABLE}table-row":
                row = _row(tuple(_ods_cells(element, limits)))
                repeated = int(element.get(f"{_TABLE}number-rows-repeated") or 1)
                if row:
                    # Empty rows are written only when something comes after them.
                    cells += (waiting + repeated) * max(len(row), 1)
                    if cells > limits.cells:
                        raise _TooManyCellsError
                    rows += [()] * waiting + [row] * repeated
                    waiting = 0
                else:
                    waiting += repeated
                element.clear()
            elif element.tag == f"{_TABLE}table":
                if seen or hidden:
                    yield Sheet(name, tuple(rows))
                element.clear()


def _ods_cells(row: ElementTree.Element, limits: PackageLimits) -> Iterator[str]:
    waiting, told = 0, 0
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        text = _ods_text(cell)
        repeated = int(cell.get(f"{_TABLE}number-columns-repeated") or 1)
        if not text:
            waiting += repeated
            continue
        told += waiting + repeated
        if told > limits.cells:
            raise _TooManyCellsError
        yield from [""] * waiting + [text] * repeated
        waiting = 0


def _ods_text(cell: ElementTree.Element) -> str:
    """The value a cell holds when it is a number, a date or a boolean; else its paragraphs, without their notes."""
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in ("float", "percentage", "currency") and (value := cell.get(f"{_OFFICE}value")):
        return _text(float(value))
    if kind == "date" and (value := cell.get(f"{_OFFICE}date-value")):
        return value.removesuffix("T00:00:00").replace("T", " ")
    if kind == "boolean" and (value := cell.get(f"{_OFFICE}boolean-value")):
        return "oui" if value == "true" else "non"
    paragraphs = (_ods_paragraph(part) for part in cell if part.tag == f"{_TEXT}p")
    return "\n".join(paragraphs).strip()


def _ods_paragraph(element: ElementTree.Element) -> str:
    """The text of a paragraph; runs of spaces, tabs and line ends are elements of their own there."""
    said = [element.text or ""]
    for part in element:
        if part.tag == f"{_TEXT}s":
            said.append(" " * min(int(part.get(f"{_TEXT}c") or 1), 1_000))
        elif part.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            said.append("\n" if part.tag.endswith("break") else "\t")
        elif part.tag != f"{_OFFICE}annotation":
            said.append(_ods_paragraph(part))
        said.append(part.tail or "")
    return "".join(said)
