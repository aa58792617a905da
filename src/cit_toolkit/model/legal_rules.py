"""The rules of a legal form, as data: each with its article, and how strong the source is."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from cit_toolkit.model.base import CitModel
from cit_toolkit.model.field_types import (
    AsList,
    Boolean,
    Identifier,
    Integer,
    Maybe,
    Number,
    PlainText,
    References,
    choice,
)
from cit_toolkit.model.governance import LegalForm, MemberNature
from cit_toolkit.model.labels import Label


class Strength(StrEnum):
    """How strong the source of a rule is: only the first two may say that something is not lawful."""

    OFFICIAL = "officiel"
    NETWORK = "reseau"
    DERIVED = "deduit"
    WEAK = "faible"
    UNVERIFIED = "non-verifie"

    @property
    def binding(self) -> bool:
        """Whether what breaks the rule is refused, rather than to be verified."""
        return self in (Strength.OFFICIAL, Strength.NETWORK)


class Majority(CitModel):
    """A majority that a decision may need."""

    name: Label = Field(alias="nom")
    """Its name."""
    votes: Integer = Field(alias="voix")
    """With `out_of`, the share of the votes that must be passed or reached: 2 out of 3."""
    out_of: Integer = Field(alias="sur")
    """See `votes`."""
    reached: Boolean = Field(default=False, alias="egalite")
    """Whether that share is enough, rather than more than it."""


class MemberKind(CitModel):
    """A kind of members, and which actors of a territory may be of it."""

    nature: Annotated[MemberNature, choice(MemberNature)]
    """As governance files write it."""
    name: Label = Field(alias="nom")
    """Its name."""
    roles: References
    """Roles of the method that lead to it."""
    categories: References
    """Categories of actors that lead to it."""
    required: Boolean = Field(default=False, alias="obligatoire")
    """Whether a company of this form cannot do without it."""


class LegalRule(CitModel):
    """One rule, and the test it is checked with."""

    id: Identifier
    """What messages and records call it."""
    article: PlainText
    """The text it comes from."""
    statement: Label = Field(alias="enonce")
    """The rule in a sentence."""
    strength: Annotated[Strength, choice(Strength)] = Field(alias="force")
    """How strong its source is."""
    applies: Annotated[PlainText | None, Maybe] = Field(default=None, alias="quand")
    """Condition of its being applied; None, always."""
    condition: PlainText = Field(alias="si")
    """Condition of its being kept."""
    observed: Label = Field(alias="constate")
    """What is found, with the figures of the file."""
    expected: Label = Field(alias="attendu")
    """What is expected."""
    remedy: Label = Field(alias="remede")
    """What would make the cooperative compliant."""


class LegalRules(CitModel):
    """`type: regles`: the rules of a legal form."""

    type: Literal["regles"]
    """The kind of file."""
    version: Annotated[Integer | None, Maybe] = 1
    """Version of the format."""
    id: Identifier
    """What other files call these rules."""
    name: Label = Field(alias="nom")
    """Name of the legal form."""
    forms: Annotated[tuple[Annotated[LegalForm, choice(LegalForm)], ...], AsList] = Field(default=(), alias="formes")
    """The forms they apply to."""
    least_votes: Number = Field(default=Decimal(0), alias="voix_min")
    """Share of the votes, per cent, under which no college may be."""
    most_votes: Number = Field(default=Decimal(100), alias="voix_max")
    """Share of the votes, per cent, over which no college may be."""
    majorities: Annotated[tuple[Majority, ...], AsList] = Field(default=(), alias="majorites")
    """Majorities that a decision may need."""
    members: Annotated[tuple[MemberKind, ...], AsList] = Field(default=(), alias="associes")
    """Kinds of members."""
    rules: Annotated[tuple[LegalRule, ...], AsList] = Field(default=(), alias="regles")
    """The rules."""
