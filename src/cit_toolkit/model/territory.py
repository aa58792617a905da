"""A territory as its facilitator describes it on a date."""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from cit_toolkit.model.actor import Actor, Relation
from cit_toolkit.model.base import CitModel, FoldedKeys
from cit_toolkit.model.facts import Fact, Indicator
from cit_toolkit.model.field_types import (
    FULL_LEVEL,
    AsList,
    AsMaybeList,
    AsTable,
    Boolean,
    Date,
    Department,
    InseeCode,
    Integer,
    Level,
    Markdown,
    Maybe,
    MethodName,
    Money,
    PlainText,
    References,
    choice,
)
from cit_toolkit.model.identity import Named
from cit_toolkit.model.need import Need
from cit_toolkit.model.offer import Offer


class Perimeter(StrEnum):
    """What kind of area a territory is."""

    MUNICIPALITY = "commune"
    INTERMUNICIPALITY = "epci"
    LIVING_AREA = "bassin-de-vie"
    COUNTRY_AREA = "pays"
    NATURE_PARK = "pnr"
    DEPARTMENT = "departement"
    OTHER = "autre"


class Direction(StrEnum):
    """The four boxes of an AFOM (SWOT) table."""

    STRENGTH = "force"
    WEAKNESS = "faiblesse"
    OPPORTUNITY = "opportunite"
    THREAT = "menace"


class Drafting(CitModel):
    """Who wrote a description, and when."""

    by: Annotated[PlainText | None, Maybe] = Field(default=None, alias="par")
    """The structure that wrote it."""
    on: Annotated[Date | None, Maybe] = Field(default=None, alias="le")
    """The date it was written."""


class GridAnswer(CitModel):
    """The answer to a criterion of the grid and what it rests on."""

    short_form: ClassVar[str | None] = "niveau"

    level: Level = Field(default=FULL_LEVEL, alias="niveau")
    """0 to 3, two levels between which it lies (2-3), or unknown."""
    statement: Annotated[Markdown | None, Maybe] = Field(default=None, alias="constat")
    """What was observed."""
    evidence: Annotated[Markdown | None, Maybe] = Field(default=None, alias="preuve")
    """What attests it."""
    date: Annotated[Date | None, Maybe] = None
    """When it was answered."""


class Statement(CitModel):
    """A finding the facilitator adds by hand."""

    direction: Annotated[Direction, choice(Direction)] = Field(alias="sens")
    """Its box in the AFOM table."""
    text: Markdown = Field(alias="texte")
    """What is found."""


class Territory(Named):
    """`type: territoire`: one place, its actors, links, needs, resources and answers."""

    type: Literal["territoire"]
    """The kind of file."""
    version: Annotated[Integer | None, Maybe] = 1
    """Version of the format."""
    name: PlainText = Field(alias="nom")
    """Name as printed."""
    fictional: Boolean = Field(default=False, alias="fictif")
    """Whether the place is invented: every document says so."""
    method: Annotated[MethodName | None, Maybe] = Field(default=None, alias="methode")
    """The method to diagnose it with, when it is not the dossier's."""
    perimeter: Annotated[Annotated[Perimeter, choice(Perimeter)] | None, Maybe] = Field(default=None, alias="perimetre")
    """What kind of area it is."""
    insee_code: Annotated[InseeCode | None, Maybe] = Field(default=None, alias="code_insee")
    """Official code of the main municipality: 01004 needs no quotes."""
    department: Annotated[Department | None, Maybe] = Field(default=None, alias="departement")
    """Number of the department."""
    region: Annotated[PlainText | None, Maybe] = None
    """Name of the region."""
    municipalities: Annotated[tuple[InseeCode, ...], AsList] = Field(default=(), alias="communes")
    """Official codes of its municipalities."""
    as_of: Annotated[Date | None, Maybe] = Field(default=None, alias="etat_au")
    """The date this description is true of."""
    drafting: Drafting | None = Field(default=None, alias="redaction")
    """Who wrote the description."""
    context: Annotated[Markdown | None, Maybe] = Field(default=None, alias="contexte")
    """The place in a few paragraphs."""
    population: Fact | None = None
    """Inhabitants."""
    indicators: Annotated[tuple[Indicator, ...], AsList] = Field(default=(), alias="indicateurs")
    """Figures shown in the profile."""
    actors: Annotated[tuple[Actor, ...], AsList] = Field(default=(), alias="acteurs")
    """Who counts in the place."""
    relations: Annotated[tuple[Relation, ...] | None, AsMaybeList] = None
    """Links between actors; left out, nothing is known of them."""
    needs: Annotated[tuple[Need, ...], AsList] = Field(default=(), alias="besoins")
    """What the place lacks."""
    budget: Annotated[Money | None, Maybe] = None
    """Euros available for all the support of its needs together."""
    resources: Annotated[tuple[Offer, ...], AsList] = Field(default=(), alias="ressources")
    """What the place itself can offer."""
    grid: Annotated[dict[str, GridAnswer], FoldedKeys, AsTable] = Field(default_factory=dict, alias="grille")
    """Answers to the method's grid, by criterion."""
    statements: Annotated[tuple[Statement, ...], AsList] = Field(default=(), alias="constats")
    """Findings the facilitator adds."""
    modules_done: References = Field(default=(), alias="modules_suivis")
    """Support modules already followed: a plan builds on them and does not propose them again."""
