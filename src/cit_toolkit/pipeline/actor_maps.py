"""From a diagnosis to what the map of its actors is drawn from."""

from collections import Counter

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.documents.voice import Voice
from cit_toolkit.figures.actor_map_data import ActorMap, MapActor, MapLink
from cit_toolkit.model.actor import RelationNature


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
