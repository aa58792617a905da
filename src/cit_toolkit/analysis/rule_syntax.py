"""What conditions and texts of rules are made of: the constructions of Jinja that figures need, and no other."""

from collections.abc import Iterator
from inspect import get_annotations
from typing import Any, ClassVar


class Node:
    """One construction. What is annotated in its class are its parts, given in that order."""

    parts: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls.parts = tuple(get_annotations(cls)) or cls.parts

    def __init__(self, *parts: Any) -> None:
        self.__dict__.update(zip(self.parts, parts, strict=True))

    def children(self) -> Iterator["Node"]:
        """The constructions directly inside this one."""
        for part in self.__dict__.values():
            if isinstance(part, Node):
                yield part
            elif isinstance(part, tuple):
                yield from (inner for inner in part if isinstance(inner, Node))


def everything_in(node: Node) -> Iterator[Node]:
    """A construction and all those inside it, in the order they are written."""
    yield node
    for child in node.children():
        yield from everything_in(child)


# Values


class Const(Node):
    """`3`, `"mot"`, `true`, `none`."""

    value: Any


class Name(Node):
    """`acteurs`: a figure, or a table of them."""

    name: str


class Getattr(Node):
    """`acteurs.nombre`."""

    node: Node
    attr: str


class Getitem(Node):
    """`grille["portage-collectif"]`."""

    node: Node
    arg: Node


class List(Node):
    """`["a", "b"]`."""

    items: tuple[Node, ...]


class Tuple(Node):
    """`("a", "b")`."""

    items: tuple[Node, ...]


class Filter(Node):
    """`fragiles | noms`; `args` and `kwargs` are what stands in parentheses after it."""

    node: Node
    name: str
    args: tuple[Node, ...]
    kwargs: tuple["Keyword", ...]


class Keyword(Node):
    """`digits=0`, in the parentheses of a filter."""

    key: str
    value: Node


class Test(Node):
    """`densite is none`."""

    node: Node
    name: str
    args: tuple[Node, ...]


class Neg(Node):
    """`-nombre`."""

    node: Node


class Pos(Node):
    """`+nombre`."""

    node: Node


class Binary(Node):
    """An operation on two values."""

    left: Node
    right: Node


class Add(Binary):
    """`a + b`."""


class Sub(Binary):
    """`a - b`."""


class Mul(Binary):
    """`a * b`."""


class Div(Binary):
    """`a / b`."""


class FloorDiv(Binary):
    """`a // b`."""


class Mod(Binary):
    """`a % b`."""


class Concat(Node):
    """`a ~ b ~ c`."""

    nodes: tuple[Node, ...]


# Conditions


class Compare(Node):
    """`a < b <= c`."""

    expr: Node
    ops: tuple["Operand", ...]


class Operand(Node):
    """`< b`, in a comparison; signs are named as Jinja names them."""

    op: str
    expr: Node


class Not(Node):
    """`not a`."""

    node: Node


class And(Binary):
    """`a and b`."""


class Or(Binary):
    """`a or b`."""


class CondExpr(Node):
    """`expr1 if test else expr2`."""

    test: Node
    expr1: Node
    expr2: Node


# Texts


class Template(Node):
    """A whole text."""

    body: tuple[Node, ...]


class TemplateData(Node):
    """What is said as it stands."""

    data: str


class Output(Node):
    """`{{ acteurs.nombre }}`."""

    node: Node


class If(Node):
    """`{% if a %}…{% elif b %}…{% else %}…{% endif %}`."""

    test: Node
    body: tuple[Node, ...]
    elif_: tuple["If", ...]
    else_: tuple[Node, ...]


class For(Node):
    """`{% for f in fragiles if … %}…{% else %}…{% endfor %}`; `target` is the name each thing has inside."""

    target: str
    iter: Node
    test: Node
    body: tuple[Node, ...]
    else_: tuple[Node, ...]
