"""Cases that tell what a method should find: a situation, and what is expected of it, in the words of the field."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from cit_toolkit.model.base import CitModel, FoldedKeys
from cit_toolkit.model.field_types import (
    AsList,
    AsTable,
    Boolean,
    Integer,
    Maybe,
    Number,
    PlainText,
    Reference,
    References,
    choice,
)
from cit_toolkit.model.function_status import Status
from cit_toolkit.model.left_out_reason import Reason
from cit_toolkit.model.territory import Territory

StatusRange = Annotated[tuple[Annotated[Status, choice(Status)], ...], AsList]
"""One status, or two: at least, at most."""


class CaseTerritory(Territory):
    """The situation of a case: a territory whose kind and name go without saying."""

    type: Literal["territoire"] = "territoire"
    """The kind of file."""
    name: PlainText = Field(default="Territoire du cas", alias="nom")
    """Name as printed."""


class Bounds(CitModel):
    """A figure and what is expected of it: exactly so much, or at least and at most."""

    short_form: ClassVar[str | None] = "valeur"

    exactly: Annotated[Number | None, Maybe] = Field(default=None, alias="valeur")
    """The figure, certain."""
    least: Annotated[Number | None, Maybe] = Field(default=None, alias="min")
    """It is certainly no less."""
    most: Annotated[Number | None, Maybe] = Field(default=None, alias="max")
    """It is possibly no more."""


class ExpectedPlan(CitModel):
    """What is expected of the support plan."""

    hours: Annotated[Number | None, Maybe] = Field(default=None, alias="heures")
    """The cap of each participant; none, no cap."""
    kept: References = Field(default=(), alias="retenus")
    """Modules that must be in it."""
    left_out: References = Field(default=(), alias="ecartes")
    """Modules that must not."""
    reasons: Annotated[dict[str, Annotated[Reason, choice(Reason)]], FoldedKeys, AsTable] = Field(
        default_factory=dict, alias="motifs"
    )
    """Why each is left out."""
    order: References = Field(default=(), alias="ordre")
    """Modules in the order they must come."""
    empty: Annotated[Boolean | None, Maybe] = Field(default=None, alias="vide")
    """Whether it must hold no session."""


class Expected(CitModel):
    """What the method must find. What is not said is not looked at."""

    functions: Annotated[dict[str, StatusRange], FoldedKeys, AsTable] = Field(default_factory=dict, alias="fonctions")
    """Status of functions: one, or two when it is uncertain."""
    metrics: Annotated[dict[str, Bounds], AsTable] = Field(default_factory=dict, alias="mesures")
    """Figures, by the names a threshold may use: acteurs.nombre, couverture, a criterion of the grid."""
    stage: Annotated[Reference | None, Maybe] = Field(default=None, alias="etape")
    """The stage certainly reached."""
    possible_stage: Annotated[Reference | None, Maybe] = Field(default=None, alias="etape_possible")
    """The stage possibly reached."""
    to_do: Annotated[tuple[PlainText, ...], AsList] = Field(default=(), alias="a_faire")
    """Thresholds of the next stage that are to do."""
    to_verify: Annotated[tuple[PlainText, ...], AsList] = Field(default=(), alias="a_verifier")
    """Thresholds of the next stage that depend on an answer."""
    findings: References = Field(default=(), alias="constats")
    """Rules that must fire."""
    silent: References = Field(default=(), alias="sans_constats")
    """Rules that must not."""
    questions: References = ()
    """Criteria, functions or needs that must be asked about."""
    first_question: Annotated[Reference | None, Maybe] = Field(default=None, alias="premiere_question")
    """What must be asked first."""
    modules: References
    """Modules that the findings must call for."""
    needs: References = Field(default=(), alias="besoins")
    """Needs in the order of their priority."""
    plan: ExpectedPlan | None = None
    """What is expected of the support plan."""


class MethodCase(CitModel):
    """One situation and what is expected of it."""

    name: PlainText = Field(alias="nom")
    """What the case is about, as a sentence."""
    territory: CaseTerritory | None = Field(default=None, alias="entree")
    """The situation, with the keys of a territory."""
    file: Annotated[PlainText | None, Maybe] = Field(default=None, alias="fichier")
    """Or the file of a territory, beside this one."""
    expected: Expected = Field(alias="attendu")
    """What must be found."""


class MethodCases(CitModel):
    """`type: cas`: what a method should find, case by case."""

    type: Literal["cas"]
    """The kind of file."""
    version: Annotated[Integer | None, Maybe] = 1
    """Version of the format."""
    method: Annotated[PlainText | None, Maybe] = Field(default=None, alias="methode")
    """The method they are about, when it is not the dossier's."""
    cases: Annotated[tuple[MethodCase, ...], AsList] = Field(alias="cas")
    """The cases."""
