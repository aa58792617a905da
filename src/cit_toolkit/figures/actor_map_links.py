"""The links of the map: a line for each nature, thicker as the link is stronger; conflicts as zigzags."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import hypot

from cit_toolkit.figures.actor_map_data import NATURES, MapLink
from cit_toolkit.figures.svg import Attribute, Drawing

_LINES: Mapping[str, tuple[str, str | None]] = {
    "cooperation": ("#3d5568", None),
    "projet": ("#6b4f9e", "9 4"),
    "financement": ("#8a5a00", "12 3 2 3"),
    "adhesion": ("#2f7a55", "4 3"),
    "information": ("#6b7785", "1.5 3.5"),
    "conflit": ("#b3202c", None),
}
"""Colour and dashes by nature: the dashes tell it without the colour."""

_WIDTHS = (1.1, 2.0, 3.0)
_BULGE = 0.06
"""How far a line bends, as a share of its length: two links along the same way then part."""
_ABREAST = 7.0
"""Between two links of the same pair of actors."""
_WAVE, _HEIGHT = 5.0, 3.2
_ARROW = 7.0

Point = tuple[float, float]


def in_drawing_order(links: Iterable[MapLink]) -> list[MapLink]:
    """The links, conflicts last, over the others."""
    return sorted(links, key=lambda link: (NATURES.index(link.nature), link.start, link.end, link.intensity or 0))


def draw_links(
    drawing: Drawing, links: Iterable[MapLink], places: Mapping[str, Point], reaches: Mapping[str, float],
    highlighted: frozenset[tuple[str, str, str]] = frozenset(),
) -> None:  # fmt: skip
    """Every link between two placed actors; those of one pair stand side by side."""
    pairs: dict[tuple[str, str], list[MapLink]] = defaultdict(list)
    for link in in_drawing_order(links):
        pairs[min(link.start, link.end), max(link.start, link.end)].append(link)
    bends = {
        (pair, place): (place - (len(abreast) - 1) / 2) * _ABREAST
        for pair, abreast in pairs.items()
        for place in range(len(abreast))
    }
    ranked = [(link, bends[pair, place]) for pair, abreast in pairs.items() for place, link in enumerate(abreast)]
    for link, bend in sorted(ranked, key=lambda each: NATURES.index(each[0].nature)):
        if link.key in highlighted:
            _draw_link(drawing, link, bend, places, reaches, under=True)
    for link, bend in sorted(ranked, key=lambda each: NATURES.index(each[0].nature)):
        _draw_link(drawing, link, bend, places, reaches)


def _draw_link(
    drawing: Drawing, link: MapLink, bend: float, places: Mapping[str, Point], reaches: Mapping[str, float],
    *, under: bool = False,
) -> None:  # fmt: skip
    swapped = link.start > link.end
    one, other = (link.end, link.start) if swapped else (link.start, link.end)
    (x1, y1), (x2, y2) = places[one], places[other]
    length = hypot(x2 - x1, y2 - y1)
    if length < 1:
        return
    across = (-(y2 - y1) / length, (x2 - x1) / length)
    bulge = length * _BULGE + bend
    middle = ((x1 + x2) / 2 + across[0] * bulge * 2, (y1 + y2) / 2 + across[1] * bulge * 2)
    start, end = _on_the_way((x1, y1), middle, reaches[one]), _on_the_way((x2, y2), middle, reaches[other])
    if under:
        drawing.path(("M", *start, "Q", *middle, *end), stroke=HIGHLIGHT, stroke_width=width_of(link) + 5,
                     stroke_linecap="round")  # fmt: skip
    elif link.nature == "conflit":
        draw_conflict(drawing, start, end, width_of(link))
    else:
        tail, head = (end, start) if swapped else (start, end)
        draw_line(drawing, link.nature, tail, middle, head, width_of(link), arrow=link.directed)


HIGHLIGHT = "#f2d16b"


def width_of(link: MapLink) -> float:
    """The thickness of a link; one of unknown strength is as thin as the weakest."""
    return _WIDTHS[(link.intensity or 1) - 1]


def draw_line(
    drawing: Drawing, nature: str, start: Point, middle: Point, end: Point, width: float, *, arrow: bool
) -> None:
    """A bent line in the style of its nature."""
    colour, dashes = _LINES[nature]
    tip = _on_the_way(end, middle, _ARROW * 0.8) if arrow else end
    style: dict[str, Attribute] = {"stroke": colour, "stroke_width": width, "stroke_dasharray": dashes}
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
    drawing.path(steps, stroke=_LINES["conflit"][0], stroke_width=width + 0.5, stroke_linejoin="round")


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
