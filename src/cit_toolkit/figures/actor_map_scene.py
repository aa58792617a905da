"""The map before it is drawn: places, sizes, which names are written. Two dates share their places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from cit_toolkit.figures.actor_map_data import ActorMap, MapActor
from cit_toolkit.figures.actor_map_layout import Standing, map_layout
from cit_toolkit.figures.actor_signs import reach
from cit_toolkit.figures.svg import LINE_HEIGHT
from cit_toolkit.figures.text_fitting import fitted, text_width

NAME = 12.0
NAME_WIDTH = 100.0
_NAME_LINES = 4
_NARROWEST, _NARROWER = 40, 6
RING_NAME = 12.5
UNKNOWN = ""
"""The ring of the actors whose circle is not known."""

_LEAST, _MOST = 5.5, 13.0
_BY_INFLUENCE = (5.5, 7.5, 10.0, 13.0)


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle as drawn: the ellipse of its outer border."""

    circle: str
    name: str
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that does not change from one date to the other; (0, 0) is the middle of the rings."""

    places: Mapping[str, tuple[float, float]]
    """By actor and circle (see `spot_of`): who changed circle stands at two places."""
    rings: tuple[Ring, ...]
    """The innermost first."""
    names: Mapping[str, tuple[str, ...]]
    """The lines written under each sign; an actor that is not there has its name written nowhere."""
    apart: frozenset[str]
    """Actors without any link at any date: shown outside the rings."""

    def place(self, actor: MapActor) -> tuple[float, float]:
        """Where an actor stands at one date."""
        return self.places[spot_of(actor)]


def spot_of(actor: MapActor) -> str:
    """The key of the place of an actor."""
    return f"{actor.id}@{actor.circle or UNKNOWN}"


def radius_of(actor: MapActor, size: str) -> float:
    """By the number of links, or by influence from 0 to 3. One scale for every map: sizes can be compared."""
    if actor.weight is None:
        return _BY_INFLUENCE[1]
    if size == "influence":
        return _BY_INFLUENCE[int(actor.weight)]
    return min(_MOST, _LEAST + 2 * sqrt(actor.weight))


def matters(actor: MapActor) -> bool:
    """Whether the network rests on it: its name is then written in bold."""
    return actor.hinge or actor.broker


def name_width(line: str, actor: MapActor) -> float:
    """The width of a line of its name, halo included."""
    return text_width(line, NAME, semibold=matters(actor)) + 4


def map_scene(maps: Sequence[ActorMap], unknown_circle: str, most_names: int, aspect: float) -> Scene:
    """The scene of one date or more; past `most_names`, only the names that matter most are written.

    `unknown_circle` names the ring of the actors whose circle is not known.
    """
    apart = _apart(maps)
    everyone = [actor for one in maps for actor in one.actors]
    inside = [actor for actor in everyone if actor.id not in apart]
    circles = {**maps[0].circles, UNKNOWN: unknown_circle}
    if not any(actor.circle is None for actor in inside) and len(circles) > 1:
        del circles[UNKNOWN]
    ranks = {circle: rank for rank, circle in enumerate(circles)}
    named = _named(inside, ranks, most_names)
    names = {actor.id: _balanced(actor.name, matters(actor)) for actor in inside if actor.id in named}
    sectors = {category: rank for rank, category in enumerate(maps[0].categories)}
    standing: dict[str, Standing] = {}
    for one in maps:
        for actor in one.actors:
            if actor.id not in apart:
                box = _standing(actor, one.size, ranks, sectors, names.get(actor.id, ()))
                standing[box.id] = _larger(box, standing.get(box.id))
    widths = [text_width(name, RING_NAME, semibold=True) + 8 for name in circles.values()]
    links = set[tuple[str, str]]()
    for one in maps:
        spots = {actor.id: spot_of(actor) for actor in one.actors}
        links |= {(spots[link.start], spots[link.end]) for link in one.links}
    layout = map_layout(tuple(standing.values()), widths, links, aspect)
    return Scene(
        layout.places,
        tuple(Ring(c, name, *size) for (c, name), size in zip(circles.items(), layout.rings, strict=True)),
        names,
        apart,
    )


def _balanced(name: str, semibold: bool) -> tuple[str, ...]:
    """The name on as few lines as can be, these as narrow as can be: narrow names leave room to the others."""
    lines = fitted(name, NAME, NAME_WIDTH, _NAME_LINES, semibold=semibold)
    for width in range(int(NAME_WIDTH), _NARROWEST, -_NARROWER):
        narrower = fitted(name, NAME, width, len(lines), semibold=semibold)
        if " ".join(narrower).split() != " ".join(lines).split():
            return lines
        lines = narrower
    return lines


def _apart(maps: Sequence[ActorMap]) -> frozenset[str]:
    """Actors that no line reaches at any date."""
    present = frozenset(actor.id for one in maps for actor in one.actors)
    linked = (frozenset(actor.id for actor in one.actors) - one.apart for one in maps)
    return present.difference(*linked)


def _named(actors: Sequence[MapActor], ranks: Mapping[str, int], most: int) -> frozenset[str]:
    """Hinges and brokers first, then the heaviest, then the innermost."""
    order = sorted(
        actors,
        key=lambda a: (not matters(a), -(a.weight or 0), ranks[a.circle or UNKNOWN], a.id),
    )
    return frozenset(list(dict.fromkeys(actor.id for actor in order))[:most])


def _standing(
    actor: MapActor, size: str, ranks: Mapping[str, int], sectors: Mapping[str, int], name: Sequence[str]
) -> Standing:
    around = reach(radius_of(actor, size), hinge=actor.hinge, broker=actor.broker)
    width = max([2 * around, *(name_width(line, actor) for line in name)])
    below = around + (len(name) * NAME * LINE_HEIGHT + 2 if name else 0)
    sector = sectors.get(actor.category or "", len(sectors))
    return Standing(spot_of(actor), ranks[actor.circle or UNKNOWN], sector, width, around, below)


def _larger(one: Standing, other: Standing | None) -> Standing:
    """The room that holds both: an actor may weigh more at one date than at the other."""
    if other is None:
        return one
    return Standing(
        one.id, one.ring, one.sector, max(one.width, other.width), max(one.up, other.up), max(one.down, other.down)
    )
