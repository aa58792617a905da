"""From a diagnosis to what the map of its actors is drawn from."""

from collections import Counter
from dataclasses import replace

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.documents.voice import Voice
from cit_toolkit.figures.actor_map_data import ActorMap, MapActor, MapLink
from cit_toolkit.model.actor import RelationNature
from cit_toolkit.model.territory import Territory


def actor_map(diagnosis: Diagnosis, voice: Voice, size: str, internal: bool) -> ActorMap:
    """The map an audience may see: conflicts, and how much weight an actor has, are for an internal reader only."""
    links = diagnosis.cohesion
    relations = [
        relation
        for relation in diagnosis.territory.relations or ()
        if internal or relation.nature != RelationNature.CONFLICT
    ]
    counted = Counter(
        end
        for pair in {tuple(sorted(r.ends)) for r in relations if r.nature != RelationNature.CONFLICT}
        for end in pair
    )
    brokers = {name for name, _ in links.brokers} if links else set()
    hinges = set(links.hinges) if links else set()
    method = diagnosis.method
    circles = sorted(method.circles, key=lambda circle: -circle.rank)
    return ActorMap(
        actors=tuple(
            MapActor(
                actor.id,
                actor.name,
                actor.category,
                actor.circle,
                actor.influence if size == "influence" else counted[actor.id],
                actor.id in hinges,
                actor.id in brokers,
            )
            for actor in diagnosis.territory.actors
        ),
        links=tuple(
            MapLink(*relation.ends, relation.nature.value, relation.intensity, relation.directed)
            for relation in relations
        ),
        categories={category.id: voice.label(category) for category in method.categories},
        circles={circle.id: voice.label(circle) for circle in circles},
        size=size,
        isolated=frozenset(links.isolated if links else ()),
        when=voice.situation(diagnosis.territory.as_of),
    )


def renamed_like(
    before: ActorMap, earlier: Territory, later: Territory, later_seen: Territory, voice: Voice
) -> ActorMap:
    """The earlier map, its unnamed actors called as on the later one. `earlier` and `later` are the true territories.

    Each file counts its confidential actors on its own: the first of one date would pass for the first of the other.
    Who is confidential at the later date is named on neither map.
    """
    called = {
        true.id: (seen.id, seen.name)
        for true, seen in zip(later.actors, later_seen.actors, strict=True)
        if true.id != seen.id
    }
    new: dict[str, tuple[str, str]] = {}
    for true, actor in zip(earlier.actors, before.actors, strict=True):
        if true.id != actor.id and true.id not in called:
            rank = len(called) + 1
            called[true.id] = (f"acteur-non-nomme-{rank}", voice.say("words.unnamed-actor", rank=rank))
        if true.id in called:
            new[actor.id] = called[true.id]
    ids = {old: name for old, (name, _) in new.items()}
    return replace(
        before,
        actors=tuple(
            replace(actor, id=new[actor.id][0], name=new[actor.id][1]) if actor.id in new else actor
            for actor in before.actors
        ),
        links=tuple(
            replace(link, start=ids.get(link.start, link.start), end=ids.get(link.end, link.end))
            for link in before.links
        ),
        isolated=frozenset(ids.get(name, name) for name in before.isolated),
    )
