"""YAML text to positioned tree: the only module that knows PyYAML.

PyYAML's C parser gives events one by one, so depth and alias expansion are checked as the file is read: a hostile
file is refused before it costs memory, and no recursion runs on its nesting.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml

from cit_toolkit.loading.limits import LIMITS, Limits
from cit_toolkit.loading.positioned_tree import Mapping, Node, Scalar, Sequence, SourceFile, copied
from cit_toolkit.loading.syntax_mistakes import Stop, syntax_problem, unreadable_character
from cit_toolkit.problems import Position, Problem, Severity

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# YAML reads a lone `?` as the mark of a complex key. People write it for «unknown»: it travels as another character.
# The pattern begins with the mark and looks back after it: far faster than looking back at each character.
_LONE_QUESTION_MARK = re.compile(r"\?(?<=[:\-,\[{\s]\?)(?=\s*(?:[,\]}]|#|$))", re.MULTILINE)
_SPELT_OUT = re.compile(r"\\(?:u|U0000)([0-9A-Fa-f]{4})")
_STAND_INS = range(0xE03F, 0xF900)
"""Characters of nobody's script: the first that a file does not hold stands for its lone question marks."""

# What YAML takes for the end of a line; str.splitlines knows more of them, and lines would no longer be counted alike.
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_RARE_LINE_ENDS = "\r\x85\u2028\u2029"
_BULLET = re.compile(r"[•▪●·–—]\s|-\w")
_BULLETS = "•▪●·–—-"
_WHOLE = re.compile(r"(?:[^\W\d][^\d,]*)?[+-]?\d[\d \u00a0\u202f]*")
_DECIMALS = re.compile(r"\d+(?:\s*[^\d\s,][^\d,]*)?")
_QUOTES = ("'", '"', "|", ">")
_GLUED_HASH = re.compile(r"\s+(#[^\s#!].*)")
_NO_BREAK_SPACES = ("\u00a0", "\u2007", "\u202f")


def parse(text: str, name: str, limits: Limits = LIMITS) -> tuple[Node | None, SourceFile, list[Problem]]:
    """The tree of a YAML text, or None when it cannot be read; and the mistakes met on the way."""
    rare = any(end in text for end in _RARE_LINE_ENDS)
    source = SourceFile(name, tuple(_LINE_END.split(text) if rare else text.split("\n")))
    stand_in = _stand_in(text)
    builder = _TreeBuilder(source, len(text), limits, stand_in)
    try:
        with no_garbage_collection():
            events = LOADER(readable(text, stand_in))
            while not builder.refused and (event := events.get_event()).__class__ is not yaml.StreamEndEvent:
                builder.take(event)
    except yaml.YAMLError as error:
        return None, source, [*builder.problems, _syntax_problem(error, source)]
    return (None if builder.refused else builder.root), source, builder.problems


def readable(text: str, stand_in: str = "") -> str:
    """The text as it is given to YAML: of the same length, without the marks that it would take for its own."""
    return _LONE_QUESTION_MARK.sub(stand_in or _stand_in(text), text) if "?" in text else text


def _stand_in(text: str) -> str:
    """What lone question marks become: a character that the text neither holds nor spells out («\\ue03f»)."""
    if "?" not in text:
        return "?"
    spelt = {chr(int(code, 16)) for code in _SPELT_OUT.findall(text)} if "\\" in text else set()
    return next((mark for mark in map(chr, _STAND_INS) if mark not in text and mark not in spelt), "?")


def number_goes_on(whole: str, key: str) -> bool:
    """Whether a key between braces is rather the decimals of the number before it."""
    return _WHOLE.fullmatch(whole) is not None and _DECIMALS.fullmatch(key) is not None


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """A large file makes objects by the hundred thousand and no cycle: collecting meanwhile only costs time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _TreeBuilder:
    """Builds the tree from events with a stack of its own, and refuses what goes past the limits."""

    def __init__(self, source: SourceFile, size: int, limits: Limits, stand_in: str) -> None:
        self._stand_in = stand_in
        self.problems: list[Problem] = []
        self.refused = False
        self.root: Node | None = None
        self._source = source
        self._limits = limits
        self._room = max(size, 1_000) * limits.expansion
        self._stack: list[tuple[Sequence | Mapping, Scalar | None, str | None]] = []
        # What an alias repeats: the node, the characters it writes out, the containers it has inside one another.
        self._anchors: dict[str, tuple[Node, int, int]] = {}
        self._glued_hashes = {n for n, line in enumerate(source.lines, 1) if "#" in line and _GLUED_HASH.search(line)}
        self._documents = 0
        self._told_twice: set[int] = set()
        self._written = 0
        # For each open container: what was written before it, and the deepest nesting met inside.
        self._starts: list[int] = []
        self._heights: list[int] = []

    def take(self, event: Any) -> None:
        """Add one event to the tree."""
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            self._take_scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._open(event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close()
        elif kind is yaml.AliasEvent:
            self._repeat(event)
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                self._refuse("yaml-several-documents", event.start_mark)

    def _take_scalar(self, event: Any) -> None:
        mark = event.start_mark
        if event.tag is not None:
            self._refuse_tag(mark)
            return
        text: str = event.value
        if self._stand_in in text:
            text = text.replace(self._stand_in, "?")
        quoted = event.style in _QUOTES
        if not quoted and (text[:1] in _BULLETS or self._glued_hashes):
            self._look_around(text, event)
        scalar = Scalar(text, mark.line + 1, mark.column + 1, quoted)
        self._written += len(text) + 1
        if event.anchor:
            self._anchors[event.anchor] = (scalar, len(text) + 1, 0)
        self._place(scalar)

    def _look_around(self, text: str, event: Any) -> None:
        """A bullet or a glued dash that YAML takes for text, a text that it takes for a comment."""
        start, end = event.start_mark, event.end_mark
        if _BULLET.match(text) and not self._source.line(start.line + 1)[: start.column].strip():
            code = "yaml-dash-space" if text.startswith("-") else "yaml-bullet"
            self._refuse(code, start, character=text[0])
        if end.line + 1 in self._glued_hashes and (
            found := _GLUED_HASH.match(self._source.line(end.line + 1), end.column)
        ):
            position = Position(self._source.name, end.line + 1, found.start(1) + 1)
            line = self._source.line(end.line + 1)
            self.problems.append(
                Problem("yaml-comment", position, {"text": found[1]}, Severity.WARNING, line, len(found[1]))
            )

    def _open(self, event: Any) -> None:
        mark = event.start_mark
        if event.tag is not None:
            self._refuse_tag(mark)
            return
        if len(self._stack) >= self._limits.depth:
            self._refuse("file-too-deep", mark, limit=self._limits.depth)
            return
        node: Sequence | Mapping
        if event.__class__ is yaml.MappingStartEvent:
            node = Mapping(mark.line + 1, mark.column + 1, self._source)
        else:
            node = Sequence(mark.line + 1, mark.column + 1)
        self._written += 2
        self._starts.append(self._written)
        self._heights.append(1)
        self._stack.append((node, None, event.anchor))

    def _close(self) -> None:
        node, _, anchor = self._stack.pop()
        size = self._written - self._starts.pop()
        height = self._heights.pop()
        if anchor:
            self._anchors[anchor] = (node, size, height)
        self._rise(height)
        self._place(node)

    def _rise(self, height: int) -> None:
        if self._heights:
            self._heights[-1] = max(self._heights[-1], height + 1)

    def _repeat(self, event: Any) -> None:
        known = self._anchors.get(event.anchor)
        if known is None:
            self._refuse("yaml-undefined-alias", event.start_mark, alias=event.anchor)
            return
        node, size, height = known
        self._written += size
        if self._written > self._room:
            self._refuse("file-expands", event.start_mark, limit=self._limits.expansion)
        elif len(self._stack) + height > self._limits.depth:
            self._refuse("file-too-deep", event.start_mark, limit=self._limits.depth)
        else:
            self._rise(height)
            # A copy: what a mistake takes out of one use must not be missing from the others.
            self._place(copied(node))

    def _place(self, node: Node) -> None:
        """Put a finished node where it belongs: the root, the end of a list, a key, or the value of the open key."""
        if not self._stack:
            self.root = node
            return
        parent, key, anchor = self._stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif key is None:
            if isinstance(node, Scalar) and not node.quoted and node.text.startswith(_NO_BREAK_SPACES):
                # An indentation typed with them is read as part of the key.
                self._refuse_at("yaml-no-break-space", node.line, node.column)
            elif isinstance(node, Scalar):
                self._stack[-1] = (parent, node, anchor)
            else:
                self._refuse_at("yaml-complex-key", node.line, node.column)
        else:
            self._stack[-1] = (parent, None, anchor)
            self._add_entry(parent, key, node)

    def _add_entry(self, mapping: Mapping, key: Scalar, value: Node) -> None:
        if _DECIMALS.fullmatch(key.text) and self._continues(mapping, key, value):
            return
        first = mapping.entries.get(key.text)
        if first is None:
            mapping.entries[key.text] = (key, value)
            return
        if id(first[0]) not in self._told_twice:
            self._told_twice.add(id(first[0]))
            self._duplicate(first[0], key.line)
        self._duplicate(key, first[0].line)

    def _continues(self, mapping: Mapping, key: Scalar, value: Node) -> bool:
        """`{jours: 0,5, budget: 1 250,50}`: between braces YAML takes a decimal comma for the end of a value, and what
        follows for a key without value. Nothing else is written so: the two are one number."""
        _, last = next(reversed(mapping.entries.values()), (key, None))
        if not isinstance(last, Scalar) or last.quoted or not isinstance(value, Scalar) or value.text or value.quoted:
            return False
        glued = (last.line, last.column + len(last.text) + 1) == (key.line, key.column)
        whole = glued and number_goes_on(last.text, key.text)
        if whole:
            last.text = f"{last.text},{key.text}"
        return whole

    def _duplicate(self, key: Scalar, other_line: int) -> None:
        position = Position(self._source.name, key.line, key.column)
        arguments = {"key": key.text, "other": other_line}
        line = self._source.line(key.line)
        self.problems.append(Problem("duplicate-key", position, arguments, source_line=line, width=len(key.text)))

    def _refuse_tag(self, mark: Any) -> None:
        written = self._source.line(mark.line + 1)[mark.column :].split(" ")[0]
        self._refuse_at("yaml-tag", mark.line + 1, mark.column + 1, len(written), tag=written)

    def _refuse(self, code: str, mark: Any, **arguments: object) -> None:
        self._refuse_at(code, mark.line + 1, mark.column + 1, 1, **arguments)

    def _refuse_at(self, code: str, line: int, column: int, width: int = 1, **arguments: object) -> None:
        self.refused = True
        position = Position(self._source.name, line, column)
        self.problems.append(Problem(code, position, arguments, source_line=self._source.line(line), width=width))


def _syntax_problem(error: yaml.YAMLError, source: SourceFile) -> Problem:
    if isinstance(error, yaml.reader.ReaderError) and (problem := unreadable_character(source)):
        return problem
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    opened = getattr(error, "context_mark", None) or mark
    said = " ".join(filter(None, (getattr(error, "context", None), getattr(error, "problem", None)))) or str(error)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if line > source.last_line:
        line, column = source.last_line, len(source.line(source.last_line)) + 1
    return syntax_problem(
        Stop(source, said, line, column, (opened.line + 1, opened.column + 1) if opened else (line, column))
    )
