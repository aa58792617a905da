"""The method: everything a diagnosis is judged by, as data."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field

from cit_toolkit.model.base import CitModel, FoldedKeys
from cit_toolkit.model.field_types import (
    AsList,
    AsTable,
    Boolean,
    Identifier,
    Integer,
    Maybe,
    Measured,
    Names,
    Number,
    PlainText,
    Reference,
    References,
    choice,
    wrong,
)
from cit_toolkit.model.labels import Label
from cit_toolkit.model.need import SupportNature
from cit_toolkit.model.reading_marks import Prepares
from cit_toolkit.model.territory import Direction


class TriadLeg(StrEnum):
    """The three kinds of members a SCIC cannot do without."""

    PRODUCERS = "producteurs"
    BENEFICIARIES = "beneficiaires"
    THIRD = "tiers"


class ModuleFormat(StrEnum):
    """How a support module is given."""

    SEMINAR = "seminaire"
    WEBINAR = "webinaire"
    WORKSHOP = "atelier"
    INTERVIEW = "entretien"
    VISIT = "visite"


class MethodItem(CitModel):
    """A thing the method names."""

    id: Identifier
    """What files call it."""
    name: Label | None = Field(default=None, alias="nom")
    """What documents call it; its id for want of a name."""
    other_names: References = Field(default=(), alias="autres_noms")
    """Other ids that files may use for it."""

    def label(self, language: str) -> str:
        """Name as printed in a language."""
        return self.name.text(language) if self.name else self.id


class ActorCategory(MethodItem):
    """A kind of actor."""

    definition: Label | None = None
    """Who belongs to it."""
    expected: Boolean = Field(default=False, alias="attendue")
    """Whether an ecosystem without it lacks something."""


class CirclePresence(StrEnum):
    """What shows that a structure takes part to some degree."""

    PARTNER = "partenaire"
    FACILITATION = "animation"
    SEMINAR = "seminaire"
    WEBINAR = "webinaire"
    MEETING = "reunion"
    VISIT = "visite"
    WORKSHOP = "atelier"


class Circle(MethodItem):
    """A degree of participation."""

    definition: Label | None = None
    """What taking part to that degree means."""
    rank: Integer = Field(default=0, alias="rang")
    """Order of the circles, the closest highest."""
    presence: Annotated[tuple[Annotated[CirclePresence, choice(CirclePresence)], ...], AsList] = ()
    """What shows at a session that a structure is in it: partenaire, animation, or the format of the session."""


class Role(MethodItem):
    """A part an actor plays."""

    definition: Label | None = None
    """What the part is."""
    triad: Annotated[Annotated[TriadLeg, choice(TriadLeg)] | None, Maybe] = Field(default=None, alias="triade")
    """Which leg of a SCIC's triad it fills."""


class Function(MethodItem):
    """Something a cooperative of the territory must see done."""

    definition: Label | None = None
    """What it covers."""
    weight: Measured = Field(default=Decimal(1), alias="poids")
    """Its weight in the coverage."""
    source: Label | None = None
    """Where it comes from."""
    question: Label | None = None
    """What to ask an actor about it."""


class Theme(MethodItem):
    """A subject needs and offers are filed under."""

    parent: Annotated[Reference | None, Maybe] = None
    """The wider theme."""
    words: Names = Field(default=(), alias="mots")
    """Words that point to it."""
    english_words: Names = Field(default=(), alias="mots_en")
    """The same in English."""


def _four(levels: Any) -> Any:
    if isinstance(levels, list) and len(levels) != 4:
        raise wrong("not-four-levels", count=len(levels))
    return levels


class Criterion(MethodItem):
    """A question of the grid with its four described levels."""

    question: Label
    """What is asked."""
    levels: Annotated[tuple[Label, Label, Label, Label], Prepares(_four)] = Field(alias="niveaux")
    """What is seen at levels 0, 1, 2 and 3."""
    weight: Measured = Field(default=Decimal(1), alias="poids")
    """Its weight in the dimension."""
    evidence: Label | None = Field(default=None, alias="preuve")
    """What would attest the answer."""
    respondents: References = Field(default=(), alias="interlocuteurs")
    """Categories of actors who can answer; none said, the collective."""

    def label(self, language: str) -> str:
        return self.name.text(language) if self.name else self.question.text(language)


class Dimension(MethodItem):
    """A group of criteria."""

    description: Label | None = None
    """What it looks at."""
    criteria: Annotated[tuple[Criterion, ...], AsList] = Field(default=(), alias="criteres")
    """Its criteria."""


class Stage(MethodItem):
    """A stage of emergence and the gate that opens it."""

    description: Label | None = None
    """What happens in it."""
    thresholds: Annotated[dict[str, Number], AsTable] = Field(default_factory=dict, alias="seuils")
    """What must at least be reached: by criterion, or by metric."""


class Answers(CitModel):
    """What a module helps with."""

    functions: References = Field(default=(), alias="fonctions")
    """Functions."""
    criteria: References = Field(default=(), alias="criteres")
    """Criteria of the grid."""
    themes: References
    """Themes of needs."""
    natures: Annotated[tuple[Annotated[SupportNature, choice(SupportNature)], ...], AsList] = ()
    """Kinds of help."""


class Module(MethodItem):
    """A building block of a support plan."""

    aim: Label | None = Field(default=None, alias="objectif")
    """What it is for."""
    answers: Answers | None = Field(default=None, alias="repond")
    """What it helps with."""
    stages: References = Field(default=(), alias="etapes")
    """Stages it suits; none said, all."""
    prerequisites: References = Field(default=(), alias="prerequis")
    """Modules that must come before."""
    format: Annotated[Annotated[ModuleFormat, choice(ModuleFormat)] | None, Maybe] = None
    """How it is given."""
    hours: Annotated[Measured | None, Maybe] = Field(default=None, alias="heures")
    """Hours it takes each participant."""
    participants: Annotated[Integer | None, Maybe] = None
    """How many it is meant for."""
    output: Label | None = Field(default=None, alias="produit")
    """What it leaves behind."""


class Rule(CitModel):
    """Figures to a finding: when the condition holds, the text is said."""

    id: Identifier
    """What documents and tests call it."""
    condition: PlainText = Field(alias="si")
    """A Jinja expression over the diagnosis."""
    direction: Annotated[Direction, choice(Direction)] = Field(alias="sens")
    """Its box in the AFOM table."""
    severity: Integer = Field(default=1, alias="gravite")
    """1 to 3; the gravest come first."""
    text: Label = Field(alias="texte")
    """What is said, a Jinja template."""
    modules: References
    """Modules that help."""


class Matching(CitModel):
    """Weights of the matching of needs and offers."""

    weights: Annotated[dict[str, Number], FoldedKeys, AsTable] = Field(default_factory=dict, alias="poids")
    """Weight of each criterion."""
    threshold: Integer = Field(default=350, alias="seuil")
    """Points out of 1,000 under which a pair is never made."""


class ComparisonCriterion(MethodItem):
    """A figure territories are compared by, on an anchored scale."""

    metric: Annotated[PlainText | None, Maybe] = Field(default=None, alias="mesure")
    """A metric, or a criterion of the grid."""
    zero: Annotated[Number | None, Maybe] = None
    """The value worth 0."""
    hundred: Annotated[Number | None, Maybe] = Field(default=None, alias="cent")
    """The value worth 100."""
    zero_words: Label | None = Field(default=None, alias="zero_mots")
    """What 0 looks like."""
    hundred_words: Label | None = Field(default=None, alias="cent_mots")
    """What 100 looks like."""


class Elimination(CitModel):
    """A threshold under which a territory is not compared."""

    metric: PlainText = Field(alias="mesure")
    """A metric, or a criterion of the grid."""
    minimum: Number
    """What must at least be reached."""
    reason: Label | None = Field(default=None, alias="raison")
    """Why."""


class Comparison(CitModel):
    """How candidate territories are compared."""

    criteria: Annotated[tuple[ComparisonCriterion, ...], AsList] = Field(default=(), alias="criteres")
    """What they are compared by."""
    order: References = Field(default=(), alias="ordre")
    """Criteria from the most to the least important."""
    eliminating: Annotated[tuple[Elimination, ...], AsList] = Field(default=(), alias="eliminatoires")
    """Thresholds apart."""


class PlanWeights(CitModel):
    """What weighs in a support plan: by how much the weight of each thing lacking is multiplied."""

    criteria: Measured = Field(default=Decimal(1), alias="criteres")
    """Criteria that stand before the next stage."""
    functions: Measured = Field(default=Decimal(1), alias="fonctions")
    """Functions that nobody or a single actor holds."""
    needs: Measured = Field(default=Decimal(1), alias="besoins")
    """Open needs."""


class Planning(CitModel):
    """How the modules of a support plan are chosen."""

    weights: PlanWeights = Field(default_factory=PlanWeights, alias="poids")
    """What weighs, and how much."""


class SessionHours(CitModel):
    """How long a session may last, by format: modules of one format share a session up to these hours."""

    seminar: Annotated[Measured | None, Maybe] = Field(default=None, alias="seminaire")
    """Hours of a seminar."""
    webinar: Annotated[Measured | None, Maybe] = Field(default=None, alias="webinaire")
    """Hours of a webinar."""
    workshop: Annotated[Measured | None, Maybe] = Field(default=None, alias="atelier")
    """Hours of a workshop."""
    interview: Annotated[Measured | None, Maybe] = Field(default=None, alias="entretien")
    """Hours of interviews."""
    visit: Annotated[Measured | None, Maybe] = Field(default=None, alias="visite")
    """Hours of a visit."""

    def of(self, given: ModuleFormat) -> Decimal | None:
        """Hours of a session of a format, None when each module has a session of its own."""
        hours: Decimal | None = getattr(self, given.name.lower())
        return hours


class Calendar(CitModel):
    """How the sessions of a support plan follow one another."""

    alternation: Annotated[tuple[Annotated[ModuleFormat, choice(ModuleFormat)], ...], AsList] = Field(
        default=(), alias="alternance"
    )
    """Formats in turn."""
    weeks_between: Annotated[Integer | None, Maybe] = Field(default=None, alias="semaines_entre")
    """Weeks from one session to the next."""
    session_hours: SessionHours = Field(default_factory=SessionHours, alias="heures_par_seance")
    """How long a session may last, by format."""


class Method(CitModel):
    """`type: methode`: what a territory is diagnosed with. Only `id`, `nom` and `fonctions` are required."""

    type: Literal["methode"]
    """The kind of file."""
    version: Annotated[Integer | None, Maybe] = 1
    """Version of the format."""
    id: Identifier
    """Name files call it by."""
    name: Label = Field(alias="nom")
    """Name as printed."""
    description: Label | None = None
    """What it is for and where it comes from."""
    languages: Names = Field(default=("fr",), alias="langues")
    """Languages its labels are written in."""
    hours_per_day: Measured = Field(default=Decimal(7), alias="jour_heures")
    """Hours in a day of support."""
    categories: Annotated[tuple[ActorCategory, ...], AsList] = Field(default=(), alias="categories_acteurs")
    """Kinds of actors."""
    circles: Annotated[tuple[Circle, ...], AsList] = Field(default=(), alias="cercles")
    """Degrees of participation."""
    roles: Annotated[tuple[Role, ...], AsList] = ()
    """Parts actors play."""
    functions: Annotated[tuple[Function, ...], AsList] = Field(alias="fonctions")
    """Functions of a cooperative of the territory."""
    themes: Annotated[tuple[Theme, ...], AsList] = ()
    """Subjects of needs and offers."""
    dimensions: Annotated[tuple[Dimension, ...], AsList] = Field(default=(), alias="grille")
    """The diagnostic grid."""
    stages: Annotated[tuple[Stage, ...], AsList] = Field(default=(), alias="etapes")
    """Stages of emergence, in order."""
    modules: Annotated[tuple[Module, ...], AsList] = ()
    """Building blocks of support."""
    rules: Annotated[tuple[Rule, ...], AsList] = Field(default=(), alias="regles")
    """Figures to findings."""
    matching: Matching | None = Field(default=None, alias="appariement")
    """Weights of the matching."""
    comparison: Comparison | None = Field(default=None, alias="comparaison")
    """How territories are compared."""
    planning: Planning = Field(default_factory=Planning, alias="plan")
    """How the modules of a support plan are chosen."""
    calendar: Calendar | None = Field(default=None, alias="calendrier")
    """How support sessions follow one another."""

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """Every criterion of the grid, by id, in file order."""
        return {criterion.id: criterion for dimension in self.dimensions for criterion in dimension.criteria}

    def label(self, items: Iterable[MethodItem], identifier: str, language: str) -> str:
        """Name of one of the method's things; the id itself when the method does not know it."""
        return next((item.label(language) for item in items if item.id == identifier), identifier)
