"""Attendance tables as the attendance of a session: a new one, or an addition to those of the dossier."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from cit_toolkit.exchange.actor_likeness import Candidate, Likeness, NearNames, likenesses
from cit_toolkit.exchange.attendance_reader import AttendanceReader, Attendee, Known, together
from cit_toolkit.exchange.importers import TABLE_IMPORTERS
from cit_toolkit.exchange.mapped_tables import MappedTable, RefusedRecord, beginning_of, refused, rejected_of, row_of
from cit_toolkit.exchange.mapped_things import ImportedThing, ImportedThings
from cit_toolkit.exchange.mapped_words import MappedWords
from cit_toolkit.exchange.record_files import read_records
from cit_toolkit.exchange.records import Record
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.exchange.yaml_text import yaml_lines
from cit_toolkit.loading.mappings import load_mapping, table_mapping_of
from cit_toolkit.model.attendance_mapping import AttendanceMapping, AttendanceMark
from cit_toolkit.model.gathering import Participant
from cit_toolkit.model.text import fold
from cit_toolkit.pipeline.attendance_request import AttendanceRequest, KnownSession
from cit_toolkit.pipeline.attendance_tables import (
    below_its_heading,
    first_table,
    is_of_use,
    mapped_table,
    tells_presence,
    words_of,
)
from cit_toolkit.pipeline.things_import import (
    Already,
    ThingsImport,
    already_among,
)

_IMPORTER = TABLE_IMPORTERS["presences"]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Somebody who was not there: excused, or absent."""

    record: Record
    name: str
    session: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceImport(ThingsImport):
    """What was read, and what it makes."""

    kind: str = "presences"
    request: AttendanceRequest
    session_of: Mapping[str, str | None]
    """The session each thing is written in, by what it is called; None for a new one."""
    excused: tuple[Elsewhere, ...]
    absent: tuple[Elsewhere, ...]
    every_row: tuple[MappedTable[AttendanceMapping], ...]
    """Tables in which nothing says who was there: each row is taken for a presence."""

    @property
    def several(self) -> tuple[KnownSession, ...]:
        """The sessions that columns are about, when no one session was asked for."""
        if self.request.target is not None:
            return ()
        named = {*self.session_of.values(), *(each.session for each in self.excused)}
        return tuple(each for each in self.request.sessions if each.session.id in named)


def import_attendance(paths: Sequence[Path], request: AttendanceRequest) -> AttendanceImport:
    """The attendance that some files tell."""
    usual = table_mapping_of(load_mapping(_IMPORTER.mappings[-1]), _IMPORTER.mapping_type)
    assert isinstance(usual, AttendanceMapping)
    mapping = request.mapping or usual
    read = [file for path in paths for file in read_records(path, mapping.lists, mapping.envelopes)]
    files = [first_table(below_its_heading(file, usual)) for file in read]
    tables = [mapped_table(file, request, usual) for file in files if file.problem is None]
    marked = {table.file.name for table in tables if tells_presence(table)}
    used = [
        table
        for table in tables
        # Beside a sheet that says who was there, one that says nothing of it is about something else.
        if is_of_use(table, request) and (tells_presence(table) or table.file.name not in marked)
    ]
    words = {rank: words_of(table.mapping, request.known) for rank, table in enumerate(used)}
    gathered = _Gathered()
    for rank, table in enumerate(used):
        gathered.read(table, words[rank], request)
    return gathered.made(
        request,
        unreadable=tuple(file for file in files if file.problem is not None),
        tables=tuple(used),
        without_use=tuple(table for table in tables if table not in used and table.file.records),
        words=words,
    )


class _Gathered:
    """What tables tell, table after table."""

    def __init__(self) -> None:
        self._people: dict[tuple[str | None, str, str], list[Attendee]] = {}
        self._refused: list[RefusedRecord] = []
        self._added: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()
        self._every_row: list[MappedTable[AttendanceMapping]] = []

    def read(self, table: MappedTable[AttendanceMapping], words: MappedWords, request: AttendanceRequest) -> None:
        """The people of one table."""
        mapping = table.mapping
        reader = AttendanceReader(table, words, request.known)
        target = request.target.session.id if request.target else None
        named = list(dict.fromkeys(mapping.sessions.values()))
        asked: list[str | None] = [target] if target in named else [*named] if named and target is None else [None]
        columns = mapping.columns
        if asked == [None] and not (mapping.half_days or mapping.days or columns.presence or columns.duration):
            self._every_row.append(table)
        self._refused += rejected_of(table.file)
        known, passed = mapping.known_columns, {fold(column) for column in mapping.left_out}
        for record in table.file.records:
            row = row_of(record, table)
            name = reader.name_of(row)
            if not name:
                reason = Remark("person-without-name", {}, next(iter((*columns.name, *columns.first_name)), ""))
                self._refused.append(refused(record, beginning_of(record), reason))
                continue
            for key, (column, _) in row.by_column.items():
                if key in passed:
                    self._left_out[column] += 1
                elif key not in known:
                    self._added[column] += 1
            for session in asked:
                read = reader.read(row, name, session)
                if isinstance(read, Remark):
                    self._refused.append(refused(record, name, read))
                    continue
                structure = str(read.values.get("structure") or read.values.get("x-structure") or "")
                self._people.setdefault((session or target, fold(name), fold(structure)), []).append(read)

    def made(self, request: AttendanceRequest, **read: Any) -> AttendanceImport:
        """All of it: who is written, who was not there, who is there already."""
        things: list[ImportedThing] = []
        likes: list[Likeness] = []
        already: list[Already] = []
        session_of: dict[str, str | None] = {}
        away: dict[AttendanceMark, list[Elsewhere]] = {AttendanceMark.EXCUSED: [], AttendanceMark.ABSENT: []}
        every: list[ImportedThing] = []
        directory = _Directory(request.known.people)
        for session in dict.fromkeys(key[0] for key in self._people):
            attendees = [together(rows) for key, rows in self._people.items() if key[0] == session]
            for each in attendees:
                if each.mark in away:
                    away[each.mark].append(Elsewhere(each.record, each.name, session))
            found = [_thing(each, directory, session) for each in attendees if each.mark is AttendanceMark.PRESENT]
            every += found
            there = _participants(session, request)
            pairs = likenesses(
                [*(Candidate(key, _name(each, request.known), described=True) for key, each in there.items()),
                 *(Candidate(thing.id, _named(thing, request.known)) for thing in found)]
            )  # fmt: skip
            again = already_among(found, pairs, partial(_brings, there))
            left = {each.thing.id for each in again}
            kept = [thing for thing in found if thing.id not in left]
            session_of |= {thing.id: session for thing in kept}
            things += kept
            already += again
            likes += [pair for pair in pairs if not {pair.first.id, pair.second.id} & left]
        return AttendanceImport(
            request=request,
            things=tuple(things),
            described=ImportedThings(
                tuple(every), tuple(self._refused), 0, dict(self._added), dict(self._left_out)
            ),
            likenesses=tuple(likes),
            already=tuple(already),
            session_of=session_of,
            excused=tuple(away[AttendanceMark.EXCUSED]),
            absent=tuple(away[AttendanceMark.ABSENT]),
            every_row=tuple(self._every_row),
            **read,
        )  # fmt: skip


class _Directory:
    """The people of a dossier by their names, and those whose name is like another."""

    def __init__(self, people: Mapping[str, str]) -> None:
        self._by_name = {fold(name): identifier for identifier, name in people.items()}
        self._near = NearNames(people)

    def of(self, name: str) -> str | None:
        """Who bears exactly a name."""
        return self._by_name.get(fold(name))

    def near(self, name: str) -> tuple[str, ...]:
        """Who may be meant by it."""
        return self._near.of(name)


def _thing(attendee: Attendee, directory: _Directory, session: str | None) -> ImportedThing:
    """Somebody as they will be written: by their identifier when the directory has them, else by their name."""
    identifier, remarks = directory.of(attendee.name), list(attendee.remarks)
    who = {"personne": identifier} if identifier else {"nom": attendee.name}
    if identifier is None and (near := directory.near(attendee.name)):
        remarks.append(Remark("person-near", {"name": attendee.name, "ids": list(near)}))
    when = {"jours": list(attendee.days), "demi_journees": list(attendee.half_days)}
    own = {key: value for key, value in attendee.values.items() if not key.startswith("x-")}
    extra = {key: value for key, value in attendee.values.items() if key.startswith("x-")}
    values = {**who, **{key: own[key] for key in ("structure",) if key in own},
              **{key: told for key, told in when.items() if told},
              **{key: own[key] for key in ("diffusion",) if key in own}, **extra}  # fmt: skip
    record = attendee.record
    place = f"{Path(record.file).name}, {record.cell('') or f'n° {record.rank}'}"
    return ImportedThing(record, values, tuple(remarks), f"{place}, {session}" if session else place)


def _participants(session: str | None, request: AttendanceRequest) -> dict[str, Participant]:
    """Those that a session lists already, each by who it is."""
    known = [request.target] if request.target else list(request.sessions)
    held = next((each.session for each in known if each.session.id == session), None)
    return {each.person or each.name or f"n° {rank}": each
            for rank, each in enumerate(held.participants if held else (), 1)}  # fmt: skip


def _name(participant: Participant, known: Known) -> str:
    return participant.name or known.people.get(participant.person or "", participant.person or "")


def _named(thing: ImportedThing, known: Known) -> str:
    """What somebody is called, whether they are written by name or by identifier."""
    identifier = str(thing.values.get("personne", ""))
    return str(thing.values.get("nom") or known.people.get(identifier, identifier))


def _brings(there: Mapping[str, Participant], thing: ImportedThing, key_there: str) -> Iterator[str]:
    """What a row adds to somebody that the session lists: days and half-days, a structure."""
    listed = there[key_there]
    lists = {"jours": listed.days, "demi_journees": listed.half_days}
    for key, value in thing.values.items():
        if key in lists and (lacking := [each for each in value if each not in lists[key]]):
            yield next(yaml_lines({key: lacking}, 0))
        elif (key == "structure" and listed.structure is None) or (key.startswith("x-") and key != "x-duree"):
            yield next(yaml_lines({key: value}, 0))
