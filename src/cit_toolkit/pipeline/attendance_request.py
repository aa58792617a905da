"""How an attendance is wanted: the session it is for, and what the dossier knows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cit_toolkit.exchange.attendance_reader import Known
from cit_toolkit.model.attendance_mapping import AttendanceMapping
from cit_toolkit.model.gathering import Gathering


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
