"""Comparing figures of which only a part is known: the answer is true, false, or None, which is unknown.

Python's own logic would turn an unknown into a claim: `not None` is true, `None != "oui"` is true, and the actors known
to be in a circle are 0 when nobody's circle is known. Here a comparison is true only when it is for every value its
figures may have.
"""

import operator
from collections.abc import Callable, Sequence
from typing import Any

from cit_toolkit.analysis.partly_known import Count, KnownItems, Measure, length
from cit_toolkit.model.interval import Interval

Answer = bool | None


class UnknownFigureError(Exception):
    """A value depends on something that is not known."""


def truth(value: Any) -> Answer:
    """Whether a value counts as true: a number other than 0, a list that is not empty."""
    if value is None:
        return None
    if isinstance(value, KnownItems):
        value = length(value)
    return negation(_equal(bounds(value), Interval(0, 0))) if is_number(value) else bool(value)


def negation(answer: Answer) -> Answer:
    """Kleene's not."""
    return None if answer is None else not answer


def conjunction(answers: Sequence[Answer]) -> Answer:
    """Kleene's and: one false is enough, whatever is unknown."""
    return False if False in answers else None if None in answers else True


def comparison(sign: str, one: Any, other: Any) -> Answer:
    """Whether `one sign other` holds; signs are named as Jinja names them."""
    if one is None or other is None:
        return None
    if sign in ("in", "notin"):
        found = contains(other, one)
        return found if sign == "in" else negation(found)
    if sign in ("eq", "ne"):
        return same(one, other) if sign == "eq" else negation(same(one, other))
    if not (is_number(one) and is_number(other)):
        return None
    left, right = bounds(one), bounds(other)
    if sign in ("gt", "lteq"):
        left, right = right, left
    under = _under(left, right)
    return under if sign in ("lt", "gt") else negation(under)


def same(one: Any, other: Any) -> Answer:
    """Whether two values are equal."""
    if is_number(one) and is_number(other):
        return _equal(bounds(one), bounds(other))
    return bool(one == other)


def contains(items: Any, sought: Any) -> Answer:
    """Whether a value, or the thing that an id names, is in a list; in a list partly known, it may yet be."""
    if isinstance(items, str):
        return str(sought) in items
    answers = [sought == getattr(item, "id", None) or same(sought, item) for item in items]
    if True in answers:
        return True
    return None if None in answers or (isinstance(items, KnownItems) and items.may_join) else False


def in_common(items: Any, others: Any, wanted: bool) -> KnownItems[Any]:
    """The things of a list that another has (or, not `wanted`, has not), and how many more there may be."""
    certain = [item for item in items if contains(others, item) is wanted]
    possible = len(items) + getattr(items, "may_join", 0)
    if wanted:
        possible = min(possible, len(others) + getattr(others, "may_join", 0))
    else:
        possible -= sum(contains(others, item) is True for item in items)
    return KnownItems(certain, max(possible - len(certain), 0))


_OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "Add": operator.add,
    "Sub": operator.sub,
    "Mul": operator.mul,
    "Div": operator.truediv,
    "FloorDiv": operator.floordiv,
    "Mod": operator.mod,
}
OPERATIONS = tuple(_OPERATIONS)


def calculation(operation: str, left: Any, right: Any) -> Any:
    """Arithmetic on what figures may be: exact numbers stay exact, an interval gives an interval.

    Numbers only: «x» * 1000000000 is a memory, not a figure.
    """
    if not (is_number(left) and is_number(right)):
        raise UnknownFigureError
    operate = _OPERATIONS[operation]
    one, other = bounds(left), bounds(right)
    if one.certain and other.certain:
        return operate(one.low, other.low)
    if operation in ("FloorDiv", "Mod") or (operation == "Div" and other.low <= 0 <= other.high):
        raise UnknownFigureError
    corners = [operate(a, b) for a in (one.low, one.high) for b in (other.low, other.high)]
    return Interval(min(corners), max(corners))


def is_number(value: Any) -> bool:
    """Whether a value is a number, known or not; true and false are none."""
    return isinstance(value, (int, float, Interval)) and not isinstance(value, bool)


def bounds(value: Any) -> Interval:
    """The lowest and highest value a number may have."""
    if isinstance(value, Interval):
        return value
    if isinstance(value, Measure):
        return Interval(value.low, value.high)
    return Interval(int(value), value.high) if isinstance(value, Count) else Interval(value, value)


def _under(one: Interval, other: Interval) -> Answer:
    if one.high < other.low:
        return True
    return False if one.low >= other.high else None


def _equal(one: Interval, other: Interval) -> Answer:
    if one.high < other.low or other.high < one.low:
        return False
    return True if one.certain and other.certain else None
