"""Tables read back by programs that did not write them: no text becomes a formula, nothing is lost."""

import csv
import io
import subprocess
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from cit_toolkit.exchange.spreadsheets import csv_bytes, workbook_bytes

DAY = date(2026, 1, 15)
HOSTILE = [
    "=1+1",
    "+33 2 47",
    "-cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=2",
    'été « ; » "x"',
    "{{ 7*7 }}",
    "👩🏽‍🌾 نص",
    "<b>&",
]


def test_a_workbook_has_a_sheet_a_table_and_gives_every_value_back() -> None:
    tables = {
        "Plan": [["Besoin", "Points"], ["Un lieu", 804], ["Un prêt", Decimal("12.5")], ["Rien", None]],
        "Vide": [["A"]],
    }
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(tables, DAY)))
    assert book.sheetnames == ["Plan", "Vide"]
    assert [[cell.value for cell in row] for row in book["Plan"].iter_rows()] == [
        ["Besoin", "Points"], ["Un lieu", 804], ["Un prêt", 12.5], ["Rien", None],
    ]  # fmt: skip
    assert book["Plan"].freeze_panes == "A2"
    assert book["Plan"].auto_filter.ref == "A1:B4"


def test_no_text_becomes_a_formula_in_a_workbook() -> None:
    data = workbook_bytes({"T": [["x"], *([text] for text in HOSTILE)]}, DAY)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["T"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == HOSTILE
    assert {row[0].data_type for row in sheet.iter_rows()} <= {"s", "inlineStr"}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_office_reads_the_texts_as_they_were_written(tmp_path: Path) -> None:
    """LibreOffice opens the workbook and writes it as CSV: a formula would show its result."""
    path = tmp_path / "t.xlsx"
    path.write_bytes(workbook_bytes({"T": [["Texte", "Nombre"], ["=1+1", 3], ["@x", Decimal("2.5")]]}, DAY))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "csv"]
    try:
        subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120)
    except FileNotFoundError:
        pytest.fail("LibreOffice is needed to read the workbook back")
    rows = list(csv.reader((tmp_path / "t.csv").read_text(encoding="utf-8").splitlines()))
    assert rows == [["Texte", "Nombre"], ["=1+1", "3"], ["@x", "2.5"]]


def test_the_same_tables_give_the_same_bytes() -> None:
    tables = {"Plan": [["Besoin"], ["Un lieu"]]}
    assert workbook_bytes(tables, DAY) == workbook_bytes(tables, DAY)


def test_names_of_sheets_are_shortened_cleaned_and_told_apart() -> None:
    tables = {
        name: [["x"]]
        for name in (
            "Une table [au nom] très long / vraiment",
            "plan",
            "PLAN",
            ":*?",
            "Une table [au nom] très long / vraiment !",
        )
    }
    names = openpyxl.load_workbook(io.BytesIO(workbook_bytes(tables, DAY))).sheetnames
    assert len({name.lower() for name in names}) == 5
    assert all(len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in names)


def test_csv_has_semicolons_the_mark_of_utf8_and_no_formula() -> None:
    data = csv_bytes([["Texte", "Nombre"], *([text, 1] for text in HOSTILE)], decimal_comma=True)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[0].removeprefix("'") for row in rows[1:]] == HOSTILE
    assert not any(row[0].startswith(("=", "+", "-", "@", "\t")) for row in rows)


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (1.5, "1,5", "1.5"),
        (Decimal("270.000"), "270", "270"),
        (Decimal("12.50"), "12,5", "12.5"),
        (Decimal("1E+3"), "1000", "1000"),
        (0, "0", "0"),
        (None, '""', '""'),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(value: object, french: str, english: str) -> None:
    for comma, told in ((True, french), (False, english)):
        assert csv_bytes([["x"], [value]], decimal_comma=comma).decode("utf-8-sig").split("\r\n")[1] == told


def test_control_characters_and_endless_texts_do_not_spoil_a_workbook() -> None:
    data = workbook_bytes({"T": [["x"], ["a\x00\x07b"], ["z" * 40_000]]}, DAY)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["T"]
    assert sheet["A2"].value == "ab"
    assert len(sheet["A3"].value) == 32_767
