"""Figures of which only a part is known: read as what is certain, they remember how much more there may be.

A text prints them as it would any number or list; a condition (three_valued.py) concludes only when what is possible
could not change its mind.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

T = TypeVar("T")


class Count(int):
    """A number of things that are there for certain; `high` is how many there may be."""

    high: int

    def __new__(cls, certain: int, high: int) -> "Count":
        made = super().__new__(cls, certain)
        made.high = high
        return made


class Measure(float):
    """A measure of what is known; knowing the rest may bring it anywhere from `low` to `high`."""

    low: float
    high: float

    def __new__(cls, known: float, low: float, high: float) -> "Measure":
        made = super().__new__(cls, known)
        made.low, made.high = low, high
        return made


class KnownItems(tuple[T, ...]):
    """Things that are there for certain; `may_join` is how many others may be there too."""

    may_join: int

    def __new__(cls, certain: Iterable[T], may_join: int) -> "KnownItems[T]":
        made = super().__new__(cls, certain)
        made.may_join = may_join
        return made


def length(value: Any) -> int:
    """How many; of things only partly known, at least how many."""
    if isinstance(value, KnownItems):
        return Count(len(value), len(value) + value.may_join)
    return len(value)
