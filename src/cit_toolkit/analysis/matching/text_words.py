"""A text as words to compare: its language guessed, empty words left out, stems without accents."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

FRENCH, ENGLISH = "french", "english"
_WORD = re.compile(r"[^\W_]{2,}")
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")
# «participant·es», «administrateur·rice·s», «élu(e)s», «habitant-e-s»: the longer ending says nothing more.
_INCLUSIVE = re.compile(
    r"(?<=[^\W\d_])[·•‧.\-(](?:e|ne|le|se|ve|ive|ère|ière|trice|rice|euse)(?:s\)?|\)s?|[·•‧.\-]s)?(?![^\W\d_])"
)
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})

_EMPTY_FRENCH = """
    afin ai ainsi ait alors après as assez au aucun aucune aujourd aura aurait auront aussi autre autres aux avaient
    avait avant avec avoir avons bien bon ça car ce ceci cela celle celles celui cependant certain certaine
    certaines certains ces cet cette ceux chaque chez ci comme comment contre dans de déjà depuis des dès devant
    doit doivent donc dont du durant elle elles en encore enfin entre es est et étaient était étant été être eux
    faire fait fois font grâce hors hui ici il ils jusqu jusque la là le les leur leurs lors lorsque lui ma mais me
    même mêmes mes moins mon ne ni non nos notre nous on ont ou où oui par parce parfois parmi pas pendant peu peut
    peuvent plupart plus plusieurs plutôt pour pourra pouvoir pouvons près puis quand que quel quelle quelles
    quelque quelques quels qui quoi sa sans sauf se selon sera seront ses seul seule si soient soit son sont sous
    souvent sur ta tant tel telle telles tels tous tout toute toutefois toutes très trop tu un une vers via voire
    vos votre vous
"""
_EMPTY_ENGLISH = """
    about after again all also an and any are as at be because been before being between both but by can could did
    do does doing during each either every few for from had has have having her here his how if in into is it its
    itself just may might more most must no nor not now of off on once one only or other our out over own same shall
    she should since so some such than that the their them then there these they this those through to too under
    until up upon very was we were what when where which while who whom whose why will with within without would you
    your
"""
_EMPTY = {FRENCH: frozenset(_EMPTY_FRENCH.split()), ENGLISH: frozenset(_EMPTY_ENGLISH.split())}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order: as written, then as letters and as stems, both without accents."""

    language: str
    """The language they were taken for."""
    forms: tuple[str, ...]
    """As written, in lower case."""
    letters: tuple[str, ...]
    """The same; "" for a word that says nothing, such as an article or a number."""
    stems: tuple[str, ...]
    """The root of each word, empty ones included: «prix de revient» is three words."""

    @property
    def telling(self) -> Iterator[tuple[str, str, str]]:
        """(form, letters, stem) of each word that says something."""
        return (word for word in zip(self.forms, self.letters, self.stems, strict=True) if word[1])


def words_of(text: str, language: str | None = None) -> Words:
    """The words of a text. Stemming needs the accents of French: they are taken off the stems, never before."""
    found = _WORD.findall(_INCLUSIVE.sub("", _ADDRESS.sub(" ", unicodedata.normalize("NFC", text))).lower())
    language = language or _language(found)
    empty = _EMPTY[language]
    return Words(
        language,
        tuple(found),
        tuple("" if word in empty or word.isdigit() else _without_accents(word) for word in found),
        tuple(_stem(word, language) for word in found),
    )


def _language(words: list[str]) -> str:
    """English when more of its empty words are met than French ones."""
    met = {language: sum(word in empty for word in words) for language, empty in _EMPTY.items()}
    return ENGLISH if met[ENGLISH] > met[FRENCH] else FRENCH


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(language)


@cache
def _stem(word: str, language: str) -> str:
    return _without_accents(_stemmer(language).stemWord(word))


@cache
def _without_accents(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.translate(_LIGATURES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
