"""A session as JSON: what its report tells, in figures and identifiers."""

from typing import TypedDict

from cit_toolkit.analysis.attendance import Attendance
from cit_toolkit.analysis.timetable import Moment, SessionDay, clock
from cit_toolkit.documents.engagement_json import OpenBounds, RatingsJson
from cit_toolkit.documents.engagement_record import bounds_of, ratings_record
from cit_toolkit.documents.follow_up_json import DecisionJson, PromiseJson, decision_record, promise_record
from cit_toolkit.documents.session_report import SessionReport
from cit_toolkit.model.gathering import Place


class DayJson(TypedDict):
    """A day of the session; `deduite` when part of it was worked out from the context."""

    date: str
    deduite: bool


class PlaceJson(TypedDict):
    """Where it was held."""

    commune: str | None
    departement: str | None
    salle: str | None
    distance: bool


class HalfDayJson(TypedDict):
    """Presences of one half-day: matin, apres-midi or soir."""

    jour: int
    partie: str
    presences: int


class MomentJson(TypedDict):
    """A moment of the programme; hours past midnight go on (25:00). `chevauche` and `retard` are minutes."""

    jour: int | None
    intitule: str
    debut: str | None
    fin: str | None
    chevauche: int
    retard: int
    production: str | None


class SessionRecord(TypedDict):
    """The session itself."""

    id: str
    format: str
    numero: int | None
    titre: str
    dates: list[DayJson]
    lieu: PlaceJson | None
    dispositif: bool
    prepare: str | None


class SessionJson(TypedDict):
    """`cit seminar report --json`."""

    cit: str
    genre: str
    date: str
    action: str | None
    seance: SessionRecord
    presences: OpenBounds | None
    inscriptions: OpenBounds | None
    structures: list[str]
    liste_complete: bool
    demi_journees: list[HalfDayJson]
    heures: float | None
    heures_personnes: OpenBounds | None
    programme: list[MomentJson]
    decisions: list[DecisionJson]
    engagements: list[PromiseJson]
    roti: RatingsJson


def session_json(report: SessionReport, version: str) -> SessionJson:
    """The session of a report."""
    gathering, came = report.gathering, report.attendance
    return SessionJson(
        cit=version,
        genre="seance",
        date=report.today.isoformat(),
        action=report.seen.action.id if report.seen.action else None,
        seance=_session(report),
        presences=bounds_of(came.presences),
        inscriptions=bounds_of(gathering.registered),
        structures=sorted(came.structures),
        liste_complete=came.complete,
        demi_journees=_half_days(came),
        heures=float(came.length.low) if came.length else None,
        heures_personnes=bounds_of(came.person_hours),
        programme=[_moment(day, each) for day in report.programme.session_days for each in day.moments],
        decisions=[decision_record(each, report.voice) for each in report.decided],
        engagements=[promise_record(each, report.voice) for each in report.promises],
        roti=ratings_record(report.ratings.ratings),
    )


def _session(report: SessionReport) -> SessionRecord:
    gathering = report.gathering
    return SessionRecord(
        id=gathering.id,
        format=gathering.format.value,
        numero=gathering.number,
        titre=gathering.title,
        dates=[DayJson(date=str(each.date), deduite=each.inferred) for each in gathering.dates],
        lieu=_place(gathering.place) if gathering.place else None,
        dispositif=gathering.in_scheme,
        prepare=gathering.prepares,
    )


def _place(place: Place) -> PlaceJson:
    return PlaceJson(commune=place.municipality, departement=place.department, salle=place.venue, distance=place.remote)


def _half_days(came: Attendance) -> list[HalfDayJson]:
    return [HalfDayJson(jour=each.day, partie=each.half.value, presences=each.present) for each in came.half_days]


def _moment(day: SessionDay, moment: Moment) -> MomentJson:
    return MomentJson(
        jour=day.number,
        intitule=moment.item.title,
        debut=None if moment.start is None else clock(moment.start),
        fin=None if moment.end is None else clock(moment.end),
        chevauche=moment.overlap,
        retard=moment.late,
        production=moment.item.output,
    )
