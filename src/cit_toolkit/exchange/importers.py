"""What can be imported: a catalogue of offers or a kind of table is a mapping (mappings/) and a line here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OffersImporter:
    """A catalogue of another tool."""

    mapping: str | None
    """The name of the mapping provided for it; None when it takes one's own."""


OFFERS_IMPORTERS: dict[str, OffersImporter] = {
    "aides-territoires": OffersImporter("aides-territoires"),
    "data-inclusion": OffersImporter("data-inclusion"),
    "offres": OffersImporter(None),
}
"""By the name `cit import` takes."""

NETWORK_MAPPING, TABLE_MAPPING = "acteurs-kumu", "acteurs-tableau"
ACTOR_MAPPINGS = ("acteurs-gogocarto", "acteurs-data-inclusion", NETWORK_MAPPING, TABLE_MAPPING)
"""The mappings provided for actors: the first whose signs a file has reads it; columns are guessed by the last."""


@dataclass(frozen=True, slots=True)
class TableImporter:
    """A kind of thing that tables are read for, through mappings of its own."""

    command: str
    """What `cit import` calls it."""
    mapping_type: str
    """The `type:` of its mappings."""
    mappings: tuple[str, ...]
    """Those provided."""
    listed: frozenset[str]
    """Its vocabularies in which a word may mean several things."""


TABLE_IMPORTERS: dict[str, TableImporter] = {
    "actors": TableImporter(
        "acteurs", "correspondance-acteurs", ACTOR_MAPPINGS, frozenset(("categories", "cercles", "roles", "fonctions"))
    ),
    "needs": TableImporter(
        "besoins",
        "correspondance-besoins",
        ("besoins-tableau",),
        frozenset(("themes", "fonctions", "natures", "formats", "cercles", "acteurs")),
    ),
    "presences": TableImporter(
        "presences",
        "correspondance-presences",
        ("presences-tableau",),
        frozenset(),
    ),
}
"""By what the catalogues call the things."""
