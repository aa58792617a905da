"""What the files say, as rows of cells: each with the place of its value in the file, to change it there."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cit_toolkit.exchange.workbook.cells import NONE, SEPARATOR
from cit_toolkit.exchange.workbook.tables import INNER, OWN, Column, Emptied, Kind, Table, own_column
from cit_toolkit.loading import positioned_tree as tree
from cit_toolkit.loading.yaml_spans import Path
from cit_toolkit.model.base import CitModel, known_keys
from cit_toolkit.model.identity import identifier_from
from cit_toolkit.model.text import fold, is_unknown

Mask = Callable[[str], str]
"""A text without what nobody must be told; one that it changes cannot be edited."""
Canonical = Callable[[Column, str], str]
"""The word a file should have for what it has: the identifier of a name that its method also accepts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: an actor, a link, the answer to a criterion."""

    ref: str
    """What tells it from the others of its file."""
    path: Path
    """Where it stands, its keys spelled as in the file."""
    cells: Mapping[str, str]
    """By column, in the words of the file; nothing for what is unknown."""
    written: Mapping[str, Path] = field(default_factory=dict)
    """Where the values that are written stand."""
    fixed: frozenset[str] = frozenset()
    """Columns whose value is written in a way that no cell can hold."""
    node: tree.Node | None = None


def entries_of(table: Table, root: tree.Mapping, canonical: Canonical, mask: Mask) -> list[Entry]:
    """The rows of a table in a file, in its order; without what has no name to be called by."""
    found = [entry for entry in _entries(table, root, canonical, mask) if entry.ref or not table.place]
    uses: Counter[str] = Counter()
    numbered = []
    for entry in found:
        uses[entry.ref] += 1
        rank = uses[entry.ref]
        numbered.append(entry if rank == 1 else replace(entry, ref=f"{entry.ref}#{rank}"))
    return numbered


def _entries(table: Table, root: tree.Mapping, canonical: Canonical, mask: Mask) -> Iterator[Entry]:
    if not table.place:
        yield _entry(table, "", (), root, canonical, mask)
        return
    found = entry_at(root, table.file, table.place[0])
    if found is None:
        return
    key, held = found
    if isinstance(held, tree.Mapping) and not table.added:
        for name, (written, node) in held.entries.items():
            ref = canonical(Column("", (), vocabulary="criteria"), fold(name))
            yield _entry(table, ref, (key, written.text), node, canonical, mask)
        return
    for rank, node in enumerate(held.items if isinstance(held, tree.Sequence) else ()):
        yield _entry(table, "", (key, rank), node, canonical, mask)


def entry_at(node: tree.Node, model: type[CitModel], key: str) -> tuple[str, tree.Node] | None:
    """A key of a mapping, in whichever of its spellings, with its value."""
    if not isinstance(node, tree.Mapping):
        return None
    if key.startswith(OWN):
        return next(((k.text, value) for k, value in node.entries.values() if fold(k.text) == fold(key)), None)
    known = known_keys(model)
    return next(((k.text, value) for k, value in node.entries.values() if known.get(fold(k.text)) == key), None)


def _entry(table: Table, ref: str, path: Path, node: tree.Node, canonical: Canonical, mask: Mask) -> Entry:
    cells: dict[str, str] = {}
    written: dict[str, Path] = {}
    fixed: set[str] = set()
    for column in (*table.columns, *_own_columns(table, node)):
        where, value = _value(table, column, node)
        text = _text(column, value)
        if text is None or (text and mask(text) != text):
            fixed.add(column.id)
            text = mask(text or "")
        cells[column.id] = _canonical(column, text, canonical) if text else text
        if where is None:
            cells[column.id] = cells[column.id] or column.default
        else:
            written[column.id] = (*path, *where)
    if table.id == "relations":
        _ends(node, path, cells, written, canonical)
    ref = ref or _ref(table, node, cells)
    return Entry(ref, path, cells, written, frozenset(fixed), node)


def _canonical(column: Column, text: str, canonical: Canonical) -> str:
    if column.kind is Kind.CHOICES and text != NONE:
        return SEPARATOR.join(canonical(column, word) for word in text.split(SEPARATOR))
    return canonical(column, text) if column.vocabulary else text


def _value(table: Table, column: Column, node: tree.Node) -> tuple[Path | None, tree.Node | None]:
    """Where the value of a column is below an entry, and the value; None when it is not written."""
    short = table.model.short_form
    if not isinstance(node, tree.Mapping):
        return ((), node) if column.path == (short,) and isinstance(node, tree.Scalar) else (None, None)
    steps: list[str] = []
    model: type[CitModel] = table.model
    for key in column.path:
        if isinstance(node, tree.Scalar) and model.short_form is not None:
            # `lieu: distance`, `lieu: Guéret`: a mapping written short.
            said = model.from_short_form(node.text) if not _is_unknown(node) else {}
            if key not in said:
                return None, None
            text = "oui" if said[key] is True else node.text
            return tuple(steps), tree.Scalar(text, node.line, node.column, node.quoted)
        found = entry_at(node, model, key)
        if found is None:
            return None, None
        steps.append(found[0])
        node, model = found[1], INNER.get(key, model)
    if isinstance(node, tree.Mapping) and "valeur" in node.entries:
        # Any fact may be written long: its value is the cell, the rest is evidence and stays.
        return (*steps, "valeur"), node.entries["valeur"][1]
    return tuple(steps), node


def _text(column: Column, node: tree.Node | None) -> str | None:
    """A value as a cell has it; None when no cell can hold it."""
    if node is None or _is_unknown(node):
        return ""
    if isinstance(node, tree.Scalar):
        return _one(column, node.text)
    if isinstance(node, tree.Sequence) and column.kind in (Kind.CHOICES, Kind.LINES, Kind.NUMBERS):
        if not node.items:
            return NONE if column.emptied is Emptied.UNKNOWN else ""
        texts = [_one(column, item.text) if isinstance(item, tree.Scalar) else None for item in node.items]
        known = [text for text in texts if text and ";" not in text]
        return SEPARATOR.join(known) if len(known) == len(texts) else None
    return None


def _one(column: Column, text: str) -> str:
    match column.kind:
        case Kind.TEXT:
            return "\n".join(text.replace("\r\n", "\n").rstrip().split("\n"))
        case Kind.BOOLEAN:
            folded = text.strip().lower()
            return {"true": "oui", "yes": "oui", "false": "non", "no": "non"}.get(folded, folded)
        case Kind.CHOICE | Kind.CHOICES:
            return fold(text)
        case Kind.LEVEL:
            return text.strip().replace("–", "-").replace(" à ", "-").replace(" ", "")
    return " ".join(text.split())


def _is_unknown(node: tree.Node) -> bool:
    return isinstance(node, tree.Scalar) and is_unknown(node.text)


def _own_columns(table: Table, node: tree.Node) -> Sequence[Column]:
    """The keys of the users' own that hold one value."""
    if not table.extra or not isinstance(node, tree.Mapping):
        return ()
    own = (key.text for key, value in node.entries.values() if isinstance(value, tree.Scalar))
    return tuple(own_column(key.lower()) for key in own if key.lower().startswith(OWN))


def _ref(table: Table, node: tree.Node, cells: Mapping[str, str]) -> str:
    if table.names:
        return "|".join(cells[name] for name in table.names)
    found = entry_at(node, table.model, "id")
    given = found[1].text if found and isinstance(found[1], tree.Scalar) else ""
    name = cells.get(table.title, "")
    return given or (identifier_from(name) if name else "")


def _ends(node: tree.Node, path: Path, cells: dict[str, str], written: dict[str, Path], canonical: Canonical) -> None:
    """The two actors of a link, whichever way they are written: `entre`, or `de` and `vers`."""
    from cit_toolkit.model.actor import Relation

    found = entry_at(node, Relation, "entre")
    if found and isinstance(found[1], tree.Sequence) and len(found[1].items) == 2:
        for rank, (end, item) in enumerate(zip(("de", "vers"), found[1].items, strict=True)):
            text = fold(item.text) if isinstance(item, tree.Scalar) else ""
            cells[end] = canonical(Column(end, (), vocabulary="actors"), text)
            written[end] = (*path, found[0], rank)
        cells["sens"] = "non"
    elif found is None and cells["de"] and cells["vers"]:
        cells["sens"] = "oui"


# The functions of actors: a table, a list, or nothing at all


def function_entries(table: Table, actors: Sequence[Entry], canonical: Canonical) -> list[Entry]:
    """The levels of each actor, one column a function."""
    return [_functions(table, actor, canonical) for actor in actors]


def _functions(table: Table, actor: Entry, canonical: Canonical) -> Entry:
    found = entry_at(actor.node, table.model, "fonctions") if actor.node is not None else None
    blank = dict.fromkeys((column.id for column in table.columns), "")
    if found is None or _is_unknown(found[1]):
        return Entry(actor.ref, actor.path, blank, node=None)
    key, node = found
    where = (*actor.path, key)
    words = Column("fonctions", (), vocabulary="functions")
    cells, written, fixed = dict.fromkeys(blank, "0"), {}, set()
    if isinstance(node, tree.Mapping):
        level = Column("", (), Kind.LEVEL)
        for name, (_, value) in node.entries.items():
            function = canonical(words, fold(name))
            if function in cells:
                _, held = (
                    _value(table, Column("", ("valeur",)), value) if isinstance(value, tree.Mapping) else ((), value)
                )
                text = _text(level, held)
                cells[function] = text or ""
                written[function] = (*where, name, "valeur") if held is not value else (*where, name)
                fixed |= {function} if text is None else set()
    else:
        items: Sequence[Any] = node.items if isinstance(node, tree.Sequence) else [node]
        for item in items:
            function = canonical(words, fold(item.text)) if isinstance(item, tree.Scalar) else ""
            if function in cells:
                cells[function] = "1-3"
    return Entry(actor.ref, actor.path, cells, {"": where, **written}, frozenset(fixed), node)
