"""What goes under the map: the actors without any link, then the key, only for what is drawn."""

from collections.abc import Callable, Sequence

from cit_toolkit.figures.actor_map_data import NATURES, PLAIN, ActorMap, MapActor
from cit_toolkit.figures.actor_map_links import WIDTHS, draw_change, draw_conflict, draw_line, draw_move
from cit_toolkit.figures.actor_map_panel import Since
from cit_toolkit.figures.actor_map_scene import radius_of
from cit_toolkit.figures.actor_signs import draw_badge, draw_broker, draw_hinge, draw_sign
from cit_toolkit.figures.palette import INK, MUTED, RULE
from cit_toolkit.figures.svg import LINE_HEIGHT, Drawing
from cit_toolkit.figures.text_fitting import fitted, text_width
from cit_toolkit.wording.catalog import Catalog

_TEXT, _SMALL = 13, 12
_WIDE, _HEADING = 500.0, 124.0
"""From this width on, headings stand beside what they head, in a column of their own."""
_ROW, _BETWEEN = 21.0, 20.0
_SIGN = 36.0
"""Room for a sign, or for the sample of a line, before its words."""
_MOST_APART = 60

Sample = tuple[Callable[[float, float], None], str]
"""What draws a sample whose middle is at (x, y), and its words."""


def draw_apart(
    drawing: Drawing, maps: Sequence[ActorMap], apart: frozenset[str], top: float, catalog: Catalog
) -> float:
    """The actors known to be without any link, with their circle; of two dates, as they are at the later one."""
    latest = {actor.id: (actor, shown) for shown in maps for actor in shown.actors if actor.id in apart}
    rank_of = {circle: rank for rank, circle in enumerate(maps[-1].circles)}
    ordered = sorted(latest.values(), key=lambda each: (rank_of.get(each[0].circle or "", len(rank_of)), each[0].id))
    samples = [
        (_sign(drawing, _ranks(shown).get(actor.category or ""), 6.0), _with_circle(actor, shown, maps, catalog))
        for actor, shown in ordered[:_MOST_APART]
    ]
    bottom = _draw_block(drawing, catalog.say("figures.map-apart", count=len(ordered)), samples, top, 22)
    if left_out := len(ordered) - len(samples):
        drawing.text(22, bottom, catalog.say("figures.and-others", count=left_out), _SMALL, MUTED)
        bottom += 18
    return bottom


def draw_key(
    drawing: Drawing, maps: Sequence[ActorMap], since: Sequence[Since | None], top: float, catalog: Catalog
) -> float:
    """Categories, natures of links, sizes and marks, as far as the map shows them."""
    everyone = [actor for shown in maps for actor in shown.actors]
    natures = {link.nature for shown in maps for link in shown.links}
    natures = natures if natures != {PLAIN} else set()
    links = [
        (_line(drawing, nature), catalog.say(f"figures.map-nature-{nature}")) for nature in NATURES if nature in natures
    ]
    if any(each and each.links for each in since):
        links.append((_change(drawing), catalog.say("figures.map-changed-link")))
    if len({link.intensity for shown in maps for link in shown.links}) > 1:
        links.append((_strengths(drawing), catalog.say("figures.map-strength")))
    marks = [*_marks(drawing, maps, everyone, catalog), *_badges(drawing, since, catalog)]
    blocks = (
        ("categories", _categories(drawing, maps[-1], everyone, catalog), 22.0),
        ("links", links, _SIGN),
        ("marks", marks, _SIGN),
    )
    for key, samples, indent in blocks:
        top = _draw_block(drawing, catalog.say(f"figures.map-key-{key}"), samples, top, indent)
    return top


def _draw_block(drawing: Drawing, heading: str, samples: Sequence[Sample], top: float, indent: float) -> float:
    """A heading, and beside it (above it on a narrow drawing) the samples, one after the other as words in a text."""
    if not samples:
        return top
    beside = drawing.width >= _WIDE
    left = _HEADING if beside else 0.0
    lines = fitted(heading, _TEXT, (_HEADING if beside else drawing.width) - 10, lines=3, semibold=True)
    height = len(lines) * _TEXT * LINE_HEIGHT
    drawing.line(0, top + 2, drawing.width, top + 2, stroke=RULE)
    drawing.text(0, top + 6 + height / 2, lines, _TEXT, INK, semibold=True)
    x, y = left, top + 6 + (0 if beside else height + 2)
    for draw, text in samples:
        words = " ".join(fitted(text, _SMALL, drawing.width - left - indent))
        width = indent + text_width(words, _SMALL)
        if x > left and x + width > drawing.width:
            x, y = left, y + _ROW
        draw(x + indent / 2 - 2, y + _ROW / 2)
        drawing.text(x + indent, y + _ROW / 2, words, _SMALL, INK)
        x += width + _BETWEEN
    return max(y + _ROW, top + 6 + height) + 4


def _categories(drawing: Drawing, shown: ActorMap, everyone: Sequence[MapActor], catalog: Catalog) -> list[Sample]:
    present = {actor.category for actor in everyone}
    samples = [
        (_sign(drawing, rank, 6.5), name)
        for rank, (category, name) in enumerate(shown.categories.items())
        if category in present
    ]
    if None in present:
        samples.append((_sign(drawing, None, 6.5), catalog.say("figures.map-no-category")))
    return samples


def _marks(drawing: Drawing, maps: Sequence[ActorMap], everyone: Sequence[MapActor], catalog: Catalog) -> list[Sample]:
    size = maps[0].size
    samples: list[Sample] = []
    weights = sorted({actor.weight for actor in everyone if actor.weight is not None})
    if len(weights) > 1:
        least, most = (MapActor("", "", None, None, weight) for weight in (weights[0], weights[-1]))
        words = catalog.say(f"figures.map-size-{size}", least=f"{least.weight:g}", most=f"{most.weight:g}")
        samples.append((_sizes(drawing, radius_of(least, size), radius_of(most, size)), words))
    if any(actor.weight is None for actor in everyone):
        samples.append(
            (lambda x, y: draw_sign(drawing, 0, x, y, 7, sure=False), catalog.say("figures.map-size-unknown"))
        )
    if any(actor.hinge for actor in everyone):
        samples.append((lambda x, y: draw_hinge(drawing, x, y, 5), catalog.say("figures.map-hinge")))
    if any(actor.broker for actor in everyone):
        samples.append((lambda x, y: draw_broker(drawing, x, y, 3), catalog.say("figures.map-broker")))
    return samples


def _badges(drawing: Drawing, since: Sequence[Since | None], catalog: Catalog) -> list[Sample]:
    samples: list[Sample] = [
        (_badge(drawing, each.badge), catalog.say(f"figures.map-{each.badge}"))
        for each in since
        if each and each.actors
    ]
    if any(each and each.moved for each in since):
        samples.append((lambda x, y: draw_move(drawing, (x - 12, y), (x + 16, y), 2), catalog.say("figures.map-moved")))
    return samples


def _badge(drawing: Drawing, kind: str) -> Callable[[float, float], None]:
    return lambda x, y: draw_badge(drawing, kind, x, y)


def _change(drawing: Drawing) -> Callable[[float, float], None]:
    return lambda x, y: draw_change(drawing, (x - 12, y), (x, y), (x + 12, y), 2.0)


def _ranks(shown: ActorMap) -> dict[str, int]:
    return {category: rank for rank, category in enumerate(shown.categories)}


def _sign(drawing: Drawing, rank: int | None, radius: float) -> Callable[[float, float], None]:
    return lambda x, y: draw_sign(drawing, rank, x, y, radius)


def _sizes(drawing: Drawing, least: float, most: float) -> Callable[[float, float], None]:
    def draw(x: float, y: float) -> None:
        share = min(1.0, 26 / (2 * least + 2 * most + 3))
        drawing.disc(x - 14 + least * share, y, least * share, fill=MUTED)
        drawing.disc(x + 14 - most * share, y, most * share, fill=MUTED)

    return draw


def _line(drawing: Drawing, nature: str) -> Callable[[float, float], None]:
    def draw(x: float, y: float) -> None:
        if nature == "conflit":
            draw_conflict(drawing, (x - 14, y), (x + 14, y), 1.5)
        else:
            draw_line(drawing, nature, (x - 14, y), (x, y), (x + 14, y), 2.0, arrow=False)

    return draw


def _strengths(drawing: Drawing) -> Callable[[float, float], None]:
    def draw(x: float, y: float) -> None:
        for place, width in enumerate(WIDTHS):
            drawing.line(x - 14 + 10 * place, y, x - 6 + 10 * place, y, stroke=MUTED, stroke_width=width)

    return draw


def _with_circle(actor: MapActor, shown: ActorMap, maps: Sequence[ActorMap], catalog: Catalog) -> str:
    circle = shown.circles.get(actor.circle or "", "")
    at = [any(actor.id == other.id for other in each.actors) for each in maps]
    change = "" if all(at) else catalog.say("figures.map-arrived" if at[-1] else "figures.map-left")
    about = ", ".join(filter(None, (circle, change)))
    return catalog.say("figures.map-apart-about", name=actor.name, about=about) if about else actor.name
