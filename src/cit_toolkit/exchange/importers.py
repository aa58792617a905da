"""What can be imported: a catalogue of offers or a directory of actors is a mapping (mappings/) and a line here."""

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
