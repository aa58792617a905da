"""`cit import presences` as a facilitator runs it."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from cit_toolkit.json_schemas import output_schema
from running_cit import cit

DAY = ("--date", "2026-03-12")
SHEET = """\
Nom;Structure;Vendredi matin;Vendredi après-midi
Jeanne Exemple;La Grange;x;x
Paul Fictif;Le Silo;;x
Anne Inventée;;excusée;excusée
Zoé Fiction;;?;
"""
SESSION = "type: seance\nid: atelier\nformat: atelier\ntitre: Atelier (fictif)\ndates: [2026-03-06]\n"
TERRITORY = "type: territoire\nnom: Val d’Orsel (fictif)\nacteurs:\n  - nom: La Grange\n"


def table(folder: Path, text: str = SHEET) -> Path:
    path = folder / "presences.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sheet_becomes_a_session_that_checks_clean(tmp_path: Path) -> None:
    table(tmp_path)
    (tmp_path / "val.yaml").write_text(TERRITORY, encoding="utf-8")
    asked = ("--territoire", "val.yaml", "--titre", "Atelier de mars", "--genre", "atelier", *DAY)
    ended = cit("import", "presences", "presences.csv", *asked, cwd=tmp_path)
    assert (ended.code, ended.out) == (1, "seance-presences.yaml\n")  # a mark was not understood
    assert ended.err == (
        "Import : 2 présences, dont 1 à vérifier, 1 excusé, 1 refusé.\n"
        "presences.csv, colonnes devinées : nom ← « Nom », structure ← « Structure »,"
        " demi_journees 1-matin ← « Vendredi matin », demi_journees 1-apres-midi ← « Vendredi après-midi ».\n"
        "À vérifier :\n"
        "  « Le Silo » n’est le nom d’aucune structure connue ; gardé sous « x-structure » : presences.csv, B3.\n"
        "Refusés :\n"
        "  presences.csv, C5 (Zoé Fiction) : « ? » ne dit pas si cette personne était là\n"
    )
    assert (tmp_path / "seance-presences.yaml").read_text(encoding="utf-8") == (
        "# Présences importées le 12 mars 2026 de presences.csv.\n"
        "# Sans « diffusion: publique », un nom reste interne. Chaque « à vérifier » demande un coup d’œil ; puis"
        " « cit check ».\n"
        "type: seance\n"
        "format: atelier\n"
        "titre: Atelier de mars\n"
        "participants:\n"
        "  - {nom: Jeanne Exemple, structure: la-grange, demi_journees: [1-matin, 1-apres-midi]}\n"
        "  # à vérifier : B3 : « Le Silo » n’est le nom d’aucune structure connue ; gardé sous « x-structure »\n"
        "  - {nom: Paul Fictif, demi_journees: [1-apres-midi], x-structure: Le Silo}\n"
        "excuses:\n"
        "  - Anne Inventée\n"
        "\n"
        "# 1 enregistrement n’a rien donné :\n"
        "# presences.csv, C5 (Zoé Fiction) : « ? » ne dit pas si cette personne était là\n"
    )
    checked = cit("check", cwd=tmp_path)
    assert checked.code == 0, checked.out
    # Public documents of the session name nobody: the table said nothing of where they may be named.
    report = cit("seminar", "report", "seance-presences.yaml", "-o", "-", "--audience", "publique", cwd=tmp_path)
    assert report.code == 0 and "Jeanne" not in report.out and "Anne" not in report.out


def test_a_session_is_shown_what_would_change_and_changed_on_consent_only(tmp_path: Path) -> None:
    table(tmp_path)
    mine = tmp_path / "atelier.yaml"
    mine.write_text(SESSION + "# la suite\n", encoding="utf-8")
    shown = cit("import", "presences", "presences.csv", "--seance", "atelier.yaml", *DAY, cwd=tmp_path)
    assert shown.code == 1 and mine.read_text(encoding="utf-8") == SESSION + "# la suite\n"
    assert "+  - {nom: Paul Fictif, demi_journees: [1-apres-midi], x-structure: Le Silo}" in shown.out
    cit("import", "presences", "presences.csv", "--seance", "atelier.yaml", "--oui", *DAY, cwd=tmp_path)
    after = mine.read_text(encoding="utf-8")
    assert after.startswith(SESSION) and "# la suite" in after and "Anne Inventée" in after
    again = cit("import", "presences", "presences.csv", "--seance", "atelier.yaml", "--oui", *DAY, cwd=tmp_path)
    assert "2 déjà dans" in again.err and mine.read_text(encoding="utf-8") == after
    wrong = cit("import", "presences", "presences.csv", "--seance", "val.yaml", *DAY, cwd=tmp_path)
    assert wrong.code == 1


def test_a_table_of_several_sessions_changes_each_of_them(tmp_path: Path) -> None:
    for name in ("un", "deux"):
        text = SESSION.replace("atelier\nformat", f"{name}\nformat").replace("Atelier (fictif)", f"Atelier {name}")
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    table(tmp_path, "Nom;Atelier un;Atelier deux\nJeanne;x;x\nPaul;;x\n")
    ended = cit("import", "presences", "presences.csv", "--oui", *DAY, cwd=tmp_path)
    assert ended.code == 0, ended.err
    one, two = ((tmp_path / f"{name}.yaml").read_text(encoding="utf-8") for name in ("un", "deux"))
    assert ("Jeanne" in one, "Paul" in one) == (True, False) and "Jeanne" in two and "Paul" in two


def test_everything_is_told_to_a_program(tmp_path: Path) -> None:
    table(tmp_path)
    record = json.loads(cit("import", "presences", "presences.csv", "--json", *DAY, cwd=tmp_path).out)
    Draft202012Validator(output_schema("import-presences")).validate(record)
    assert [(each["nom"], each["cellule"], each["demi_journees"]) for each in record["presences"]] == [
        ("Jeanne Exemple", "A2", ["1-matin", "1-apres-midi"]), ("Paul Fictif", "A3", ["1-apres-midi"]),
    ]  # fmt: skip
    assert record["excuses"] == [{"seance": None, "nom": "Anne Inventée", "cellule": "A4"}]
    assert [(each["cellule"], each["motif"]["code"]) for each in record["refuses"]] == [("C5", "mark-unknown")]


def test_mistakes_of_the_command_line_are_told(tmp_path: Path) -> None:
    path = table(tmp_path)
    assert cit("import", "presences", path, "--genre", "fête").code == 2
    assert cit("import", "presences", path, "--correspondance", "inconnue").code == 2
    assert cit("import", "presences", path, "--json", "-o", "-").code == 2
    assert cit("import", "presences", tmp_path / "absent.csv").code == 1
    nothing = cit("import", "presences", table(tmp_path, "12;13\n14;15\n"), cwd=tmp_path)
    assert nothing.code == 1 and "aucun nom de personne" in nothing.err


def test_in_english_too(tmp_path: Path) -> None:
    table(tmp_path, "First name;Last name;Attended\nJeanne;Exemple;yes\nPaul;Fictif;no\n")
    ended = cit("--lang", "en", "import", "presences", "presences.csv", "-o", "-", *DAY, cwd=tmp_path)
    assert ended.err.startswith("Import: 1 presence; 1 absent, not written.\n") and ended.code == 0
    assert "- {nom: Jeanne Exemple}" in ended.out
