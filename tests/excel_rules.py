"""What Excel asks of a package it opens without proposing to repair it: limits and bounds that no library checks.

Sources: «Excel specifications and limits» (Microsoft), ECMA-376 Part 1 §18.2 to §18.7 and Part 2 (packages).
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_IN_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection", "autoFilter",
    "mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "drawing", "legacyDrawing", "tableParts", "extLst",
)  # fmt: skip
_TEXT, _LITERAL, _TITLE, _MESSAGE = 32_767, 255, 32, 255
_NAME = re.compile(r"(?!')[^\[\]:*?/\\]{1,31}(?<!')")
_RESERVED = {"history", "historique"}


def broken_rules(path: Path) -> list[str]:
    """What Excel would not like in a package, part by part."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        parts = {name: package.read(name) for name in names}
    return [
        *(f"{name}: twice in the package" for name in set(names) if names.count(name) > 1),
        *_lost_relations(parts), *_untyped(parts), *_workbook(parts["xl/workbook.xml"]),
        *(
            f"{name}: {wrong}"
            for name in sorted(parts) if name.startswith("xl/worksheets/sheet")
            for wrong in _sheet(ElementTree.fromstring(parts[name]), parts)
        ),
    ]  # fmt: skip


def _lost_relations(parts: dict[str, bytes]) -> Iterator[str]:
    for name in filter(lambda name: name.endswith(".rels"), parts):
        base = dirname(dirname(name))
        for each in ElementTree.fromstring(parts[name]):
            target = each.get("Target") or ""
            reached = target.lstrip("/") if target.startswith("/") else normpath(join(base, target))
            if each.get("TargetMode") != "External" and reached not in parts:
                yield f"{name}: {target} is not in the package"


def _untyped(parts: dict[str, bytes]) -> Iterator[str]:
    types = list(ElementTree.fromstring(parts["[Content_Types].xml"]))
    endings = {str(each.get("Extension")).lower() for each in types}
    own = {str(each.get("PartName")).lstrip("/") for each in types}
    yield from (
        f"{name}: without a type" for name in parts if name.rpartition(".")[2] not in endings and name not in own
    )
    yield from (f"{name}: typed and absent" for name in own - parts.keys() - {"None"})


def _workbook(part: bytes) -> Iterator[str]:
    root = ElementTree.fromstring(part)
    sheets = list(root.iter(f"{MAIN}sheet"))
    titles = [str(sheet.get("name")) for sheet in sheets]
    yield from (f"sheet {title!r}: no such name" for title in titles if not _NAME.fullmatch(title))
    yield from (f"sheet {title!r}: a reserved name" for title in titles if title.lower() in _RESERVED)
    if len({title.lower() for title in titles}) < len(titles):
        yield "two sheets of one name"
    active = next(root.iter(f"{MAIN}workbookView")).get("activeTab") or "0"
    if sheets[int(active)].get("state", "visible") != "visible":
        yield "the sheet it opens on is hidden"
    yield from (
        f"name {each.get('name')}: {each.text}"
        for each in root.iter(f"{MAIN}definedName")
        if not re.fullmatch(r"'(?:[^']|'')+'!\$[A-Z\d]+(?:\$\d+)?(?::\$[A-Z\d]+(?:\$\d+)?)?", each.text or "")
    )


def _sheet(root: ElementTree.Element, parts: dict[str, bytes]) -> Iterator[str]:
    order = [_IN_ORDER.index(each.tag.removeprefix(MAIN)) for each in root]
    if order != sorted(order):
        yield "parts out of order"
    styles = len(list(next(ElementTree.fromstring(parts["xl/styles.xml"]).iter(f"{MAIN}cellXfs"))))
    row_before = 0
    for row in root.iter(f"{MAIN}row"):
        number, column_before = int(row.get("r") or 0), 0
        if not row_before < number <= 1_048_576 or float(row.get("ht") or 0) > 409:
            yield f"row {number}: out of order, too low or too high"
        row_before = number
        for cell in row:
            place = str(cell.get("r"))
            column = _rank(re.sub(r"\d", "", place))
            if not column_before < column <= 16_384 or not place.endswith(str(number)):
                yield f"{place}: out of order"
            column_before = column
            if int(cell.get("s") or 0) >= styles:
                yield f"{place}: a style that is not there"
            yield from (f"{place}: {wrong}" for wrong in _cell(cell))
    last = 0
    for column in root.iter(f"{MAIN}col"):
        if not last < int(column.get("min") or 0) <= int(column.get("max") or 0) <= 16_384:
            yield "columns that overlap"
        if float(column.get("width") or 0) > 255:
            yield "a column too wide"
        last = int(column.get("max") or 0)
    yield from _validations(root)


def _cell(cell: ElementTree.Element) -> Iterator[str]:
    if cell.find(f"{MAIN}f") is not None:
        yield "a formula"
    for text in cell.iter(f"{MAIN}t"):
        said = text.text or ""
        # Excel counts as UTF-16 does: what is beyond the first plane counts for two.
        if len(said.replace("_x005F_", "_").encode("utf-16-le")) // 2 > _TEXT:
            yield "a text too long"
        if said != said.strip() and text.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            yield "spaces that will be lost"
        if re.search(r"_x[0-9A-Fa-f]{4}_", said) and "_x005F_" not in said:
            yield "an escape that was not meant"


def _validations(root: ElementTree.Element) -> Iterator[str]:
    rules = list(root.iter(f"{MAIN}dataValidation"))
    if len(rules) > 65_534:
        yield "too many rules"
    for rule in rules:
        formula = rule.findtext(f"{MAIN}formula1") or ""
        if not formula or len(formula) > _LITERAL or ";" in formula:
            yield f"a list that is not one: {formula[:40]}"
        if not rule.get("sqref"):
            yield "a rule for no cell"
        for name, most in (("promptTitle", _TITLE), ("errorTitle", _TITLE), ("prompt", _MESSAGE), ("error", _MESSAGE)):
            if len(rule.get(name) or "") > most:
                yield f"{name} too long"


def _rank(letters: str) -> int:
    rank = 0
    for letter in letters:
        rank = rank * 26 + ord(letter) - 64
    return rank
