"""The attendance sheet of a session: to print and to sign, one sheet per day, one box per half-day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cit_toolkit.analysis.action_redaction import SeenAction
from cit_toolkit.analysis.attendance import was_there
from cit_toolkit.analysis.timetable import SessionDay, session_days
from cit_toolkit.documents.programme_section import hours_of
from cit_toolkit.documents.session_words import NamedInSession, SessionWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.gathering import Gathering, Participant
from cit_toolkit.model.method import Method
from cit_toolkit.wording.dates import format_short_day

BLANK_ROWS = 5
"""Rows for those who were not expected."""
BLANK_ROWS_ALONE = 15
"""Rows when nobody is listed and no number was registered."""
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A line to sign. An empty text is left to be filled in by hand."""

    rank: str
    name: str
    structure: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One day."""

    title: str
    """«Jour 1 – vendredi 9 février 2024»; empty when the day is not known."""
    hours: str
    boxes: tuple[str, ...]
    """The half-days to sign for: «9 févr. matin». The day is told again, as every page must say what was signed."""
    rows: tuple[SheetRow, ...]
    facilitators: tuple[SheetRow, ...]


@dataclass(frozen=True)
class AttendanceSheet:
    """What `attendance-sheet.md` tells."""

    gathering: Gathering
    seen: SeenAction
    method_used: Method
    voice: Voice
    today: date
    blank_rows: int | None
    """Blank rows asked for; None for as many as seems right."""

    @property
    def words(self) -> SessionWords:
        """Its name, days and place."""
        return SessionWords(self.gathering, self.voice)

    @property
    def action(self) -> str:
        """The title of the action, empty without."""
        return self.seen.action.title if self.seen.action else ""

    @property
    def facilitators(self) -> str:
        """Who runs it."""
        return self._names.everyone(self.gathering.facilitators)

    @cached_property
    def _names(self) -> NamedInSession:
        return NamedInSession(self.seen, self.voice)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """One per day; a session without date nor programme has one all the same."""
        days = session_days(self.gathering, self.method_used.hours_per_day)
        dated = [day for day in days if day.number is not None]
        return tuple(map(self._sheet, dated or days or [SessionDay(None, None, (), 0)]))

    def _sheet(self, day: SessionDay) -> Sheet:
        number = day.number or 1
        people = [each for each in self.gathering.participants if was_there(each, number)]
        blank = SheetRow("", "", "")
        return Sheet(
            self.words.day(day.number, day.date),
            hours_of(day.start, day.end, self.voice),
            tuple(self._boxes(day)),
            (*self._rows(people), *(self._blank(len(people)))),
            tuple(SheetRow("", "", self._names.structure(name)) for name in self.gathering.facilitators) or (blank,),
        )

    def _boxes(self, day: SessionDay) -> Iterator[str]:
        known = day.date and day.date.date.day
        short = format_short_day(day.date.date.earliest, self.voice.language) if day.date and known else ""
        for half in day.half_days():
            told = f"{short} {self.voice.say(f'session.half-days.{half.value}')}".strip()
            yield told[:1].upper() + told[1:]

    def _rows(self, people: list[Participant]) -> Iterator[SheetRow]:
        for rank, each in enumerate(people, 1):
            structure = self._names.structure(each.structure) if each.structure else ""
            yield SheetRow(self.voice.number(rank), each.name or "", structure)

    def _blank(self, listed: int) -> Iterator[SheetRow]:
        """As many as asked for; else enough for everybody registered, and a few more."""
        wanted = self.blank_rows
        if wanted is None:
            registered = self.gathering.registered
            expected = int(registered.high or registered.low) if registered else 0
            wanted = max(expected - listed, BLANK_ROWS if listed or expected else BLANK_ROWS_ALONE)
        for rank in range(listed + 1, listed + min(wanted, MOST_ROWS) + 1):
            yield SheetRow(self.voice.number(rank), "", "")
