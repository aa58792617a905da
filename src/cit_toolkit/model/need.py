"""The needs expressed in a territory."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from cit_toolkit.model.base import CitModel
from cit_toolkit.model.field_types import (
    AsList,
    Date,
    Markdown,
    Maybe,
    Money,
    Number,
    PlainText,
    Reference,
    References,
    Score,
    choice,
)
from cit_toolkit.model.identity import Named


class SupportNature(StrEnum):
    """What kind of help is asked for or offered."""

    TRAINING = "formation"
    EXPERTISE = "expertise"
    METHOD = "methode"
    FACILITATION = "animation"
    NETWORKING = "mise-en-reseau"
    FUNDING = "financement"
    RESEARCH = "recherche"
    PLACE_OR_EQUIPMENT = "lieu-materiel"


class SupportFormat(StrEnum):
    """How a support can be given."""

    ON_SITE = "presentiel"
    REMOTE = "distance"


class NeedStatus(StrEnum):
    """Where a need stands."""

    OPEN = "ouvert"
    TAKEN_UP = "pris-en-charge"
    COVERED = "couvert"
    NO_FOLLOW_UP = "sans-suite"
    DROPPED = "abandonne"


Natures = Annotated[tuple[Annotated[SupportNature, choice(SupportNature)], ...], AsList]
Formats = Annotated[tuple[Annotated[SupportFormat, choice(SupportFormat)], ...], AsList]


class Period(CitModel):
    """From a date to another; either end may be unknown."""

    start: Annotated[Date | None, Maybe] = Field(default=None, alias="du")
    """First day, month or year."""
    end: Annotated[Date | None, Maybe] = Field(default=None, alias="au")
    """Last day, month or year."""


class NeedOrigin(CitModel):
    """Whose voice a need comes from."""

    gathering: Annotated[Reference | None, Maybe] = Field(default=None, alias="seance")
    """The session where it was said."""
    circle: Annotated[Reference | None, Maybe] = Field(default=None, alias="cercle")
    """The circle of those who said it."""
    words: Annotated[Markdown | None, Maybe] = Field(default=None, alias="parole")
    """What was said."""


class Need(Named):
    """Something the territory lacks, that support could bring."""

    name_key: ClassVar[tuple[str, str]] = ("intitule", "title")

    title: PlainText = Field(alias="intitule")
    """The need in one line."""
    description: Annotated[Markdown | None, Maybe] = None
    """The need in more words."""
    themes: References
    """Themes of the method."""
    functions: References = Field(default=(), alias="fonctions")
    """Functions of the cooperative it serves."""
    natures: Natures = ()
    """Kinds of help that would answer it."""
    urgency: Annotated[Score | None, Maybe] = Field(default=None, alias="urgence")
    """0 to 3."""
    importance: Annotated[Score | None, Maybe] = None
    """0 to 3."""
    carriers: References = Field(default=(), alias="porteurs")
    """Actors who carry it."""
    days: Annotated[Number | None, Maybe] = Field(default=None, alias="jours")
    """Days of support wished for."""
    budget: Annotated[Money | None, Maybe] = None
    """Euros available for it."""
    period: Period | None = Field(default=None, alias="periode")
    """When it should be answered."""
    formats: Formats = ()
    """Ways of being supported that suit it; none said, all do."""
    status: Annotated[NeedStatus, choice(NeedStatus)] = Field(default=NeedStatus.OPEN, alias="statut")
    """Where it stands."""
    origins: Annotated[tuple[NeedOrigin, ...], AsList] = Field(default=(), alias="origine")
    """Whose voice it comes from."""
