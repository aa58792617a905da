"""What people write in French where a date, a number or a yes is expected, when it can mean one thing only.

Each function gives the text to write instead, or None: a date whose year has two digits, a number with one point and
three digits after it, stay for their writer to say.
"""

import re
from datetime import date

from cit_toolkit.model.partial_date import NotADateError, parse_partial_date
from cit_toolkit.model.text import fold

_MONTHS = {
    "janvier": 1, "janv": 1, "jan": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "avril": 4, "avr": 4, "mai": 5,
    "juin": 6, "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9, "octobre": 10, "oct": 10, "novembre": 11,
    "nov": 11, "decembre": 12, "dec": 12,
}  # fmt: skip
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_IN_WORDS = re.compile(r"(?:le-)?(?:([a-z]+)-)?(?:(\d{1,2})(?:-?er)?-)?([a-z]+)\.?-(\d{4})")
_WITH_POINTS = re.compile(r"(\d{1,2})\s*([./\-])\s*(\d{1,2})\s*\2\s*(\d{4})")
_FROM_YEAR = re.compile(r"(\d{4})\s*([./])\s*(\d{1,2})\s*\2\s*(\d{1,2})")
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’_]+")
_EUROS = re.compile(r"\s*(?:€|euros?|eur)$", re.IGNORECASE)
_THOUSANDS_OF_EUROS = re.compile(r"(.*\d)\s*k\s*€", re.IGNORECASE)
_YES = ("o", "oui", "yes", "y", "vrai", "true", "1")
_NO = ("n", "non", "no", "faux", "false", "0")
_ABOUT = re.compile(r"(?:env(?:iron)?\.?|≈|~|±)\s*(\d.*)|(\d\S*(?:\s\d{3})*)\s*(?:env(?:iron)?\.?)", re.IGNORECASE)
_MORE = re.compile(r"(?:\+\s*de|>)\s*(\d.*)|(\d\S*)\s*\+|(\d\S*)\s+et\s+plus", re.IGNORECASE)
_LESS = re.compile(r"(?:-\s*de|<)\s*(\d.*)", re.IGNORECASE)
_NUMBER_WORDS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20,
}  # fmt: skip


def date_meant(text: str) -> str | None:
    """`22 octobre 2021`, `vendredi 22 oct. 2021`, `octobre 2021`, `22.10.2021`, `22-10-2021`, `2021/10/22`."""
    if found := _IN_WORDS.fullmatch(fold(text.replace(".", " ").replace(",", " "))):
        weekday, day, month, year = found.groups()
        if month in _MONTHS:
            return _day(year, str(_MONTHS[month]), day, weekday)
    if found := _WITH_POINTS.fullmatch(text.strip()):
        return _day(found[4], found[3], found[1])
    if found := _FROM_YEAR.fullmatch(text.strip()):
        return _day(found[1], found[3], found[4])
    return None


def _day(year: str, month: str, day: str | None, weekday: str | None = None) -> str | None:
    """A day or a month that exists; one that was not the day of the week it is said to be is for its writer to say."""
    written = f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
    try:
        found = parse_partial_date(written)
    except NotADateError:
        return None
    if weekday is None:
        return written
    if weekday not in _WEEKDAYS or found.day is None:
        return None
    said = _WEEKDAYS[date(found.year, found.month or 1, found.day).weekday()]
    return written if said == weekday else None


def number_meant(text: str) -> str | None:
    """`1.250,50`, `1,250.50`, `1.250.500`, `12_500`, `12  500`, `douze`."""
    if (word := _NUMBER_WORDS.get(fold(text))) is not None:
        return str(word)
    bare = _SPACES.sub("", text.strip())
    if not re.fullmatch(r"[+-]?\d+(?:[.,]\d+)*", bare):
        return None
    marks = re.findall(r"[.,]", bare)
    if len(set(marks)) == 2 and marks.count(marks[-1]) == 1:
        # Two signs: the last one is for decimals, the others cut thousands.
        whole, _, decimals = bare.rpartition(marks[-1])
        return f"{_whole(whole)},{decimals}" if _whole(whole) else None
    if len(set(marks)) == 1 and len(marks) > 1:
        return _whole(bare)
    return bare if not marks else None


def _whole(text: str) -> str | None:
    """A number cut in thousands, in one piece."""
    head, *rest = re.split(r"[.,]", text)
    return head + "".join(rest) if all(len(part) == 3 for part in rest) and 0 < len(head.lstrip("+-")) <= 3 else None


def amount_meant(text: str) -> str | None:
    """A number of euros; `8 k€` is 8000."""
    if found := _THOUSANDS_OF_EUROS.fullmatch(text.strip()):
        thousands = found[1].strip().replace(",", ".")
        return str(int(thousands) * 1000) if thousands.isdigit() else None
    return number_meant(_EUROS.sub("", text.strip()))


def figure_meant(text: str) -> str | None:
    """A number, or one that is qualified otherwise than we read it: `env. 30`, `≈ 30`, `+ de 30`, `> 30`."""
    for pattern, words in ((_ABOUT, "environ"), (_MORE, "plus de"), (_LESS, "moins de")):
        if found := pattern.fullmatch(text.strip()):
            number = next(part for part in found.groups() if part)
            clean = number_meant(number) or (number if re.fullmatch(r"\d+(?:[.,]\d+)?", number.strip()) else None)
            return f"{words} {clean.strip()}" if clean else None
    return number_meant(text)


def answer_meant(text: str) -> str | None:
    """Yes or no, in whatever letters: `O`, `Oui.`, `vrai`, `n`."""
    word = fold(text).strip(" .!,;")
    if word in _YES:
        return "oui"
    return "non" if word in _NO else None
