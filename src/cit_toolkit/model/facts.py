"""A figure about a place with what makes it believable: the year, the source, the date it was read."""

from typing import Annotated, ClassVar

from pydantic import Field

from cit_toolkit.model.base import CitModel
from cit_toolkit.model.field_types import Date, Figure, Maybe, PlainText, Year
from cit_toolkit.model.identity import Named


class Fact(CitModel):
    """A figure and its source."""

    short_form: ClassVar[str | None] = "valeur"

    value: Annotated[Figure | None, Maybe] = Field(default=None, alias="valeur")
    """The figure; it may be qualified («environ 30») or withheld («secret»)."""

    year: Annotated[Year | None, Maybe] = Field(default=None, alias="annee")
    """The year the figure is true of."""

    source: Annotated[PlainText | None, Maybe] = None
    """Who publishes it."""

    date: Annotated[Date | None, Maybe] = None
    """When it was looked up."""


class Indicator(Fact, Named):
    """A figure about a place, shown in its profile."""

    name_key: ClassVar[tuple[str, str]] = ("intitule", "title")
    short_form: ClassVar[str | None] = None

    title: PlainText = Field(alias="intitule")
    """Its name as printed."""

    unit: Annotated[PlainText | None, Maybe] = Field(default=None, alias="unite")
    """Its unit as printed, such as hab/km²."""

    comparison: Fact | None = Field(default=None, alias="comparaison")
    """The same figure for a wider area."""

    comparison_area: Annotated[PlainText | None, Maybe] = Field(default=None, alias="territoire_comparaison")
    """The wider area of the comparison."""
