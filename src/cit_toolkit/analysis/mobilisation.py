"""What an action mobilised, per format of session: events, presences, people, hours given, what came of them.

Presences are never people: somebody who comes three times is three presences. People are counted only when every list
of the format is complete; otherwise they are at least as many as at the fullest session, at most as many as presences.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cit_toolkit.analysis.attendance import Attendance, Total, attendance
from cit_toolkit.analysis.follow_up import decisions_of
from cit_toolkit.analysis.whether_held import is_to_come
from cit_toolkit.model.action import Structure
from cit_toolkit.model.gathering import Gathering, GatheringFormat

FEWEST_ANSWERS = 5
"""Under so many, answers could be told back to people: neither their mean nor their distribution is given."""

FEWEST_FOR_PERCENT = 20
"""Under so many, a share is told as «9 sur 15», never in per cent."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """The return on time invested (ROTI): 1 useless, 5 well worth more than the time."""

    answers: int
    mean: Decimal | None
    """None under `FEWEST_ANSWERS`."""
    distribution: tuple[int, int, int, int, int] | None
    """Answers of 1, 2, 3, 4, 5; None under `FEWEST_ANSWERS`."""

    @property
    def withheld(self) -> bool:
        """Whether there are answers, but too few to be told."""
        return self.answers > 0 and self.mean is None


@dataclass(frozen=True, slots=True)
class EventMobilisation:
    """One session."""

    attendance: Attendance
    ratings: Ratings
    decisions: int
    productions: int
    """Moments of the programme of which something came out."""

    @property
    def gathering(self) -> Gathering:
        """The session."""
        return self.attendance.gathering


@dataclass(frozen=True, slots=True)
class People:
    """How many different people came: between two bounds, equal when everybody is known."""

    low: int
    high: int | None
    returning: int | None
    """How many came more than once; None when not everybody is known."""

    @property
    def known(self) -> bool:
        """Whether everybody is."""
        return self.returning is not None


@dataclass(frozen=True, slots=True)
class GroupMobilisation:
    """Sessions taken together: those of one format, or all that count."""

    events: tuple[EventMobilisation, ...]
    presences: Total
    people: People
    hours: Total
    """Lengths of the sessions."""
    person_hours: Total
    ratings: Ratings
    """Of the sessions with answers enough to be told: the others could be worked out from a total."""

    @property
    def decisions(self) -> int:
        """Decisions taken."""
        return sum(event.decisions for event in self.events)

    @property
    def productions(self) -> int:
        """Things produced."""
        return sum(event.productions for event in self.events)

    def per_person_hour(self, number: int) -> Decimal | None:
        """Decisions or productions per hour given by one person; None when the hours are not known exactly."""
        hours = self.person_hours
        return Decimal(number) / hours.low if hours.exact and hours.low else None


@dataclass(frozen=True, slots=True)
class Mobilisation:
    """The sessions of an action, side by side."""

    formats: Mapping[GatheringFormat, GroupMobilisation]
    """Those that were held in the scheme, by format."""
    together: GroupMobilisation
    """All of them."""
    outside: tuple[EventMobilisation, ...]
    """Held outside the scheme: shown, counted nowhere."""
    to_come: tuple[Gathering, ...]
    """In the scheme, after the day of the document or not told yet: counted nowhere."""


def mobilisation(
    gatherings: Iterable[Gathering], structures: Mapping[str, Structure], hours_per_day: Decimal, today: date
) -> Mobilisation:
    """What the sessions of an action mobilised, as they are seen by an audience."""
    all_of_them = tuple(gatherings)
    coming = tuple(each for each in all_of_them if each.in_scheme and is_to_come(each, today))
    events = [event_mobilisation(each, structures, hours_per_day) for each in all_of_them if each not in coming]
    counted = tuple(event for event in events if event.gathering.in_scheme)
    by_format = {kind: tuple(event for event in counted if event.gathering.format is kind) for kind in GatheringFormat}
    return Mobilisation(
        {kind: _together(own) for kind, own in by_format.items() if own},
        _together(counted),
        tuple(event for event in events if not event.gathering.in_scheme),
        coming,
    )


def event_mobilisation(
    gathering: Gathering, structures: Mapping[str, Structure], hours_per_day: Decimal
) -> EventMobilisation:
    """What one session mobilised."""
    return EventMobilisation(
        attendance(gathering, structures, hours_per_day),
        ratings(gathering.evaluation.ratings if gathering.evaluation else ()),
        len(decisions_of(gathering)),
        sum(bool(item.output) for item in gathering.programme),
    )


def ratings(answers: Iterable[int]) -> Ratings:
    """The mean and the distribution of answers, withheld when they are few."""
    given = Counter(answers)
    number = given.total()
    if number < FEWEST_ANSWERS:
        return Ratings(number, None, None)
    return Ratings(number, Decimal(sum(given.elements())) / number, (given[1], given[2], given[3], given[4], given[5]))


def _together(events: tuple[EventMobilisation, ...]) -> GroupMobilisation:
    presences = Total(tuple(event.attendance.presences for event in events))
    return GroupMobilisation(
        events,
        presences,
        _people(events, presences),
        Total(tuple(event.attendance.length for event in events)),
        Total(tuple(event.attendance.person_hours for event in events)),
        _ratings(events),
    )


def _ratings(events: Iterable[EventMobilisation]) -> Ratings:
    """Of the sessions that may be told; without any, only how many answered."""
    given = [event.gathering.evaluation.ratings for event in events if event.gathering.evaluation]
    told = [answer for answers in given if len(answers) >= FEWEST_ANSWERS for answer in answers]
    return ratings(told) if told else Ratings(sum(map(len, given)), None, None)


def _people(events: tuple[EventMobilisation, ...], presences: Total) -> People:
    came = Counter(person for event in events for person in event.attendance.people)
    if events and all(event.attendance.complete for event in events):
        return People(len(came), len(came), sum(times > 1 for times in came.values()))
    fullest = max((int(term.low) for term in presences.known), default=0)
    known_twice = came.total() - len(came)
    high = presences.high
    return People(max(fullest, len(came)), None if high is None else int(high) - known_twice, None)
