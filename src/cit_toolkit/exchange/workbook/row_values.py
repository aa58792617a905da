"""The cells of a row as values of a file: what is written, and whether the model of the file would read it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cit_toolkit.exchange.workbook.cells import NONE, SEPARATOR
from cit_toolkit.exchange.workbook.sheet_rows import CellPlace
from cit_toolkit.exchange.workbook.tables import FUNCTIONS, Column, Kind, Table
from cit_toolkit.loading.positioned_tree import Mapping as Tree
from cit_toolkit.loading.positioned_tree import Node, Scalar, Sequence, SourceFile
from cit_toolkit.loading.validation import validate
from cit_toolkit.model.territory import GridAnswer
from cit_toolkit.problems import Problem

_WHOLE = re.compile(r"0|[1-9]\d{0,8}")


def value_of(column: Column, text: str) -> Any:
    """What is written in a file for what a cell says."""
    if column.kind in (Kind.CHOICES, Kind.LINES, Kind.NUMBERS):
        return [] if text == NONE else [_plain(column, part) for part in text.split(SEPARATOR)]
    return _plain(column, text)


def _plain(column: Column, text: str) -> str | int:
    # A year alone is a date that is known in part: it is written as people do, without quotes.
    numeric = column.kind in (Kind.LEVEL, Kind.SCORE, Kind.NUMBER, Kind.NUMBERS, Kind.DATE)
    return int(text) if numeric and _WHOLE.fullmatch(text) else text


def mapping_of(table: Table, columns: Mapping[str, Column], cells: Mapping[str, str]) -> dict[str, Any]:
    """The entry that some cells make, without what is unknown and what goes without saying."""
    made: dict[str, Any] = {}
    for name, column in columns.items():
        text = cells.get(name, "")
        if text and text != column.default:
            _put(made, column.path, value_of(column, text))
    if table.id == "relations":
        _join_ends(made, directed=cells.get("sens") == "oui")
    order = {key: rank for rank, key in enumerate(table.order)}
    return dict(sorted(made.items(), key=lambda item: order.get(item[0], len(order))))


def _put(made: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for step in path[:-1]:
        made = made.setdefault(step, {})
    made[path[-1]] = value


def _join_ends(made: dict[str, Any], directed: bool) -> None:
    """A link without direction names its two actors together."""
    made.pop("sens", None)
    if not directed:
        made["entre"] = [made.pop("de", ""), made.pop("vers", "")]


def cell_problems(
    table: Table,
    columns: Mapping[str, Column],
    cells: Mapping[str, str],
    places: Mapping[str, CellPlace],
    row: CellPlace,
) -> list[Problem]:
    """What the model of the file finds wrong in a row, each thing with its cell."""
    if table.id == FUNCTIONS:
        return [problem for name, text in cells.items() if text for problem in _level_problems(text, places[name])]
    source = SourceFile(row.file, ())
    tree = Tree(row.line, row.column, source)
    for name, column in columns.items():
        if (text := cells.get(name, "")) and name in places:
            _plant(tree, column.path, _node(column, text, places[name]), places[name])
    if not table.place:
        _plant(tree, ("type",), Scalar("seance", row.line, row.column, True), row)
    if table.id == "relations":
        _plant_ends(tree, cells, row)
    return [_in_sheet(_without_key(problem, table), row) for problem in validate(tree, table.model)[1]]


def _without_key(problem: Problem, table: Table) -> Problem:
    """Who fills in a sheet knows no keys: a row without its title has no name."""
    nameless = problem.code == "missing-key" and problem.arguments.get("key") == table.title
    return Problem("workbook-row-nameless", problem.position, {}, problem.severity) if nameless else problem


def _level_problems(text: str, place: CellPlace) -> Iterator[Problem]:
    tree = Tree(place.line, place.column, SourceFile(place.file, ()))
    _plant(tree, ("niveau",), Scalar(text, place.line, place.column, True), place)
    return (_in_sheet(problem, place) for problem in validate(tree, GridAnswer)[1])


def _in_sheet(problem: Problem, row: CellPlace) -> Problem:
    place = CellPlace(row.file, problem.position.line, problem.position.column, row.sheet)
    return Problem(problem.code, place, problem.arguments, problem.severity)


def _node(column: Column, text: str, place: CellPlace) -> Node:
    if column.kind not in (Kind.CHOICES, Kind.LINES, Kind.NUMBERS):
        return Scalar(text, place.line, place.column, True)
    sequence = Sequence(place.line, place.column)
    parts = [] if text == NONE else text.split(SEPARATOR)
    sequence.items = [Scalar(part, place.line, place.column, True) for part in parts]
    return sequence


def _plant(tree: Tree, path: tuple[str, ...], node: Node, place: CellPlace) -> None:
    for step in path[:-1]:
        held = tree.entries.get(step)
        if held is None or not isinstance(held[1], Tree):
            inner = Tree(place.line, place.column, tree.source)
            tree.entries[step] = (Scalar(step, place.line, place.column, False), inner)
            tree = inner
        else:
            tree = held[1]
    tree.entries[path[-1]] = (Scalar(path[-1], place.line, place.column, False), node)


def _plant_ends(tree: Tree, cells: Mapping[str, str], row: CellPlace) -> None:
    tree.entries.pop("sens", None)
    if cells.get("sens") != "oui" and {"de", "vers"} <= tree.entries.keys():
        sequence = Sequence(row.line, row.column)
        sequence.items = [tree.entries.pop(end)[1] for end in ("de", "vers")]
        tree.entries["entre"] = (Scalar("entre", row.line, row.column, False), sequence)
