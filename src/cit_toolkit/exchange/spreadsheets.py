"""Tables as workbooks and as CSV: what a text begins with is never taken for a formula."""

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cit_toolkit.exchange.xlsx_texts import escaped

Value = str | int | float | Decimal | None
Rows = Sequence[Sequence[Value]]
"""The heads of the columns, then the rows."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet take a text for a formula."""
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_RESERVED = ("history", "historique")
"""Names that Excel keeps for itself."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_NAME_LENGTH, _CELL_LENGTH = 31, 32_767
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_MOMENT = re.compile(rb"(?<=>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ(?=</dcterms:)")
WIDEST = 60
"""Characters of a column at most: what is longer goes to the next line."""


def csv_bytes(rows: Rows, decimal_comma: bool) -> bytes:
    """Semicolons and the mark of UTF-8: what spreadsheets open without asking; numbers as the language writes them."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";")
    writer.writerows([_plain(value, decimal_comma) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def workbook_bytes(tables: Mapping[str, Rows], day: date) -> bytes:
    """One sheet a table, its head frozen and its columns as wide as they need; the same bytes for the same tables."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for name, rows in tables.items():
        sheet = book.create_sheet(sheet_name(name, book.sheetnames))
        kept = rows[:MOST_ROWS]
        sheet.freeze_panes = "A2"
        if len(kept) > 1:
            sheet.auto_filter.ref = f"A1:{get_column_letter(min(len(kept[0]), MOST_COLUMNS))}{len(kept)}"
        for column, width in enumerate(_widths(kept), 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        cells = _Cells(sheet)
        for number, row in enumerate(kept):
            sheet.append([cells.cell(value, head=number == 0) for value in row[:MOST_COLUMNS]])
    book.properties.created = book.properties.modified = datetime(day.year, day.month, day.day)
    stream = io.BytesIO()
    book.save(stream)
    return undated(stream.getvalue(), day)


class _Cells:
    """Makes the cells of a workbook. Each look is worked out once: the library takes most of its time for that."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._looks: dict[tuple[bool, bool, bool], Any] = {}

    def cell(self, value: Value, head: bool) -> Any:
        """One value. A text is a text, whatever it begins with: no formula, no apostrophe added to what was written."""
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self._sheet, in_xlsx(value))
        is_text = isinstance(value, str)
        if is_text:
            cell.data_type = "s"
        look = (head, is_text, isinstance(value, str) and value.startswith(FORMULA_SIGNS))
        if look not in self._looks:
            self._looks[look] = self._look(*look)
        cell._style = self._looks[look]
        return cell

    def _look(self, head: bool, is_text: bool, quoted: bool) -> Any:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font

        cell = WriteOnlyCell(self._sheet)
        cell.quotePrefix = quoted
        cell.alignment = Alignment(vertical="top", wrap_text=is_text)
        if head:
            cell.font = Font(bold=True)
        return cell._style


def undated(package: bytes, day: date) -> bytes:
    """The package with every file of the day given: when it was really made tells nothing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            file = zipfile.ZipInfo(name, (max(1980, day.year), day.month, day.day, 0, 0, 0))
            file.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(file, _MOMENT.sub(f"{day.isoformat()}T00:00:00Z".encode(), made.read(name)))
    return stream.getvalue()


def _plain(value: Value, decimal_comma: bool) -> Value:
    """In CSV nothing tells a text from a formula but its first character: an apostrophe goes before it."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_SIGNS) else value
    if isinstance(value, (Decimal, float)):
        exact = Decimal(str(value))
        told = f"{exact.quantize(1) if exact == exact.to_integral_value() else exact.normalize():f}"
        return told.replace(".", ",") if decimal_comma else told
    return "" if value is None else value


def printable(value: Value) -> Value:
    """What a cell may hold: no control character, and no more than its length."""
    if not isinstance(value, str):
        return float(value) if isinstance(value, Decimal) else value
    return _cut(value if value.isprintable() else _NOT_IN_XML.sub("", value))


def _cut(text: str) -> str:
    """As much of a text as a cell holds, which counts as UTF-16 does: what is beyond the first plane counts twice."""
    if len(text) <= _CELL_LENGTH // 2:
        return text
    held = text[:_CELL_LENGTH].encode("utf-16-le", "surrogatepass")[: 2 * _CELL_LENGTH]
    # A letter that would be cut in two is left out.
    return held.decode("utf-16-le", "ignore")


def in_xlsx(value: Value) -> Value:
    """A value as XLSX writes it, so that a text with something like an escape in it is shown to the letter."""
    held = printable(value)
    return escaped(held) if isinstance(held, str) else held


def sheet_name(name: str, taken: Sequence[str]) -> str:
    bare = name.translate(_FORBIDDEN_IN_NAMES).strip()[:_NAME_LENGTH] or "Table"
    rank, unique = 2, bare
    while unique.lower() in {*_RESERVED, *(other.lower() for other in taken)}:
        unique = f"{bare[: _NAME_LENGTH - len(str(rank)) - 1]} {rank}"
        rank += 1
    return unique


def _widths(rows: Rows) -> list[int]:
    columns = max(map(len, rows), default=0)
    widths = [8] * columns
    for row in rows[:500]:
        for column, value in enumerate(row):
            longest = max((len(line) for line in str(value if value is not None else "").split("\n")), default=0)
            widths[column] = max(widths[column], min(WIDEST, longest + 2))
    return widths
