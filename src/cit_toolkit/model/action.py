"""A research-action: what was planned, what was done, what came of it."""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from cit_toolkit.model.base import CitModel, FoldedKeys
from cit_toolkit.model.field_types import (
    AsList,
    AsTable,
    Boolean,
    Count,
    Figure,
    Integer,
    Markdown,
    Maybe,
    MethodName,
    Names,
    PlainText,
    Reference,
    References,
    Rna,
    Siret,
    WebAddress,
    choice,
)
from cit_toolkit.model.funder import Budget, Funder
from cit_toolkit.model.identity import Named
from cit_toolkit.model.need import Period


class ObjectiveStatus(StrEnum):
    """What became of an objective."""

    DONE = "realise"
    PARTIAL = "partiel"
    REDIRECTED = "reoriente"
    TOO_EARLY = "premature"
    TOUCHED_ON = "aborde"
    NOT_DONE = "non-realise"
    OUTSIDE_SCHEME = "hors-dispositif"
    UNPLANNED = "imprevu"


class Signatory(CitModel):
    """Who signs for a structure."""

    name: Annotated[PlainText | None, Maybe] = Field(default=None, alias="nom")
    """Name of the person."""
    capacity: Annotated[PlainText | None, Maybe] = Field(default=None, alias="qualite")
    """In what capacity they sign."""


class Structure(Named):
    """An organisation that takes part in an action or was met in it."""

    name: PlainText = Field(alias="nom")
    """Name as printed."""
    category: Annotated[Reference | None, Maybe] = Field(default=None, alias="categorie")
    """A category of the method."""
    role: Annotated[PlainText | None, Maybe] = None
    """Its part in the action, such as pilote."""
    circle: Annotated[Reference | None, Maybe] = Field(default=None, alias="cercle")
    """How closely it takes part: a circle of the method."""
    siret: Annotated[Siret | None, Maybe] = None
    """Official number of the establishment, 14 digits."""
    rna: Annotated[Rna | None, Maybe] = None
    """Number in the national register of associations."""
    website: Annotated[WebAddress | None, Maybe] = Field(default=None, alias="site")
    """Its web site."""
    signatory: Signatory | None = Field(default=None, alias="signataire")
    """Who signs for it."""
    note: Annotated[Markdown | None, Maybe] = None
    """What is worth knowing of it."""


class Person(Named):
    """Somebody met in the action. Personal data: named only where `diffusion` allows."""

    name: PlainText = Field(alias="nom")
    """First name and name."""
    structure: Annotated[Reference | None, Maybe] = None
    """The structure they come from."""
    consent: Annotated[Boolean | None, Maybe] = Field(default=None, alias="consentement")
    """Whether they agreed to be in the directory."""
    email: Annotated[PlainText | None, Maybe] = Field(default=None, alias="courriel")
    """E-mail address."""
    phone: Annotated[PlainText | None, Maybe] = Field(default=None, alias="telephone")
    """Telephone number."""


class CarriedOver(CitModel):
    """The objective of an earlier action that is taken up again."""

    action: Reference
    """The earlier action."""
    objective: Annotated[Reference | None, Maybe] = Field(default=None, alias="objectif")
    """Its objective."""


class Objective(Named):
    """Something that was planned, and what became of it."""

    name_key: ClassVar[tuple[str, str]] = ("intitule", "title")

    title: PlainText = Field(alias="intitule")
    """The objective in one line."""
    status: Annotated[Annotated[ObjectiveStatus, choice(ObjectiveStatus)] | None, Maybe] = Field(
        default=None, alias="statut"
    )
    """What became of it."""
    explanation: Annotated[Markdown | None, Maybe] = Field(default=None, alias="explication")
    """Why, when it was not simply done."""
    carried_over: CarriedOver | None = Field(default=None, alias="repris_de")
    """The objective it takes up again."""


class LinkedText(CitModel):
    """A text, and the objectives it is about."""

    short_form: ClassVar[str | None] = "texte"

    text: Markdown = Field(alias="texte")
    """What is said."""
    objectives: References = Field(default=(), alias="objectifs")
    """The objectives it is about."""


class Result(LinkedText):
    """A result of the action."""

    short_form: ClassVar[str | None] = None

    title: PlainText = Field(alias="titre")
    """The result in one line."""


class Appropriation(CitModel):
    """How far a partner has made the project its own."""

    presents: Annotated[Boolean | None, Maybe] = Field(default=None, alias="presente")
    """Can present the project."""
    board: Annotated[Boolean | None, Maybe] = Field(default=None, alias="administrateurs")
    """Its board knows the project and supports it."""
    relays: Annotated[Boolean | None, Maybe] = Field(default=None, alias="relais")
    """Relays it in its network."""


class ActionIndicator(Named):
    """What is counted to tell whether the action reached its aim."""

    name_key: ClassVar[tuple[str, str]] = ("intitule", "title")

    title: PlainText = Field(alias="intitule")
    """The indicator in one line."""
    target: Annotated[Figure | None, Maybe] = Field(default=None, alias="cible")
    """What was aimed at."""
    achieved: Annotated[Figure | None, Maybe] = Field(default=None, alias="realise")
    """What was reached, when it is not computed."""
    metric: Annotated[PlainText | None, Maybe] = Field(default=None, alias="auto")
    """The computed figure that gives what was reached."""
    unit: Annotated[PlainText | None, Maybe] = Field(default=None, alias="unite")
    """Its unit as printed."""


class Beneficiaries(CitModel):
    """How many people of a public the action served."""

    public: PlainText
    """Which public, such as habitants or porteurs de projet."""
    number: Annotated[Count | None, Maybe] = Field(default=None, alias="nombre")
    """How many people, each counted once."""


class Annex(CitModel):
    """A document joined to the bilan."""

    title: PlainText = Field(alias="titre")
    """Its name as printed."""
    file: Annotated[PlainText | None, Maybe] = Field(default=None, alias="fichier")
    """Where it is, inside the dossier."""


class Action(Named):
    """`type: action`: a research-action and its bilan."""

    name_key: ClassVar[tuple[str, str]] = ("titre", "title")

    type: Literal["action"]
    """The kind of file."""
    version: Annotated[Integer | None, Maybe] = 1
    """Version of the format."""
    title: PlainText = Field(alias="titre")
    """Name of the action."""
    subtitle: Annotated[PlainText | None, Maybe] = Field(default=None, alias="sous_titre")
    """What is under the title."""
    fictional: Boolean = Field(default=False, alias="fictif")
    """Whether everything in it is invented: every document says so."""
    period: Period | None = Field(default=None, alias="periode")
    """From when to when."""
    method: Annotated[MethodName | None, Maybe] = Field(default=None, alias="methode")
    """The method used."""
    purpose: Annotated[Markdown | None, Maybe] = Field(default=None, alias="objet")
    """What the action is about."""
    course: Annotated[Markdown | None, Maybe] = Field(default=None, alias="deroule")
    """What introduces the list of its sessions."""
    partners: Annotated[tuple[Structure, ...], AsList] = Field(default=(), alias="partenaires")
    """The structures that cooperate."""
    structures: Annotated[tuple[Structure, ...], AsList] = ()
    """Other structures met."""
    people: Annotated[tuple[Person, ...], AsList] = Field(default=(), alias="personnes")
    """Directory of people; personal data."""
    beneficiaries: Annotated[tuple[Beneficiaries, ...], AsList] = Field(default=(), alias="beneficiaires")
    """How many people it served, by public."""
    territories: Names = Field(default=(), alias="territoires")
    """Territory files, relative to the dossier or to this file."""
    gatherings: Names = Field(default=(), alias="seances")
    """Session files; * stands for any name."""
    objectives: Annotated[tuple[Objective, ...], AsList] = Field(default=(), alias="objectifs")
    """What was planned."""
    results: Annotated[tuple[Result, ...], AsList] = Field(default=(), alias="resultats")
    """What came of it."""
    lessons: Annotated[tuple[Markdown, ...], AsList] = Field(default=(), alias="enseignements")
    """What was learnt."""
    limits: Annotated[tuple[LinkedText, ...], AsList] = Field(default=(), alias="limites")
    """What could not be done, and why."""
    sequels: Annotated[tuple[LinkedText, ...], AsList] = Field(default=(), alias="suites")
    """What comes next."""
    follows: Annotated[PlainText | None, Maybe] = Field(default=None, alias="suite_de")
    """The file of the action this one continues."""
    worksites: Annotated[tuple[Markdown, ...], AsList] = Field(default=(), alias="chantiers")
    """Work to be taken up."""
    appropriation: Annotated[dict[str, Appropriation], FoldedKeys, AsTable] = Field(default_factory=dict)
    """Per partner: how far it made the project its own."""
    indicators: Annotated[tuple[ActionIndicator, ...], AsList] = Field(default=(), alias="indicateurs")
    """What is counted."""
    budget: Budget | None = None
    """Planned and actual."""
    funders: Annotated[tuple[Funder, ...], AsList] = Field(default=(), alias="financeurs")
    """Who funds it and what they ask for."""
    annexes: Annotated[tuple[Annex, ...], AsList] = ()
    """Documents joined to the bilan."""
