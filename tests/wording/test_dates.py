"""Dates as they are said."""

import subprocess
import sys
from datetime import date

import pytest

from cit_toolkit.wording.dates import DateParts, format_date, format_dates, format_partial, format_period


def days(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def test_the_first_of_the_month_is_a_rank_in_french_only():
    assert format_date(date(2022, 4, 1), "fr") == "1er avril 2022"
    assert format_date(date(2022, 4, 1), "en") == "1 April 2022"
    assert format_date(date(2021, 10, 22), "fr") == "22 octobre 2021"
    assert format_date(date(2021, 10, 22), "en") == "22 October 2021"


def test_a_date_is_no_more_precise_than_it_was_written():
    assert format_partial(2021, 2, None, "fr") == "février 2021"
    assert format_partial(2021, None, None, "fr") == "2021"
    assert format_partial(2021, 3, 1, "fr") == "1er mars 2021"
    assert format_partial(2021, 2, None, "en") == "February 2021"


@pytest.mark.parametrize(
    ("dates", "french", "english"),
    [
        (days("2021-10-22"), "le 22 octobre 2021", "22 October 2021"),
        (days("2021-10-22", "2021-10-23"), "les 22 et 23 octobre 2021", "22 and 23 October 2021"),
        (days("2022-03-31", "2022-04-01"), "les 31 mars et 1er avril 2022", "31 March and 1 April 2022"),
        (
            days("2021-12-30", "2021-12-31", "2022-01-01"),
            "les 30 et 31 décembre 2021 et 1er janvier 2022",
            "30 and 31 December 2021 and 1 January 2022",
        ),
        (days("2022-05-04", "2022-05-05", "2022-05-06"), "du 4 au 6 mai 2022", "4 to 6 May 2022"),
        (days("2022-04-30", "2022-05-01", "2022-05-02"), "du 30 avril au 2 mai 2022", "30 April to 2 May 2022"),
        (
            days("2022-05-04", "2022-05-05", "2022-05-06", "2022-05-10"),
            "du 4 au 6 mai et le 10 mai 2022",
            "4 to 6 May and 10 May 2022",
        ),
        (
            days("2021-12-29", "2021-12-30", "2021-12-31", "2022-01-01"),
            "du 29 au 31 décembre 2021 et le 1er janvier 2022",
            "29 to 31 December 2021 and 1 January 2022",
        ),
        (
            days("2022-03-03", "2022-04-05", "2022-06-07"),
            "les 3 mars, 5 avril et 7 juin 2022",
            "3 March, 5 April and 7 June 2022",
        ),
        (days("2021-06-07", "2022-06-07"), "les 7 juin 2021 et 7 juin 2022", "7 June 2021 and 7 June 2022"),
        ([], "", ""),
    ],
)
def test_days_share_their_month_and_their_year(dates: list[date], french: str, english: str):
    assert format_dates(dates, "fr") == french
    assert format_dates(dates, "en") == english


def test_days_are_told_once_and_in_order_however_they_are_written():
    assert format_dates(days("2021-10-23", "2021-10-22", "2021-10-23"), "fr") == "les 22 et 23 octobre 2021"


def test_a_heading_leaves_the_article_out():
    assert format_dates(days("2022-01-15", "2022-01-16"), "fr", article=False) == "15 et 16 janvier 2022"
    assert format_dates(days("2022-04-01"), "fr", article=False) == "1er avril 2022"


@pytest.mark.parametrize(
    ("start", "end", "french", "english"),
    [
        ((2021, 2, None), (2022, 7, None), "de février 2021 à juillet 2022", "from February 2021 to July 2022"),
        ((2021, 10, None), (2022, 7, None), "d’octobre 2021 à juillet 2022", "from October 2021 to July 2022"),
        ((2022, 4, None), (2022, 6, None), "d’avril à juin 2022", "from April to June 2022"),
        ((2021, 3, 1), (2022, 4, 3), "du 1er mars 2021 au 3 avril 2022", "from 1 March 2021 to 3 April 2022"),
        ((2022, 3, 1), (2022, 4, 3), "du 1er mars au 3 avril 2022", "from 1 March to 3 April 2022"),
        ((2022, 5, 4), (2022, 5, 6), "du 4 au 6 mai 2022", "from 4 to 6 May 2022"),
        ((2021, 5, 4), (2022, 5, 6), "du 4 mai 2021 au 6 mai 2022", "from 4 May 2021 to 6 May 2022"),
        ((2021, None, None), (2022, None, None), "de 2021 à 2022", "from 2021 to 2022"),
        ((2021, 10, None), (2022, 4, 3), "d’octobre 2021 au 3 avril 2022", "from October 2021 to 3 April 2022"),
        ((2022, 5, None), (2022, 5, 6), "de mai au 6 mai 2022", "from May to 6 May 2022"),
        ((2021, None, None), (2021, 6, None), "de 2021 à juin 2021", "from 2021 to June 2021"),
        ((2022, 5, 4), (2022, 5, 4), "le 4 mai 2022", "on 4 May 2022"),
        ((2022, 5, None), (2022, 5, None), "en mai 2022", "in May 2022"),
        ((2022, None, None), (2022, None, None), "en 2022", "in 2022"),
        ((2021, 2, None), None, "depuis février 2021", "since February 2021"),
        ((2021, 3, 1), None, "depuis le 1er mars 2021", "since 1 March 2021"),
        (None, (2022, 7, None), "jusqu’en juillet 2022", "until July 2022"),
        (None, (2022, 4, 3), "jusqu’au 3 avril 2022", "until 3 April 2022"),
        (None, (2022, None, None), "jusqu’en 2022", "until 2022"),
        (None, None, "", ""),
    ],
)
def test_a_period_is_as_precise_as_its_ends(start: DateParts | None, end: DateParts | None, french: str, english: str):
    assert format_period(start, end, "fr") == french
    assert format_period(start, end, "en") == english


def test_importing_the_wording_of_dates_stays_light():
    script = "import sys, cit_toolkit.wording.dates; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
