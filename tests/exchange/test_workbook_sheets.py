"""Workbooks as people save them, and as nobody should send them."""

import io
import time
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from cit_toolkit.exchange.spreadsheets import workbook_bytes
from cit_toolkit.exchange.workbook_packages import PackageLimits
from cit_toolkit.exchange.workbook_sheets import Sheet, read_sheets

ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"


def ods(folder: Path, tables: str) -> Path:
    path = folder / "classeur.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        package.writestr("content.xml", ODS_HEAD + tables + ODS_TAIL)
    return path


def xlsx(folder: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    path = folder / "classeur.xlsx"
    book.save(path)
    return path


def added(path: Path, name: str, content: bytes) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return path


def read(path: Path, limits: PackageLimits | None = None) -> tuple[Sheet, ...]:
    sheets, problem = read_sheets(path, limits or PackageLimits())
    assert problem is None, problem
    return sheets


def refusal(path: Path, limits: PackageLimits | None = None) -> str:
    sheets, problem = read_sheets(path, limits or PackageLimits())
    assert sheets == () and problem is not None
    return problem.code


def test_cells_come_as_a_person_would_type_them(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path,
        ["texte ", 21370231900015.0, 2.5, date(2024, 3, 1), datetime(2024, 3, 1, 9, 30), True, None],
        [],
        [None, "0123"],
    )
    assert read(path)[0].rows == (
        ("texte", "21370231900015", "2.5", "2024-03-01", "2024-03-01 09:30", "oui"), (), ("", "0123"),
    )  # fmt: skip


def test_only_the_sheets_people_see_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book["Sheet"].append(["a"])
    hidden = book.create_sheet("Caché")
    hidden.append(["secret"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "x.xlsx")
    assert [sheet.name for sheet in read(tmp_path / "x.xlsx")] == ["Sheet"]


def test_an_ods_sheet_gives_values_texts_repetitions_and_no_notes(tmp_path: Path) -> None:
    path = ods(
        tmp_path,
        '<table:table table:name="Acteurs"><table:table-row>'
        '<table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation>'
        "<text:p>La <text:span>Grange</text:span></text:p><text:p>d’Orsel</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="float" office:value="21370231900015"><text:p>2,13E+13</text:p>'
        '</table:table-cell><table:table-cell office:value-type="date" office:date-value="2024-03-01">'
        "<text:p>01/03/24</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2">'
        '<text:p>a<text:s text:c="2"/>b</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
        'table:number-columns-repeated="1024"/></table:table-row></table:table>',
    )
    assert read(path) == (
        Sheet("Acteurs", (
            ("La Grange\nd’Orsel", "", "", "21370231900015", "2024-03-01"), (), (), ("a  b", "a  b"), ("a  b", "a  b"),
        )),
    )  # fmt: skip


def test_twenty_thousand_rows_are_read_in_seconds(tmp_path: Path) -> None:
    rows = [["Nom", "SIRET", "Commune"], *([f"Structure {i}", 21370231900015 + i, "Guéret"] for i in range(20_000))]
    path = tmp_path / "grand.xlsx"
    path.write_bytes(workbook_bytes({"T": rows}, date(2026, 1, 1)))
    start = time.perf_counter()
    assert len(read(path)[0].rows) == 20_001
    assert time.perf_counter() - start < 20  # two seconds on a calm machine


@pytest.mark.parametrize("unpacked", [True, False])
def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, unpacked: bool) -> None:
    path = added(xlsx(tmp_path, ["a"]), "xl/media/vide.bin", b"\0" * 12_000_000)
    # Twelve megabytes of zeros make twelve kilobytes: a thousand times smaller.
    limits = PackageLimits(unpacked=5_000_000, ratio=10**9) if unpacked else PackageLimits()
    assert refusal(path, limits) == "workbook-bomb"


def test_a_row_repeated_a_million_times_is_refused_before_it_is_written_out(tmp_path: Path) -> None:
    bomb = (
        '<table:table table:name="x"><table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
    )
    start = time.perf_counter()
    assert refusal(ods(tmp_path, bomb)) == "workbook-too-many-cells"
    assert time.perf_counter() - start < 5


def test_a_cell_at_the_far_corner_costs_no_memory(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book["Sheet"]["A1"] = "Nom"
    book["Sheet"]["XFD1048576"] = "x"
    book.save(tmp_path / "coin.xlsx")
    sheets = read(tmp_path / "coin.xlsx")
    assert sheets[0].rows[0] == ("Nom",) and len(sheets[0].rows) == 1_048_576


@pytest.mark.parametrize(
    "part", ["xl/externalLinks/externalLink1.xml", "xl/connections.xml", "xl/queryTables/queryTable1.xml"]
)
def test_a_workbook_tied_to_other_files_is_refused(tmp_path: Path, part: str) -> None:
    assert refusal(added(xlsx(tmp_path, ["a"]), part, b"<x/>")) == "workbook-tied"


def test_an_ods_file_tied_to_another_is_refused(tmp_path: Path) -> None:
    tied = '<table:table table:name="x"><table:table-source xlink:href="file:///etc/passwd"/></table:table>'
    assert refusal(ods(tmp_path, tied)) == "workbook-tied"


def test_what_is_no_workbook_or_a_broken_one_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK\x03\x04 et puis rien")
    assert refusal(path) == "workbook-broken"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("photo.jpg", b"x")
    assert refusal(path) == "workbook-unknown"
    assert refusal(ods(tmp_path, "<table:table><non fermé>")) == "workbook-broken"
    assert (
        refusal(added(xlsx(tmp_path, ["a"]), "xl/piege.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'))
        == "workbook-broken"
    )


def test_a_workbook_behind_a_password_is_said(tmp_path: Path) -> None:
    path = xlsx(tmp_path, ["a"])
    data = bytearray(path.read_bytes())
    # The flag that says that a part is encrypted, in the directory at the end of the file.
    place = data.find(b"PK\x01\x02")
    data[place + 8] |= 1
    path.write_bytes(bytes(data))
    assert refusal(path) == "workbook-locked"


def test_what_libreoffice_saves_is_read_alike_in_both_formats(tmp_path: Path) -> None:
    import subprocess

    path = xlsx(tmp_path, ["Nom", "SIRET", "Date"], ["La Grange", 21370231900015, date(2024, 3, 1)])
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "ods"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120)
    assert read(tmp_path / "classeur.ods")[0].rows == read(path)[0].rows
    assert io.BytesIO((tmp_path / "classeur.ods").read_bytes()).read(2) == b"PK"


def test_a_hidden_sheet_of_an_ods_file_is_read_only_when_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "classeur.ods"
    body = "".join(
        f'<table:table table:name="{name}" table:style-name="{style}"><table:table-row><table:table-cell>'
        f"<text:p>{name}</text:p></table:table-cell></table:table-row></table:table>"
        for name, style in (("Acteurs", "ta1"), ("Secret", "ta2"))
    )
    shown = "".join(
        f'<style:style style:name="{name}" style:family="table"><style:table-properties table:display="{told}"/>'
        "</style:style>"
        for name, told in (("ta1", "true"), ("ta2", "false"))
    )
    styles = (
        '<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
        f"{shown}</office:automatic-styles>"
    )
    content = ODS_HEAD.replace("<office:body>", f"{styles}<office:body>") + body + ODS_TAIL
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("content.xml", content)
    assert [sheet.name for sheet in read(path)] == ["Acteurs"]
    assert [sheet.name for sheet in read_sheets(path, hidden=True)[0]] == ["Acteurs", "Secret"]
