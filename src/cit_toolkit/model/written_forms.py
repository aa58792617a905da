"""How each type of field may be written, as JSON Schema: what an editor shows, completes and underlines.

A list of choices is what editors complete from, so it holds the one spelling we write ourselves; a pattern beside it
lets through the others that are read just as well («Réalisé», «"3"»). Patterns keep to what Python and JavaScript
regular expressions share. A value is typed as YAML 1.2 does: `01004` and `2021` reach the schema as integers.
"""

from collections.abc import Iterable
from typing import Any

from cit_toolkit.model.text import fold

JsonSchema = dict[str, Any]

_LETTERS = {"a": "aàâä", "c": "cç", "e": "eéèêë", "i": "iîï", "o": "oôö", "u": "uùûü"}
_SEPARATOR = r"[\s_’'-]+"


def _any_spelling(word: str) -> str:
    parts = []
    for character in fold(word):
        letters = _LETTERS.get(character, character)
        parts.append(f"[{letters}{letters.upper()}]" if character.isalpha() else character)
    return "".join(_SEPARATOR if part == "-" else part for part in parts)


def one_of(words: Iterable[str], *values: object) -> JsonSchema:
    """One of these words, in any spelling that folds to it, or one of these values to the letter."""
    words = list(words)
    pattern = "|".join(_any_spelling(word) for word in words)
    return {"anyOf": [{"enum": [*words, *values]}, {"type": "string", "pattern": rf"^\s*(?:{pattern})\s*$"}]}


def _digits(low: int, high: int) -> JsonSchema:
    numbers = list(range(low, high + 1))
    return {"anyOf": [{"enum": numbers}, {"type": "string", "pattern": rf"^\s*[{low}-{high}]\s*$"}]}


def _code(digits: int, pattern: str) -> JsonSchema:
    # No lower bound: an editor drops the zeros a code begins with when it takes it for a number.
    return {"type": ["string", "integer"], "pattern": pattern, "minimum": 0, "maximum": 10**digits - 1}


UNKNOWN: JsonSchema = {"$ref": "#/$defs/inconnu"}
"""Where a value may be unknown; `UNKNOWN_WRITINGS` is what it refers to."""
UNKNOWN_WRITINGS: JsonSchema = {
    "anyOf": [
        {"enum": ["inconnu", "?", None]},
        {
            "type": "string",
            "pattern": rf"^\s*(?:{_any_spelling('inconnu')}[eE]?|{_any_spelling('unknown')}|[nN]ull|NULL|\?|~|)\s*$",
        },
    ]
}

_WHOLE = r"(?!0\d)(?:\d{1,3}(?:\s\d{3})+|\d+)"
_MONTH, _DAY = "(?:0?[1-9]|1[0-2])", "(?:0?[1-9]|[12][0-9]|3[01])"

ONE_LINE: JsonSchema = {"type": ["string", "number"], "pattern": r"\S"}
TEXT: JsonSchema = {"type": ["string", "number"]}
IDENTIFIER: JsonSchema = {"type": ["string", "integer"], "pattern": r"^\s*[a-z0-9]+(?:-[a-z0-9]+)*\s*$", "minimum": 0}
REFERENCE: JsonSchema = {"type": ["string", "number"], "pattern": r"\S"}
BOOLEAN = one_of(["oui", "non"], True, False)
BOOLEAN["anyOf"][1]["pattern"] = (
    rf"^\s*(?:{'|'.join(_any_spelling(word) for word in ('oui', 'non', 'true', 'false', 'yes', 'no'))})\s*$"
)
SCORE = _digits(0, 3)
LEVEL: JsonSchema = {"anyOf": [*SCORE["anyOf"], UNKNOWN]}
RATING = _digits(1, 5)
INTEGER: JsonSchema = {"type": ["integer", "string"], "minimum": 0, "pattern": rf"^\s*\+?{_WHOLE}(?:[.,]0+)?\s*$"}
YEAR: JsonSchema = {
    "type": ["integer", "string"],
    "minimum": 1000,
    "maximum": 2999,
    "pattern": r"^\s*[12][0-9]{3}\s*$",
}
NUMBER: JsonSchema = {"type": ["number", "string"], "pattern": rf"^\s*[+-]?{_WHOLE}(?:[.,]\d+)?\s*$"}
MONEY: JsonSchema = {
    "type": ["number", "string"],
    "pattern": rf"^\s*[+-]?{_WHOLE}(?:[.,]\d{{1,2}}0*)?\s*(?:€|[eE][uU][rR](?:[oO][sS]?)?)?\s*$",
}
# The words of a qualified figure are judged by the reader, not here; without a digit it is «une trentaine» or «secret».
_FIGURE_PATTERN = r"\d|[aA][iI][nN][eE]|[dD][oO][zZ][eE][nN]|[sS][eE][cC][rR][eE][tT]"
FIGURE: JsonSchema = {"type": ["number", "string"], "pattern": _FIGURE_PATTERN}
COUNT: JsonSchema = {"type": ["integer", "string"], "minimum": 0, "pattern": _FIGURE_PATTERN}
DATE: JsonSchema = {
    "type": ["string", "integer"],
    "minimum": 1000,
    "maximum": 9999,
    "pattern": rf"^\s*(?:[1-9]\d{{3}}(?:-{_MONTH}(?:-{_DAY})?)?|(?:{_DAY}/)?{_MONTH}/[1-9]\d{{3}})\s*$",
}
LENGTH: JsonSchema = {
    "type": "string",
    "pattern": r"^\s*\d+(?:[.,]\d+)?\s*[hHjJmMdD][a-zA-Z]*\s*(?:\d{1,2}\s*[a-zA-Z]*)?\s*$",
}
CLOCK_TIME: JsonSchema = {"type": "string", "pattern": r"^\s*(?:[01]?\d|2[0-3])\s*[:hH]\s*(?:[0-5]\d)?\s*$"}
WEB_ADDRESS: JsonSchema = {"type": "string", "pattern": r'^\s*https?://[^\s<>"]+\s*$'}
COLOUR: JsonSchema = {"type": "string", "pattern": r"^\s*#[0-9a-fA-F]{6}\s*$"}
INSEE_CODE = _code(5, r"^\s*(?:\d{2}|2[aAbB])\d{3}\s*$")
DEPARTMENT = _code(3, r"^\s*(?:\d{2,3}|2[aAbB])\s*$")
POSTAL_CODE = _code(5, r"^\s*\d{5}\s*$")
SIREN = _code(9, r"^(?:[\s.]*\d){9}[\s.]*$")
SIRET = _code(14, r"^(?:[\s.]*\d){14}[\s.]*$")
RNA: JsonSchema = {"type": "string", "pattern": r"^[\s.]*[wW](?:[\s.]*[0-9a-zA-Z]){9}[\s.]*$"}
