"""Support that is offered: a catalogue's, or a territory's own resources."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from cit_toolkit.model.base import CitModel
from cit_toolkit.model.field_types import (
    AsList,
    Boolean,
    Date,
    Department,
    InseeCode,
    Integer,
    Markdown,
    Maybe,
    Money,
    Names,
    Number,
    PlainText,
    References,
    WebAddress,
)
from cit_toolkit.model.identity import Named
from cit_toolkit.model.need import Formats, Natures, Period


class Zone(CitModel):
    """Where an offer can be had; a list left out bounds nothing."""

    country: Annotated[PlainText | None, Maybe] = Field(default=None, alias="pays")
    """ISO code of the country, such as FR."""
    regions: Names
    """Names of regions."""
    departments: Annotated[tuple[Department, ...], AsList] = Field(default=(), alias="departements")
    """Numbers of departments."""
    municipalities: Annotated[tuple[InseeCode, ...], AsList] = Field(default=(), alias="communes")
    """INSEE codes of municipalities."""
    others: Names = Field(default=(), alias="autres")
    """Areas without any such code, in words: whether a place lies in them is to be asked."""


class Capacity(CitModel):
    """How much an offer can serve in its period; a bound left out is none."""

    territories: Annotated[Integer | None, Maybe] = Field(default=None, alias="territoires")
    """Territories served at most."""
    days: Annotated[Number | None, Maybe] = Field(default=None, alias="jours")
    """Days given at most."""


class Cost(CitModel):
    """What an offer costs the territory, in euros; nothing written is unknown."""

    per_day: Annotated[Money | None, Maybe] = Field(default=None, alias="jour")
    """Euros a day."""
    flat: Annotated[Money | None, Maybe] = Field(default=None, alias="forfait")
    """Euros for the whole."""
    free: Annotated[Boolean | None, Maybe] = Field(default=None, alias="gratuit")
    """Whether it costs nothing."""


class Offer(Named):
    """A support that somebody gives."""

    name_key: ClassVar[tuple[str, str]] = ("intitule", "title")

    title: PlainText = Field(alias="intitule")
    """The offer in one line."""
    structure: Annotated[PlainText | None, Maybe] = None
    """Who gives it: a name, or the id of an actor for a local resource."""
    description: Annotated[Markdown | None, Maybe] = None
    """The offer in more words."""
    natures: Natures = ()
    """Kinds of help."""
    themes: References
    """Themes of the method."""
    functions: References = Field(default=(), alias="fonctions")
    """Functions of the cooperative it strengthens."""
    stages: References = Field(default=(), alias="etapes")
    """Stages of the method it suits; none said, all."""
    audiences: References = Field(default=(), alias="publics")
    """Actor categories it is for; none said, all."""
    zone: Zone | None = None
    """Where it can be had; left out, everywhere."""
    formats: Formats = ()
    """How it is given."""
    capacity: Capacity | None = Field(default=None, alias="capacite")
    """How much it can serve; left out, unbounded."""
    cost: Cost | None = Field(default=None, alias="cout")
    """What it costs; left out, unknown."""
    availability: Period | None = Field(default=None, alias="disponibilite")
    """When it can be had."""
    examples: Names = Field(default=(), alias="exemples")
    """Short texts of projects it supported."""
    url: Annotated[WebAddress | None, Maybe] = None
    """Where to read more."""


class CatalogueSource(CitModel):
    """Where a catalogue of offers comes from."""

    name: Annotated[PlainText | None, Maybe] = Field(default=None, alias="nom")
    """Who publishes it."""
    date: Annotated[Date | None, Maybe] = None
    """When it was taken."""
    licence: Annotated[PlainText | None, Maybe] = None
    """Terms it may be reused under."""


class OfferingStructure(CitModel):
    """What a structure can do with all its offers together."""

    name: PlainText = Field(alias="nom")
    """Its name, as the offers give it."""
    capacity: Capacity | None = Field(default=None, alias="capacite")
    """How much it can serve, all its offers together; left out, unbounded."""


class OffersFile(CitModel):
    """`type: offres`: a catalogue of support."""

    type: Literal["offres"]
    """The kind of file."""
    version: Annotated[Integer | None, Maybe] = 1
    """Version of the format."""
    fictional: Boolean = Field(default=False, alias="fictif")
    """Whether everything in it is invented."""
    source: CatalogueSource | None = None
    """Where the catalogue comes from."""
    structures: Annotated[tuple[OfferingStructure, ...], AsList] = ()
    """What structures can do with all their offers together."""
    offers: Annotated[tuple[Offer, ...], AsList] = Field(default=(), alias="offres")
    """The offers."""
