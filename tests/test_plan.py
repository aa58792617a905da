"""`cit plan` as a facilitator uses it: terminal, documents, agenda, sessions to fill in; and what it must never do."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from cit_toolkit.exchange.session_files import PlannedItem, PlannedSession, duration, session_file
from cit_toolkit.json_schemas import output_schema
from cit_toolkit.loading.files import load_text
from cit_toolkit.model.gathering import Gathering, GatheringFormat
from running_cit import EXAMPLES, VALLEY, cit, write_territory

ASKED = ("--heures", "24", "--debut", "2026-01-15", "--eviter", "2026-07-14..2026-08-31", "--date", "2026-11-23")


def plan(territory: Path = VALLEY, *options: str) -> dict[str, Any]:
    ended = cit("plan", territory, *(options or ASKED), "--json")
    assert ended.code == 0, ended.err
    record: dict[str, Any] = json.loads(ended.out)
    return record


# The plan of the example


def test_the_json_agrees_with_its_schema_and_tells_every_module_of_the_method() -> None:
    record = plan()
    jsonschema.validate(record, output_schema("plan"))
    methods = json.loads(cit("method", "list", "--json").out)["methodes"]
    known = next(row["modules"] for row in methods if row["id"] == "cit")
    assert len(record["modules"]) + len(record["ecartes"]) == known


def test_the_points_are_those_of_the_targets_and_the_hours_those_of_the_modules() -> None:
    record = plan()
    targets, modules = record["cibles"], record["modules"]
    assert record["points"] == {
        "repondu": pytest.approx(sum(t["points"] for t in targets if t["modules"])),
        "total": pytest.approx(sum(t["points"] for t in targets)),
    }
    assert record["heures"] == sum(m["heures"] for m in modules) <= 24
    assert record["heures_personnes"]["min"] == sum(m["heures_personnes"] for m in modules)


def test_seminars_and_webinars_alternate_as_the_method_says() -> None:
    formats = [session["format"] for session in plan(VALLEY, "--debut", "2026-01-15")["seances"]]
    in_turn = [each for each in formats if each in ("seminaire", "webinaire")]
    webinars = in_turn.count("webinaire")
    assert webinars >= 2
    assert in_turn[: 2 * webinars] == ["seminaire", "webinaire"] * webinars


def test_no_session_falls_in_the_summer_to_avoid() -> None:
    days = [day for session in plan()["seances"] for day in session["jours"]]
    assert days and not [day for day in days if "2026-07-14" <= day <= "2026-08-31"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_summary_holds_in_eighty_columns(language: str) -> None:
    ended = cit("--lang", language, "plan", VALLEY, *ASKED)
    assert ended.code == 0
    assert max(map(len, ended.out.splitlines())) <= 80
    assert "24 h" in ended.out


def test_the_agenda_holds_each_session_and_keeps_its_name_when_a_date_moves(tmp_path: Path) -> None:
    def events(*options: str) -> dict[str, date]:
        ended = cit("plan", VALLEY, *options, "-o", tmp_path / "plan.ics")
        assert ended.code == 0, ended.err
        read = Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")
        return {str(event["uid"]): event.decoded("dtstart") for event in read}

    first, later = events(*ASKED), events(*ASKED, "--debut", "2026-02-05")
    assert len(first) == len(plan()["seances"])
    assert first.keys() == later.keys() and first != later
    assert min(first.values()) == date(2026, 1, 15)


@pytest.mark.parametrize("ending", ["md", "pdf", "html", "docx", "odt"])
def test_the_document_is_made_in_every_format(ending: str, tmp_path: Path) -> None:
    assert cit("plan", VALLEY, *ASKED, "-o", tmp_path / f"plan.{ending}").code == 0
    assert (tmp_path / f"plan.{ending}").stat().st_size > 1000


def test_several_territories_go_each_to_its_file(tmp_path: Path) -> None:
    ended = cit("plan", VALLEY.parent, "--heures", "12", "-o", f"{tmp_path}/", "--format", "ics")
    assert (ended.code, sorted(path.name for path in tmp_path.glob("*.ics"))) == (
        0, ["plan-vallee-2024.ics", "plan-vallee-2025.ics"]
    )  # fmt: skip
    assert cit("plan", VALLEY.parent, "--heures", "12", "-o", tmp_path / "un.ics").code == 2


# What is empty, unknown or too small


def test_an_empty_description_gets_an_empty_plan_that_says_why(tmp_path: Path) -> None:
    empty = write_territory(tmp_path, "")
    ended = cit("plan", empty)
    assert ended.code == 0
    assert "le plan est vide" in ended.out
    record = plan(empty, "--heures", "10")
    assert (record["modules"], record["seances"], record["cibles"]) == ([], [], [])
    assert record["inconnues"]
    assert "le plan est vide" in cit("plan", empty, "-o", "-").out
    assert Calendar.from_ical(cit("plan", empty, "-o", "-", "--format", "ics").out.encode()).walk("VEVENT") == []


def test_a_cap_too_low_for_any_module_says_how_many_hours_it_takes(tmp_path: Path) -> None:
    ended = cit("plan", VALLEY, "--heures", "1")
    assert (ended.code, "il en faut au moins 1,5 h" in " ".join(ended.out.split())) == (0, True)


def test_a_method_without_module_says_so(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text("type: methode\nid: m\nnom: M\nfonctions: [{id: f}]\n", "utf-8")
    ended = cit("plan", write_territory(tmp_path, ""), "--methode", "m.yaml")
    assert (ended.code, "aucun module d’accompagnement" in ended.out) == (0, True)


# Options


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--heures", "beaucoup"), ("--heures", "-1"), ("--debut", "2026-02-30"), ("--debut", "bientôt"),
        ("--debut", "2300-01-01"), ("--rythme", "0-semaines"), ("--rythme", "parfois"), ("--eviter", "l’été"),
        ("--eviter", "2026-08-31..2026-07-14"), ("--eviter", "2026-07-14.."),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_read_is_told_with_the_option(option: str, value: str) -> None:
    ended = cit("plan", VALLEY, option, value)
    assert ended.code == 2
    assert option in ended.err and value in ended.err and "Traceback" not in ended.err


def test_values_are_written_as_people_write_them() -> None:
    as_typed = plan(
        VALLEY, "--heures", "10,5 h", "--debut", "15/01/2026", "--rythme", "3 semaines", "--eviter", "2026-02"
    )
    assert as_typed["plafond_heures"] == 10.5
    days = [session["jours"][0] for session in as_typed["seances"]]
    assert days[0] == "2026-01-15"
    assert not [day for day in days if day.startswith("2026-02")]


def test_a_period_that_leaves_no_day_is_told_without_a_trace() -> None:
    ended = cit("plan", VALLEY, "--eviter", "2026..2040", "--debut", "2026-01-15")
    assert ended.code == 2 and "[no-free-day]" in ended.err


def test_the_schema_of_the_json_is_printed() -> None:
    assert json.loads(cit("schema", "--sortie", "plan").out)["title"] == "cit: plan"


# Sessions to fill in


def test_the_sessions_written_are_sound_and_never_written_over(tmp_path: Path) -> None:
    dossier = tmp_path / "vallee"
    shutil.copytree(EXAMPLES / "vallee-fictive", dossier)
    ended = cit("plan", "territoires/vallee-2025.yaml", *ASKED, "--seances", "a-venir", cwd=dossier)
    written = sorted((dossier / "a-venir").glob("*.yaml"))
    assert (ended.code, len(ended.out.splitlines())) == (0, len(written))
    checked = cit("check", "a-venir", "--strict", cwd=dossier)
    assert (checked.code, checked.err) == (0, "")

    written[0].write_text("filled in", encoding="utf-8")
    again = cit("plan", "territoires/vallee-2025.yaml", *ASKED, "--seances", "a-venir", cwd=dossier)
    assert written[0].read_text(encoding="utf-8") == "filled in"
    assert (again.code, again.out) == (0, "")
    assert again.err.count("existe déjà") == len(written)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "plein").write_text("un fichier", encoding="utf-8")
    ended = cit("plan", VALLEY, *ASKED, "--seances", tmp_path / "plein")
    assert (ended.code, "[folder-unwritable]" in ended.err) == (3, True)


def test_a_length_is_written_as_files_write_it() -> None:
    assert [duration(minutes) for minutes in (45, 60, 90, 125, 840, 0)] == [
        "45 min", "1 h", "1 h 30", "2 h 05", "14 h", "0 min"
    ]  # fmt: skip


COMMENTS = dict.fromkeys(("head", "dates", "place", "facilitators", "programme", "participants", "after"), "à remplir")
letters = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t")
lines = st.text(letters, min_size=1).filter(str.strip)


@settings(max_examples=150, deadline=None)
@given(lines, lines, st.sampled_from(list(GatheringFormat)), st.integers(0, 900))
def test_whatever_a_method_calls_its_modules_the_session_is_read_as_it_was_written(
    title: str, aim: str, form: GatheringFormat, minutes: int
) -> None:
    session = PlannedSession(
        "seance-1", form, title, (date(2026, 1, 15),), True, [aim], [PlannedItem(title, 1, minutes)]
    )
    loaded = load_text(session_file(session, COMMENTS), "seance.yaml")
    assert loaded.problems == ()
    assert isinstance(loaded.model, Gathering)
    assert loaded.model.title.split() == title.split()
    assert loaded.model.objectives[0].split() == aim.split()
    assert loaded.model.programme[0].title.split() == title.split()
    assert (loaded.model.format, loaded.model.fictional) == (form, True)


def test_a_module_of_two_days_goes_on_the_next_day(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(
        "type: methode\nid: m\nnom: M\nfonctions: [{id: f}]\n"
        "modules: [{id: long, nom: Long, heures: 10, format: atelier, repond: {fonctions: [f]}}]\n",
        "utf-8",
    )
    territory = write_territory(tmp_path, "acteurs: [{nom: A, fonctions: {}}]\n")
    cit("plan", territory, "--methode", "m.yaml", "--debut", "2026-01-15", "--seances", tmp_path / "s")
    loaded = load_text((tmp_path / "s" / "2026-01-15-long.yaml").read_text(encoding="utf-8"), "s.yaml")
    assert isinstance(loaded.model, Gathering)
    assert [(item.day, item.duration.written if item.duration else "") for item in loaded.model.programme] == [
        (1, "7 h"), (2, "3 h")
    ]  # fmt: skip
    assert [str(day.date) for day in loaded.model.dates] == ["2026-01-15", "2026-01-16"]


# Who may read what

SECRET = """\
acteurs: [{nom: Ferme des Saules, confidentiel: oui, fonctions: {animation: 1}}]
besoins:
  - {id: joindre, intitule: Écrire à marie@example.org, urgence: 3, importance: 3, fonctions: [gouvernance],
     origine: [{cercle: cooperation}]}
"""


@pytest.mark.parametrize("ending", ["md", "json", "ics"])
def test_what_must_not_be_told_stops_each_output_and_is_masked_on_demand(ending: str, tmp_path: Path) -> None:
    territory = write_territory(tmp_path, SECRET)
    out = tmp_path / f"plan.{ending}"
    refused = cit("plan", territory, "-o", out, "--audience", "publique")
    if ending != "json":  # only identifiers are in the record
        assert (refused.code, out.exists(), "privacy" in refused.err) == (1, False, True)
    masked = cit("plan", territory, "-o", out, "--audience", "publique", "--masquer")
    assert masked.code == 0, masked.err
    assert "marie@" not in out.read_text(encoding="utf-8")


def test_the_terminal_and_the_sessions_never_tell_an_address(tmp_path: Path) -> None:
    territory = write_territory(tmp_path, SECRET)
    ended = cit("plan", territory, "--seances", tmp_path / "s", "--audience", "publique")
    assert ended.code == 0
    assert "marie@" not in cit("plan", territory, "--audience", "publique").out
    assert not [path for path in (tmp_path / "s").iterdir() if "marie@" in path.read_text(encoding="utf-8")]


HOSTILE = '#read("/etc/passwd") *x* _y_ $z$ <b> {{ 7*7 }} [lien](x) 🦉 שלום'


@pytest.mark.parametrize("ending", ["md", "pdf", "html", "ics", "json"])
def test_hostile_names_come_out_to_the_letter(ending: str, tmp_path: Path) -> None:
    name = json.dumps(HOSTILE, ensure_ascii=False)
    (tmp_path / "m.yaml").write_text(
        f"type: methode\nid: m\nnom: {name}\nfonctions: [{{id: f, nom: {name}}}]\n"
        f"modules: [{{id: m, nom: {name}, objectif: {name}, heures: 2, repond: {{fonctions: [f]}}}}]\n",
        "utf-8",
    )
    territory = write_territory(tmp_path, f"nom: {name}\nacteurs: [{{nom: A, fonctions: {{}}}}]\n")
    out = tmp_path / f"plan.{ending}"
    ended = cit("plan", territory, "--methode", "m.yaml", "-o", out, "--seances", tmp_path / "s", "--strict")
    assert ended.code == 0, ended.err
    assert cit("check", tmp_path / "s", "--strict").code == 0
    assert HOSTILE in cit("plan", territory, "--methode", "m.yaml").out.replace("\n", " ").replace("  ", " ")
    if ending == "html":
        assert "<b>" not in out.read_text(encoding="utf-8").split("<body", 1)[1]
    if ending == "ics":
        (event,) = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
        assert HOSTILE in str(event["summary"])
