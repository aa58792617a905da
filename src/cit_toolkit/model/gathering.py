"""A session of an action: seminar, webinar, meeting, visit, workshop."""

import re
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, WithJsonSchema

from cit_toolkit.model.base import CitModel
from cit_toolkit.model.field_types import (
    AsList,
    Boolean,
    Count,
    Date,
    Department,
    Integer,
    Length,
    Markdown,
    Maybe,
    Names,
    PlainText,
    Reference,
    References,
    choice,
    text_of,
    wrong,
)
from cit_toolkit.model.identity import Named
from cit_toolkit.model.reading_marks import Reads
from cit_toolkit.model.text import fold
from cit_toolkit.model.written_forms import reference


class GatheringFormat(StrEnum):
    """What kind of session it is."""

    SEMINAR = "seminaire"
    WEBINAR = "webinaire"
    MEETING = "reunion"
    VISIT = "visite"
    WORKSHOP = "atelier"


class Diffusion(StrEnum):
    """Where a person may be named."""

    PUBLIC = "publique"
    INTERNAL = "interne"
    WITHDRAWN = "retiree"


class DecisionMode(StrEnum):
    """How a decision was taken."""

    CONSENT = "consentement"
    CONSENSUS = "consensus"
    VOTE = "vote"


class TaskStatus(StrEnum):
    """Where something promised stands."""

    TO_DO = "a-faire"
    IN_PROGRESS = "en-cours"
    DONE = "fait"
    DROPPED = "abandonne"


def _clock(value: object) -> object:
    text = text_of(value)
    found = re.fullmatch(r"([01]?\d|2[0-3])\s*[:hH]\s*([0-5]\d)?", text)
    if found is None:
        raise wrong("not-a-time", value=text)
    return f"{int(found[1]):02d}:{found[2] or '00'}"


def _rating(value: object) -> object:
    text = text_of(value)
    if text not in ("1", "2", "3", "4", "5"):
        raise wrong("bad-rating", value=text)
    return int(text)


def _half_day(value: object) -> object:
    text = text_of(value)
    found = re.fullmatch(r"(\d+)-(matin|morning|apres-midi|afternoon|soir|soiree|evening)", fold(text))
    if found is None:
        raise wrong("bad-half-day", value=text)
    part = {"morning": "matin", "afternoon": "apres-midi", "soiree": "soir", "evening": "soir"}.get(found[2], found[2])
    return f"{int(found[1])}-{part}"


ClockTime = Annotated[str, Reads(_clock), WithJsonSchema(reference("clock-time"))]
"""A time of day, 09:30 or 9h30."""

Rating = Annotated[int, Reads(_rating), WithJsonSchema(reference("rating"))]
"""Return on time invested, 1 to 5."""


HalfDayOf = Annotated[str, Reads(_half_day), WithJsonSchema(reference("half-day"))]
"""A half-day of the session: 1-matin, 2-apres-midi, 1-soir."""


class GatheringDate(CitModel):
    """A day of the session; `deduite` when the source does not give it whole."""

    short_form: ClassVar[str | None] = "date"

    date: Date
    """The day."""
    inferred: Boolean = Field(default=False, alias="deduite")
    """Whether part of it was worked out from the context."""
    start: Annotated[ClockTime | None, Maybe] = Field(default=None, alias="debut")
    """When that day begins; left out, with the first moment of the programme."""
    end: Annotated[ClockTime | None, Maybe] = Field(default=None, alias="fin")
    """When that day ends; left out, with the last moment of the programme."""


class Place(CitModel):
    """Where it was held: a place, or at a distance."""

    short_form: ClassVar[str | None] = "commune"

    municipality: Annotated[PlainText | None, Maybe] = Field(default=None, alias="commune")
    """Name of the town or village."""
    department: Annotated[Department | None, Maybe] = Field(default=None, alias="departement")
    """Number of the department."""
    venue: Annotated[PlainText | None, Maybe] = Field(default=None, alias="salle")
    """The room or building."""
    remote: Boolean = Field(default=False, alias="distance")
    """Whether it was held at a distance."""

    @classmethod
    def from_short_form(cls, value: Any) -> dict[str, Any]:
        if isinstance(value, str) and fold(value) in ("distance", "a-distance", "en-ligne", "remote", "online"):
            return {"distance": True}
        return {"commune": value}


class Decision(CitModel):
    """Something that was decided."""

    short_form: ClassVar[str | None] = "texte"

    text: Markdown = Field(alias="texte")
    """What was decided."""
    carrier: Annotated[Reference | None, Maybe] = Field(default=None, alias="porteur")
    """Who sees to it."""
    mode: Annotated[Annotated[DecisionMode, choice(DecisionMode)] | None, Maybe] = None
    """How it was decided."""
    reservations: Annotated[tuple[Markdown, ...], AsList] = Field(default=(), alias="reserves")
    """Reservations kept on record."""


class Task(CitModel):
    """Something that somebody promised to do."""

    text: Markdown = Field(alias="texte")
    """What is to be done."""
    who: References = Field(default=(), alias="qui")
    """Structures or people who do it."""
    deadline: Annotated[Date | None, Maybe] = Field(default=None, alias="echeance")
    """By when."""
    status: Annotated[TaskStatus, choice(TaskStatus)] = Field(default=TaskStatus.TO_DO, alias="statut")
    """Where it stands."""


class ProgrammeItem(CitModel):
    """One moment of the session."""

    short_form: ClassVar[str | None] = "intitule"

    title: PlainText = Field(alias="intitule")
    """What it is, in one line."""
    day: Annotated[Integer | None, Maybe] = Field(default=None, alias="jour")
    """Which day of the session, from 1."""
    start: Annotated[ClockTime | None, Maybe] = Field(default=None, alias="debut")
    """Time it starts."""
    duration: Annotated[Length | None, Maybe] = Field(default=None, alias="duree")
    """How long it lasts."""
    mode: Annotated[PlainText | None, Maybe] = Field(default=None, alias="modalite")
    """How it is run, such as plénière."""
    speakers: Names = Field(default=(), alias="intervenants")
    """Who speaks."""
    material: Names = Field(default=(), alias="materiel")
    """What it takes."""
    output: Annotated[Markdown | None, Maybe] = Field(default=None, alias="production")
    """What came out of it."""
    decisions: Annotated[tuple[Decision, ...], AsList] = ()
    """What was decided in it."""


class Participant(CitModel):
    """Somebody who was there."""

    short_form: ClassVar[str | None] = "personne"

    person: Annotated[Reference | None, Maybe] = Field(default=None, alias="personne")
    """Id in the action's directory."""
    name: Annotated[PlainText | None, Maybe] = Field(default=None, alias="nom")
    """Name, for want of a directory."""
    structure: Annotated[Reference | None, Maybe] = None
    """The structure they came for."""
    days: Annotated[tuple[Integer, ...], AsList] = Field(default=(), alias="jours")
    """Days they were there, from 1; none said, all."""
    half_days: Annotated[tuple[HalfDayOf, ...], AsList] = Field(default=(), alias="demi_journees")
    """Half-days they were there, such as 1-matin, 2-apres-midi."""
    diffusion: Annotated[Diffusion, choice(Diffusion)] = Diffusion.INTERNAL
    """Where they may be named."""


class Evaluation(CitModel):
    """What participants said at the end."""

    ratings: Annotated[tuple[Rating, ...], AsList] = Field(default=(), alias="roti")
    """Return on time invested, 1 to 5, one per answer."""
    quotes: Annotated[tuple[Markdown, ...], AsList] = Field(default=(), alias="verbatims")
    """What was said."""


class Gathering(Named):
    """`type: seance`: a seminar, a webinar, a meeting, a visit."""

    name_key: ClassVar[tuple[str, str]] = ("titre", "title")

    type: Literal["seance"]
    """The kind of file."""
    version: Annotated[Integer | None, Maybe] = 1
    """Version of the format."""
    fictional: Boolean = Field(default=False, alias="fictif")
    """Whether everything in it is invented."""
    format: Annotated[GatheringFormat, choice(GatheringFormat)]
    """What kind of session it is."""
    number: Annotated[Integer | None, Maybe] = Field(default=None, alias="numero")
    """Its number among those of its kind."""
    title: PlainText = Field(alias="titre")
    """Its name as printed."""
    dates: Annotated[tuple[GatheringDate, ...], AsList] = ()
    """The days it was held."""
    place: Place | None = Field(default=None, alias="lieu")
    """Where it was held."""
    prepares: Annotated[Reference | None, Maybe] = Field(default=None, alias="prepare")
    """The session this one announces or prepares."""
    facilitators: References = Field(default=(), alias="animation")
    """Structures that ran it."""
    objectives: Annotated[tuple[Markdown, ...], AsList] = Field(default=(), alias="objectifs")
    """What it was for."""
    programme: Annotated[tuple[ProgrammeItem, ...], AsList] = ()
    """Its moments, in order."""
    participants: Annotated[tuple[Participant, ...], AsList] = ()
    """Who was there."""
    excused: Names = Field(default=(), alias="excuses")
    """Who sent apologies."""
    registered: Annotated[Count | None, Maybe] = Field(default=None, alias="inscrits")
    """How many had registered: not how many came."""
    attendance: Annotated[Count | None, Maybe] = Field(default=None, alias="participants_nombre")
    """How many came."""
    in_scheme: Boolean = Field(default=True, alias="dispositif")
    """Whether it counts in the action's scheme."""
    structures_present: References = Field(default=(), alias="structures_presentes")
    """Structures that were represented."""
    evaluation: Evaluation | None = None
    """What participants said of it."""
    decisions: Annotated[tuple[Decision, ...], AsList] = ()
    """What was decided."""
    tasks: Annotated[tuple[Task, ...], AsList] = Field(default=(), alias="actions")
    """What was promised."""
