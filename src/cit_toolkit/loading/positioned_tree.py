"""What a YAML file says, scalars as text, with the line and column of every key and value."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cit_toolkit.loading.text_places import place_in_lines
from cit_toolkit.problems import Position, Problem, Severity

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was read: its name as the user would type it, and its text cut in lines."""

    name: str
    lines: tuple[str, ...]

    def line(self, number: int) -> str:
        """The text of a line counted from 1, or nothing past the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @property
    def last_line(self) -> int:
        """Number of the last line that holds something."""
        return next((n for n in range(len(self.lines), 1, -1) if self.lines[n - 1].strip()), 1)


class Scalar:
    """A text and where it begins. `quoted` tells « null » the word from null the absence."""

    __slots__ = ("column", "line", "quoted", "text")

    def __init__(self, text: str, line: int, column: int, quoted: bool) -> None:
        self.text = text
        self.line = line
        self.column = column
        self.quoted = quoted


class Sequence:
    """A list and where it begins."""

    __slots__ = ("column", "items", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column
        self.items: list[Node] = []


class Mapping:
    """Keys and values in file order, under the name the file gives them until the model's own name replaces it."""

    __slots__ = ("column", "entries", "line", "source")

    def __init__(self, line: int, column: int, source: SourceFile) -> None:
        self.line = line
        self.column = column
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.source = source

    def position(self, *path: str | int) -> Position:
        """Where the value at a path below stands: its key if it has one, the nearest thing written otherwise."""
        node, key = self._walk(path)
        place = key or node
        return Position(self.source.name, place.line, place.column)

    def value_position(self, *path: str | int) -> Position:
        """Where the value itself at a path below begins."""
        node, _ = self._walk(path)
        return Position(self.source.name, node.line, node.column)

    def problem(
        self,
        code: str,
        path: Path,
        *,
        on_key: bool = False,
        severity: Severity = Severity.ERROR,
        **arguments: object,
    ) -> Problem:
        """A problem at a path below, its line and the width of what is wrong taken from the file."""
        node, key = self._walk(path)
        place = key if on_key and key else node
        line = self.source.line(place.line)
        shown = place.first_key if isinstance(place, Mapping) else place
        width = len(shown.text) + 2 * shown.quoted if isinstance(shown, Scalar) else 1
        width = max(1, min(width, len(line) - place.column + 1))
        position = Position(self.source.name, place.line, place.column)
        return Problem(code, position, arguments, severity, line, width)

    def words_problem(
        self, code: str, path: Path, words: str, occurrence: int, severity: Severity, **arguments: object
    ) -> Problem:
        """A problem with some words of the text at a path below: their nth occurrence in it, from 0."""
        found = self._words(path, words, occurrence)
        if found is None:
            return replace(self.problem(code, path, severity=severity), arguments=arguments)
        position, width = found
        return Problem(code, position, arguments, severity, self.source.line(position.line), width)

    def words_position(self, path: Path, words: str, occurrence: int) -> Position:
        """Where some words of the text at a path below stand."""
        found = self._words(path, words, occurrence)
        return found[0] if found else self.value_position(*path)

    def _words(self, path: Path, words: str, occurrence: int) -> tuple[Position, int] | None:
        place = place_in_lines(self.source.lines, self.node(*path).line, words, occurrence)
        return (Position(self.source.name, place[0], place[1]), place[2]) if place else None

    @property
    def first_key(self) -> Scalar | None:
        """The key that begins a mapping written as a block: where a mistake of the whole is shown."""
        key = next((key for key, _ in self.entries.values()), None)
        return key if key and (key.line, key.column) == (self.line, self.column) else None

    def cut_by_comma(self, key: str) -> str | None:
        """The key before this one when the two may be one text, between braces: `{a: un, deux}` has a key «deux»."""
        place, value = self.entries[key]
        if not isinstance(value, Scalar) or value.text or value.quoted:
            return None
        if not self.source.line(place.line)[: place.column - 1].rstrip().endswith(","):
            return None
        names = list(self.entries)
        before = names[names.index(key) - 1] if key != names[0] else None
        last = self.entries[before][1] if before is not None else None
        return before if isinstance(last, Scalar) and last.text and not last.quoted else None

    def written_key(self, path: Path) -> str:
        """The last key on the way to a path below, as the file spells it."""
        node: Node = self
        written = ""
        for step in path:
            if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
                key, node = node.entries[step]
                written = key.text
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                break
        return written

    def node(self, *path: str | int) -> "Node":
        """The value at a path below, or the nearest thing written above it."""
        return self._walk(path)[0]

    def rename(self, names: dict[str, str]) -> None:
        """Give entries the names the model knows them by; they keep their places."""
        self.entries = {names.get(name, name): entry for name, entry in self.entries.items()}

    def _walk(self, path: Path) -> tuple["Node", Scalar | None]:
        node: Node = self
        key: Scalar | None = None
        for step in path:
            if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
                key, node = node.entries[step]
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                key, node = None, node.items[step]
            else:
                break
        return node, key

    def scalars(self) -> Iterator[tuple[Path, Scalar]]:
        """Every text of the tree with its path, in file order; a value behind several aliases once per use."""
        stack: list[tuple[Path, Node]] = [((), self)]
        while stack:
            path, node = stack.pop()
            if isinstance(node, Scalar):
                yield path, node
            elif isinstance(node, Sequence):
                stack.extend(((*path, i), item) for i, item in reversed(list(enumerate(node.items))))
            else:
                stack.extend(((*path, name), value) for name, (_, value) in reversed(node.entries.items()))


Node = Scalar | Sequence | Mapping


def copied(node: Node) -> Node:
    """A tree of its own, for each use of an alias; scalars are shared, nothing changes them."""
    if isinstance(node, Scalar):
        return node
    if isinstance(node, Sequence):
        sequence = Sequence(node.line, node.column)
        sequence.items = [copied(item) for item in node.items]
        return sequence
    mapping = Mapping(node.line, node.column, node.source)
    mapping.entries = {name: (key, copied(value)) for name, (key, value) in node.entries.items()}
    return mapping
