"""The last look before a document leaves: e-mails, phones and names that must not be told. Fails closed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# A template writes values with a backslash before each punctuation mark: both writings are looked for.
_ESCAPE = r"\\?"
_EMAIL = re.compile(
    rf"[A-Za-z0-9](?:{_ESCAPE}[\w.+\-])*{_ESCAPE}@[\w](?:{_ESCAPE}[\w.\-])*{_ESCAPE}\.{_ESCAPE}[A-Za-z]{{2,}}"
)
_PHONE = re.compile(
    rf"(?<![\w.,])(?:{_ESCAPE}\+33|0033|0)[\s\u00a0\u202f]*(?:{_ESCAPE}\(0{_ESCAPE}\))?[\s\u00a0\u202f]*[1-9]"
    rf"(?:(?:[\s\u00a0\u202f]|{_ESCAPE}[.\-])?\d{{2}}){{4}}(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found in a text that must not leave."""

    code: str
    """privacy-email, privacy-phone or privacy-name."""
    text: str
    start: int
    end: int


def personal_data(text: str, names: Iterable[str]) -> list[Hit]:
    """E-mails, French phone numbers, and the given names, whole words whatever their case."""
    hits = [Hit("privacy-email", found[0].replace("\\", ""), *found.span()) for found in _EMAIL.finditer(text)]
    hits += [Hit("privacy-phone", found[0].replace("\\", ""), *found.span()) for found in _PHONE.finditer(text)]
    for name in dict.fromkeys(names):
        if pattern := _name_pattern(name):
            hits += [Hit("privacy-name", name, *found.span()) for found in pattern.finditer(text)]
    return sorted(hits, key=lambda hit: (hit.start, -hit.end))


def masked(text: str, hits: Iterable[Hit], word: str) -> str:
    """The text with each hit replaced by a word."""
    pieces, position = [], 0
    for hit in hits:
        if hit.start >= position:
            pieces += [text[position : hit.start], word]
            position = hit.end
    return "".join([*pieces, text[position:]])


def _name_pattern(name: str) -> re.Pattern[str] | None:
    words = re.findall(r"\w+|[^\w\s]", name)
    if not any(re.search(r"\w", word) for word in words):
        return None
    parts = [re.escape(word) if re.match(r"\w", word) else _ESCAPE + re.escape(word) for word in words]
    return re.compile(r"(?<!\w)" + r"[\s\u00a0\u202f]*".join(parts) + r"(?!\w)", re.IGNORECASE)
