"""`cit.yaml`, at the root of a folder of work."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from cit_toolkit.model.base import CitModel
from cit_toolkit.model.field_types import Boolean, Colour, Integer, Maybe, MethodName, PlainText, choice


class Audience(StrEnum):
    """Who a document is for."""

    PUBLIC = "publique"
    INTERNAL = "interne"
    FUNDER = "financeur"


class Language(StrEnum):
    """The languages of messages and documents."""

    FRENCH = "fr"
    ENGLISH = "en"


class Identity(CitModel):
    """How the documents of a dossier look."""

    logo: Annotated[PlainText | None, Maybe] = None
    """An SVG, PNG or JPG file of the dossier."""
    colour: Annotated[Colour | None, Maybe] = Field(default=None, alias="couleur")
    """Colour of headings and rules, #rrggbb."""
    font: Annotated[PlainText | None, Maybe] = Field(default=None, alias="police")
    """A font file of the dossier (.ttf or .otf), used for headings in PDF."""


class Workspace(CitModel):
    """`type: dossier`: the settings of a folder of work."""

    type: Literal["dossier"] = "dossier"
    """The kind of file."""
    version: Annotated[Integer | None, Maybe] = 1
    """Version of the format."""
    title: Annotated[PlainText | None, Maybe] = Field(default=None, alias="titre")
    """Name of the work, printed at the head of documents."""
    organisation: Annotated[PlainText | None, Maybe] = None
    """Who publishes the documents."""
    fictional: Boolean = Field(default=False, alias="fictif")
    """Whether everything in it is invented: every document says so."""
    language: Annotated[Annotated[Language, choice(Language)] | None, Maybe] = Field(default=None, alias="langue")
    """Language of messages and documents."""
    method: MethodName = Field(default="cit", alias="methode")
    """A built-in method's name, or the path of a method file."""
    templates: Annotated[PlainText | None, Maybe] = "templates/"
    """Folder of templates looked up before the built-in ones."""
    outputs: PlainText = Field(default="sorties/", alias="sorties")
    """Folder documents are written to."""
    identity: Identity | None = Field(default=None, alias="charte")
    """How documents look."""
    confidentiality: Annotated[Audience, choice(Audience)] = Field(default=Audience.PUBLIC, alias="confidentialite")
    """Who documents are for by default."""
