"""The actors of a territory and what links them."""

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from cit_toolkit.model.base import CitModel, FoldedKeys
from cit_toolkit.model.field_types import (
    AsMaybeList,
    Boolean,
    Date,
    Intensity,
    Level,
    Markdown,
    Maybe,
    PlainText,
    Reference,
    References,
    Score,
    Siren,
    WebAddress,
    choice,
    wrong,
)
from cit_toolkit.model.identity import Named
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.reading_marks import Prepares
from cit_toolkit.model.text import fold, is_unknown
from cit_toolkit.model.written_forms import AlsoWritten

PERFORMED = Interval(1, 3)
"""Level of a function listed without a number: it is performed, how well is not known."""


class Location(StrEnum):
    """Whether an actor acts from within the territory."""

    HERE = "ici"
    OUTSIDE = "exterieur"


class RelationNature(StrEnum):
    """What a link between two actors is made of."""

    COOPERATION = "cooperation"
    FUNDING = "financement"
    INFORMATION = "information"
    MEMBERSHIP = "adhesion"
    CONFLICT = "conflit"
    PROJECT = "projet"


def _functions(value: Any) -> Any:
    """The short form `[animation, foncier]`, and keys folded: they are references to the method."""
    if isinstance(value, str) and not is_unknown(value):
        value = [value]
    if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        return {fold(item): PERFORMED for item in value}
    return value


class Contact(CitModel):
    """Whom to call. Personal data: in no output, ever."""

    name: Annotated[PlainText | None, Maybe] = Field(default=None, alias="nom")
    """Name of the person."""
    email: Annotated[PlainText | None, Maybe] = Field(default=None, alias="courriel")
    """E-mail address."""
    phone: Annotated[PlainText | None, Maybe] = Field(default=None, alias="telephone")
    """Telephone number."""
    position_held: Annotated[PlainText | None, Maybe] = Field(default=None, alias="fonction")
    """What the person does in the structure."""


class Actor(Named):
    """An organisation, a group or a person in office that counts in the territory."""

    name: PlainText = Field(alias="nom")
    """Name as printed."""

    category: Annotated[Reference | None, Maybe] = Field(default=None, alias="categorie")
    """A category of the method."""

    roles: Annotated[tuple[Reference, ...] | None, AsMaybeList] = None
    """Roles of the method; left out is unknown."""

    circle: Annotated[Reference | None, Maybe] = Field(default=None, alias="cercle")
    """How closely it takes part: a circle of the method."""

    functions: Annotated[dict[str, Level] | None, Maybe, FoldedKeys, Prepares(_functions), AlsoWritten(References)] = (
        Field(default=None, alias="fonctions")
    )
    """Level, 0 to 3, or two between which it lies (2-3), at which it performs each function today; a function not named
    is not performed; the key left out, nothing is known."""

    influence: Annotated[Score | None, Maybe] = None
    """Weight in what is decided locally, 0 to 3."""

    interest: Annotated[Score | None, Maybe] = Field(default=None, alias="interet")
    """Interest shown in the project, 0 to 3."""

    siren: Annotated[Siren | None, Maybe] = None
    """Official number of the organisation, 9 digits."""

    website: Annotated[WebAddress | None, Maybe] = Field(default=None, alias="site")
    """Its web site."""

    location: Annotated[Annotated[Location, choice(Location)] | None, Maybe] = Field(default=None, alias="territoire")
    """Whether it acts from within the territory."""

    municipality: Annotated[PlainText | None, Maybe] = Field(default=None, alias="commune")
    """Where it is."""

    confidential: Boolean = Field(default=False, alias="confidentiel")
    """Counted, never named in any output but an internal one."""

    contact: Contact | None = None
    """Whom to call; never printed."""

    note: Annotated[Markdown | None, Maybe] = None
    """Internal note."""


class Relation(CitModel):
    """A link between two actors, directed when written `de` / `vers`."""

    between: Annotated[tuple[Reference, ...] | None, AsMaybeList] = Field(default=None, alias="entre")
    """The two actors of a link without direction."""
    source: Reference | None = Field(default=None, alias="de")
    """Where a directed link starts."""
    target: Reference | None = Field(default=None, alias="vers")
    """Where it ends."""
    nature: Annotated[RelationNature, choice(RelationNature)]
    """What the link is made of."""
    intensity: Annotated[Intensity | None, Maybe] = Field(default=1, alias="intensite")
    """1 to 3."""
    since: Annotated[Date | None, Maybe] = Field(default=None, alias="depuis")
    """When it began."""
    note: Annotated[Markdown | None, Maybe] = None
    """Internal note."""

    @model_validator(mode="after")
    def _links_two_actors(self) -> Self:
        if self.between is None and not (self.source and self.target):
            raise wrong("relation-ends", variant="missing")
        if self.between is not None and (self.source or self.target):
            raise wrong("relation-ends", variant="both")
        if self.between is not None and len(self.between) != 2:
            raise wrong("relation-ends", variant="count")
        if self.ends[0] == self.ends[1]:
            raise wrong("relation-to-itself", actor=self.ends[0])
        return self

    @property
    def ends(self) -> tuple[str, str]:
        """The two actors, in the order written."""
        if self.between:
            return self.between[0], self.between[1]
        return str(self.source), str(self.target)

    @property
    def directed(self) -> bool:
        """Whether it goes one way."""
        return self.between is None
