"""Numbers as they are printed: «12 734,5», «de 67 à 89 %», «1 250,50 €», «1er», «2 fonctions».

A half is rounded up, away from zero, as everyone learnt at school: readers check figures by hand, and would take
the 12 % that Python makes of 12.5 for a mistake. A float is rounded as it is written (1.005 is 1.005, not the
binary number just under it), and money never becomes a float.

The spaces made here never break: a narrow one (U+202F) between thousands, a plain one (U+00A0) before a sign.
"""

from decimal import ROUND_HALF_UP, Context, Decimal

Number = int | float | Decimal

_MINUS = "−"  # the sign (U+2212), as wide as a digit and never parted from it at a line end, unlike a hyphen
_MARKS = {"fr": str.maketrans({",": "\u202f", ".": ","}), "en": str.maketrans({})}  # from Python's own 12,734.5
_PERCENT = {"fr": "\u00a0%", "en": "%"}
_MOST_FLOAT_DIGITS = 3  # as CLDR: the sixteen digits of a computed 2/3 say nothing


def format_number(value: Number, language: str, digits: int | None = None) -> str:
    """«12 734,5». Without `digits`, a Decimal keeps the decimals it was written with, a float those that matter."""
    exact = _rounded(value, digits)
    text = f"{exact.copy_abs():,f}".translate(_MARKS[language])
    return f"{_MINUS}{text}" if exact < 0 else text


def format_percent(share: Number, language: str, digits: int = 0) -> str:
    """A share of 1 in per cent: 0.67 is «67 %» in French, "67%" in English."""
    return format_number(_per_cent(share), language, digits) + _PERCENT[language]


def format_range(low: Number, high: Number, language: str, percent: bool = False, digits: int | None = None) -> str:
    """«de 67 à 89 %», or «67 %» when both ends are printed alike. With `percent`, the ends are shares of 1."""
    if percent:
        low, high, digits = _per_cent(low), _per_cent(high), digits or 0
    first, last = format_number(low, language, digits), format_number(high, language, digits)
    sign = _PERCENT[language] if percent else ""
    if first == last:
        return f"{first}{sign}"
    return f"de {first} à {last}{sign}" if language == "fr" else f"{first} to {last}{sign}"


def format_money(amount: Decimal, language: str) -> str:
    """Euros: «1 250,50 €», and «8 000 €» when there are no cents."""
    cents = _rounded(amount, 2)
    text = format_number(cents.copy_abs(), language, 0 if cents == cents.to_integral_value() else 2)
    sign = _MINUS if cents < 0 else ""
    return f"{sign}{text}\u00a0€" if language == "fr" else f"{sign}€{text}"


def ordinal(rank: int, language: str, feminine: bool = False) -> str:
    """«1er», «2e», "11th". The gender shows only in French, and only at the first: «1re»."""
    if language == "fr":
        return f"{rank}{('re' if feminine else 'er') if rank == 1 else 'e'}"
    is_teen = rank % 100 in (11, 12, 13)
    return f"{rank}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(rank % 10, 'th')}"


def counted(count: Number, singular: str, plural: str, language: str) -> str:
    """«0 fonction», «2 fonctions»: French has the plural from 2 on (1,5 jour), English for all but 1."""
    size = _exact(count).copy_abs()
    is_singular = size < 2 if language == "fr" else size == 1
    return f"{format_number(count, language)} {singular if is_singular else plural}"


def _rounded(value: Number, digits: int | None) -> Decimal:
    exact = _exact(value)
    if digits is None and not isinstance(value, float):
        return exact
    kept = _MOST_FLOAT_DIGITS if digits is None else digits
    room = Context(prec=max(28, exact.adjusted() + kept + 2))  # however long the number a file holds
    rounded = exact.quantize(Decimal(1).scaleb(-kept), ROUND_HALF_UP, room)
    return rounded if digits is not None else rounded.normalize(room)


def _exact(value: Number) -> Decimal:
    return Decimal(str(value))


def _per_cent(share: Number) -> Decimal:
    return _exact(share) * 100
