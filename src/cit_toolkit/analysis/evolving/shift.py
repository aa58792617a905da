"""How what is known of a quantity moved between two dates: an answer that only narrows an interval is no progress."""

from enum import StrEnum

from cit_toolkit.model.interval import Interval


class Shift(StrEnum):
    """From an interval to a later one."""

    SAME = "inchange"
    BETTER_KNOWN = "mieux-connu"
    LESS_KNOWN = "moins-connu"
    UP = "hausse"
    MAYBE_UP = "hausse-possible"
    DOWN = "baisse"
    MAYBE_DOWN = "baisse-possible"

    @property
    def moved(self) -> bool:
        """Whether the quantity itself changed, for certain or perhaps."""
        return self in (Shift.UP, Shift.MAYBE_UP, Shift.DOWN, Shift.MAYBE_DOWN)


def shift(before: Interval, after: Interval) -> Shift:
    """Nested intervals may hold one unchanged value: only knowledge differs. Disjoint ones cannot; others may."""
    if before == after:
        return Shift.SAME
    if before.low <= after.low and after.high <= before.high:
        return Shift.BETTER_KNOWN
    if after.low <= before.low and before.high <= after.high:
        return Shift.LESS_KNOWN
    if after.low > before.low:
        return Shift.UP if after.low > before.high else Shift.MAYBE_UP
    return Shift.DOWN if after.high < before.low else Shift.MAYBE_DOWN


def nested(before: Interval, after: Interval) -> bool:
    """Whether one value may hold at both dates because one interval contains the other."""
    return not shift(before, after).moved
