"""The cooperative being prepared: its form, members, colleges and reserves."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from cit_toolkit.model.base import CitModel
from cit_toolkit.model.field_types import (
    AsList,
    Boolean,
    Integer,
    Maybe,
    Money,
    Number,
    PlainText,
    Reference,
    References,
    Year,
    choice,
)
from cit_toolkit.model.identity import Named


class LegalForm(StrEnum):
    """The legal form considered."""

    SCIC_SARL = "SCIC-SARL"
    SCIC_SAS = "SCIC-SAS"
    SCIC_SA = "SCIC-SA"
    CAE = "CAE"
    ASSOCIATION = "association"
    OTHER = "autre"


class MemberNature(StrEnum):
    """What links a category of members to the cooperative."""

    EMPLOYEE = "salarie"
    PRODUCER = "producteur"
    BENEFICIARY = "beneficiaire"
    VOLUNTEER = "benevole"
    LOCAL_AUTHORITY = "collectivite"
    FUNDER = "financeur"
    PARTNER = "partenaire"


class MemberCategory(Named):
    """A category of members (who they are), not to be taken for a voting college."""

    name: PlainText = Field(alias="nom")
    """Name as printed."""
    nature: Annotated[Annotated[MemberNature, choice(MemberNature)] | None, Maybe] = None
    """What links them to the cooperative."""
    members: Annotated[Integer | None, Maybe] = Field(default=None, alias="membres")
    """How many they are."""
    capital: Annotated[Money | None, Maybe] = None
    """Euros of capital they hold."""


class College(Named):
    """A voting college (how votes are weighted)."""

    name: PlainText = Field(alias="nom")
    """Name as printed."""
    categories: References
    """Categories of members that vote in it."""
    votes: Annotated[Number | None, Maybe] = Field(default=None, alias="voix")
    """Its share of the votes, per cent."""


class Clauses(CitModel):
    """What the statutes say, point by point; nothing said, it is not known."""

    variable_capital: Annotated[Boolean | None, Maybe] = Field(default=None, alias="capital_variable")
    """Whether the capital is variable."""
    collective_interest: Annotated[Boolean | None, Maybe] = Field(default=None, alias="interet_collectif")
    """Whether the object is goods or services of collective interest, of social utility."""
    cooperative_project: Annotated[Boolean | None, Maybe] = Field(default=None, alias="projet_cooperatif")
    """Whether they describe the cooperative project."""
    one_person_one_vote: Annotated[Boolean | None, Maybe] = Field(default=None, alias="une_personne_une_voix")
    """Whether each member has one vote, at the assembly or in the college."""
    paid_up: Annotated[Number | None, Maybe] = Field(default=None, alias="liberation_initiale")
    """Share of each subscription paid at once, per cent."""
    cooperative_named: Annotated[Boolean | None, Maybe] = Field(default=None, alias="mention_cooperative")
    """Whether acts and publications say «société coopérative» and the nature of its operations."""


class Governance(CitModel):
    """`type: gouvernance`: the cooperative as it is being drawn up."""

    type: Literal["gouvernance"]
    """The kind of file."""
    version: Annotated[Integer | None, Maybe] = 1
    """Version of the format."""
    fictional: Boolean = Field(default=False, alias="fictif")
    """Whether everything in it is invented."""
    territory: Annotated[Reference | None, Maybe] = Field(default=None, alias="territoire")
    """The territory it is prepared in."""
    name: Annotated[PlainText | None, Maybe] = Field(default=None, alias="nom")
    """Name of the cooperative."""
    form: Annotated[Annotated[LegalForm, choice(LegalForm)] | None, Maybe] = Field(default=None, alias="forme")
    """Its legal form."""
    capital: Annotated[Money | None, Maybe] = None
    """Euros of capital."""
    indivisible_reserves: Annotated[Number | None, Maybe] = Field(default=None, alias="reserves_impartageables")
    """Share of the surplus kept in reserve for good, per cent."""
    categories: Annotated[tuple[MemberCategory, ...], AsList] = ()
    """Categories of members."""
    colleges: Annotated[tuple[College, ...], AsList] = ()
    """Voting colleges; none, one member one vote."""
    employees: Annotated[Integer | None, Maybe] = Field(default=None, alias="effectif_salarie")
    """How many people it employs; 0 for none."""
    clauses: Clauses | None = Field(default=None, alias="statuts")
    """What the statutes say."""
    review_year: Annotated[Year | None, Maybe] = Field(default=None, alias="revision_cooperative")
    """Year of the next cooperative review."""
