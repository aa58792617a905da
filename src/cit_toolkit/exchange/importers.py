"""The catalogues of offers that can be imported: adding one adds a mapping (mappings/) and a line here."""

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
