"""What was merged, as changes in the YAML text of a file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cit_toolkit.exchange.workbook.entries import Entry, entry_at
from cit_toolkit.exchange.workbook.merge import Change
from cit_toolkit.exchange.workbook.row_values import mapping_of, value_of
from cit_toolkit.exchange.workbook.tables import FUNCTIONS, INNER, Column, Emptied, Table
from cit_toolkit.exchange.yaml_edits import AppendItem, Edit, RemoveEntry, RenameKey, SetValue
from cit_toolkit.loading import positioned_tree as tree
from cit_toolkit.loading.yaml_spans import Path

_NO_LEVEL = "0"
_PERFORMED = "1-3"


def change_edits(table: Table, entry: Entry, columns: Mapping[str, Column], changes: Sequence[Change]) -> list[Edit]:
    """The changes of one entry."""
    cells = {**entry.cells, **{change.column: change.after for change in changes}}
    if table.id == FUNCTIONS:
        return list(_function_edits(table, entry, cells, changes))
    if not isinstance(entry.node, tree.Mapping):
        return [SetValue(entry.path, _short(table, columns, cells))]
    groups = {columns[change.column].path[0] for change in changes}
    short = {group for group in groups if _written_short(table, entry.node, group)}
    edits: list[Edit] = list(_identifier_kept(table, entry, changes))
    for change in changes:
        column = columns[change.column]
        if column.path[0] not in short and change.column not in _ends_changed(table, changes):
            edits += _cell_edits(table, entry, column, change.after)
    for group in sorted(short):
        edits.append(SetValue(_path(table, entry, (group,)), _group(columns, cells, group)))
    return [*edits, *_ends_edits(table, entry, cells, changes)]


def _identifier_kept(table: Table, entry: Entry, changes: Sequence[Change]) -> Iterator[Edit]:
    """What was called by an identifier made from its name goes on being called so under another name."""
    renamed = any(change.column == table.title for change in changes)
    if renamed and entry.node is not None and entry_at(entry.node, table.model, "id") is None and "#" not in entry.ref:
        yield SetValue((*entry.path, "id"), entry.ref, table.order)


def _cell_edits(table: Table, entry: Entry, column: Column, text: str) -> Iterator[Edit]:
    path = entry.written.get(column.id)
    if path is None:
        if text:
            order = table.order if len(column.path) == 1 else ()
            yield SetValue(_path(table, entry, column.path), value_of(column, text), order)
    elif text:
        yield SetValue(path, value_of(column, text))
    elif column.emptied is Emptied.UNKNOWN:
        yield SetValue(path, None)
    else:
        yield RemoveEntry(path[:-1] if path[-1] == "valeur" else path)


def _path(table: Table, entry: Entry, path: tuple[str, ...]) -> Path:
    """Where a value goes below an entry, what is on the way spelled as in the file."""
    steps: list[str] = []
    node: tree.Node | None = entry.node
    model = table.model
    for key in path:
        found = entry_at(node, model, key) if node is not None else None
        steps.append(found[0] if found else key)
        node, model = (found[1] if found else None), INNER.get(key, model)
    return (*entry.path, *steps)


def _written_short(table: Table, node: tree.Mapping, group: str) -> bool:
    """Whether the mapping that several columns are parts of is written in one word: `lieu: distance`."""
    found = entry_at(node, table.model, group) if group in INNER else None
    return found is not None and isinstance(found[1], tree.Scalar) and bool(found[1].text)


def _group(columns: Mapping[str, Column], cells: Mapping[str, str], group: str) -> dict[str, Any]:
    inside = {name: column for name, column in columns.items() if column.path[0] == group and len(column.path) > 1}
    told = ((column, cells.get(name, "")) for name, column in inside.items())
    return {column.path[-1]: value_of(column, text) for column, text in told if text and text != column.default}


def _short(table: Table, columns: Mapping[str, Column], cells: Mapping[str, str]) -> Any:
    """An entry that is written in one word, or not at all: in one word still when it says no more."""
    made = mapping_of(table, columns, cells)
    short = str(table.model.short_form)
    if made.keys() <= {short}:
        return made.get(short)
    asked = any(column.id == short and column.emptied is Emptied.UNKNOWN for column in columns.values())
    return {short: None, **made} if asked and short not in made else made


# Links: two actors named together, or one after the other


def _ends_changed(table: Table, changes: Sequence[Change]) -> set[str]:
    """The columns that are written together when the direction of a link changes."""
    turned = table.id == "relations" and any(change.column == "sens" for change in changes)
    return {"de", "vers", "sens"} if turned else set()


def _ends_edits(table: Table, entry: Entry, cells: Mapping[str, str], changes: Sequence[Change]) -> Iterator[Edit]:
    if not _ends_changed(table, changes):
        return
    ends = [cells["de"], cells["vers"]]
    if cells["sens"] == "oui":
        together = _path(table, entry, ("entre",))
        yield SetValue(together, ends[0])
        yield RenameKey(together, "de")
        yield SetValue(_path(table, entry, ("vers",)), ends[1], ("entre", "vers"))
    else:
        source = _path(table, entry, ("de",))
        yield SetValue(source, ends)
        yield RenameKey(source, "entre")
        yield RemoveEntry(_path(table, entry, ("vers",)))


# Functions: a table, a list, or nothing yet


def _function_edits(table: Table, entry: Entry, cells: Mapping[str, str], changes: Sequence[Change]) -> Iterator[Edit]:
    columns = {column.id: column for column in table.columns}
    where = entry.written.get("")
    if isinstance(entry.node, tree.Mapping) and where is not None:
        for change in changes:
            path = entry.written.get(change.column, (*where, change.column))
            yield SetValue(path, value_of(columns[change.column], change.after) if change.after else None)
        return
    performed = {name: text for name, text in cells.items() if text != _NO_LEVEL}
    if where is not None and set(performed.values()) <= {_PERFORMED}:
        yield SetValue(where, list(performed))
        return
    levels = {name: value_of(columns[name], text) if text else None for name, text in performed.items()}
    yield SetValue(where or (*entry.path, "fonctions"), levels, table.order)


# Rows that come and go


def added_edit(
    table: Table, root: tree.Mapping, columns: Mapping[str, Column], cells: Mapping[str, str], ref: str
) -> Edit:
    """A new entry at the end of its list."""
    found = entry_at(root, table.file, table.place[0])
    made = mapping_of(table, columns, cells)
    return AppendItem((found[0] if found else table.place[0],), {"id": ref, **made} if table.title else made)


def removed_edit(entry: Entry) -> Edit:
    """An entry that goes."""
    return RemoveEntry(entry.path)
