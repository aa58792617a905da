"""What changed between dates as JSON: progress, knowledge and judgement kept apart."""

from collections.abc import Sequence
from typing import TypedDict

from cit_toolkit.analysis.evolving.evolution import Evolution
from cit_toolkit.analysis.evolving.shift import Shift
from cit_toolkit.analysis.evolving.tracks import Cause, Track
from cit_toolkit.documents.json_bounds import Bounds, bounds_of
from cit_toolkit.model.actor import Relation, RelationNature


class TrackStepJson(TypedDict):
    """One part of the way of a figure. `cause`: connaissance, jugement, changement or nouveaux-acteurs; `lecture`:
    mieux-connu, moins-connu, hausse, hausse-possible, baisse or baisse-possible. Only a `changement` is progress."""

    cause: str
    avant: Bounds
    apres: Bounds
    lecture: str


class TrackJson(TypedDict):
    """A figure at both dates. `genre`: etape (the rank of the stage, -1 for none), couverture, fonction (0 absente to
    3 partagee) or dimension."""

    genre: str
    id: str | None
    avant: Bounds
    apres: Bounds
    parcours: list[TrackStepJson]


class AnswerJson(TypedDict):
    """A criterion answered otherwise. `cause`: connaissance, jugement or changement; `atteste`: something observed."""

    critere: str
    avant: Bounds
    apres: Bounds
    lecture: str
    cause: str
    atteste: bool
    place_avant: str | None
    place_apres: str | None


class LevelJson(TypedDict):
    """A function of an actor described at both dates. `cause`: connaissance or changement."""

    acteur: str
    fonction: str
    avant: Bounds
    apres: Bounds
    lecture: str
    cause: str
    place_avant: str | None
    place_apres: str | None


class CircleJson(TypedDict):
    """A circle told otherwise; `plus_proche` null when one is not known, or when both are as close."""

    acteur: str
    avant: str | None
    apres: str | None
    plus_proche: bool | None


class LinkJson(TypedDict):
    """A relation, and whether it began after the earlier date; null when its date does not tell."""

    entre: list[str]
    nature: str
    depuis: str | None
    noue_depuis: bool | None


class NeedChangeJson(TypedDict):
    """A need of both dates; its priority only moves by knowledge or judgement."""

    besoin: str
    statut_avant: str
    statut_apres: str
    priorite_avant: Bounds
    priorite_apres: Bounds
    lecture_priorite: str


class EvolutionJson(TypedDict):
    """From one date to the next."""

    du: str | None
    au: str | None
    meme_auteur: bool | None
    chiffres: list[TrackJson]
    acteurs_nouveaux: list[str]
    acteurs_sortis: list[str]
    cercles: list[CircleJson]
    niveaux: list[LevelJson]
    reponses: list[AnswerJson]
    liens_compares: bool
    liens_nouveaux: list[LinkJson]
    liens_disparus: list[LinkJson]
    besoins_nouveaux: list[str]
    besoins_disparus: list[str]
    besoins: list[NeedChangeJson]


def evolution_json(steps: Sequence[Evolution], internal: bool) -> list[EvolutionJson]:
    """Every step, oldest first. Conflicts are for the internal reader."""
    return [_step(step, internal) for step in steps]


def _step(step: Evolution, internal: bool) -> EvolutionJson:
    found, links = step.changes, step.links
    old, new = step.before, step.after
    begun = (
        *((relation, True) for relation in links.made),
        *((relation, False) for relation in links.already_there),
        *((relation, None) for relation in links.undated),
    )
    return EvolutionJson(
        du=str(old.as_of) if old.as_of else None,
        au=str(new.as_of) if new.as_of else None,
        meme_auteur=step.one_author,
        chiffres=[_figure(track) for track in step.tracks if track.before != track.after or track.steps],
        acteurs_nouveaux=[actor.id for actor in found.first_described],
        acteurs_sortis=[actor.id for actor in found.no_longer_described],
        cercles=[
            CircleJson(acteur=each.actor.id, avant=each.before, apres=each.after, plus_proche=each.closer)
            for each in found.circles
        ],
        niveaux=[
            LevelJson(
                acteur=each.actor.id,
                fonction=each.function.id,
                avant=bounds_of(each.before),
                apres=bounds_of(each.after),
                lecture=each.shift.value,
                cause=_cause(each.shift, judged=False),
                place_avant=_place(each.earlier.position("fonctions", each.function.id)),
                place_apres=_place(each.actor.position("fonctions", each.function.id)),
            )
            for each in found.levels
        ],
        reponses=[
            AnswerJson(
                critere=each.criterion.id,
                avant=bounds_of(each.before),
                apres=bounds_of(each.after),
                lecture=each.shift.value,
                cause=_cause(each.shift, each.judged),
                atteste=each.attested,
                place_avant=_place(old.position("grille", each.criterion.id)),
                place_apres=_place(new.position("grille", each.criterion.id)),
            )
            for each in found.answers
        ],
        liens_compares=links.known,
        liens_nouveaux=[_link(relation, since) for relation, since in begun if _may_be_told(relation, internal)],
        liens_disparus=[_link(relation, None) for relation in links.gone if _may_be_told(relation, internal)],
        besoins_nouveaux=[need.id for need in found.new_needs],
        besoins_disparus=[need.id for need in found.needs_gone],
        besoins=[
            NeedChangeJson(
                besoin=each.after.id,
                statut_avant=each.before.status.value,
                statut_apres=each.after.status.value,
                priorite_avant=bounds_of(each.priorities[0]),
                priorite_apres=bounds_of(each.priorities[1]),
                lecture_priorite=each.shift.value,
            )
            for each in found.needs
        ],
    )


def _figure(track: Track) -> TrackJson:
    return TrackJson(
        genre=track.key[0],
        id=track.key[1] or None,
        avant=bounds_of(track.before),
        apres=bounds_of(track.after),
        parcours=[
            TrackStepJson(
                cause=step.cause.value,
                avant=bounds_of(step.before),
                apres=bounds_of(step.after),
                lecture=step.shift.value,
            )
            for step in track.steps
        ],
    )


def _cause(shift: Shift, judged: bool) -> str:
    return (Cause.JUDGEMENT if judged else Cause.CHANGE if shift.moved else Cause.KNOWLEDGE).value


def _link(relation: Relation, since: bool | None) -> LinkJson:
    return LinkJson(
        entre=list(relation.ends),
        nature=relation.nature.value,
        depuis=str(relation.since) if relation.since else None,
        noue_depuis=since,
    )


def _may_be_told(relation: Relation, internal: bool) -> bool:
    return internal or relation.nature is not RelationNature.CONFLICT


def _place(position: object) -> str | None:
    return str(position) if position else None
