"""Dates as they are said: «les 22 et 23 octobre 2021», «du 4 au 6 mai 2022», «de février 2021 à juillet 2022».

The names of months stand here, as two languages have twenty-four: the library that knows every language takes
33 ms to load, more than many a command.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from cit_toolkit.wording.lists import join_words
from cit_toolkit.wording.numbers import ordinal
from cit_toolkit.wording.typography import elided

DateParts = tuple[int, int | None, int | None]
"""Year, month, day: None from where the date is no more precise."""

_Days = list[date]

_MONTHS = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SHORT_MONTHS = {
    "fr": ("janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_SHORTEST_RUN = 3  # days: two are said one by one


def format_date(day: date, language: str) -> str:
    """«22 octobre 2021», «1er avril 2022», "22 October 2021"."""
    return _said((day.year, day.month, day.day), language)


def format_weekday(day: date, language: str) -> str:
    """«jeudi 15 janvier 2026», "Thursday 15 January 2026": a date to meet on."""
    return f"{_WEEKDAYS[language][day.weekday()]} {format_date(day, language)}"


def format_short_day(day: date, language: str) -> str:
    """«22 oct.», «1er déc.», "22 Oct": where room is short and the year stands nearby."""
    number = ordinal(day.day, language) if language == "fr" and day.day == 1 else str(day.day)
    return f"{number}\u00a0{_SHORT_MONTHS[language][day.month - 1]}"


def format_partial(year: int, month: int | None, day: int | None, language: str) -> str:
    """A date no more precise than it was written: «1er mars 2021», «février 2021», «2021»."""
    return _said((year, month, day), language)


def format_dates(dates: Sequence[date], language: str, article: bool = True) -> str:
    """One or many days, in order: «le 22 octobre 2021», «les 31 mars et 1er avril 2022», «du 4 au 6 mai 2022».

    Three days in a row or more, within a year, are told by their ends. Without `article` the days stand alone, as in
    a heading («15 et 16 janvier 2022»); English never has one. No date at all gives an empty text.
    """
    phrases = _phrases(sorted(set(dates)))
    next_years = [days[0].year for days in phrases[1:]]
    told = [
        _phrase(days, language, article, with_year=days[-1].year != next_year)
        for days, next_year in zip(phrases, [*next_years, None], strict=False)
    ]
    return join_words(told, language)


def format_period(start: DateParts | None, end: DateParts | None, language: str) -> str:
    """«de février 2021 à juillet 2022», «d’avril à juin 2022», «du 1er mars 2021 au 3 avril 2022».

    A missing end leaves «depuis février 2021», a missing start «jusqu’en juillet 2022», both an empty text.
    """
    if start and end:
        return _on(start, language) if start == end else _from_to(start, end, language)
    if start:
        return f"depuis {_with_article(start)}" if language == "fr" else f"since {_said(start, language)}"
    if end:
        return f"jusqu’{_until(end)}" if language == "fr" else f"until {_said(end, language)}"
    return ""


def _said(parts: DateParts, language: str, with_month: bool = True, with_year: bool = True) -> str:
    year, month, day = parts
    words = [str(year)] if with_year or month is None else []
    if month is not None and (with_month or day is None):
        words.insert(0, _MONTHS[language][month - 1])
    if day is not None:
        words.insert(0, ordinal(day, language) if language == "fr" and day == 1 else str(day))
    return " ".join(words)


def _phrases(days: _Days) -> list[_Days]:
    """The days, cut where the way of telling them changes: each run on its own, the others together."""
    phrases: list[_Days] = []
    for run in _runs(days):
        may_join = phrases and len(run) < _SHORTEST_RUN and not _is_run(phrases[-1])
        if may_join:
            phrases[-1].extend(run)
        else:
            phrases.append(run)
    return phrases


def _runs(days: _Days) -> list[_Days]:
    """The days, cut where one is missing and at each new year."""
    runs: list[_Days] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(days=1) and day.year == runs[-1][-1].year:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _is_run(days: _Days) -> bool:
    return len(days) >= _SHORTEST_RUN and (days[-1] - days[0]).days == len(days) - 1 and days[0].year == days[-1].year


def _phrase(days: _Days, language: str, article: bool, with_year: bool) -> str:
    if _is_run(days):
        first, last = _parts(days[0]), _parts(days[-1])
        start = _said(first, language, with_month=first[1] != last[1], with_year=False)
        end = _said(last, language, with_year=with_year)
        return f"du {start} au {end}" if language == "fr" else f"{start} to {end}"
    listed = _listed(days, language, with_year)
    if language != "fr" or not article:
        return listed
    return f"le {listed}" if len(days) == 1 else f"les {listed}"


def _listed(days: _Days, language: str, with_year: bool) -> str:
    """Days one by one, the month once for all its days, the year once for all its months."""
    months = [list(group) for _, group in groupby(days, key=lambda day: (day.year, day.month))]
    told = []
    for index, month in enumerate(months):
        is_last = index == len(months) - 1
        year_ends = with_year if is_last else months[index + 1][0].year != month[0].year
        numbers = [_said(_parts(day), language, with_month=False, with_year=False) for day in month[:-1]]
        told.append(join_words([*numbers, _said(_parts(month[-1]), language, with_year=year_ends)], language))
    return join_words(told, language)


def _parts(day: date) -> DateParts:
    return day.year, day.month, day.day


def _on(parts: DateParts, language: str) -> str:
    """A period of one day, month or year."""
    is_day = parts[2] is not None
    if language == "fr":
        return f"le {_said(parts, language)}" if is_day else f"en {_said(parts, language)}"
    return f"on {_said(parts, language)}" if is_day else f"in {_said(parts, language)}"


def _from_to(start: DateParts, end: DateParts, language: str) -> str:
    same_year = start[0] == end[0] and start[1] is not None and end[1] is not None
    same_month = same_year and start[1] == end[1] and start[2] is not None and end[2] is not None
    first = _said(start, language, with_month=not same_month, with_year=not same_year)
    last = _said(end, language)
    if language != "fr":
        return f"from {first} to {last}"
    return f"{elided('de', first) if start[2] is None else f'du {first}'} {'à' if end[2] is None else 'au'} {last}"


def _with_article(parts: DateParts) -> str:
    """«février 2021», «le 1er mars 2021»: in French only a day has an article."""
    return _said(parts, "fr") if parts[2] is None else f"le {_said(parts, 'fr')}"


def _until(parts: DateParts) -> str:
    return f"{'en' if parts[2] is None else 'au'} {_said(parts, 'fr')}"
