"""A record read through a mapping: what its columns say of each part of an offer, whatever they are called."""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from cit_toolkit.exchange.html_markdown import line_of
from cit_toolkit.exchange.records import Record
from cit_toolkit.model.text import fold

T = TypeVar("T")
_NAME_KEYS = ("name", "nom", "title", "titre", "label", "intitule", "text")
"""Where an object that stands for a thing keeps what it is called."""
_OUTSIDE_BRACKETS = re.compile(r",\s+(?![^(]*\))")
_LEVELS = re.compile(r"\s*[|>]\s*|--|\s+/\s+")
_JOINTS = re.compile(r"[-/|>]+")
_EMPTY = {"", "none", "null", "nan", "[]", "{}"}


@dataclass(frozen=True, slots=True)
class Row:
    """One record, its columns by folded name."""

    record: Record
    cells: bool
    """Whether values are cells of a table, where a list is written in one text."""
    by_column: Mapping[str, tuple[str, Any]] = field(default_factory=dict)
    """Folded name of a column → its name as written, and its value; without those that say nothing."""

    @staticmethod
    def of(record: Record, cells: bool) -> "Row":
        """A record; of two columns that differ only by their writing, the first that says something."""
        by_column: dict[str, tuple[str, Any]] = {}
        for name, value in record.values.items():
            if says_something(value):
                by_column.setdefault(fold(name), (name, value))
        return Row(record, cells, by_column)

    @property
    def columns(self) -> set[str]:
        """The folded names of all its columns, those that say nothing included."""
        return {fold(name) for name in self.record.values}

    def values(self, columns: Sequence[str]) -> Iterator[Any]:
        """The values of the columns that say something, in the order of the mapping."""
        return (value for _, value in self.found(columns))

    def found(self, columns: Sequence[str]) -> Iterator[tuple[str, Any]]:
        """The columns that say something, as the file writes them, and their values, in the order of the mapping."""
        return filter(None, (self.by_column.get(fold(column)) for column in columns))

    def line(self, columns: Sequence[str]) -> str:
        """The first thing said, on one line; several of them separated by commas."""
        return next((said for value in self.values(columns) if (said := ", ".join(self.items(value)))), "")

    def items(self, value: Any, known: Mapping[str, Any] | None = None) -> list[str]:
        """A value as a list of texts. `known`: words that may hold a comma themselves."""
        if isinstance(value, str) and self.cells:
            value = list(_cell_items(value, known or {}))
        items = value if isinstance(value, list) else [value]
        return [text for text in dict.fromkeys(line_of(text_of(item)) for item in items) if text]


def says_something(value: Any) -> bool:
    """Whether a value is more than an absence."""
    if isinstance(value, (list, dict)):
        return bool(value)
    return value is not None and str(value).strip().lower() not in _EMPTY


def text_of(value: Any) -> str:
    """One value as a text; an object by its name."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return next((str(value[key]) for key in _NAME_KEYS if says_something(value.get(key))), "")
    if isinstance(value, list):
        return ", ".join(filter(None, map(text_of, value)))
    return "" if value is None else str(value)


def word_key(word: str) -> str:
    """What two spellings of one word have in common: «Énergies / Déchets» and «energies-dechets»."""
    return _JOINTS.sub("-", fold(word)).strip("-")


def meaning_of(word: str, vocabulary: Mapping[str, T]) -> T | None:
    """What a word means: its own line, else that of the end of its path, else that of the wider thing it belongs to.

    «Nature / environnement|Forêts» is looked for as a whole, then as «Forêts», then as «Nature / environnement». The
    keys of the vocabulary are those of `word_key`.
    """
    levels = _LEVELS.split(word)
    paths = [levels[start:] for start in range(len(levels))] + [levels[:end] for end in range(len(levels) - 1, 0, -1)]
    keys = (word_key("-".join(path)) for path in paths)
    return next((vocabulary[key] for key in keys if key in vocabulary), None)


def _cell_items(text: str, known: Mapping[str, Any]) -> Iterator[str]:
    """The items of a list written in one cell: as Python, PostgreSQL or JSON write it, or with separators."""
    if text.startswith("[") and text.endswith("]"):
        yield from _written_list(text)
    elif text.startswith("{") and text.endswith("}"):
        yield from (item.strip('"') for item in next(csv.reader([text[1:-1]]), []))
    elif ";" in text:
        yield from text.split(";")
    elif "," in text and known:
        yield from _known_pieces(_OUTSIDE_BRACKETS.split(text), known)
    else:
        yield text


def _written_list(text: str) -> list[str]:
    """`["a", "b"]`, `['a', 'b']`, or `['a' 'b']` as numpy writes it."""
    try:
        return [text_of(item) for item in json.loads(text)]
    except ValueError:
        quoted = re.findall(r"'([^']*)'|\"([^\"]*)\"", text)
        return [one or other for one, other in quoted] or text[1:-1].split(",")


def _known_pieces(pieces: list[str], known: Mapping[str, Any]) -> Iterator[str]:
    """Pieces put together again when the comma between them belonged to a word that is known."""
    start = 0
    while start < len(pieces):
        ends = range(len(pieces), start, -1)
        end = next((end for end in ends if meaning_of(", ".join(pieces[start:end]), known) is not None), start + 1)
        yield ", ".join(pieces[start:end])
        start = end
