"""A template read before it is filled: names that nothing bears, filters, files and blocks that do not exist, parts
left out. What it may ask of the document is known from the class of the document."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from cit_toolkit.problems import Problem, Severity
from cit_toolkit.rendering.template_mistakes import TemplateSource, nearest_name, syntax_problem, undefined_problem
from cit_toolkit.rendering.template_names import AnyKind, Method, item_of, member, members

Scope = dict[str, Any]
"""The kind of each name that may be used."""

_DEFINES = ("defined", "undefined")


@dataclass(frozen=True, slots=True)
class TemplateSetting:
    """What surrounds a template."""

    environment: Any
    document: Any
    """The class of the document it tells; AnyKind when that is not known."""
    replaced: str | None
    """The name of the built-in template it stands for: `builtin/fr/diagnosis.md`."""
    known_templates: tuple[str, ...]
    """Every template that may be extended or included."""


def template_problems(source: TemplateSource, setting: TemplateSetting) -> list[Problem]:
    """Everything wrong with a template, by line. One that cannot be read has one mistake: the first."""
    try:
        tree = setting.environment.parse(source.text)
    except TemplateSyntaxError as error:
        return [syntax_problem(source, error.message or "", error.lineno)]
    reader = _Reader(source, setting)
    reader.body(
        tree.body, {"d": setting.document, "extra": dict, **dict.fromkeys(setting.environment.globals, AnyKind)}
    )
    problems = [*reader.problems, *_shape_problems(source, tree, setting)]
    once = {(problem.code, problem.position, str(problem.arguments)): problem for problem in problems}
    return sorted(once.values(), key=lambda problem: problem.position)


def block_names(tree: nodes.Template) -> tuple[str, ...]:
    """The blocks of a template, in order."""
    return tuple(block.name for block in tree.find_all(nodes.Block))


class _Reader:
    """Walks a template with the names that stand at each place."""

    def __init__(self, source: TemplateSource, setting: TemplateSetting) -> None:
        self.source = source
        self.setting = setting
        self.problems: list[Problem] = []

    def body(self, statements: Iterable[nodes.Node], scope: Scope) -> None:
        """Statements one after the other; what one sets, the next may use."""
        for statement in statements:
            self._statement(statement, scope)

    def _statement(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.For):
            items = item_of(self.kind(node.iter, scope))
            inside = {**scope, "loop": AnyKind, **_bound(node.target, items)}
            if node.test is not None:
                self.kind(node.test, inside)
            self.body(node.body, inside)
            self.body(node.else_, {**scope})
        elif isinstance(node, nodes.Assign):
            scope.update(_bound(node.target, self.kind(node.node, scope)))
        elif isinstance(node, nodes.AssignBlock):
            self.body(node.body, {**scope})
            scope.update(_bound(node.target, AnyKind))
        elif isinstance(node, nodes.With):
            values = [self.kind(value, scope) for value in node.values]
            inside = {**scope}
            for target, value in zip(node.targets, values, strict=True):
                inside |= _bound(target, value)
            self.body(node.body, inside)
        elif isinstance(node, (nodes.Macro, nodes.CallBlock)):
            given = {argument.name: AnyKind for argument in node.args}
            if isinstance(node, nodes.Macro):
                scope[node.name] = AnyKind
            else:
                self.kind(node.call, scope)
            self.body(node.body, {**scope, **given, **dict.fromkeys(("caller", "varargs", "kwargs"), AnyKind)})
        elif isinstance(node, (nodes.Import, nodes.FromImport)):
            self.kind(node.template, scope)
            named = [node.target] if isinstance(node, nodes.Import) else node.names
            scope.update({name if isinstance(name, str) else name[1]: AnyKind for name in named})
        elif isinstance(node, nodes.Block):
            self.body(node.body, {**scope, "super": AnyKind, "self": AnyKind})
        else:
            for child in node.iter_child_nodes():
                if isinstance(child, nodes.Expr):
                    self.kind(child, scope)
                else:
                    self._statement(child, scope)

    def kind(self, node: nodes.Node, scope: Scope) -> Any:
        """The kind of an expression; what is wrong inside it is kept."""
        if isinstance(node, nodes.Name):
            return self._name(node, scope)
        if isinstance(node, nodes.Getattr):
            return self._attribute(node, scope)
        if isinstance(node, nodes.Call):
            called = self._inside(node, scope)
            return called.gives if isinstance(called, Method) else AnyKind
        if isinstance(node, nodes.Getitem):
            owner = self._inside(node, scope)
            if isinstance(node.arg, nodes.Slice):
                return owner
            return str if owner is str else item_of(owner)
        if isinstance(node, (nodes.Filter, nodes.Test)):
            return self._filter_or_test(node, scope)
        self._inside(node, scope)
        return AnyKind

    def _inside(self, node: nodes.Node, scope: Scope) -> Any:
        """Read every part of an expression; the kind of the first."""
        kinds = [self.kind(child, scope) for child in node.iter_child_nodes()]
        return kinds[0] if kinds else AnyKind

    def _name(self, node: nodes.Name, scope: Scope) -> Any:
        if node.ctx != "load" or node.name in scope:
            return scope.get(node.name, AnyKind)
        names = [name for name in scope if name not in self.setting.environment.globals]
        self.problems.append(undefined_problem(self.source, node.lineno, node.name, "", names))
        return AnyKind

    def _attribute(self, node: nodes.Getattr, scope: Scope) -> Any:
        owner = self.kind(node.node, scope)
        found = member(owner, node.attr)
        if found is None:
            named = getattr(owner, "__name__", str(owner))
            self.problems.append(undefined_problem(self.source, node.lineno, node.attr, named, members(owner)))
        return AnyKind if found is None else found

    def _filter_or_test(self, node: nodes.Filter | nodes.Test, scope: Scope) -> Any:
        is_filter = isinstance(node, nodes.Filter)
        known = self.setting.environment.filters if is_filter else self.setting.environment.tests
        if node.name not in known:
            code = "template-unknown-filter" if is_filter else "template-unknown-test"
            near = nearest_name(node.name, known)
            self.problems.append(self.source.problem(code, node.lineno, node.name, name=node.name, suggestion=near))
        # «is defined» and «default» are how a template asks whether a name is there.
        asks = node.name in (("default", "d") if is_filter else _DEFINES)
        for child in node.iter_child_nodes():
            if not (asks and child is node.node and isinstance(child, (nodes.Name, nodes.Getattr))):
                self.kind(child, scope)
        return AnyKind


def _bound(target: nodes.Node, kind: Any) -> Scope:
    """The names that a loop or a `set` gives a kind to."""
    if isinstance(target, nodes.Name):
        return {target.name: kind}
    if isinstance(target, nodes.Tuple):
        return {name: AnyKind for item in target.items for name in _bound(item, AnyKind)}
    return {}


def _shape_problems(source: TemplateSource, tree: nodes.Template, setting: TemplateSetting) -> Iterator[Problem]:
    """Files named that do not exist, blocks that nobody shows, parts of the built-in template that are left out."""
    for naming in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        yield from _named_templates(source, naming, setting)
    parent = next(tree.find_all(nodes.Extends), None)
    if parent is None:
        yield from _parts_left_out(source, tree, setting)
        return
    shown = _inherited(parent, setting)
    if shown is None:
        return
    for block in tree.find_all(nodes.Block):
        outer = any(block in other.find_all(nodes.Block) for other in tree.find_all(nodes.Block) if other is not block)
        if block.name not in shown and not outer:
            near = nearest_name(block.name, shown)
            yield source.problem(
                "template-unknown-block", block.lineno, block.name, name=block.name, suggestion=near, known=shown
            )
    for node in tree.body:
        texts = node.find_all(nodes.TemplateData) if isinstance(node, nodes.Output) else ()
        written = next((text for text in texts if text.data.strip()), None)
        if written is not None:
            skipped = re.match(r"\s*", written.data)
            line = written.lineno + (skipped[0].count("\n") if skipped else 0)
            yield source.problem("template-outside-block", line, severity=Severity.WARNING, known=shown)


def _named_templates(source: TemplateSource, node: Any, setting: TemplateSetting) -> Iterator[Problem]:
    if not isinstance(node.template, nodes.Const) or not isinstance(node.template.value, str):
        return
    name = node.template.value
    if name not in setting.known_templates and not getattr(node, "ignore_missing", False):
        near = nearest_name(name, setting.known_templates)
        yield source.problem("template-unknown-file", node.lineno, name, name=name, suggestion=near)
    elif isinstance(node, nodes.Extends) and setting.replaced == f"builtin/{name}":
        yield source.problem("template-extends-itself", node.lineno, name, name=name, built_in=setting.replaced)


def _inherited(parent: nodes.Extends, setting: TemplateSetting) -> tuple[str, ...] | None:
    """The blocks that the template extended shows, and those it extends; None when it cannot be told."""
    name: Any = parent.template.value if isinstance(parent.template, nodes.Const) else None
    found: list[str] = []
    seen: set[str] = set()
    while isinstance(name, str) and name in setting.known_templates and name not in seen:
        seen.add(name)
        try:
            tree = _parsed(name, setting)
        except TemplateSyntaxError:
            return None
        found += block_names(tree)
        above = next(tree.find_all(nodes.Extends), None)
        if above is None:
            return tuple(dict.fromkeys(found))
        name = above.template.value if isinstance(above.template, nodes.Const) else None
    return None


def _parts_left_out(source: TemplateSource, tree: nodes.Template, setting: TemplateSetting) -> Iterator[Problem]:
    if setting.replaced is None:
        return
    expected = block_names(_parsed(setting.replaced, setting))
    there = block_names(tree)
    if missing := [name for name in dict.fromkeys(expected) if name not in there]:
        yield source.problem(
            "template-part-missing", 1, severity=Severity.WARNING, parts=missing, built_in=setting.replaced
        )


def _parsed(name: str, setting: TemplateSetting) -> nodes.Template:
    load: Callable[..., tuple[str, Any, Any]] = setting.environment.loader.get_source
    tree: nodes.Template = setting.environment.parse(load(setting.environment, name)[0])
    return tree
