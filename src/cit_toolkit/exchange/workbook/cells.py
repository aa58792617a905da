"""What a cell shows, and what is meant by what people type in it: both are texts as a YAML file has them.

Nothing is an empty text: unknown. Several things in one cell are separated by semicolons.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cit_toolkit.exchange.official_numbers import official_number, place_code
from cit_toolkit.exchange.workbook.tables import Column, Kind
from cit_toolkit.loading.suggestions import nearest
from cit_toolkit.model.text import fold, is_unknown

SEPARATOR = " ; "
NONE = "[]"
"""A list known to be empty, where that is not the same as unknown."""
_LEVELS = re.compile(r"([0-3])\s*(?:-|–|à|to)\s*([0-3])")
_YES, _NO = ("oui", "yes", "true", "vrai", "x"), ("non", "no", "false", "faux")
_DEPARTMENT, _PLACE = 2, 5
"""Lengths of the codes of places."""
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[ T]00:00(?::00)?")


@dataclass(frozen=True)
class Vocabulary:
    """The words of a closed list."""

    labels: Mapping[str, str]
    """What is shown for each identifier, in the order of the list."""
    kind: str = ""
    """What its words name, for messages; nothing for words of the format itself."""
    others: Mapping[str, str] = field(default_factory=dict)
    """Other words that stand for an identifier."""
    none: str = ""
    """What is shown for a list known to be empty."""

    @cached_property
    def listed(self) -> Mapping[str, str]:
        """What is shown for each identifier: its label, unless it would be taken for another or for several."""
        uses = Counter(map(fold, self.labels.values()))
        return {
            name: name if uses[fold(label)] > 1 or ";" in label or "\n" in label else label
            for name, label in self.labels.items()
        }

    def shown(self, identifier: str) -> str:
        """What is shown for an identifier; itself when it is not in the list."""
        return self.listed.get(identifier, identifier)

    def meant(self, text: str) -> str | None:
        """The identifier that a word stands for."""
        return self._meanings.get(fold(text))

    @cached_property
    def _meanings(self) -> Mapping[str, str]:
        others = {fold(word): name for word, name in self.others.items()}
        return others | {fold(label): name for name, label in self.listed.items()} | {fold(n): n for n in self.labels}


@dataclass(frozen=True, slots=True)
class Meant:
    """What is meant by a cell."""

    text: str
    repaired: str = ""
    """How a spreadsheet had spoiled it: `zeros-restored`, `date-for-levels`."""
    problem: str = ""
    """Why it cannot be used: the code of a problem."""
    word: str = ""
    """The word that stands for nothing."""
    suggestion: str | None = None


def shown(column: Column, text: str, vocabulary: Vocabulary | None) -> str:
    """What a cell shows."""
    if vocabulary is None or not text:
        return text
    if text == NONE:
        return vocabulary.none
    if column.kind is Kind.CHOICES:
        return SEPARATOR.join(map(vocabulary.shown, text.split(SEPARATOR)))
    return vocabulary.shown(text)


def meant(column: Column, written: str, vocabulary: Vocabulary | None) -> Meant:
    """What is meant by what stands in a cell."""
    text = written.strip()
    if is_unknown(text) and column.kind not in (Kind.LINE, Kind.TEXT):
        return Meant("")
    match column.kind:
        case Kind.CHOICE if vocabulary is not None:
            return _word(text, vocabulary)
        case Kind.CHOICES if vocabulary is not None:
            return _words(text, vocabulary)
        case Kind.LEVEL | Kind.SCORE:
            return _level(text, column)
        case Kind.BOOLEAN:
            return _boolean(text, vocabulary)
        case Kind.CODE:
            return _code(text, column.digits)
        case Kind.LINES | Kind.NUMBERS:
            pieces = re.split(r"[;\n]" if column.kind is Kind.LINES else r"[;,\n]", text)
            return Meant(SEPARATOR.join(piece.strip() for piece in pieces if piece.strip()))
        case Kind.DATE:
            return Meant(_MIDNIGHT.sub(r"\1", text))
        case Kind.TEXT:
            return Meant(text)
    return Meant(" ".join(text.split()))


def _word(text: str, vocabulary: Vocabulary) -> Meant:
    if (found := vocabulary.meant(text)) is not None:
        return Meant(found)
    if not vocabulary.labels:
        # Nothing is listed: nothing can be said against a name.
        return Meant(fold(text))
    near = nearest(text, vocabulary.listed.values())
    return Meant(text, problem="unknown-reference" if vocabulary.kind else "unknown-choice", word=text, suggestion=near)


def _words(text: str, vocabulary: Vocabulary) -> Meant:
    if vocabulary.none and fold(text) in (fold(vocabulary.none), NONE):
        return Meant(NONE)
    found = []
    for piece in filter(None, map(str.strip, re.split(r"[;\n]", text))):
        whole = vocabulary.meant(piece) is not None
        for part in [piece] if whole else filter(None, map(str.strip, piece.split(","))):
            word = _word(part, vocabulary)
            if word.problem:
                return Meant(text, problem=word.problem, word=word.word, suggestion=word.suggestion)
            found.append(word.text)
    return Meant(SEPARATOR.join(dict.fromkeys(found)))


def _level(text: str, column: Column) -> Meant:
    if column.kind is Kind.LEVEL and (found := _LEVELS.fullmatch(text)):
        return Meant(found[1] if found[1] == found[2] else f"{found[1]}-{found[2]}")
    if column.kind is Kind.LEVEL and (day := _day(text)):
        # «2-3» typed in a cell that is not a text: a spreadsheet makes a day of it, in one order or the other.
        low, high = sorted((day.day, day.month))
        return Meant(f"{low}-{high}", repaired="date-for-levels") if low < high <= 3 else Meant(text)
    return Meant(text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(_MIDNIGHT.sub(r"\1", text))
    except ValueError:
        return None


def _boolean(text: str, vocabulary: Vocabulary | None) -> Meant:
    word = vocabulary.meant(text) if vocabulary else None
    if word or fold(text) in (*_YES, *_NO):
        return Meant(word or ("oui" if fold(text) in _YES else "non"))
    return Meant(text)


def _code(text: str, digits: int) -> Meant:
    if digits == _DEPARTMENT:
        return Meant(text.zfill(2), repaired="zeros-restored" * (len(text) == 1)) if text.isdigit() else Meant(text)
    number = place_code(text) if digits == _PLACE else official_number(text, digits)
    if not number.digits:
        return Meant(text)
    return Meant(number.digits, repaired=number.doubt if number.doubt == "zeros-restored" else "")
