"""What every mapping has, whatever it makes of the records of another tool: its name, where it looks, what it keeps."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from cit_toolkit.model.base import CitModel, FoldedKeys
from cit_toolkit.model.field_types import (
    AsList,
    AsTable,
    Identifier,
    Integer,
    Maybe,
    Names,
    PlainText,
    Reference,
)
from cit_toolkit.model.labels import Label
from cit_toolkit.model.offer import CatalogueSource
from cit_toolkit.model.text import fold

Meant = Annotated[tuple[Reference, ...], AsList]
"""What one word stands for, by identifiers of the method."""


class NamedColumns(CitModel):
    """Where each part of something is read: the names its column may have."""

    def all_names(self) -> Iterator[tuple[str, ...]]:
        """The names of every column, part by part."""
        return (getattr(self, name) for name in type(self).model_fields)


Signs = Annotated[tuple[PlainText, ...], AsList]
"""Columns that are found together."""


class ToolMapping(CitModel):
    """How the records of another tool become things of ours. Each kind of mapping adds its columns and its words."""

    version: Annotated[Integer | None, Maybe] = 1
    """Version of the format."""
    id: Identifier
    """The name it goes by."""
    name: PlainText = Field(alias="nom")
    """The other tool."""
    description: Label | None = None
    """What it reads, and what it makes of it."""
    method: Annotated[Reference, Maybe] = Field(default="cit", alias="methode")
    """The method whose words it names."""
    source: CatalogueSource | None = None
    """Where the data come from, and their licence."""
    lists: Names = Field(default=(), alias="listes")
    """In JSON, the keys that may hold the list of records."""
    envelopes: Names = Field(default=(), alias="enveloppes")
    """In JSON, the keys a record may be wrapped in."""
    kept: Annotated[dict[str, PlainText], FoldedKeys, AsTable] = Field(default_factory=dict, alias="gardees")
    """Columns no part is made of, and the `x-` key they are kept under."""
    left_out: Annotated[dict[str, Label], FoldedKeys, AsTable] = Field(default_factory=dict, alias="laissees")
    """Columns that are not kept, and why."""

    def named_columns(self) -> Iterator[tuple[str, NamedColumns]]:
        """All it says of columns, thing by thing, and the French key it says it under."""
        for name, field in type(self).model_fields.items():
            if isinstance(columns := getattr(self, name), NamedColumns):
                yield field.alias or name, columns

    def column_parts(self) -> Iterator[NamedColumns]:
        """The same without their keys."""
        return (columns for _, columns in self.named_columns())

    def column_tables(self) -> Iterator[tuple[str, Mapping[str, str | int]]]:
        """Columns that are each about a thing of their own, by key: column → what it is about."""
        return iter(())

    @property
    def known_columns(self) -> frozenset[str]:
        """The columns it speaks of, folded: the others are kept, and told."""
        read = {fold(name) for part in self.column_parts() for names in part.all_names() for name in names}
        return frozenset(read | {fold(column) for column in (*self.kept, *self.left_out)})


class TableMapping(ToolMapping):
    """A mapping whose file may be recognised, or whose columns may be guessed."""

    recognised_by: Annotated[tuple[Signs, ...], AsList] = Field(default=(), alias="reconnue_a")
    """Lists of columns that only this tool has together: a file with all those of one is read so without being told."""
    empty_words: Names = Field(default=(), alias="valeurs_vides")
    """What the other tool writes in place of what it does not tell: `hidden`."""
