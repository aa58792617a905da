"""Sheets that stand beside a table of actors in a workbook without being one: lists of words, a page to read first."""

from collections.abc import Sequence

from cit_toolkit.exchange.actor_records import ReadTable
from cit_toolkit.model.actor_mapping import ActorsMapping
from cit_toolkit.model.text import fold

_PLACED = frozenset(
    ("address", "municipality", "postal_code", "insee_code", "siret", "siren", "email", "phone", "website")
)
"""Parts that only what exists somewhere has."""
_FEW = frozenset(("identifier", "name", "note"))
"""Parts that any list of words has: «valeur, libellé, description»."""
_OF_WORDS = frozenset(("label", "libelle", "titre", "intitule", "valeur", "value"))
"""What a list of words calls its words, and a table of actors its actors."""


def other_sheets(tables: Sequence[ReadTable], usual: ActorsMapping) -> list[ReadTable]:
    """Sheets that hold nothing but words, of workbooks where another sheet holds actors with a place or a number."""
    actors = {table.file.name for table in tables if table.guessed and len(_parts(table) & _PLACED) >= 2}
    return [table for table in tables if table.guessed and table.file.name in actors and _only_words(table, usual)]


def _parts(table: ReadTable) -> set[str]:
    return {name for name, columns in table.mapping.columns if columns}


def _only_words(table: ReadTable, usual: ActorsMapping) -> bool:
    names = {fold(name) for name in usual.columns.name} - _OF_WORDS
    called = {fold(name) for name in table.mapping.columns.name}
    return not table.of_links and _parts(table) <= _FEW and called.isdisjoint(names)
