"""The links of the map: a line for each nature, thicker as the link is stronger; conflicts as zigzags."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from math import hypot, sqrt

from cit_toolkit.figures.actor_map_data import NATURES, PLAIN, LinkKey, MapLink
from cit_toolkit.figures.palette import MUTED, PAPER
from cit_toolkit.figures.svg import Attribute, Drawing

_LINES: Mapping[str, tuple[str, str | None]] = {
    "cooperation": ("#3d5568", None),
    "projet": ("#6b4f9e", "9 4"),
    "financement": ("#8a5a00", "12 3 2 3"),
    "adhesion": ("#2f7a55", "4 3"),
    "information": ("#6b7785", "1.5 3.5"),
    PLAIN: ("#7b8794", None),
    "conflit": ("#b3202c", None),
}
"""Colour and dashes by nature: the dashes tell it without the colour."""

WIDTHS = (1.1, 2.0, 3.0)
"""By intensity, from 1 to 3."""
_BULGE = 0.06
"""How far a line bends, as a share of its length: two links along the same way then part."""
_ABREAST = 7.0
"""Between two links of the same pair of actors."""
_WAVE, _HEIGHT = 4.5, 2.8
_ARROW = 7.0
_MANY = 120
"""Up to so many links, all are drawn in full."""
_CHANGED = "#f6cf5f"

Point = tuple[float, float]


def draw_links(
    drawing: Drawing, links: Sequence[MapLink], places: Mapping[str, Point], reaches: Mapping[str, float],
    group: Callable[[MapLink], AbstractContextManager[None]], changed: frozenset[LinkKey] = frozenset(),
) -> None:  # fmt: skip
    """Every link, its ends at the border of signs that go `reaches` far; those `changed` since another date stand out.
    What is drawn of each is held together by `group`.

    The more links there are, the fainter they are: where many cross, what counts is where it is dark.
    """
    opacity = min(1.0, max(0.3, sqrt(_MANY / len(links)))) if links else 1.0
    lines = [_Line(link, *_bent(link, bend, places, reaches)) for link, bend in _side_by_side(links)]
    for line in lines:
        if line.link.key in changed:
            draw_change(drawing, line.start, line.middle, line.end, width_of(line.link))
    for line in lines:
        with group(line.link):
            _draw_link(drawing, line, opacity)


def _draw_link(drawing: Drawing, line: "_Line", opacity: float) -> None:
    link, width = line.link, width_of(line.link)
    if link.conflict:
        draw_conflict(drawing, line.start, line.end, width)
    else:
        draw_line(
            drawing, link.nature, line.start, line.middle, line.end, width, arrow=link.directed, opacity=opacity
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """A link with its bend: a curve from `start` to `end`, drawn towards `middle`."""

    link: MapLink
    start: Point
    middle: Point
    end: Point


def _side_by_side(links: Iterable[MapLink]) -> list[tuple[MapLink, float]]:
    """The links, conflicts last, each with how far it must leave room to the others of its pair of actors."""
    ordered = sorted(links, key=lambda link: (NATURES.index(link.nature), link.start, link.end, link.intensity or 0))
    pairs: dict[tuple[str, ...], list[MapLink]] = defaultdict(list)
    for link in ordered:
        pairs[tuple(sorted((link.start, link.end)))].append(link)
    beside = [
        (link, (place - (len(abreast) - 1) / 2) * _ABREAST)
        for abreast in pairs.values()
        for place, link in enumerate(abreast)
    ]
    return sorted(beside, key=lambda each: NATURES.index(each[0].nature))


def _bent(
    link: MapLink, bend: float, places: Mapping[str, Point], reaches: Mapping[str, float]
) -> tuple[Point, Point, Point]:
    (x1, y1), (x2, y2) = places[link.start], places[link.end]
    # The side does not depend on the direction of the link: two opposite links of a pair would cover each other.
    side = 1 if link.start < link.end else -1
    share = (_BULGE + bend / max(hypot(x2 - x1, y2 - y1), 1)) * 2 * side
    middle = ((x1 + x2) / 2 - (y2 - y1) * share, (y1 + y2) / 2 + (x2 - x1) * share)
    start = _on_the_way((x1, y1), middle, reaches[link.start])
    return start, middle, _on_the_way((x2, y2), middle, reaches[link.end])


def draw_change(drawing: Drawing, start: Point, middle: Point, end: Point, width: float) -> None:
    """The band under a link that one date has and the other has not."""
    drawing.path(
        ("M", *start, "Q", *middle, *end), stroke=_CHANGED, stroke_width=width + 4.5, stroke_linecap="round"
    )  # fmt: skip


def draw_move(drawing: Drawing, old: Point, new: Point, reach: float) -> None:
    """From where an actor stood to where it stands now."""
    tip = _on_the_way(new, old, reach)
    foot = _on_the_way(tip, old, _ARROW)
    drawing.disc(*old, 4, fill=PAPER, stroke=MUTED, stroke_width=1.4)
    drawing.path(("M", *_on_the_way(old, new, 5), "L", *foot), stroke=MUTED, stroke_width=1.6)
    drawing.polygon(_arrow(tip, old, 1.6), fill=MUTED)


def width_of(link: MapLink) -> float:
    """The thickness of a link; one of unknown strength is as thin as the weakest."""
    return WIDTHS[(link.intensity or 1) - 1]


def draw_line(
    drawing: Drawing, nature: str, start: Point, middle: Point, end: Point, width: float, *, arrow: bool,
    opacity: float = 1.0,
) -> None:  # fmt: skip
    """A bent line in the style of its nature."""
    colour, dashes = _LINES[nature]
    tip = _on_the_way(end, middle, _ARROW * 0.8) if arrow else end
    style: dict[str, Attribute] = {"stroke": colour, "stroke_width": width, "stroke_dasharray": dashes,
                                   "stroke_opacity": opacity if opacity < 1 else None}  # fmt: skip
    drawing.path(("M", *start, "Q", *middle, *tip), **style)
    if arrow:
        drawing.polygon(_arrow(end, middle, width), fill=colour)


def draw_conflict(drawing: Drawing, start: Point, end: Point, width: float) -> None:
    """A zigzag: nobody takes it for a link, even printed in grey."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    count = max(2, round(length / _WAVE))
    dx, dy = (end[0] - start[0]) / count, (end[1] - start[1]) / count
    nx, ny = -dy * _HEIGHT * count / max(length, 1), dx * _HEIGHT * count / max(length, 1)
    steps: list[str | float] = ["M", *start]
    for step in range(1, count):
        side = 1 if step % 2 else -1
        steps += ["L", start[0] + dx * step + nx * side, start[1] + dy * step + ny * side]
    steps += ["L", *end]
    drawing.path(steps, stroke=_LINES["conflit"][0], stroke_width=width + 0.2, stroke_linejoin="round")


def _on_the_way(start: Point, end: Point, distance: float) -> Point:
    length = hypot(end[0] - start[0], end[1] - start[1])
    share = min(0.45, distance / length) if length else 0.0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _arrow(tip: Point, towards: Point, width: float) -> tuple[Point, Point, Point]:
    length = hypot(towards[0] - tip[0], towards[1] - tip[1]) or 1
    dx, dy = (towards[0] - tip[0]) / length, (towards[1] - tip[1]) / length
    half, size = 2.6 + width, _ARROW + width
    foot = tip[0] + dx * size, tip[1] + dy * size
    return tip, (foot[0] - dy * half, foot[1] + dx * half), (foot[0] + dy * half, foot[1] - dx * half)
