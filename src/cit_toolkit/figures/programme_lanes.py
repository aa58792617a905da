"""Where the moments of one day stand in time, side by side when they overlap."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

_SHOWN_WHEN_OPEN = 30
"""Minutes drawn for a moment of unknown length, unless another begins before."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Moment `index` of the day, from `start` to `end` (minutes), in lane `lane` of `lanes`."""

    index: int
    start: int
    end: int
    open_ended: bool
    """Its length is not known: `end` is only where the drawing stops."""
    overlaps: bool = False
    """Whether it certainly takes place while another does."""
    lane: int = 0
    lanes: int = 1

    @property
    def length(self) -> int:
        """Minutes drawn, never none."""
        return max(1, self.end - self.start)


def slots_of(times: Sequence[tuple[int | None, int | None]]) -> tuple[Slot, ...]:
    """The moments that have a start, in the order of time."""
    starts = sorted(start for start, _ in times if start is not None)
    slots = [
        Slot(index, start, _drawn_end(start, end, starts), end is None)
        for index, (start, end) in enumerate(times)
        if start is not None
    ]
    slots.sort(key=lambda slot: (slot.start, slot.index))
    placed: list[Slot] = []
    for cluster in _clusters(slots):
        placed += _in_lanes(cluster)
    return tuple(placed)


def _drawn_end(start: int, end: int | None, starts: Sequence[int]) -> int:
    if end is not None:
        return end
    return min([start + _SHOWN_WHEN_OPEN, *(later for later in starts if later > start)])


def _clusters(slots: Sequence[Slot]) -> list[list[Slot]]:
    """The moments, cut wherever none is going on: two in one cluster always overlap another of it."""
    clusters: list[list[Slot]] = []
    until = 0
    for slot in slots:
        if slot.start >= until or not clusters:
            clusters.append([])
        clusters[-1].append(slot)
        until = max(until, slot.start + slot.length)
    return clusters


def _in_lanes(cluster: Sequence[Slot]) -> list[Slot]:
    free_from: list[int] = []
    lanes: list[int] = []
    for slot in cluster:
        lane = next((number for number, minute in enumerate(free_from) if minute <= slot.start), len(free_from))
        free_from[lane : lane + 1] = [slot.start + slot.length]
        lanes.append(lane)
    return [
        replace(slot, overlaps=len(cluster) > 1, lane=lane, lanes=len(free_from))
        for slot, lane in zip(cluster, lanes, strict=True)
    ]
