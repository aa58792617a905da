"""Rows of tables made into needs: those written, those refused and why."""

from collections.abc import Iterable, Mapping, Sequence

from cit_toolkit.exchange.mapped_tables import MappedTable
from cit_toolkit.exchange.mapped_things import ImportedThings, NamedTable, Naming, things_from
from cit_toolkit.exchange.need_reader import NeedReader
from cit_toolkit.exchange.need_words import NeedWords
from cit_toolkit.model.actor import Actor
from cit_toolkit.model.need_mapping import NeedsMapping

_NAMING = Naming("intitule", "besoin", "need-without-title")


def needs_from(
    tables: Sequence[MappedTable[NeedsMapping]],
    words: Mapping[int, NeedWords],
    actors: Sequence[Actor] | None,
    taken: Iterable[str] = (),
) -> ImportedThings:
    """The needs of some tables. `words`: by the rank of the table; `actors`: those of the territory they are added to,
    None without one; `taken`: identifiers that other needs already bear."""
    named = [
        NamedTable(table, NeedReader(table, words[rank], actors),
                   table.mapping.columns.identifier, table.mapping.columns.namespace, table.mapping.columns.title)
        for rank, table in enumerate(tables)
    ]  # fmt: skip
    return things_from(named, _NAMING, taken)
