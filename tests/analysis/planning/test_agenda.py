"""The days of the sessions: the rhythm kept, holidays and periods to avoid left free (dates read on a calendar)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.territories import territory_of, with_functions
from cit_toolkit.analysis.planning.agenda import Agenda, DaySpan, department_of, session_days
from cit_toolkit.problems import CitError

# Public holidays of 2026 and 2027 (service-public.gouv.fr); Easter is 5 April 2026 and 28 March 2027.
HOLIDAYS = {
    date(2026, 1, 1), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 8), date(2026, 5, 14), date(2026, 5, 25),
    date(2026, 7, 14), date(2026, 8, 15), date(2026, 11, 1), date(2026, 11, 11), date(2026, 12, 25),
    date(2027, 1, 1), date(2027, 3, 29), date(2027, 5, 1), date(2027, 5, 6), date(2027, 5, 8), date(2027, 5, 17),
    date(2027, 7, 14), date(2027, 8, 15), date(2027, 11, 1), date(2027, 11, 11), date(2027, 12, 25),
}  # fmt: skip


def firsts(agenda: Agenda, count: int) -> list[date]:
    return [session.days[0] for session in session_days([1] * count, agenda)]


def test_sessions_follow_one_another_at_the_rhythm_on_the_weekday_of_the_first() -> None:
    # 15 January 2026 is a Thursday.
    assert firsts(Agenda(date(2026, 1, 15), 6), 3) == [date(2026, 1, 15), date(2026, 2, 26), date(2026, 4, 9)]


def test_a_holiday_puts_the_session_off_to_the_next_free_day_and_the_rhythm_goes_on() -> None:
    # From Thursday 2 April, six weeks later is Ascension Day (14 May): Friday 15. Then Thursday 25 June again.
    first, second, third = session_days([1, 1, 1], Agenda(date(2026, 4, 2), 6))
    assert first.postponed_from is None
    assert (second.days, second.postponed_from) == ((date(2026, 5, 15),), date(2026, 5, 14))
    assert third.days == (date(2026, 6, 25),)


def test_a_period_to_avoid_is_left_free_and_the_next_session_keeps_its_distance() -> None:
    # Thursday 16 July falls in the summer: Tuesday 1 September, then six weeks later in the same week: 15 October.
    summer = DaySpan(date(2026, 7, 14), date(2026, 8, 31))
    assert firsts(Agenda(date(2026, 6, 4), 6, (summer,)), 3) == [date(2026, 6, 4), date(2026, 9, 1), date(2026, 10, 15)]


def test_a_session_of_two_days_keeps_two_days_in_a_row() -> None:
    # Wednesday 13 May 2026 comes before Ascension Day: the 15th is alone before the weekend, so Monday 18 and 19.
    (session,) = session_days([2], Agenda(date(2026, 5, 13), 6))
    assert session.days == (date(2026, 5, 18), date(2026, 5, 19))


def test_a_start_on_a_saturday_asks_for_saturdays() -> None:
    assert firsts(Agenda(date(2026, 1, 17), 4), 2) == [date(2026, 1, 17), date(2026, 2, 14)]


def test_departments_have_holidays_of_their_own() -> None:
    # In Alsace and Moselle Good Friday; in Guadeloupe 27 May, the abolition of slavery.
    good_friday, abolition = date(2026, 4, 3), date(2026, 5, 27)
    for department, day in (("67", good_friday), ("57", good_friday), ("971", abolition)):
        assert firsts(Agenda(day, 6, (), department), 1) != [day]
    assert firsts(Agenda(good_friday, 6, (), "37"), 1) == [good_friday]
    assert firsts(Agenda(abolition, 6), 1) == [abolition]


def test_the_department_is_that_of_the_territory_or_of_its_code() -> None:
    method = with_functions("animation")
    bodies = {"departement: 67": "67", "code_insee: 97411": "974", "code_insee: 2A004": "2A", "population: 12": None}
    found = {body: department_of(territory_of(f"{body}\n", method)) for body in bodies}
    assert found == bodies


def test_a_period_that_leaves_no_day_stops_the_command() -> None:
    with pytest.raises(CitError) as stopped:
        session_days([1], Agenda(date(2026, 1, 15), 6, (DaySpan(date(2026, 1, 1), date(2036, 1, 1)),)))
    assert stopped.value.code == "no-free-day"


spans = st.builds(
    lambda first, days: DaySpan(first, first + timedelta(days)),
    st.dates(date(2026, 1, 1), date(2027, 6, 1)),
    st.integers(0, 60),
)


@settings(max_examples=100, deadline=None)
@given(
    st.dates(date(2026, 1, 1), date(2026, 6, 30)),
    st.integers(1, 10),
    st.lists(spans, max_size=4),
    st.lists(st.integers(1, 2), max_size=6),
)
def test_no_session_falls_on_a_holiday_in_a_period_to_avoid_or_too_early(
    start: date, weeks: int, avoided: list[DaySpan], lengths: list[int]
) -> None:
    found = session_days(lengths, Agenda(start, weeks, tuple(avoided)))
    days = [day for session in found for day in session.days]
    assert HOLIDAYS.isdisjoint(days)
    assert not any(span.first <= day <= span.last for span in avoided for day in days)
    assert all(day.weekday() < 5 or day.weekday() == start.weekday() for day in days)
    assert [len(session.days) for session in found] == lengths
    weeks_held = [session.days[0] - timedelta(session.days[0].weekday()) for session in found]
    assert all(b - a >= timedelta(weeks=weeks) for a, b in pairwise(weeks_held))
