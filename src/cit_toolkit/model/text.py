"""Folding: how two spellings of one word are told to be the same."""

import re
import unicodedata
from functools import lru_cache

_SEPARATORS = re.compile(r"[\s_’'\-]+")
_NOT_IDENTIFIER = re.compile(r"[^a-z0-9]+")
UNKNOWN_WORDS = frozenset({"inconnu", "inconnue", "unknown", "?", "null", "~", ""})
"""What a facilitator may write for a value that is not known (FORMAT.md §1)."""


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case, without accents, words joined by hyphens: «Bassin de vie» and «bassin_de_vie» are one value."""
    text = text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae")
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _SEPARATORS.sub("-", bare.strip().lower()).strip("-")


def identifier_of(name: str) -> str:
    """The identifier a name gives when none is written: «Mairie de Saint-Paterne» → `mairie-de-saint-paterne`."""
    return _NOT_IDENTIFIER.sub("-", fold(name)).strip("-")


def is_unknown(value: object) -> bool:
    """Whether a value as written stands for «not known»."""
    return value is None or (isinstance(value, str) and value.strip().lower() in UNKNOWN_WORDS)
