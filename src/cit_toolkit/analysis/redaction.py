"""What a reader may know: the territory without what must not leave, taken out before anything is computed.

Nothing downstream can tell what it never received: contacts leave for nobody; outside an internal document, notes stay
here, and an actor said to be confidential is counted without name, identifier, note, address or `x-` keys.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar, get_args

from cit_toolkit.model.actor import Actor
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.field_types import Identifier, Reference
from cit_toolkit.model.identity import Named
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.text import identifier_of
from cit_toolkit.model.workspace import Audience

T = TypeVar("T")


def withheld(territory: Territory) -> tuple[str, ...]:
    """What no public text may repeat: names of confidential actors; names, e-mails and telephones of people to call."""
    confidential = [actor.name for actor in territory.actors if actor.confidential]
    contacts = [actor.contact for actor in territory.actors if actor.contact]
    people = [text for each in contacts for text in (each.name, each.email, each.phone) if text]
    return tuple(dict.fromkeys(confidential + people))


def confidential_actors(territory: Territory) -> tuple[str, ...]:
    """Identifiers of the actors that only an internal document may name."""
    return tuple(actor.id for actor in territory.actors if actor.confidential)


def for_audience(
    territory: Territory, audience: Audience, unnamed: Callable[[int], str], hidden: Sequence[str] | None = None
) -> Territory:
    """The territory as an audience may see it. `unnamed(n)` names the nth confidential actor («Acteur non nommé 1»).

    `hidden`: the identifiers of those not to be named, when another description of the territory hides some too.
    """
    if audience is Audience.INTERNAL:
        actors = tuple(actor.model_copy(update={"contact": None}) for actor in territory.actors)
        return territory.model_copy(update={"actors": actors})
    unseen = confidential_actors(territory) if hidden is None else hidden
    aliases = {name: f"acteur-non-nomme-{rank}" for rank, name in enumerate(unseen, 1)}
    names = {name: unnamed(rank) for rank, name in enumerate(unseen, 1)}
    structures = names | {actor.name: names[actor.id] for actor in territory.actors if actor.id in names}
    update: dict[str, Any] = {
        "actors": tuple(_seen(actor, aliases, names) for actor in territory.actors),
        "relations": territory.relations
        and tuple(
            relation.model_copy(
                update={
                    "between": relation.between and tuple(aliases.get(name, name) for name in relation.between),
                    "source": aliases.get(relation.source or "", relation.source),
                    "target": aliases.get(relation.target or "", relation.target),
                    "note": None,
                }
            )
            for relation in territory.relations
        ),
        "needs": tuple(
            need.model_copy(update={"carriers": tuple(aliases.get(name, name) for name in need.carriers)})
            for need in territory.needs
        ),
        "resources": tuple(
            offer.model_copy(update={"structure": structures.get(offer.structure or "", offer.structure)})
            for offer in territory.resources
        ),
    }
    return territory.model_copy(update=update)


def _seen(actor: Actor, aliases: dict[str, str], names: dict[str, str]) -> Actor:
    update: dict[str, Any] = {"contact": None, "note": None}
    if actor.id in aliases:
        update |= {"id": aliases[actor.id], "name": names[actor.id]}
        update |= {"website": None, "siren": None, "municipality": None}
    seen = actor.model_copy(update=update)
    if actor.id in aliases:
        seen._extra = {}
    return seen


def with_texts(told: T, change: Callable[[str], str]) -> T:
    """A copy with every text changed; an identifier made from a text that changes is changed with it."""
    identifiers: dict[str, str] = {}
    things = tuple(_named_in(told))
    taken = {thing.id for thing in things}
    for thing in things:
        new = _identifier(thing, change)
        if new != thing.id:
            rank = 1
            while (numbered := f"{new}-{rank}") in taken:
                rank += 1
            taken.add(numbered)
            identifiers[thing.id] = numbered
    changed: T = _changed(told, change, identifiers)
    return changed


def _named_in(value: Any) -> Iterator[Named]:
    if isinstance(value, Named):
        yield value
    if isinstance(value, CitModel):
        for key in type(value).model_fields:
            yield from _named_in(getattr(value, key))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _named_in(item)


def _identifier(thing: Named, change: Callable[[str], str]) -> str:
    name = str(getattr(thing, thing.name_key[1]))
    if thing.id == identifier_of(name) and change(name) != name:
        return identifier_of(change(name))
    return identifier_of(change(thing.id))


def _changed(value: Any, change: Callable[[str], str], identifiers: dict[str, str]) -> Any:
    if isinstance(value, CitModel):
        references = _reference_fields(type(value))
        update = {
            key: _renamed(getattr(value, key), identifiers)
            if key in references
            else _changed(getattr(value, key), change, identifiers)
            for key in type(value).model_fields
            if key != "type"
        }
        copy = value.model_copy(update=update)
        copy._extra = _changed(value.extra, change, identifiers)
        return copy
    if isinstance(value, (tuple, list)):
        return type(value)(_changed(item, change, identifiers) for item in value)
    if isinstance(value, dict):
        return {key: _changed(item, change, identifiers) for key, item in value.items()}
    return (identifiers.get(value) or change(value)) if type(value) is str else value


def _renamed(value: Any, identifiers: dict[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(identifiers.get(name, name) for name in value)
    return identifiers.get(value, value)


@cache
def _reference_fields(model: type[CitModel]) -> frozenset[str]:
    """The fields that name things: what they hold is no text."""
    readers = {Identifier.__metadata__[0], Reference.__metadata__[0]}  # type: ignore[attr-defined]

    def names_things(annotation: Any) -> bool:
        marks = getattr(annotation, "__metadata__", ())
        return any(mark in readers for mark in marks) or any(map(names_things, get_args(annotation)))

    return frozenset(
        key
        for key, field in model.model_fields.items()
        if names_things(field.annotation) or any(mark in readers for mark in field.metadata)
    )


def texts_of(value: Any) -> Iterator[str]:
    """Every text below a thing, identifiers left out."""
    if isinstance(value, CitModel):
        references = _reference_fields(type(value))
        for key in type(value).model_fields:
            if key not in references and key != "type":
                yield from texts_of(getattr(value, key))
        yield from texts_of(value.extra)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from texts_of(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_of(item)
    elif type(value) is str:
        yield value
