"""How each type of field may be written, as JSON Schema: what an editor completes and underlines.

A list of choices is what editors complete from, so it holds the one spelling we write ourselves; a pattern beside it
lets through the others that are read just as well («Réalisé», «"3"»). Patterns keep to what Python and JavaScript
regular expressions share. Values reach the schema typed as YAML 1.2 types them: `01004` and `2021` are integers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cit_toolkit.model.text import fold

JsonSchema = dict[str, Any]

_LETTERS = {"a": "aàâä", "c": "cç", "e": "eéèêë", "i": "iîï", "o": "oôö", "u": "uùûü"}
_SEPARATOR = r"[\s_’'-]+"


@dataclass(frozen=True, slots=True)
class AlsoWritten:
    """In the annotation of a field: another type its value may be written as, read by a validator beside it."""

    hint: Any


def reference(name: str) -> JsonSchema:
    """Stands for a form, or for anything else of `$defs`."""
    return {"$ref": f"#/$defs/{name}"}


def one_of(words: Iterable[str], values: Iterable[object] = (), unlisted: Iterable[str] = ()) -> JsonSchema:
    """One of these words, in any spelling that folds to it, or of these values; `unlisted` words are not offered."""
    offered = list(words)
    pattern = "|".join(_any_spelling(word) for word in (*offered, *unlisted))
    return {"anyOf": [{"enum": [*offered, *values]}, {"type": "string", "pattern": rf"^\s*(?:{pattern})\s*$"}]}


def _any_spelling(word: str) -> str:
    parts = []
    for character in fold(word):
        letters = _LETTERS.get(character, character)
        parts.append(f"[{letters}{letters.upper()}]" if character.isalpha() else character)
    return "".join(_SEPARATOR if part == "-" else part for part in parts)


def _digit(low: int, high: int) -> JsonSchema:
    pattern = rf"^\s*[{low}-{high}]\s*$"
    return {"anyOf": [{"enum": list(range(low, high + 1))}, {"type": "string", "pattern": pattern}]}


def _whole(pattern: str, low: int, high: int | None = None) -> JsonSchema:
    bounds = {"minimum": low} if high is None else {"minimum": low, "maximum": high}
    return {"type": ["integer", "string"], **bounds, "pattern": pattern}


def _number(pattern: str) -> JsonSchema:
    return {"type": ["number", "string"], "pattern": pattern}


def _text(pattern: str) -> JsonSchema:
    return {"type": "string", "pattern": pattern}


_DIGITS = r"(?!0\d)(?:\d{1,3}(?:\s\d{3})+|\d+)"
_MONTH, _DAY = "(?:0?[1-9]|1[0-2])", "(?:0?[1-9]|[12][0-9]|3[01])"
# The words of a qualified figure are judged by its reader; without a digit it is «une trentaine» or «secret».
_FIGURE = r"\d|[aA][iI][nN][eE]|[dD][oO][zZ][eE][nN]|[sS][eE][cC][rR][eE][tT]"

# A code has no lower bound: the zeros it begins with are lost when an editor takes it for a number.
FORMS: dict[str, JsonSchema] = {
    "unknown": {
        "anyOf": [
            {"enum": ["inconnu", "?", None]},
            _text(rf"^\s*(?:{_any_spelling('inconnu')}[eE]?|{_any_spelling('unknown')}|[nN]ull|NULL|\?|~|)\s*$"),
        ]
    },
    "line": _number(r"\S"),
    "text": {"type": ["number", "string"]},
    "identifier": _whole(r"^\s*[a-z0-9]+(?:-[a-z0-9]+)*\s*$", 0),
    "reference": _number(r"\S"),
    "boolean": one_of(["oui", "non"], [True, False], unlisted=["true", "false", "yes", "no"]),
    "score": _digit(0, 3),
    "level": {"anyOf": [*_digit(0, 3)["anyOf"], _text(r"^\s*[0-3]\s*(?:[-–]|à|to)\s*[0-3]\s*$"), reference("unknown")]},
    "rating": _digit(1, 5),
    "integer": _whole(rf"^\s*\+?{_DIGITS}(?:[.,]0+)?\s*$", 0),
    "year": _whole(r"^\s*[12]\d{3}\s*$", 1000, 2999),
    "number": _number(rf"^\s*[+-]?{_DIGITS}(?:[.,]\d+)?\s*$"),
    "money": _number(rf"^\s*[+-]?{_DIGITS}(?:[.,]\d{{1,2}}0*)?\s*(?:€|[eE][uU][rR](?:[oO][sS]?)?)?\s*$"),
    "figure": _number(_FIGURE),
    "count": _whole(_FIGURE, 0),
    "date": _whole(
        rf"^\s*(?:[1-9]\d{{3}}(?:-{_MONTH}(?:-{_DAY})?)?|(?:{_DAY}/)?{_MONTH}/[1-9]\d{{3}})\s*$", 1000, 9999
    ),
    "length": _text(r"^\s*\d+(?:[.,]\d+)?\s*[hHjJmMdD][a-zA-Z]*\s*(?:\d{1,2}\s*[a-zA-Z]*)?\s*$"),
    "clock-time": _text(r"^\s*(?:[01]?\d|2[0-3])\s*[:hH]\s*(?:[0-5]\d)?\s*$"),
    "half-day": _text(
        rf"^\s*\d+-(?:{_any_spelling('matin')}|{_any_spelling('apres-midi')}|{_any_spelling('soir')}([eéEÉ][eE])?"
        rf"|{_any_spelling('morning')}|{_any_spelling('afternoon')}|{_any_spelling('evening')})\s*$"
    ),
    "web-address": _text(r'^\s*https?://[^\s<>"]+\s*$'),
    "colour": _text(r"^\s*#[0-9a-fA-F]{6}\s*$"),
    "insee-code": _whole(r"^\s*(?:\d{2}|2[aAbB])\d{3}\s*$", 0, 99_999),
    "department": _whole(r"^\s*(?:\d{2,3}|2[aAbB])\s*$", 0, 999),
    "postal-code": _whole(r"^\s*\d{5}\s*$", 0, 99_999),
    "siren": _whole(r"^(?:[\s.]*\d){9}[\s.]*$", 0, 999_999_999),
    "siret": _whole(r"^(?:[\s.]*\d){14}[\s.]*$", 1_000_000_000, 99_999_999_999_999),  # more than a SIREN
    "rna": _text(r"^[\s.]*[wW](?:[\s.]*[0-9a-zA-Z]){9}[\s.]*$"),
}
"""Every way of writing a value in one piece, by the name it has in `$defs`."""

EXPECTED: dict[str, str] = {
    "line": "A text of one line is expected.",
    "identifier": "Lower-case letters, digits and hyphens are expected: mairie-de-gueret.",
    "reference": "The id of something described elsewhere is expected.",
    "integer": "A whole number is expected, 0 or more: 12.",
    "year": "A year is expected: 2021.",
    "number": "A number is expected: 3, 3,5 or 12 500.",
    "money": "An amount in euros is expected: 2000 or 1 250,50.",
    "figure": "A figure is expected: 1650, environ 30, plus de 30, 10 à 12 or secret.",
    "count": "A number of things or people is expected: 11, environ 30, au moins 10 or secret.",
    "date": "A date is expected: 2021-10-22, 22/10/2021, 2021-10 or 2021.",
    "length": "A length of time is expected: 45 min, 1 h 30 or 0,5 j.",
    "clock-time": "A time of day is expected: 09:30 or 9h30.",
    "half-day": "A half-day is expected: 1-matin, 2-apres-midi or 1-soir.",
    "web-address": "A web address is expected, with https://.",
    "colour": 'A colour is expected, in quotes: "#2f6f4f".',
    "insee-code": "An INSEE code is expected: 37231, 01004 or 2A004.",
    "department": "A department number is expected: 37, 2A or 974.",
    "postal-code": "A postal code is expected: 37370.",
    "siren": "A SIREN number is expected: nine digits.",
    "siret": "A SIRET number is expected: fourteen digits.",
    "rna": "An RNA number is expected: W and nine characters.",
}
"""What an editor says of a text that has not the form, in English; the French is in locales/fields.fr.toml."""
