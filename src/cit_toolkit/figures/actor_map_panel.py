"""One date of the map: rings, links, signs with their names, and what is not there at the other date."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from cit_toolkit.figures.actor_map_data import ActorMap, LinkKey, MapActor, MapLink
from cit_toolkit.figures.actor_map_links import Point, draw_links, draw_move
from cit_toolkit.figures.actor_map_scene import NAME, RING_NAME, UNKNOWN, Scene, matters, name_width, radius_of
from cit_toolkit.figures.actor_signs import draw_badge, draw_broker, draw_hinge, draw_sign, reach
from cit_toolkit.figures.palette import INK, PAPER, tint
from cit_toolkit.figures.svg import LINE_HEIGHT, Drawing


@dataclass(frozen=True, slots=True)
class Since:
    """What one of two dates has that the other has not."""

    badge: str
    """`left` on the earlier map, `arrived` on the later one."""
    actors: frozenset[str]
    links: frozenset[LinkKey]
    moved: Mapping[str, MapActor] = field(default_factory=dict)
    """Actors that changed circle, as they were before."""


def reach_of(actor: MapActor, size: str) -> float:
    """How far the sign of an actor goes from its middle, its marks included."""
    return reach(radius_of(actor, size), hinge=actor.hinge, broker=actor.broker)


def sides_of(scene: Scene, maps: Sequence[ActorMap]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all that is drawn, whichever the date."""
    outer = scene.rings[-1]
    sides = [(-outer.across, -outer.down, outer.across, outer.down)]
    for shown in maps:
        for actor in shown.actors:
            if actor.id not in scene.apart:
                x, y = scene.place(actor)
                around = reach_of(actor, shown.size)
                name = scene.names.get(actor.id, ())
                half = max([around, *(name_width(line, actor) / 2 for line in name)])
                sides.append((x - half, y - around, x + half, y + around + len(name) * NAME * LINE_HEIGHT))
    left, top, right, bottom = zip(*sides, strict=True)
    return min(left), min(top), max(right), max(bottom)


class Panel:
    """The map at one date, being drawn."""

    def __init__(self, drawing: Drawing, scene: Scene, shown: ActorMap, since: Since | None, accent: str) -> None:
        self._drawing = drawing
        self._scene = scene
        self._shown = shown
        self._since = since or Since("", frozenset(), frozenset())
        self._accent = accent
        self._ranks = {category: rank for rank, category in enumerate(shown.categories)}

    def draw(self, x: float, y: float) -> None:
        """Draw it, the middle of its rings at (x, y)."""
        inside = [actor for actor in self._shown.actors if actor.id not in self._scene.apart]
        places = {actor.id: self._place(actor, x, y) for actor in inside}
        reaches = {actor.id: reach_of(actor, self._shown.size) + 1 for actor in inside}
        self._draw_rings(x, y)
        draw_links(self._drawing, self._shown.links, places, reaches, self.link_group, self._since.links)
        for name, old in sorted(self._since.moved.items()):
            if name in places:
                draw_move(self._drawing, self._place(old, x, y), places[name], reaches[name])
        self._draw_ring_names(x, y)
        for actor in inside:
            with self.actor_group(actor):
                self.draw_actor(actor, *places[actor.id])

    def actor_group(self, actor: MapActor) -> AbstractContextManager[None]:
        """What is drawn of an actor, held together."""
        return self._drawing.titled(actor.name)

    def link_group(self, link: MapLink) -> AbstractContextManager[None]:
        """The same of a link."""
        return nullcontext()

    def _place(self, actor: MapActor, x: float, y: float) -> Point:
        across, down = self._scene.place(actor)
        return x + across, y + down

    def _draw_rings(self, x: float, y: float) -> None:
        rings = self._scene.rings
        for rank in reversed(range(len(rings))):
            ring = rings[rank]
            unknown = ring.circle == UNKNOWN and len(rings) > 1
            depth = 0.16 - 0.13 * rank / max(1, len(rings) - 1)
            self._drawing.ellipse(
                x, y, ring.across, ring.down, stroke=tint(self._accent, 0.45),
                fill=PAPER if unknown else tint(self._accent, depth), stroke_dasharray="5 4" if unknown else None,
            )  # fmt: skip

    def _draw_ring_names(self, x: float, y: float) -> None:
        for ring in self._scene.rings:
            middle = y - ring.down + 13
            self._drawing.text(
                x, middle, ring.name, RING_NAME, self._accent, anchor="middle", semibold=True, halo=PAPER
            )

    def draw_actor(self, actor: MapActor, x: float, y: float) -> None:
        """Its sign, its marks, its name."""
        drawing, radius = self._drawing, radius_of(actor, self._shown.size)
        around = reach_of(actor, self._shown.size)
        drawing.disc(x, y, around, fill=PAPER, fill_opacity=0.8)
        draw_sign(drawing, self._ranks.get(actor.category or ""), x, y, radius, sure=actor.weight is not None)
        if actor.hinge:
            draw_hinge(drawing, x, y, radius)
        if actor.broker:
            draw_broker(drawing, x, y, radius)
        if actor.id in self._since.actors:
            draw_badge(drawing, self._since.badge, x + radius + 1, y - radius - 1)
        name = self._scene.names.get(actor.id, ())
        middle = y + around + len(name) * NAME * LINE_HEIGHT / 2
        drawing.text(x, middle, name, NAME, INK, anchor="middle", semibold=matters(actor), halo=PAPER)
