"""A workbook that Excel opened, where people typed, and that it saved in its own way, brought back."""

from datetime import date
from pathlib import Path

import pytest

from excel_saving import Failed, Formula, Typed, saved_by_excel
from running_cit import EXAMPLES, Ended, cit
from test_workbook import ACTION, SESSION, VALLEY, changed_lines, read_back, text_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small dossier and its workbook."""
    (tmp_path / "seances").mkdir()
    for name, text in (
        ("val.yaml", VALLEY), ("seances/s1.yaml", SESSION), ("cit.yaml", "type: dossier\n"), ("action.yaml", ACTION),
    ):  # fmt: skip
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert cit("workbook", "val.yaml", "-o", "c.xlsx", cwd=tmp_path).code == 0
    return tmp_path


def typed_in(folder: Path, sheet: str, **cells: Typed) -> Ended:
    """What reading back says after cells of a sheet were typed in Excel."""
    saved_by_excel(folder / "c.xlsx", {(sheet, name): value for name, value in cells.items()})
    return read_back(folder, "--oui")


def test_excel_saves_it_in_its_own_way_and_nothing_changes(folder: Path) -> None:
    before = (folder / "c.xlsx").read_bytes()
    saved_by_excel(folder / "c.xlsx")
    assert (folder / "c.xlsx").read_bytes() != before
    ended = read_back(folder)
    assert (ended.code, ended.out, ended.err) == (0, "", "c.xlsx : aucun changement.\n")


@pytest.mark.parametrize("name", ["vallee-fictive", "pole-fictif"])
def test_a_whole_example_comes_back_from_excel_unchanged(tmp_path: Path, name: str) -> None:
    territories = sorted((EXAMPLES / name / "territoires").glob("*.yaml"))
    assert cit("workbook", *territories, "-o", tmp_path / "c.xlsx", "--contacts", cwd=EXAMPLES / name).code == 0
    saved_by_excel(tmp_path / "c.xlsx")
    ended = cit("workbook", "--relire", tmp_path / "c.xlsx", EXAMPLES / name, cwd=EXAMPLES / name)
    assert (ended.code, ended.out, ended.err) == (0, "", "c.xlsx : aucun changement.\n")


def test_numbers_days_and_texts_typed_in_excel_are_what_people_meant(folder: Path) -> None:
    ended = typed_in(
        folder, "Acteurs",
        G2=2.0, J2="  Orsel ", K2=732829320.0, C3="La Grange d’Orsel\u00a0",
        P1="Code INSEE", P2=1004.0, Q1="Vu le", Q2=date(2026, 3, 1),
    )  # fmt: skip
    assert changed_lines(ended) == [
        "+    influence: 2", "+    commune: Orsel", '+    siren: "732829320"', '+    x-code-insee: "01004"',
        "+    x-vu-le: 2026-03-01", "-    nom: La Grange", "+    nom: La Grange d’Orsel",
    ]  # fmt: skip
    assert "c.xlsx, Acteurs!P2: avertissement: « 1004 » est lu « 01004 »" in ended.err


def test_days_years_amounts_and_levels_come_back_as_the_file_writes_them(folder: Path) -> None:
    saved_by_excel(
        folder / "c.xlsx",
        {
            ("Besoins", "L2"): 1500.0, ("Besoins", "M2"): date(2026, 9, 1), ("Relations", "H2"): 2025.0,
            ("Grille", "H2"): date(2025, 5, 1), ("Grille", "E4"): date(2026, 2, 1),
            ("Fonctions", "D3"): date(2026, 3, 2),
        },
    )  # fmt: skip
    ended = read_back(folder, "--oui")
    assert ended.code == 0, ended.err
    for line in (
        "    budget: 1500\n", "    periode: {du: 2026-09-01}\n", "nature: projet, depuis: 2025}   # le premier lien\n",
        "  portage-collectif: {niveau: 2, date: 2025-05-01}   # on verra\n", "  legitimite-portage: 1-2\n",
        "    fonctions: {animation: 2-3, formation: 1-3}\n",
    ):  # fmt: skip
        assert line in text_of(folder)
    assert "Grille!E4: avertissement: « 2026-02-01 » est lu « 1-2 »" in ended.err


def test_a_box_ticked_is_a_yes_or_a_no(folder: Path) -> None:
    assert changed_lines(typed_in(folder, "Acteurs", M3=False, M4=True)) == [
        "-    confidentiel: oui", "+    confidentiel: non",
        "-  - {nom: Jamais interrogé, x-carnet: n° 3}",
        "+  - {nom: Jamais interrogé, confidentiel: oui, x-carnet: n° 3}",
    ]  # fmt: skip


@pytest.mark.parametrize("cell", ["C3", "D3", "L2", "N4", "O2"])
def test_an_error_shown_in_a_cell_is_never_written_in_a_file(folder: Path, cell: str) -> None:
    """In a note, «#REF!» was taken for a text."""
    ended = typed_in(folder, "Acteurs", **{cell: Failed("#REF!")})
    assert ended.code == 1 and "#REF!" not in text_of(folder)
    told = (
        f"c.xlsx, Acteurs!{cell}: erreur: cette cellule montre une erreur du tableur : « #REF! » [workbook-cell-failed]"
    )
    assert [line for line in ended.err.split("\n") if "erreur:" in line] == [told]


def test_a_formula_gives_what_it_came_to_even_nothing(folder: Path) -> None:
    """A formula that comes to an empty text made Excel's whole workbook «never computed»."""
    ended = typed_in(
        folder, "Acteurs", P1="Étiquette", P2=Formula('IF(A2="","x","")', ""), P3=Formula('C3&"!"', "La Grange!")
    )
    assert changed_lines(ended) == ['+    x-etiquette: "La Grange!"']


def test_a_number_that_lost_its_digits_is_refused(folder: Path) -> None:
    ended = typed_in(folder, "Acteurs", K2="7,3283E+08")
    assert ended.code == 1 and "Acteurs!K2: erreur" in ended.err and "siren" not in text_of(folder)


def test_a_text_longer_than_a_cell_stays_whole_in_the_file(tmp_path: Path) -> None:
    """A text longer than a cell was brought back cut: its record, in two cells, had lost the space between them."""
    words = " ".join("a" * length for length in range(1, 230)) + " b" * 4_000
    (tmp_path / "val.yaml").write_text(
        f"type: territoire\nnom: Val\nacteurs: [{{id: a, nom: A, note: {words}}}]\n", encoding="utf-8"
    )
    for pad in range(2):
        text = (tmp_path / "val.yaml").read_text(encoding="utf-8").replace("note: ", "note: x" if pad else "note: ")
        (tmp_path / "val.yaml").write_text(text, encoding="utf-8")
        assert cit("workbook", "val.yaml", "-o", f"c{pad}.xlsx", cwd=tmp_path).code == 0
        saved_by_excel(tmp_path / f"c{pad}.xlsx")
        ended = cit("workbook", "--relire", f"c{pad}.xlsx", cwd=tmp_path)
        assert ended.err == f"c{pad}.xlsx : aucun changement.\n"
