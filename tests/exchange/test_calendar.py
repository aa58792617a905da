"""An agenda file holds the sessions, read back by icalendar and line by line as RFC 5545 writes them."""

from datetime import UTC, date, datetime
from typing import Any

from icalendar import Calendar

from cit_toolkit.exchange.calendar import Event, calendar_file

WRITTEN = date(2026, 11, 23)


def entries(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_a_session_of_two_days_ends_the_day_after_its_last_one() -> None:
    data = calendar_file("Plan", "fr", [Event("a@cit", "Séminaire", date(2026, 9, 18), date(2026, 9, 19))], WRITTEN)
    lines = data.decode("utf-8").split("\r\n")
    assert "DTSTART;VALUE=DATE:20260918" in lines
    assert "DTEND;VALUE=DATE:20260920" in lines
    assert "DTSTAMP:20261123T000000Z" in lines


def test_every_text_comes_back_to_the_letter() -> None:
    hostile = 'Café, thé; \\n "x"\nEND:VEVENT\nBEGIN:VALARM é𝔘 ' + "long " * 40
    event = Event("a@cit", hostile.replace("\n", " "), date(2026, 9, 18), date(2026, 9, 18), hostile, "Salle; a, b")
    (read,) = entries(calendar_file("Vallée, x", "fr", [event], WRITTEN))
    assert str(read["summary"]) == event.title
    assert str(read["description"]) == hostile
    assert str(read["location"]) == "Salle; a, b"
    assert read.decoded("dtstamp") == datetime(2026, 11, 23, tzinfo=UTC)


def test_no_line_is_longer_than_75_octets_and_the_same_sessions_give_the_same_bytes() -> None:
    events = [Event("a@cit", "é" * 200, date(2026, 9, 18), date(2026, 9, 18))]
    data = calendar_file("Plan", "fr", events, WRITTEN)
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert data == calendar_file("Plan", "fr", events, WRITTEN)


def test_a_calendar_without_session_is_still_one() -> None:
    data = calendar_file("Vide", "en", [], WRITTEN)
    assert entries(data) == []
    assert Calendar.from_ical(data)["x-wr-calname"] == "Vide"


def test_a_deadline_does_not_take_the_day_of_who_reads_it() -> None:
    day = date(2026, 9, 18)
    events = [Event("a@cit", "Séminaire", day, day), Event("b@cit", "Rendre le bilan", day, day, busy=False)]
    read = entries(calendar_file("Plan", "fr", events, WRITTEN))
    assert [str(each["transp"]) for each in read] == ["OPAQUE", "TRANSPARENT"]
