"""The last look before a document leaves: e-mails, phones and names that must not be told. Fails closed."""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

# A template writes values with a backslash before a punctuation mark: both writings are looked for.
_ESCAPE = r"\\?"
# Lengths are bounded: a text of a hundred thousand letters without «@» must not be searched from each of them.
_EMAIL = re.compile(
    rf"[\w](?:{_ESCAPE}[\w.+\-]){{0,80}}{_ESCAPE}@[\w](?:{_ESCAPE}[\w.\-]){{0,120}}{_ESCAPE}\.{_ESCAPE}[A-Za-z]{{2,24}}"
)
_GAP = rf"(?:[\s\u00a0\u2009\u202f]|{_ESCAPE}[.\-/*_‐‑–()])"
# Four pairs, all apart or all together: «01/02/2021 10» is a date.
_PAIRS = rf"(?:(?:{_GAP}{{1,3}}\d\d){{4}}|\d{{8}}|{_GAP}{{1,3}}\d{{4}}{_GAP}{{0,3}}\d{{4}})"
_FRENCH_PHONE = rf"(?:{_ESCAPE}\+33|0033|0){_GAP}{{0,3}}(?:0{_ESCAPE}\){_GAP}{{0,3}})?[1-9]{_PAIRS}"
_FOREIGN_PHONE = rf"{_ESCAPE}\+[1-9](?:{_GAP}{{0,3}}\d){{8,14}}"
_PHONE = re.compile(rf"(?<!\d)(?<!\d[.,])(?:{_FRENCH_PHONE}|{_FOREIGN_PHONE})(?!\d)")

# What may stand inside a word without being seen: accents typed apart, soft hyphens, joiners.
_UNSEEN = "[\u0300-\u036f\u00ad\u200b-\u200d\u2060]*"
_NOT_A_LETTER = re.compile(r"[\W_]+")
_BEGINNING = 4
_BETWEEN_WORDS = r"[\W_]{0,8}"

_CIVILITY = r"m|mm|mr|mrs|ms|mme|mmes|mlle|monsieur|madame|mademoiselle"
_SPACES = r"[ \u00a0\u202f]{1,2}"
_ARTICLES = frozenset({"l", "le", "la", "les", "un", "une", "du", "des", "the", "a"})
_SHORTEST_FAMILY_NAME = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found in a text that must not leave."""

    code: str
    """privacy-email, privacy-phone or privacy-name."""
    text: str
    start: int
    end: int


class Withheld(tuple[str, ...]):
    """Names, e-mails and telephones that must not be told, in the order to look for them when there are thousands."""

    @cached_property
    def by_beginning(self) -> dict[str, list[tuple[str, str]]]:
        """Each with its letters, by the first of them; those that are shorter stand under ""."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name in dict.fromkeys(self):
            if letters := _looked_for(name):
                beginning = letters[:_BEGINNING] if len(letters) >= _BEGINNING else ""
                found.setdefault(beginning, []).append((name, letters))
        return found


def personal_data(text: str, withheld: Iterable[str]) -> list[Hit]:
    """E-mails, phone numbers, and what is withheld: the same words whatever their case, accents, spacing and marks.

    Who reads many texts gives a `Withheld`: it is put in order once.
    """
    hits = []
    if "@" in text:
        hits += [Hit("privacy-email", found[0].replace("\\", ""), *found.span()) for found in _EMAIL.finditer(text)]
    hits += [Hit("privacy-phone", found[0].replace("\\", ""), *found.span()) for found in _PHONE.finditer(text)]
    bare = _without_accents(text)
    for name in _perhaps_in(_letters(bare), withheld if isinstance(withheld, Withheld) else Withheld(withheld)):
        hits += [Hit(_code(name), name, *found.span()) for found in _pattern(name).finditer(bare)]
    return sorted(hits, key=lambda hit: (hit.start, -hit.end))


def _perhaps_in(letters: str, withheld: Withheld) -> Iterator[str]:
    """What is withheld whose letters are in a text: nearly never any, and this tells it far faster than patterns."""
    by_beginning = withheld.by_beginning
    beginnings = {letters[i : i + _BEGINNING] for i in range(len(letters))} & by_beginning.keys()
    for beginning in ("", *sorted(beginnings)):
        yield from (name for name, wanted in by_beginning.get(beginning, ()) if wanted in letters)


def personal_data_in_page(text: str, withheld: Iterable[str]) -> list[Hit]:
    """The same in Markdown or SVG, where a character may also be written as a reference («&#64;»)."""
    withheld = Withheld(withheld)
    read = html.unescape(text)
    return [*personal_data(text, withheld), *(personal_data(read, withheld) if read != text else ())]


def masked(text: str, hits: Iterable[Hit], word: str) -> str:
    """The text with each hit replaced by a word."""
    pieces, position = [], 0
    for hit in hits:
        if hit.start >= position:
            pieces += [text[position : hit.start], word]
        position = max(position, hit.end)
    return "".join([*pieces, text[position:]])


def _code(withheld: str) -> str:
    if "@" in withheld:
        return "privacy-email"
    return "privacy-name" if re.search(r"[^\W\d_]", withheld) else "privacy-phone"


def _without_accents(text: str) -> str:
    """Each letter without its accent, one for one: places in the text stay what they are."""
    if text.isascii():
        return text
    return text.translate({ord(c): unicodedata.normalize("NFD", c)[0] for c in set(text) if not c.isascii()})


def _letters(text: str) -> str:
    return _NOT_A_LETTER.sub("", text).lower()


def _looked_for(name: str) -> str:
    """The letters that every way of writing a name holds: those of the family name when there is one."""
    return "".join(_family_name(name) or _words(name)).lower()


@lru_cache(maxsize=1024)
def _pattern(name: str) -> re.Pattern[str]:
    """The name; of a name in several words, also «Ferrand, Odile» and «Mme Ferrand»."""
    ways = [_spelled(_words(name))]
    if family := _family_name(name):
        first, last = _spelled(_words(name.split()[0])), _spelled(family)
        ways += [rf"{last}{_ESCAPE},?{_SPACES}{first}", rf"(?:{_CIVILITY}){_ESCAPE}\.?{_SPACES}{last}"]
    return re.compile(r"(?<![^\W_])(?:" + "|".join(ways) + r")(?![^\W_])", re.IGNORECASE)


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", _without_accents(unicodedata.normalize("NFC", name)))


def _family_name(name: str) -> list[str]:
    """What follows the first name; nothing of an e-mail, a phone or «La Grange», which nobody turns round."""
    first, _, rest = name.strip().partition(" ")
    last = _words(rest)
    if _code(name) != "privacy-name" or first.lower() in _ARTICLES or len("".join(last)) < _SHORTEST_FAMILY_NAME:
        return []
    return last


def _spelled(words: list[str]) -> str:
    return _BETWEEN_WORDS.join("".join(re.escape(letter) + _UNSEEN for letter in word) for word in words)
