"""The run sheet of a session: hour by hour, with what does not fit, what to bring, and what to be ready with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cit_toolkit.analysis.action_redaction import SeenAction
from cit_toolkit.analysis.attendance import attendance
from cit_toolkit.analysis.timetable import Moment, SessionDay, long_stretches, minutes
from cit_toolkit.documents.programme_section import MomentLine, ProgrammeSection, hours_of
from cit_toolkit.documents.session_words import NamedInSession, SessionWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.method import Method
from cit_toolkit.wording.dates import format_date
from cit_toolkit.wording.times import format_clock, format_length


@dataclass(frozen=True, slots=True)
class RunSheetLine:
    """A moment, and what is wrong with its hours (empty when nothing is)."""

    moment: MomentLine
    warning: str


@dataclass(frozen=True, slots=True)
class RunSheetDay:
    """One day of the run sheet."""

    title: str
    hours: str
    lines: tuple[RunSheetLine, ...]
    warnings: tuple[str, ...]
    """What is wrong with the day as a whole: no pause, past its end."""


@dataclass(frozen=True)
class RunSheet:
    """What `run-sheet.md` tells."""

    gathering: Gathering
    seen: SeenAction
    method_used: Method
    voice: Voice
    today: date

    @property
    def words(self) -> SessionWords:
        """Its name, days and place."""
        return SessionWords(self.gathering, self.voice)

    @property
    def day(self) -> str:
        """The date of the document."""
        return format_date(self.today, self.voice.language)

    @property
    def facilitators(self) -> str:
        """Who runs it."""
        return NamedInSession(self.seen, self.voice).everyone(self.gathering.facilitators)

    @property
    def expected(self) -> str:
        """How many are expected: those registered, else those listed or counted; empty when it is not known."""
        found = attendance(self.gathering, self.seen.structures, self.method_used.hours_per_day).presences
        count = self.gathering.registered or found
        return self.voice.quantity(count) if count is not None else ""

    @cached_property
    def programme(self) -> ProgrammeSection:
        """The programme, day by day."""
        names = NamedInSession(self.seen, self.voice)
        return ProgrammeSection(self.gathering, names, self.voice, self.method_used.hours_per_day)

    @cached_property
    def days(self) -> tuple[RunSheetDay, ...]:
        """Each day with its moments."""
        told = zip(self.timed_days, self.programme.days, strict=True)
        return tuple(self._day(day, lines.title, lines.moments) for day, lines in told)

    @property
    def timed_days(self) -> tuple[SessionDay, ...]:
        """The days that have a programme."""
        return tuple(day for day in self.programme.session_days if day.moments)

    def _day(self, day: SessionDay, title: str, lines: tuple[MomentLine, ...]) -> RunSheetDay:
        moments = zip(day.moments, lines, strict=True)
        return RunSheetDay(
            title,
            hours_of(day.start, day.end, self.voice),
            tuple(RunSheetLine(line, self._warning(moment)) for moment, line in moments),
            tuple(self._day_warnings(day)),
        )

    def _warning(self, moment: Moment) -> str:
        if moment.overlap:
            return self.voice.say("run-sheet.overlap", length=self._length(moment.overlap))
        if moment.late:
            return self.voice.say("run-sheet.late", length=self._length(moment.late))
        return self.voice.say("run-sheet.no-end") if moment.start is not None and moment.end is None else ""

    def _day_warnings(self, day: SessionDay) -> Iterator[str]:
        if day.past_end:
            # Without an end given, only midnight is one.
            end = minutes(day.date.end) if day.date and day.date.end else 0
            key = "past-end" if end else "past-midnight"
            yield self.voice.say(
                f"run-sheet.{key}", length=self._length(day.past_end), end=format_clock(end, self.voice.language)
            )
        for start, end in long_stretches(day):
            told = self._length(end - start)
            yield self.voice.say("run-sheet.no-pause", length=told, hours=hours_of(start, end, self.voice))
        if any(moment.start is None for moment in day.moments):
            yield self.voice.say("run-sheet.no-hours")

    def _length(self, length: int) -> str:
        return format_length(length, self.voice.language)

    @cached_property
    def material(self) -> tuple[str, ...]:
        """Everything to bring, each thing once, in the order it is needed."""
        first: dict[str, str] = {}
        for thing in (thing for item in self.gathering.programme for thing in item.material):
            first.setdefault(thing.casefold(), thing)
        return tuple(first.values())

    @property
    def any_material(self) -> bool:
        """Whether a column is worth it."""
        return bool(self.material)

    @property
    def timed(self) -> bool:
        """Whether some moment has hours: otherwise there is nothing to draw."""
        return any(moment.start is not None for day in self.programme.session_days for moment in day.moments)
