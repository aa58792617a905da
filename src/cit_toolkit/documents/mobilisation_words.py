"""What sessions mobilised, in words: figures of the formats side by side."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cit_toolkit.analysis.mobilisation import FEWEST_FOR_PERCENT, GroupMobilisation, Mobilisation, People
from cit_toolkit.documents.rating_words import RatingWords
from cit_toolkit.documents.session_words import SessionWords, total_words
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.gathering import Gathering, GatheringFormat

_MANY_HOURS = 10


@dataclass(frozen=True, slots=True)
class MobilisationRow:
    """One figure, for each format in the order of the heads."""

    key: str
    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class MobilisationWords:
    """The sessions of an action, format beside format. «?» is for what is not known."""

    mobilisation: Mobilisation
    voice: Voice

    @property
    def formats(self) -> tuple[GatheringFormat, ...]:
        """Those that were held."""
        return tuple(self.mobilisation.formats)

    @property
    def heads(self) -> tuple[str, ...]:
        """«Séminaires», «Webinaires»."""
        return tuple(self.voice.say(f"mobilisation.formats.{kind.value}") for kind in self.formats)

    @cached_property
    def rows(self) -> tuple[MobilisationRow, ...]:
        """The figures; those that no format knows are left out."""
        return tuple(row for row in self._rows() if set(row.values) - {"", "?", "–"})

    def _rows(self) -> Iterator[MobilisationRow]:
        yield self._row("sessions", lambda group: self.voice.number(len(group.events)))
        yield self._row("presences", lambda group: total_words(group.presences, self.voice))
        yield self._row("people", lambda group: people_words(group.people, self.voice))
        yield self._row("returning", self._returning)
        yield self._row("hours", lambda group: self._hours(group, each=True))
        yield self._row("person-hours", lambda group: self._hours(group, each=False))
        yield self._row("rating", self._rating)
        # None recorded is not none taken.
        yield self._row("decisions", lambda group: self.voice.number(group.decisions) if group.decisions else "–")
        yield self._row("productions", lambda group: self.voice.number(group.productions) if group.productions else "–")
        yield self._row("hours-per-decision", lambda group: self._hours_for(group, group.decisions))
        yield self._row("hours-per-production", lambda group: self._hours_for(group, group.productions))

    def _row(self, key: str, value: Callable[[GroupMobilisation], str]) -> MobilisationRow:
        groups = self.mobilisation.formats.values()
        return MobilisationRow(key, self.voice.say(f"mobilisation.rows.{key}"), tuple(map(value, groups)))

    def _returning(self, group: GroupMobilisation) -> str:
        people = group.people
        if people.returning is None or len(group.events) < 2:
            return "?" if len(group.events) > 1 else ""
        return share_words(people.returning, people.low, self.voice)

    def _hours(self, group: GroupMobilisation, each: bool) -> str:
        total = group.hours if each else group.person_hours
        if not total.known:
            return "?"
        told = self._few_or_many(total.low)
        if total.exact:
            return told
        if total.high is None:
            return self.voice.say("session.at-least", number=told)
        return self.voice.say("session.from-to", low=told, high=self._few_or_many(total.high))

    def _few_or_many(self, hours: Decimal) -> str:
        """Hours of many people to the hour: no more is meant."""
        return self.voice.number(hours, 0) if hours >= _MANY_HOURS else self.voice.number(hours.normalize() + 0)

    def _rating(self, group: GroupMobilisation) -> str:
        words = RatingWords(group.ratings, self.voice)
        if words.mean:
            return self.voice.say("mobilisation.rating", mean=words.mean, answers=words.answers)
        return self.voice.say("mobilisation.withheld") if group.ratings.withheld else "?"

    def _hours_for(self, group: GroupMobilisation, number: int) -> str:
        rate = group.per_person_hour(number)
        return self.voice.number(1 / rate, 0) if rate else "?"

    @property
    def uncounted(self) -> str:
        """Why some sums are open: «3 séances n’ont pas de compte»; empty when all are counted."""
        unknown = self.mobilisation.together.presences.unknown
        return self.voice.say("mobilisation.uncounted", count=unknown) if unknown else ""

    @property
    def outside(self) -> tuple[str, ...]:
        """Sessions held outside the scheme, which no figure counts."""
        return tuple(self._told(event.gathering) for event in self.mobilisation.outside)

    @property
    def to_come(self) -> tuple[str, ...]:
        """Sessions still to come."""
        return tuple(map(self._told, self.mobilisation.to_come))

    def _told(self, gathering: Gathering) -> str:
        words = SessionWords(gathering, self.voice)
        return ", ".join(filter(None, [words.name, words.when]))


def people_words(people: People, voice: Voice) -> str:
    """How many different people: «23», «inconnu (entre 12 et 34)», «inconnu (au moins 12)»."""
    if people.known:
        return voice.number(people.low)
    if people.high is None:
        return voice.say("mobilisation.people-at-least", low=voice.number(people.low)) if people.low else "?"
    return voice.say("mobilisation.people-between", low=voice.number(people.low), high=voice.number(people.high))


def share_words(part: int, whole: int, voice: Voice) -> str:
    """«9 sur 15», and in per cent when the whole is not small."""
    told = voice.say("mobilisation.out-of", part=voice.number(part), whole=voice.number(whole))
    return told if whole < FEWEST_FOR_PERCENT else f"{told} ({voice.percent(part / whole)})"
