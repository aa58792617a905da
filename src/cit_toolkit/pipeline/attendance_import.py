"""Attendance tables as the attendance of a session: a new one, or an addition to those of the dossier."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from cit_toolkit.exchange.actor_likeness import Candidate, Likeness, NearNames, likenesses
from cit_toolkit.exchange.attendance_guessing import guessed_attendance
from cit_toolkit.exchange.attendance_reader import AttendanceReader, Attendee, Known, together
from cit_toolkit.exchange.importers import TABLE_IMPORTERS
from cit_toolkit.exchange.mapped_tables import MappedTable, RefusedRecord, beginning_of, refused, rejected_of, row_of
from cit_toolkit.exchange.mapped_things import ImportedThing, ImportedThings
from cit_toolkit.exchange.mapped_words import MappedWords, fixed_vocabulary
from cit_toolkit.exchange.record_files import read_records
from cit_toolkit.exchange.records import Record, RecordFile
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.exchange.yaml_edits import AppendItem, Edit, edited
from cit_toolkit.exchange.yaml_text import item_lines, yaml_lines
from cit_toolkit.loading.mappings import load_mapping, table_mapping_of
from cit_toolkit.model.attendance_mapping import AttendanceMapping, AttendanceMark, AttendanceVocabularies
from cit_toolkit.model.gathering import Gathering, Participant
from cit_toolkit.model.text import fold
from cit_toolkit.pipeline.revisions import Revision
from cit_toolkit.pipeline.things_import import (
    Already,
    ThingsImport,
    already_among,
    comment,
    head_lines,
    key_in,
    refused_lines,
    thing_lines,
    within_limits,
)
from cit_toolkit.wording.catalog import Catalog

_IMPORTER = TABLE_IMPORTERS["presences"]
_ASIDE = re.compile(r"\([^)]*\)")
_ABOVE = 20
"""Rows among which the heading of the people is looked for."""
_SECTION = re.compile(r"\d\. ?\D.*")
"""How a platform announces another table below the first: «3. In-Meeting Activities»."""


@dataclass(frozen=True, slots=True)
class KnownSession:
    """A session of the dossier."""

    path: Path
    session: Gathering


@dataclass(frozen=True, slots=True)
class AttendanceRequest:
    """How an attendance is wanted."""

    day: date
    """When the table was taken."""
    mapping: AttendanceMapping | None = None
    """The mapping asked for; None, columns are guessed."""
    known: Known = field(default_factory=Known)
    sessions: tuple[KnownSession, ...] = ()
    """Those of the dossier, which columns may be about."""
    target: KnownSession | None = None
    """The session it is added to."""
    title: str | None = None
    """Title of the session that is made."""
    format: str | None = None
    """What kind of session that is."""

    @property
    def session_names(self) -> Mapping[str, str]:
        """What sessions are called → their identifiers: a title or a day that two bear names neither."""
        held = [each.session for each in self.sessions]
        called = [(session.title, session.id) for session in held]
        called += [(str(session.dates[0].date), session.id) for session in held if len(session.dates) == 1]
        counts = Counter(name for name, _ in called)
        return {name: identifier for name, identifier in called if counts[name] == 1} | {
            session.id: session.id for session in held
        }


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
    files = [_first_table(_below_its_heading(file, usual)) for file in read]
    tables = [_table(file, request, usual) for file in files if file.problem is None]
    marked = {table.file.name for table in tables if _tells_presence(table)}
    used = [
        table
        for table in tables
        # Beside a sheet that says who was there, one that says nothing of it is about something else.
        if _is_of_use(table, request) and (_tells_presence(table) or table.file.name not in marked)
    ]
    words = {rank: _words(table.mapping, request.known) for rank, table in enumerate(used)}
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


def _below_its_heading(file: RecordFile, usual: AttendanceMapping) -> RecordFile:
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


def _first_table(file: RecordFile) -> RecordFile:
    """A file without the tables that stand below the first: they tell of the same people again."""
    for rank, record in enumerate(file.records):
        filled = [str(value) for value in record.values.values() if str(value).strip()]
        if len(filled) == 1 and _SECTION.fullmatch(filled[0]):
            return replace(file, records=file.records[:rank])
    return file


def _table(file: RecordFile, request: AttendanceRequest, usual: AttendanceMapping) -> MappedTable[AttendanceMapping]:
    if request.mapping is not None:
        return MappedTable(file, request.mapping)
    marks = _words(usual, request.known).parts["marques"]
    held = request.target.session.dates if request.target else ()
    dates = [each.date.earliest for each in held if each.date.day]
    return MappedTable(file, guessed_attendance(file, usual, marks, request.session_names, dates), guessed=True)


def _is_of_use(table: MappedTable[AttendanceMapping], request: AttendanceRequest) -> bool:
    """Whether a table names people, and says something of the session it is read for."""
    mapping, columns = table.mapping, table.mapping.columns
    if not columns.name and not columns.first_name:
        return False
    if request.target is None or not mapping.sessions:
        return True
    whole = mapping.half_days or mapping.days or columns.presence or columns.duration
    return bool(whole) or request.target.session.id in mapping.sessions.values()


def _tells_presence(table: MappedTable[AttendanceMapping]) -> bool:
    """Whether something in a table says who was there."""
    mapping, columns = table.mapping, table.mapping.columns
    return bool(mapping.half_days or mapping.days or mapping.sessions or columns.presence or columns.duration)


def _words(mapping: AttendanceMapping, known: Known) -> MappedWords:
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
            again = already_among(found, pairs, lambda thing, key, there=there: _brings(thing, there[key]))  # type: ignore[misc]
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


def _brings(thing: ImportedThing, there: Participant) -> Iterator[str]:
    """What a row adds to somebody that the session lists: days and half-days, a structure."""
    lists = {"jours": there.days, "demi_journees": there.half_days}
    for key, value in thing.values.items():
        if key in lists and (lacking := [each for each in value if each not in lists[key]]):
            yield next(yaml_lines({key: lacking}, 0))
        elif (key == "structure" and there.structure is None) or (key.startswith("x-") and key != "x-duree"):
            yield next(yaml_lines({key: value}, 0))


def addition(made: AttendanceImport, text: str, name: str, session: str | None) -> str:
    """The text of a session with those who were there added. CitError when it cannot be changed in place."""
    participants, excuses = key_in(text, "participants", Gathering), key_in(text, "excuses", Gathering)
    held = [each.session for each in (*made.request.sessions, *filter(None, [made.request.target]))]
    excused = {fold(each) for other in held if other.id == session for each in other.excused}
    edits: list[Edit] = [
        AppendItem((participants,), thing.values) for thing in made.things if made.session_of[thing.id] == session
    ]
    edits += [
        AppendItem((excuses,), each.name)
        for each in made.excused
        if each.session == session and fold(each.name) not in excused
    ]
    return edited(text, name, edits)


def session_revisions(made: AttendanceImport) -> list[Revision]:
    """What changes in each session that columns are about."""
    revisions = []
    for each in made.several:
        before = each.path.read_bytes().decode("utf-8-sig")
        after = addition(made, before, str(each.path), each.session.id)
        revisions.append(Revision(each.path, str(each.path), before, after))
    return revisions


def new_session(made: AttendanceImport, paths: Sequence[Path], catalog: Catalog) -> str:
    """The text of a new session file. CitError when it would be too large."""
    return within_limits(_lines(made, paths, catalog), made.kind)


def _lines(made: AttendanceImport, paths: Sequence[Path], catalog: Catalog) -> Iterator[str]:
    request = made.request
    yield from head_lines(made, paths, request.day, catalog)
    timed = any(table.mapping.columns.duration for table in made.tables)
    if request.format is None:
        yield comment(catalog.say("import.head.to-check", remark=catalog.say("import.presences.format-unsaid")))
    kind = request.format or ("webinaire" if timed else "reunion")
    yield from yaml_lines({"type": "seance", "format": kind, "titre": request.title or paths[0].stem}, 0)
    if made.things:
        yield "participants:"
        yield from thing_lines(made, catalog, compact=True)
    if made.excused:
        yield "excuses:"
        for each in made.excused:
            yield from item_lines(each.name, 2)
    yield from refused_lines(made, catalog)
