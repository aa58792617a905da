"""The catalogues of offers that can be imported: adding one adds a mapping (mappings/) and a line here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OffersImporter:
    """A catalogue of another tool."""

    mapping: str
    """The name of its mapping."""


OFFERS_IMPORTERS: dict[str, OffersImporter] = {
    "aides-territoires": OffersImporter("aides-territoires"),
    "data-inclusion": OffersImporter("data-inclusion"),
}
"""By the name `cit import` takes."""
