"""Conditions and texts of rules, worked out on their constructions: nothing of theirs is ever compiled or run.

A condition is worked out on what figures may be, and comes out true, false or unknown. A text is written with what is
certain: «2 fonctions fragiles : A et B» whatever others may turn out to be.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cit_toolkit.analysis.partly_known import Count, KnownItems, Measure, length
from cit_toolkit.analysis.three_valued import (
    OPERATIONS,
    Answer,
    UnknownFigureError,
    bounds,
    calculation,
    comparison,
    conjunction,
    in_common,
    is_number,
    negation,
    truth,
)

_LOGIC = ("And", "Or", "Not", "Compare", "Test")
_MISTAKES = (UnknownFigureError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)
"""What a condition may stumble on: a word compared with a number, a division by zero. It is then not true."""
MAX_DECIMALS = 10


def answer(condition: Any, facts: Mapping[str, Any]) -> Answer:
    """Whether a condition holds whatever the unknowns are; None when it depends on one."""
    return _Evaluation(facts, FILTERS, certain_only=False).answer(condition)


def written(
    text: Any, facts: Mapping[str, Any], language_filters: Mapping[str, Callable[..., object]]
) -> Iterator[str]:
    """A text, piece by piece. Stops on an error where it would print something unknown."""
    yield from _Evaluation(facts, {**FILTERS, **language_filters}, certain_only=True).pieces(text.body)


class _Evaluation:
    def __init__(
        self, facts: Mapping[str, Any], filters: Mapping[str, Callable[..., Any]], *, certain_only: bool
    ) -> None:
        self._facts = facts
        self._filters = filters
        self._certain_only = certain_only

    def answer(self, node: Any) -> Answer:
        """Truth of an expression, unknown included."""
        kind = type(node).__name__
        if kind == "Not":
            return negation(self.answer(node.node))
        if kind in ("And", "Or"):
            both = [self.answer(node.left), self.answer(node.right)]
            if kind == "And":
                return conjunction(both)
            return negation(conjunction([negation(one) for one in both]))
        try:
            if kind == "Compare":
                return self._compared(node)
            if kind == "Test":
                return self.value(node.node) is None if node.name == "none" else None
            return truth(self.value(node))
        except _MISTAKES:
            return None

    def _compared(self, node: Any) -> Answer:
        """A chain `1 < x <= 3`: every link must hold. «x == none» asks whether x is known, which is always known."""
        links: list[Answer] = []
        left = node.expr
        for operand in node.ops:
            one, other = self.value(left), self.value(operand.expr)
            if operand.op in ("eq", "ne") and (_says_none(left) or _says_none(operand.expr)):
                links.append((one is None and other is None) == (operand.op == "eq"))
            else:
                links.append(comparison(operand.op, one, other))
            left = operand.expr
        return conjunction(links)

    def value(self, node: Any) -> Any:
        """Value of an expression."""
        kind = type(node).__name__
        if kind in OPERATIONS:
            return calculation(kind, self.value(node.left), self.value(node.right))
        if kind in _LOGIC:
            return self._chosen(node) if kind in ("And", "Or") and self._certain_only else self.answer(node)
        return getattr(self, f"_{kind.lower()}")(node)

    def _chosen(self, node: Any) -> Any:
        """In a text, `x or y` is one of the two."""
        left = self.value(node.left)
        return left if bool(left) == (type(node).__name__ == "Or") else self.value(node.right)

    def _const(self, node: Any) -> Any:
        return node.value

    def _name(self, node: Any) -> Any:
        return self._known(self._facts[node.name])

    def _getattr(self, node: Any) -> Any:
        return self._member(self.value(node.node), node.attr)

    def _getitem(self, node: Any) -> Any:
        return self._member(self.value(node.node), self.value(node.arg))

    def _member(self, holder: Any, key: Any) -> Any:
        if holder is None:
            raise UnknownFigureError
        if isinstance(holder, (Mapping, tuple)):
            return self._known(holder[key])
        if key == "id":
            return holder.id
        raise KeyError(key)

    def _known(self, value: Any) -> Any:
        """In a text, a figure partly known is what is certain of it."""
        if not self._certain_only or not isinstance(value, (Count, Measure, KnownItems)):
            return value
        return int(value) if isinstance(value, Count) else float(value) if isinstance(value, Measure) else tuple(value)

    def _list(self, node: Any) -> tuple[Any, ...]:
        return tuple(self.value(item) for item in node.items)

    _tuple = _list

    def _neg(self, node: Any) -> Any:
        return calculation("Sub", 0, self.value(node.node))

    def _pos(self, node: Any) -> Any:
        return calculation("Add", 0, self.value(node.node))

    def _concat(self, node: Any) -> str:
        return "".join(printed(self.value(item)) for item in node.nodes)

    def _condexpr(self, node: Any) -> Any:
        chosen = self.answer(node.test)
        if chosen is None:
            raise UnknownFigureError
        return self.value(node.expr1 if chosen else node.expr2)

    def _filter(self, node: Any) -> Any:
        value = self.value(node.node)
        arguments = [self.value(argument) for argument in node.args]
        options = {option.key: self.value(option.value) for option in node.kwargs}
        if value is None and node.name != "default":
            raise UnknownFigureError
        if is_number(value) and not bounds(value).certain:
            raise UnknownFigureError
        return self._known(self._filters[node.name](value, *arguments, **options))

    def pieces(self, body: list[Any]) -> Iterator[str]:
        """The text that statements write."""
        for node in body:
            kind = type(node).__name__
            if kind == "TemplateData":
                yield node.data
            elif kind == "If":
                yield from self._if(node)
            elif kind == "For":
                yield from self._for(node)
            else:
                yield printed(self.value(node.node))

    def _if(self, node: Any) -> Iterator[str]:
        for branch in (node, *node.elif_):
            chosen = self.answer(branch.test)
            if chosen is None:
                raise UnknownFigureError
            if chosen:
                yield from self.pieces(branch.body)
                return
        yield from self.pieces(node.else_)

    def _for(self, node: Any) -> Iterator[str]:
        items = [
            item for item in self.value(node.iter) if node.test is None or self._with(node, item).answer(node.test)
        ]
        for i, item in enumerate(items, 1):
            loop = {"index": i, "first": i == 1, "last": i == len(items), "length": len(items)}
            yield from self._with(node, item, loop=loop).pieces(node.body)
        if not items:
            yield from self.pieces(node.else_)

    def _with(self, node: Any, item: Any, **loop: Any) -> "_Evaluation":
        facts = {**self._facts, node.target: item, **loop}
        return _Evaluation(facts, self._filters, certain_only=self._certain_only)


def printed(value: Any) -> str:
    """A word or a number as text; a list has `noms` for that, and what is unknown is not printed."""
    if not isinstance(value, (str, int, float)):
        raise UnknownFigureError
    return str(value)


def _says_none(node: Any) -> bool:
    return type(node).__name__ == "Const" and node.value is None


def _round(value: float, decimals: int = 0) -> float:
    return round(value, max(0, min(int(decimals), MAX_DECIMALS)))


def _join(items: tuple[Any, ...], separator: str = "") -> str:
    if isinstance(items, str):
        # Letters joined again and again would grow without end.
        raise TypeError("join: a list expected")
    return separator.join(printed(item) for item in items)


def _chosen_by(wanted: bool) -> Callable[[Any, str, Any], Any]:
    def choose(items: Any, test: str, others: Any) -> Any:
        if test != "in" or others is None:
            raise UnknownFigureError
        return in_common(items, others, wanted)

    return choose


FILTERS: dict[str, Callable[..., Any]] = {
    "abs": abs,
    "count": length,
    "default": lambda value, instead, _even_if_false=True: instead if value is None else value,
    "first": lambda items: items[0],
    "join": _join,
    "last": lambda items: items[-1],
    "length": length,
    "list": lambda items: items,
    "lower": lambda text: printed(text).lower(),
    "reject": _chosen_by(wanted=False),
    "round": _round,
    "select": _chosen_by(wanted=True),
    "upper": lambda text: printed(text).upper(),
}
"""The few filters of Jinja's that figures need; none makes something large out of something small."""
