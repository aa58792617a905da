"""Events of agendas as sessions of a dossier: new files, proposed; those that are there are told, and left."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cit_toolkit.exchange.calendar_reader import Bounds, CalendarEvent, NoEvent, ReadCalendar, read_calendar
from cit_toolkit.exchange.calendar_sessions import OWN, file_name_of, session_of
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.exchange.yaml_text import yaml_lines
from cit_toolkit.loading.workspace import as_typed
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.text import fold
from cit_toolkit.pipeline.import_words import remark_in_words
from cit_toolkit.pipeline.revisions import Revision
from cit_toolkit.pipeline.things_import import comment
from cit_toolkit.problems import Problem
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.dates import format_date


@dataclass(frozen=True, slots=True)
class CalendarRequest:
    """How sessions are wanted."""

    day: date
    """When the agenda was taken."""
    bounds: Bounds
    folder: Path
    """Where the files of new sessions go."""
    sessions: tuple[Gathering, ...] = ()
    """Those of the dossier."""
    kind: str | None = None
    """The kind of those that do not say theirs."""


@dataclass(frozen=True, slots=True)
class ImportedSession:
    """A session as it will be written."""

    event: CalendarEvent
    source: str
    """The file of the agenda."""
    id: str
    values: dict[str, Any]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class SessionThere:
    """An event of a session that the dossier has: nothing is changed in it."""

    event: CalendarEvent
    session: Gathering
    differs: tuple[str, ...]
    """Keys whose value is no longer that of the agenda: `dates`, `titre`."""


@dataclass(frozen=True, slots=True)
class CalendarImport:
    """What was read, and what it makes."""

    request: CalendarRequest
    calendars: tuple[ReadCalendar, ...]
    made: tuple[ImportedSession, ...]
    already: tuple[SessionThere, ...]
    deadlines: tuple[NoEvent, ...]
    """What our own agendas tell to be done by a day, which is no session."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why some files could not be read at all."""
        return tuple(each.problem for each in self.calendars if each.problem is not None)

    @property
    def refused(self) -> tuple[NoEvent, ...]:
        """Entries nothing could be made of."""
        return tuple(entry for each in self.calendars for entry in each.refused)

    @property
    def cancelled(self) -> tuple[NoEvent, ...]:
        """What the agendas say is cancelled."""
        return tuple(entry for each in self.calendars for entry in each.cancelled)

    @property
    def without_use(self) -> tuple[ReadCalendar, ...]:
        """No calendar is of no use: one without any event is a problem."""
        return ()


def import_calendars(paths: Sequence[Path], request: CalendarRequest) -> CalendarImport:
    """The sessions of some agendas. One event that stands in two files is read once."""
    calendars = tuple(read_calendar(path, request.bounds) for path in paths)
    made: list[ImportedSession] = []
    already: list[SessionThere] = []
    deadlines: list[NoEvent] = []
    names = Counter(session.id for session in request.sessions)
    seen: set[tuple[str, str, date]] = set()
    for calendar in calendars:
        for event in calendar.events:
            key = (event.uid or event.title, event.occurrence, event.first)
            if key in seen:
                continue
            seen.add(key)
            if event.uid.endswith(OWN) and event.free:
                deadlines.append(NoEvent(event.title, str(event.first), Remark("event-deadline"), event.uid))
            elif (there := _there(event, request.sessions)) is not None:
                already.append(SessionThere(event, there, tuple(_differs(event, there))))
            else:
                values, remarks = session_of(event, request.kind)
                wanted = file_name_of(event)
                names[wanted] += 1
                identifier = wanted if names[wanted] == 1 else f"{wanted}-{names[wanted]}"
                like = [Remark("same-day", {"ids": near})] if (near := _same_day(event, request.sessions)) else []
                made.append(ImportedSession(event, calendar.name, identifier, values, (*remarks, *like)))
    return CalendarImport(request, calendars, tuple(made), tuple(already), tuple(deadlines))


def _there(event: CalendarEvent, sessions: Sequence[Gathering]) -> Gathering | None:
    """The session that an event is: by what the agenda calls it, else by its title and its day."""
    for session in sessions:
        uid, occurrence = session.extra.get("uid"), session.extra.get("occurrence", "")
        own = event.uid.endswith(f"-{session.id}{OWN}") or event.uid == f"{session.id}{OWN}"
        if event.uid and (own or (uid, occurrence) == (event.uid, event.occurrence)):
            return session
    titled = [session for session in sessions if fold(session.title) == fold(event.title)]
    return next((session for session in titled if event.first in _days(session)[:1]), None)


def _days(session: Gathering) -> list[date]:
    return [each.date.earliest for each in session.dates if each.date.day]


def _differs(event: CalendarEvent, session: Gathering) -> Iterator[str]:
    """What the agenda says otherwise than the file: an agenda of ours calls a session by more than its title."""
    days = _days(session)
    if days and (days[0], days[-1]) != (event.first, event.last):
        yield "dates"
    if fold(session.title) not in fold(event.title) and not event.uid.endswith(OWN):
        yield "titre"


def _same_day(event: CalendarEvent, sessions: Sequence[Gathering]) -> list[str]:
    return [session.id for session in sessions if event.first in _days(session)]


def session_files(made: CalendarImport, catalog: Catalog) -> list[Revision]:
    """A new file for each session, none of which stands there."""
    revisions, taken = [], set[Path]()
    for each in made.made:
        names = (each.id if rank == 1 else f"{each.id}-{rank}" for rank in range(1, 10_000))
        paths = (made.request.folder / f"{name}.yaml" for name in names)
        path = next(path for path in paths if path not in taken and not path.exists())
        taken.add(path)
        text = "".join(f"{line}\n" for line in _lines(each, path.stem, made.request, catalog))
        revisions.append(Revision(path, as_typed(path), None, text))
    return revisions


def _lines(each: ImportedSession, identifier: str, request: CalendarRequest, catalog: Catalog) -> Iterator[str]:
    day = format_date(request.day, catalog.language)
    yield comment(catalog.say("import.calendar.head", file=Path(each.source).name, day=day))
    for remark in each.remarks:
        yield comment(catalog.say("import.head.to-check", remark=remark_in_words(remark, catalog)))
    yield from yaml_lines({"type": "seance", "id": identifier, **each.values}, 0)
