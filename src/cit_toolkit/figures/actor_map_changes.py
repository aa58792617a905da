"""What the map of one date has that the map of another has not."""

from collections.abc import Mapping
from dataclasses import dataclass

from cit_toolkit.figures.actor_map_data import ActorMap, LinkKey, MapActor


@dataclass(frozen=True, slots=True)
class MapChanges:
    """From a date to a later one."""

    arrived: frozenset[str]
    left: frozenset[str]
    moved: Mapping[str, MapActor]
    """Actors whose circle changed, as they were before. A circle that was not known is no move."""
    appeared: frozenset[LinkKey]
    vanished: frozenset[LinkKey]


def map_changes(before: ActorMap, after: ActorMap) -> MapChanges:
    """Links are compared only when both dates describe some: otherwise nothing is known of one of them."""
    old, new = ({actor.id: actor for actor in shown.actors} for shown in (before, after))
    old_links, new_links = (frozenset(link.key for link in shown.links) for shown in (before, after))
    known = old_links and new_links
    return MapChanges(
        arrived=frozenset(new.keys() - old.keys()),
        left=frozenset(old.keys() - new.keys()),
        moved={
            name: old[name]
            for name in new.keys() & old.keys()
            if old[name].circle != new[name].circle and old[name].circle and new[name].circle
        },
        appeared=new_links - old_links if known else frozenset(),
        vanished=old_links - new_links if known else frozenset(),
    )
