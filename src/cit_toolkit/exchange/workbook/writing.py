"""A workbook to fill in: lists to choose from, notes, columns not to be touched, the record on a hidden sheet."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from cit_toolkit.exchange.spreadsheets import FORMULA_SIGNS, MOST_ROWS, WIDEST, in_xlsx, undated
from cit_toolkit.exchange.workbook.record import LISTS_SHEET, RECORD_SHEET

Value = str | int
ROOM = 1_000
"""Rows made ready below the last one."""
_HEAD, _LOCKED, _LINE = PatternFill("solid", "DDE8E0"), PatternFill("solid", "F0F0F0"), Side("thin", "C8D2CB")
_BORDER = Border(bottom=_LINE)
_NOTE_WIDTH, _NOTE_LINE, _NOTE_LETTERS = 380, 18, 58
_LINE_HEIGHT, _LINES_AT_MOST, _GUIDE_WIDTH = 15, 8, 100
_LETTERS = 1.05
"""Letters of a text in the width of a figure."""
_TEXT_FORMAT, _A3 = "@", 8


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column as it is made."""

    head: str
    note: str = ""
    width: int = 14
    locked: bool = False
    hidden: bool = False
    centred: bool = False
    choices: tuple[str, ...] = ()
    """The words one of which is chosen."""
    open: bool = False
    """Whether another word may be typed."""
    choices_from: tuple[str, int, int] | None = None
    """The sheet, the column (from 1) and how many rows of it are the words: one added there can be chosen."""


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet as it is made."""

    title: str
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[Value]]
    notes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Notes of cells, by rank of row and of column from 0."""
    grows: bool = True
    """Whether rows can be added."""
    frozen: int = 0
    """Columns that stay in sight."""


def book_bytes(
    guide: tuple[str, Sequence[tuple[str, str]]], plans: Sequence[SheetPlan], record: Iterable[Sequence[str]], day: date
) -> bytes:
    """The workbook: the guide (its title, and lines of a style and a text), then the sheets; the same bytes for the
    same things on the same day."""
    book = Workbook(write_only=True)
    looks = _looks(book)
    _guide(book, *guide)
    lists: dict[tuple[str, ...], str] = {}
    for plan in plans:
        _sheet(book, plan, looks, lists)
    _hidden(book, LISTS_SHEET, _columns_side_by_side(list(lists)), "hidden")
    _hidden(book, RECORD_SHEET, record, "veryHidden")
    book.properties.creator = "cit"
    book.properties.created = book.properties.modified = datetime(day.year, day.month, day.day)
    stream = io.BytesIO()
    book.save(stream)
    return undated(stream.getvalue(), day)


def _guide(book: Any, title: str, lines: Sequence[tuple[str, str]]) -> None:
    sheet = book.create_sheet(title)
    sheet.column_dimensions["A"].width = _GUIDE_WIDTH
    sheet.sheet_view.showGridLines = False
    fonts = {"title": _font(bold=True, size=16), "head": _font(bold=True, size=12), "": _font()}
    for number, (style, text) in enumerate(lines, 1):
        sheet.row_dimensions[number].height = 26 if style == "title" else _height([(text, _GUIDE_WIDTH)])
        cell = WriteOnlyCell(sheet, in_xlsx(text))
        cell.data_type, cell.font, cell.alignment = "s", fonts[style], Alignment(wrap_text=True, vertical="top")
        sheet.append([cell])
    sheet.protection.sheet = True
    _paper(sheet)


def _font(**parts: Any) -> Any:
    return Font(name="Calibri", **{"size": 11, **parts})


def _height(cells: Iterable[tuple[str, int]]) -> float:
    """Room for the lines that texts take in columns so wide: spreadsheets do not all find it themselves."""
    lines = (sum(1 + int(len(line) / max(width * _LETTERS, 1)) for line in text.split("\n")) for text, width in cells)
    return _LINE_HEIGHT * min(_LINES_AT_MOST, max(lines, default=1))


def _looks(book: Any) -> dict[str, Any]:
    """The style of each kind of cell, made once: there are hundreds of thousands of cells."""
    sheet = book.create_sheet("looks")

    def look(**parts: Any) -> Any:
        cell = WriteOnlyCell(sheet)
        for name, part in parts.items():
            setattr(cell, name, part)
        return cell._style

    wrapped = Alignment(vertical="top", wrap_text=True)
    centred = Alignment(vertical="center", wrap_text=True)
    free, kept = Protection(locked=False), Protection(locked=True)
    text = {"number_format": _TEXT_FORMAT, "border": _BORDER}
    looks = {
        "head": look(font=_font(bold=True), fill=_HEAD, alignment=centred, border=_BORDER, protection=kept),
        "text": look(alignment=wrapped, protection=free, **text),
        "quoted": look(alignment=wrapped, protection=free, quotePrefix=True, **text),
        "centred": look(alignment=Alignment(vertical="top", horizontal="center"), protection=free, **text),
        "locked": look(alignment=wrapped, protection=kept, fill=_LOCKED, font=_font(color="595959"), **text),
    }
    del book[sheet.title]
    return looks


def _sheet(book: Any, plan: SheetPlan, looks: Mapping[str, Any], lists: dict[tuple[str, ...], str]) -> None:
    sheet = book.create_sheet(plan.title)
    sheet.freeze_panes = f"{get_column_letter(plan.frozen + 1)}2"
    heads = ((column.head, column.width - 3) for column in plan.columns if not column.hidden)
    sheet.row_dimensions[1].height = max(32, _height(heads) + 4)
    last = min(MOST_ROWS, max(2, len(plan.rows) + 1) + (ROOM if plan.grows else 0))
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(plan.columns))}{max(2, len(plan.rows) + 1)}"
    for rank, column in enumerate(plan.columns, 1):
        letter = get_column_letter(rank)
        size = sheet.column_dimensions[letter]
        size.width, size.hidden = min(column.width, WIDEST), column.hidden
        size.number_format = _TEXT_FORMAT
        size.protection = Protection(locked=column.locked)
        rule = _rule(column, lists)
        if rule is not None:
            rule.add(f"{letter}2:{letter}{last}")
            sheet.data_validations.append(rule)
    _protect(sheet)
    _paper(sheet)
    sheet.append([_head(sheet, column, looks) for column in plan.columns])
    for number, row in enumerate(plan.rows):
        shown = ((str(value), column) for value, column in zip(row, plan.columns, strict=True) if not column.hidden)
        height = _height((text, column.width) for text, column in shown)
        if height > _LINE_HEIGHT:
            sheet.row_dimensions[number + 2].height = height
        sheet.append(list(_cells(sheet, plan, number, row, looks)))


def _protect(sheet: Any) -> None:
    """Only what is not to be touched is locked; a click without any password unlocks it."""
    sheet.protection.sheet = True
    for allowed in ("insertRows", "deleteRows", "insertColumns", "sort", "autoFilter", "formatCells", "formatColumns",
                    "formatRows"):  # fmt: skip
        setattr(sheet.protection, allowed, False)


def _paper(sheet: Any) -> None:
    """For those who print it: as wide as the paper, the heads on each page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _head(sheet: Any, column: SheetColumn, looks: Mapping[str, Any]) -> Any:
    cell = _cell(sheet, column.head, looks["head"])
    if column.note:
        cell.comment = _note(column.note)
    return cell


def _cells(sheet: Any, plan: SheetPlan, number: int, row: Sequence[Value], looks: Mapping[str, Any]) -> Iterator[Any]:
    for rank, value in enumerate(row):
        if plan.columns[rank].locked:
            look = looks["locked"]
        elif plan.columns[rank].centred:
            look = looks["centred"]
        else:
            look = looks["quoted" if str(value).startswith(FORMULA_SIGNS) else "text"]
        cell = _cell(sheet, value, look)
        if (note := plan.notes.get((number, rank))) is not None:
            cell.comment = _note(note)
        yield cell


def _cell(sheet: Any, value: Value, look: Any) -> Any:
    cell = WriteOnlyCell(sheet, in_xlsx(value) if value != "" else None)
    if isinstance(value, str) and value:
        # A text is a text, whatever it begins with.
        cell.data_type = "s"
    cell._style = look
    return cell


def _note(text: str) -> Any:
    lines = sum(1 + len(line) // _NOTE_LETTERS for line in text.split("\n"))
    return Comment(str(in_xlsx(text)), "cit", height=_NOTE_LINE * (lines + 1), width=_NOTE_WIDTH)


def _rule(column: SheetColumn, lists: dict[tuple[str, ...], str]) -> Any:
    """The list of a column; a word that is not in it is refused, or asked about when the list may grow."""
    if column.choices_from is not None:
        title, rank, rows = column.choices_from
        letter = get_column_letter(rank)
        source, style = f"{quote_sheetname(title)}!${letter}$2:${letter}${rows + ROOM}", "warning"
    elif column.choices:
        if column.choices not in lists:
            letter = get_column_letter(len(lists) + 1)
            lists[column.choices] = f"{quote_sheetname(LISTS_SHEET)}!${letter}$1:${letter}${len(column.choices)}"
        source, style = lists[column.choices], "warning" if column.open else "stop"
    else:
        return None
    return DataValidation(type="list", formula1=source, allow_blank=True, errorStyle=style, showErrorMessage=True)


def _columns_side_by_side(lists: Sequence[tuple[str, ...]]) -> Iterator[list[str]]:
    for rank in range(max(map(len, lists), default=0)):
        yield [words[rank] if rank < len(words) else "" for words in lists]


def _hidden(book: Any, title: str, rows: Iterable[Sequence[str]], state: str) -> None:
    sheet = book.create_sheet(title)
    sheet.sheet_state = state
    for row in rows:
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, in_xlsx(text) if text else None)
            if text:
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
