"""`cit actions`: what was promised and decided across sessions, late first, and as an agenda reads it."""

import json
import re
from datetime import date
from pathlib import Path

import icalendar
import jsonschema
import pypdf
import pytest

from cit_toolkit.json_schemas import output_schema
from running_cit import EXAMPLES, Ended, cit

ACTION = """\
type: action
titre: Une action
seances: ['seances/*.yaml']
partenaires: [{id: grange, nom: "La Grange, café"}, {id: mairie, nom: Mairie de Sorgnes}]
personnes:
  - {id: odile, nom: Odile Ferrand, structure: grange}
  - {id: clara, nom: Clara Noirval, structure: mairie, consentement: non}
"""
FIRST = """\
type: seance
id: s1
format: seminaire
numero: 1
titre: Premier
dates: [2026-01-10]
participants: [{personne: odile, diffusion: publique}]
actions:
  - {texte: "Écrire ; relire, envoyer", qui: grange, echeance: 2026-03}
  - {texte: "Trouver une salle", qui: [mairie, odile], echeance: 2026-02-10, statut: en-cours}
  - {texte: "Appeler le notaire", qui: clara}
  - {texte: "Rendre les clés", qui: grange, echeance: 2026-01-31, statut: fait}
  - {texte: "Chercher un camion", echeance: 2026}
decisions: [{texte: Continuer., porteur: mairie, mode: vote}]
"""
SECOND = """\
type: seance
id: s2
format: webinaire
titre: À venir
dates: [2026-05-02]
lieu: distance
"""
TODAY = "2026-04-01"


def dossier(folder: Path, **files: str) -> Path:
    for name, text in ({"action": ACTION, "seances/s1": FIRST, "seances/s2": SECOND} | files).items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "cit.yaml").write_text("type: dossier\ntitre: Notre dossier\n", encoding="utf-8")
    return folder


def actions(folder: Path, *options: str, today: str = TODAY) -> Ended:
    return cit("actions", folder, "--date", today, *options)


def record(folder: Path, *options: str, today: str = TODAY) -> dict[str, list[dict[str, object]]]:
    ended = actions(folder, "--json", *options, today=today)
    assert ended.code == 0, ended.err
    found: dict[str, list[dict[str, object]]] = json.loads(ended.out)
    jsonschema.validate(found, output_schema("suivi"))
    return found


def test_late_comes_first_then_deadlines_then_none_and_what_is_closed_last(tmp_path: Path) -> None:
    found = record(dossier(tmp_path))["engagements"]
    assert [(each["texte"], each["en_retard"]) for each in found] == [
        ("Trouver une salle", True), ("Écrire ; relire, envoyer", True), ("Chercher un camion", False),
        ("Appeler le notaire", False), ("Rendre les clés", False),
    ]  # fmt: skip


@pytest.mark.parametrize(("today", "late"), [("2026-03-31", False), ("2026-04-01", True)])
def test_what_is_due_in_a_month_is_late_once_the_month_is_over(tmp_path: Path, today: str, late: bool) -> None:
    found = record(dossier(tmp_path), today=today)["engagements"]
    assert {each["texte"]: each["en_retard"] for each in found}["Écrire ; relire, envoyer"] is late


def test_the_list_is_told_by_who_promised_and_only_what_is_open_unless_asked(tmp_path: Path) -> None:
    told = actions(dossier(tmp_path)).out
    assert "2 engagements en retard ; 1 à venir ; 1 sans échéance ; 1 fait ou abandonné" in told
    groups = [
        line
        for line in told.splitlines()
        if line in ("La Grange, café", "Mairie de Sorgnes", "Odile Ferrand", "À répartir")
    ]
    assert groups == ["Mairie de Sorgnes", "Odile Ferrand", "La Grange, café", "À répartir", "Mairie de Sorgnes"][:4]
    assert "Rendre les clés" not in told and "Rendre les clés" in actions(tmp_path, "--tout").out


def test_a_person_who_may_not_be_named_stands_for_their_structure(tmp_path: Path) -> None:
    for audience in ("publique", "interne"):
        ended = actions(dossier(tmp_path), "--audience", audience)
        assert "Clara" not in ended.out and ended.code == 0
        mairie = ended.out.split("Mairie de Sorgnes")[1]
        assert "Appeler le notaire" in mairie
    found = record(tmp_path)["engagements"]
    notary = next(each for each in found if each["texte"] == "Appeler le notaire")
    assert notary["qui"] == [{"id": None, "nom": "Mairie de Sorgnes"}]


def test_what_was_decided_follows_its_session_with_the_colon_of_the_language(tmp_path: Path) -> None:
    folder = dossier(tmp_path)
    assert "Séminaire 1, 10 janvier 2026 : Continuer. " in actions(folder).out
    assert "Seminar 1, 10 January 2026: Continuer. " in cit("--lang", "en", "actions", folder, "--date", TODAY).out


@pytest.mark.parametrize("who", ["grange", "La Grange, café", "la grange, cafe"])
def test_only_one_is_told_by_identifier_or_name(tmp_path: Path, who: str) -> None:
    told = actions(dossier(tmp_path), "--pour", who).out
    assert "Écrire ; relire, envoyer" in told
    assert "notaire" not in told and "Continuer" not in told


@pytest.mark.parametrize(("language", "nobody"), [("fr", "personne ne s’appelle"), ("en", "nobody is called")])
def test_a_name_nobody_bears_is_refused_with_the_nearest_or_all_of_them(
    tmp_path: Path, language: str, nobody: str
) -> None:
    dossier(tmp_path)
    unknown, misspelt = (
        cit("actions", ".", "--pour", who, cwd=tmp_path, env={"CIT_LANG": language}) for who in ("nimp", "la granje")
    )
    assert (unknown.code, unknown.out) == (misspelt.code, misspelt.out) == (2, "")
    assert nobody in unknown.err and "Mairie de Sorgnes" in unknown.err and "La Grange, café" in unknown.err
    assert "Clara" not in unknown.err
    assert "La Grange, café" in misspelt.err and "Mairie" not in misspelt.err


def test_the_counts_of_one_are_theirs(tmp_path: Path) -> None:
    """La Grange promised two things in `FIRST`: one was due in March, the other is done."""
    told = actions(dossier(tmp_path), "--pour", "grange").out
    assert "1 engagement en retard ; 1 fait ou abandonné\n" in told


def test_only_one_is_told_as_json_too_and_nothing_that_others_promised(tmp_path: Path) -> None:
    found = record(dossier(tmp_path), "--pour", "La Grange, café")
    assert [each["texte"] for each in found["engagements"]] == ["Écrire ; relire, envoyer", "Rendre les clés"]
    assert (found["decisions"], found["seances_a_venir"]) == ([], [])
    unknown = actions(tmp_path, "--json", "--pour", "nimp")
    assert (unknown.code, unknown.out) == (2, "") and "[unknown-promiser]" in unknown.err


def test_the_agenda_of_one_holds_what_they_promised(tmp_path: Path) -> None:
    (event,) = calendar(dossier(tmp_path), "--pour", "grange")
    assert str(event["summary"]) == "La Grange, café : Écrire ; relire, envoyer"


def calendar(folder: Path, *options: str) -> list[icalendar.Event]:
    target = folder / "suivi.ics"
    ended = actions(folder, "-o", str(target), *options)
    assert (ended.code, ended.out) == (0, f"{target}\n"), ended.err
    data = target.read_bytes()
    # RFC 5545: lines end with CR LF and hold at most 75 octets.
    assert b"\r\n" in data and not re.search(rb"(?<!\r)\n", data)
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_an_agenda_reads_open_deadlines_and_sessions_to_come(tmp_path: Path) -> None:
    events = calendar(dossier(tmp_path))
    told = {str(each["summary"]): (each["dtstart"].dt, each["dtend"].dt, str(each["transp"])) for each in events}
    assert told == {
        "Mairie de Sorgnes et Odile Ferrand : Trouver une salle": (
            date(2026, 2, 10), date(2026, 2, 11), "TRANSPARENT",
        ),
        # A month is due on its last day.
        "La Grange, café : Écrire ; relire, envoyer": (date(2026, 3, 31), date(2026, 4, 1), "TRANSPARENT"),
        "Chercher un camion": (date(2026, 12, 31), date(2027, 1, 1), "TRANSPARENT"),
        "Webinaire : À venir": (date(2026, 5, 2), date(2026, 5, 3), "OPAQUE"),
    }  # fmt: skip
    due = next(each for each in events if "salle" in each["summary"])
    assert "échéance : 10 février 2026" in str(due["description"]) and "Séminaire 1 : Premier" in str(
        due["description"]
    )


def test_an_agenda_that_reads_the_file_again_doubles_nothing(tmp_path: Path) -> None:
    first = {str(each["uid"]) for each in calendar(dossier(tmp_path))}
    assert len(first) == 4
    more = FIRST.replace("actions:\n", "actions:\n  - {texte: Avant, qui: grange, echeance: 2026-06}\n")
    second = {str(each["uid"]) for each in calendar(dossier(tmp_path, **{"seances/s1": more}))}
    assert first < second and len(second) == 5


@pytest.mark.parametrize("ending", ["md", "pdf", "html", "docx", "odt", "ics", "json"])
def test_nothing_withheld_leaves_in_any_format(tmp_path: Path, ending: str) -> None:
    told = FIRST.replace("Trouver une salle", "Appeler Clara Noirval au 02 47 11 22 33")
    dossier(tmp_path, **{"seances/s1": told})
    target = tmp_path / f"x.{ending}"
    refused = actions(tmp_path, "-o", str(target))
    assert refused.code == 1 and not target.exists()
    assert "s1.yaml:10" in refused.err and "[privacy-name]" in refused.err
    masked = actions(tmp_path, "-o", str(target), "--masquer")
    assert masked.code == 0, masked.err
    data = target.read_bytes()
    text = (
        "".join(p.extract_text() for p in pypdf.PdfReader(target).pages)
        if ending == "pdf"
        else data.decode("utf-8", "replace")
    )
    assert "Noirval" not in text and "47 11" not in text


def test_sessions_without_action_and_a_dossier_without_session(tmp_path: Path) -> None:
    alone = tmp_path / "seule"
    alone.mkdir()
    (alone / "s.yaml").write_text(
        FIRST.replace("participants: [{personne: odile, diffusion: publique}]\n", ""), encoding="utf-8"
    )
    assert len(record(alone)["engagements"]) == 5
    empty = tmp_path / "vide"
    empty.mkdir()
    ended = actions(empty)
    assert ended.code == 1 and "[no-session-found]" in ended.err


def test_a_session_asked_for_alone_is_told_without_the_others() -> None:
    valley = EXAMPLES / "vallee-fictive"
    one = record(valley / "seances" / "seminaire-1.yaml", today="2025-11-23")
    assert {each["seance"] for each in (*one["engagements"], *one["decisions"])} == {"seminaire-1"}
    assert all(str(each["place"]).startswith("seances/seminaire-1.yaml:") for each in one["engagements"])


def test_the_decisions_are_told_session_after_session() -> None:
    found = record(EXAMPLES / "vallee-fictive", today="2025-11-23")["decisions"]
    order = list(dict.fromkeys(each["seance"] for each in found))
    assert order == ["seminaire-1", "webinaire-1", "seminaire-2", "atelier-1", "seminaire-3"]
