"""Things that carry an identifier, given or derived from their name."""

from typing import Any, ClassVar
from zlib import crc32

from pydantic import model_validator

from cit_toolkit.model.base import CitModel
from cit_toolkit.model.field_types import Identifier
from cit_toolkit.model.text import identifier_of


def identifier_from(name: str) -> str:
    """The identifier of a name; one without any Latin letter still needs one, the same at each reading."""
    return identifier_of(name) or f"nom-{crc32(name.encode()):08x}"


class Named(CitModel):
    """A thing with an `id`; left out, it is made from the name («Mairie de X» → `mairie-de-x`)."""

    name_key: ClassVar[tuple[str, str]] = ("nom", "name")
    """The key the identifier is derived from, and the attribute it is read into."""

    id: Identifier = ""
    """Lower-case letters, digits and hyphens; derived from the name when left out."""

    @model_validator(mode="before")
    @classmethod
    def _derive_identifier(cls, value: Any) -> Any:
        if not isinstance(value, dict) or value.get("id") is not None:
            return value
        name = next((value[key] for key in cls.name_key if isinstance(value.get(key), str)), None)
        if not name:
            return {key: item for key, item in value.items() if key != "id"}
        return {**value, "id": identifier_from(name)}
