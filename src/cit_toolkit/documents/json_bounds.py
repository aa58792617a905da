"""An interval as every JSON output writes it."""

from typing import TypedDict

from cit_toolkit.model.interval import Interval


class Bounds(TypedDict):
    """An interval: equal ends when it is certain; a null `max` when nothing bounds it."""

    min: float
    max: float | None


def bounds_of(interval: Interval) -> Bounds:
    """An interval for JSON, which has no infinity."""
    return Bounds(min=interval.low, max=None if interval.high == float("inf") else interval.high)
