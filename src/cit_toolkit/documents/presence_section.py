"""Who was at a session: presences as they were counted, people where they may be named, structures, half-days."""

from dataclasses import dataclass
from functools import cached_property

from cit_toolkit.analysis.attendance import Attendance, HalfDayPresence
from cit_toolkit.analysis.engagement import Arrivals
from cit_toolkit.documents.session_words import NamedInSession
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.gathering import Participant


@dataclass(frozen=True, slots=True)
class StructurePresent:
    """A structure that was there; `count` is empty when the file only says that it was."""

    name: str
    count: str
    people: str
    """«Odile Sauvelune et 1 autre»: only names that may be read; empty when there is none."""


@dataclass(frozen=True)
class PresenceSection:
    """Who was there, who was not."""

    attendance: Attendance
    arrivals: Arrivals | None
    """Against the earlier sessions of its action; None without action."""
    names: NamedInSession
    voice: Voice

    @property
    def known(self) -> bool:
        """Whether anything is known of who came."""
        return self.attendance.presences is not None or bool(self.structures)

    @property
    def count(self) -> str:
        """«14», «environ 30», «inconnu»."""
        return self.voice.quantity(self.attendance.presences)

    @property
    def registered(self) -> str:
        """How many had registered, empty when it is not told."""
        registered = self.attendance.gathering.registered
        return self.voice.quantity(registered) if registered is not None else ""

    @cached_property
    def structures(self) -> tuple[StructurePresent, ...]:
        """Each structure with its people, in the order of the list; then those only known to have come."""
        listed: dict[str | None, list[Participant]] = {}
        for participant in self.attendance.gathering.participants:
            listed.setdefault(participant.structure, []).append(participant)
        alone = listed.pop(None, [])
        told = [self._present(self.names.structure(key or ""), people) for key, people in listed.items()]
        gathering = self.attendance.gathering
        others = dict.fromkeys((*gathering.facilitators, *gathering.structures_present))
        told += [StructurePresent(self.names.structure(key), "", "") for key in others if key not in listed]
        if alone:
            told.append(self._present(self.voice.say("session.no-structure"), alone))
        return tuple(told)

    def _present(self, name: str, people: list[Participant]) -> StructurePresent:
        named = [each.name for each in people if each.name]
        others = len(people) - len(named)
        told = self.voice.names(named)
        if named and others:
            told = self.voice.say("session.and-others", names=", ".join(named), count=others)
        return StructurePresent(name, self.voice.number(len(people)), told)

    @property
    def counted(self) -> bool:
        """Whether the list says how many came from each structure."""
        return any(each.count for each in self.structures)

    @property
    def structure_names(self) -> str:
        """The structures in one line, for a short document."""
        return self.voice.names(each.name for each in self.structures)

    @property
    def structure_count(self) -> str:
        """«12 structures», «au moins 5 structures» from a list that is not complete; empty when none is known."""
        present = len(self.attendance.structures)
        told = self.voice.say("session.structures", count=present) if present else ""
        return self.voice.say("session.at-least", number=told) if told and self.only_some else told

    @property
    def only_some(self) -> bool:
        """Whether other structures may have come: nothing says that the list is complete."""
        return bool(self.structures) and not self.attendance.all_structures

    @property
    def excused(self) -> str:
        """Who sent apologies; whoever may not be named is counted."""
        told = [name for name in self.attendance.gathering.excused if name]
        others = len(self.attendance.gathering.excused) - len(told)
        if others and told:
            return self.voice.say("session.and-others", names=", ".join(told), count=others)
        return self.voice.say("session.people", count=others) if others else self.voice.names(told)

    @property
    def half_days(self) -> str:
        """«jour 1, matin : 14 ; jour 1, après-midi : 13»; empty when there is only one or the list does not tell."""
        found = self.attendance.half_days
        return self.voice.parts(map(self._half_day, found)) if len(found) > 1 else ""

    def _half_day(self, each: HalfDayPresence) -> str:
        several = len(self.attendance.gathering.dates) > 1 or each.day > 1
        half = self.voice.say(f"session.half-days.{each.half.value}")
        day = self.voice.say("session.half-day-of", day=each.day, half=half) if several else half
        return self.voice.labelled(day, self.voice.number(each.present))

    @property
    def new_and_returning(self) -> str:
        """«7 personnes sont venues pour la première fois, 8 étaient déjà venues», empty when it is not known."""
        if self.arrivals is None or self.arrivals.new_people is None or self.arrivals.returning_people is None:
            return ""
        if not self.arrivals.returning_people and not self.arrivals.new_people:
            return ""
        new = self.voice.say("session.new-people", count=self.arrivals.new_people)
        told = self.voice.say("session.returning-people", new=new, count=self.arrivals.returning_people)
        return told if self.arrivals.lists_complete else self.voice.say("session.as-far-as-lists", told=told)
