"""The pieces of text that a change in a YAML file is made of: one line put in, one value put in place of another."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from cit_toolkit.exchange.session_files import quoted
from cit_toolkit.exchange.yaml_text import fits_a_block, flow_text, item_lines, yaml_lines
from cit_toolkit.loading.yaml_spans import Shape, Span

_WIDTH = 118
Child = tuple[Span, Span]
"""The key and the value of an entry; an item twice."""
New = tuple[int, str | None, Any]
"""The rank of the child it goes after, its key (None in a list), its value."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`text[start:end]` becomes `new`."""

    start: int
    end: int
    new: str


def applied(text: str, pieces: Iterable[Piece]) -> str | None:
    """The text with its pieces changed, those at one place in the order given; None when two of them overlap."""
    made, done = [], 0
    for piece in sorted(pieces, key=lambda piece: (piece.start, piece.end)):
        if piece.start < done:
            return None
        made += [text[done : piece.start], piece.new]
        done = piece.end
    return "".join([*made, text[done:]])


class Text:
    """A text to change: its lines, its way of ending them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._newline = "\r\n" if "\r\n" in text else "\n"

    def inline(self, value: Any, flow: bool, style: str = "") -> str:
        """A value on one line; between the quotes that stood there."""
        if isinstance(value, str) and style == '"':
            return quoted(value)
        if isinstance(value, str) and style == "'" and value.isprintable():
            return "'" + value.replace("'", "''") + "'"
        return flow_text(value, flow)

    def replaced(self, holder: Span, key: Span | None, old: Span, value: Any) -> Iterator[Piece]:
        """A value in place of another."""
        style = old.style if old.shape is Shape.SCALAR else ""
        line = self.inline(value, holder.flow, style)
        block = (
            isinstance(value, str)
            and bool(value)
            and fits_a_block(value)
            and ("\n" in value or len(line) > _WIDTH or old.style in ("|", ">"))
        )
        tall = block or _is_tall(value) or (isinstance(value, (dict, list)) and len(line) > _WIDTH)
        if key is None or holder.flow:
            space = " " if old.empty and key is not None else ""
            yield Piece(old.start, old.end, space + line)
            return
        colon = self._colon(key)
        lines: list[str] = []
        if tall and self._block_end(old.end, self._column(key.start)) == self._line_end(old.end):
            line, lines = self._tall(value, block, self._column(key.start))
        new = self._joined(lines)
        if self._line_end(old.start) == self._line_end(colon) and old.style not in ("|", ">"):
            # On the line of its key: what follows it there, a comment, stays there.
            yield Piece(colon, old.end, (self.text[colon : old.start] or " ") + line if line else "")
            yield Piece(self._line_end(old.end), self._line_end(old.end), new)
            return
        first = self._line_end(colon)
        if old.style in ("|", ">"):
            header = re.match(r"[^\s#]+", self.text[old.start :])
            yield Piece(old.start, old.start + len(header[0] if header else ""), line)
        else:
            yield Piece(colon, colon, f" {line}" if line else "")
        yield Piece(min(first, old.end), max(first, old.end), new)

    def _tall(self, value: Any, block: bool, column: int) -> tuple[str, list[str]]:
        """A value on several lines: what stands after the colon, then the lines."""
        if block:
            space = " " * (column + 2)
            return "|", [f"{space}{line}" if line else "" for line in str(value).split("\n")]
        head, *lines = yaml_lines({"k": value}, column)
        return head.strip().removeprefix("k:").strip(), lines

    def flow_changes(
        self, held: tuple[Span, Span | None, Span | None], children: Sequence[Child], gone: Sequence[int],
        new: Sequence[New],
    ) -> Iterator[Piece]:  # fmt: skip
        """Between brackets or braces: what goes out takes its comma with it, what comes in goes last."""
        holder, kept = held[0], [rank for rank in range(len(children)) if rank not in gone]
        for run in _runs(gone):
            first, last = run[0], run[-1]
            if last + 1 < len(children):
                yield Piece(children[first][0].start, children[last + 1][0].start, "")
            elif first > 0:
                yield Piece(self._end(children[first - 1]), self._end(children[last]), "")
            else:
                yield Piece(children[0][0].start, holder.end - 1, "")
        leading: list[str] = []
        for rank, group in groupby(sorted(new, key=lambda entry: entry[0]), key=lambda entry: entry[0]):
            texts = ", ".join(_flow_entry(key, value) for _, key, value in group)
            before = [other for other in kept if other <= rank]
            if before:
                place = self._end(children[before[-1]])
                yield Piece(place, place, f", {texts}")
            else:
                leading.append(texts)
        if leading:
            place = children[kept[0]][0].start if kept else holder.start + 1
            yield Piece(place, place, ", ".join(leading) + (", " if kept else ""))

    def block_changes(
        self, held: tuple[Span, Span | None, Span | None], children: Sequence[Child], gone: Sequence[int],
        new: Sequence[New],
    ) -> Iterator[Piece]:  # fmt: skip
        """In a block: whole lines go out and come in."""
        holder, outer, key = held
        if len(gone) == len(children) and not new:
            place = self._colon(key) if key is not None else None
            if place is not None:
                yield Piece(place, place, " {}" if holder.shape is Shape.MAPPING else " []")
            elif outer is not None:
                yield Piece(holder.start, holder.end, "{}")
                return
        for run in _runs(gone):
            yield from self._lines_out(holder, children, run)
        column = self._column(holder.start)
        for rank, group in groupby(sorted(new, key=lambda entry: entry[0]), key=lambda entry: entry[0]):
            place = self._block_end(self._end(children[rank]), column)
            lines = [line for _, name, value in group for line in self._entry(holder, children, name, value, column)]
            yield Piece(place, place, self._joined(lines))

    def _entry(
        self, holder: Span, children: Sequence[Child], key: str | None, value: Any, column: int
    ) -> Iterator[str]:
        """The lines of a new entry or item, written as its neighbours are."""
        if key is not None:
            yield from yaml_lines({key: value}, column)
            return
        if len(children) > 1 and not self._line_before(self._bullet(holder, children[-1][1])).strip():
            yield ""
        flow = children[-1][1].flow or children[-1][1].shape is Shape.SCALAR
        yield from item_lines(value, column, compact=flow)

    def _lines_out(self, holder: Span, children: Sequence[Child], run: Sequence[int]) -> Iterator[Piece]:
        first, last = children[run[0]], children[run[-1]]
        start = self._bullet(holder, first[1]) if holder.shape is Shape.SEQUENCE else first[0].start
        line = self._line_start(start)
        if self.text[line:start].strip():
            # After the dash of an item: the next key takes the place.
            end = children[run[-1] + 1][0].start if run[-1] + 1 < len(children) else self._end(last)
            yield Piece(start, end, "")
            return
        end = self._block_end(self._end(last), self._column(holder.start))
        begin = self._end_before(line)
        if not self._line_before(start).strip() and not self._line_after(end).strip():
            while begin > 0 and not self.text[self._line_start(begin) : begin].strip():
                begin = self._end_before(self._line_start(begin))
        yield Piece(begin, end, "")

    # Lines

    def _joined(self, lines: Sequence[str]) -> str:
        return "".join(self._newline + line.replace("\n", self._newline) for line in lines)

    def _end(self, child: Child) -> int:
        return max(child[0].end, child[1].end)

    def _colon(self, key: Span) -> int:
        """After the colon of a key."""
        return self.text.index(":", key.end) + 1

    def _line_start(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    def _line_end(self, place: int) -> int:
        end = self.text.find("\n", place)
        end = len(self.text) if end < 0 else end
        return end - 1 if end > place and self.text[end - 1 : end] == "\r" else end

    def _block_end(self, place: int, column: int) -> int:
        """The end of the line, and of the comments below that are set further in: they belong to what stands there."""
        end = self._line_end(place)
        while (line := self._line_after(end)).lstrip().startswith("#") and len(line) - len(line.lstrip()) > column:
            end = self._line_end(self.text.find("\n", end) + 1)
        return end

    def _end_before(self, line: int) -> int:
        """The end of the line before the one that begins here; the place itself at the top of the file."""
        if line == 0:
            return 0
        return line - 2 if self.text[line - 2 : line] == "\r\n" else line - 1

    def _line_before(self, place: int) -> str:
        """The line above, comments that belong to what stands here left out."""
        line = self._line_start(place)
        while line > 0:
            end = self._end_before(line)
            line = self._line_start(end)
            if not self.text[line:end].lstrip().startswith("#"):
                return self.text[line:end]
        return ""

    def _line_after(self, end: int) -> str:
        start = self.text.find("\n", end) + 1
        return self.text[start : self._line_end(start)] if start else ""

    def _column(self, place: int) -> int:
        return place - self._line_start(place)

    def _bullet(self, holder: Span, item: Span) -> int:
        """The dash of an item: at the column of the list, on its line or above."""
        column, line = self._column(holder.start), self._line_start(item.start)
        while self.text[line + column : line + column + 1] != "-" or self.text[line : line + column].strip():
            line = self._line_start(self._end_before(line))
        return line + column


def _runs(ranks: Sequence[int]) -> Iterator[list[int]]:
    """Ranks that follow one another, together."""
    for _, run in groupby(enumerate(ranks), key=lambda pair: pair[1] - pair[0]):
        yield [rank for _, rank in run]


def _flow_entry(key: str | None, value: Any) -> str:
    return flow_text(value, True) if key is None else f"{flow_text(key, True)}: {flow_text(value, True)}"


def _is_tall(value: Any) -> bool:
    """Whether a value takes several lines."""
    if isinstance(value, str):
        return "\n" in value and fits_a_block(value)
    if isinstance(value, dict):
        return any(map(_is_tall, value.values()))
    return isinstance(value, list) and any(isinstance(item, (dict, list)) or _is_tall(item) for item in value)
