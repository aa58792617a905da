"""The little language of a method's rules: Jinja's, without what could run long, fill the memory or reach the program.

A method may come from anybody. Jinja's parser reads a condition or a text; only a short list of constructions is taken
(figures, comparisons, arithmetic, a few filters, `if`, one level of `for`), worked out by rule_evaluation.py.

A name is a dotted path (`couverture.fragiles`, `grille["portage-collectif"].min`). Names are read off the syntax tree,
so that an unknown one is told when the method is checked, and a finding knows which figures it rests on.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from cit_toolkit.analysis.rule_evaluation import FILTERS, answer, written
from cit_toolkit.analysis.three_valued import UnknownFigureError

Filters = Mapping[str, Callable[..., object]]
LANGUAGE_FILTERS = ("noms", "nombre", "pourcent", "pluriel")
"""Filters that a language gives to texts; conditions need none of them."""

MAX_SOURCE = 5_000
"""Characters of a condition or text."""
MAX_DEPTH = 60
"""Constructions inside one another."""
MAX_OUTPUT = 20_000
"""Characters of a finding: far more than anybody would read aloud."""

_EXPRESSIONS = {
    *("Const", "Name", "Getattr", "Getitem", "List", "Tuple", "Filter", "Test", "Keyword", "CondExpr", "Concat"),
    *("Compare", "Operand", "And", "Or", "Not", "Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Neg", "Pos"),
}
_STATEMENTS = {"Template", "Output", "TemplateData", "If", "For"}


class RuleSyntaxError(ValueError):
    """The condition or the text is not written in the language of rules."""


class RuleTextError(ValueError):
    """The text cannot be filled in: it prints something unknown, or comes out too long."""


def holds(condition: str, facts: Mapping[str, Any]) -> bool:
    """Whether a condition is true whatever the unknowns are. When it depends on one, the rule stays silent."""
    try:
        return answer(_expression(condition), facts) is True
    except RuleSyntaxError:
        return False


def fill_in(text: str, facts: Mapping[str, Any], filters: Filters) -> str:
    """The text of a finding, its figures filled in by the filters of a language.

    RuleSyntaxError when it is not in the language of rules, RuleTextError when a figure it prints is not known.
    """
    tree = _parsed(text)
    pieces: list[str] = []
    length = 0
    try:
        for piece in written(tree, facts, filters):
            length += len(piece)
            if length > MAX_OUTPUT:
                raise RuleTextError(f"more than {MAX_OUTPUT} characters")
            pieces.append(piece)
    except RuleTextError:
        raise
    except (UnknownFigureError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise RuleTextError(str(error)) from error
    return "".join(pieces).strip()


def names_in_condition(condition: str) -> tuple[str, ...]:
    """The dotted names a condition uses, in order. RuleSyntaxError when it cannot be read."""
    return _names(_expression(condition))


def names_in_text(text: str) -> tuple[str, ...]:
    """The dotted names a text uses, in order. RuleSyntaxError when it cannot be read."""
    return _names(_parsed(text))


def unknown_filters_in_condition(condition: str) -> tuple[str, ...]:
    """Filters and tests of a condition that do not exist there."""
    return _unknown_filters(_expression(condition), FILTERS)


def unknown_filters(text: str) -> tuple[str, ...]:
    """Filters and tests of a text that do not exist."""
    return _unknown_filters(_parsed(text), {*FILTERS, *LANGUAGE_FILTERS})


def names_printed_bare(text: str) -> tuple[str, ...]:
    """Names a text prints as they are, without a filter."""
    outputs = [node for node in _all(_parsed(text)) if type(node).__name__ == "Output"]
    return tuple(name for output in outputs for node in output.nodes if (name := _dotted(node)) is not None)


@cache
def _environment() -> Any:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment()


@lru_cache(maxsize=2048)
def _parsed(text: str) -> Any:
    """The syntax tree of a text that keeps to the language of rules."""
    from jinja2 import TemplateSyntaxError

    if len(text) > MAX_SOURCE:
        raise RuleSyntaxError(f"more than {MAX_SOURCE} characters")
    try:
        tree = _environment().parse(text)
    except TemplateSyntaxError as error:
        raise RuleSyntaxError(error.message or "?") from error
    except (RecursionError, ValueError) as error:  # parentheses by the thousand, a number of 5,000 digits
        raise RuleSyntaxError(f"more than {MAX_DEPTH} levels, or a number too long") from error
    _check(tree)
    return tree


def _expression(condition: str) -> Any:
    """The syntax tree of a condition: one expression and nothing around it."""
    body = _parsed("{{ " + condition + " }}").body
    if len(body) != 1 or len(getattr(body[0], "nodes", ())) != 1 or type(body[0].nodes[0]).__name__ == "TemplateData":
        raise RuleSyntaxError("one expression expected")
    return body[0].nodes[0]


def _check(tree: Any) -> None:
    """Refuse what is not in the short list, what starts with an underscore, loops in loops, and bottomless nesting."""
    stack = [(tree, 0, False)]
    while stack:
        node, depth, in_loop = stack.pop()
        kind = type(node).__name__
        if kind not in _EXPRESSIONS and kind not in _STATEMENTS:
            raise RuleSyntaxError(f"{kind}: not in the language of rules")
        if depth > MAX_DEPTH:
            raise RuleSyntaxError(f"more than {MAX_DEPTH} levels")
        if kind == "For":
            if in_loop or node.recursive or type(node.target).__name__ != "Name":
                raise RuleSyntaxError("loop inside a loop, or with more than one name")
            in_loop = True
        called = {"Name": "name", "Getattr": "attr"}.get(kind)
        if called and str(getattr(node, called)).startswith("_"):
            raise RuleSyntaxError(f"{getattr(node, called)}: not a figure")
        stack.extend((child, depth + 1, in_loop) for child in node.iter_child_nodes())


def _names(tree: Any) -> tuple[str, ...]:
    local = {node.name for node in _all(tree) if type(node).__name__ == "Name" and node.ctx == "store"}
    if local:
        local.add("loop")
    names: dict[str, None] = {}

    def visit(node: Any) -> None:
        dotted = _dotted(node)
        if dotted is not None:
            if dotted.split(".")[0] not in local:
                names[dotted] = None
            return
        for child in node.iter_child_nodes():
            visit(child)

    visit(tree)
    return tuple(names)


def _unknown_filters(tree: Any, known: Collection[str]) -> tuple[str, ...]:
    used = [node.name for node in _all(tree) if type(node).__name__ == "Filter" and node.name not in known]
    used += [node.name for node in _all(tree) if type(node).__name__ == "Test" and node.name != "none"]
    return tuple(dict.fromkeys(used))


def _all(tree: Any) -> Iterator[Any]:
    yield tree
    for child in tree.iter_child_nodes():
        yield from _all(child)


def _dotted(node: Any) -> str | None:
    kind = type(node).__name__
    if kind == "Name":
        return str(node.name)
    if kind == "Getattr":
        last = str(node.attr)
    elif kind == "Getitem" and type(node.arg).__name__ == "Const" and isinstance(node.arg.value, str):
        last = node.arg.value
    else:
        return None
    inner = _dotted(node.node)
    return None if inner is None else f"{inner}.{last}"
