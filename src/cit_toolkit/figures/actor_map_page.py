"""The map of actors for a page that answers: the same drawing as on paper, each actor and each link known by name."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from cit_toolkit.figures.actor_map_data import ActorMap, MapActor, MapLink
from cit_toolkit.figures.actor_map_key import draw_key
from cit_toolkit.figures.actor_map_panel import Panel, reach_of, sides_of
from cit_toolkit.figures.actor_map_scene import NAME, RING_NAME, Scene, map_scene, matters, spot_of
from cit_toolkit.figures.actor_map_words import map_words
from cit_toolkit.figures.palette import INK, MUTED, legible
from cit_toolkit.figures.svg import Drawing
from cit_toolkit.figures.text_fitting import fitted
from cit_toolkit.wording.catalog import Catalog

_ASPECT = 1.25
_MOST_NAMES = 300
_MARGIN = 12.0
_COLUMN, _ROW, _HEADING = 150.0, 62.0, 22.0
"""Room for an actor without any link, under the rings, and for the line that says so."""
_KEY_WIDTH = 330.0
_FINGER = 14.0
"""Half of the least that a finger can be asked to touch."""


@dataclass(frozen=True, slots=True)
class MapForPage:
    """The drawings of the page."""

    svg: str
    """The map; each actor is a `g.actor` with its `data-actor`, each link a `g.link` with its ends and nature."""
    words: str
    """What it tells those who do not see it."""
    key: str
    """What signs and lines mean."""


def actor_map_for_page(shown: ActorMap, descriptions: Mapping[str, str], language: str, colour: str) -> MapForPage:
    """`descriptions` say each actor in a few words, for those who do not see it."""
    catalog, accent = Catalog.of(language), legible(colour)
    scene = map_scene((shown,), catalog.say("figures.map-no-circle"), _MOST_NAMES, _ASPECT)
    under = sides_of(scene, (shown,))[3]
    everyone = _with_those_apart(scene, shown, under + _HEADING)
    left, top, right, bottom = sides_of(everyone, (shown,))
    x, y = _MARGIN - left, _MARGIN - top
    drawing = Drawing("actor-map", right - left + 2 * _MARGIN)
    _PagePanel(drawing, everyone, shown, accent, descriptions).draw(x, y)
    if scene.apart:
        words = catalog.say("figures.map-apart", count=len(scene.apart))
        drawing.text(x, y + under + _HEADING / 2, words, RING_NAME, MUTED, anchor="middle", semibold=True)
    key = Drawing("actor-map-key", _KEY_WIDTH)
    key_bottom = draw_key(key, (shown,), (None,), 0, catalog)
    return MapForPage(
        drawing.finish(bottom - top + 2 * _MARGIN), map_words(shown, catalog), key.finish(max(key_bottom, 1))
    )


def _with_those_apart(scene: Scene, shown: ActorMap, top: float) -> Scene:
    """The actors without any link stand in rows under the rings, where they can be touched like the others."""
    apart = [actor for actor in shown.actors if actor.id in scene.apart]
    columns = max(1, int(2 * scene.rings[-1].across // _COLUMN))
    rows = [apart[start : start + columns] for start in range(0, len(apart), columns)]
    places = {
        spot_of(actor): ((place - (len(row) - 1) / 2) * _COLUMN, top + reach_of(actor, shown.size) + number * _ROW)
        for number, row in enumerate(rows)
        for place, actor in enumerate(row)
    }
    names = {a.id: fitted(a.name, NAME, _COLUMN - 12, 3, semibold=matters(a)) for a in _weightiest(apart)}
    return replace(scene, places={**scene.places, **places}, names={**scene.names, **names}, apart=frozenset())


def _weightiest(actors: Iterable[MapActor]) -> list[MapActor]:
    return sorted(actors, key=lambda actor: actor.id)[:_MOST_NAMES]


class _PagePanel(Panel):
    """A panel whose actors and links can be found again, touched and reached by the keyboard."""

    def __init__(
        self, drawing: Drawing, scene: Scene, shown: ActorMap, accent: str, descriptions: Mapping[str, str]
    ) -> None:
        super().__init__(drawing, scene, shown, None, accent)
        self._descriptions = descriptions

    def actor_group(self, actor: MapActor) -> AbstractContextManager[None]:
        return self._drawing.group(
            {
                "class": "actor" if matters(actor) else "actor minor",
                "data-actor": actor.id,
                "role": "button",
                "tabindex": "-1",
                "aria-label": self._descriptions[actor.id],
            }
        )

    def link_group(self, link: MapLink) -> AbstractContextManager[None]:
        return self._drawing.group(
            {"class": "link", "data-ends": f"{link.start} {link.end}", "data-nature": link.nature}
        )

    def draw_actor(self, actor: MapActor, x: float, y: float) -> None:
        around = reach_of(actor, self._shown.size) + 4
        self._drawing.disc(x, y, max(around, _FINGER), fill="#ffffff", fill_opacity=0, **{"class": "ground"})
        self._drawing.disc(x, y, around, fill="none", stroke=INK, stroke_width=3, **{"class": "halo"})
        super().draw_actor(actor, x, y)
