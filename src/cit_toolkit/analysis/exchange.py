"""What territories could bring each other, and what producers could bring beneficiaries inside one of them.

A territory where several actors hold a function can show it to one where nobody does; an actor who produces and holds a
function can answer a beneficiary's need for it. Nobody offered anything yet: these are introductions to make.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cit_toolkit.analysis.functions_coverage import PERFORMING, Coverage, Status, actor_level, functions_coverage
from cit_toolkit.analysis.location import Location, location_of
from cit_toolkit.analysis.needs import STILL_OPEN
from cit_toolkit.model.actor import Actor, RelationNature
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.method import Function, Method, TriadLeg
from cit_toolkit.model.need import Need
from cit_toolkit.model.territory import Territory


@dataclass(frozen=True, slots=True)
class Lesson:
    """A function that one territory masters and another lacks."""

    function: Function
    holders: tuple[Actor, ...]
    """Who certainly holds it in the territory that masters it."""
    certain: bool
    """Whether the other certainly lacks it; it may only be unknown there."""


@dataclass(frozen=True, slots=True)
class Passage:
    """All that one territory could bring another."""

    giver: Territory
    taker: Territory
    lessons: tuple[Lesson, ...]
    mutual: bool
    """Whether the other could bring it something too."""
    near: bool
    """Whether both are in one department, or in one region."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A producer who holds a function that a need asks for, or may."""

    producer: Actor
    functions: tuple[tuple[Function, Interval], ...]
    """The functions, with its level in each."""
    certain: bool
    """Whether it surely produces, and surely carries one of the functions."""
    linked: bool | None
    """Whether it is linked already to one of those who carry the need; None when nothing is known of links."""


@dataclass(frozen=True, slots=True)
class BeneficiaryNeed:
    """A need carried by beneficiaries, and the producers who could answer it."""

    need: Need
    beneficiaries: tuple[Actor, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class InnerExchange:
    """One territory, between its producers and its beneficiaries."""

    territory: Territory
    needs: tuple[BeneficiaryNeed, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """What there is to bring together."""

    passages: tuple[Passage, ...]
    inner: tuple[InnerExchange, ...]
    undescribed: tuple[Territory, ...]
    """Territories no actor of which is described: nothing is known of what they master or lack."""
    triad_known: bool
    """Whether the method says which roles are those of producers and of beneficiaries."""


def exchange(territories: Iterable[Territory], method: Method) -> Exchange:
    """All the introductions to make; territories by id."""
    places = sorted(territories, key=lambda territory: territory.id)
    described = [place for place in places if place.actors]
    coverages = [functions_coverage(place.actors, method.functions) for place in described]
    roles = {leg: {role.id for role in method.roles if role.triad is leg} for leg in TriadLeg}
    producing, benefiting = roles[TriadLeg.PRODUCERS], roles[TriadLeg.BENEFICIARIES]
    inner = [_inner(place, method, producing, benefiting) for place in described] if producing and benefiting else []
    return Exchange(
        tuple(_passages(described, coverages)),
        tuple(each for each in inner if each.needs),
        tuple(place for place in places if not place.actors),
        bool(producing and benefiting),
    )


def _passages(places: Sequence[Territory], coverages: Sequence[Coverage]) -> list[Passage]:
    found: dict[tuple[int, int], tuple[Lesson, ...]] = {}
    for giver, mastered in enumerate(coverages):
        for taker, lacked in enumerate(coverages):
            if giver != taker and (lessons := tuple(_lessons(mastered, lacked))):
                found[giver, taker] = lessons
    where = [location_of(place) for place in places]
    passages = [
        Passage(places[giver], places[taker], lessons, (taker, giver) in found, _near(where[giver], where[taker]))
        for (giver, taker), lessons in found.items()
    ]
    return sorted(passages, key=_order)


def _order(passage: Passage) -> tuple[object, ...]:
    """Those that go both ways, then those that bring most for certain, then the nearest."""
    certain = sum((lesson.function.weight for lesson in passage.lessons if lesson.certain), 0)
    return (not passage.mutual, -certain, not passage.near, passage.giver.id, passage.taker.id)


def _lessons(mastered: Coverage, lacked: Coverage) -> Iterator[Lesson]:
    for known, missing in zip(mastered.functions, lacked.functions, strict=True):
        if known.certain is Status.SHARED and missing.certain is Status.ABSENT:
            holders = tuple(holder.actor for holder in known.holders if holder.certain)
            yield Lesson(known.function, holders, missing.possible is Status.ABSENT)


def _near(one: Location, other: Location) -> bool:
    return bool(one.departments & other.departments) or (one.region is not None and one.region == other.region)


def _inner(place: Territory, method: Method, producing: set[str], benefiting: set[str]) -> InnerExchange:
    actors = {actor.id: actor for actor in place.actors}
    functions = {function.id: function for function in method.functions}
    needs = []
    for need in place.needs:
        carriers = [actors[name] for name in need.carriers if name in actors]
        beneficiaries = [actor for actor in carriers if _plays(actor, benefiting) is not False]
        if need.status in STILL_OPEN and need.functions and beneficiaries:
            wanted = [functions[name] for name in need.functions if name in functions]
            answers = _answers(place, wanted, carriers, producing)
            needs.append(BeneficiaryNeed(need, tuple(beneficiaries), tuple(answers)))
    return InnerExchange(place, tuple(needs))


def _answers(
    place: Territory, wanted: Sequence[Function], carriers: Sequence[Actor], producing: set[str]
) -> list[Answer]:
    found = []
    for actor in place.actors:
        plays = _plays(actor, producing)
        held = [(function, actor_level(actor, function.id)) for function in wanted]
        held = [(function, level) for function, level in held if level.high >= PERFORMING]
        if actor in carriers or plays is False or not held:
            continue
        certain = plays is True and any(level.low >= PERFORMING for _, level in held)
        found.append(Answer(actor, tuple(held), certain, _linked(place, actor, carriers)))
    return sorted(found, key=lambda answer: (not answer.certain, answer.producer.id))


def _plays(actor: Actor, roles: set[str]) -> bool | None:
    """Whether an actor has one of some roles; None when its roles are not known."""
    return None if actor.roles is None else not roles.isdisjoint(actor.roles)


def _linked(place: Territory, actor: Actor, others: Sequence[Actor]) -> bool | None:
    if place.relations is None:
        return None
    names = {other.id for other in others}
    return any(
        actor.id in relation.ends and not names.isdisjoint(relation.ends)
        for relation in place.relations
        if relation.nature != RelationNature.CONFLICT
    )
