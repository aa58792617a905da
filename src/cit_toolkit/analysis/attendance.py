"""Who came to a session: counts as they were given, people told apart, structures seen there; unknown is not absent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cit_toolkit.analysis.timetable import HalfDay, SessionDay, session_days
from cit_toolkit.model.action import Structure
from cit_toolkit.model.gathering import Gathering, Participant
from cit_toolkit.model.quantities import Quantity
from cit_toolkit.model.text import fold
from cit_toolkit.problems import Position


class Presence(StrEnum):
    """Whether a structure was at a session."""

    PRESENT = "presente"
    ABSENT = "absente"
    UNKNOWN = "inconnu"


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of counts of which some may be qualified («environ 30») or unknown (None)."""

    terms: tuple[Quantity | None, ...]

    @property
    def known(self) -> tuple[Quantity, ...]:
        """The counts that are known, be it roughly."""
        return tuple(term for term in self.terms if term is not None)

    @property
    def unknown(self) -> int:
        """How many are not."""
        return len(self.terms) - len(self.known)

    @property
    def low(self) -> Decimal:
        """At least so much."""
        return sum((term.low for term in self.known), Decimal(0))

    @property
    def high(self) -> Decimal | None:
        """At most so much; None when nothing bounds it."""
        highs = [term.high for term in self.terms if term is not None]
        return None if self.unknown or None in highs else sum((high for high in highs if high is not None), Decimal(0))

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class HalfDayPresence:
    """How many people were there on one half-day."""

    day: int
    half: HalfDay
    present: int


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who came to one session."""

    gathering: Gathering
    presences: Quantity | None
    """The count given, else that of the list; None when there is neither."""
    people: frozenset[str]
    """Who is listed, by what tells them apart."""
    complete: bool
    """Whether the list names everybody who came, one by one."""
    structures: frozenset[str]
    """Structures known to have been there."""
    all_structures: bool
    """Whether a structure that is not among them was certainly not there."""
    excused: frozenset[str]
    """Structures that sent apologies."""
    half_days: tuple[HalfDayPresence, ...]
    """Per half-day held, from a complete list; empty without."""
    length: Quantity | None
    """How many hours somebody who stays to the end is there; None when the programme does not tell."""
    person_hours: Quantity | None
    """The hours of all who came, together."""

    def presence(self, structure: str) -> Presence:
        """Whether a structure was there."""
        if structure in self.structures:
            return Presence.PRESENT
        return Presence.ABSENT if self.all_structures or structure in self.excused else Presence.UNKNOWN


def attendance(gathering: Gathering, structures: Mapping[str, Structure], hours_per_day: Decimal) -> Attendance:
    """Who came to a session. A count given wins over the list; the list still tells who is known to have come."""
    listed = gathering.participants
    keys = [_key(each) for each in listed]
    people = frozenset(key for key in keys if key)
    number = _exactly(len(listed))
    counted = gathering.attendance or (number if listed else None)
    complete = counted is not None and counted.exact and counted.low == number.low == len(people) > 0
    present = {*gathering.structures_present, *gathering.facilitators}
    present |= {each.structure for each in listed if each.structure}
    days = session_days(gathering, hours_per_day)
    hours = _total(day.hours(hours_per_day) for day in days)
    return Attendance(
        gathering,
        counted,
        people,
        complete,
        frozenset(present),
        complete and all(each.structure for each in listed),
        _excused(gathering, structures) - present,
        tuple(_half_days(listed, days)) if complete else (),
        None if hours is None else _exactly(hours),
        _person_hours(counted, listed if complete else (), days, hours, hours_per_day),
    )


def _exactly(value: Decimal | int) -> Quantity:
    return Quantity(Decimal(value), Decimal(value), str(value))


def _key(participant: Participant) -> str | None:
    return participant.person or (fold(participant.name) if participant.name else None)


def _total(parts: Iterable[Decimal | None]) -> Decimal | None:
    known = list(parts)
    return None if not known or None in known else sum((part for part in known if part is not None), Decimal(0))


def names_of(structure: Structure) -> tuple[str, ...]:
    """«Les Jardins de Vertepierre, chantier d’insertion» is also called by what comes before the comma."""
    return structure.id, structure.name, structure.name.partition(",")[0]


def _excused(gathering: Gathering, structures: Mapping[str, Structure]) -> frozenset[str]:
    excused = {fold(name) for name in gathering.excused}
    return frozenset(key for key, each in structures.items() if excused & {fold(name) for name in names_of(each)})


def presence_place(gathering: Gathering, structure: str) -> Position | None:
    """Where a session says that a structure was there; None when it does not."""
    for participant in gathering.participants:
        if participant.structure == structure:
            return participant.position()
    for key, named in (("structures_presentes", gathering.structures_present), ("animation", gathering.facilitators)):
        if structure in named:
            return gathering.position(key, named.index(structure))
    return None


def was_there(participant: Participant, day: int, half: HalfDay | None = None) -> bool:
    """Whether somebody came on a day, or on a half of it; who says nothing of days came to all."""
    on_halves = {each for each in participant.half_days if each.startswith(f"{day}-")}
    if participant.half_days:
        in_half = f"{day}-{half}" in on_halves if half else bool(on_halves)
        return in_half or day in participant.days
    return not participant.days or day in participant.days


def _half_days(listed: Iterable[Participant], days: Iterable[SessionDay]) -> Iterable[HalfDayPresence]:
    people = tuple(listed)
    for day in days:
        for half in day.half_days() if day.number and day.start is not None else ():
            yield HalfDayPresence(day.number or 0, half, sum(was_there(each, day.number or 0, half) for each in people))


def _person_hours(
    counted: Quantity | None,
    listed: Iterable[Participant],
    days: tuple[SessionDay, ...],
    hours: Decimal | None,
    hours_per_day: Decimal,
) -> Quantity | None:
    """Person by person when the list is complete; else the count times the whole length."""
    people = tuple(listed)
    if people and any(each.days or each.half_days for each in people):
        total = _total(_own_hours(each, days, hours_per_day) for each in people)
        return None if total is None else _exactly(total)
    if counted is None or hours is None:
        return None
    return Quantity(counted.low * hours, None if counted.high is None else counted.high * hours, "")


def _own_hours(participant: Participant, days: Iterable[SessionDay], hours_per_day: Decimal) -> Decimal | None:
    parts: list[Decimal | None] = []
    for day in days:
        if day.number is None:
            parts.append(None)
        elif not was_there(participant, day.number):
            continue
        elif day.number in participant.days or not participant.half_days:
            parts.append(day.hours(hours_per_day))
        else:
            parts += [day.hours_of(half) for half in HalfDay if was_there(participant, day.number, half)]
    return _total(parts) if parts else Decimal(0)
