"""The sheets of an XLSX package as rows of texts, whoever saved it.

Excel, LibreOffice and the libraries that write XLSX do not agree on the names of the parts, the prefixes, the two
namespaces of the standard (transitional and strict) nor on which attributes may be left out: names are read without
their namespace, parts are found by their relationships, and what is left out is counted. Styles tell only which numbers
are dates: a style that cannot be understood loses nobody's cells.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from posixpath import dirname, join, normpath
from typing import IO
from xml.etree import ElementTree

from cit_toolkit.exchange.xlsx_texts import unescaped

_CELL = re.compile(r"([A-Z]{1,3})\d*")
_BASES = datetime(1899, 12, 30), datetime(1904, 1, 1)
_COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class XlsxSheet:
    """One sheet, its rows still to be read."""

    name: str
    visible: bool
    part: str


@dataclass
class XlsxRow:
    """One row."""

    number: int
    """From 1, as people see it."""
    cells: list[object]
    """Texts, numbers, booleans and dates; None for nothing."""
    uncomputed: bool = False
    """Whether a formula in it has no result: its cell looks empty and is not."""


class XlsxBook:
    """A package, read part by part."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._names = {name.replace("\\", "/").lower().lstrip("/"): name for name in package.namelist()}
        start = next((target for kind, target in self._related("") if kind == "officeDocument"), "xl/workbook.xml")
        root = self._parsed(start)
        related = self._by_id(start)
        parts = dict(related.values())
        properties = next(_named(root, "workbookPr"), None)
        self._base = _BASES[properties is not None and properties.get("date1904") in ("1", "true")]
        self._shared = self._texts(parts.get("sharedStrings"))
        self._dates = self._date_styles(parts.get("styles"))
        self.sheets = tuple(_sheets(root, related))

    def rows(self, sheet: XlsxSheet) -> Iterator[XlsxRow]:
        """The rows of a sheet that are written, in the order of the file."""
        number = 0
        with self._open(sheet.part) as stream:
            held: ElementTree.Element | None = None
            for event, element in ElementTree.iterparse(stream, events=("start", "end")):
                name = _bare(element)
                if event == "start":
                    held = element if name == "sheetData" else held
                    continue
                if name != "row" or held is None:
                    continue
                number = int(element.get("r") or number + 1)
                row = XlsxRow(number, [])
                for cell in element:
                    self._put(row, cell)
                yield row
                # What has been read is let go: a sheet may have a million rows.
                held.clear()

    def _put(self, row: XlsxRow, cell: ElementTree.Element) -> None:
        found = _CELL.match((cell.get("r") or "").upper())
        rank = _rank(found[1]) if found else len(row.cells)
        if _bare(cell) != "c" or rank >= _COLUMNS:
            return
        while len(row.cells) <= rank:
            row.cells.append(None)
        row.cells[rank] = self._value(cell)
        if row.cells[rank] is None and any(_bare(part) == "f" for part in cell):
            row.uncomputed = True

    def _value(self, cell: ElementTree.Element) -> object:
        """The value of a cell: a formula gives what it last came to."""
        kind, parts = cell.get("t") or "n", {_bare(part): part for part in cell}
        if kind == "inlineStr":
            return _rich_text(parts["is"]) if "is" in parts else None
        written = parts["v"].text if "v" in parts else None
        if written is None:
            # An empty text that a formula came to is a result.
            return "" if kind == "str" and "v" in parts else None
        if kind == "s":
            return self._shared[int(written)]
        if kind in ("str", "e"):
            return unescaped(written)
        if kind == "b":
            return written.strip() in ("1", "true")
        if kind == "d":
            return written.strip().removesuffix("Z").removesuffix("T00:00:00").replace("T", " ")
        return self._number(written.strip(), cell.get("s"))

    def _number(self, written: str, style: str | None) -> object:
        from openpyxl.utils.datetime import from_excel

        try:
            number = float(written)
        except ValueError:
            return written
        how = self._dates.get(style or "0")
        if how is None or number < 0:
            # No day comes before the first one: a spreadsheet shows nothing of such a day.
            return number
        try:
            return from_excel(number, self._base, timedelta=how)
        except (ValueError, OverflowError):
            return number

    def _texts(self, part: str | None) -> list[str]:
        """The texts that cells share."""
        if part is None or not self._has(part):
            return []
        return [_rich_text(item) for item in self._parsed(part) if _bare(item) == "si"]

    def _date_styles(self, part: str | None) -> dict[str, bool]:
        """The styles of numbers that are moments, by rank, and whether they are durations."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

        if part is None or not self._has(part):
            return {}
        root = self._parsed(part)
        # Those of conditional formats have numbers of their own: only the list of the workbook counts.
        listed = next(_named(root, "numFmts"), None)
        own = {each.get("numFmtId"): each.get("formatCode") or "" for each in (listed if listed is not None else ())}
        formats = {str(rank): code for rank, code in BUILTIN_FORMATS.items()} | own
        styles = next(_named(root, "cellXfs"), None)
        found: dict[str, bool] = {}
        for rank, style in enumerate(styles if styles is not None else ()):
            code = formats.get(style.get("numFmtId"), "General")
            if is_date_format(code):
                found[str(rank)] = is_timedelta_format(code)
        return found

    def _by_id(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: identifier → what kind of thing, and its part."""
        source = join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels")
        if not self._has(source):
            return {}
        return {
            str(each.get("Id")): (_last(each.get("Type")), _target(part, each.get("Target") or ""))
            for each in self._parsed(source)
            if each.get("TargetMode") != "External"
        }

    def _related(self, part: str) -> Iterator[tuple[str, str]]:
        yield from self._by_id(part).values()

    def _has(self, part: str) -> bool:
        return part.lower() in self._names

    def _open(self, part: str) -> IO[bytes]:
        return self._package.open(self._names[part.lower()])

    def _parsed(self, part: str) -> ElementTree.Element:
        with self._open(part) as stream:
            return ElementTree.parse(stream).getroot()


def _sheets(root: ElementTree.Element, related: Mapping[str, tuple[str, str]]) -> Iterator[XlsxSheet]:
    for sheet in _named(root, "sheet"):
        reference = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        kind, part = related.get(reference, ("", ""))
        # A sheet of a chart, or of macros, has no cells.
        if kind == "worksheet":
            yield XlsxSheet(sheet.get("name") or "", sheet.get("state", "visible") == "visible", part)


def _rich_text(item: ElementTree.Element) -> str:
    """A text in one or several runs; how it is pronounced is no part of it."""
    runs: Sequence[ElementTree.Element] = [part for part in item if _bare(part) in ("t", "r")]
    return "".join(unescaped(text.text or "") for run in runs for text in _texts_of(run))


def _texts_of(run: ElementTree.Element) -> Iterator[ElementTree.Element]:
    if _bare(run) == "t":
        yield run
    else:
        yield from (part for part in run if _bare(part) == "t")


def _rank(letters: str) -> int:
    """A → 0, AB → 27."""
    rank = 0
    for letter in letters:
        rank = rank * 26 + ord(letter) - 64
    return rank - 1


def _target(part: str, target: str) -> str:
    """The part a relationship leads to; one that begins with a slash starts at the package."""
    target = target.replace("\\", "/")
    return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))


def _last(address: str | None) -> str:
    return (address or "").rpartition("/")[2]


def _bare(element: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def _named(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (element for element in root.iter() if _bare(element) == name)
