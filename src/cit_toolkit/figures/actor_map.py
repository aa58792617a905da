"""The ecosystem of actors drawn: circles as rings, a sign for each category, a line for each nature of link."""

from collections.abc import Sequence
from dataclasses import dataclass

from cit_toolkit.figures.actor_map_changes import map_changes
from cit_toolkit.figures.actor_map_data import ActorMap
from cit_toolkit.figures.actor_map_key import draw_apart, draw_key
from cit_toolkit.figures.actor_map_panel import Panel, Since, sides_of
from cit_toolkit.figures.actor_map_scene import map_scene
from cit_toolkit.figures.actor_map_words import map_words, two_dates_words
from cit_toolkit.figures.figure import Figure
from cit_toolkit.figures.palette import INK, MUTED, legible
from cit_toolkit.figures.svg import LINE_HEIGHT, Drawing
from cit_toolkit.figures.text_fitting import fitted
from cit_toolkit.wording.catalog import Catalog

_LEAST_WIDTH = 640.0
_MARGIN = 8.0
_BETWEEN = 28.0
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
    svg = _MapDrawing((shown,), (None,), sheet, catalog, legible(colour)).svg()
    return Figure("actor-map", svg, map_words(shown, catalog), catalog.say("figures.map-caption"))


def two_dates_figure(before: ActorMap, after: ActorMap, sheet: MapSheet, language: str, colour: str) -> Figure:
    """The map at two dates side by side: who was there at both stands at the same place, and what changed is marked."""
    catalog = Catalog.of(language)
    changes = map_changes(before, after)
    since = (
        Since("left", changes.left, changes.vanished),
        Since("arrived", changes.arrived, changes.appeared, changes.moved),
    )
    svg = _MapDrawing((before, after), since, sheet, catalog, legible(colour)).svg()
    words = two_dates_words(before, after, changes, catalog)
    return Figure("actor-map", svg, words, catalog.say("figures.map-since-caption"))


class _MapDrawing:
    """One map, or two side by side on the same places."""

    def __init__(
        self, maps: Sequence[ActorMap], since: Sequence[Since | None], sheet: MapSheet, catalog: Catalog, accent: str
    ) -> None:
        self._maps = maps
        self._since = since
        self._sheet = sheet
        self._catalog = catalog
        self._accent = accent
        self._scene = map_scene(maps, catalog.say("figures.map-no-circle"), sheet.most_names, sheet.aspect)
        left, self._top, right, self._bottom = sides_of(self._scene, maps)
        self._panel_width = right - left + 2 * _MARGIN
        needed = len(maps) * self._panel_width + (len(maps) - 1) * _BETWEEN
        self._drawing = Drawing("actor-map", max(_LEAST_WIDTH, needed))
        spare = (self._drawing.width - needed) / len(maps)
        step = self._panel_width + _BETWEEN + spare
        self._middles = [number * step + spare / 2 + _MARGIN - left for number in range(len(maps))]

    def svg(self) -> str:
        """The whole drawing."""
        drawing, catalog = self._drawing, self._catalog
        top = self._draw_heading()
        if not any(shown.actors for shown in self._maps):
            drawing.text(_MARGIN, top + 18, catalog.say("figures.map-none"), _TEXT, MUTED)
            return drawing.finish(top + 36)
        top = self._draw_dates(top) + _MARGIN
        for shown, since, middle in zip(self._maps, self._since, self._middles, strict=True):
            Panel(drawing, self._scene, shown, since, self._accent).draw(middle, top - self._top)
        top = self._draw_cautions(top + self._bottom - self._top + _MARGIN)
        top = draw_apart(drawing, self._maps, self._scene.apart, top, catalog)
        return drawing.finish(draw_key(drawing, self._maps, self._since, top, catalog) + 2)

    def _draw_heading(self) -> float:
        if not self._sheet.title:
            return 0.0
        width = self._drawing.width - 2 * _MARGIN
        title = fitted(self._sheet.title, 22, width, lines=2, semibold=True)
        top = 6 + len(title) * 22 * LINE_HEIGHT
        self._drawing.text(_MARGIN, top / 2 + 3, title, 22, self._accent, semibold=True)
        for note in self._sheet.notes:
            lines = fitted(note, _TEXT, width, lines=2)
            height = len(lines) * _TEXT * LINE_HEIGHT
            self._drawing.text(_MARGIN, top + 4 + height / 2, lines, _TEXT, MUTED)
            top += height
        return top + 14

    def _draw_dates(self, top: float) -> float:
        if len(self._maps) == 1:
            return top
        for shown, middle in zip(self._maps, self._middles, strict=True):
            when = shown.when or self._catalog.say("figures.map-undated")
            self._drawing.text(middle, top + 14, when, 16, INK, anchor="middle", semibold=True)
        return top + 24

    def _draw_cautions(self, top: float) -> float:
        """What the picture alone would let one believe: that nobody works with anybody, or that signs have no name."""
        cautions = []
        if all(link.conflict for shown in self._maps for link in shown.links):
            cautions.append(self._catalog.say("figures.map-no-link"))
        inside = {actor.id for shown in self._maps for actor in shown.actors} - self._scene.apart
        if unnamed := len(inside) - len(self._scene.names):
            cautions.append(self._catalog.say("figures.map-unnamed", count=unnamed))
        for caution in cautions:
            lines = fitted(caution, _TEXT, self._drawing.width - 2 * _MARGIN, lines=3)
            height = len(lines) * _TEXT * LINE_HEIGHT
            self._drawing.text(_MARGIN, top + 4 + height / 2, lines, _TEXT, INK)
            top += height
        return top + 10
