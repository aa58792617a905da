"""Agendas as Google, Outlook and Nextcloud write them, and our own, all invented; and the sessions they become."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cit_toolkit.exchange.calendar import Event, calendar_file
from cit_toolkit.exchange.calendar_reader import Bounds
from cit_toolkit.loading.files import load_text
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.pipeline.calendar_import import CalendarImport, CalendarRequest, import_calendars, session_files
from cit_toolkit.problems import Severity
from cit_toolkit.wording.catalog import Catalog

FR = Catalog.of("fr")
TODAY = date(2026, 3, 12)
PARIS = """\
BEGIN:VTIMEZONE
TZID:{name}
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
GOOGLE = """\
BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Val d’Orsel (fictif)
X-WR-TIMEZONE:Europe/Paris
BEGIN:VEVENT
DTSTART:20260918T073000Z
DTEND:20260918T150000Z
DTSTAMP:20260312T090000Z
ORGANIZER;CN=Jeanne Exemple:mailto:j@exemple.example
UID:abc123@google.com
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Paul
 Fictif;X-NUM-GUESTS=0:mailto:p@exemple.example
ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=DECLINED:mailto:a@exemple.example
SUMMARY:Séminaire : choisir une forme juridique\\, ensemble
DESCRIPTION:Ordre du jour :\\n- accueil\\n- un long texte qui se replie parce
  qu’il dépasse la longueur d’une ligne
LOCATION:La Grange\\, 2 place du Four\\, Orsel
STATUS:CONFIRMED
TRANSP:OPAQUE
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:This is an event reminder
TRIGGER:-P0DT0H30M0S
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260925
DTEND;VALUE=DATE:20260927
UID:def456@google.com
SUMMARY:Visite du tiers-lieu
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
DTSTART:20261002T120000Z
DTEND:20261002T130000Z
UID:ghi789@google.com
SUMMARY:Réunion abandonnée
STATUS:CANCELLED
END:VEVENT
END:VCALENDAR
"""
OUTLOOK = (
    "BEGIN:VCALENDAR\nPRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\nVERSION:2.0\nMETHOD:PUBLISH\n"
    "X-MS-OLK-FORCEINSPECTOROPEN:TRUE\n"
    + PARIS.format(name="Romance Standard Time")
    + """\
BEGIN:VEVENT
CLASS:PUBLIC
UID:040000008200E00074C5B7101A82E00800000000
SUMMARY;LANGUAGE=fr:Webinaire de lancement
DTSTART;TZID="Romance Standard Time":20261120T140000
DTEND;TZID="Romance Standard Time":20261120T153000
LOCATION:Réunion Microsoft Teams
STATUS:TENTATIVE
X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE
X-ALT-DESC;FMTTYPE=text/html:<html><body>Rejoindre</body></html>
END:VEVENT
END:VCALENDAR
"""
)
NEXTCLOUD = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//IDN nextcloud.com//Calendar app 4.7.0//EN\n"
    + PARIS.format(name="Europe/Paris")
    + """\
BEGIN:VEVENT
UID:3f2b-fictif
DTSTART;TZID=Europe/Paris:20260907T180000
DURATION:PT2H
RRULE:FREQ=MONTHLY;BYDAY=1MO;COUNT=4
EXDATE;TZID=Europe/Paris:20261005T180000
SUMMARY:Réunion du collectif
CATEGORIES:Collectif,Orsel
URL:https://visio.example/orsel
END:VEVENT
BEGIN:VEVENT
UID:3f2b-fictif
RECURRENCE-ID;TZID=Europe/Paris:20261102T180000
DTSTART;TZID=Europe/Paris:20261103T190000
DTEND;TZID=Europe/Paris:20261103T210000
SUMMARY:Réunion du collectif (déplacée)
END:VEVENT
END:VCALENDAR
"""
)


def calendar(*events: str, head: str = "") -> str:
    """A calendar with these events, each given by its lines."""
    told = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//essai//FR\n{head}{told}END:VCALENDAR\n"


def imported(
    folder: Path, text: str | bytes, since: date | None = None, until: date = date(2027, 3, 12),
    zone: str | None = None, **asked: Any,
) -> CalendarImport:  # fmt: skip
    path = folder / "agenda.ics"
    path.write_bytes(text if isinstance(text, bytes) else text.replace("\n", "\r\n").encode())
    request = CalendarRequest(TODAY, Bounds(since, until, zone), folder / "seances", **asked)
    return import_calendars([path], request)


def sessions_of(made: CalendarImport) -> list[Gathering]:
    """What our own reader finds in the files that are written."""
    found = []
    for revision in session_files(made, FR):
        loaded = load_text(revision.after, revision.name)
        assert [p for p in loaded.problems if p.severity is Severity.ERROR] == [], revision.after
        assert isinstance(loaded.model, Gathering)
        found.append(loaded.model)
    return found


def doubts(made: CalendarImport) -> list[list[str]]:
    return [[remark.code for remark in each.remarks] for each in made.made]


def hours(session: Gathering) -> list[tuple[str, str | None, str | None]]:
    return [(str(each.date), each.start, each.end) for each in session.dates]


def test_an_agenda_of_google_gives_its_sessions_on_its_own_clock(tmp_path: Path) -> None:
    made = imported(tmp_path, GOOGLE)
    seminar, visit = sessions_of(made)
    assert (seminar.id, seminar.format) == ("2026-09-18-seminaire-choisir-une-forme-juridique-ensemble", "seminaire")
    assert seminar.title == "Séminaire : choisir une forme juridique, ensemble"
    # Written in universal time: 7:30 is 9:30 in Paris in September.
    assert hours(seminar) == [("2026-09-18", "09:30", "17:00")]
    assert seminar.place is not None and seminar.place.venue == "La Grange, 2 place du Four, Orsel"
    assert seminar.extra["description"] == (
        "Ordre du jour :\n- accueil\n- un long texte qui se replie parce qu’il dépasse la longueur d’une ligne"
    )
    assert seminar.extra["uid"] == "abc123@google.com" and seminar.participants == ()
    # Whole days: the end an agenda writes is the day after.
    assert hours(visit) == [("2026-09-25", None, None), ("2026-09-26", None, None)]
    assert (visit.format, visit.extra["libre"]) == ("visite", "oui")
    assert [(entry.title, entry.day) for entry in made.cancelled] == [("Réunion abandonnée", "2026-10-02")]
    assert made.calendars[0].invited == 2 and doubts(made) == [[], []]


def test_no_guest_of_an_agenda_stands_in_a_file(tmp_path: Path) -> None:
    texts = "".join(revision.after for revision in session_files(imported(tmp_path, GOOGLE), FR))
    assert "exemple.example" not in texts and "Jeanne" not in texts and "Paul" not in texts


def test_an_agenda_of_outlook_names_its_time_zone_in_its_own_way(tmp_path: Path) -> None:
    made = imported(tmp_path, OUTLOOK)
    (webinar,) = sessions_of(made)
    assert (webinar.format, hours(webinar)) == ("webinaire", [("2026-11-20", "14:00", "15:30")])
    assert webinar.place is not None and webinar.place.remote
    assert doubts(made) == [["event-tentative"]]


def test_a_series_of_nextcloud_is_told_one_by_one_with_what_is_moved_and_left_out(tmp_path: Path) -> None:
    made = imported(tmp_path, NEXTCLOUD)
    sessions = sessions_of(made)
    # Four first Mondays from September: October is left out, November is moved to a Tuesday.
    assert [hours(each) for each in sessions] == [
        [("2026-09-07", "18:00", "20:00")], [("2026-11-03", "19:00", "21:00")], [("2026-12-07", "18:00", "20:00")],
    ]  # fmt: skip
    assert [each.title for each in sessions][1] == "Réunion du collectif (déplacée)"
    assert sessions[0].extra["categories"] == ["Collectif", "Orsel"]
    assert sessions[0].extra["lien"] == "https://visio.example/orsel"
    assert [each.extra["occurrence"] for each in sessions] == ["2026-09-07", "2026-11-02", "2026-12-07"]
    assert made.calendars[0].untold == ()


def test_a_series_without_end_stops_at_the_day_asked_for_and_it_is_told(tmp_path: Path) -> None:
    weekly = "UID:h\nSUMMARY:Réunion\nDTSTART;VALUE=DATE:20260901\nRRULE:FREQ=WEEKLY"
    made = imported(tmp_path, calendar(weekly), until=date(2026, 9, 20))
    assert [str(each.event.first) for each in made.made] == ["2026-09-01", "2026-09-08", "2026-09-15"]
    (more,) = made.calendars[0].untold
    assert (more.reason.code, more.reason.arguments["day"]) == ("series-goes-on", "2026-09-22")
    since = imported(tmp_path, calendar(weekly), since=date(2026, 9, 8), until=date(2026, 9, 20))
    assert len(since.made) == 2 and since.calendars[0].outside == 1


def test_a_cancelled_day_of_a_series_and_a_broken_rule_are_told(tmp_path: Path) -> None:
    weekly = "UID:h\nSUMMARY:Réunion\nDTSTART;VALUE=DATE:20260901\nRRULE:FREQ=WEEKLY;COUNT=2"
    gone = "UID:h\nSUMMARY:Réunion\nRECURRENCE-ID;VALUE=DATE:20260908\nDTSTART;VALUE=DATE:20260908\nSTATUS:CANCELLED"
    made = imported(tmp_path, calendar(weekly, gone))
    assert [str(each.event.first) for each in made.made] == ["2026-09-01"]
    assert [entry.day for entry in made.cancelled] == ["2026-09-08"]
    withdrawn = imported(tmp_path, calendar("UID:a\nSUMMARY:X\nDTSTART:20260901T090000", head="METHOD:CANCEL\n"))
    assert withdrawn.made == () and len(withdrawn.cancelled) == 1


@pytest.mark.parametrize(
    ("lines", "expected"),
    [("DTSTART:20260918T090000\nDTEND:20260918T120000", [("2026-09-18", "09:00", "12:00")]),
     ("DTSTART:20260918T090000", [("2026-09-18", "09:00", None)]),
     ("DTSTART:20260918T090000\nDURATION:PT1H30M", [("2026-09-18", "09:00", "10:30")]),
     ("DTSTART;VALUE=DATE:20260918", [("2026-09-18", None, None)]),
     ("DTSTART:20260918T140000\nDTEND:20260919T120000", [("2026-09-18", "14:00", None), ("2026-09-19", None, "12:00")]),
     ("DTSTART:20260918T200000\nDTEND:20260919T000000", [("2026-09-18", "20:00", None)]),
     ("DTSTART:20260918T200000\nDTEND:20260919T013000", [("2026-09-18", "20:00", None)]),
     ("DTSTART:20260918T090000\nDTEND:20260918T080000", [("2026-09-18", "09:00", None)])],
)  # fmt: skip
def test_days_and_hours_are_those_of_the_agenda(tmp_path: Path, lines: str, expected: object) -> None:
    (session,) = sessions_of(imported(tmp_path, calendar(f"UID:a\nSUMMARY:Atelier\n{lines}")))
    assert hours(session) == expected


def test_hours_of_elsewhere_are_told_on_the_clock_of_those_who_read(tmp_path: Path) -> None:
    text = calendar("UID:a\nSUMMARY:Webinaire\nDTSTART;TZID=America/Montreal:20260918T090000\nDURATION:PT1H")
    made = imported(tmp_path, text)
    assert hours(sessions_of(made)[0]) == [("2026-09-18", "15:00", "16:00")]
    assert doubts(made) == [["hour-of-elsewhere"]]
    there = imported(tmp_path, text, zone="America/Montreal")
    assert hours(sessions_of(there)[0]) == [("2026-09-18", "09:00", "10:00")] and doubts(there) == [[]]


def test_what_cannot_be_a_session_is_refused_with_its_reason(tmp_path: Path) -> None:
    wrong = "UID:c\nSUMMARY:X\nSEQUENCE:x\nCATEGORIES:a,b\nDTSTART:n’importe quoi"
    made = imported(tmp_path, calendar("UID:a\nSUMMARY:Sans date", "UID:b\nDTSTART:20260918T090000", wrong))
    assert [(entry.title, entry.reason.code) for entry in made.refused] == [
        ("Sans date", "event-without-date"), ("", "event-without-title"), ("X", "event-without-date"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [("Nom;Date\nx;y\n", "calendar-broken"), ("", "import-no-record"), (calendar(), "import-no-record")],
)
def test_a_file_that_is_no_agenda_or_an_empty_one_is_told(tmp_path: Path, text: str, code: str) -> None:
    assert [problem.code for problem in imported(tmp_path, text).problems] == [code]


@pytest.mark.parametrize(
    ("lines", "code"),
    [("RRULE:FREQ=SECONDLY", "series-within-a-day"), ("RRULE:FREQ=DAILY;INTERVAL=0", "series-within-a-day"),
     ("RRULE:FREQ=DAILY;BYHOUR=8,9,10", "series-within-a-day"), ("RRULE:FREQ=QUELQUEFOIS", "series-unreadable"),
     ("DURATION:P99999999W", "event-too-long"), ("DTEND:20290901T090000", "event-too-long")],
)  # fmt: skip
def test_a_rule_or_a_length_that_would_never_end_is_refused_at_once(tmp_path: Path, lines: str, code: str) -> None:
    made = imported(tmp_path, calendar(f"UID:a\nSUMMARY:Réunion\nDTSTART:20260901T090000\n{lines}"))
    assert [entry.reason.code for entry in made.refused] == [code] and made.made == ()


def test_a_series_of_each_day_for_centuries_is_told_up_to_a_number(tmp_path: Path) -> None:
    daily = "UID:a\nSUMMARY:Réunion\nDTSTART;VALUE=DATE:20260901\nRRULE:FREQ=DAILY"
    made = imported(tmp_path, calendar(daily), until=date(9999, 1, 1))
    assert len(made.made) == 400 and len(made.calendars[0].untold) == 1


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_agenda_however_broken_stops_the_reading(tmp_path_factory: pytest.TempPathFactory, data: Any) -> None:
    lines = data.draw(st.sampled_from([GOOGLE, OUTLOOK, NEXTCLOUD])).splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        rank = data.draw(st.integers(0, len(lines) - 1))
        name = lines[rank].partition(":")[0]
        lines[rank] = data.draw(
            st.sampled_from(["", name, f"{name}:", f"{name}:é;,:x", lines[rank][:-3], lines[rank] * 2])
        )
    made = imported(tmp_path_factory.mktemp("agenda"), "\n".join(lines))
    for revision in session_files(made, FR):
        assert load_text(revision.after, revision.name).model is not None


def test_an_event_sent_again_counts_once_in_its_last_version(tmp_path: Path) -> None:
    old = "UID:a\nSEQUENCE:0\nSUMMARY:Atelier\nDTSTART;VALUE=DATE:20260918"
    new = "UID:a\nSEQUENCE:2\nSUMMARY:Atelier\nDTSTART;VALUE=DATE:20260919"
    made = imported(tmp_path, calendar(new, old))
    assert [str(each.event.first) for each in made.made] == ["2026-09-19"]


def test_the_kind_is_what_the_title_or_the_categories_say_else_what_is_asked_for(tmp_path: Path) -> None:
    text = calendar("UID:a\nSUMMARY:Workshop on land\nDTSTART;VALUE=DATE:20260918",
                    "UID:b\nSUMMARY:Point\nCATEGORIES:Webinaires\nDTSTART;VALUE=DATE:20260919",
                    "UID:c\nSUMMARY:Assemblée\nDTSTART;VALUE=DATE:20260920")  # fmt: skip
    made = imported(tmp_path, text)
    assert [each.values["format"] for each in made.made] == ["atelier", "webinaire", "reunion"]
    assert doubts(made) == [[], [], ["kind-unsaid"]]
    asked = imported(tmp_path, text, kind="seminaire")
    assert [each.values["format"] for each in asked.made][2] == "seminaire" and doubts(asked)[2] == []


@pytest.mark.parametrize(
    ("place", "written"),
    [("https://visio.example/salle", "distance"), ("Zoom", "distance"), ("À distance", "distance"),
     ("Mairie\\; salle 2", {"salle": "Mairie; salle 2"}),
     ("Salle des fêtes https://visio.example/salle", {"salle": "Salle des fêtes"})],
)  # fmt: skip
def test_a_place_is_one_or_a_distance(tmp_path: Path, place: str, written: object) -> None:
    lines = f"UID:a\nSUMMARY:Atelier\nDTSTART;VALUE=DATE:20260918\nLOCATION:{place}"
    (session,) = imported(tmp_path, calendar(lines)).made
    assert session.values["lieu"] == written
    assert ("x-lien" in session.values) == ("https" in place)


# Ours, out and back


OWN = [
    Event("val-atelier@cit", 'Atelier : « terre », \\ "x"; foncier', date(2026, 9, 18), date(2026, 9, 20),
          "Séance n° 1\n\nFoncier : 3 h, répond à « Trouver un local »", "Salle; a, b", busy=True),
    Event("autre@exemple.example", "Séminaire é𝔘 " + "long " * 30, date(2026, 10, 1), date(2026, 10, 1), busy=False),
]  # fmt: skip


def test_what_our_agendas_say_comes_back_whole(tmp_path: Path) -> None:
    made = imported(tmp_path, calendar_file("Plan", "fr", OWN, TODAY))
    back = []
    for session in sessions_of(made):
        days = [each.date.earliest for each in session.dates]
        place = session.place.venue if session.place else ""
        told = session.extra
        back.append(
            Event(str(told["uid"]), session.title, days[0], days[-1], str(told.get("description", "")), place or "",
                  "libre" not in told)
        )  # fmt: skip
    assert back == [OWN[0], Event(OWN[1].uid, OWN[1].title.strip(), *[OWN[1].first] * 2, busy=False)]


def test_a_deadline_of_ours_is_no_session(tmp_path: Path) -> None:
    events = [Event("val-a-12ab@cit", "Rendre le bilan", date(2026, 9, 18), date(2026, 9, 18), busy=False)]
    made = imported(tmp_path, calendar_file("Suivi", "fr", events, TODAY))
    assert made.made == () and [entry.reason.code for entry in made.deadlines] == ["event-deadline"]


SESSION = "type: seance\nid: atelier\nformat: atelier\ntitre: Atelier (fictif)\ndates: [2026-09-18]\n"


def known(text: str) -> Gathering:
    model = load_text(text, "atelier.yaml").model
    assert isinstance(model, Gathering)
    return model


@pytest.mark.parametrize(
    ("session", "lines", "differs"),
    [(SESSION + "x-uid: a\n", "UID:a\nSUMMARY:Atelier (fictif)\nDTSTART;VALUE=DATE:20260918", ()),
     (SESSION + "x-uid: a\n", "UID:a\nSUMMARY:Un autre nom\nDTSTART;VALUE=DATE:20260919", ("dates", "titre")),
     (SESSION, "UID:val-atelier@cit\nSUMMARY:Atelier n° 1\nDTSTART;VALUE=DATE:20260918", ()),
     (SESSION, "UID:z\nSUMMARY:ATELIER (fictif)\nDTSTART;VALUE=DATE:20260918", ())],
)  # fmt: skip
def test_a_session_that_is_there_is_left_and_what_the_agenda_says_otherwise_is_told(
    tmp_path: Path, session: str, lines: str, differs: tuple[str, ...]
) -> None:
    made = imported(tmp_path, calendar(lines), sessions=(known(session),))
    (there,) = made.already
    assert made.made == () and there.session.id == "atelier" and there.differs == differs


def test_another_session_of_the_same_day_is_written_and_told(tmp_path: Path) -> None:
    made = imported(
        tmp_path, calendar("UID:z\nSUMMARY:Visite\nDTSTART;VALUE=DATE:20260918"), sessions=(known(SESSION),)
    )
    assert doubts(made) == [["same-day"]] and made.already == ()


def test_files_never_take_the_place_of_one_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "seances").mkdir()
    (tmp_path / "seances" / "2026-09-18-atelier.yaml").write_text("# à nous\n", encoding="utf-8")
    two = [f"UID:{uid}\nSUMMARY:Atelier\nDTSTART;VALUE=DATE:20260918" for uid in "ab"]
    revisions = session_files(imported(tmp_path, calendar(*two)), FR)
    assert [revision.path.name for revision in revisions] == [
        "2026-09-18-atelier-2.yaml", "2026-09-18-atelier-2-2.yaml",
    ]  # fmt: skip
    assert all(revision.before is None for revision in revisions)
