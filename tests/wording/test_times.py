"""Times of day and lengths of time, as they are said."""

from datetime import date

import pytest

from cit_toolkit.wording.dates import format_short_day, format_weekday
from cit_toolkit.wording.times import format_clock, format_length


@pytest.mark.parametrize(
    ("minute", "french", "english"),
    [(570, "9 h 30", "9:30"), (840, "14 h", "14:00"), (0, "0 h", "0:00"), (1530, "1 h 30", "1:30")],
)
def test_an_hour_is_said_as_in_each_language_and_goes_round_at_midnight(minute: int, french: str, english: str) -> None:
    assert format_clock(minute, "fr").replace("\u00a0", " ") == french
    assert format_clock(minute, "en") == english


@pytest.mark.parametrize(
    ("minutes", "french", "english"),
    [(45, "45 min", "45 min"), (60, "1 h", "1 h"), (90, "1 h 30", "1 h 30 min"), (125, "2 h 05", "2 h 5 min")],
)
def test_a_length_is_said_as_in_each_language(minutes: int, french: str, english: str) -> None:
    assert format_length(minutes, "fr").replace("\u00a0", " ") == french
    assert format_length(minutes, "en").replace("\u00a0", " ") == english


def test_the_spaces_of_a_time_never_break() -> None:
    assert " " not in format_clock(570, "fr") + format_length(90, "fr") + format_length(90, "en")


def test_a_day_of_the_week_and_a_short_day() -> None:
    # DOMAIN.md §8: 22/10/2021 is a Friday, 31/03/2022 a Thursday.
    assert format_weekday(date(2021, 10, 22), "fr") == "vendredi 22 octobre 2021"
    assert format_weekday(date(2022, 3, 31), "en") == "Thursday 31 March 2022"
    assert format_short_day(date(2022, 4, 1), "fr").replace("\u00a0", " ") == "1er avril"
    assert format_short_day(date(2021, 10, 22), "en").replace("\u00a0", " ") == "22 Oct"
