"""Files of records of another tool: JSON in its usual shapes, CSV, workbooks. What cannot be a record is listed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cit_toolkit.exchange.json_shapes import keyed, only_list, opened
from cit_toolkit.exchange.record_tables import csv_rows, records_of_rows
from cit_toolkit.exchange.records import NotARecord, Record, RecordFile
from cit_toolkit.loading.limits import Limits
from cit_toolkit.loading.reading import read_text
from cit_toolkit.model.text import fold
from cit_toolkit.problems import Position, Problem

LARGE = Limits(bytes=400_000_000)
"""A national list is far larger than what people write by hand."""
_OTHER_ENCODINGS = {"1252": "Windows-1252", "UTF-16": "UTF-16"}
"""Those that spreadsheets and platforms of meetings still write, by what our own reader calls them."""
_TOTALS = ("count", "total")
_SHOWN = 80
"""Characters of what is not a record that are shown."""


def read_records(path: Path, lists: Sequence[str], envelopes: Sequence[str]) -> tuple[RecordFile, ...]:
    """The records of a file, table by table; `lists` and `envelopes`: where JSON may hide them (model/mapping.py)."""
    if _is_workbook(path):
        return _from_workbook(path)
    name = str(path)
    text, encoding, problem = text_of_file(path, LARGE)
    if text is None:
        return (RecordFile(name, problem=_old_workbook(path, name) or problem),)
    if not text.lstrip().startswith(("{", "[")):
        return (replace(_from_csv(text, name), encoding=encoding),)
    return (replace(json_records(text, name, lists, envelopes), encoding=encoding),)


def text_of_file(path: Path, limits: Limits) -> tuple[str | None, str | None, Problem | None]:
    """The text of a file of another tool, what it had to be read as when it is not UTF-8, or why there is none."""
    text, problems = read_text(path, str(path), limits)
    if text is not None:
        return text, None, None
    seen = str(problems[0].arguments.get("encoding"))
    encoding = next((known for mark, known in _OTHER_ENCODINGS.items() if mark in seen), None)
    if encoding is None:
        return None, None, problems[0]
    return path.read_bytes().decode(encoding, "replace"), encoding, None


def json_records(text: str, name: str, lists: Sequence[str], envelopes: Sequence[str]) -> RecordFile:
    """The records of a JSON text."""
    try:
        return _from_json(text, name, lists, envelopes)
    except RecursionError:
        return RecordFile(name, problem=Problem("import-too-deep", Position(name, 1, 1)))
    except json.JSONDecodeError as error:
        place, line = Position(name, error.lineno, error.colno), text.split("\n")[error.lineno - 1]
        return RecordFile(name, problem=Problem("import-not-json", place, source_line=line))


@dataclass(frozen=True, slots=True)
class _Object:
    """A JSON object with the keys it holds twice: Python's own reader keeps the last in silence."""

    values: dict[str, Any]
    repeated: tuple[str, ...]


def _from_json(text: str, name: str, lists: Sequence[str], envelopes: Sequence[str]) -> RecordFile:
    content, announced = _parsed(text), None
    if isinstance(content, _Object):
        found = _list_in(content.values, lists)
        if found is None:
            found = only_list(content.values, lambda item: isinstance(item, _Object)) or _by_identifier(content)
        announced = _announced(content.values, len(found)) if found is not None else None
        content = [content] if found is None else found
    if not isinstance(content, list):
        return RecordFile(name, problem=Problem("import-no-record", Position(name, 1, 1)))
    records, refused = [], []
    for rank, item in enumerate(content, 1):
        if isinstance(item, _Object):
            records.append(_record(name, rank, item, envelopes))
        else:
            refused.append(rejected(name, rank, _plain(item)))
    return RecordFile(name, tuple(records), tuple(refused), announced=announced)


def _by_identifier(content: _Object) -> list[Any] | None:
    records = keyed(content.values, lambda value: value.values if isinstance(value, _Object) else None)
    return None if records is None else [_Object(dict(record), ()) for record in records]


def rejected(name: str, rank: int, item: Any) -> NotARecord:
    """Something that stands where a record should."""
    written = item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)
    return NotARecord(name, rank, written[:_SHOWN])


def _parsed(text: str) -> Any:
    """A JSON document; or one object a line, a line that cannot be read being its own text."""
    try:
        return _json(text)
    except json.JSONDecodeError:
        lines = [_line(line) for line in text.split("\n") if line.strip()]
        if sum(isinstance(line, _Object) for line in lines) * 2 <= len(lines) or len(lines) == 1:
            raise
        return lines


def _line(text: str) -> Any:
    try:
        return _json(text)
    except json.JSONDecodeError:
        return text


def _json(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_object, parse_constant=lambda _: None, parse_int=_number)


def _number(text: str) -> int | str:
    """An integer; one of thousands of digits stays a text, which Python refuses to count."""
    return int(text) if len(text) < 1000 else text


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    return _Object(dict(pairs), tuple(dict.fromkeys(_repeated(key for key, _ in pairs))))


def _repeated(keys: Iterator[str]) -> Iterator[str]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield key
        seen.add(key)


def _list_in(values: Mapping[str, Any], lists: Sequence[str]) -> list[Any] | None:
    by_folded = {fold(key): value for key, value in values.items()}
    found = (by_folded.get(fold(name)) for name in lists)
    return next((value for value in found if isinstance(value, list)), None)


def _announced(values: Mapping[str, Any], held: int) -> int | None:
    for name in _TOTALS:
        total = values.get(name)
        if isinstance(total, int) and not isinstance(total, bool):
            return total if total > held else None
    return None


def _record(name: str, rank: int, item: _Object, envelopes: Sequence[str]) -> Record:
    inner = next((item.values[key] for key in envelopes if isinstance(item.values.get(key), _Object)), item)
    values = {key: _plain(value) for key, value in inner.values.items()}
    return Record(name, rank, opened(values), inner.repeated)


def _plain(value: Any) -> Any:
    if isinstance(value, _Object):
        return {key: _plain(inner) for key, inner in value.values.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def _from_csv(text: str, name: str) -> RecordFile:
    rows = csv_rows(text, LARGE.bytes)
    if not any(map(any, rows)):
        return RecordFile(name, problem=Problem("import-no-record", Position(name, 1, 1)))
    return records_of_rows(name, rows)


def _is_workbook(path: Path) -> bool:
    return _begins_with(path, b"PK\x03\x04")


def _old_workbook(path: Path, name: str) -> Problem | None:
    """Why a file of before 2007, or one behind a password, is not read."""
    if not _begins_with(path, b"\xd0\xcf\x11\xe0"):
        return None
    from cit_toolkit.exchange.workbook_packages import old_workbook_problem

    return old_workbook_problem(path, Position(name, 1, 1))


def _begins_with(path: Path, mark: bytes) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            return stream.read(len(mark)) == mark
    except OSError:
        return False


def _from_workbook(path: Path) -> tuple[RecordFile, ...]:
    from cit_toolkit.exchange.workbook_sheets import read_sheets

    name = str(path)
    sheets, problem = read_sheets(path)
    filled = [sheet for sheet in sheets if any(sheet.rows)]
    if problem is None and not filled:
        problem = Problem("import-no-record", Position(name, 1, 1))
    if problem is not None:
        return (RecordFile(name, problem=problem),)
    return tuple(records_of_rows(name, sheet.rows, sheet.name if len(filled) > 1 else "") for sheet in filled)
