"""YAML text to positioned tree: the only module that knows PyYAML.

PyYAML's C parser gives events one by one, so depth and alias expansion are checked as the file is read: a hostile
file is refused before it costs memory, and no recursion runs on its nesting.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager

import yaml

from cit_toolkit.loading.limits import LIMITS, Limits
from cit_toolkit.loading.positioned_tree import Mapping, Node, Scalar, Sequence, SourceFile
from cit_toolkit.problems import Position, Problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# YAML reads a lone `?` as the mark of a complex key. People write it for «unknown»: it travels as another character.
_LONE_QUESTION_MARK = re.compile(r"(?<=[:\-,\[{\s])\?(?=\s*(?:[,\]}]|#|$))", re.MULTILINE)
_STAND_IN = "\ue03f"

_SYNTAX = (
    (r"cannot start any token", "yaml-reserved-character"),
    (r"mapping values are not allowed", "yaml-colon"),
    (r"unexpected end of stream|did not find expected ',' or|found unexpected document", "yaml-unclosed"),
    (r"while scanning a quoted scalar|escape", "yaml-quote"),
    (r"could not find expected ':'", "yaml-missing-colon"),
    (r"did not find expected key|did not find expected '-' indicator|expected <block end>", "yaml-indentation"),
    (r"undefined alias", "yaml-undefined-alias"),
    (r"duplicate anchor", "yaml-duplicate-anchor"),
    (r"nest|recursion", "file-too-deep"),
)


def parse(text: str, name: str, limits: Limits = LIMITS) -> tuple[Node | None, SourceFile, list[Problem]]:
    """The tree of a YAML text, or None when it cannot be read; and the mistakes met on the way."""
    source = SourceFile(name, tuple(text.splitlines()))
    builder = _TreeBuilder(source, len(text), limits)
    readable = _LONE_QUESTION_MARK.sub(_STAND_IN, text) if "?" in text else text
    try:
        with _no_garbage_collection():
            for event in yaml.parse(readable, Loader=_LOADER):
                builder.take(event)
                if builder.refused:
                    break
    except yaml.YAMLError as error:
        return None, source, [*builder.problems, _syntax_problem(error, source)]
    return (None if builder.refused else builder.root), source, builder.problems


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
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

    def __init__(self, source: SourceFile, size: int, limits: Limits) -> None:
        self.problems: list[Problem] = []
        self.refused = False
        self.root: Node | None = None
        self._source = source
        self._limits = limits
        self._room = max(size, 1_000) * limits.expansion
        self._stack: list[tuple[Sequence | Mapping, Scalar | None, str | None]] = []
        # What an alias repeats: the node, the characters it writes out, the containers it has inside one another.
        self._anchors: dict[str, tuple[Node, int, int]] = {}
        self._documents = 0
        self._written = 0
        # For each open container: what was written before it, and the deepest nesting met inside.
        self._starts: list[int] = []
        self._heights: list[int] = []

    def take(self, event: yaml.Event) -> None:
        """Add one event to the tree."""
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            mark = event.start_mark
            if event.tag is not None:
                self._refuse("yaml-tag", mark, tag=event.tag)
                return
            text = event.value
            if _STAND_IN in text:
                text = text.replace(_STAND_IN, "?")
            scalar = Scalar(text, mark.line + 1, mark.column + 1, event.style in ("'", '"', "|", ">"))
            self._written += len(text) + 1
            if event.anchor:
                self._anchors[event.anchor] = (scalar, len(text) + 1, 0)
            self._place(scalar)
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

    def _open(self, event: yaml.Event) -> None:
        mark = event.start_mark
        if event.tag is not None:
            self._refuse("yaml-tag", mark, tag=event.tag)
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

    def _repeat(self, event: yaml.Event) -> None:
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
            self._place(node)

    def _place(self, node: Node) -> None:
        """Put a finished node where it belongs: the root, the end of a list, a key, or the value of the open key."""
        if not self._stack:
            self.root = node
            return
        parent, key, anchor = self._stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif key is None:
            if isinstance(node, Scalar):
                self._stack[-1] = (parent, node, anchor)
            else:
                self._refuse_at("yaml-complex-key", node.line, node.column)
        else:
            self._stack[-1] = (parent, None, anchor)
            self._add_entry(parent, key, node)

    def _add_entry(self, mapping: Mapping, key: Scalar, value: Node) -> None:
        first = mapping.entries.get(key.text)
        if first is None:
            mapping.entries[key.text] = (key, value)
            return
        self._duplicate(key, first[0].line)
        self._duplicate(first[0], key.line)

    def _duplicate(self, key: Scalar, other_line: int) -> None:
        position = Position(self._source.name, key.line, key.column)
        problem = Problem(
            "duplicate-key",
            position,
            {"key": key.text, "other": other_line},
            source_line=self._source.line(key.line),
            width=len(key.text),
        )
        if problem not in self.problems:
            self.problems.append(problem)

    def _refuse(self, code: str, mark: yaml.Mark, **arguments: object) -> None:
        self._refuse_at(code, mark.line + 1, mark.column + 1, **arguments)

    def _refuse_at(self, code: str, line: int, column: int, **arguments: object) -> None:
        self.refused = True
        excerpt = self._source.line(line)
        self.problems.append(
            Problem(code, Position(self._source.name, line, column), arguments, source_line=excerpt[:200])
        )


def _syntax_problem(error: yaml.YAMLError, source: SourceFile) -> Problem:
    """One sentence of ours for each mistake the parser can name; its own words only as a last resort."""
    if isinstance(error, yaml.reader.ReaderError):
        return _unreadable_character(error, source)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = " ".join(filter(None, (getattr(error, "context", None), getattr(error, "problem", None)))) or str(error)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    code = next((code for pattern, code in _SYNTAX if re.search(pattern, said)), "yaml-syntax")
    if code in ("yaml-unclosed", "yaml-quote") and (opened := getattr(error, "context_mark", None)):
        # Where it was opened says more than where the file ended.
        line, column = opened.line + 1, opened.column + 1
    if line > len(source.lines):
        line, column = max(len(source.lines), 1), 1
    excerpt = source.line(line)
    if code in ("yaml-indentation", "yaml-reserved-character") and "\t" in excerpt[: column + 1]:
        code = "yaml-tab"
    return Problem(code, Position(source.name, line, column), {"said": said}, source_line=excerpt[:200])


def _unreadable_character(error: yaml.reader.ReaderError, source: SourceFile) -> Problem:
    """A control character (a stray byte of a word processor, a NUL): libyaml tells where by an offset only."""
    for number, line in enumerate(source.lines, 1):
        for column, character in enumerate(line, 1):
            if ord(character) < 32 and character != "\t" or 0x7F <= ord(character) < 0xA0 and ord(character) != 0x85:
                position = Position(source.name, number, column)
                return Problem("yaml-control-character", position, {"code": f"U+{ord(character):04X}"}, source_line=line)
    return Problem("yaml-syntax", Position(source.name, 1, 1), {"said": str(error).split(chr(10))[0]})
