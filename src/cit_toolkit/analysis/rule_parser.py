"""From a condition or a text of a method to its constructions (rule_syntax.py).

The language is a part of Jinja's, read in the same way (a test compares the two), without what could run long, fill the
memory or reach the program: no call, no `set`, no macro, no loop inside a loop. Ours, because it says in the reader's
language what it does not understand, and because Jinja's own takes longer than all the rest of a diagnosis.
"""

import re
from collections.abc import Callable
from typing import TypeVar

from cit_toolkit.analysis import rule_syntax as syntax
from cit_toolkit.analysis.rule_syntax import Node

MAX_SOURCE = 5_000
"""Characters of a condition or text."""
MAX_DEPTH = 60
"""Constructions inside one another."""
_MAX_DIGITS = 40
_LAST_READ = 30
"""Characters of what was understood that are shown before what was not."""

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>[0-9][0-9_]*(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)
    | (?P<name>[^\W\d]\w*)
    | (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<sign>-?\}\}|[-+]?%\}|==|!=|<=|>=|//|\*\*|[-+*/%~|.,:()\[\]{}<>=])
    )""",
    re.VERBOSE | re.DOTALL,
)
_TAG = re.compile(r"\{(?P<kind>[{%\#])(?P<cut>-?)(?:(?<!-)\+)?")
_CONSTANTS = {"true": True, "True": True, "false": False, "False": False, "none": None, "None": None}
_RESERVED = ("and", "or", "not", "in", "is", "if", "else")
_ENDS = ("}}", "%}")
_COMPARISONS = {"==": "eq", "!=": "ne", "<": "lt", "<=": "lteq", ">": "gt", ">=": "gteq", "in": "in"}

N = TypeVar("N", bound=Node)
_Make = Callable[[Node, Node], Node]
_LOGIC, _NOT, _COMPARING, _CONCAT = 1, 3, 4, 6
_OPERATIONS: dict[str, tuple[int, _Make]] = {
    "or": (1, syntax.Or),
    "and": (2, syntax.And),
    "+": (5, syntax.Add),
    "-": (5, syntax.Sub),
    "*": (7, syntax.Mul),
    "/": (7, syntax.Div),
    "//": (7, syntax.FloorDiv),
    "%": (7, syntax.Mod),
}
"""How closely each operation binds; `not` is 3, comparisons are 4, `~` is 6."""


class RuleSyntaxError(ValueError):
    """The condition or the text is not in the language of rules. `reason` names a sentence of the catalogue."""

    def __init__(self, reason: str, **arguments: object) -> None:
        super().__init__(reason, arguments)
        self.reason = reason
        self.arguments = arguments


def parsed_condition(text: str) -> Node:
    """The construction of a condition. RuleSyntaxError when it is not one."""
    return _parsed(text, _Parser.condition)


def parsed_text(text: str) -> syntax.Template:
    """The construction of a text with `{{ … }}` and `{% … %}` in it. RuleSyntaxError when it is not one."""
    return _parsed(text, _Parser.template)


def _parsed(text: str, read: Callable[["_Parser"], N]) -> N:
    if len(text) > MAX_SOURCE:
        raise RuleSyntaxError("too-long", limit=MAX_SOURCE)
    parser = _Parser(text)
    try:
        made = read(parser)
    except RecursionError as error:
        raise RuleSyntaxError("too-deep", limit=MAX_DEPTH) from error
    if parser.tokens > MAX_DEPTH and _depth(made) > MAX_DEPTH:
        raise RuleSyntaxError("too-deep", limit=MAX_DEPTH)
    return made


def _depth(tree: Node) -> int:
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in node.children()]
    return deepest


class _Parser:
    """Reads one text from its beginning, one token ahead."""

    def __init__(self, text: str) -> None:
        self.tokens = 0
        self._text = text
        self._start = self._end = 0
        """Where the token ahead stands."""
        self._kind = self._ahead = ""
        self._in_loop = False

    # Texts

    def template(self) -> syntax.Template:
        body, _ = self._body(())
        return syntax.Template(body)

    def _body(self, closing: tuple[str, ...]) -> tuple[tuple[Node, ...], str]:
        """What stands up to one of these words in `{% … %}`, or up to the end; and that word."""
        nodes: list[Node] = []
        while found := _TAG.search(self._text, self._end):
            data = self._text[self._end : found.start()]
            if data := data.rstrip() if found["cut"] else data:
                nodes.append(syntax.TemplateData(data))
            self._end = found.end()
            if found["kind"] == "#":
                self._skip_comment()
                continue
            self._advance()
            if found["kind"] == "{":
                nodes.append(syntax.Output(self._expression()))
                self._close("}}")
                continue
            word = self._take("name")
            if word in closing:
                return tuple(nodes), word
            nodes.append(self._statement(word))
        if closing:
            opened = closing[-1].removeprefix("end")
            raise RuleSyntaxError("unclosed", opened=f"{{% {opened} %}}", closing=f"{{% {closing[-1]} %}}")
        if rest := self._text[self._end :].removesuffix("\n"):
            nodes.append(syntax.TemplateData(rest))
        return tuple(nodes), ""

    def _skip_comment(self) -> None:
        end = self._text.find("#}", self._end)
        if end < 0:
            raise RuleSyntaxError("unclosed", opened="{#", closing="#}")
        self._end = end + 2
        if self._text[end - 1] == "-":
            self._skip_space()

    def _close(self, sign: str) -> None:
        """The end of `{{ … }}` or `{% … %}`; a hyphen in it takes the white space that follows."""
        if not self._kind:
            raise RuleSyntaxError("unclosed", opened="{{" if sign == "}}" else "{%", closing=sign)
        if self._kind != "sign" or self._ahead.lstrip("-+") != sign:
            raise self._misplaced()
        if self._ahead.startswith("-"):
            self._skip_space()

    def _skip_space(self) -> None:
        while self._end < len(self._text) and self._text[self._end].isspace():
            self._end += 1

    def _statement(self, word: str) -> Node:
        if word == "if":
            return self._if()
        if word == "for":
            return self._for()
        raise RuleSyntaxError("not-taken", found=f"{{% {word} %}}")

    def _if(self) -> syntax.If:
        test = self._either()
        self._close("%}")
        body, word = self._body(("elif", "else", "endif"))
        branches: list[syntax.If] = []
        while word == "elif":
            other = self._either()
            self._close("%}")
            inner, word = self._body(("elif", "else", "endif"))
            branches.append(syntax.If(other, inner, (), ()))
        return syntax.If(test, body, tuple(branches), self._else(word, "endif"))

    def _for(self) -> syntax.For:
        if self._in_loop:
            raise RuleSyntaxError("not-taken", found="{% for %} … {% for %}")
        target = self._own_name()
        if not self._accept("in"):
            raise self._misplaced()
        things = self._either()
        test = self._either() if self._accept("if") else None
        self._close("%}")
        self._in_loop = True
        body, word = self._body(("else", "endfor"))
        self._in_loop = False
        return syntax.For(target, things, test, body, self._else(word, "endfor"))

    def _else(self, word: str, end: str) -> tuple[Node, ...]:
        """What stands between `{% else %}` and the end, if the word met is `else`."""
        self._close("%}")
        if word != "else":
            return ()
        body, _ = self._body((end,))
        self._close("%}")
        return body

    # Expressions

    def condition(self) -> Node:
        self._advance()
        made = self._expression()
        if self._kind:
            raise self._misplaced()
        return made

    def _expression(self) -> Node:
        """`a if b else c`, or less."""
        made = self._either()
        while self._accept("if"):
            test = self._either()
            if not self._accept("else"):
                raise self._misplaced()
            made = syntax.CondExpr(test, made, self._expression())
        return made

    def _either(self) -> Node:
        return self._operation(_LOGIC)

    def _operation(self, closeness: int) -> Node:
        """Operations that bind at least so closely."""
        left = self._negation() if closeness <= _NOT and self._accept("not") else self._filtered()
        while True:
            sign = self._ahead if self._kind in ("sign", "name") else ""
            if sign in _OPERATIONS and _OPERATIONS[sign][0] >= closeness:
                binds, make = _OPERATIONS[sign]
                self._advance()
                left = make(left, self._operation(binds + 1))
            elif sign == "~" and closeness <= _CONCAT:
                left = self._concatenation(left)
            elif (sign in _COMPARISONS or sign == "not") and closeness <= _COMPARING:
                left = self._comparison(left)
            else:
                return left

    def _negation(self) -> syntax.Not:
        return syntax.Not(self._operation(_NOT))

    def _concatenation(self, first: Node) -> syntax.Concat:
        pieces = [first]
        while self._accept("~"):
            pieces.append(self._operation(_CONCAT + 1))
        return syntax.Concat(tuple(pieces))

    def _comparison(self, first: Node) -> syntax.Compare:
        operands: list[syntax.Operand] = []
        while True:
            negated = self._accept("not")
            sign = _COMPARISONS.get(self._ahead) if self._kind in ("sign", "name") else None
            if negated and sign != "in":
                raise self._misplaced()
            if sign is None:
                return syntax.Compare(first, tuple(operands))
            self._advance()
            operands.append(syntax.Operand(f"not{sign}" if negated else sign, self._operation(_COMPARING + 1)))

    def _filtered(self) -> Node:
        """A value, then its filters and its tests."""
        made = self._signed()
        while True:
            if self._accept("|"):
                name = self._take("name")
                positional, named = self._arguments() if self._accept("(") else ((), ())
                made = syntax.Filter(made, name, positional, named)
            elif self._accept("is"):
                made = self._tested(made)
            else:
                return made

    def _tested(self, value: Node) -> Node:
        negated = self._accept("not")
        name = self._take("name")
        arguments: tuple[Node, ...] = ()
        if self._accept("("):
            arguments, _ = self._arguments()
        elif self._kind in ("number", "text") or (self._kind == "name" and self._ahead not in _RESERVED):
            arguments = (self._signed(),)
        test = syntax.Test(value, name, arguments)
        return syntax.Not(test) if negated else test

    def _signed(self) -> Node:
        if self._accept("-"):
            return self._with_members(syntax.Neg(self._signed()))
        if self._accept("+"):
            return self._with_members(syntax.Pos(self._signed()))
        return self._with_members(self._value())

    def _with_members(self, made: Node) -> Node:
        while True:
            if self._accept("."):
                made = self._member(made)
            elif self._accept("["):
                made = syntax.Getitem(made, self._expression())
                self._expect("]", "]")
            elif self._ahead == "(" and self._kind == "sign":
                raise RuleSyntaxError("not-taken", found=f"{self._read_so_far().split()[-1]}(…)")
            else:
                return made

    def _member(self, holder: Node) -> Node:
        if self._kind == "number":
            return syntax.Getitem(holder, syntax.Const(self._number(self._take("number"))))
        return syntax.Getattr(holder, self._own_name())

    def _own_name(self) -> str:
        name = self._take("name")
        if name.startswith("_"):
            raise RuleSyntaxError("not-taken", found=name)
        return name

    def _value(self) -> Node:
        if self._kind == "number":
            return syntax.Const(self._number(self._take("number")))
        if self._kind == "text":
            pieces = [self._take("text")]
            while self._kind == "text":
                pieces.append(self._take("text"))
            return syntax.Const("".join(map(_unquoted, pieces)))
        if self._kind == "name" and self._ahead not in _RESERVED:
            if self._ahead in _CONSTANTS:
                return syntax.Const(_CONSTANTS[self._take("name")])
            return syntax.Name(self._own_name())
        if self._accept("["):
            return syntax.List(self._items("]")[0])
        if self._accept("("):
            items, is_one = self._items(")")
            return items[0] if is_one else syntax.Tuple(items)
        raise self._misplaced()

    def _items(self, closing: str) -> tuple[tuple[Node, ...], bool]:
        """Values up to a closing sign, and whether there is just one, without any comma."""
        items: list[Node] = []
        comma = False
        while not self._accept(closing):
            if items:
                self._expect(",", closing)
                comma = True
                if self._accept(closing):
                    break
            items.append(self._expression())
        return tuple(items), len(items) == 1 and not comma

    def _arguments(self) -> tuple[tuple[Node, ...], tuple[syntax.Keyword, ...]]:
        positional: list[Node] = []
        named: list[syntax.Keyword] = []
        while not self._accept(")"):
            if positional or named:
                self._expect(",", ")")
                if self._accept(")"):
                    break
            given = self._expression()
            if isinstance(given, syntax.Name) and self._accept("="):
                named.append(syntax.Keyword(given.name, self._expression()))
            elif named:
                raise self._misplaced()
            else:
                positional.append(given)
        return tuple(positional), tuple(named)

    def _number(self, text: str) -> int | float:
        if len(text) > _MAX_DIGITS:
            raise RuleSyntaxError("not-taken", found=f"{text[:_MAX_DIGITS]}…")
        bare = text.replace("_", "")
        return int(bare) if bare.isdigit() else float(bare)

    # Tokens

    def _advance(self) -> None:
        found = _TOKEN.match(self._text, self._end)
        if found is not None:
            self._start, self._end = found.span(str(found.lastgroup))
            self._kind, self._ahead = str(found.lastgroup), self._text[self._start : self._end]
            self.tokens += 1
            return
        rest = self._text[self._end :].strip()
        self._start = self._end
        self._kind, self._ahead = ("unknown", rest[0]) if rest else ("", "")

    def _accept(self, ahead: str) -> bool:
        """Whether the token ahead is this sign or word; it is then passed."""
        if self._ahead != ahead or self._kind not in ("sign", "name"):
            return False
        self._advance()
        return True

    def _expect(self, sign: str, closing: str) -> None:
        """Pass a sign; `closing` is what is waited for when the text ends before it."""
        if not self._accept(sign):
            if not self._kind or self._ahead.lstrip("-+") in _ENDS:
                raise RuleSyntaxError("unclosed", opened="(" if closing == ")" else "[", closing=closing)
            raise self._misplaced()

    def _take(self, kind: str) -> str:
        """The token ahead, when it is of this kind."""
        if self._kind != kind:
            raise self._misplaced()
        text = self._ahead
        self._advance()
        return text

    def _misplaced(self) -> RuleSyntaxError:
        """What is wrong with the token ahead."""
        if not self._kind or self._ahead.lstrip("-+") in _ENDS:
            return RuleSyntaxError("cut-short", before=self._read_so_far())
        if self._kind == "unknown" and self._ahead in "'\"":
            return RuleSyntaxError("unclosed", opened=self._ahead, closing=self._ahead)
        return RuleSyntaxError("unexpected", found=self._ahead, before=self._read_so_far())

    def _read_so_far(self) -> str:
        read = " ".join(self._text[: self._start].split())
        return read if len(read) <= _LAST_READ else f"…{read[-_LAST_READ:]}"


def _unquoted(text: str) -> str:
    """A text between quotation marks, its `\\n`, `\\"` and the like read as Jinja reads them."""
    inside = text[1:-1]
    if "\\" not in inside:
        return inside
    return inside.encode("ascii", "backslashreplace").decode("unicode-escape")
