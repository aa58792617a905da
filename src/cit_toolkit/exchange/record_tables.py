"""Rows of a table as records: where its heading stands, and which cell each value is in."""

import csv
import io
import re
from collections.abc import Sequence

from cit_toolkit.exchange.records import Record, RecordFile

_DELIMITERS = ";,\t|"
_SAID_DELIMITER = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""What Excel writes above a table so that it opens it well."""
_LOOKED_AT = 50
"""Rows looked at to find the heading: titles, logos and dates often stand above it."""
_HEADING_AT_MOST = 20
_FILLED_ENOUGH = 0.6
_ADDED_APOSTROPHE = re.compile(r"'(?=[=+\-@\t\r\n])")
"""What keeps a spreadsheet from taking a text for a formula: it is no part of the text."""


def csv_rows(text: str, longest: int) -> list[list[str]]:
    """The rows of a CSV text, empty ones included; none when it is no table."""
    said = _SAID_DELIMITER.match(text)
    # A spreadsheet counts the line that says the separator no more than we do.
    body = text[said.end() :] if said else text
    heading = body.lstrip().split("\n", 1)[0]
    first_lines = "\n".join(body.split("\n", _HEADING_AT_MOST)[:_HEADING_AT_MOST])
    sample = heading if any(mark in heading for mark in _DELIMITERS) else first_lines
    delimiter = said[1] if said else max(_DELIMITERS, key=sample.count)
    if delimiter not in sample:
        return []
    csv.field_size_limit(longest)
    try:
        return list(csv.reader(io.StringIO(body, newline=""), delimiter=delimiter))
    except csv.Error:
        return []


def records_of_rows(name: str, rows: Sequence[Sequence[str]], sheet: str = "") -> RecordFile:
    """The records of a table: a row under the heading is one, unless it is empty."""
    start = _heading(rows)
    if start is None:
        return RecordFile(name, sheet=sheet, from_cells=True)
    width = max((len(row) for row in rows[start:]), default=0)
    columns = _names(rows[start], width)
    letters = {column: _letter(rank) for rank, column in enumerate(columns)}
    heading = len(rows[start])
    records: list[Record] = []
    for number, row in enumerate(rows[start + 1 :], start + 2):
        if any(cell.strip() for cell in row):
            values = {
                column: _ADDED_APOSTROPHE.sub("", cell, count=1) if cell[:1] == "'" else cell
                for column, cell in zip(columns[:heading], row, strict=False)
            }
            extra = sum(1 for cell in row[heading:] if cell.strip())
            records.append(Record(name, len(records) + 1, values, (), extra, number, sheet, letters))
    above = sum(any(cell.strip() for cell in row) for row in rows[:start])
    return RecordFile(name, tuple(records), from_cells=True, sheet=sheet, columns=columns[:heading], above=above)


def _heading(rows: Sequence[Sequence[str]]) -> int | None:
    """The first row that is nearly as full as the fullest."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[:_LOOKED_AT]]
    most = max(filled, default=0)
    if not most:
        return None
    return next(rank for rank, count in enumerate(filled) if count >= _FILLED_ENOUGH * most or rank == _HEADING_AT_MOST)


def _names(heading: Sequence[str], width: int) -> tuple[str, ...]:
    """A name for each column: two that bear the same are told apart, one that bears none has that of its letter."""
    names: dict[str, None] = {}
    for rank in range(width):
        bare = " ".join(heading[rank].split()) if rank < len(heading) else ""
        name, again = bare or _letter(rank), 2
        while name in names:
            name, again = f"{bare or _letter(rank)} ({again})", again + 1
        names[name] = None
    return tuple(names)


def _letter(rank: int) -> str:
    """What a spreadsheet calls a column: 0 → A, 27 → AB."""
    letters = ""
    rank += 1
    while rank:
        rank, rest = divmod(rank - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
