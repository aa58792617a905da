"""The parts of a record that every reader of tables reads alike: words through vocabularies, levels, what is kept."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cit_toolkit.exchange.html_markdown import line_of, markdown_of
from cit_toolkit.exchange.mapped_words import MappedWords, Vocabulary
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.exchange.rows import Row, says_something, text_of, word_key
from cit_toolkit.model.text import fold, identifier_of
from cit_toolkit.model.tool_mapping import TableMapping

EMAIL = re.compile(r"[^\s@<>;,]{1,64}@[^\s@<>;,]+\.[^\s@<>;,]+")
"""What stands before the sign has 64 letters at most (RFC 5321): a long word without one is passed over quickly."""
PHONE = re.compile(r"(?:\+\d{1,3}|0)[\s.\-]?\(?\d\)?(?:[\s.\-]?\d{2}){4}")
LEVEL = re.compile(r"([0-3])(?:[.,]0)?(?:\D.*)?")
"""0 to 3, whatever words follow: «3 – très urgent»."""
_FIRST_NAME = "prenom"
_BETWEEN_WORDS = re.compile(r"\s+[/+]\s+|[|,]")
UNKNOWN_WORDS = ("?", "inconnu", "inconnue", "unknown", "nsp", "ne sait pas")


class WordParts:
    """Reads words through the vocabularies of a mapping."""

    def __init__(self, words: MappedWords) -> None:
        self._vocabularies = words

    def several(
        self, part: str, row: Row, columns: Sequence[str], remarks: list[Remark], extra: dict[str, Any]
    ) -> list[str]:
        """What the words of the first column that says something mean, each once; words without a meaning are kept."""
        meant: dict[str, None] = {}
        for column, value in row.found(columns):
            words = row.items(value, self._vocabularies.parts[part])
            unknown = [word for word in words if self._vocabularies.meaning(part, word) is None]
            for word in words:
                meant |= dict.fromkeys(self._vocabularies.meaning(part, word) or ())
            if unknown:
                extra.setdefault(f"x-{part}", words)
            # One word understood is enough to file a record: the others are kept, and not a doubt.
            if meant:
                break
            words = [word for word in unknown if not word.isdigit()]
            remarks += [Remark("actor-word", {"word": word, "part": part}, column) for word in words]
            if len(words) < len(unknown):
                # Told once: a number means nothing, whichever it is.
                remarks.append(Remark("actor-word-number", {"part": part}, column))
        return list(meant)

    def every(
        self, part: str, row: Row, columns: Sequence[str], remarks: list[Remark], extra: dict[str, Any]
    ) -> list[str]:
        """What every word of every column means, each once; each word without a meaning is told, and all are kept."""
        meant: dict[str, None] = {}
        known = self._vocabularies.parts[part]
        for column, value in row.found(columns):
            words = list(dict.fromkeys(_pieces(row, value, known)))
            unknown = [word for word in words if self._vocabularies.meaning(part, word) is None]
            for word in words:
                meant |= dict.fromkeys(self._vocabularies.meaning(part, word) or ())
            if unknown:
                extra[f"x-{part}"] = list(dict.fromkeys([*extra.get(f"x-{part}", ()), *words]))
            remarks += [Remark("actor-word", {"word": word, "part": part}, column) for word in unknown]
        return list(meant)

    def one(
        self, part: str, row: Row, columns: Sequence[str], remarks: list[Remark], extra: dict[str, Any]
    ) -> str:  # fmt: skip
        """The meaning of the first word that has one; others that mean something else are told."""
        meant = self.several(part, row, columns, remarks, extra)
        if len(meant) > 1:
            column = next((column for column, _ in row.found(columns)), "")
            remarks.append(Remark("several-words", {"kept": meant[0], "others": meant[1:], "part": part}, column))
        return meant[0] if meant else ""


class KeptColumns:
    """The columns nothing is made of, kept as they are under `x-`."""

    def __init__(self, mapping: TableMapping, read_otherwise: Iterable[str] = ()) -> None:
        """`read_otherwise`: columns that the mapping does not name and that are read all the same."""
        self._known = mapping.known_columns
        self._read = frozenset(read_otherwise)
        self._kept = {fold(column): f"x-{identifier_of(name)}" for column, name in mapping.kept.items()}

    def of(self, row: Row) -> tuple[dict[str, Any], dict[str, Any]]:
        """What is kept, then the same for what holds an e-mail, a telephone or the first name of somebody."""
        plain: dict[str, Any] = {}
        personal: dict[str, Any] = {}
        for key, (name, value) in row.by_column.items():
            under = self._kept.get(key)
            if under is None and key not in self._known and name not in self._read:
                under = f"x-{identifier_of(name) or 'colonne'}"
            if under is None:
                continue
            kept = as_written(value)
            held = personal if is_personal(kept) or _FIRST_NAME in key.split("-") else plain
            held.setdefault(under, kept)
        return plain, personal


def _pieces(row: Row, value: Any, known: Vocabulary) -> Iterator[str]:
    """The words of a cell, one a line or between any separators, unless what holds one is itself a word."""
    if isinstance(value, str):
        value = "; ".join(filter(None, map(str.strip, value.splitlines())))
    for item in row.items(value, known):
        if word_key(item) in known:
            yield item
        else:
            yield from filter(None, map(str.strip, _BETWEEN_WORDS.split(item)))


def texts_of(row: Row, columns: Sequence[str]) -> str:
    """Each text of some columns that adds something, as Markdown."""
    return "\n\n".join(dict.fromkeys(markdown_of(text_of(value)) for value in row.values(columns)))


def is_personal(value: Any) -> bool:
    """Whether a value holds an e-mail or a telephone."""
    if isinstance(value, dict):
        return any(map(is_personal, value.values()))
    if isinstance(value, list):
        return any(map(is_personal, value))
    return bool(EMAIL.search(str(value)) or PHONE.search(str(value)))


def as_written(value: Any) -> Any:
    """A value to keep: yes and no in words, texts without HTML, lists and tables as they are."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Mapping):
        return {line_of(str(key)) or "?": as_written(inner) for key, inner in value.items() if says_something(inner)}
    if isinstance(value, list):
        return [as_written(inner) for inner in value if says_something(inner)]
    return markdown_of(text_of(value))
