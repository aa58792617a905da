"""The tables of an attendance list: where the people of a file stand, how its columns are read, what its words mean."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from cit_toolkit.exchange.attendance_guessing import guessed_attendance
from cit_toolkit.exchange.attendance_reader import Known
from cit_toolkit.exchange.mapped_tables import MappedTable
from cit_toolkit.exchange.mapped_words import MappedWords, fixed_vocabulary
from cit_toolkit.exchange.records import RecordFile
from cit_toolkit.model.attendance_mapping import AttendanceMapping, AttendanceVocabularies
from cit_toolkit.model.text import fold
from cit_toolkit.pipeline.attendance_request import AttendanceRequest

_ASIDE = re.compile(r"\([^)]*\)")
_ABOVE = 20
"""Rows among which the heading of the people is looked for."""
_SECTION = re.compile(r"\d\. ?\D.*")
"""How a platform announces another table below the first: «3. In-Meeting Activities»."""


def below_its_heading(file: RecordFile, usual: AttendanceMapping) -> RecordFile:
    """A file whose own heading stands below a line about the meeting, which was taken for it: Zoom writes both."""
    names = {fold(name) for name in usual.columns.name}

    def is_heading(cells: Iterable[object]) -> bool:
        return any(fold(_ASIDE.sub(" ", str(cell))) in names for cell in cells)

    if not file.from_cells or is_heading(file.columns):
        return file
    found = next(
        (rank for rank, record in enumerate(file.records[:_ABOVE]) if is_heading(record.values.values())), None
    )
    if found is None:
        return file
    heading = {column: str(name).strip() or column for column, name in file.records[found].values.items()}
    letters = {heading[column]: letter for column, letter in file.records[found].letters.items() if column in heading}
    records = tuple(
        replace(record, rank=rank, values={heading.get(key, key): value for key, value in record.values.items()},
                letters=letters)
        for rank, record in enumerate(file.records[found + 1 :], 1)
    )  # fmt: skip
    return replace(file, records=records, columns=tuple(heading.values()), above=file.above + found + 1)


def first_table(file: RecordFile) -> RecordFile:
    """A file without the tables that stand below the first: they tell of the same people again."""
    for rank, record in enumerate(file.records):
        filled = [str(value) for value in record.values.values() if str(value).strip()]
        if len(filled) == 1 and _SECTION.fullmatch(filled[0]):
            return replace(file, records=file.records[:rank])
    return file


def mapped_table(
    file: RecordFile, request: AttendanceRequest, usual: AttendanceMapping
) -> MappedTable[AttendanceMapping]:
    if request.mapping is not None:
        return MappedTable(file, request.mapping)
    marks = words_of(usual, request.known).parts["marques"]
    held = request.target.session.dates if request.target else ()
    dates = [each.date.earliest for each in held if each.date.day]
    return MappedTable(file, guessed_attendance(file, usual, marks, request.session_names, dates), guessed=True)


def is_of_use(table: MappedTable[AttendanceMapping], request: AttendanceRequest) -> bool:
    """Whether a table names people, and says something of the session it is read for."""
    mapping, columns = table.mapping, table.mapping.columns
    if not columns.name and not columns.first_name:
        return False
    if request.target is None or not mapping.sessions:
        return True
    whole = mapping.half_days or mapping.days or columns.presence or columns.duration
    return bool(whole) or request.target.session.id in mapping.sessions.values()


def tells_presence(table: MappedTable[AttendanceMapping]) -> bool:
    """Whether something in a table says who was there."""
    mapping, columns = table.mapping, table.mapping.columns
    return bool(mapping.half_days or mapping.days or mapping.sessions or columns.presence or columns.duration)


def words_of(mapping: AttendanceMapping, known: Known) -> MappedWords:
    """What marks say, and which structure bears each name; one that two bear names neither."""
    told = mapping.words or AttendanceVocabularies()
    names = Counter(fold(name) for name in known.structures.values())
    called = {name: (identifier,) for identifier, name in known.structures.items() if names[fold(name)] == 1}
    given = {word: (identifier,) for word, identifier in told.structures.items() if identifier in known.structures}
    marks = {word: (str(mark),) for word, mark in told.marks.items()}
    return MappedWords(
        {
            "marques": fixed_vocabulary((), marks),
            "structures": fixed_vocabulary(known.structures, called | given),
        }
    )
