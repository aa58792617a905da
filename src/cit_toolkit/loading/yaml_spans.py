"""Where each part of a YAML text begins and ends: what it takes to change one without touching the others."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import yaml

from cit_toolkit.loading.yaml_parser import LOADER, number_goes_on, readable

Path = tuple[str | int, ...]


class Shape(StrEnum):
    """What a part of the text is."""

    SCALAR = "scalar"
    SEQUENCE = "sequence"
    MAPPING = "mapping"
    ALIAS = "alias"


@dataclass(slots=True)
class Span:
    """A part of a text, `text[start:end]`; that of a block ends with the last thing written in it."""

    shape: Shape
    start: int
    end: int
    style: str = ""
    """Of a scalar: `'`, `"`, `|`, `>`, or nothing for a plain one."""
    text: str = ""
    """What a scalar says."""
    flow: bool = False
    """Whether a list or a mapping is written between brackets or braces."""
    anchored: bool = False
    """Whether the text repeats it elsewhere."""
    items: list["Span"] = field(default_factory=list)
    entries: list[tuple["Span", "Span"]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing is written there: `key:` and the end of the line."""
        return self.start == self.end

    def index(self, key: str) -> int | None:
        """The rank of an entry, by its key as written."""
        return next((rank for rank, (name, _) in enumerate(self.entries) if name.text == key), None)

    def child(self, step: str | int) -> "Span | None":
        """The value under a key or a rank, None when there is none."""
        if isinstance(step, int):
            return self.items[step] if step < len(self.items) else None
        rank = self.index(step)
        return None if rank is None else self.entries[rank][1]


def spans_of(text: str) -> Span | None:
    """The parts of a text that `loading.yaml_parser` reads without a mistake; None when it holds nothing."""
    events = _events(text)
    found = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            found = _node(next(events), events, text)
    return found


def _events(text: str) -> Iterator[Any]:
    loader = LOADER(readable(text))
    while loader.check_event():
        yield loader.get_event()


def _node(event: Any, events: Iterator[Any], text: str) -> Span:
    """The part that an event begins, with everything inside it. Nesting is bounded by what the parser accepted."""
    start, end = event.start_mark.index, event.end_mark.index
    anchored = getattr(event, "anchor", None) is not None
    if isinstance(event, yaml.AliasEvent):
        return Span(Shape.ALIAS, start, end)
    if isinstance(event, yaml.ScalarEvent):
        style = event.style or ""
        if style in ("|", ">"):
            end = start + len(text[start:end].rstrip())
        return Span(Shape.SCALAR, start, end, style, event.value, anchored=anchored)
    if isinstance(event, yaml.SequenceStartEvent):
        span = Span(Shape.SEQUENCE, start, end, flow=bool(event.flow_style), anchored=anchored)
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            span.items.append(_node(inner, events, text))
        last = span.items[-1] if span.items else None
    else:
        span = Span(Shape.MAPPING, start, end, flow=bool(event.flow_style), anchored=anchored)
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            key = _node(inner, events, text)
            _add_entry(span, key, _node(next(events), events, text), text)
        last = span.entries[-1][1] if span.entries else None
        if last is not None and last.empty:
            last = Span(Shape.SCALAR, last.start, max(last.end, span.entries[-1][0].end))
    span.end = inner.end_mark.index if span.flow or last is None else last.end
    return span


def _add_entry(span: Span, key: Span, value: Span, text: str) -> None:
    """An entry, or the decimals of the number before it (`{jours: 0,5}`)."""
    if span.entries and value.empty and span.flow:
        _, last = span.entries[-1]
        glued = text[last.end : key.start] == "," and not last.style and not key.style
        if last.shape is Shape.SCALAR and glued and number_goes_on(last.text, key.text):
            last.text, last.end = f"{last.text},{key.text}", key.end
            return
    span.entries.append((key, value))
