"""The map told to who does not see it: from the same data, what the picture is looked at for."""

from collections.abc import Iterator, Sequence

from cit_toolkit.figures.actor_map_changes import MapChanges
from cit_toolkit.figures.actor_map_data import ActorMap
from cit_toolkit.figures.alternative import MOST_CHARACTERS, brief, listed, shortened, together
from cit_toolkit.wording.catalog import Catalog

_ROOM = 440
"""Characters for what every audience is told."""


def map_words(shown: ActorMap, catalog: Catalog) -> str:
    """How many actors, in which circles; then by name those the network rests on, those apart, those in conflict.

    Conflicts come last and have their own room: the rest is told to every audience in the same words.
    """
    nothing = catalog.say("figures.map-none")
    told = shortened(lambda most: _one_date(shown, catalog, most), len(shown.actors), nothing, _ROOM)
    conflicts = [link for link in shown.links if link.conflict]
    room = MOST_CHARACTERS - _ROOM - 1
    return f"{told} {shortened(lambda most: _conflicts(shown, catalog, most), len(conflicts), '', room)}".rstrip()


def two_dates_words(before: ActorMap, after: ActorMap, changes: MapChanges, catalog: Catalog) -> str:
    """What changed from one date to the other."""
    nothing = catalog.say("figures.map-none")
    longest = len(before.actors) + len(after.actors)
    return shortened(lambda most: _two_dates(before, after, changes, catalog, most), longest, nothing)


def _one_date(shown: ActorMap, catalog: Catalog, most: int) -> Iterator[str]:
    if not shown.actors:
        return
    yield catalog.say("figures.map-alt-count", count=len(shown.actors))
    circles = [*shown.circles.items(), (None, catalog.say("figures.map-no-circle"))]
    counts = [(name, sum(actor.circle == circle for actor in shown.actors)) for circle, name in circles]
    if shown.circles:
        told = [f"{name} ({count})" for name, count in counts if count]
        yield catalog.say("figures.map-alt-circles", circles=together(told, len(told), catalog))
    links = [link for link in shown.links if not link.conflict]
    if links:
        yield catalog.say("figures.map-alt-links", count=len(links))
    else:
        yield catalog.say("figures.map-no-link")
    yield from _named("hinges", [actor.name for actor in shown.actors if actor.hinge], catalog, most)
    yield from _named("brokers", [actor.name for actor in shown.actors if actor.broker], catalog, most)
    yield from _named("apart", [actor.name for actor in shown.actors if actor.id in shown.isolated], catalog, most)


def _conflicts(shown: ActorMap, catalog: Catalog, most: int) -> Iterator[str]:
    names = {actor.id: actor.name for actor in shown.actors}
    conflicts = [f"{brief(names[link.start])} / {brief(names[link.end])}" for link in shown.links if link.conflict]
    if conflicts:
        yield catalog.say("figures.map-alt-conflicts", names=together(conflicts, most, catalog))


def _two_dates(before: ActorMap, after: ActorMap, changes: MapChanges, catalog: Catalog, most: int) -> Iterator[str]:
    if not before.actors and not after.actors:
        return
    undated = catalog.say("figures.map-undated")
    yield catalog.say(
        "figures.map-alt-dates",
        before=before.when or undated,
        after=after.when or undated,
        old=len(before.actors),
        new=len(after.actors),
    )
    yield from _named("arrived", [a.name for a in after.actors if a.id in changes.arrived], catalog, most)
    yield from _named("left", [a.name for a in before.actors if a.id in changes.left], catalog, most)
    moves = [
        catalog.say(
            "figures.map-alt-move",
            name=brief(actor.name),
            before=before.circles.get(changes.moved[actor.id].circle or "", ""),
            after=after.circles.get(actor.circle or "", ""),
        )
        for actor in after.actors
        if actor.id in changes.moved
    ]
    if moves:
        yield catalog.say("figures.map-alt-moved", moves=together(moves, most, catalog))
    if changes.appeared or changes.vanished:
        appeared, vanished = len(changes.appeared), len(changes.vanished)
        yield catalog.say("figures.map-alt-changed-links", appeared=appeared, vanished=vanished)


def _named(key: str, names: Sequence[str], catalog: Catalog, most: int) -> Iterator[str]:
    if names:
        yield catalog.say(f"figures.map-alt-{key}", names=listed(names, most, catalog))
