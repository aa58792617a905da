"""How structures took part, session after session: who came, how regularly, who moved closer, who was not seen again.

Which circle a presence shows is said by the method (`presence` of a circle): to be a partner, to run the session, or to
come to a session of some format. A structure that no list names is not absent: only a complete list tells who was not
there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cit_toolkit.analysis.attendance import Attendance, Presence, attendance
from cit_toolkit.analysis.whether_held import is_to_come
from cit_toolkit.model.action import Structure
from cit_toolkit.model.gathering import Gathering, GatheringFormat
from cit_toolkit.model.method import Circle, CirclePresence, Method


@dataclass(frozen=True, slots=True)
class Step:
    """A structure at one session."""

    presence: Presence
    circle: Circle | None
    """The circle its presence shows; None when it was not there, or when the method does not say."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many sessions a structure came to, out of how many; more, perhaps, where lists are not complete."""

    present: int
    perhaps: int
    sessions: int

    @property
    def every(self) -> bool:
        """Whether it came to all of two sessions or more."""
        return self.present == self.sessions >= 2


@dataclass(frozen=True, slots=True)
class StructureEngagement:
    """One structure along the action."""

    structure: str
    steps: tuple[Step, ...]
    """One per session, in order."""
    rates: Mapping[GatheringFormat, Rate]
    moved: tuple[Circle, Circle] | None
    """The circle it was first seen in, and the closest it reached afterwards; None when it did not move closer."""
    last_seen: str | None
    """The session after which it was not seen again, though others of that format were held; None otherwise."""
    only_webinars: bool | None
    """Whether it came to webinars and to nothing else; None when lists do not tell."""

    @property
    def rate(self) -> Rate:
        """Over all the sessions."""
        present = sum(step.presence is Presence.PRESENT for step in self.steps)
        unknown = sum(step.presence is Presence.UNKNOWN for step in self.steps)
        return Rate(present, present + unknown, len(self.steps))


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Who came to one session for the first time, and who came back."""

    new_structures: tuple[str, ...]
    """Never seen before in the sessions described."""
    returning_structures: tuple[str, ...]
    new_people: int | None
    """On no earlier list; None when the list of this session is not complete."""
    returning_people: int | None
    lists_complete: bool
    """Whether every earlier list is: otherwise somebody new to the lists may have come all the same."""


@dataclass(frozen=True, slots=True)
class Engagement:
    """The engagement ladder of an action: structures by sessions."""

    sessions: tuple[Gathering, ...]
    """Those that count, in order."""
    arrivals: tuple[Arrivals, ...]
    """One per session."""
    structures: tuple[StructureEngagement, ...]
    """Those seen at least once, and the partners; the most present first."""
    circles_told: bool
    """Whether the method says which circle a presence shows."""

    def regular(self, kind: GatheringFormat) -> tuple[str, ...]:
        """Structures that came to every session of a format, when there were two or more."""
        return tuple(each.structure for each in self.structures if kind in each.rates and each.rates[kind].every)


def engagement(
    gatherings: Iterable[Gathering],
    structures: Mapping[str, Structure],
    partners: Iterable[str],
    method: Method,
    today: date,
) -> Engagement:
    """How structures took part in the sessions that count and were held."""
    held = [each for each in gatherings if each.in_scheme and not is_to_come(each, today)]
    came = [attendance(each, structures, method.hours_per_day) for each in held]
    cooperating = tuple(partners)
    ranks = {name: rank for rank, name in enumerate(dict.fromkeys((*cooperating, *structures)))}
    seen = {name for each in came for name in each.structures} | set(cooperating)
    in_file_order = sorted(seen, key=lambda name: (ranks.get(name, len(ranks)), name))
    found = [_engaged(name, came, name in cooperating, method) for name in in_file_order]
    return Engagement(
        tuple(held),
        tuple(_arrivals(came)),
        tuple(sorted(found, key=lambda each: -each.rate.present)),
        any(circle.presence for circle in method.circles),
    )


def _engaged(structure: str, came: list[Attendance], partner: bool, method: Method) -> StructureEngagement:
    steps = tuple(_step(structure, each, partner, method) for each in came)
    kinds = dict.fromkeys(each.gathering.format for each in came)
    return StructureEngagement(
        structure,
        steps,
        {
            kind: _rate(step for step, each in zip(steps, came, strict=True) if each.gathering.format is kind)
            for kind in kinds
        },
        _moved(steps),
        _last_seen(steps, came),
        _only_webinars(steps, came),
    )


def _step(structure: str, session: Attendance, partner: bool, method: Method) -> Step:
    presence = session.presence(structure)
    if presence is not Presence.PRESENT:
        return Step(presence, None)
    shown = {CirclePresence(session.gathering.format.value)}
    shown |= {CirclePresence.PARTNER} if partner else set()
    shown |= {CirclePresence.FACILITATION} if structure in session.gathering.facilitators else set()
    circles = [circle for circle in method.circles if shown & set(circle.presence)]
    return Step(presence, max(circles, key=lambda circle: circle.rank, default=None))


def _rate(steps: Iterable[Step]) -> Rate:
    known = [step.presence for step in steps]
    present = known.count(Presence.PRESENT)
    return Rate(present, present + known.count(Presence.UNKNOWN), len(known))


def _moved(steps: tuple[Step, ...]) -> tuple[Circle, Circle] | None:
    circles = [step.circle for step in steps if step.circle]
    if not circles:
        return None
    closest = max(circles, key=lambda circle: circle.rank)
    return (circles[0], closest) if closest.rank > circles[0].rank else None


def _last_seen(steps: tuple[Step, ...], came: list[Attendance]) -> str | None:
    """Told only where a later list is complete: a webinar does not tell that somebody left the seminars."""
    seen = [i for i, step in enumerate(steps) if step.presence is Presence.PRESENT]
    if not seen:
        return None
    kinds = {came[i].gathering.format for i in seen}
    later = [steps[i].presence for i in range(seen[-1] + 1, len(steps)) if came[i].gathering.format in kinds]
    return came[seen[-1]].gathering.id if later and set(later) == {Presence.ABSENT} else None


def _only_webinars(steps: tuple[Step, ...], came: list[Attendance]) -> bool | None:
    webinars = [step.presence for step, each in zip(steps, came, strict=True) if _is_webinar(each)]
    others = [step.presence for step, each in zip(steps, came, strict=True) if not _is_webinar(each)]
    if Presence.PRESENT not in webinars or Presence.PRESENT in others:
        return False
    return None if Presence.UNKNOWN in others else True


def _is_webinar(session: Attendance) -> bool:
    return session.gathering.format is GatheringFormat.WEBINAR


def _arrivals(came: list[Attendance]) -> Iterator[Arrivals]:
    structures: set[str] = set()
    people: set[str] = set()
    complete = True
    for each in came:
        present = sorted(each.structures)
        yield Arrivals(
            tuple(name for name in present if name not in structures),
            tuple(name for name in present if name in structures),
            len(each.people - people) if each.complete else None,
            len(each.people & people) if each.complete else None,
            complete,
        )
        complete = complete and each.complete
        structures |= each.structures
        people |= each.people
