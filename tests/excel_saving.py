"""What Excel does to a workbook that it opens and saves: the same cells in a package laid out in its own way.

Written from what Excel's files look like, with another program than the one that writes ours: parts are named and
numbered again, texts are shared, styles get other ranks, columns are put together, lists of other sheets move to an
extension, namespaces, spans, identifiers of revisions and a theme appear, filters become hidden names. What a person
types meanwhile is kept as Excel does: a text, a number, a day, a box ticked, an error, a formula and what it came to.
"""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_NAMESPACES = (
    f'xmlns="{MAIN[1:-1]}" xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'mc:Ignorable="x14ac xr xr2 xr3" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
    'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" '
    'xmlns:xr2="http://schemas.microsoft.com/office/spreadsheetml/2015/revision2" '
    'xmlns:xr3="http://schemas.microsoft.com/office/spreadsheetml/2016/revision3"'
)
_DAY_STYLE, _SHIFT = 1, 2
"""The rank of the style of a day; how far the other styles are moved."""


@dataclass(frozen=True)
class Formula:
    """A formula, and the text it came to."""

    text: str
    result: str = ""


@dataclass(frozen=True)
class Failed:
    """A cell that shows an error."""

    code: str


Typed = str | int | float | bool | date | Formula | Failed | None


def saved_by_excel(path: Path, typed: Mapping[tuple[str, str], Typed] | None = None) -> None:
    """The workbook, opened by Excel, changed and saved in place. `typed`: by title of sheet and name of cell."""
    with zipfile.ZipFile(path) as package:
        old = {name: package.read(name) for name in package.namelist()}
    titles, sheets = _sheets_of(old)
    shared: dict[str, int] = {}
    parts: dict[str, str] = {}
    for rank, title in enumerate(titles, 1):
        own = {cell: value for (sheet, cell), value in (typed or {}).items() if sheet == title}
        parts[f"xl/worksheets/sheet{rank}.xml"] = _sheet(sheets[title], old, shared, own, rank)
    parts["xl/sharedStrings.xml"] = _shared_strings(shared)
    parts["xl/styles.xml"] = _styles(old["xl/styles.xml"].decode())
    parts["xl/workbook.xml"] = _workbook(old["xl/workbook.xml"].decode(), titles)
    parts["xl/theme/theme1.xml"] = f'{_HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
    parts["xl/persons/person.xml"] = f"{_HEAD}<personList/>"
    parts["xl/calcChain.xml"] = f'{_HEAD}<calcChain xmlns="{MAIN[1:-1]}"/>'
    parts["docProps/app.xml"] = f"{_HEAD}<Properties><Application>Microsoft Excel</Application></Properties>"
    parts["xl/_rels/workbook.xml.rels"] = _relations(
        *((f"worksheets/sheet{rank}.xml", "worksheet") for rank in range(1, len(titles) + 1)),
        ("theme/theme1.xml", "theme"), ("styles.xml", "styles"), ("sharedStrings.xml", "sharedStrings"),
        ("calcChain.xml", "calcChain"),
    )  # fmt: skip
    parts["_rels/.rels"] = _relations(
        ("xl/workbook.xml", "officeDocument"), ("docProps/app.xml", "extended-properties")
    )
    kept = {name: old[name].decode() for name in old if "comment" in name.lower() or name.endswith(".vml")}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _types([*parts, *kept]))
        for name, text in (parts | kept).items():
            package.writestr(name, text)


def _types(names: list[str]) -> str:
    kinds = {
        "worksheets/": "worksheet", "styles": "styles", "sharedStrings": "sharedStrings", "calcChain": "calcChain",
        "workbook.xml": "sheet.main", "comments": "comments",
    }  # fmt: skip
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
        f'{next(kind for part, kind in kinds.items() if part in name)}+xml"/>'
        for name in names
        if name.endswith(".xml") and any(part in name for part in kinds)
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        f"{overrides}</Types>"
    )


def _sheets_of(old: Mapping[str, bytes]) -> tuple[list[str], dict[str, bytes]]:
    targets = {
        each.get("Id"): (each.get("Target") or "").lstrip("/").removeprefix("xl/")
        for each in ElementTree.fromstring(old["xl/_rels/workbook.xml.rels"])
    }
    book = ElementTree.fromstring(old["xl/workbook.xml"])
    found = {
        str(sheet.get("name")): old[f"xl/{targets[sheet.get(f'{{{_OFFICE}}}id')]}"]
        for sheet in book.iter(f"{MAIN}sheet")
    }
    return list(found), found


def _relations(*targets: tuple[str, str]) -> str:
    lines = (
        f'<Relationship Id="rId{rank}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for rank, (target, kind) in enumerate(reversed(targets), 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _sheet(part: bytes, old: Mapping[str, bytes], shared: dict[str, int], typed: Mapping[str, Typed], rank: int) -> str:
    root = ElementTree.fromstring(part)
    written = {str(cell.get("r")): (_text_of(cell, old), int(cell.get("s") or 0)) for cell in root.iter(f"{MAIN}c")} | {
        name: (value, -1) for name, value in typed.items()
    }
    rows: dict[int, list[tuple[int, str]]] = {}
    for name, (value, style) in written.items():
        letters, number = re.fullmatch(r"([A-Z]+)(\d+)", name).groups()  # type: ignore[union-attr]
        cell = _cell(name, value, style, shared)
        if cell:
            rows.setdefault(int(number), []).append((_rank_of(letters), cell))
    lines = []
    for number, cells in sorted(rows.items()):
        ordered = sorted(cells)
        spans = f"{ordered[0][0]}:{ordered[-1][0]}"
        made = "".join(cell for _, cell in ordered)
        lines.append(f'<row r="{number}" spans="{spans}" x14ac:dyDescent="0.25">{made}</row>')
    lists = "".join(
        f'<x14:dataValidation type="list" allowBlank="1" xr:uid="{{0000000{rank}-0000-0000-0000-000000000000}}">'
        f"<x14:formula1><xm:f>{escape(rule.findtext(f'{MAIN}formula1') or '')}</xm:f></x14:formula1>"
        f"<xm:sqref>{rule.get('sqref')}</xm:sqref></x14:dataValidation>"
        for rule in root.iter(f"{MAIN}dataValidation")
    )
    extension = (
        f'<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{_X14}"><x14:dataValidations '
        f'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">{lists}</x14:dataValidations></ext></extLst>'
    ) * bool(lists)
    used = f"A1:{max(written, key=lambda name: (len(name), name), default='A1')}"
    uid = f'xr:uid="{{0000000{rank}-0001-0000-0000-000000000000}}"'
    return (
        f'{_HEAD}<worksheet {_NAMESPACES} {uid}><dimension ref="{used}"/><sheetFormatPr baseColWidth="10" '
        'defaultRowHeight="15" x14ac:dyDescent="0.25"/>'
        '<cols><col min="1" max="16384" width="11.42578125" style="3"/></cols>'
        f'<sheetData>{"".join(lines)}</sheetData><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" '
        f'header="0.3" footer="0.3"/><legacyDrawing r:id="rId1"/>{extension}</worksheet>'
    )


def _text_of(cell: ElementTree.Element, old: Mapping[str, bytes]) -> Typed:
    """What a cell of ours holds."""
    kind, value = cell.get("t"), cell.findtext(f"{MAIN}v")
    if kind == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{MAIN}t"))
    if kind == "s":
        items = list(ElementTree.fromstring(old["xl/sharedStrings.xml"]))
        return "".join(text.text or "" for text in items[int(value or 0)].iter(f"{MAIN}t"))
    return None if value is None else float(value)


def _cell(name: str, value: Typed, style: int, shared: dict[str, int]) -> str:
    looks = f' s="{style + _SHIFT}"' if style >= 0 else ""
    match value:
        case None:
            # A cell with nothing but its looks stays; one without looks goes.
            return f'<c r="{name}"{looks}/>' if looks else ""
        case bool():
            return f'<c r="{name}"{looks} t="b"><v>{int(value)}</v></c>'
        case str():
            rank = shared.setdefault(value, len(shared))
            return f'<c r="{name}"{looks} t="s"><v>{rank}</v></c>'
        case date():
            return f'<c r="{name}" s="{_DAY_STYLE}"><v>{(value - date(1899, 12, 30)).days}</v></c>'
        case Formula():
            return f'<c r="{name}"{looks} t="str"><f>{escape(value.text)}</f><v>{escape(value.result)}</v></c>'
        case Failed():
            return f'<c r="{name}"{looks} t="e"><f>#REF!</f><v>{value.code}</v></c>'
    return f'<c r="{name}"{looks}><v>{value!r}</v></c>'.replace("e+", "E")


def _shared_strings(shared: Mapping[str, int]) -> str:
    items = (
        f"<si><t{' xml:space=' + quoteattr('preserve') if text != text.strip() or chr(10) in text else ''}>"
        f"{escape(text).replace(chr(13), '_x000D_')}</t></si>"
        for text in shared
    )
    return f'{_HEAD}<sst xmlns="{MAIN[1:-1]}" count="{len(shared)}" uniqueCount="{len(shared)}">{"".join(items)}</sst>'


def _styles(text: str) -> str:
    """The styles, two more in front of them: the plain one and that of a day."""
    cells = re.search(r"<cellXfs.*?>", text)
    assert cells is not None
    plain, day = (
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
        '<xf numFmtId="14" fontId="0" xfId="0"/>',
    )
    return text[: cells.end()] + plain + day + text[cells.end() :]


def _workbook(text: str, titles: list[str]) -> str:
    states = {str(each.get("name")): each.get("state") for each in ElementTree.fromstring(text).iter(f"{MAIN}sheet")}
    last = 4 + len(titles)
    sheets = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{rank + 7}"'
        f"{f' state={quoteattr(str(states[title]))}' if states[title] not in (None, 'visible') else ''}"
        f' r:id="rId{last - rank + 1}"/>'
        for rank, title in enumerate(titles, 1)
    )
    return (
        f'{_HEAD}<workbook {_NAMESPACES}><fileVersion appName="xl" lastEdited="7" lowestEdited="7" rupBuild="26730"/>'
        '<workbookPr filterPrivacy="1" defaultThemeVersion="166925"/><mc:AlternateContent><mc:Choice Requires="x15">'
        '<x15ac:absPath url="C:\\Users\\Lou\\Documents\\" '
        'xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice>'
        "</mc:AlternateContent>"
        '<xr:revisionPtr revIDLastSave="0" documentId="8_{00000000-0000-0000-0000-000000000000}"/><bookViews>'
        f'<workbookView xWindow="-120" activeTab="1" xr2:uid="{{0}}"/></bookViews>'
        f"<sheets>{sheets}</sheets><definedNames>"
        '<definedName name="_xlnm._FilterDatabase" localSheetId="1" hidden="1">Acteurs!$A$1:$R$4</definedName>'
        '</definedNames><calcPr calcId="191029"/></workbook>'
    )


def _rank_of(letters: str) -> int:
    rank = 0
    for letter in letters:
        rank = rank * 26 + ord(letter) - 64
    return rank
