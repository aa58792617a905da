"""Hours of a session: computed ends, what overlaps or runs late, how long people stay."""

from decimal import Decimal

from analysis.sessions import session
from cit_toolkit.analysis.timetable import HalfDay, SessionDay, clock, session_days

SEVEN = Decimal(7)


def days(body: str) -> tuple[SessionDay, ...]:
    return session_days(session(body), SEVEN)


def hours(day: SessionDay) -> list[tuple[str | None, str | None]]:
    return [(None if m.start is None else clock(m.start), None if m.end is None else clock(m.end)) for m in day.moments]


def test_a_moment_without_hour_begins_when_the_one_before_it_ends() -> None:
    (day,) = days(
        "dates: [2021-10-22]\nprogramme:\n  - {intitule: Accueil, debut: 9h30, duree: 45 min}\n"
        "  - {intitule: Carte, duree: 1 h 30}\n  - {intitule: Repas, debut: 12h, duree: 1 h}\n"
    )
    assert hours(day) == [("09:30", "10:15"), ("10:15", "11:45"), ("12:00", "13:00")]
    assert [moment.gap for moment in day.moments] == [0, 0, 15]


def test_without_duration_a_moment_lasts_until_the_next_given_hour_and_otherwise_its_end_is_unknown() -> None:
    (day,) = days(
        "dates: [2021-10-22]\nprogramme:\n  - {intitule: Accueil, debut: 9h}\n  - {intitule: Carte, debut: 10h}\n"
        "  - {intitule: Suite}\n"
    )
    assert hours(day) == [("09:00", "10:00"), ("10:00", None), (None, None)]
    assert day.hours(SEVEN) is None


def test_two_given_hours_that_overlap_and_a_chain_that_runs_late_are_told_apart() -> None:
    (day,) = days(
        "dates: [2021-10-22]\nprogramme:\n  - {intitule: A, debut: 9h, duree: 1 h 30}\n"
        "  - {intitule: B, debut: 10h, duree: 30 min}\n  - {intitule: C, duree: 1 h}\n"
        "  - {intitule: D, debut: 11h, duree: 1 h}\n"
    )
    # A ends at 10:30 and B was given 10:00: 30 minutes shared. C follows the later end, 10:30, to 11:30: D is 30 late.
    assert [(m.overlap, m.late) for m in day.moments] == [(0, 0), (30, 0), (0, 0), (0, 30)]


def test_a_day_that_runs_past_its_announced_end_says_by_how_much() -> None:
    (day,) = days(
        "dates: [{date: 2021-10-22, debut: 9h, fin: 12h}]\n"
        "programme: [{intitule: A, duree: 2 h}, {intitule: B, duree: 1 h 20}]\n"
    )
    assert hours(day) == [("09:00", "11:00"), ("11:00", "12:20")]
    assert day.past_end == 20
    assert day.hours(SEVEN) == 3


def test_a_programme_that_is_not_split_by_days_makes_a_day_without_number() -> None:
    found = days("dates: [2021-10-22, 2021-10-23]\nprogramme: [Interconnaissance, Cartographie]\n")
    assert [(day.number, len(day.moments)) for day in found] == [(1, 0), (2, 0), (None, 2)]


def test_half_days_held_follow_the_hours() -> None:
    def held(start: str, length: str) -> tuple[HalfDay, ...]:
        return days(f"dates: [2024-02-09]\nprogramme: [{{intitule: A, debut: {start}, duree: {length}}}]\n")[
            0
        ].half_days()

    assert held("9h30", "2 h 30") == (HalfDay.MORNING,)
    assert held("9h30", "4 h") == (HalfDay.MORNING,)  # lunch at 13:30 is no afternoon
    assert held("9h30", "6 h") == (HalfDay.MORNING, HalfDay.AFTERNOON)
    assert held("14h", "3 h") == (HalfDay.AFTERNOON,)
    assert held("12h30", "1 h") == (HalfDay.AFTERNOON,)
    assert held("18h", "1 h 30") == (HalfDay.EVENING,)
    assert days("dates: [2024-02-09]\n")[0].half_days() == (HalfDay.MORNING, HalfDay.AFTERNOON)


def test_the_length_of_a_day_counts_pauses_and_falls_back_on_durations() -> None:
    split = "dates: [2024-02-09]\nprogramme:\n  - {intitule: A, debut: 9h, duree: 1 h}\n"
    assert days(split + "  - {intitule: B, debut: 11h, duree: 1 h}\n")[0].hours(SEVEN) == 3
    bare = "programme: [{intitule: A, duree: 1 h}, {intitule: B, duree: 45 min}]\n"
    assert days(bare)[0].hours(SEVEN) == Decimal("1.75")
    assert days('programme: [{intitule: A, duree: "0,5 j"}]\n')[0].hours(SEVEN) == Decimal("3.5")
    assert days("programme: [{intitule: A, duree: 1 h}, B]\n")[0].hours(SEVEN) is None


def test_a_moment_that_follows_two_at_once_begins_when_the_longer_ends() -> None:
    (day,) = days(
        "dates: [2021-10-22]\nprogramme:\n  - {intitule: A, debut: 9h, duree: 3 h}\n"
        "  - {intitule: B, debut: 10h, duree: 30 min}\n  - {intitule: C, duree: 1 h}\n"
    )
    assert hours(day)[2] == ("12:00", "13:00")
