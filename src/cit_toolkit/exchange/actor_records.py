"""Records of another tool made into actors: those written, those refused and why, those that lie elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cit_toolkit.exchange.actor_reader import ActorReader
from cit_toolkit.exchange.actor_words import ActorWords
from cit_toolkit.exchange.mapped_tables import MappedTable
from cit_toolkit.exchange.mapped_things import ImportedThings, NamedTable, Naming, things_from
from cit_toolkit.exchange.places_asked import PlacesAsked
from cit_toolkit.model.actor_mapping import ActorsMapping
from cit_toolkit.model.text import fold

_NAMING = Naming("nom", "acteur", "actor-without-name")


@dataclass(frozen=True, slots=True)
class ReadTable(MappedTable[ActorsMapping]):
    """A table of actors, or of links between them."""

    @property
    def of_links(self) -> bool:
        """Whether its records are links: it has a column for each end, or its format says so."""
        if self.file.links is not None:
            return self.file.links
        links = self.mapping.links
        held = {fold(column) for column in self.columns}
        return links is not None and all(
            not held.isdisjoint(map(fold, names)) for names in (links.source, links.target)
        )


def actors_from(
    tables: Sequence[ReadTable], words: Mapping[int, ActorWords], places: PlacesAsked, taken: Iterable[str] = ()
) -> ImportedThings:
    """The actors of some tables. `words`: by the rank of the table; `taken`: identifiers that others already bear."""
    named = [
        NamedTable(table, ActorReader(table.mapping, words[rank], table.columns),
                   table.mapping.columns.identifier, table.mapping.columns.namespace, table.mapping.columns.name)
        for rank, table in enumerate(tables)
        if not table.of_links
    ]  # fmt: skip
    return things_from(named, _NAMING, taken, places.may_be)
