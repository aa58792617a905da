"""What an action asked of people and what came of it: one column per format of session, seminars beside webinars."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from cit_toolkit.analysis.attendance import Total
from cit_toolkit.analysis.mobilisation import FEWEST_FOR_PERCENT, GroupMobilisation, Mobilisation
from cit_toolkit.documents.indicators_section import span_words
from cit_toolkit.documents.session_words import total_words
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.bilan_terms import SESSION_GROUPS

_GROUPS = {kind: group for group, kind in SESSION_GROUPS.items() if kind is not None}


@dataclass(frozen=True, slots=True)
class MobilisationLine:
    """One measure: its name, and a value per format."""

    name: str
    values: tuple[str, ...]
    figures: tuple[str, ...]
    """Ids of the proofs of the values."""


@dataclass(frozen=True)
class MobilisationSection:
    """The sessions by format, in words; measures nobody knows for any format are left out."""

    mobilisation: Mobilisation
    voice: Voice

    @cached_property
    def formats(self) -> tuple[str, ...]:
        """The heads of the columns: «Séminaires», «Webinaires»."""
        return tuple(self.voice.say(f"bilan.formats.{kind.value}") for kind in self.mobilisation.formats)

    @cached_property
    def lines(self) -> tuple[MobilisationLine, ...]:
        """The measures."""
        return tuple(line for line in self._lines() if any(value not in ("", self._unknown) for value in line.values))

    @property
    def _unknown(self) -> str:
        return self.voice.say("words.unknown")

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of the figures printed."""
        cells = (zip(line.values, line.figures, strict=True) for line in self.lines)
        return tuple(figure for line in cells for value, figure in line if value and figure)

    @property
    def people_unknown(self) -> bool:
        """Whether presences must not be read as people."""
        return any(not group.people.known for group in self.mobilisation.formats.values())

    @property
    def ratings_withheld(self) -> bool:
        """Whether ratings were given that are too few to be told."""
        return any(event.ratings.withheld for event in self.mobilisation.together.events)

    def _lines(self) -> Iterator[MobilisationLine]:
        yield self._line("sessions", "nombre", lambda group: self.voice.number(len(group.events)))
        yield self._line("presences", "presences", lambda group: total_words(group.presences, self.voice))
        yield self._line("people", "personnes", self._people)
        yield self._line("returning", "", self._returning)
        yield self._line("hours", "heures", lambda group: self._hours(group.hours))
        yield self._line("person-hours", "heures_participants", lambda group: self._hours(group.person_hours))
        yield self._line("rating", "roti_moyen", self._rating)
        yield self._line("decisions", "decisions", lambda group: self._told(group.decisions))
        yield self._line("productions", "productions", lambda group: self._told(group.productions))
        yield self._line("hours-per-output", "", self._hours_per_output)

    def _line(self, name: str, measure: str, value: Callable[[GroupMobilisation], str]) -> MobilisationLine:
        groups = self.mobilisation.formats
        return MobilisationLine(
            self.voice.say(f"bilan.mobilisation.{name}"),
            tuple(value(group) for group in groups.values()),
            tuple(f"seances.{_GROUPS[kind]}.{measure}" for kind in groups) if measure else ("",) * len(groups),
        )

    def _people(self, group: GroupMobilisation) -> str:
        people = group.people
        if not group.presences.known:
            return self._unknown
        if people.known:
            return self.voice.number(people.low)
        # Presences are the other bound, which would be read as a number of people.
        return self.voice.say("session.at-least", number=people.low)

    def _hours(self, total: Total) -> str:
        """Hours as far as they are known, to a tenth, which is six minutes."""
        if not total.known:
            return self._unknown
        high = None if total.high is None else round(total.high, 1)
        return span_words(round(total.low, 1), high, self.voice)

    def _told(self, number: int) -> str:
        """A session that says nothing of its decisions may have taken some: none told is nothing known."""
        return self.voice.number(number) if number else ""

    def _returning(self, group: GroupMobilisation) -> str:
        returning, people = group.people.returning, group.people.low
        if returning is None or len(group.events) < 2:
            return ""
        told = self.voice.say("bilan.out-of", count=returning, total=people)
        if people < FEWEST_FOR_PERCENT:
            return told
        return f"{told} ({self.voice.percent(returning / people)})"

    def _rating(self, group: GroupMobilisation) -> str:
        ratings = group.ratings
        if ratings.mean is None:
            return ""
        answers = self.voice.say("session.answers", count=ratings.answers)
        return self.voice.say("bilan.rating", mean=self.voice.number(ratings.mean, 1), answers=answers)

    def _hours_per_output(self, group: GroupMobilisation) -> str:
        """Hours given by one person for each decision or production: the other way round it is a tiny fraction."""
        made = group.decisions + group.productions
        rate = group.per_person_hour(made) if made else None
        return self.voice.number(1 / rate, 1) if rate else ""
