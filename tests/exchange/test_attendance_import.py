"""Attendance lists as people keep them and as platforms export them, all invented, and the presences they become."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cit_toolkit.exchange.attendance_headings import Heading, heading_of, numbered
from cit_toolkit.exchange.attendance_reader import Known, minutes_of
from cit_toolkit.loading.files import load_text
from cit_toolkit.model.attendance_mapping import AttendanceMapping
from cit_toolkit.model.gathering import Gathering, Participant
from cit_toolkit.pipeline.attendance_files import addition, new_session
from cit_toolkit.pipeline.attendance_import import AttendanceImport, import_attendance
from cit_toolkit.pipeline.attendance_request import AttendanceRequest, KnownSession
from cit_toolkit.pipeline.kept_mapping import kept_mapping
from cit_toolkit.problems import Severity
from cit_toolkit.wording.catalog import Catalog
from exchange.test_workbook_sheets import ods

FR = Catalog.of("fr")
SESSION = """\
type: seance
id: seminaire-1
format: seminaire
titre: Premier séminaire (fictif)
dates: [2021-10-22, 2021-10-23]
participants:
  # celui-ci est à nous
  - {nom: Paul Fictif, structure: mairie, demi_journees: [1-matin]}
excuses: [Anne Inventée]
"""
KNOWN = Known({"mairie": "Mairie d’Orsel", "grange": "La Grange"}, {"p1": "Jeanne Exemple"}, frozenset({"luc-retire"}))


def imported(*files: Path, session: str | None = None, **asked: Any) -> AttendanceImport:
    model = load_text(session, "seance.yaml").model if session else None
    assert model is None or isinstance(model, Gathering)
    target = KnownSession(Path("seance.yaml"), model) if model else None
    return import_attendance(files, AttendanceRequest(date(2026, 3, 12), target=target, **asked))


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "presences.csv"
    path.write_bytes(text.encode(encoding))
    return path


def people_of(made: AttendanceImport) -> list[Participant]:
    """What our own reader finds in the file that is written."""
    text = new_session(made, [Path("presences.csv")], FR)
    loaded = load_text(text, "essai.yaml")
    assert [problem for problem in loaded.problems if problem.severity is Severity.ERROR] == [], text
    assert isinstance(loaded.model, Gathering)
    return list(loaded.model.participants)


def doubts(made: AttendanceImport) -> list[tuple[str, str]]:
    """Code and cell of each remark."""
    return [(remark.code, each.record.cell(remark.column)) for each in made.things for remark in each.remarks]


SHEET = """\
Prénom;Nom;Structure;Courriel;Signature;Vendredi matin;Vendredi après-midi;Samedi matin
Jeanne;Exemple;La Grange;j@exemple.example;;x;X;✓
Paul;Fictif;MAIRIE D'ORSEL;;;;oui;
Anne;Inventée;;;;excusée;excusée;excusée
Luc;Personne;;;;;;
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_crosses_by_half_day_say_who_was_there_and_when(tmp_path: Path, encoding: str) -> None:
    text = SHEET.replace("✓", "1") if encoding == "cp1252" else SHEET
    made = imported(table(tmp_path, text, encoding), known=KNOWN)
    jeanne, paul = people_of(made)
    # She is in the directory: she is named by her identifier there.
    assert (jeanne.person, jeanne.name, jeanne.structure) == ("p1", None, "grange")
    assert jeanne.half_days == ("1-matin", "1-apres-midi", "2-matin")
    assert (paul.name, paul.structure, paul.half_days) == ("Paul Fictif", "mairie", ("1-apres-midi",))
    assert [each.name for each in made.excused] == ["Anne Inventée"]
    assert [each.name for each in made.absent] == ["Luc Personne"]
    assert doubts(made) == [] and made.refused == ()


def test_names_stay_internal_and_personal_data_are_not_taken(tmp_path: Path) -> None:
    made = imported(table(tmp_path, SHEET + "Zoé;Fiction;06 00 00 00 00;;;x;;\n"), known=KNOWN)
    text = new_session(made, [Path("presences.csv")], FR)
    assert "exemple.example" not in text and "publique" not in text.split("type: seance")[1]
    assert made.described.left_out == {"Courriel": 1}
    others = "Nom;À joindre;Oui ou non\nJeanne;j@exemple.example;oui\n"
    made = imported(table(tmp_path, others))
    assert "exemple.example" not in new_session(made, [Path("presences.csv")], FR)
    assert doubts(made) == [("personal-left", "A2")]


@pytest.mark.parametrize(
    ("written", "outcome"),
    [("x", "present"), ("OUI", "present"), ("1", "present"), ("Présente", "present"), ("P", "present"),
     ("signé", "present"), ("excusé", "excused"), ("exc.", "excused"), ("Absente excusée", "excused"),
     ("absent", "absent"), ("non", "absent"), ("0", "absent"), ("-", "absent"), ("", "absent"),
     ("inscrit", "refused"), ("peut-être", "refused"), ("?", "refused")],
)  # fmt: skip
def test_a_mark_is_understood_or_refused_and_never_supposed(tmp_path: Path, written: str, outcome: str) -> None:
    mapping = "type: correspondance-presences\nid: m\nnom: m\ncolonnes: {nom: [Nom], presence: [Là]}\nvocabulaires:\n"
    usual = (Path(__file__).parents[2] / "mappings" / "presences-tableau.yaml").read_text(encoding="utf-8")
    model = load_text(mapping + usual.split("vocabulaires:\n")[1], "m.yaml").model
    assert isinstance(model, AttendanceMapping)
    made = imported(table(tmp_path, f"Nom;Là\nJeanne Exemple;{written}\nX;x\n"), mapping=model)
    found = {"present": len(made.things) == 2, "excused": len(made.excused) == 1, "absent": len(made.absent) == 1}
    found["refused"] = [each.reason.code for each in made.refused] == ["mark-unknown"]
    assert [key for key, told in found.items() if told] == [outcome]


def test_an_empty_cell_in_a_column_that_tells_absences_says_nothing(tmp_path: Path) -> None:
    made = imported(table(tmp_path, "Nom;Présent\nJeanne;oui\nPaul;non\nAnne;\n"))
    assert [each.values["nom"] for each in made.things] == ["Jeanne"]
    assert [(each.name, each.reason.code) for each in made.refused] == [("Anne", "mark-empty")]
    assert [each.name for each in made.absent] == ["Paul"]


def test_a_mark_that_is_not_understood_does_not_hide_the_others(tmp_path: Path) -> None:
    made = imported(table(tmp_path, "Nom;Matin;Après-midi\n" + "Jeanne;x;x\n" * 4 + "Paul;x;tard\n"))
    paul = made.things[-1]
    assert paul.values["demi_journees"] == ["1-matin"] and ("mark-unknown", "C6") in doubts(made)


def test_a_list_without_marks_is_one_of_those_who_came_and_it_is_said(tmp_path: Path) -> None:
    made = imported(table(tmp_path, "Nom et prénom;Organisme\nJeanne Exemple;La Grange\nPaul Fictif;Le Silo\n"))
    assert [each.values["nom"] for each in made.things] == ["Jeanne Exemple", "Paul Fictif"]
    assert len(made.every_row) == 1
    assert {code for code, _ in doubts(made)} == {"structures-unknown"}


# Platforms of webinars


ZOOM = """\
Topic,Meeting ID,Start Time,End Time,,
Webinaire fictif,000 0000 0000,10/22/2021 02:00:00 PM,10/22/2021 03:30:00 PM,,

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Jeanne Exemple,j@exemple.example,10/22/2021 02:00:00 PM,10/22/2021 02:40:00 PM,40,Yes
Jeanne Exemple,j@exemple.example,10/22/2021 02:45:00 PM,10/22/2021 03:30:00 PM,45,Yes
Paul Fictif,,10/22/2021 02:00:00 PM,10/22/2021 02:03:00 PM,3,Yes
"""
TEAMS = """\
2. Participants
Nom\tPremière participation\tDernier départ\tDurée de la réunion\tE-mail\tRôle
Jeanne Exemple\t22/10/2021 14:00\t22/10/2021 15:30\t1 h 29 min 3 s\tj@exemple.example\tPrésentateur
Paul Fictif\t22/10/2021 14:00\t22/10/2021 14:03\t2 min 50 s\t\tParticipant
3. Activités de la réunion
Nom\tHeure d’arrivée\tHeure de départ\tDurée\tE-mail\tRôle
Jeanne Exemple\t22/10/2021 14:00\t22/10/2021 15:30\t1 h 29 min 3 s\tj@exemple.example\tPrésentateur
"""
BBB = """\
Name,Moderator,Activity Score,Talk time,Joined,Left,Duration
Jeanne Exemple,True,8.2,00:10:02,2021-10-22 14:00,2021-10-22 15:30,01:30:00
Paul Fictif,False,0.1,00:00:00,2021-10-22 14:00,2021-10-22 14:03,00:03:00
"""


@pytest.mark.parametrize(("text", "again"), [(ZOOM, ["several-rows"]), (TEAMS, []), (BBB, [])])
def test_what_platforms_export_gives_who_was_there_each_once(tmp_path: Path, text: str, again: list[str]) -> None:
    # Teams writes in UTF-16.
    made = imported(table(tmp_path, text, "utf-16" if text is TEAMS else "utf-8"))
    jeanne, paul = people_of(made)
    assert (jeanne.name, paul.name) == ("Jeanne Exemple", "Paul Fictif")
    assert [code for code, _ in doubts(made)] == [*again, "short-stay"]
    assert "@" not in new_session(made, [Path("presences.csv")], FR).split("type: seance")[1]
    assert "format: webinaire" in new_session(made, [Path("presences.csv")], FR)
    assert jeanne.extra["duree"] == {ZOOM: "40 + 45", TEAMS: "1 h 29 min 3 s", BBB: "01:30:00"}[text]


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("62", 62), ("62 min", 62), ("1:02:30", 62.5), ("1:30", 90), ("1 h 02", 62), ("1h 2m 30s", 62.5), ("0", 0),
     ("1 h 29 min 3 s", 89.05), ("longtemps", None), ("", None)],
)  # fmt: skip
def test_lengths_of_time_are_read_as_each_platform_writes_them(written: str, minutes: float | None) -> None:
    assert minutes_of(written) == (pytest.approx(minutes) if minutes is not None else None)


# Headings


@pytest.mark.parametrize(
    ("column", "heading"),
    [("Vendredi matin", Heading("vendredi", "matin")), ("J1 après-midi", Heading(1, "apres-midi")),
     ("Jour 2 – matin", Heading(2, "matin")), ("1-matin", Heading(1, "matin")), ("Matin", Heading(None, "matin")),
     ("Jour 2 - soirée", Heading(2, "soir")), ("22/10/2021", Heading(date(2021, 10, 22), None)),
     ("2021-10-22 AM", Heading(date(2021, 10, 22), "matin")), ("22/10 matin", Heading("10-22", "matin")),
     ("22 octobre 2021", Heading(date(2021, 10, 22), None)), ("Day 1 afternoon", Heading(1, "apres-midi")),
     ("Présence J2", Heading(2, None)), ("Repas du matin", None), ("Structure", None), ("Taille", None)],
)  # fmt: skip
def test_a_heading_tells_a_day_or_a_part_of_one_and_nothing_else(column: str, heading: Heading | None) -> None:
    assert heading_of(column) == heading


def test_days_are_those_of_the_session_when_it_has_dates_else_in_their_order() -> None:
    one = {"b": Heading(date(2021, 10, 23), "matin"), "a": Heading(date(2021, 10, 22), None)}
    assert numbered(one) == {"a": 1, "b": 2}
    only = {"b": Heading(date(2021, 10, 23), "matin"), "c": Heading("10-22", "soir")}
    assert numbered(only, [date(2021, 10, 22), date(2021, 10, 23)]) == {"b": 2, "c": 1}
    assert numbered({"a": Heading("vendredi", "matin"), "b": Heading("samedi", None), "c": Heading(None, "soir")}) == {
        "a": 1, "b": 2, "c": 1,
    }  # fmt: skip


# What the dossier knows


def test_names_like_those_of_the_dossier_are_proposed_and_whoever_withdrew_stays_so(tmp_path: Path) -> None:
    text = "Nom;Structure\nExemple Jeanne;Grange\nLuc Retiré;Le Silo\n"
    known = Known({"ferme": "La Grange du Haut"}, KNOWN.people, KNOWN.withdrawn)
    made = imported(table(tmp_path, text), known=known)
    jeanne, luc = made.things
    assert jeanne.values == {"nom": "Exemple Jeanne", "x-structure": "Grange"}
    assert [(remark.code, remark.arguments["ids"]) for remark in jeanne.remarks] == [
        ("structure-near", ["ferme"]), ("person-near", ["p1"]),
    ]  # fmt: skip
    assert luc.values["diffusion"] == "retiree" and [remark.code for remark in luc.remarks] == [
        "structure-unlisted", "person-withdrawn",
    ]  # fmt: skip


def test_a_mapping_says_what_a_structure_is_called_and_what_a_column_is_about(tmp_path: Path) -> None:
    path = table(tmp_path, "Nom;Structure;Vendredi matin\nJeanne;Mairie;x\n")
    kept = kept_mapping(imported(path, known=KNOWN), "mienne", FR)
    assert "demi_journees:\n  Vendredi matin: 1-matin\n" in kept
    mine = load_text(kept.replace("# Mairie:", "Mairie: mairie").replace("1-matin", "2-matin"), "mienne.yaml")
    assert isinstance(mine.model, AttendanceMapping), mine.problems
    (jeanne,) = imported(path, known=KNOWN, mapping=mine.model).things
    assert jeanne.values == {"nom": "Jeanne", "structure": "mairie", "demi_journees": ["2-matin"]}


def test_somebody_the_session_lists_already_is_not_added_and_what_a_row_brings_is_told(tmp_path: Path) -> None:
    text = "Nom;22/10/2021 matin;23/10/2021 matin\nPaul Fictif;x;x\nPaule Fictif;;x\nAnne Inventée;excusée;excusée\n"
    made = imported(table(tmp_path, text), session=SESSION)
    (already,) = made.already
    assert (already.likeness.first.id, already.brings) == ("Paul Fictif", ("demi_journees: [2-matin]",))
    assert [(pair.second.name, pair.reason) for pair in made.likenesses] == [("Paule Fictif", "near-name")]
    after = addition(made, SESSION, "seance.yaml", "seminaire-1")
    # Anne is excused already: she is not excused twice.
    assert after == SESSION.replace("excuses:", "  - {nom: Paule Fictif, demi_journees: [2-matin]}\nexcuses:")


def test_columns_named_after_sessions_of_the_dossier_say_who_was_at_each(tmp_path: Path) -> None:
    other = SESSION.replace("seminaire-1", "webinaire-1").replace("Premier séminaire (fictif)", "Webinaire")
    models = [load_text(text, f"{rank}.yaml").model for rank, text in enumerate((SESSION, other))]
    sessions = tuple(KnownSession(Path(f"{m.id}.yaml"), m) for m in models if isinstance(m, Gathering))
    text = "Nom;Premier séminaire (fictif);Webinaire\nJeanne;x;x\nZoé;;x\nPaul Fictif;x;\n"
    made = imported(table(tmp_path, text), sessions=sessions)
    assert [(each.values["nom"], made.session_of[each.id]) for each in made.things if each.values["nom"] == "Zoé"] == [
        ("Zoé", "webinaire-1")
    ]
    assert [each.session.id for each in made.several] == ["seminaire-1", "webinaire-1"]
    assert [each.likeness.first.id for each in made.already] == ["Paul Fictif"]
    after = addition(made, SESSION, "seance.yaml", "seminaire-1")
    assert "- {nom: Jeanne}" in after and "Zoé" not in after
    # For one session, what is said of the others is not.
    only = imported(table(tmp_path, "Nom;Webinaire\nJeanne;x\n"), session=SESSION, sessions=sessions)
    assert only.things == () and len(only.without_use) == 1


def test_workbooks_are_read_and_a_name_that_begins_as_a_formula_stays_a_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Émargement"], ["Nom", "Présent"], ["@Jeanne", True], ["Paul", False]):
        sheet.append(row)
    book.save(tmp_path / "p.xlsx")
    made = imported(tmp_path / "p.xlsx")
    assert [each.values["nom"] for each in made.things] == ["@Jeanne"] and [each.name for each in made.absent] == [
        "Paul"
    ]
    cells = (("Nom", "Matin"), ("Jeanne", "x"))
    rows = "".join(
        "<table:table-row>" + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>" for row in cells
    )  # fmt: skip
    (jeanne,) = people_of(imported(ods(tmp_path, f'<table:table table:name="P">{rows}</table:table>')))
    assert (jeanne.name, jeanne.half_days) == ("Jeanne", ("1-matin",))


def test_beside_a_sheet_that_says_who_was_there_the_others_are_left_and_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title, rows in (("Acteurs", [["Nom"], ["La Grange"]]), ("Émargement", [["Nom", "Matin"], ["Jeanne", "x"]])):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "p.xlsx")
    made = imported(tmp_path / "p.xlsx")
    assert [each.values["nom"] for each in made.things] == ["Jeanne"]
    assert [table.file.sheet for table in made.without_use] == ["Acteurs"]
