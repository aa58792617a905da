"""What a workbook remembers of the files it was made from: the base of the merge, on a sheet that people do not see."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

RECORD_SHEET = "_cit"
LISTS_SHEET = "_listes"
_VERSION = 1
_CHUNK = 30_000
"""Characters of a cell: what is longer goes on in the next one."""


@dataclass(frozen=True, slots=True)
class RecordedFile:
    """A file as it was."""

    kind: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class RecordedSheet:
    """A sheet as it was made."""

    title: str
    columns: Mapping[str, str]
    """Head of each column, by its name here."""


@dataclass(frozen=True, slots=True)
class RecordedRow:
    """A row as it was written."""

    table: str
    file: str
    ref: str
    cells: Mapping[str, str]
    """What was meant, in the words of the files."""
    shown: Mapping[str, str]
    """What was shown, where that is something else."""

    def display(self, column: str) -> str:
        """What a cell showed."""
        return self.shown.get(column, self.cells.get(column, ""))


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that is remembered."""

    language: str
    method: str
    guide: str = ""
    """Title of the sheet that says how to go about it."""
    files: Mapping[str, RecordedFile] = field(default_factory=dict)
    sheets: Mapping[str, RecordedSheet] = field(default_factory=dict)
    rows: Sequence[RecordedRow] = ()


def record_rows(record: Record) -> Iterator[list[str]]:
    """The rows of the sheet: one thing a row, as JSON in plain letters, that no spreadsheet touches."""
    for line in _lines(record):
        text = json.dumps(line, separators=(",", ":"), sort_keys=True)
        if len(text) > _CHUNK:
            # A cell loses the spaces at its ends: none must stand where a line is cut.
            text = text.replace(" ", r"\u0020")
        yield [text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK)]


def _lines(record: Record) -> Iterator[dict[str, Any]]:
    yield {
        "cit": "workbook",
        "version": _VERSION,
        "langue": record.language,
        "methode": record.method,
        "guide": record.guide,
    }
    for name, file in record.files.items():
        yield {"fichier": name, "type": file.kind, "sha256": file.fingerprint}
    for table, sheet in record.sheets.items():
        yield {"feuille": table, "titre": sheet.title, "colonnes": [[*pair] for pair in sheet.columns.items()]}
    for row in record.rows:
        yield {"ligne": [row.table, row.file, row.ref], "cellules": dict(row.cells), "montre": dict(row.shown)}


def read_record(rows: Iterable[Sequence[str]]) -> Record | None:
    """What the sheet remembers; None when it is not one of ours, or was damaged."""
    try:
        lines = [json.loads("".join(row)) for row in rows if row]
        head = lines[0]
        if head.get("cit") != "workbook" or head["version"] != _VERSION:
            return None
        return Record(
            str(head["langue"]),
            str(head["methode"]),
            str(head["guide"]),
            {line["fichier"]: RecordedFile(line["type"], line["sha256"]) for line in lines if "fichier" in line},
            {
                line["feuille"]: RecordedSheet(line["titre"], {str(key): str(head) for key, head in line["colonnes"]})
                for line in lines
                if "feuille" in line
            },
            [_row(line) for line in lines if "ligne" in line],
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None


def _row(line: Mapping[str, Any]) -> RecordedRow:
    table, file, ref = map(str, line["ligne"])
    cells, shown = ({str(key): str(text) for key, text in line[part].items()} for part in ("cellules", "montre"))
    return RecordedRow(table, file, ref, cells, shown)
