"""The little language of a method's rules: Jinja's, without what could run long, fill the memory or reach the program.

A method may come from anybody: only a short list of constructions is read (figures, comparisons, arithmetic, a few
filters, `if`, one level of `for`: rule_parser.py), and nothing of it is compiled or run (rule_evaluation.py).

A name is a dotted path (`couverture.fragiles`, `grille["portage-collectif"].min`). Names are read off the syntax tree,
so that an unknown one is told when the method is checked, and a finding knows which figures it rests on.
"""

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any

from cit_toolkit.analysis import rule_syntax as syntax
from cit_toolkit.analysis.rule_evaluation import FILTERS, answer, written
from cit_toolkit.analysis.rule_parser import RuleSyntaxError, parsed_condition, parsed_text
from cit_toolkit.analysis.rule_syntax import Node, everything_in
from cit_toolkit.analysis.three_valued import Answer, UnknownFigureError

Filters = Mapping[str, Callable[..., object]]
LANGUAGE_FILTERS = ("noms", "nombre", "pourcent", "pluriel")
"""Filters that a language gives to texts; conditions need none of them."""
MAX_OUTPUT = 20_000
"""Characters of a finding: far more than anybody would read aloud."""


class RuleTextError(ValueError):
    """The text cannot be filled in: it prints something unknown, or comes out too long."""


_condition = lru_cache(maxsize=2048)(parsed_condition)
_text = lru_cache(maxsize=2048)(parsed_text)


def holds(condition: str, facts: Mapping[str, Any]) -> bool:
    """Whether a condition is true whatever the unknowns are. When it depends on one, the rule stays silent."""
    return truth_of(condition, facts) is True


def truth_of(condition: str, facts: Mapping[str, Any]) -> Answer:
    """Whether a condition is true or false whatever the unknowns are; None when it depends on one, or is unreadable."""
    try:
        return answer(_condition(condition), facts)
    except RuleSyntaxError:
        return None


def fill_in(text: str, facts: Mapping[str, Any], filters: Filters) -> str:
    """The text of a finding, its figures filled in by the filters of a language.

    RuleSyntaxError when it is not in the language of rules, RuleTextError when a figure it prints is not known.
    """
    tree = _text(text)
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
    return _names(_condition(condition))


def names_in_text(text: str) -> tuple[str, ...]:
    """The dotted names a text uses, in order. RuleSyntaxError when it cannot be read."""
    return _names(_text(text))


def unknown_filters_in_condition(condition: str) -> tuple[str, ...]:
    """Filters and tests of a condition that do not exist there."""
    return _unknown_filters(_condition(condition), FILTERS)


def unknown_filters(text: str) -> tuple[str, ...]:
    """Filters and tests of a text that do not exist."""
    return _unknown_filters(_text(text), {*FILTERS, *LANGUAGE_FILTERS})


def names_printed_bare(text: str) -> tuple[str, ...]:
    """Names a text prints as they are, without a filter."""
    outputs = (node for node in everything_in(_text(text)) if isinstance(node, syntax.Output))
    return tuple(name for output in outputs if (name := _dotted(output.node)) is not None)


def _names(tree: Node) -> tuple[str, ...]:
    local = {node.target for node in everything_in(tree) if isinstance(node, syntax.For)}
    if local:
        local.add("loop")
    names: dict[str, None] = {}

    def visit(node: Node) -> None:
        dotted = _dotted(node)
        if dotted is None:
            for child in node.children():
                visit(child)
        elif dotted.split(".")[0] not in local:
            names[dotted] = None

    visit(tree)
    return tuple(names)


def _unknown_filters(tree: Node, known: Collection[str]) -> tuple[str, ...]:
    everything = tuple(everything_in(tree))
    used = [node.name for node in everything if isinstance(node, syntax.Filter) and node.name not in known]
    used += [node.name for node in everything if isinstance(node, syntax.Test) and node.name != "none"]
    return tuple(dict.fromkeys(used))


def _dotted(node: Any) -> str | None:
    if isinstance(node, syntax.Name):
        return str(node.name)
    if isinstance(node, syntax.Getattr):
        last = str(node.attr)
    elif isinstance(node, syntax.Getitem) and isinstance(node.arg, syntax.Const) and isinstance(node.arg.value, str):
        last = node.arg.value
    else:
        return None
    inner = _dotted(node.node)
    return None if inner is None else f"{inner}.{last}"
