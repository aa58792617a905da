"""The little language of a method's rules: sandboxed Jinja, conditions and texts over named figures.

A name is a dotted path (`couverture.fragiles`, `grille["portage-collectif"].min`). Names are read off the syntax tree,
so that an unknown one is told when the method is checked, and a finding knows which figures it rests on.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

Filters = Mapping[str, Callable[..., object]]
FILTER_NAMES = ("noms", "nombre", "pourcent", "pluriel")
"""Filters that a language gives to texts; conditions need none of them."""


class RuleSyntaxError(ValueError):
    """The condition or the text is not written as Jinja wants it."""


@cache
def _environment() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    environment.globals.clear()
    for name in FILTER_NAMES:
        environment.filters[name] = _not_here
    return environment


def _not_here(*_: object) -> str:
    return ""


def holds(condition: str, facts: Mapping[str, Any]) -> bool:
    """Whether a condition is true. A comparison with something unknown is not: the rule stays silent."""
    from jinja2 import TemplateError

    try:
        return bool(_compiled(condition)(**facts))
    except (TypeError, TemplateError):
        return False


@cache
def _compiled(condition: str) -> Any:
    return _environment().compile_expression(condition, undefined_to_none=False)


def fill_in(text: str, facts: Mapping[str, Any], filters: Filters) -> str:
    """The text of a finding, its figures filled in by the filters of a language."""
    environment = _environment().overlay()
    environment.filters = {**environment.filters, **filters}
    return str(environment.from_string(text).render(**facts)).strip()


def names_in_condition(condition: str) -> tuple[str, ...]:
    """The dotted names a condition uses, in order."""
    return names_in_text("{{ " + condition + " }}")


def names_in_text(text: str) -> tuple[str, ...]:
    """The dotted names a text uses, in order. RuleSyntaxError when it cannot be read."""
    from jinja2 import TemplateSyntaxError, nodes

    try:
        tree = _environment().parse(text)
    except TemplateSyntaxError as error:
        raise RuleSyntaxError(error.message or "?") from error
    local = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}
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


def unknown_filters(text: str) -> tuple[str, ...]:
    """Filters and tests of a text or condition that do not exist."""
    from jinja2 import nodes

    environment = _environment()
    tree = environment.parse(text)
    used = [node.name for node in tree.find_all(nodes.Filter) if node.name not in environment.filters]
    return tuple(used + [node.name for node in tree.find_all(nodes.Test) if node.name not in environment.tests])


def _dotted(node: Any) -> str | None:
    from jinja2 import nodes

    if isinstance(node, nodes.Name):
        return str(node.name)
    if isinstance(node, nodes.Getattr):
        inner = _dotted(node.node)
        return None if inner is None else f"{inner}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        inner = _dotted(node.node)
        return None if inner is None else f"{inner}.{node.arg.value}"
    return None
