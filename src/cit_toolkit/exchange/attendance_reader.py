"""One row of an attendance table: who it is about, for which structure, and when they were there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cit_toolkit.exchange.actor_likeness import NearNames
from cit_toolkit.exchange.html_markdown import line_of
from cit_toolkit.exchange.mapped_parts import KeptColumns
from cit_toolkit.exchange.mapped_tables import MappedTable, remarks_on_shape
from cit_toolkit.exchange.mapped_words import MappedWords
from cit_toolkit.exchange.records import Record
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.exchange.rows import Row, text_of, word_key
from cit_toolkit.model.attendance_mapping import AttendanceMapping, AttendanceMark
from cit_toolkit.model.gathering import Diffusion
from cit_toolkit.model.text import fold

_NOTHING = re.compile(r"[-–—/.\s]*")
"""What people put in a cell to say that it is empty."""
_SHORT_STAY = 10
"""Minutes under which a connection is told: it may be a try."""
_CLOCK = re.compile(r"(\d+):(\d{2})(?::(\d{2}))?")
_PIECES = re.compile(r"(\d+(?:[.,]\d+)?)\s*(h|min|mn|m|s)\w*\.?", re.IGNORECASE)
_WORTH = {"h": 60.0, "min": 1.0, "mn": 1.0, "m": 1.0, "s": 1 / 60}


@dataclass(frozen=True, slots=True)
class Known:
    """Whom and what the dossier knows."""

    structures: Mapping[str, str] = field(default_factory=dict)
    """Identifier → name."""
    people: Mapping[str, str] = field(default_factory=dict)
    """Those of the directories: identifier → name."""
    withdrawn: frozenset[str] = frozenset()
    """Identifiers and folded names of those who withdrew."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody of a table, for one session."""

    record: Record
    name: str
    mark: AttendanceMark
    half_days: tuple[str, ...]
    days: tuple[int, ...]
    values: Mapping[str, Any]
    """What is written besides: `structure`, `diffusion`, `x-` keys."""
    remarks: tuple[Remark, ...]
    minutes: float = 0


class AttendanceReader:
    """Reads the rows of one table."""

    def __init__(self, table: MappedTable[AttendanceMapping], words: MappedWords, known: Known) -> None:
        self._mapping, self._words, self._known = table.mapping, words, known
        self._kept = KeptColumns(table.mapping)
        self._near = NearNames(known.structures)
        self._passed = {fold(column) for column in table.mapping.left_out}
        self._tells_absence = {
            column
            for column in table.columns
            if any(self._meaning(text_of(each.values.get(column))) is AttendanceMark.ABSENT
                   for each in table.file.records)
        }  # fmt: skip

    def name_of(self, row: Row) -> str:
        """Who a row is about."""
        columns = self._mapping.columns
        return " ".join(filter(None, (row.line(columns.first_name), row.line(columns.name))))

    def read(self, row: Row, name: str, session: str | None) -> Attendee | Remark:
        """What a row says of somebody for one session: of the columns of marks, those that are about it, or about its
        half-days (None). A remark when it cannot be understood whether they were there."""
        remarks = list(remarks_on_shape(row.record))
        values: dict[str, Any] = {}
        self._structure(row, values, remarks)
        self._diffusion(row, name, values, remarks)
        plain, personal = self._kept.of(row)
        values |= {key: value for key, value in plain.items() if key not in values}
        if personal:
            remarks.append(Remark("personal-left", {"names": [key.removeprefix("x-") for key in personal]}))
        unread: list[Remark] = []
        slots = list(self._slots(session))
        marks = {column: self._mark(row, column, unread) for column, _ in slots}
        attendee = Attendee(row.record, name, AttendanceMark.PRESENT, (), (), values, tuple(remarks))
        if not slots:
            return self._whole(row, attendee)
        there = [about for column, about in slots if marks[column] is AttendanceMark.PRESENT]
        remarks += unread
        if there:
            half_days = tuple(about for about in there if isinstance(about, str))
            days = tuple(about for about in there if isinstance(about, int))
            return replace(attendee, half_days=half_days, days=days, remarks=tuple(remarks))
        if AttendanceMark.EXCUSED in marks.values():
            return replace(attendee, mark=AttendanceMark.EXCUSED, remarks=tuple(remarks))
        return unread[0] if unread else replace(attendee, mark=AttendanceMark.ABSENT)

    def _slots(self, session: str | None) -> Iterator[tuple[str, str | int | None]]:
        """The columns of marks that count for a session, and the half-day or the day each is about."""
        mapping = self._mapping
        if session is None:
            yield from mapping.half_days.items()
            yield from mapping.days.items()
        else:
            yield from ((column, None) for column, named in mapping.sessions.items() if named == session)

    def _whole(self, row: Row, attendee: Attendee) -> Attendee | Remark:
        """A table without columns of marks: one column for the whole session, how long, or nothing but who came."""
        columns = self._mapping.columns
        values, minutes, remarks = dict(attendee.values), 0.0, list(attendee.remarks)
        for column, value in row.found(columns.duration):
            written = line_of(text_of(value))
            told = minutes_of(written)
            if told is None:
                remarks.append(Remark("bad-duration", {"value": written}, column))
            values["x-duree"] = written
            minutes = told or 0
            attendee = replace(attendee, values=values, minutes=minutes, remarks=tuple(remarks))
            if told == 0:
                return replace(attendee, mark=AttendanceMark.ABSENT)
        for column in columns.presence:
            unread: list[Remark] = []
            mark = self._mark(row, column, unread)
            if unread:
                return unread[0]
            return replace(attendee, mark=mark or AttendanceMark.ABSENT)
        return attendee

    def _mark(self, row: Row, column: str, unread: list[Remark]) -> AttendanceMark | None:
        """What a cell says. An empty one says that they were not there beside crosses, and nothing beside «non»."""
        name, value = row.by_column.get(fold(column), (column, ""))
        written = line_of(text_of(value))
        if _NOTHING.fullmatch(written):
            if name in self._tells_absence or column in self._tells_absence:
                unread.append(Remark("mark-empty", {}, name))
            return None
        told = self._meaning(written)
        self._words.meaning("marques", written)
        if told is None:
            unread.append(Remark("mark-unknown", {"value": written}, name))
        return told

    def _meaning(self, written: str) -> AttendanceMark | None:
        found = self._words.parts["marques"].get(word_key(line_of(written)))
        return AttendanceMark(found[0]) if found else None

    def _structure(self, row: Row, values: dict[str, Any], remarks: list[Remark]) -> None:
        """The structure that bears the name; one that nearly does is proposed, never taken for it."""
        column, value = next(row.found(self._mapping.columns.structure), ("", ""))
        written = line_of(text_of(value))
        if not written or _NOTHING.fullmatch(written):
            return
        if meant := self._words.meaning("structures", written):
            values["structure"] = meant[0]
            return
        values["x-structure"] = written
        if not self._known.structures:
            remarks.append(Remark("structures-unknown"))
            return
        told = {"name": written, "ids": list(self._near.of(written))}
        near = Remark("structure-near", told, column) if told["ids"] else Remark("structure-unlisted", told, column)
        remarks.append(near)

    def _diffusion(self, row: Row, name: str, values: dict[str, Any], remarks: list[Remark]) -> None:
        """Where they may be named: as the table says in so many words, nowhere for whoever withdrew."""
        known = {each.value for each in Diffusion}
        for column, value in row.found(self._mapping.columns.diffusion):
            written = fold(line_of(text_of(value)))
            if written in known:
                values["diffusion"] = written
            else:
                remarks.append(Remark("diffusion-unknown", {"value": line_of(text_of(value))}, column))
        if fold(name) in self._known.withdrawn:
            values["diffusion"] = Diffusion.WITHDRAWN.value
            remarks.append(Remark("person-withdrawn"))


def minutes_of(written: str) -> float | None:
    """How long: `62`, `62 min`, `1:02:03`, `1 h 02`, `1h 2m 3s`; None when it is no length of time."""
    text = written.strip()
    if re.fullmatch(r"\d+(?:[.,]\d+)?", text):
        return float(text.replace(",", "."))
    if found := _CLOCK.fullmatch(text):
        return int(found[1]) * 60.0 + int(found[2]) + int(found[3] or 0) / 60
    if found := re.fullmatch(r"(\d+)\s*h\s*(\d{1,2})?", text, re.IGNORECASE):
        return int(found[1]) * 60.0 + int(found[2] or 0)
    pieces = _PIECES.findall(text)
    if not pieces or _PIECES.sub("", text).strip(" ,et"):
        return None
    return sum(float(number.replace(",", ".")) * _WORTH[unit.lower()] for number, unit in pieces)


def together(attendees: Sequence[Attendee]) -> Attendee:
    """Rows of one person for one session as one: somebody who came back has a row each time."""
    first = attendees[0]
    if len(attendees) == 1:
        return _told_when_short(first)
    there = [each for each in attendees if each.mark is AttendanceMark.PRESENT]
    mark = AttendanceMark.PRESENT if there else first.mark
    cells = [each.record.cell("") or str(each.record.rank) for each in attendees[1:]]
    values = dict(first.values)
    for each in attendees[1:]:
        values = {**each.values, **values}
    if durations := [str(each.values["x-duree"]) for each in attendees if "x-duree" in each.values]:
        values["x-duree"] = " + ".join(durations)
    return _told_when_short(
        Attendee(
            first.record,
            first.name,
            mark,
            tuple(dict.fromkeys(half for each in there for half in each.half_days)),
            tuple(dict.fromkeys(day for each in there for day in each.days)),
            values,
            (*first.remarks, Remark("several-rows", {"others": cells})),
            sum(each.minutes for each in attendees),
        )
    )


def _told_when_short(attendee: Attendee) -> Attendee:
    """A connection of a few minutes is a presence, and is told."""
    if not 0 < attendee.minutes < _SHORT_STAY or attendee.mark is not AttendanceMark.PRESENT:
        return attendee
    told = Remark("short-stay", {"value": str(attendee.values.get("x-duree", "")), "limit": _SHORT_STAY})
    return replace(attendee, remarks=(*attendee.remarks, told))
