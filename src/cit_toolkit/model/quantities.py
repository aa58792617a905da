"""Numbers as people write them: decimal commas, thousands, «environ 30», euros, durations."""

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_SPACES = "\u00a0\u202f\u2009 "
_NUMBER = rf"[+-]?(?:\d{{1,3}}(?:[{_SPACES}]\d{{3}})+|\d+)(?:[.,]\d+)?"
_NUMBER_ONLY = re.compile(_NUMBER)
_LEADING_ZERO = re.compile(r"[+-]?0\d")

# «une trentaine» and the like: the French collective numbers, and their nearest English words.
_ABOUT_WORDS = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "dozen": 12,
}  # fmt: skip
_ABOUT_SHARE = Decimal("0.15")
"""How far «environ n» may be from n. A convention of ours: «une douzaine» then covers 10 to 14."""


class NotANumberError(ValueError):
    """The text is not a number in any of the accepted writings."""


def parse_number(text: str) -> Decimal:
    """`3,5`, `3.5`, `12 500` (any space): an exact decimal. `1_000`, `01004`, `1e3` are not numbers here."""
    text = text.strip()
    if not _NUMBER_ONLY.fullmatch(text) or _LEADING_ZERO.match(text):
        raise NotANumberError(text)
    for space in _SPACES:
        text = text.replace(space, "")
    return Decimal(text.replace(",", "."))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as somebody wrote it: exact, qualified («plus de 30», «10 à 12») or withheld («secret»).

    `high` is None when nothing bounds it from above. `written` is what documents print.
    """

    low: Decimal
    high: Decimal | None
    written: str

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    @property
    def secret(self) -> bool:
        """Whether it is withheld (statistical secrecy): there is a value, which nobody may tell."""
        return self.written.lower() == "secret"

    def plus(self, other: "Quantity", written: str) -> "Quantity":
        """The sum. It is qualified as soon as one term is: the words are the caller's."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Quantity(self.low + other.low, high, written)


def _about(number: Decimal) -> tuple[Decimal, Decimal]:
    low, high = number * (1 - _ABOUT_SHARE), number * (1 + _ABOUT_SHARE)
    if number == number.to_integral_value():
        return low.to_integral_value(ROUND_FLOOR), high.to_integral_value(ROUND_CEILING)
    return low, high


_BETWEEN = "between"
_QUALIFIERS = {
    "about": ("environ|à peu près|autour de", "about|around|some", "~"),
    "more": ("plus de|plus d['’]", "more than|over", ""),
    "least": ("au moins", "at least", ""),
    "less": ("moins de|moins d['’]", "less than|fewer than", ""),
    "most": ("au plus|jusqu['’]à", "at most|up to", ""),
}
"""The words before a number that qualify it: French, English, of both languages."""
_QUALIFIED = tuple(
    (kind, language, re.compile(rf"(?:{words})\s*({_NUMBER})", re.I))
    for kind, by_language in _QUALIFIERS.items()
    for language, words in zip(("fr", "en", ""), by_language, strict=True)
    if words
) + tuple(
    (_BETWEEN, language, re.compile(rf"{before}({_NUMBER})\s*(?:{between})\s*({_NUMBER})", re.I))
    for language, before, between in (
        ("fr", r"(?:entre\s+|de\s+)?", "à|et"),
        ("en", r"(?:between\s+)?", "to|and"),
        ("", "", "–|-"),
        ("fr", r"(?:entre\s+|de\s+)", "to|and|–|-"),
        ("en", r"(?:between\s+)", "à|et|–|-"),
    )
)
_COLLECTIVE = re.compile(
    r"(plus d['’]|more than )?\s*(?:une |a )?(" + "|".join(_ABOUT_WORDS) + r")(?:\s+(?:de\s+|d['’])(.*))?", re.I
)


@dataclass(frozen=True, slots=True)
class Qualification:
    """How a figure is qualified, so that another language can say it."""

    kind: str
    """`about`, `more`, `least`, `less`, `most`, `between`, or `more-about` («plus d’une trentaine»)."""
    numbers: tuple[Decimal, ...]
    """The number qualified; two for `between`."""
    language: str
    """`fr` or `en`, that of the words; empty when they belong to none («10-12»)."""
    counted: str = ""
    """What follows a collective number: «personnes» in «une trentaine de personnes»."""


def qualification(written: str) -> Qualification | None:
    """What qualifies a figure as it is written; None for an exact figure, a withheld one or what is not a figure."""
    if found := _COLLECTIVE.fullmatch(written):
        word = found[2].lower()
        kind = "more-about" if found[1] else "about"
        language = "en" if word == "dozen" else "fr"
        return Qualification(kind, (Decimal(_ABOUT_WORDS[word]),), language, found[3] or "")
    for kind, language, pattern in _QUALIFIED:
        if found := pattern.fullmatch(written):
            numbers = tuple(parse_number(number) for number in found.groups())
            return Qualification(kind, numbers, language) if numbers[0] <= numbers[-1] else None
    return None


def parse_quantity(text: str) -> Quantity:
    """A figure exact or qualified. «environ n» is n ± 15 %, rounded outwards for a whole number."""
    written = " ".join(text.split())
    if written.lower() == "secret":
        return Quantity(Decimal(0), None, written)
    try:
        number = parse_number(written)
    except NotANumberError:
        return _parse_qualified(written)
    return Quantity(number, number, written)


def _parse_qualified(written: str) -> Quantity:
    qualified = qualification(written)
    if qualified is None:
        raise NotANumberError(written)
    return Quantity(*_bounds(qualified.kind, *qualified.numbers), written)


def _bounds(kind: str, number: Decimal, last: Decimal | None = None) -> tuple[Decimal, Decimal | None]:
    # «plus de 30» persons means 31 or more; of a measure such as 30,5 it only excludes the bound itself.
    step = 1 if number == number.to_integral_value() else 0
    if kind == _BETWEEN:
        return number, last
    if kind == "about":
        return _about(number)
    if kind == "more-about":
        return _about(number)[0], None
    if kind == "more":
        return number + step, None
    if kind == "least":
        return number, None
    return Decimal(0), number - step if kind == "less" else number


_EURO = re.compile(r"\s*(?:€|euros?|eur)\s*$", re.I)


_MOST_EUROS = Decimal(10) ** 15
"""Past that, no sum of lines would be sure to be exact to the cent; nor would anybody have meant it."""


def parse_money(text: str) -> Decimal:
    """Euros, exact to the cent: `1 250,50`, `1250.5`, `1250.50 €`."""
    amount = parse_number(_EURO.sub("", text))
    if abs(amount) >= _MOST_EUROS or amount != amount.quantize(Decimal("0.01")):
        raise NotANumberError(text)
    return amount.quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as written. Days are kept apart: how many hours make one is a setting of the method."""

    hours: Decimal
    days: Decimal
    written: str

    def in_hours(self, hours_per_day: Decimal) -> Decimal:
        """The whole in hours."""
        return self.hours + self.days * hours_per_day


_HOURS_MINUTES = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:h|heures?|hours?)\s*(?:([0-5]?\d)\s*(?:min|minutes?|mn)?)?", re.I)
_MINUTES = re.compile(r"(\d+)\s*(?:min|mn|minutes?)", re.I)
_DAYS = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:j|jours?|days?)", re.I)


def parse_duration(text: str) -> Duration:
    """`45 min`, `1 h 30`, `2 h`, `0,5 j`, `2 jours`."""
    written = " ".join(text.split())
    if found := _DAYS.fullmatch(written):
        return Duration(Decimal(0), parse_number(found[1]), written)
    if found := _MINUTES.fullmatch(written):
        return Duration(Decimal(found[1]) / 60, Decimal(0), written)
    if found := _HOURS_MINUTES.fullmatch(written):
        return Duration(parse_number(found[1]) + Decimal(found[2] or 0) / 60, Decimal(0), written)
    raise NotANumberError(text)
