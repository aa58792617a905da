"""What a bilan says of how the action went: its sessions in order, those outside the scheme and those to come apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cit_toolkit.analysis.bilan import Bilan
from cit_toolkit.analysis.follow_up import decisions_of
from cit_toolkit.documents.session_words import SessionWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.gathering import Gathering, GatheringFormat, ProgrammeItem
from cit_toolkit.model.text import fold


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session. An empty text has nothing to say."""

    name: str
    """«Séminaire 1 : Appropriation collective de l’action»."""
    facts: str
    """«Eymoutiers (87), les 22 et 23 octobre 2021»."""
    attendance: str
    """«11 participants», «participants : environ 30»; empty when nobody knows."""
    opening: str
    """Both as sentences: «Eymoutiers (87), les 22 et 23 octobre 2021. 11 participants.»"""
    figure: str
    """Id of the proof of the attendance."""
    purposes: tuple[str, ...]
    programme: tuple[str, ...]
    decisions: tuple[str, ...]
    """Markdown, as the purposes."""
    brief: bool
    """Whether it is told in one line, after the session that announced it."""


@dataclass(frozen=True)
class CourseSection:
    """The sessions in words."""

    bilan: Bilan
    voice: Voice

    @property
    def introduction(self) -> str:
        """What the facilitator wrote before the list; empty for nothing."""
        return self.bilan.action.course or ""

    @cached_property
    def summary(self) -> str:
        """«3 séminaires et 3 webinaires», for want of an introduction; empty without sessions."""
        formats = self.bilan.mobilisation.formats
        return self.voice.names(
            self.voice.say(f"bilan.counted-sessions.{kind.value}", count=len(group.events))
            for kind, group in formats.items()
        )

    @cached_property
    def held(self) -> tuple[SessionLine, ...]:
        """Those of the scheme that were held."""
        events = {event.gathering.id for event in self.bilan.mobilisation.together.events}
        return self._lines(each for each in self.bilan.gatherings if each.id in events)

    @cached_property
    def outside(self) -> tuple[SessionLine, ...]:
        """Those held outside the scheme: shown, never counted in it."""
        return self._lines(event.gathering for event in self.bilan.mobilisation.outside)

    @cached_property
    def to_come(self) -> tuple[SessionLine, ...]:
        """Those after the day of the document."""
        return self._lines(self.bilan.mobilisation.to_come)

    def _lines(self, gatherings: Iterable[Gathering]) -> tuple[SessionLine, ...]:
        return tuple(map(self._line, gatherings))

    def _line(self, gathering: Gathering) -> SessionLine:
        words = SessionWords(gathering, self.voice)
        town = gathering.place.municipality if gathering.place else None
        # «Séminaire à Saint-Paterne-Racan» has told where already.
        where = "" if town and fold(town) in fold(gathering.title) and not words.when else words.where
        announced = any(each.prepares == gathering.id for each in self.bilan.gatherings)
        facts, attendance = ", ".join(filter(None, (where, words.when))), self._attendance(gathering)
        return SessionLine(
            words.name,
            facts,
            attendance,
            " ".join(f"{told[0].upper()}{told[1:]}." for told in (facts, attendance) if told),
            f"presences.{gathering.id}",
            gathering.objectives,
            tuple(map(_programme_line, gathering.programme)),
            tuple(decision.text for decision in decisions_of(gathering)),
            brief=announced and not gathering.programme and gathering.format is not GatheringFormat.SEMINAR,
        )

    def _attendance(self, gathering: Gathering) -> str:
        came = gathering.attendance
        if came is None and gathering.participants:
            return self.voice.say("bilan.participants", count=len(gathering.participants))
        if came is None:
            return ""
        if came.exact:
            return self.voice.say("bilan.participants", count=int(came.low))
        return self.voice.say("bilan.participants-about", number=self.voice.quantity(came))


def _programme_line(item: ProgrammeItem) -> str:
    """The moment, and who spoke when its title does not say it."""
    speakers = [name for name in item.speakers if fold(name) not in fold(item.title)]
    return f"{item.title} ({', '.join(speakers)})" if speakers else item.title
