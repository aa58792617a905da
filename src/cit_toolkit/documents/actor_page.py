"""What the interactive page knows of each actor and each link: enough to search, filter, show a card, and work out what
would leave with an actor. Nothing its reader must not know is in it."""

from typing import Any, TypedDict

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.actor import Actor, Relation, RelationNature


class ActorRecord(TypedDict):
    """One actor; None is unknown."""

    id: str
    name: str
    category: str | None
    circle: str | None
    roles: list[str] | None
    place: str | None
    municipality: str | None
    site: str | None
    levels: dict[str, list[int]] | None
    """Lowest and highest level by function; not there: not performed. None: nobody asked."""
    influence: int | None
    interest: int | None
    hinge: bool
    broker: bool


class LinkRecord(TypedDict):
    """One relation."""

    ends: list[str]
    nature: str
    intensity: int | None
    directed: bool
    since: str


class PageRecord(TypedDict):
    """Everything."""

    actors: list[ActorRecord]
    links: list[LinkRecord]
    links_known: bool
    """Whether any link is described: without one, nothing is known of who holds the network together."""
    categories: dict[str, str]
    circles: dict[str, str]
    functions: dict[str, str]
    natures: dict[str, str]
    """Names by id, in the order of the method; only what some actor or link has, functions apart."""
    internal: bool


def page_record(diagnosis: Diagnosis, voice: Voice, internal: bool) -> PageRecord:
    """The record of the page. Conflicts, and the weight of actors, are for an internal reader only."""
    method, territory = diagnosis.method, diagnosis.territory
    relations = [r for r in territory.relations or () if internal or r.nature is not RelationNature.CONFLICT]
    circles = sorted(method.circles, key=lambda circle: -circle.rank)
    used = {r.nature for r in relations}
    return PageRecord(
        actors=[_actor(actor, diagnosis, voice, internal) for actor in territory.actors],
        links=[_link(relation, voice) for relation in relations],
        links_known=diagnosis.cohesion is not None,
        categories=_named(method.categories, {actor.category for actor in territory.actors}, voice),
        circles=_named(circles, {actor.circle for actor in territory.actors}, voice),
        functions={function.id: voice.label(function) for function in method.functions},
        natures={n.value: voice.say(f"figures.map-nature-{n.value}") for n in RelationNature if n in used},
        internal=internal,
    )


def description(actor: Actor, diagnosis: Diagnosis, voice: Voice) -> str:
    """An actor in a few words: name, category, circle."""
    method, language = diagnosis.method, voice.language
    category = actor.category and method.label(method.categories, actor.category, language)
    circle = actor.circle and method.label(method.circles, actor.circle, language)
    return voice.series(filter(None, (actor.name, category, circle)))


def _named(items: Any, used: set[str | None], voice: Voice) -> dict[str, str]:
    """Names of the method's things that are used, then those it does not know, under their own id."""
    known = {item.id: voice.label(item) for item in items if item.id in used}
    return known | {each: each for each in sorted(filter(None, used - known.keys()))}


def _actor(actor: Actor, diagnosis: Diagnosis, voice: Voice, internal: bool) -> ActorRecord:
    method, links = diagnosis.method, diagnosis.cohesion
    levels = None
    if actor.functions is not None:
        known = {function.id for function in method.functions}
        levels = {
            name: [int(level.low), int(level.high)]
            for name, level in actor.functions.items()
            if level.high > 0 and name in known
        }
    return ActorRecord(
        id=actor.id,
        name=actor.name,
        category=actor.category,
        circle=actor.circle,
        roles=None if actor.roles is None else [method.label(method.roles, r, voice.language) for r in actor.roles],
        place=actor.location and voice.say(f"actor-page.places.{actor.location.value}"),
        municipality=actor.municipality,
        site=actor.website,
        levels=levels,
        influence=actor.influence if internal else None,
        interest=actor.interest if internal else None,
        hinge=links is not None and actor.id in links.hinges,
        broker=links is not None and actor.id in dict(links.brokers),
    )


def _link(relation: Relation, voice: Voice) -> LinkRecord:
    return LinkRecord(
        ends=list(relation.ends),
        nature=relation.nature.value,
        intensity=relation.intensity,
        directed=relation.directed,
        since=voice.date(relation.since),
    )
