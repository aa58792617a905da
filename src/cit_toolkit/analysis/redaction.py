"""What a reader may know: the territory without what must not leave, taken out before anything is computed.

Nothing downstream can tell what it never received: contacts leave for nobody, and outside an internal document an
actor said to be confidential is counted without name, identifier, note or address.
"""

from collections.abc import Callable
from typing import Any

from cit_toolkit.model.actor import Actor
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.workspace import Audience


def for_audience(territory: Territory, audience: Audience, unnamed: Callable[[int], str]) -> Territory:
    """The territory as an audience may see it. `unnamed(n)` names the nth confidential actor («Acteur non nommé 1»)."""
    aliases = {
        actor.id: f"acteur-non-nomme-{rank}"
        for rank, actor in enumerate((a for a in territory.actors if a.confidential), 1)
        if audience is not Audience.INTERNAL
    }
    names = {old: unnamed(rank) for rank, old in enumerate(aliases, 1)}
    actors = tuple(_seen(actor, aliases, names) for actor in territory.actors)
    update: dict[str, Any] = {"actors": actors}
    if aliases:
        hidden = {actor.name: names[actor.id] for actor in territory.actors if actor.id in aliases}
        update["relations"] = territory.relations and tuple(
            relation.model_copy(
                update={
                    "between": relation.between and tuple(aliases.get(name, name) for name in relation.between),
                    "source": aliases.get(relation.source or "", relation.source),
                    "target": aliases.get(relation.target or "", relation.target),
                }
            )
            for relation in territory.relations
        )
        update["needs"] = tuple(
            need.model_copy(update={"carriers": tuple(aliases.get(name, name) for name in need.carriers)})
            for need in territory.needs
        )
        update["resources"] = tuple(
            offer.model_copy(
                update={
                    "structure": names.get(offer.structure or "", hidden.get(offer.structure or "", offer.structure))
                }
            )
            for offer in territory.resources
        )
    return territory.model_copy(update=update)


def _seen(actor: Actor, aliases: dict[str, str], names: dict[str, str]) -> Actor:
    update: dict[str, Any] = {"contact": None}
    if actor.id in aliases:
        update |= {"id": aliases[actor.id], "name": names[actor.id], "note": None}
        update |= {"website": None, "siren": None, "municipality": None}
    return actor.model_copy(update=update)
