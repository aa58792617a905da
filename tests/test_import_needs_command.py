"""`cit import besoins` as a facilitator runs it."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from cit_toolkit.json_schemas import output_schema
from running_cit import cit, write_territory

DAY = ("--date", "2026-03-12")
TABLE = """\
Besoin;Thème;Urgence;Structure
Choisir une forme juridique;Droit et statuts;forte;La Grange
Trouver un local;hangars;2;Le Silo
;x;;
"""
ACTORS = "acteurs:\n  # à nous\n  - nom: La Grange\nbesoins:\n  - intitule: Se rencontrer\n"


def table(folder: Path, text: str = TABLE) -> Path:
    path = folder / "besoins.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_becomes_a_territory_and_everything_doubtful_is_said_by_cell(tmp_path: Path) -> None:
    table(tmp_path)
    ended = cit("import", "besoins", "besoins.csv", "--nom", "Val d’Orsel", *DAY, cwd=tmp_path)
    assert (ended.code, ended.out) == (1, "territoire-besoins.yaml\n")  # a row was refused
    assert ended.err == (
        "Import : 2 besoins, dont 2 à vérifier, 1 refusé.\n"
        "besoins.csv, colonnes devinées : intitule ← « Besoin », themes ← « Thème », urgence ← « Urgence »,"
        " porteurs ← « Structure ».\n"
        "À vérifier :\n"
        "  qui porte le besoin est gardé sous « x-porteurs » : avec --territoire, ce sont ses acteurs :"
        " besoins.csv, A2 ; A3.\n"
        "  « hangars » n’a pas d’équivalent ici (thème) ; le mot est gardé sous « x- » : besoins.csv, B3.\n"
        "Refusés :\n"
        "  besoins.csv, A4 (x) : sans intitulé\n"
    )
    checked = cit("check", "territoire-besoins.yaml", cwd=tmp_path)
    assert checked.code == 0, checked.out


def test_a_territory_is_shown_what_would_change_and_changed_on_consent_only(tmp_path: Path) -> None:
    mine = write_territory(tmp_path, ACTORS, "val.yaml")
    before = mine.read_text(encoding="utf-8")
    table(tmp_path)
    shown = cit("import", "besoins", "besoins.csv", "--territoire", "val.yaml", *DAY, cwd=tmp_path)
    assert shown.code == 1 and mine.read_text(encoding="utf-8") == before
    assert "+  - id: trouver-un-local" in shown.out and "« Le Silo » n’est le nom d’aucun acteur" in shown.err
    made = cit("import", "besoins", "besoins.csv", "--territoire", "val.yaml", "--oui", *DAY, cwd=tmp_path)
    assert made.code == 1  # the row without a title
    after = mine.read_text(encoding="utf-8")
    assert after.startswith(before) and "porteurs: [la-grange]" in after and "x-porteurs: [Le Silo]" in after
    assert cit("check", "val.yaml", cwd=tmp_path).code == 0
    # Once there, nothing is added a second time.
    again = cit("import", "besoins", "besoins.csv", "--territoire", "val.yaml", "--oui", *DAY, cwd=tmp_path)
    assert "2 déjà dans le territoire" in again.err and mine.read_text(encoding="utf-8") == after


def test_the_guess_is_kept_corrected_and_used_again(tmp_path: Path) -> None:
    table(tmp_path)
    cit("import", "besoins", "besoins.csv", "-o", "-", "--garder", "mienne.yaml", *DAY, cwd=tmp_path)
    mine = tmp_path / "mienne.yaml"
    text = mine.read_text(encoding="utf-8")
    mine.write_text(text.replace("# hangars: []", "hangars: [foncier]"), encoding="utf-8")
    assert cit("check", "mienne.yaml", cwd=tmp_path).code == 0
    again = cit("import", "besoins", "besoins.csv", "-o", "-", "--correspondance", "mienne.yaml", *DAY, cwd=tmp_path)
    assert "themes: [foncier]" in again.out and "besoins.csv : lu comme « mienne »." in again.err
    mine.write_text(text.replace("# hangars: []", "hangars: [hangar]"), encoding="utf-8")
    wrong = cit("import", "besoins", "besoins.csv", "-o", "-", "--correspondance", "mienne.yaml", *DAY, cwd=tmp_path)
    assert wrong.code == 1 and "mienne.yaml:" in wrong.err and "[unknown-reference]" in wrong.err


def test_everything_is_told_to_a_program(tmp_path: Path) -> None:
    write_territory(tmp_path, ACTORS, "val.yaml")
    table(tmp_path, TABLE + "Se rencontrer;;3;\n")
    asked = ("--territoire", "val.yaml", "-o", "neuf.yaml", "--json", *DAY)
    record = json.loads(cit("import", "besoins", "besoins.csv", *asked, cwd=tmp_path).out)
    Draft202012Validator(output_schema("import-besoins")).validate(record)
    assert [(each["id"], each["cellule"]) for each in record["besoins"]] == [
        ("choisir-une-forme-juridique", "A2"), ("trouver-un-local", "A3"),
    ]  # fmt: skip
    assert [(each["code"], each["cellule"]) for each in record["besoins"][1]["a_verifier"]] == [
        ("actor-word", "B3"), ("actor-unknown", "D3"),
    ]  # fmt: skip
    assert record["deja_decrits"] == [
        {"nom": "Se rencontrer", "id": "se-rencontrer", "motif": "same-name", "apporte": ["urgence: 3"]}
    ]
    assert (tmp_path / "neuf.yaml").is_file()


def test_mistakes_of_the_command_line_are_told(tmp_path: Path) -> None:
    path = table(tmp_path)
    assert cit("import", "besoins", path, "--correspondance", "inconnue").code == 2
    assert cit("import", "besoins", path, "--json", "-o", "-").code == 2
    assert cit("import", "besoins", path, "-o", "besoins.txt").code == 2
    assert cit("import", "besoins", tmp_path / "absent.csv").code == 1
    actors = "type: correspondance-acteurs\nid: a\nnom: a\ncolonnes: {nom: [Nom]}\n"
    (tmp_path / "a.yaml").write_text(actors, encoding="utf-8")
    other = cit("import", "besoins", path, "--correspondance", tmp_path / "a.yaml")
    assert other.code == 1 and "correspondance de besoins" in other.err


def test_in_english_too(tmp_path: Path) -> None:
    table(tmp_path, "Need;Theme;Urgency\nChoosing a legal form;Law and legal forms;high\n")
    ended = cit("--lang", "en", "import", "besoins", "besoins.csv", "-o", "-", *DAY, cwd=tmp_path)
    assert ended.err.startswith("Import: 1 need.\n") and ended.code == 0
    assert ended.out.startswith("# Needs imported on 12 March 2026 from besoins.csv.\n")
    assert "themes: [juridique]" in ended.out and "urgence: 3" in ended.out
