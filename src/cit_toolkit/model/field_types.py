"""The types of fields: each turns the text of a file into a value, or says in one code what is wrong with it.

A validator raises `PydanticCustomError(code, …, arguments)`; the code is that of the problem shown to the user.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from cit_toolkit.model.interval import Interval
from cit_toolkit.model.partial_date import NoSuchDayError, NotADateError, PartialDate, parse_partial_date
from cit_toolkit.model.quantities import (
    Duration,
    NotANumberError,
    Quantity,
    parse_duration,
    parse_money,
    parse_number,
    parse_quantity,
)
from cit_toolkit.model.reading_marks import Prepares, Reads
from cit_toolkit.model.text import fold, identifier_of, is_unknown
from cit_toolkit.model.written_forms import reference

_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# A no-break space in a name is meant: only ordinary white space is folded into one line.
_WHITE_SPACE = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
_LEVELS = re.compile(r"([0-3])(?:\s*(?:[-–]|à|to)\s*([0-3]))?")
"""A level, or two between which people hesitate: `2-3`, `2 à 3`."""
FULL_LEVEL = Interval(0, 3)
"""A level nothing is known of."""


def wrong(code: str, **arguments: object) -> PydanticCustomError:
    """The error of a value that cannot be read; `code` names the problem in the catalogues."""
    return PydanticCustomError(code, code, arguments)


_FACT_KEYS = frozenset({"valeur", "annee", "source", "date"})


def _short(value: object) -> object:
    """Any fact may be written long, `{valeur: 3, source: …}`: its value. The rest stays in the file, as evidence."""
    if isinstance(value, Mapping) and "valeur" in value and _FACT_KEYS.issuperset(value):
        return value["valeur"]
    return value


def text_of(value: object) -> str:
    """The text of a value written in one piece; a list or a block is a mistake."""
    value = _short(value)
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return str(value)
    raise wrong("not-a-single-value")


def _reader(parse: Callable[[str], Any], kind: type, code: str) -> Reads:
    """Reads text with `parse`, and lets values already of the right kind through."""

    def read(value: object) -> object:
        if isinstance(value, kind):
            return value
        text = text_of(value)
        try:
            return parse(text)
        except NoSuchDayError as error:
            raise wrong("not-in-calendar", value=text) from error
        except (NotANumberError, NotADateError) as error:
            raise wrong(code, value=text) from error

    return Reads(read)


def _plain_text(value: object) -> str:
    text = text_of(value)
    if not text:
        raise wrong("empty-text")
    return _WHITE_SPACE.sub(" ", text)


def _method(value: object) -> str:
    """A built-in name, or a path from the dossier. Only the command line may name a file that stands anywhere."""
    text = _plain_text(value)
    if Path(text).is_absolute():
        raise wrong("path-outside-dossier", value=text)
    return text


def _markdown(value: object) -> str:
    return value.rstrip() if isinstance(value, str) else text_of(value)


def _identifier(value: object) -> str:
    text = text_of(value)
    if not _IDENTIFIER.fullmatch(text):
        raise wrong("bad-identifier", value=text, suggestion=identifier_of(text))
    return text


def _reference(value: object) -> str:
    # What names something else is folded; whether it exists is for loading/references.py to say.
    return fold(text_of(value))


def _boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    text = text_of(value).lower()
    if text in ("oui", "true", "yes"):
        return True
    if text in ("non", "false", "no"):
        return False
    raise wrong("not-a-boolean", value=text)


def _level(value: object) -> Interval:
    if isinstance(value, Interval):
        return value
    if is_unknown(_short(value)):
        return FULL_LEVEL
    text = text_of(value)
    found = _LEVELS.fullmatch(text)
    if found is None or int(found[1]) > int(found[2] or 3):
        raise wrong("bad-level", value=text)
    return Interval(int(found[1]), int(found[2] or found[1]))


def _score(value: object) -> int:
    text = text_of(value)
    if text not in ("0", "1", "2", "3"):
        raise wrong("bad-level", value=text)
    return int(text)


def _integer(text: str) -> int:
    number = parse_number(text)
    if number != number.to_integral_value():
        raise NotANumberError(text)
    return int(number)


def _between(reader: Reads, low: int, high: int | None, code: str) -> Reads:
    """Reads a number, and refuses one that is out of bounds."""

    def read(value: object) -> int:
        number: int = reader.read(value)
        if number < low or (high is not None and number > high):
            raise wrong(code, value=str(number), low=low, high=high)
        return number

    return Reads(read)


def _count(text: str) -> Quantity:
    quantity = parse_quantity(text)
    if quantity.low < 0 or quantity.low != quantity.low.to_integral_value():
        raise NotANumberError(text)
    return quantity


def _code(pattern: str, code: str, spaces: bool = False) -> Reads:
    expression = re.compile(pattern)

    def read(value: object) -> str:
        written = text_of(value)
        text = re.sub(r"[\s\u00a0\u202f.]", "", written) if spaces else written
        if not expression.fullmatch(text.upper()):
            raise wrong(code, value=written)
        return text.upper()

    return Reads(read)


def _web_address(value: object) -> str:
    text = text_of(value)
    if not re.fullmatch(r"https?://[^\s<>\"]+", text):
        raise wrong("bad-url", value=text)
    return text


def _colour(value: object) -> str:
    text = text_of(value).lower()
    if not re.fullmatch(r"#[0-9a-f]{6}", text):
        raise wrong("bad-colour", value=text)
    return text


def _list(value: object) -> object:
    if is_unknown(value):
        return ()
    if isinstance(value, (str, int, float)):
        return (value,)
    return value


def choice(values: type[StrEnum]) -> Reads:
    """One word of a fixed list; accents, capitals and hyphens are folded."""
    known = {fold(member.value): member for member in values}

    def read(value: object) -> StrEnum:
        text = text_of(value)
        found = known.get(fold(text))
        if found is None:
            raise wrong("unknown-choice", value=text, choices=[member.value for member in values])
        return found

    return Reads(read)


Maybe = Prepares(lambda value: None if is_unknown(_short(value)) else value)
"""For a field that may be unknown: `inconnu`, `?` and `null` become None, quoted or not."""

AsList = Prepares(_list)
"""For a list: unknown is empty, a single value is a list of one."""

AsTable = Prepares(lambda value: {} if is_unknown(value) else value)
"""For a table: unknown is empty."""

AsMaybeList = Prepares(lambda value: None if is_unknown(value) else _list(value))
"""For a list that may be unknown, which is not the same as empty."""

PlainText = Annotated[str, Reads(_plain_text), WithJsonSchema(reference("line"))]
"""A name, a title, one line: printed to the letter."""

MethodName = Annotated[str, Reads(_method), WithJsonSchema(reference("line"))]
"""A method: a built-in name, or a path inside the dossier."""

Markdown = Annotated[str, Reads(_markdown), WithJsonSchema(reference("text"))]
"""Free text, CommonMark and tables."""

Identifier = Annotated[str, Reads(_identifier), WithJsonSchema(reference("identifier"))]
"""Lower-case letters, digits, hyphens."""

Reference = Annotated[str, Reads(_reference), WithJsonSchema(reference("reference"))]
"""The identifier of something described elsewhere."""

Boolean = Annotated[bool, Reads(_boolean), WithJsonSchema(reference("boolean"))]
"""oui / non, true / false."""

Level = Annotated[Interval, Reads(_level), WithJsonSchema(reference("level"))]
"""0 to 3, two levels between which it lies (`2-3`), or unknown: [0, 3]."""

Score = Annotated[int, Reads(_score), WithJsonSchema(reference("score"))]
"""0 to 3; unknown is None."""

Intensity = Annotated[
    int, _between(_reader(_integer, int, "bad-intensity"), 1, 3, "bad-intensity"), WithJsonSchema(reference("score"))
]
"""1 to 3."""

Integer = Annotated[
    int,
    _between(_reader(_integer, int, "not-an-integer"), 0, None, "out-of-range"),
    WithJsonSchema(reference("integer")),
]
"""A whole number, 0 or more."""

Year = Annotated[
    int, _between(_reader(_integer, int, "not-a-year"), 1000, 2999, "not-a-year"), WithJsonSchema(reference("year"))
]
"""A calendar year."""

Number = Annotated[Decimal, _reader(parse_number, Decimal, "not-a-number"), WithJsonSchema(reference("number"))]
"""An exact number, decimal comma or point."""

Measured = Annotated[
    Decimal,
    _between(_reader(parse_number, Decimal, "not-a-number"), 0, 1000, "out-of-bounds"),
    WithJsonSchema(reference("number")),
]
"""A weight or a number of hours: 0 to 1,000, so that sums stay exact."""

Money = Annotated[Decimal, _reader(parse_money, Decimal, "not-an-amount"), WithJsonSchema(reference("money"))]
"""Euros, exact to the cent."""

Figure = Annotated[Quantity, _reader(parse_quantity, Quantity, "not-a-figure"), WithJsonSchema(reference("figure"))]
"""A figure, exact or qualified, or «secret»."""

Count = Annotated[Quantity, _reader(_count, Quantity, "not-a-count"), WithJsonSchema(reference("count"))]
"""A number of things or people, exact or qualified."""

Date = Annotated[PartialDate, _reader(parse_partial_date, PartialDate, "not-a-date"), WithJsonSchema(reference("date"))]
"""A day, a month or a year."""

Length = Annotated[Duration, _reader(parse_duration, Duration, "not-a-duration"), WithJsonSchema(reference("length"))]
"""A length of time."""

WebAddress = Annotated[str, Reads(_web_address), WithJsonSchema(reference("web-address"))]
Colour = Annotated[str, Reads(_colour), WithJsonSchema(reference("colour"))]
InseeCode = Annotated[str, _code(r"(\d{2}|2[AB])\d{3}", "bad-insee-code"), WithJsonSchema(reference("insee-code"))]
"""Official code of a municipality: 01004 needs no quotes."""
Department = Annotated[str, _code(r"\d{2,3}|2[AB]", "bad-department"), WithJsonSchema(reference("department"))]
PostalCode = Annotated[str, _code(r"\d{5}", "bad-postal-code"), WithJsonSchema(reference("postal-code"))]
Siren = Annotated[str, _code(r"\d{9}", "bad-siren", spaces=True), WithJsonSchema(reference("siren"))]
Siret = Annotated[str, _code(r"\d{14}", "bad-siret", spaces=True), WithJsonSchema(reference("siret"))]
Rna = Annotated[str, _code(r"W[0-9A-Z]{9}", "bad-rna", spaces=True), WithJsonSchema(reference("rna"))]

Names = Annotated[tuple[PlainText, ...], AsList, Field(default=())]
"""A list of one-line texts."""
References = Annotated[tuple[Reference, ...], AsList, Field(default=())]
"""A list of identifiers described elsewhere."""
