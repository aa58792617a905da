"""How an attendance table, or the export of a webinar platform, becomes the attendance of a session."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from cit_toolkit.model.base import CitModel, FoldedKeys
from cit_toolkit.model.field_types import AsTable, Integer, Names, Reference, choice
from cit_toolkit.model.gathering import HalfDayOf
from cit_toolkit.model.text import fold
from cit_toolkit.model.tool_mapping import NamedColumns, TableMapping


class AttendanceMark(StrEnum):
    """What a mark says of somebody."""

    PRESENT = "present"
    EXCUSED = "excuse"
    ABSENT = "absent"


Mark = Annotated[AttendanceMark, choice(AttendanceMark)]


class AttendanceColumns(NamedColumns):
    """Where each part of a presence is read: the names its column has borne."""

    name: Names = Field(default=(), alias="nom")
    """The name of the person, or the last name beside a first one."""
    first_name: Names = Field(default=(), alias="prenom")
    """The first name, when it has a column of its own."""
    structure: Names = ()
    """The structure they came for."""
    presence: Names = ()
    """Whether they were there, for the whole session."""
    duration: Names = Field(default=(), alias="duree")
    """How long they were connected."""
    diffusion: Names = ()
    """Where they may be named: publique, interne or retiree."""


class AttendanceVocabularies(CitModel):
    """What the words of the table mean here."""

    marks: Annotated[dict[str, Mark], FoldedKeys, AsTable] = Field(default_factory=dict, alias="marques")
    """What a mark says: present, excuse or absent."""
    structures: Annotated[dict[str, Reference], FoldedKeys, AsTable] = Field(default_factory=dict)
    """Structures of the dossier, by the name the table gives them."""


class AttendanceMapping(TableMapping):
    """`type: correspondance-presences`: how a table becomes the attendance of a session."""

    type: Literal["correspondance-presences"]
    """The kind of file."""
    columns: AttendanceColumns = Field(alias="colonnes")
    """Where each part of a presence is read."""
    half_days: Annotated[dict[str, HalfDayOf], FoldedKeys, AsTable] = Field(default_factory=dict, alias="demi_journees")
    """Columns of marks, and the half-day each is about: {Vendredi matin: 1-matin}."""
    days: Annotated[dict[str, Integer], FoldedKeys, AsTable] = Field(default_factory=dict, alias="jours")
    """Columns of marks, and the day each is about, from 1."""
    sessions: Annotated[dict[str, Reference], FoldedKeys, AsTable] = Field(default_factory=dict, alias="seances")
    """Columns of marks, and the session of the dossier each is about."""
    words: AttendanceVocabularies | None = Field(default=None, alias="vocabulaires")
    """What the words of the table mean here."""

    @property
    def known_columns(self) -> frozenset[str]:
        """The columns of marks as well."""
        marked = (*self.half_days, *self.days, *self.sessions)
        return super().known_columns | {fold(column) for column in marked}

    def column_tables(self) -> Iterator[tuple[str, Mapping[str, str | int]]]:
        """The columns of marks, by what they are about."""
        yield from (("demi_journees", self.half_days), ("jours", self.days), ("seances", self.sessions))
