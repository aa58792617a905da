"""The ecosystem of actors drawn: circles as rings, a sign for each category, a line for each nature of link."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cit_toolkit.figures.actor_map_data import ActorMap, MapActor
from cit_toolkit.figures.actor_map_key import draw_apart, draw_key
from cit_toolkit.figures.actor_map_links import draw_links
from cit_toolkit.figures.actor_map_scene import NAME, RING_NAME, UNKNOWN, map_scene, matters, name_width, radius_of
from cit_toolkit.figures.actor_signs import draw_broker, draw_hinge, draw_sign, reach
from cit_toolkit.figures.alternative import brief, listed, shortened, together
from cit_toolkit.figures.figure import Figure
from cit_toolkit.figures.palette import INK, MUTED, PAPER, legible, tint
from cit_toolkit.figures.svg import LINE_HEIGHT, Drawing
from cit_toolkit.figures.text_fitting import fitted
from cit_toolkit.wording.catalog import Catalog

_LEAST_WIDTH = 640.0
_MARGIN = 8.0
_TEXT = 14


@dataclass(frozen=True, slots=True)
class MapSheet:
    """How a map is laid on its sheet."""

    aspect: float
    """Width of the rings over their height."""
    most_names: int
    """Names written at most; those of the other actors are counted."""
    title: str = ""
    """Written above when the map stands alone, without a document around it."""
    notes: tuple[str, ...] = ()
    """The lines under the title: date, source."""


def actor_map_figure(shown: ActorMap, sheet: MapSheet, language: str, colour: str) -> Figure:
    """The map at one date."""
    catalog = Catalog.of(language)
    drawing_of = _MapDrawing((shown,), sheet, catalog, legible(colour))
    nothing = catalog.say("figures.map-none")
    words = shortened(lambda most: _alternative(shown, catalog, most), len(shown.actors), nothing)
    return Figure("actor-map", drawing_of.svg(), words, catalog.say("figures.map-caption"))


class _MapDrawing:
    """One map, or two side by side on the same places."""

    def __init__(self, maps: Sequence[ActorMap], sheet: MapSheet, catalog: Catalog, accent: str) -> None:
        self._maps = maps
        self._sheet = sheet
        self._catalog = catalog
        self._accent = accent
        self._scene = map_scene(maps, catalog.say("figures.map-no-circle"), sheet.most_names, sheet.aspect)
        self._left, self._top, self._right, self._bottom = self._extent()
        self._panel = self._right - self._left
        width = max(_LEAST_WIDTH, len(maps) * self._panel + (len(maps) - 1) * 3 * _MARGIN)
        self._drawing = Drawing("actor-map", width)

    def svg(self) -> str:
        """The whole drawing."""
        top = self._draw_heading()
        if not any(shown.actors for shown in self._maps):
            self._drawing.text(_MARGIN, top + 18, self._catalog.say("figures.map-none"), _TEXT, MUTED)
            return self._drawing.finish(top + 36)
        width = self._drawing.width
        spare = width - len(self._maps) * self._panel
        step = self._panel + spare / len(self._maps)
        for number, shown in enumerate(self._maps):
            x = number * step + spare / len(self._maps) / 2 - self._left
            self._draw_map(shown, x, top - self._top)
        top = self._draw_cautions(top + self._bottom - self._top)
        everyone = list({actor.id: actor for shown in self._maps for actor in shown.actors}.values())
        apart = [actor for actor in everyone if actor.id in self._scene.apart]
        top = draw_apart(self._drawing, apart, self._maps[0], top, self._catalog)
        top = draw_key(self._drawing, self._maps, top, self._catalog)
        return self._drawing.finish(top + 2)

    def _extent(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of all that is drawn, whichever the date."""
        outer = self._scene.rings[-1]
        sides = [(-outer.across, -outer.down, outer.across, outer.down)]
        for shown in self._maps:
            for actor in shown.actors:
                if actor.id not in self._scene.apart:
                    x, y = self._scene.place(actor)
                    around = self._reach(actor, shown)
                    name = self._scene.names.get(actor.id, ())
                    half = max([around, *(name_width(line, actor) / 2 for line in name)])
                    sides.append((x - half, y - around, x + half, y + around + len(name) * NAME * LINE_HEIGHT + 2))
        return (
            min(side[0] for side in sides) - _MARGIN,
            min(side[1] for side in sides) - _MARGIN,
            max(side[2] for side in sides) + _MARGIN,
            max(side[3] for side in sides) + _MARGIN,
        )

    def _draw_heading(self) -> float:
        if not self._sheet.title:
            return 0.0
        drawing = self._drawing
        drawing.text(_MARGIN, 20, self._sheet.title, 22, self._accent, semibold=True)
        top = 40.0
        for note in self._sheet.notes:
            drawing.text(_MARGIN, top + 6, note, _TEXT, MUTED)
            top += _TEXT * LINE_HEIGHT
        return top + 8

    def _draw_cautions(self, top: float) -> float:
        """What the picture alone would let one believe: that nobody works with anybody, or that signs have no name."""
        cautions = []
        if not any(shown.links for shown in self._maps):
            cautions.append(self._catalog.say("figures.map-no-link"))
        inside = {actor.id for shown in self._maps for actor in shown.actors} - set(self._scene.apart)
        if unnamed := len(inside) - len(self._scene.names):
            cautions.append(self._catalog.say("figures.map-unnamed", count=unnamed))
        for caution in cautions:
            for line in fitted(caution, _TEXT, self._drawing.width - 2 * _MARGIN, lines=3):
                self._drawing.text(_MARGIN, top + _TEXT, line, _TEXT, INK)
                top += _TEXT * LINE_HEIGHT
        return top + 10

    def _draw_map(self, shown: ActorMap, x: float, y: float) -> None:
        self._draw_rings(x, y)
        inside = [actor for actor in shown.actors if actor.id not in self._scene.apart]
        places = {}
        for actor in inside:
            place = self._scene.place(actor)
            places[actor.id] = (place[0] + x, place[1] + y)
        reaches = {actor.id: self._reach(actor, shown) + 1 for actor in inside}
        draw_links(self._drawing, shown.links, places, reaches)
        ranks = {category: rank for rank, category in enumerate(shown.categories)}
        self._draw_ring_names(x, y)
        for actor in inside:
            self._draw_actor(actor, places[actor.id], shown, ranks)

    def _draw_rings(self, x: float, y: float) -> None:
        drawing, rings = self._drawing, self._scene.rings
        for rank in reversed(range(len(rings))):
            ring = rings[rank]
            depth = 0.16 - 0.13 * rank / max(1, len(rings) - 1) if len(rings) > 1 else 0.05
            dashes = "5 4" if ring.circle == UNKNOWN and len(rings) > 1 else None
            fill, stroke = PAPER if dashes else tint(self._accent, depth), tint(self._accent, 0.45)
            drawing.ellipse(x, y, ring.across, ring.down, fill=fill, stroke=stroke, stroke_dasharray=dashes)

    def _draw_ring_names(self, x: float, y: float) -> None:
        for ring in self._scene.rings:
            middle = y - ring.down + 13
            self._drawing.text(
                x, middle, ring.name, RING_NAME, self._accent, anchor="middle", semibold=True, halo=PAPER
            )

    def _draw_actor(self, actor: MapActor, place: tuple[float, float], shown: ActorMap, ranks: dict[str, int]) -> None:
        drawing, radius, (x, y) = self._drawing, radius_of(actor, shown.size), place
        with drawing.titled(actor.name):
            drawing.disc(x, y, self._reach(actor, shown), fill=PAPER, fill_opacity=0.8)
            draw_sign(drawing, ranks.get(actor.category or ""), x, y, radius, sure=actor.weight is not None)
            if actor.hinge:
                draw_hinge(drawing, x, y, radius)
            if actor.broker:
                draw_broker(drawing, x, y, radius)
            name = self._scene.names.get(actor.id, ())
            middle = y + self._reach(actor, shown) + len(name) * NAME * LINE_HEIGHT / 2
            drawing.text(x, middle, name, NAME, INK, anchor="middle", semibold=matters(actor), halo=PAPER)

    def _reach(self, actor: MapActor, shown: ActorMap) -> float:
        return reach(radius_of(actor, shown.size), hinge=actor.hinge, broker=actor.broker)


def _alternative(shown: ActorMap, catalog: Catalog, most: int) -> Iterator[str]:
    if not shown.actors:
        return
    yield catalog.say("figures.map-alt-count", count=len(shown.actors))
    circles = [*shown.circles.items(), (None, catalog.say("figures.map-no-circle"))]
    counts = [(name, sum(actor.circle == circle for actor in shown.actors)) for circle, name in circles]
    if shown.circles:
        told = [f"{name} ({count})" for name, count in counts if count]
        yield catalog.say("figures.map-alt-circles", circles=together(told, len(told), catalog))
    if shown.links:
        yield catalog.say("figures.map-alt-links", count=len(shown.links))
    else:
        yield catalog.say("figures.map-no-link")
    names = {actor.id: actor.name for actor in shown.actors}
    apart = shown.apart
    for key, members in (
        ("hinges", [actor.name for actor in shown.actors if actor.hinge]),
        ("brokers", [actor.name for actor in shown.actors if actor.broker]),
        ("apart", [actor.name for actor in shown.actors if actor.id in apart]),
    ):
        if members:
            yield catalog.say(f"figures.map-alt-{key}", names=listed(members, most, catalog))
    conflicts = [f"{brief(names[link.start])} / {brief(names[link.end])}" for link in shown.links if link.conflict]
    if conflicts:
        yield catalog.say("figures.map-alt-conflicts", names=together(conflicts, most, catalog))
