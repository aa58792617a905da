"""Changes in a YAML text, made in place: comments, order and layout of everything else stay to the letter.

Each change becomes a piece of text put where another stood. The new text is then read again and compared with what the
changes should give: a text written in a way that cannot be changed like this is refused, never damaged.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from cit_toolkit.exchange.yaml_pieces import Piece, Text, applied
from cit_toolkit.exchange.yaml_text import UNKNOWN
from cit_toolkit.loading import positioned_tree as tree
from cit_toolkit.loading.limits import LIMITS
from cit_toolkit.loading.yaml_parser import parse
from cit_toolkit.loading.yaml_spans import Path, Shape, Span, spans_of
from cit_toolkit.problems import CitError

_TRIED_AT_MOST = 100
"""Changes tried alone, to name the one that cannot be made."""
Value = str | int | list[Any] | dict[str, Any] | None
"""What is written: a number goes without quotes, a text with them where they are needed, None as `inconnu`."""


@dataclass(frozen=True, slots=True)
class SetValue:
    """Give the value at a path, its keys spelled as in the file; what is missing on the way is made."""

    path: Path
    value: Value
    order: Sequence[str] = ()
    """Usual order of the keys of the mapping: where a new one goes. Last, without it."""


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    """Take out a key with its value, or an item of a list."""

    path: Path


@dataclass(frozen=True, slots=True)
class AppendItem:
    """Add an item at the end of the list at a path, which is made when it is missing."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class RenameKey:
    """Spell a key otherwise."""

    path: Path
    name: str


Edit = SetValue | RemoveEntry | AppendItem | RenameKey


def edited(text: str, name: str, edits: Sequence[Edit]) -> str:
    """The text with the changes made. CitError when they cannot be made in place."""
    if not edits:
        return text
    root, before = spans_of(text), _plain(text)
    if root is None or root.shape is not Shape.MAPPING or not isinstance(before, dict):
        raise CitError("edit-impossible", name=name)
    written = Text(text)
    pieces = [piece for parent, group in _by_parent(root, edits, name) for piece in _pieces(written, parent, group)]
    made = applied(text, pieces)
    if made is None or _plain(made) != _expected(before, edits):
        raise _impossible(name, edits[0].path if len(edits) == 1 else _culprit(text, name, edits))
    return made


def _culprit(text: str, name: str, edits: Sequence[Edit]) -> Path:
    """The first change that cannot be made even alone."""
    for edit in edits[:_TRIED_AT_MOST]:
        try:
            edited(text, name, [edit])
        except CitError:
            return edit.path
    return ()


def _impossible(name: str, path: Path) -> CitError:
    shown = ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
    return CitError("edit-impossible", name=name, path=shown, variant="at" if shown else None)


@dataclass(slots=True)
class _Changes:
    """What happens inside one mapping or list."""

    holder: tuple[Span, Span | None, Span | None]
    """The mapping or list, what holds it, and its key there."""
    depth: int
    set: dict[str | int, tuple[Value, Sequence[str]]]
    removed: list[str | int]
    added: list[Value]
    renamed: dict[str | int, str]


def _by_parent(root: Span, edits: Sequence[Edit], name: str) -> Iterator[tuple[Span, "_Changes"]]:
    """The changes of each mapping or list that is there: what is to be made inside a missing one becomes its value."""
    groups: dict[int, _Changes] = {}
    for edit in edits:
        steps = edit.path if not isinstance(edit, AppendItem) else (*edit.path, -1)
        chain: list[tuple[Span, Span | None, Span | None]] = [(root, None, None)]
        for step in steps[:-1]:
            holder = chain[-1][0]
            child = holder.child(step)
            if child is None or not _holds(child):
                break
            key = None if isinstance(step, int) else holder.entries[holder.index(step) or 0][0]
            chain.append((child, holder, key))
        holder, outer, key = chain[-1]
        rest = steps[len(chain) - 1 :]
        if any(span.anchored or span.shape is Shape.ALIAS for span, _, _ in chain):
            raise _impossible(name, edit.path)
        changes = groups.setdefault(id(holder), _Changes((holder, outer, key), len(chain), {}, [], [], {}))
        _add(changes, edit, rest)
    # The innermost first: at one place of the text, what ends there is written before what comes after it.
    inner_first = sorted(groups.values(), key=lambda changes: -changes.depth)
    yield from ((changes.holder[0], changes) for changes in inner_first)


def _holds(span: Span) -> bool:
    """Whether entries or items can be added there: an empty list may have to be written otherwise."""
    if span.shape is Shape.ALIAS:
        return True
    return bool(span.entries or span.items) or (span.flow and span.shape is Shape.MAPPING)


def _add(changes: _Changes, edit: Edit, rest: Path) -> None:
    step = rest[0]
    if isinstance(edit, SetValue):
        value: Value = edit.value
        for inner in reversed(rest[1:]):
            value = {str(inner): value}
        before = changes.set.get(step, ({}, ()))[0]
        merged = _merged(before, value) if len(rest) > 1 and isinstance(before, dict) else value
        changes.set[step] = (merged, edit.order if len(rest) == 1 else ())
    elif isinstance(edit, AppendItem) and step == -1:
        changes.added.append(edit.value)
    elif isinstance(edit, AppendItem):
        items = changes.set.get(step, ([], ()))[0]
        changes.set[step] = ([*items, edit.value] if isinstance(items, list) else [edit.value], ())
    elif isinstance(edit, RemoveEntry) and len(rest) == 1:
        changes.removed.append(step)
    elif isinstance(edit, RenameKey) and len(rest) == 1:
        changes.renamed[step] = edit.name


def _merged(one: dict[str, Any], other: Any) -> Any:
    if not isinstance(other, dict):
        return other
    return one | {key: _merged(one[key], value) if isinstance(one.get(key), dict) else value
                  for key, value in other.items()}  # fmt: skip


def _pieces(text: Text, holder: Span, changes: _Changes) -> Iterator[Piece]:
    """What changes in the text for one mapping or list."""
    children = holder.entries if holder.shape is Shape.MAPPING else [(item, item) for item in holder.items]
    for step, name in changes.renamed.items():
        key, _ = children[_rank(holder, step)]
        yield Piece(key.start, key.end, text.inline(name, flow=holder.flow, style=key.style))
    new: list[tuple[int, str | None, Value]] = [(len(children) - 1, None, value) for value in changes.added]
    for step, (value, order) in changes.set.items():
        rank = holder.index(step) if isinstance(step, str) else step
        if rank is None:
            new.append((_after(holder, str(step), order), str(step), value))
        else:
            head, old = children[rank]
            yield from text.replaced(holder, head if isinstance(step, str) else None, old, value)
    gone = sorted({_rank(holder, step) for step in changes.removed})
    yield from (text.flow_changes if holder.flow else text.block_changes)(changes.holder, children, gone, new)


def _rank(holder: Span, step: str | int) -> int:
    rank = holder.index(step) if isinstance(step, str) else step
    if rank is None or rank >= max(len(holder.entries), len(holder.items)):
        raise KeyError(step)
    return rank


def _after(holder: Span, key: str, order: Sequence[str]) -> int:
    """The rank of the entry after which a new key goes: the last of those that usually come before it."""
    if key not in order:
        return len(holder.entries) - 1
    before = set(order[: order.index(key)])
    ranks = [rank for rank, (name, _) in enumerate(holder.entries) if name.text in before]
    return ranks[-1] if ranks else len(holder.entries) - 1


# What the changes should give


def _plain(text: str) -> Any:
    """What a text says, scalars as texts, whatever their quotes."""
    root, _, problems = parse(text, "", LIMITS)
    return None if root is None or any(p.severity == "error" for p in problems) else _plain_node(root)


def _plain_node(node: tree.Node) -> Any:
    if isinstance(node, tree.Scalar):
        return node.text.rstrip()
    if isinstance(node, tree.Sequence):
        return [_plain_node(item) for item in node.items]
    return {key: _plain_node(value) for key, (_, value) in node.entries.items()}


def _expected(before: dict[str, Any], edits: Sequence[Edit]) -> Any:
    """The same, changed as data: what is taken out last, so that ranks hold until then."""
    data = deepcopy(before)
    removed = [edit.path for edit in edits if isinstance(edit, RemoveEntry)]
    renamed = [edit for edit in edits if isinstance(edit, RenameKey)]
    for edit in edits:
        if isinstance(edit, SetValue):
            holder = _holder(data, edit.path[:-1])
            holder[edit.path[-1]] = _as_texts(edit.value)
        elif isinstance(edit, AppendItem):
            holder = _holder(data, edit.path[:-1])
            held = holder.get(edit.path[-1])
            holder[edit.path[-1]] = [*(held if isinstance(held, list) else []), _as_texts(edit.value)]
    for path in sorted(removed, key=lambda path: [(isinstance(step, int), str(step).zfill(9)) for step in path])[::-1]:
        del _holder(data, path[:-1])[path[-1]]
    for edit in renamed:
        holder = _holder(data, edit.path[:-1])
        entries = list(holder.items())
        holder.clear()
        holder.update((edit.name if key == edit.path[-1] else key, value) for key, value in entries)
    return data


def _holder(data: Any, path: Path) -> Any:
    for step in path:
        if isinstance(step, str) and not isinstance(data.get(step), (dict, list)):
            data[step] = {}
        data = data[step]
    return data


def _as_texts(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _as_texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_texts(item) for item in value]
    return UNKNOWN if value is None else str(value).rstrip()
