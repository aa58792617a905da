"""Mobilisation and engagement as JSON: French keys, bounds where something is unknown, null for what is not known."""

from typing import TypedDict


class OpenBounds(TypedDict):
    """At least, at most; `max` is null when nothing bounds it."""

    min: float
    max: float | None


class RatingsJson(TypedDict):
    """Return on time invested; mean and distribution (of 1 to 5) are null under five answers."""

    reponses: int
    moyenne: float | None
    repartition: list[int] | None


class GroupJson(TypedDict):
    """The sessions of one format. `personnes_revenues` is null when not everybody is known."""

    format: str
    seances: int
    presences: OpenBounds
    personnes: OpenBounds
    personnes_revenues: int | None
    heures: OpenBounds
    heures_personnes: OpenBounds
    roti: RatingsJson
    decisions: int
    productions: int


class SessionPresenceJson(TypedDict):
    """One session; `presences` is null when it has no count."""

    id: str
    format: str
    presences: OpenBounds | None
    dispositif: bool


class RateJson(TypedDict):
    """Sessions a structure came to; up to `peut_etre`, as lists are not complete."""

    present: int
    peut_etre: int
    seances: int


class StepJson(TypedDict):
    """A structure at a session: presente, absente or inconnu, and the circle that shows."""

    seance: str
    presence: str
    cercle: str | None


class MoveJson(TypedDict):
    """The circle a structure was first seen in, and the closest it reached."""

    de: str
    vers: str


class StructureJson(TypedDict):
    """One structure along the action; `seulement_webinaires` is null when lists do not tell."""

    id: str
    taux: RateJson
    par_format: dict[str, RateJson]
    parcours: list[StepJson]
    progression: MoveJson | None
    plus_revue_depuis: str | None
    seulement_webinaires: bool | None


class ArrivalsJson(TypedDict):
    """Who came to a session for the first time and who came back; numbers of people are null when its list is not
    complete, and hold as far as the earlier lists tell when those are not (`listes_completes`)."""

    seance: str
    structures_nouvelles: list[str]
    structures_revenues: list[str]
    personnes_nouvelles: int | None
    personnes_revenues: int | None
    listes_completes: bool


class EngagementJson(TypedDict):
    """How an action mobilised, and how structures took part."""

    action: str
    formats: list[GroupJson]
    seances: list[SessionPresenceJson]
    a_venir: list[str]
    arrivees: list[ArrivalsJson]
    structures: list[StructureJson]
