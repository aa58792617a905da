"""Where actors stand on the map: circles as rings, categories around them, no box over another.

Nothing is drawn at random. An actor's ring is its circle; its direction is the sector of its category, all sectors in
the order of the method; then boxes that overlap are pushed apart, each kept in its ring, and if a ring is too narrow
the whole map grows a little. So the same file gives the same picture, and what a small change moves is near it.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

_FILL, _FILL_OF_MANY, _MANY = 0.7, 0.45, 800
"""Share of a ring that boxes may cover: less looks empty, more takes long to push apart when they are many."""
_LEAST_RING, _MOST_RING = 42.0, 64.0
"""The depth of a ring with hardly anybody in it: as high as the highest box there, within these bounds."""
_EMPTY_RING = 30.0
_RIM = 15.0
"""Least distance between an actor and the border of its ring, so that its sign never stands on it."""
_GAP = 4.0
_ROUNDS, _STEPS = 6, 8
"""Rounds of pushing before the map grows, and steps in each: who is near whom is looked for once a round."""
_LEANS = (1.0, 2.5)
"""From one round to the next, boxes are pushed up and down more readily: it frees those that are wedged sideways."""
_NEAR = 10.0
_GROWTH = 1.025
_CELL = 64.0


@dataclass(frozen=True, slots=True)
class Standing:
    """One actor to place: its ring (0 is the innermost), its sector, and the box its sign and name take."""

    id: str
    ring: int
    sector: int
    width: float
    up: float
    """How far the box goes above the middle of the sign."""
    down: float
    """How far it goes below: the name is under the sign."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The map laid out around (0, 0)."""

    places: Mapping[str, tuple[float, float]]
    rings: tuple[tuple[float, float], ...]
    """Half-width and half-height of the outer border of each ring, the innermost first."""


def map_layout(
    actors: Sequence[Standing], ring_names: Sequence[float], links: Iterable[tuple[str, str]], aspect: float
) -> Layout:
    """Place actors on rings of ellipses `aspect` times as wide as high.

    `ring_names` has the width of the name written at the top of each ring (the innermost first): no actor stands there.
    """
    ordered = sorted(actors, key=lambda actor: actor.id)
    rings = _Rings(ordered, len(ring_names), aspect)
    directions = _directions(ordered, links)
    boxes = [_Box(actor, *rings.start(actor, directions[actor.id])) for actor in ordered]
    while not _pushed_apart(boxes, rings, ring_names):
        rings.grow()
        for box in boxes:
            box.x, box.y = box.x * _GROWTH, box.y * _GROWTH
    return Layout(
        {box.id: (round(box.x, 1), round(box.y, 1)) for box in boxes},
        tuple((radius * rings.across, radius * rings.down) for radius in rings.outer),
    )


class _Box:
    """An actor, or the name of a ring, being placed; `y` is the middle of the sign, not of the box."""

    def __init__(self, actor: Standing, x: float, y: float) -> None:
        self.id = actor.id
        self.ring = actor.ring
        self.x, self.y = x, y
        self.half_width = actor.width / 2 + _GAP / 2
        self.half_height = (actor.up + actor.down + _GAP) / 2
        self.lower = (actor.down - actor.up) / 2
        """How far below the sign the middle of the box is."""


class _Rings:
    """Radii of the rings, in a plane where they are circles: `across` and `down` then stretch them into ellipses."""

    def __init__(self, actors: Sequence[Standing], count: int, aspect: float) -> None:
        self.across, self.down = math.sqrt(aspect), 1 / math.sqrt(aspect)
        self.outer: list[float] = []
        self._crowding: list[float] = []
        fill = _FILL - (_FILL - _FILL_OF_MANY) * min(1.0, len(actors) / _MANY)
        for ring in range(count):
            inside = [actor for actor in actors if actor.ring == ring]
            inner = self.inner(ring)
            area = sum(actor.width * (actor.up + actor.down) for actor in inside) / fill
            row = max((actor.up + actor.down for actor in inside), default=0)
            thickness = min(_MOST_RING, max(_LEAST_RING, row + _RIM)) if inside else _EMPTY_RING
            self.outer.append(max(math.sqrt(inner**2 + area / math.pi), inner + thickness))
            middle = (inner + self.outer[-1]) * math.pi
            self._crowding.append(sum(actor.width + _GAP for actor in inside) / middle)
        self._alone = len([actor for actor in actors if actor.ring == 0]) == 1

    def inner(self, ring: int) -> float:
        """Where a ring begins."""
        return self.outer[ring - 1] if ring else 0.0

    def grow(self) -> None:
        """Make room, everywhere alike."""
        self.outer = [radius * _GROWTH for radius in self.outer]

    def start(self, actor: Standing, direction: float) -> tuple[float, float]:
        """On the middle of the ring; the more crowded it is, the more its actors spread over its depth."""
        inner, outer = self.inner(actor.ring), self.outer[actor.ring]
        spread = min(1.0, max(0.0, 2 * self._crowding[actor.ring] - 1))
        depth = 0.5 + (crc32(actor.id.encode()) / 2**32 - 0.5) * 0.9 * spread
        radius = math.sqrt(inner**2 + depth * (outer**2 - inner**2))
        if self._alone and actor.ring == 0:
            radius = 0.0
        angle = 2 * math.pi * direction
        # Rounded: the last digits of sines differ from machine to machine, and pushing would make something of them.
        return round(radius * math.sin(angle) * self.across, 3), round(-radius * math.cos(angle) * self.down, 3)

    def keep(self, boxes: Iterable[_Box]) -> None:
        """Bring every box that was pushed out of its ring back to the nearest border."""
        for box in boxes:
            inner, outer = self.inner(box.ring), self.outer[box.ring]
            across, down = box.x / self.across, box.y / self.down
            radius = math.sqrt(across * across + down * down)
            least, most = inner + _RIM if inner else 0.0, max(outer - _RIM, inner + _RIM)
            if radius and not least <= radius <= most:
                share = (least if radius < least else most) / radius
                box.x, box.y = box.x * share, box.y * share


def _directions(actors: Sequence[Standing], links: Iterable[tuple[str, str]]) -> dict[str, float]:
    """The direction of each actor, as a share of a turn from the top, clockwise.

    Inside its sector an actor leans towards those it is linked to, so that fewer links cross the map.
    """
    sectors: dict[int, list[Standing]] = defaultdict(list)
    for actor in actors:
        sectors[actor.sector].append(actor)
    whole = sum(len(members) + 1 for members in sectors.values())
    starts, start = dict[int, float](), 0.0
    for sector in sorted(sectors):
        starts[sector] = start
        start += (len(sectors[sector]) + 1) / whole
    middles = {s: starts[s] + (len(members) + 1) / whole / 2 for s, members in sectors.items()}
    leanings = _leanings(actors, links, middles)
    directions = {}
    for sector, members in sectors.items():
        width = (len(members) + 1) / whole
        by_ring: dict[int, list[Standing]] = defaultdict(list)
        for actor in sorted(members, key=lambda actor: (leanings[actor.id], actor.id)):
            by_ring[actor.ring].append(actor)
        for abreast in by_ring.values():
            for place, actor in enumerate(abreast):
                directions[actor.id] = starts[sector] + width * (place + 0.5) / len(abreast)
    return directions


def _leanings(
    actors: Sequence[Standing], links: Iterable[tuple[str, str]], middles: Mapping[int, float]
) -> dict[str, float]:
    """How far before (negative) or after its own sector the actors linked to each one are, on average."""
    sector = {actor.id: actor.sector for actor in actors}
    gaps: dict[str, list[float]] = {actor.id: [] for actor in actors}
    for one, other in sorted(links):
        if one in sector and other in sector:
            turn = middles[sector[other]] - middles[sector[one]]
            turn -= round(turn)
            gaps[one].append(turn)
            gaps[other].append(-turn)
    return {name: round(sum(turns) / len(turns), 6) if turns else 0.0 for name, turns in gaps.items()}


def _pushed_apart(boxes: Sequence[_Box], rings: _Rings, ring_names: Sequence[float]) -> bool:
    """Push boxes that overlap from each other, each staying in its ring. True when none overlaps any more."""
    names = [
        _Box(Standing("", ring, 0, width, 8, 8), 0.0, -rings.outer[ring] * rings.down + 13)
        for ring, width in enumerate(ring_names)
        if width
    ]
    for turn in range(_ROUNDS):
        rings.keep(boxes)
        pairs, lean = _neighbours(boxes, names), _LEANS[turn % len(_LEANS)]
        for step in range(_STEPS):
            if not sum(_push(one, other, fixed, lean) for one, other, fixed in pairs):
                if step == 0:
                    return True
                break
            rings.keep(boxes)
    return False


def _neighbours(boxes: Sequence[_Box], names: Sequence[_Box]) -> list[tuple[_Box, _Box, bool]]:
    """Pairs of boxes that overlap or soon may, each once; True when the second one must not move."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    every = [*boxes, *names]
    for number, box in enumerate(every):
        left, right = box.x - box.half_width - _NEAR, box.x + box.half_width + _NEAR
        top, bottom = box.y + box.lower - box.half_height - _NEAR, box.y + box.lower + box.half_height + _NEAR
        for column in range(math.floor(left / _CELL), math.floor(right / _CELL) + 1):
            for row in range(math.floor(top / _CELL), math.floor(bottom / _CELL) + 1):
                cells[column, row].append(number)
    pairs = {(a, b) for inside in cells.values() for place, a in enumerate(inside) for b in inside[place + 1 :]}
    return [
        (every[a], every[b], b >= len(boxes))
        for a, b in sorted(pairs)
        if a < len(boxes) and _are_near(every[a], every[b])
    ]


def _are_near(one: _Box, other: _Box) -> bool:
    below = other.y + other.lower - one.y - one.lower
    return (
        abs(other.x - one.x) < one.half_width + other.half_width + 2 * _NEAR
        and abs(below) < one.half_height + other.half_height + 2 * _NEAR
    )


def _push(one: _Box, other: _Box, fixed: bool, lean: float) -> bool:
    """Part two boxes along the shorter way, sideways from a name of ring; False when they don't overlap.

    Up and down is taken as the shorter one until it is `lean` times as long.
    """
    below = other.y + other.lower - one.y - one.lower
    deep_down = one.half_height + other.half_height - abs(below)
    if deep_down <= 0:
        return False
    aside = other.x - one.x
    deep_across = one.half_width + other.half_width - abs(aside)
    if deep_across <= 0:
        return False
    if fixed or deep_across < deep_down * lean:
        step = math.copysign(deep_across + 0.1, aside)
        if fixed:
            one.x -= step
        else:
            one.x -= step / 2
            other.x += step / 2
    else:
        step = math.copysign(deep_down + 0.1, below) / 2
        one.y -= step
        other.y += step
    return True
