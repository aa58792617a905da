"""The programme of a session, day by day, with its hours as far as they are known."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cit_toolkit.analysis.timetable import Moment, SessionDay, session_days
from cit_toolkit.documents.decisions_section import DecisionLine, decision_line
from cit_toolkit.documents.session_words import NamedInSession, SessionWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.wording.times import format_clock, format_length


@dataclass(frozen=True, slots=True)
class MomentLine:
    """A line of the programme. An empty text has nothing to say."""

    title: str
    hours: str
    """«9 h 30 – 10 h 15», «9 h 30» when its end is not known."""
    length: str
    terms: str
    """How it was run and by whom: «plénière ; Les Lanternes»."""
    mode: str
    speakers: str
    material: str
    output: str
    """Markdown."""
    decisions: tuple[DecisionLine, ...]

    @property
    def when(self) -> str:
        """Its hours, or how long it lasts for want of them."""
        return self.hours or self.length


@dataclass(frozen=True, slots=True)
class ProgrammeDayLines:
    """The moments of one day under its heading; `title` is empty when the whole programme is one."""

    title: str
    hours: str
    moments: tuple[MomentLine, ...]

    @property
    def told(self) -> bool:
        """Whether something came out of one of them: otherwise they are a mere list."""
        return any(moment.output or moment.decisions for moment in self.moments)


@dataclass(frozen=True)
class ProgrammeSection:
    """The programme in words."""

    gathering: Gathering
    names: NamedInSession
    voice: Voice
    hours_per_day: Decimal

    @cached_property
    def session_days(self) -> tuple[SessionDay, ...]:
        """The days with their hours."""
        return session_days(self.gathering, self.hours_per_day)

    @cached_property
    def days(self) -> tuple[ProgrammeDayLines, ...]:
        """Those that have a programme."""
        told = [day for day in self.session_days if day.moments]
        return tuple(self._day(day, alone=len(told) == 1) for day in told)

    def _day(self, day: SessionDay, alone: bool) -> ProgrammeDayLines:
        words = SessionWords(self.gathering, self.voice)
        title = "" if alone and len(self.gathering.dates) < 2 else words.day(day.number, day.date)
        if not title and not alone:
            title = self.voice.say("session.no-day")
        return ProgrammeDayLines(title, hours_of(day.start, day.end, self.voice), tuple(self._moments(day)))

    def _moments(self, day: SessionDay) -> Iterator[MomentLine]:
        for moment in day.moments:
            item = moment.item
            speakers = self.voice.names(item.speakers)
            yield MomentLine(
                item.title,
                hours_of(moment.start, moment.end, self.voice),
                length_of(moment, self.hours_per_day, self.voice),
                self.voice.parts(filter(None, [item.mode, speakers])),
                item.mode or "",
                speakers,
                self.voice.series(item.material),
                item.output or "",
                tuple(decision_line(each, self.names, self.voice) for each in item.decisions),
            )


def hours_of(start: int | None, end: int | None, voice: Voice) -> str:
    """«9 h 30 – 10 h 15»; its beginning alone when its end is not known; empty when neither is."""
    if start is None:
        return ""
    begins = format_clock(start, voice.language)
    return begins if end is None else f"{begins} – {format_clock(end, voice.language)}"


def length_of(moment: Moment, hours_per_day: Decimal, voice: Voice) -> str:
    """How long a moment lasts: as its hours tell, else as written."""
    if moment.start is not None and moment.end is not None:
        return format_length(moment.end - moment.start, voice.language)
    if moment.item.duration is None:
        return ""
    return format_length(round(moment.item.duration.in_hours(hours_per_day) * 60), voice.language)
