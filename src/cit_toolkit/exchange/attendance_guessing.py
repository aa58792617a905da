"""What the columns of an attendance table are: people by the names of columns, marks by what they hold."""

from collections.abc import Mapping, Sequence
from datetime import date

from cit_toolkit.exchange.attendance_headings import heading_of, numbered
from cit_toolkit.exchange.column_guessing import by_name, names_of_things
from cit_toolkit.exchange.html_markdown import line_of
from cit_toolkit.exchange.mapped_tables import columns_of
from cit_toolkit.exchange.mapped_words import Vocabulary
from cit_toolkit.exchange.records import RecordFile
from cit_toolkit.exchange.rows import says_something, text_of, word_key
from cit_toolkit.model.attendance_mapping import AttendanceColumns, AttendanceMapping
from cit_toolkit.model.text import fold

_MOSTLY = 0.5
"""Share of the filled cells of a column that must be marks, when its heading is that of marks."""


def guessed_attendance(
    file: RecordFile, usual: AttendanceMapping, marks: Vocabulary, sessions: Mapping[str, str], dates: Sequence[date]
) -> AttendanceMapping:
    """The usual mapping with only the columns of this table. `sessions`: what sessions are called → their identifiers;
    `dates`: the days of the session it is for, when they are known."""
    columns = columns_of(file)
    found = by_name(usual.columns, columns, file)
    passed = {fold(name) for name in usual.left_out}
    free = [column for column in columns if column not in found.values() and fold(column) not in passed]
    marked = [column for column in free if _holds_marks(file, column, marks)]
    called = {word_key(name): identifier for name, identifier in sessions.items()}
    of_sessions = {column: called[word_key(column)] for column in marked if word_key(column) in called}
    told = {column: heading_of(column) for column in marked if column not in of_sessions}
    headings = {column: heading for column, heading in told.items() if heading is not None}
    days = numbered(headings, dates)
    half_days = {column: f"{days[column]}-{heading.part}" for column, heading in headings.items() if heading.part}
    whole = {column: days[column] for column, heading in headings.items() if not heading.part}
    if headings or of_sessions or not _holds_marks(file, found.get("presence", ""), marks):
        found.pop("presence", None)
    if not {"name", "first_name"} & found.keys() and (first := names_of_things(file, columns, found)):
        found["name"] = first
    chosen = AttendanceColumns.model_validate({name: (column,) for name, column in found.items()})
    return usual.model_copy(
        update={"columns": chosen, "half_days": half_days, "days": whole, "sessions": of_sessions}
    )  # fmt: skip


def _holds_marks(file: RecordFile, column: str, marks: Vocabulary) -> bool:
    cells = [line_of(text_of(record.values.get(column))) for record in file.records]
    filled = [cell for cell in cells if says_something(cell)]
    known = sum(word_key(cell) in marks or not word_key(cell) for cell in filled)
    return bool(filled) and known >= _MOSTLY * len(filled)
