"""The workbook of a dossier: written, filled in, brought back, as those who use it see it."""

import csv
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from running_cit import EXAMPLES, Ended, cit

VALLEY = """\
type: territoire
nom: Val d’Exemple
acteurs:
  # La mairie d’abord
  - id: mairie
    nom: Mairie         # élue en 2020
    categorie: collectivite
    roles: [beneficiaire]
    fonctions: {animation: 1, accueil: inconnu}   # demandé en mars
    contact: {courriel: mairie@example.org}
  - id: grange
    nom: La Grange
    categorie: association
    fonctions: [formation]
    confidentiel: oui
    note: |
      =1+1

      Deux lignes.
  - {nom: Jamais interrogé, x-carnet: n° 3}
relations:
  - {entre: [mairie, grange], nature: projet, depuis: 2024}   # le premier lien
  - {de: mairie, vers: jamais-interroge, nature: financement, intensite: 2}
besoins:
  - id: lieu
    intitule: Un lieu
    themes: [alimentation-agriculture]
    urgence: 2
    porteurs: [grange]
    origine: [{cercle: coconstruction, parole: On n’a plus de halle.}]
grille:
  portage-collectif: 2   # on verra
  animation-dediee: {niveau: 1-2, constat: Un mi-temps.}
"""
SESSION = """\
type: seance
id: seminaire-1
format: seminaire
titre: Se connaître
dates: [2025-01-10, 2025-01-11]
lieu: distance
participants:
  - {nom: Anne Ancolie, structure: mairie, jours: [1]}
  - {nom: Paul Primevère, structure: grange, diffusion: retiree}
  - Léa Lilas   # sans structure
"""
ACTION = """\
type: action
titre: Une action
personnes: [{id: lea-lilas, nom: Léa Lilas}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small dossier and its workbook."""
    (tmp_path / "val.yaml").write_text(VALLEY, encoding="utf-8")
    (tmp_path / "seances").mkdir()
    (tmp_path / "seances" / "s1.yaml").write_text(SESSION, encoding="utf-8")
    (tmp_path / "cit.yaml").write_text("type: dossier\n", encoding="utf-8")
    (tmp_path / "action.yaml").write_text(ACTION, encoding="utf-8")
    ended = cit("workbook", "val.yaml", "-o", "c.xlsx", cwd=tmp_path)
    assert (ended.code, ended.out) == (0, "c.xlsx\n"), ended.err
    return tmp_path


def book_of(folder: Path, name: str = "c.xlsx") -> Any:
    return openpyxl.load_workbook(folder / name)


def change(folder: Path, edit: Callable[[Any], None]) -> None:
    book = book_of(folder)
    edit(book)
    book.save(folder / "c.xlsx")


def read_back(folder: Path, *more: str, lang: str = "fr", name: str = "c.xlsx") -> Ended:
    return cit("--lang", lang, "workbook", "--relire", name, *more, cwd=folder)


def changed_lines(ended: Ended) -> list[str]:
    return [line for line in ended.out.split("\n") if line[:1] in "+-" and line[:3] not in ("+++", "---", "")]


def text_of(folder: Path) -> str:
    return (folder / "val.yaml").read_text(encoding="utf-8")


# What is written


def test_the_sheets_say_what_the_files_say_and_nothing_more(folder: Path) -> None:
    book = book_of(folder)
    assert book.sheetnames[:8] == [
        "Mode d’emploi", "Acteurs", "Relations", "Fonctions", "Besoins", "Grille", "Séances", "Présences",
    ]  # fmt: skip
    assert [(sheet.title, sheet.sheet_state) for sheet in book.worksheets[8:]] == [
        ("_listes", "hidden"), ("_cit", "veryHidden"),
    ]  # fmt: skip
    actors = [[cell.value for cell in row] for row in book["Acteurs"].iter_rows()]
    assert actors[0][:7] == ["Fichier", "Identifiant", "Nom", "Catégorie", "Cercle", "Rôles", "Influence"]
    assert actors[1][1:7] == ["mairie", "Mairie", "Collectivité", None, "Bénéficiaire", None]
    assert actors[3][1:4] == ["jamais-interroge", "Jamais interrogé", None]
    functions = {row[1].value: [cell.value for cell in row[3:]] for row in book["Fonctions"].iter_rows(min_row=2)}
    # Asked, with one level and one unknown; performed, how well is not known; never asked.
    assert functions["mairie"][:4] == [1, None, 0, 0]
    assert functions["grange"].count("1-3") == 1
    assert functions["grange"].count(0) == len(functions["grange"]) - 1
    assert set(functions["jamais-interroge"]) == {None}
    assert [cell.value for cell in book["Relations"][3]][1:7] == [
        2,
        "Mairie",
        "Jamais interrogé",
        "oui",
        "financement",
        2,
    ]
    assert [cell.value for cell in book["Présences"][2]][1:6] == [1, None, "Anne Ancolie", "Mairie", "1"]


def test_identifiers_are_locked_the_rest_is_not_and_lists_are_closed(folder: Path) -> None:
    sheet = book_of(folder)["Acteurs"]
    assert sheet.protection.sheet and not sheet.protection.password
    assert [cell.protection.locked for cell in sheet[2]][:4] == [False, True, False, False]
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    lists = book_of(folder)["_listes"]
    place = re.fullmatch(r"'?_listes'?!\$(\w+)\$1:\$\w+\$(\d+)", rules["D2"].formula1)
    assert place and rules["D2"].errorStyle in (None, "stop")
    words = [lists[f"{place[1]}{rank}"].value for rank in range(1, int(place[2]) + 1)]
    assert {"Collectivité", "Association", "Coopérative"} <= set(words)


def test_the_levels_of_the_method_stand_as_notes_and_heads_say_what_is_expected(folder: Path) -> None:
    book = book_of(folder)
    note = book["Grille"]["E2"].comment.text
    assert [line[:3] for line in note.split("\n")] == ["0 :", "1 :", "2 :", "3 :"]
    assert "points-virgules" in book["Acteurs"]["F1"].comment.text


def test_no_text_is_a_formula(folder: Path) -> None:
    cell = next(cell for row in book_of(folder)["Acteurs"].iter_rows() for cell in row if str(cell.value)[:4] == "=1+1")
    assert (cell.data_type, cell.value) == ("s", "=1+1\n\nDeux lignes.")
    with zipfile.ZipFile(folder / "c.xlsx") as package:
        assert not any(b"<f>" in package.read(name) for name in package.namelist() if "worksheets" in name)


def test_contacts_stay_in_the_files_unless_asked_for_and_who_withdrew_is_never_named(folder: Path) -> None:
    with zipfile.ZipFile(folder / "c.xlsx") as package:
        everything = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", "replace")
    assert "mairie@example.org" not in everything
    assert "Primev" not in everything
    assert "Ancolie" in everything
    cit("workbook", "val.yaml", "-o", "avec.xlsx", "--contacts", cwd=folder)
    cells = [cell.value for row in book_of(folder, "avec.xlsx")["Acteurs"].iter_rows() for cell in row]
    assert "mairie@example.org" in cells


def test_in_english_everything_is(folder: Path) -> None:
    cit("--lang", "en", "workbook", "val.yaml", "-o", "en.xlsx", cwd=folder)
    book = book_of(folder, "en.xlsx")
    assert book.sheetnames[:4] == ["Instructions", "Actors", "Links", "Functions"]
    assert book["Actors"]["D2"].value == "Local authority"
    assert read_back(folder, name="en.xlsx").err == "en.xlsx : aucun changement.\n"


def test_the_same_files_give_the_same_bytes_and_an_edited_workbook_is_not_overwritten(folder: Path) -> None:
    before = (folder / "c.xlsx").read_bytes()
    cit("workbook", "val.yaml", "-o", "d.xlsx", cwd=folder)
    assert (folder / "d.xlsx").read_bytes() == before
    change(folder, lambda book: None)
    ended = cit("workbook", "val.yaml", "-o", "c.xlsx", cwd=folder)
    assert "c.xlsx avait été modifié" in ended.err


# What comes back


@pytest.mark.parametrize("name", ["vallee-fictive", "cooperation-ponctuelle-2021", "pole-fictif"])
def test_a_workbook_that_nobody_touched_changes_nothing(tmp_path: Path, name: str) -> None:
    shutil.copytree(EXAMPLES / name, tmp_path / name)
    where = tmp_path / name
    assert cit("workbook", "territoires", "-o", "c.xlsx", "--contacts", cwd=where).code == 0
    ended = read_back(where)
    assert (ended.code, ended.out, ended.err) == (0, "", "c.xlsx : aucun changement.\n")


SPECIAL = ["_x000D_", "=1+1", "  bord  ", "a ; b", "inconnu", "?", "(voir le fichier)", "2-3", "oui", "_x0041_", "[]"]
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40) | st.sampled_from(SPECIAL)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=texts, note=texts, place=texts, own=texts)
def test_whatever_the_texts_are_nothing_changes_and_another_cell_changes_alone(
    tmp_path: Path, name: str, note: str, place: str, own: str
) -> None:
    said = {"nom": f"A{name}", "note": note, "commune": place, "x-mot": own}
    escaped = {key: "".join(f"\\U{ord(character):08x}" for character in text) for key, text in said.items()}
    actor = "".join(f'    {key}: "{text}"\n' for key, text in escaped.items())
    before = f"type: territoire\nnom: V\nacteurs:\n  - id: un\n{actor}    influence: 1\n"
    (tmp_path / "val.yaml").write_text(before, encoding="utf-8")
    (tmp_path / "c.xlsx").unlink(missing_ok=True)
    assert cit("workbook", "val.yaml", "-o", "c.xlsx", cwd=tmp_path).err == ""
    assert read_back(tmp_path).err == "c.xlsx : aucun changement.\n"
    change(tmp_path, lambda book: book["Acteurs"].__setitem__("G2", 2))
    assert changed_lines(read_back(tmp_path)) == ["-    influence: 1", "+    influence: 2"]


def test_libreoffice_saves_it_in_its_own_ways_and_nothing_changes(folder: Path, tmp_path: Path) -> None:
    where = tmp_path / "vallee"
    shutil.copytree(EXAMPLES / "vallee-fictive", where)
    cit("workbook", "territoires", "-o", "vallee.xlsx", cwd=where)
    books = [str(where / "vallee.xlsx"), str(folder / "c.xlsx")]
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to"]
    out = ["--outdir", str(tmp_path / "r")]
    for form in ("ods", "xlsx:Calc MS Excel 2007 XML"):
        try:
            subprocess.run([*command, form, *out, *books], check=True, capture_output=True, timeout=120)
        except FileNotFoundError:
            pytest.fail("LibreOffice is needed to save the workbook")
    for home, stem in ((where, "vallee"), (folder, "c")):
        for name in (f"{stem}.ods", f"{stem}.xlsx"):
            ended = read_back(home, name=str(tmp_path / "r" / name))
            assert (ended.code, ended.out, ended.err) == (0, "", f"{name} : aucun changement.\n")


def test_cells_rows_and_a_conflicting_edit_are_exactly_those_shown(folder: Path) -> None:
    def edit(book: Any) -> None:
        actors = book["Acteurs"]
        actors["D2"], actors["G2"], actors["F2"] = "Association", 3, "Bénéficiaire, porteur"
        actors["C5"], actors["D5"], actors["K5"] = "Ferme du Haut", "Exploitation agricole", 12345674
        book["Fonctions"]["D2"], book["Fonctions"]["E2"] = None, "2-3"
        book["Grille"]["E2"], book["Grille"]["F2"], book["Grille"]["E3"] = 3, "Ils sont six.", 2
        links = book["Relations"]
        links["C4"], links["D4"], links["E4"], links["F4"] = "Ferme du Haut", "La Grange", "oui", "adhésion"
        for cell in links[2][2:]:
            cell.value = None

    change(folder, edit)
    (folder / "val.yaml").write_text(VALLEY.replace("niveau: 1-2", "niveau: 3"), encoding="utf-8")
    ended = read_back(folder)
    assert ended.code == 1
    assert changed_lines(ended) == [
        "-    categorie: collectivite",
        "-    roles: [beneficiaire]",
        "-    fonctions: {animation: 1, accueil: inconnu}   # demandé en mars",
        "+    categorie: association",
        "+    roles: [beneficiaire, porteur]",
        "+    fonctions: {animation: inconnu, accueil: 2-3}   # demandé en mars",
        "+    influence: 3",
        "+  - {id: ferme-du-haut, nom: Ferme du Haut, categorie: exploitation-agricole, siren: \"012345674\"}",
        "-  - {entre: [mairie, grange], nature: projet, depuis: 2024}   # le premier lien",
        "+  - {de: ferme-du-haut, vers: grange, nature: adhesion}",
        "-  portage-collectif: 2   # on verra",
        "+  portage-collectif: {niveau: 3, constat: Ils sont six.}   # on verra",
    ]  # fmt: skip
    assert ended.err == (
        "val.yaml a changé depuis que le classeur a été écrit : les deux sont rapprochés, rien de ce qui y est nouveau"
        " n’est perdu.\n"
        "c.xlsx, Grille!E3: erreur: conflit sur « animation-dediee » : la feuille dit « 2 », val.yaml dit maintenant"
        " « 3 », et le classeur disait « 1-2 » ; le fichier reste tel qu’il est [workbook-conflict]\n"
        "  aide : choisir, et l’écrire dans le fichier ; un nouveau classeur partira de là\n"
        "c.xlsx, Acteurs!K5: avertissement: « 12345674 » est lu « 012345674 » : le tableur avait retiré des zéros au"
        " début [workbook-cell-spoiled]\n"
        "  aide : vérifier, et mettre la cellule au format texte\n"
        "Relations : « Mairie – La Grange » est supprimé (val.yaml)\n"
        "Acteurs : 3 cellules changées ; 1 ligne ajoutée.\n"
        "Relations : 1 ligne ajoutée ; 1 ligne supprimée.\n"
        "Fonctions : 2 cellules changées.\n"
        "Grille : 2 cellules changées ; 1 conflit.\n"
        "Rien n’est écrit : personne ne peut répondre ici. Pour écrire ces changements, relancer avec « --oui ».\n"
    )


def test_once_written_the_files_check_clean_and_reading_again_changes_nothing_more(folder: Path) -> None:
    def edit(book: Any) -> None:
        book["Acteurs"]["C5"], book["Relations"]["E2"] = "Ferme du Haut", "oui"
        book["Séances"]["B3"], book["Séances"]["C3"], book["Séances"]["E3"] = "Le deuxième", "séminaire", "2026-05-03"
        book["Besoins"]["C3"], book["Besoins"]["H3"] = "Un four", 3

    change(folder, edit)
    ended = read_back(folder, "--oui")
    assert ended.code == 0
    assert "  - {de: mairie, vers: grange, nature: projet, depuis: 2024}   # le premier lien\n" in text_of(folder)
    assert "  # La mairie d’abord\n" in text_of(folder)
    assert "  - id: un-four\n    intitule: Un four\n    urgence: 3\n" in text_of(folder)
    kept = [path for path in folder.iterdir() if ".ancien-" in path.name]
    assert [path.read_text(encoding="utf-8") for path in kept] == [VALLEY]
    assert (folder / "seances" / "le-deuxieme.yaml").read_text(encoding="utf-8") == (
        "type: seance\nid: le-deuxieme\nformat: seminaire\ntitre: Le deuxième\ndates: [2026-05-03]\n"
    )
    assert "0 erreur" in cit("check", cwd=folder).out
    again = read_back(folder)
    assert (again.code, again.out) == (0, "")
    assert again.err.endswith("c.xlsx : aucun changement.\n")


def test_a_deletion_never_leaves_a_name_without_anything_behind_it(folder: Path) -> None:
    def empty(book: Any) -> None:
        for cell in book["Acteurs"][3][2:]:
            cell.value = None

    change(folder, empty)
    ended = read_back(folder)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(
        "c.xlsx, Acteurs: erreur: « La Grange » n’est pas supprimé : ces lignes le nomment encore : "
        "val.yaml: - {entre: [mairie, grange], nature: projet, depuis: 2024}   # le premier lien ; "
        "val.yaml: porteurs: [grange] ; "
        "seances/s1.yaml: - {nom: Paul Primevère, structure: grange, diffusion: retiree} [workbook-still-named]\n"
    )

    def with_what_names_it(book: Any) -> None:
        book["Relations"].delete_rows(2)
        book["Besoins"]["J2"] = None
        book["Présences"].delete_rows(3)

    change(folder, with_what_names_it)
    ended = read_back(folder)
    assert ended.code == 0
    assert "-  - id: grange" in changed_lines(ended)
    assert "-  - {entre: [mairie, grange], nature: projet, depuis: 2024}   # le premier lien" in changed_lines(ended)


def test_every_mistake_is_told_with_its_cell_in_both_languages(folder: Path) -> None:
    def edit(book: Any) -> None:
        actors = book["Acteurs"]
        actors["D2"], actors["G2"], actors["C2"], actors["M2"] = "Colectivité", 7, None, "peut-être"
        actors["D6"] = "Association"
        book["Relations"]["C2"] = "Marie"
        book["Fonctions"]["D2"], book["Fonctions"]["T1"], book["Fonctions"]["T2"] = "beaucoup", "Cuisine", 3
        book["Grille"]["H2"] = "31/02/2025"
        book["Séances"]["E2"] = "bientôt"

    change(folder, edit)
    told = {lang: read_back(folder, lang=lang) for lang in ("fr", "en")}
    places = [
        ("Acteurs!C2", "workbook-cell-empty"), ("Acteurs!D2", "unknown-reference"), ("Acteurs!G2", "bad-level"),
        ("Acteurs!M2", "not-a-boolean"), ("Acteurs!A6", "workbook-row-nameless"),
        ("Fonctions!T1", "workbook-column-refused"), ("Fonctions!D2", "bad-level"), ("Grille!H2", "not-in-calendar"),
        ("Relations!C2", "unknown-reference"), ("Séances!E2", "not-a-date"),
    ]  # fmt: skip
    for ended in told.values():
        found = re.findall(r"^c\.xlsx, (\S+): (?:erreur|error): .*\[(\S+)\]$", ended.err, re.MULTILINE)
        assert sorted(found) == sorted(places)
        assert (ended.code, ended.out) == (1, "")
    assert "vouliez-vous dire « Collectivité » ?" in told["fr"].err
    assert "did you mean “Mairie”?" in told["en"].err


def test_a_column_of_ones_own_is_kept_and_one_taken_out_changes_nothing(folder: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book["Acteurs"]
        sheet.delete_cols(7)
        sheet.insert_cols(3)
        sheet["C1"], sheet["C3"] = "Code postal", "01004"

    change(folder, edit)
    ended = read_back(folder)
    assert changed_lines(ended) == ['+    x-code-postal: "01004"']
    assert (
        "la colonne « Code postal » n’est pas du format ; ce qu’elle contient est gardé sous « x-code-postal »"
        in ended.err
    )
    assert "la colonne « Influence » n’est plus là ; rien n’en est changé" in ended.err


def test_codes_in_a_column_of_ones_own_have_their_zeros_again(folder: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book["Acteurs"]
        sheet["P1"], sheet["P2"], sheet["Q1"], sheet["Q2"] = "Code INSEE", 1004.0, "SIRET du siège", 21370231900017.0

    change(folder, edit)
    ended = read_back(folder)
    assert changed_lines(ended) == ['+    x-code-insee: "01004"', '+    x-siret-du-siege: "21370231900017"']
    assert "Acteurs!P2: avertissement: « 1004 » est lu « 01004 »" in ended.err


def test_a_sheet_under_another_title_is_known_by_its_heads_and_one_of_ones_own_is_told(folder: Path) -> None:
    def edit(book: Any) -> None:
        book["Acteurs"].title = "Acteurs relus"
        book["Acteurs relus"]["G2"] = 3
        book.create_sheet("Idées")["A1"] = "Une idée"
        book.create_sheet("Vide")

    change(folder, edit)
    ended = read_back(folder)
    assert changed_lines(ended) == ["+    influence: 3"]
    told = [line for line in ended.err.splitlines() if "avertissement" in line]
    assert len(told) == 1
    assert told[0].startswith(
        "c.xlsx: avertissement: la feuille « Idées » n’est pas du classeur ; rien n’en est repris"
    )


def test_rows_may_be_sorted_and_a_copied_row_is_a_new_one(folder: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book["Acteurs"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        copied = [*rows[0][:2], "Mairie annexe", *rows[0][3:]]
        for number, row in enumerate([rows[2], rows[1], rows[0], copied, rows[1]], 2):
            for rank, value in enumerate(row, 1):
                cell = sheet.cell(number, rank)
                cell.value = value
                cell.data_type = "s" if isinstance(value, str) else cell.data_type

    change(folder, edit)
    ended = read_back(folder)
    assert changed_lines(ended) == [
        "+  - {id: mairie-annexe, nom: Mairie annexe, categorie: collectivite, roles: [beneficiaire]}"
    ]
    assert "Acteurs!A5: avertissement: l’identifiant ou le numéro « mairie » est déjà celui" in ended.err
    assert "Acteurs!A6: avertissement: cette ligne répète celle de « grange »" in ended.err


def test_a_spreadsheet_that_made_a_date_of_levels_or_a_number_of_a_code_is_repaired(folder: Path) -> None:
    from datetime import datetime

    def edit(book: Any) -> None:
        book["Fonctions"]["D2"], book["Acteurs"]["K2"] = datetime(2026, 3, 2), 213702319.0

    change(folder, edit)
    ended = read_back(folder)
    assert "+    fonctions: {animation: 2-3, accueil: inconnu}   # demandé en mars" in changed_lines(ended)
    assert '+    siren: "213702319"' in changed_lines(ended)
    assert "Fonctions!D2: avertissement: « 2026-03-02 » est lu « 2-3 »" in ended.err


def test_what_no_cell_can_hold_is_changed_in_the_file_only(folder: Path) -> None:
    session = folder / "seances" / "s1.yaml"
    session.write_text(SESSION.replace("[2025-01-10,", "[{date: 2025-01-10, deduite: oui},"), encoding="utf-8")
    cit("workbook", "val.yaml", "-o", "c.xlsx", cwd=folder)
    assert book_of(folder)["Séances"]["E2"].value == "(voir le fichier)"
    change(folder, lambda book: book["Séances"].__setitem__("E2", "2025-02-01"))
    ended = read_back(folder)
    assert (ended.code, ended.out) == (1, "")
    assert "Séances!E2: erreur: cette valeur ne se change pas ici" in ended.err


def test_short_forms_become_long_when_they_must(folder: Path) -> None:
    def edit(book: Any) -> None:
        book["Séances"]["I2"], book["Séances"]["F2"] = "non", "Guéret"
        book["Présences"]["E4"] = "La Grange"

    change(folder, edit)
    assert changed_lines(read_back(folder)) == [
        "-lieu: distance", "+lieu: {commune: Guéret}",
        "-  - Léa Lilas   # sans structure",
        "+  - {personne: lea-lilas, structure: grange}   # sans structure",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_a_sheet_saved_alone_is_read_with_the_workbook_it_comes_from(folder: Path, encoding: str) -> None:
    rows = [
        ["" if cell.value is None else str(cell.value) for cell in row]
        for row in book_of(folder)["Acteurs"].iter_rows()
    ]
    rows[1][2] = "Mairie d’Éguzon"
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows(rows)
    (folder / "feuille.csv").write_bytes(stream.getvalue().encode(encoding))
    alone = read_back(folder, name="feuille.csv")
    assert (alone.code, alone.out) == (2, "")
    assert "« --classeur CLASSEUR.xlsx »" in alone.err
    ended = read_back(folder, "--classeur", "c.xlsx", name="feuille.csv")
    assert changed_lines(ended) == [
        "-    nom: Mairie         # élue en 2020", "+    nom: Mairie d’Éguzon         # élue en 2020",
    ]  # fmt: skip


def test_functions_written_as_a_list_or_not_at_all_become_a_table_when_they_must(folder: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book["Fonctions"]
        sheet["D3"], sheet["D4"] = 2, 0

    change(folder, edit)
    lines = changed_lines(read_back(folder))
    assert lines[:2] == ["-    fonctions: [formation]", "+    fonctions: {animation: 2, formation: 1-3}"]
    # One answer, and the fifteen functions nobody asked about.
    assert lines[2:4] == [
        "-  - {nom: Jamais interrogé, x-carnet: n° 3}",
        "+  - {nom: Jamais interrogé, fonctions: {" + lines[3].partition("fonctions: {")[2],
    ]
    assert lines[3].count("inconnu") == 15


def test_a_text_that_names_who_withdrew_is_masked_and_stays_as_it_is_in_the_file(folder: Path) -> None:
    (folder / "val.yaml").write_text(VALLEY.replace("Deux lignes.", "Vu Paul Primevère."), encoding="utf-8")
    cit("workbook", "val.yaml", "-o", "c.xlsx", cwd=folder)
    assert "Vu [masqué]." in str(book_of(folder)["Acteurs"]["N3"].value)
    assert read_back(folder).err == "c.xlsx : aucun changement.\n"
    change(folder, lambda book: book["Acteurs"].__setitem__("N3", "Autre chose"))
    ended = read_back(folder)
    assert (ended.code, ended.out) == (1, "")
    assert "Acteurs!N3: erreur: cette valeur ne se change pas ici" in ended.err


def test_the_dossier_is_found_from_the_workbook_or_given(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    away = tmp_path_factory.mktemp("ailleurs")
    change(folder, lambda book: book["Acteurs"].__setitem__("C2", "Mairie de Bourg"))
    by_workbook = cit("workbook", "--relire", folder / "c.xlsx", cwd=away)
    shutil.copy(folder / "c.xlsx", away / "recu.xlsx")
    given = cit("workbook", folder, "--relire", "recu.xlsx", cwd=away)
    for ended in (by_workbook, given):
        assert "+    nom: Mairie de Bourg         # élue en 2020" in changed_lines(ended)


def test_an_empty_territory_can_be_filled_in_from_its_workbook(tmp_path: Path) -> None:
    (tmp_path / "v.yaml").write_text("type: territoire\nnom: X", encoding="utf-8")
    cit("workbook", "v.yaml", "-o", "c.xlsx", cwd=tmp_path)

    def edit(book: Any) -> None:
        book["Acteurs"]["C2"], book["Acteurs"]["C3"] = "Mairie", "日本"
        book["Relations"]["C2"], book["Relations"]["D2"], book["Relations"]["F2"] = "Mairie", "日本", "coopération"
        book["Grille"]["E2"], book["Grille"]["F3"] = 2, "Constat seul"

    change(tmp_path, edit)
    assert read_back(tmp_path, "--oui").code == 0
    assert (tmp_path / "v.yaml").read_text(encoding="utf-8") == (
        "type: territoire\n"
        "nom: X\n"
        "acteurs:\n"
        "  - {id: mairie, nom: Mairie}\n"
        '  - {id: nom-c7b7cdcc, nom: "日本"}\n'
        "relations:\n"
        "  - {entre: [mairie, nom-c7b7cdcc], nature: cooperation}\n"
        "grille: {portage-collectif: 2, animation-dediee: {niveau: inconnu, constat: Constat seul}}"
    )
    assert read_back(tmp_path).err.endswith("c.xlsx : aucun changement.\n")


def test_what_bears_no_identifier_keeps_the_one_it_was_called_by_when_its_name_changes(folder: Path) -> None:
    change(folder, lambda book: book["Acteurs"].__setitem__("C4", "La Ferme"))
    ended = read_back(folder, "--oui")
    assert ended.code == 0
    assert "+  - {nom: La Ferme, x-carnet: n° 3, id: jamais-interroge}" in changed_lines(ended)
    assert read_back(folder).err.endswith("c.xlsx : aucun changement.\n")


def test_a_session_is_not_deleted_from_a_sheet_and_a_broken_one_stops_nothing(folder: Path) -> None:
    def empty(book: Any) -> None:
        for cell in book["Séances"][2][1:]:
            cell.value = None

    change(folder, empty)
    ended = read_back(folder)
    assert (ended.code, ended.out) == (0, "")
    assert "la séance « Se connaître » n’est plus dans la feuille ; rien n’en est changé" in ended.err
    (folder / "seances" / "s1.yaml").write_text(SESSION + "programme: [\n", encoding="utf-8")
    change(folder, lambda book: book["Acteurs"].__setitem__("C2", "Mairie de Bourg"))
    ended = read_back(folder)
    assert ended.code == 1
    assert "+    nom: Mairie de Bourg         # élue en 2020" in changed_lines(ended)
    assert "[yaml-unclosed]" in ended.err


# What is refused


def test_a_workbook_from_elsewhere_or_read_elsewhere_is_refused_in_words(folder: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(folder / "autre.xlsx")
    assert "n’a pas été écrit par « cit workbook »" in read_back(folder, name="autre.xlsx").err
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()
    (elsewhere / "cit.yaml").write_text("type: dossier\n", encoding="utf-8")
    shutil.copy(folder / "c.xlsx", elsewhere)
    ended = read_back(elsewhere)
    assert (ended.code, ended.out) == (1, "")
    assert "ne sont pas ici : val.yaml" in ended.err
    assert read_back(folder, name="absent.xlsx").code == 1


def test_a_workbook_that_names_files_outside_the_dossier_reaches_none(folder: Path) -> None:
    outside = folder.parent / "dehors.yaml"
    outside.write_text(VALLEY, encoding="utf-8")

    def edit(book: Any) -> None:
        for row in book["_cit"].iter_rows():
            for cell in row:
                cell.value = cell.value and cell.value.replace("val.yaml", "../dehors.yaml")
        book["Acteurs"]["C2"] = "Changé"

    change(folder, edit)
    ended = read_back(folder, "--oui")
    assert (ended.code, ended.out) == (1, "")
    assert outside.read_text(encoding="utf-8") == VALLEY


def test_formulas_nobody_computed_would_empty_cells_and_are_refused(folder: Path) -> None:
    change(folder, lambda book: book["Acteurs"].__setitem__("D2", "=1+1"))
    ended = read_back(folder)
    assert (ended.code, ended.out) == (1, "")
    assert "[workbook-not-computed]" in ended.err


def test_sheets_taken_out_or_emptied_delete_nothing(folder: Path) -> None:
    def edit(book: Any) -> None:
        del book["Besoins"]
        book["Acteurs"].delete_rows(2, 10)
        book["Relations"].delete_rows(1)

    change(folder, edit)
    ended = read_back(folder)
    assert (ended.code, ended.out) == (0, "")
    assert [re.sub(r"^.*\[", "[", line) for line in ended.err.splitlines() if "avertissement" in line] == [
        "[workbook-sheet-missing]", "[workbook-sheet-missing]", "[workbook-sheet-empty]",
    ]  # fmt: skip


def test_one_workbook_is_of_one_dossier(folder: Path) -> None:
    (folder / "autre").mkdir()
    (folder / "autre" / "cit.yaml").write_text("type: dossier\n", encoding="utf-8")
    shutil.copy(folder / "val.yaml", folder / "autre")
    ended = cit("workbook", "val.yaml", "autre/val.yaml", "-o", "d.xlsx", cwd=folder)
    assert (ended.code, (folder / "d.xlsx").exists()) == (2, False)
    assert "[workbook-several-dossiers]" in ended.err
    assert cit("workbook", cwd=folder).code == 2
    assert cit("workbook", "val.yaml", "-o", "d.pdf", cwd=folder).code == 2
    assert cit("workbook", "val.yaml", "--oui", cwd=folder).code == 2
    assert cit("workbook", "--relire", "c.xlsx", "-o", "d.xlsx", cwd=folder).code == 2


@pytest.mark.parametrize(
    ("part", "content", "code"),
    [
        ("xl/externalLinks/externalLink1.xml", b"<x/>", "workbook-tied"),
        ("xl/sharedStrings.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>', "workbook-broken"),
        ("xl/media/vide.bin", b"0" * 50_000_000, "workbook-bomb"),
    ],
)
def test_a_hostile_workbook_is_refused_in_one_message(folder: Path, part: str, content: bytes, code: str) -> None:
    with zipfile.ZipFile(folder / "c.xlsx") as package, zipfile.ZipFile(folder / "h.xlsx", "w", 8) as hostile:
        for name in package.namelist():
            if name != part:
                hostile.writestr(name, package.read(name))
        hostile.writestr(part, content)
    ended = read_back(folder, name="h.xlsx")
    assert (ended.code, ended.out) == (1, "")
    assert re.findall(r"\[([\w-]+)\]$", ended.err, re.MULTILINE) == [code]


def test_a_new_row_without_a_name_is_said_to_have_none(folder: Path) -> None:
    def edit(book: Any) -> None:
        book["Acteurs"]["D6"] = book["Acteurs"]["D8"] = "Association"

    change(folder, edit)
    ended = read_back(folder)
    assert ended.err.count("cette nouvelle ligne n’a pas de nom [workbook-row-nameless]") == 2
    assert "« »" not in ended.err and "+8" not in ended.err
    # Told once each, where it is: no key of the files is missing as well.
    assert re.findall(r"(\w+!\w+): .*\[([\w-]+)\]$", ended.err, re.MULTILINE) == [
        ("Acteurs!A6", "workbook-row-nameless"),
        ("Acteurs!A8", "workbook-row-nameless"),
    ]
    assert "this new row has no name" in read_back(folder, lang="en").err


def test_a_renamed_territory_is_told_alone(folder: Path) -> None:
    (folder / "val.yaml").rename(folder / "nouveau.yaml")
    assert "ne sont pas ici : val.yaml [workbook-elsewhere]" in read_back(folder).err
