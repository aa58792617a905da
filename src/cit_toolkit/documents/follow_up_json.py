"""What was promised and decided as JSON."""

from typing import TypedDict

from cit_toolkit.analysis.follow_up import Decided, FollowUp, Promise
from cit_toolkit.documents.session_words import NamedInSession
from cit_toolkit.documents.voice import Voice


class WhoJson(TypedDict):
    """Who does something; `id` is that of a structure, null for a person."""

    id: str | None
    nom: str


class PromiseJson(TypedDict):
    """Something promised; `place` is «fichier:ligne:colonne»."""

    texte: str
    qui: list[WhoJson]
    echeance: str | None
    statut: str
    en_retard: bool
    seance: str
    place: str


class DecisionJson(TypedDict):
    """Something decided."""

    texte: str
    mode: str | None
    porteur: WhoJson | None
    reserves: list[str]
    seance: str
    place: str


class FollowUpJson(TypedDict):
    """`cit actions --json`: late first."""

    cit: str
    genre: str
    date: str
    engagements: list[PromiseJson]
    decisions: list[DecisionJson]
    seances_a_venir: list[str]


def follow_up_json(found: FollowUp, voice: Voice, version: str, date: str) -> FollowUpJson:
    """Everything promised and decided."""
    return FollowUpJson(
        cit=version,
        genre="suivi",
        date=date,
        engagements=[promise_record(each, voice) for each in found.promises],
        decisions=[decision_record(each, voice) for each in found.decided],
        seances_a_venir=[each.id for each in found.to_come],
    )


def _who(identifier: str, names: NamedInSession) -> WhoJson:
    """A structure by its identifier; of a person, only the name that may be read."""
    return WhoJson(id=None if identifier in names.seen.people else identifier, nom=names.who(identifier))


def promise_record(promise: Promise, voice: Voice) -> PromiseJson:
    """Something promised."""
    names, task = NamedInSession(promise.seen, voice), promise.task
    return PromiseJson(
        texte=task.text,
        qui=[_who(each, names) for each in task.who],
        echeance=str(task.deadline) if task.deadline else None,
        statut=task.status.value,
        en_retard=promise.late,
        seance=promise.gathering.id,
        place=str(task.position() or ""),
    )


def decision_record(decided: Decided, voice: Voice) -> DecisionJson:
    """Something decided."""
    decision, names = decided.decision, NamedInSession(decided.seen, voice)
    return DecisionJson(
        texte=decision.text,
        mode=decision.mode.value if decision.mode else None,
        porteur=_who(decision.carrier, names) if decision.carrier else None,
        reserves=list(decision.reservations),
        seance=decided.gathering.id,
        place=str(decision.position() or decided.gathering.position("decisions") or ""),
    )
