"""Conditions of rules under what is not known: true, false, or unknown, which makes the rule silent.

Python's own logic would turn an unknown into a claim: `not None` is true, `None != "oui"` is true, and a count of the
actors in a circle is 0 when nobody's circle is known. Here `and`, `or` and `not` are Kleene's, and a comparison holds
only when it does for every value its figures may have. The tree is Jinja's (rule_language.py): nothing is compiled.
"""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from cit_toolkit.analysis.partly_known import Count, KnownItems, Measure, length
from cit_toolkit.model.interval import Interval

_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "Add": operator.add,
    "Sub": operator.sub,
    "Mul": operator.mul,
    "Div": operator.truediv,
    "FloorDiv": operator.floordiv,
    "Mod": operator.mod,
}
CONDITION_FILTERS = ("abs", "count", "default", "first", "last", "length", "round")
"""Filters a condition may use."""


class UnknownFigureError(Exception):
    """The value depends on something that is not known."""


def is_true(condition: Any, facts: Mapping[str, Any]) -> bool:
    """Whether a condition is true whatever the unknowns are."""
    return _truth(condition, facts) is True


def _truth(node: Any, facts: Mapping[str, Any]) -> bool | None:
    kind = type(node).__name__
    if kind == "Not":
        inner = _truth(node.node, facts)
        return None if inner is None else not inner
    if kind in ("And", "Or"):
        left, right = _truth(node.left, facts), _truth(node.right, facts)
        decisive = kind == "Or"
        return decisive if decisive in (left, right) else None if None in (left, right) else not decisive
    try:
        if kind == "Compare":
            return _compared(node, facts)
        if kind == "Test":
            return None if node.name != "none" else _value(node.node, facts) is None
        return _truth_of(_value(node, facts))
    except (UnknownFigureError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError):
        # Whatever is wrong with it (a word compared with a number, a division by zero), it is not true.
        return None


def _truth_of(value: Any) -> bool | None:
    if value is None:
        return None
    if isinstance(value, KnownItems):
        value = length(value)
    if isinstance(value, (Count, Measure, Interval)):
        bounds = _bounds(value)
        return _not(_equal(bounds, Interval(0, 0)))
    return bool(value)


def _compared(node: Any, facts: Mapping[str, Any]) -> bool | None:
    """A chain `1 < x <= 3`: every link must hold."""
    links: list[bool | None] = []
    left = node.expr
    for operand in node.ops:
        links.append(_link(operand.op, left, operand.expr, facts))
        left = operand.expr
    return False if False in links else None if None in links else True


def _link(sign: str, left: Any, right: Any, facts: Mapping[str, Any]) -> bool | None:
    one, other = _value(left, facts), _value(right, facts)
    if _says_none(left) or _says_none(right):
        # «x == none» asks whether x is known: that is always known.
        same = one is None and other is None
        return {"eq": same, "ne": not same}.get(sign)
    if one is None or other is None:
        return None
    if sign in ("in", "notin"):
        found = _among(one, other)
        return found if sign == "in" else _not(found)
    if _is_number(one) and _is_number(other):
        return _signs(_bounds(one), _bounds(other))[sign]()
    if sign in ("eq", "ne"):
        return _same(one, other) == (sign == "eq")
    return None


def _signs(one: Interval, other: Interval) -> dict[str, Callable[[], bool | None]]:
    return {
        "eq": lambda: _equal(one, other),
        "ne": lambda: _not(_equal(one, other)),
        "lt": lambda: _under(one, other),
        "gteq": lambda: _not(_under(one, other)),
        "gt": lambda: _under(other, one),
        "lteq": lambda: _not(_under(other, one)),
    }


def _under(one: Interval, other: Interval) -> bool | None:
    if one.high < other.low:
        return True
    return False if one.low >= other.high else None


def _equal(one: Interval, other: Interval) -> bool | None:
    if one.high < other.low or other.high < one.low:
        return False
    return True if one.certain and other.certain else None


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _among(one: Any, others: Any) -> bool | None:
    """Whether a value, or the thing an id names, is in a list; in a list partly known, it may yet be."""
    if isinstance(others, str):
        return str(one) in others
    answers = [one == getattr(item, "id", None) or _same(one, item) for item in others]
    if True in answers:
        return True
    return None if None in answers or (isinstance(others, KnownItems) and others.may_join) else False


def _same(one: Any, other: Any) -> bool | None:
    if _is_number(one) and _is_number(other):
        return _equal(_bounds(one), _bounds(other))
    return bool(one == other)


def _value(node: Any, facts: Mapping[str, Any]) -> Any:
    kind = type(node).__name__
    if kind == "Const":
        return node.value
    if kind == "Name":
        return facts[node.name]
    if kind == "Getattr":
        return _member(_value(node.node, facts), node.attr)
    if kind == "Getitem":
        return _member(_value(node.node, facts), _value(node.arg, facts))
    if kind in ("List", "Tuple"):
        return tuple(_value(item, facts) for item in node.items)
    if kind in _ARITHMETIC:
        return _calculated(_ARITHMETIC[kind], _value(node.left, facts), _value(node.right, facts), kind)
    if kind in ("Neg", "Pos"):
        sign = -1 if kind == "Neg" else 1
        return _calculated(operator.mul, sign, _value(node.node, facts), "Mul")
    if kind == "Filter":
        return _filtered(node, facts)
    if kind in ("And", "Or", "Not", "Compare", "Test"):
        return _truth(node, facts)
    if kind == "CondExpr" and node.expr2 is not None and (test := _truth(node.test, facts)) is not None:
        return _value(node.expr1 if test else node.expr2, facts)
    raise UnknownFigureError


def _member(holder: Any, key: Any) -> Any:
    if holder is None:
        raise UnknownFigureError
    if isinstance(holder, (Mapping, tuple)):
        return holder[key]
    if key == "id":
        return holder.id
    raise KeyError(key)


def _filtered(node: Any, facts: Mapping[str, Any]) -> Any:
    value = _value(node.node, facts)
    arguments = [_value(argument, facts) for argument in node.args]
    if node.kwargs:
        raise UnknownFigureError
    if node.name in ("length", "count"):
        return length(value)
    if node.name == "default":
        return arguments[0] if value is None else value
    if value is None or (_is_number(value) and not _bounds(value).certain):
        raise UnknownFigureError
    if node.name == "round":
        return round(value, *(max(0, min(int(decimals), 10)) for decimals in arguments))
    if node.name == "abs":
        return abs(value)
    if node.name in ("first", "last"):
        return value[0 if node.name == "first" else -1]
    raise UnknownFigureError


def _calculated(operate: Callable[[Any, Any], Any], left: Any, right: Any, kind: str) -> Any:
    """Arithmetic on what figures may be: exact numbers stay exact, an interval gives an interval."""
    if not (_is_number(left) and _is_number(right)):
        raise UnknownFigureError
    one, other = _bounds(left), _bounds(right)
    if one.certain and other.certain:
        return operate(one.low, other.low)
    if kind in ("FloorDiv", "Mod") or (kind == "Div" and other.low <= 0 <= other.high):
        raise UnknownFigureError
    corners = [operate(a, b) for a in (one.low, one.high) for b in (other.low, other.high)]
    return Interval(min(corners), max(corners))


def _bounds(value: Any) -> Interval:
    if isinstance(value, Interval):
        return value
    if isinstance(value, Measure):
        return Interval(value.low, value.high)
    return Interval(int(value), value.high) if isinstance(value, Count) else Interval(value, value)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, Interval)) and not isinstance(value, bool)


def _says_none(node: Any) -> bool:
    return type(node).__name__ == "Const" and node.value is None
