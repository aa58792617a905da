"""Numbers in French running text: «quatre», «une douzaine», «plus d'une trentaine», «entre 10 et 12», «8 000»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cit_toolkit.model.quantities import NotANumberError, Quantity, parse_quantity
from cit_toolkit.model.text import fold

_UNITS = (
    "", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt")
_WORDS = "|".join(sorted({word for word in (*_UNITS, *_TENS) if word} | {"cents?", "mille", "vingts"}, reverse=True))
_SPOKEN = rf"(?:{_WORDS})(?:(?:-|\s+)(?:et(?:-|\s+)(?:une?|onze)|{_WORDS})(?!\w))*"
_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_COLLECTIVE = "dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|centaine"
_ONE = rf"{_DIGITS}|(?:{_SPOKEN})(?!\w)"

_NUMBER = re.compile(
    rf"""(?<![\w#/.,:°-])(?:
        (?P<qualifier>environ|à\ peu\ près|près\ d[e']|presque|plus\ d[e']|au\ moins|moins\ d[e']|au\ plus
            |jusqu'à)?\s*
        (?:une\s+(?:bonne\s+|petite\s+)?(?P<collective>{_COLLECTIVE})
          |(?:(?P<between>entre|de)\s+)?(?P<low>{_ONE})(?:\s+(?:à|et|ou)\s+(?P<high>{_ONE}))?)
    )(?![,.]?\d|[/:°]|\s*[)%]|(?:er|e|ème)\b|\s*h\b)""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
_SAID_SO = {
    "près de": "environ", "près d'": "environ", "presque": "environ", "plus d'": "plus de", "moins d'": "moins de",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A number as a text says it, and where."""

    start: int
    end: int
    quantity: Quantity
    about: bool
    """Whether the text itself says that it is not exact."""


def stated_numbers(text: str) -> Iterator[StatedNumber]:
    """Every number of a text whose apostrophes are straight, in order. «Un» and «une» are articles, never numbers."""
    position = 0
    while found := _NUMBER.search(text, position):
        read = _read(found)
        if read is None and found["high"]:
            # «trois et quatre» may be two numbers: the first one alone.
            read = _read(found, alone=True)
        if read is not None:
            yield read
        position = read.end if read else found.end()


def _read(found: re.Match[str], alone: bool = False) -> StatedNumber | None:
    end = found.end("low") if alone else found.end()
    qualifier = " ".join((found["qualifier"] or "").lower().split())
    qualifier = _SAID_SO.get(qualifier, qualifier)
    if found["collective"]:
        written = f"{'plus de ' if qualifier == 'plus de' else ''}une {found['collective'].lower()}"
        return _stated(found.start(), end, written.replace("plus de une", "plus d'une"), about=True)
    low, high = _digits(found["low"]), _digits(found["high"]) if found["high"] and not alone else None
    if low is None or (found["high"] and not alone and high is None):
        return None
    if high is not None:
        # «trois à quatre», «trois ou quatre» are ranges; «trois et quatre» only after «entre».
        joined = found[0][found.end("low") - found.start() :].split()[0]
        if joined.lower() == "et" and (found["between"] or "").lower() != "entre":
            return None
        return _stated(found.start(), end, f"{low} à {high}", about=True)
    start = found.start("low") if found["between"] else found.start()
    return _stated(start, end, f"{qualifier} {low}".strip(), about=qualifier == "environ")


def _stated(start: int, end: int, written: str, about: bool) -> StatedNumber | None:
    try:
        return StatedNumber(start, end, parse_quantity(written), about)
    except NotANumberError:
        return None


def _digits(text: str) -> str | None:
    """The figures of a number in figures or in words; None for words that make no number («deux trois»)."""
    if text[0].isdigit():
        return text
    words = fold(text).replace("-une", "-un")
    if words in ("un", "une"):
        return None
    value = _spoken().get(words)
    if value is None and "mille" in words.split("-"):
        thousands, _, rest = words.partition("mille")
        above, below = (
            _spoken().get(part.strip("-")) if part.strip("-") else default
            for part, default in ((thousands, 1), (rest, 0))
        )
        value = None if above is None or below is None else above * 1000 + below
    return None if value is None else str(value)


@cache
def _spoken() -> dict[str, int]:
    """The words of every number from 2 to 999, folded: spaces and hyphens are one, plural marks left out too."""
    said = {}
    for number in range(2, 1000):
        words = fold(_words(number))
        said[words] = number
        said.setdefault(words.replace("cent", "cents", 1), number)
        said.setdefault(words.replace("quatre-vingt", "quatre-vingts", 1), number)
    return said


def _words(number: int) -> str:
    if number >= 100:
        hundreds = "cent" if number < 200 else f"{_UNITS[number // 100]} cent"
        return f"{hundreds} {_words(number % 100)}".strip()
    if number < 20:
        return _UNITS[number]
    tens = number // 10
    rest = number - 10 * tens if tens not in (7, 9) else number - 10 * tens + 10
    if not rest:
        return _TENS[tens]
    link = " et " if rest in (1, 11) and tens < 8 else "-"
    return f"{_TENS[tens]}{link}{_UNITS[rest]}"
