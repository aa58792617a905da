"""`cit import calendrier` as a facilitator runs it."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from cit_toolkit.json_schemas import output_schema
from running_cit import VALLEY, cit

DAY = ("--date", "2026-03-12")
AGENDA = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//essai//FR
BEGIN:VEVENT
UID:a
SUMMARY:Atelier (fictif)
DTSTART;VALUE=DATE:20260918
END:VEVENT
BEGIN:VEVENT
UID:b
SUMMARY:Visite annulée
STATUS:CANCELLED
DTSTART;VALUE=DATE:20260919
END:VEVENT
END:VCALENDAR
"""


def agenda(folder: Path, text: str = AGENDA) -> Path:
    path = folder / "agenda.ics"
    path.write_text(text, encoding="utf-8")
    return path


def test_sessions_are_shown_and_written_on_consent_only_then_known(tmp_path: Path) -> None:
    agenda(tmp_path)
    (tmp_path / "cit.yaml").write_text("type: dossier\ntitre: Essai\n", encoding="utf-8")
    shown = cit("import", "calendrier", "agenda.ics", *DAY, cwd=tmp_path)
    assert shown.code == 1 and not (tmp_path / "seances").exists()
    assert "+titre: Atelier (fictif)" in shown.out
    assert shown.err.startswith(
        "Import : 1 séance nouvelle, 1 annulée.\n"
        "Nouvelles :\n"
        "  2026-09-18 : « Atelier (fictif) »\n"
        "Annulées dans l’agenda :\n"
        "  2026-09-19 : « Visite annulée » : annulé dans l’agenda\n"
    )
    made = cit("import", "calendrier", "agenda.ics", "--oui", *DAY, cwd=tmp_path)
    assert made.code == 0, made.err
    assert (tmp_path / "seances" / "2026-09-18-atelier-fictif.yaml").read_text(encoding="utf-8") == (
        "# Séance importée le 12 mars 2026 de agenda.ics.\n"
        "type: seance\n"
        'id: "2026-09-18-atelier-fictif"\n'
        "format: atelier\n"
        "titre: Atelier (fictif)\n"
        "dates: [2026-09-18]\n"
        "x-uid: a\n"
    )
    assert cit("check", cwd=tmp_path).code == 0
    again = cit("import", "calendrier", "agenda.ics", "--oui", *DAY, cwd=tmp_path)
    assert again.code == 0 and "« Atelier (fictif) » est 2026-09-18-atelier-fictif" in again.err
    assert len(list((tmp_path / "seances").iterdir())) == 1


def test_the_sessions_of_our_own_plan_come_back_from_its_agenda(tmp_path: Path) -> None:
    (tmp_path / "cit.yaml").write_text("type: dossier\ntitre: Essai\n", encoding="utf-8")
    planned = cit("plan", VALLEY, "--debut", "2026-09-01", "-o", tmp_path / "plan.ics", "--audience", "interne", *DAY)
    assert planned.code == 0, planned.err
    held = (tmp_path / "plan.ics").read_text(encoding="utf-8").count("BEGIN:VEVENT")
    made = cit("import", "calendrier", "plan.ics", "--au", "2030-12-31", "--oui", *DAY, cwd=tmp_path)
    assert made.code == 0 and held > 1, made.err
    assert len(list((tmp_path / "seances").glob("*.yaml"))) == held
    assert cit("check", cwd=tmp_path).code == 0
    again = cit("import", "calendrier", "plan.ics", "--au", "2030-12-31", "--oui", *DAY, cwd=tmp_path)
    assert f"{held} déjà décrites" in again.err and again.code == 0


def test_everything_is_told_to_a_program(tmp_path: Path) -> None:
    agenda(tmp_path)
    asked = ("--json", "--oui", *DAY)
    record = json.loads(cit("import", "calendrier", "agenda.ics", *asked, cwd=tmp_path).out)
    Draft202012Validator(output_schema("import-calendrier")).validate(record)
    assert [(each["titre"], each["du"], each["uid"]) for each in record["seances"]] == [
        ("Atelier (fictif)", "2026-09-18", "a")
    ]
    assert [each["motif"]["code"] for each in record["annulees"]] == ["event-cancelled"]


def test_mistakes_of_the_command_line_are_told(tmp_path: Path) -> None:
    path = agenda(tmp_path)
    assert cit("import", "calendrier", path, "--fuseau", "Lune/Mer").code == 2
    assert cit("import", "calendrier", path, "--genre", "fête").code == 2
    assert cit("import", "calendrier", path, "-o", "-").code == 2
    assert cit("import", "calendrier", path, "--au", "bientôt").code == 2
    assert cit("import", "calendrier", tmp_path / "absent.ics", cwd=tmp_path).code == 1
    broken = cit("import", "calendrier", agenda(tmp_path, "Nom;Date\n"), cwd=tmp_path)
    assert broken.code == 1 and "n’est pas un agenda iCalendar lisible" in broken.err


def test_in_english_too(tmp_path: Path) -> None:
    agenda(tmp_path)
    ended = cit("--lang", "en", "import", "calendrier", "agenda.ics", "--oui", *DAY, cwd=tmp_path)
    assert ended.err.startswith("Import: 1 new session, 1 cancelled.\n") and ended.code == 0
