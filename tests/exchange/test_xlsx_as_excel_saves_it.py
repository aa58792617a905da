"""XLSX packages as Excel and other programs lay them out, written by hand: cells are read whoever wrote them."""

import zipfile
from pathlib import Path

import pytest

from cit_toolkit.exchange.workbook_sheets import read_sheets
from cit_toolkit.exchange.xlsx_texts import escaped, unescaped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATED = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
STYLES = (
    '<numFmts count="1"><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/></numFmts>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="46"/></cellXfs>'
    '<dxfs count="1"><dxf><numFmt numFmtId="14" formatCode="General"/></dxf></dxfs>'
)


def related(target: str, kind: str, name: str, base: str = RELATED) -> str:
    return f'<Relationship Id="{name}" Type="{base}/{kind}" Target="{target}"/>'


def relations(*each: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(each)}</Relationships>'


def excel(
    folder: Path, rows: str, shared: str = "", properties: str = "", parts: dict[str, str] | None = None,
    main: str = MAIN, base: str = RELATED, sheet: str = "worksheets/sheet1.xml",
) -> Path:  # fmt: skip
    """A workbook of one sheet, «Acteurs»; `parts` are put in place of those of the same name."""
    root = f'xmlns="{main}" xmlns:r="{base}"'
    written = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(related("xl/workbook.xml", "officeDocument", "rId1", base)),
        "xl/workbook.xml": f'<workbook {root}><workbookPr{properties}/><sheets><sheet name="Acteurs" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            related(sheet, "worksheet", "rId1", base), related("styles.xml", "styles", "rId2", base),
            related("sharedStrings.xml", "sharedStrings", "rId3", base),
        ),
        "xl/worksheets/sheet1.xml": f"<worksheet {root}><sheetData>{rows}</sheetData></worksheet>",
        "xl/styles.xml": f"<styleSheet {root}>{STYLES}</styleSheet>",
        "xl/sharedStrings.xml": f"<sst {root}>{shared}</sst>",
    } | (parts or {})  # fmt: skip
    path = folder / "classeur.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in written.items():
            if text:
                package.writestr(name, text)
    return path


def read(path: Path) -> tuple[tuple[str, ...], ...]:
    sheets, problem = read_sheets(path)
    assert problem is None, problem
    assert [sheet.name for sheet in sheets] == ["Acteurs"]
    return sheets[0].rows


ROW = '<row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="C1"><v>2.5</v></c></row>'
SHARED = "<si><t>Nom</t></si>"


def test_the_strict_form_of_the_standard_is_read(tmp_path: Path) -> None:
    """«Feuille de calcul Open XML strict»: it was read as a workbook without any sheet."""
    assert read(excel(tmp_path, ROW, SHARED, main=STRICT_MAIN, base=STRICT_RELATED)) == (("Nom", "", "2.5"),)


def test_prefixes_are_those_that_the_writer_likes(tmp_path: Path) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Nom</x:t></x:is>'
        "</x:c></x:row></x:sheetData></x:worksheet>"
    )
    assert read(excel(tmp_path, "", parts={"xl/worksheets/sheet1.xml": sheet})) == (("Nom",),)


@pytest.mark.parametrize(
    "target", ["/xl/worksheets/sheet1.xml", "worksheets/sheet1.xml", "../xl/worksheets/Sheet1.xml"]
)
def test_a_part_is_found_by_any_address(tmp_path: Path, target: str) -> None:
    assert read(excel(tmp_path, ROW, SHARED, sheet=target)) == (("Nom", "", "2.5"),)


def test_a_package_without_the_usual_folders_is_read(tmp_path: Path) -> None:
    root = f'xmlns="{MAIN}" xmlns:r="{RELATED}"'
    path = tmp_path / "minimal.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", relations(related("workbook.xml", "officeDocument", "rId1")))
        package.writestr(
            "workbook.xml", f'<workbook {root}><sheets><sheet name="Acteurs" r:id="rId1"/></sheets></workbook>'
        )
        package.writestr("_rels/workbook.xml.rels", relations(related("feuille.xml", "worksheet", "rId1")))
        package.writestr(
            "feuille.xml", f"<worksheet {root}><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"
        )
    assert read(path) == (("1",),)


def test_a_text_is_read_whatever_its_looks_and_how_it_is_pronounced(tmp_path: Path) -> None:
    shared = (
        "<si><r><rPr><b/></rPr><t>La </t></r><r><t xml:space='preserve'>Grange</t></r></si>"
        "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si><si><t>ligne 1_x000D_\nligne 2</t></si>"
    )
    cells = "".join(f'<c t="s"><v>{rank}</v></c>' for rank in range(3))
    inline = '<c t="inlineStr"><is><r><t>en</t></r><r><t> place</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>'
    assert read(excel(tmp_path, f"<row>{cells}{inline}</row>", shared)) == (
        ("La Grange", "東京", "ligne 1\r\nligne 2", "en place"),
    )  # fmt: skip


def test_numbers_days_booleans_and_errors_come_as_a_person_would_type_them(tmp_path: Path) -> None:
    cells = (
        '<c><v>7.3282932000074E13</v></c><c s="1"><v>45352</v></c><c s="2"><v>45352.5</v></c><c s="3"><v>1.25</v></c>'
        '<c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2024-03-01T00:00:00</v></c><c s="9"><v>3</v></c>'
    )
    assert read(excel(tmp_path, f"<row>{cells}</row>")) == (
        ("73282932000074", "2024-03-01", "2024-03-01 12:00", "30:00", "oui", "#N/A", "2024-03-01", "3"),
    )  # fmt: skip


def test_days_are_counted_from_1904_when_the_workbook_says_so(tmp_path: Path) -> None:
    day = '<row><c s="1"><v>43890</v></c></row>'
    assert read(excel(tmp_path, day, properties=' date1904="1"')) == (("2024-03-01",),)


@pytest.mark.parametrize(
    "styles",
    ["", f'<styleSheet xmlns="{MAIN}"><fills><fill/></fills><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'],
)
def test_a_style_that_is_missing_or_not_understood_loses_no_cell(tmp_path: Path, styles: str) -> None:
    """A fill without a pattern, or a rank beyond the last style, made the whole workbook unreadable."""
    rows = read(excel(tmp_path, '<row><c s="7"><v>45352</v></c></row>', parts={"xl/styles.xml": styles}))
    assert rows == (("45352",),)


def test_rows_and_cells_that_are_left_out_are_empty(tmp_path: Path) -> None:
    rows = '<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c></row><row r="3"/><row r="5"><c r="A5"><v>3</v></c></row>'
    assert read(excel(tmp_path, rows)) == ((), ("", "1", "2"), (), (), ("3",))


def test_a_sheet_of_a_chart_and_a_hidden_one_are_not_read(tmp_path: Path) -> None:
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets><sheet name="Graphique" r:id="rId9"/>'
        '<sheet name="Acteurs" r:id="rId1"/><sheet name="Caché" state="veryHidden" r:id="rId1"/></sheets></workbook>'
    )
    links = relations(
        related("worksheets/sheet1.xml", "worksheet", "rId1"), related("chartsheets/sheet1.xml", "chartsheet", "rId9")
    )
    path = excel(
        tmp_path, ROW.replace(' t="s"', ""), parts={"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": links}
    )
    assert read(path) == (("0", "", "2.5"),)
    assert [sheet.name for sheet in read_sheets(path, hidden=True)[0]] == ["Acteurs", "Caché"]


@pytest.mark.parametrize(
    ("cell", "uncomputed"),
    [
        ("<c><f>A1</f></c>", True),
        ("<c><f>A1</f><v/></c>", True),
        ("<c><f>A1</f><v>3</v></c>", False),
        ('<c t="str"><f>IF(A1="","","x")</f><v></v></c>', False),  # what Excel writes for an empty text
    ],
)
def test_a_formula_without_a_result_is_known(tmp_path: Path, cell: str, uncomputed: bool) -> None:
    (sheet,), problem = read_sheets(excel(tmp_path, f"<row>{cell}<c><v>1</v></c></row>"))
    assert problem is None and sheet.uncomputed is uncomputed


def test_a_shared_text_that_is_not_there_is_a_broken_workbook(tmp_path: Path) -> None:
    sheets, problem = read_sheets(excel(tmp_path, '<row><c t="s"><v>7</v></c></row>', SHARED))
    assert sheets == () and problem is not None and problem.code == "workbook-broken"


def test_a_workbook_behind_a_password_an_old_one_and_a_binary_one_are_told_apart(tmp_path: Path) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    (tmp_path / "a.xls").write_bytes(old)
    (tmp_path / "b.xlsx").write_bytes(old + "EncryptedPackage".encode("utf-16-le"))
    with zipfile.ZipFile(tmp_path / "c.xlsb", "w") as package:
        kind = TYPES.replace("openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "")
        package.writestr("[Content_Types].xml", kind.replace("vnd.", "vnd.ms-excel.sheet.binary.macroEnabled.main"))
        package.writestr("xl/workbook.bin", b"x")
    with zipfile.ZipFile(tmp_path / "d.ods", "w") as package:
        package.writestr("content.xml", b"\x01\x02")
        package.writestr(
            "META-INF/manifest.xml", "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
        )
    problems = [read_sheets(tmp_path / name)[1] for name in ("a.xls", "b.xlsx", "c.xlsb", "d.ods")]
    assert [problem and problem.code for problem in problems] == [
        "workbook-old", "workbook-locked", "workbook-unknown", "workbook-locked"
    ]  # fmt: skip


def test_entities_are_refused_in_any_encoding(tmp_path: Path) -> None:
    trap = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    path = excel(tmp_path, ROW, SHARED)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/theme.xml", trap.encode("utf-16"))
    problem = read_sheets(path)[1]
    assert problem is not None and problem.code == "workbook-broken"


@pytest.mark.parametrize("text", ["_x000D_", "a_x0041_x0042_b", "_x005F_x0041_", "__x0009_", "x000D_", "_xZZZZ_", ""])
def test_a_text_like_an_escape_is_shown_to_the_letter(text: str) -> None:
    assert unescaped(escaped(text)) == text


def test_what_no_text_may_hold_is_left_out() -> None:
    assert unescaped("a_x0000__x0007__xD800__x000A_b_x0041_") == "a\nbA"
