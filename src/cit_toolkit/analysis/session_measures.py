"""The measures of sessions taken together: `seances.seminaires.participants_moyens` and the like, as intervals."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from cit_toolkit.analysis.attendance import Total
from cit_toolkit.analysis.engagement import Engagement
from cit_toolkit.analysis.mobilisation import GroupMobilisation, Mobilisation
from cit_toolkit.analysis.prose.records import attendance_place
from cit_toolkit.model.bilan_terms import SESSION_GROUPS, SESSION_MEASURES
from cit_toolkit.model.gathering import Gathering, GatheringFormat
from cit_toolkit.model.quantities import Quantity
from cit_toolkit.problems import Position


@dataclass(frozen=True, slots=True)
class Measure:
    """The value of a measure and where what it is made from is written. Nothing bounds a `high` of None."""

    low: Decimal
    high: Decimal | None
    terms: tuple[Quantity | None, ...]
    """What is added or compared, None for what nobody knows; empty for a plain count."""
    places: tuple[Position, ...]
    divisor: Decimal | None = None
    """What the sum of the terms is divided by, when it is."""

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


def session_measures(held: Mobilisation, engaged: Engagement) -> dict[str, Measure | None]:
    """By name, for every format and for all sessions; None when nothing is known of it."""
    values: dict[str, Measure | None] = {}
    for name, kind in SESSION_GROUPS.items():
        group = held.together if kind is None else held.formats.get(kind)
        found = _of_group(group, kind, engaged) if group else {"nombre": count_of(())}
        values |= {f"seances.{name}.{measure}": found.get(measure) for measure in SESSION_MEASURES}
    return values


def _of_group(group: GroupMobilisation, kind: GatheringFormat | None, engaged: Engagement) -> dict[str, Measure | None]:
    events = group.events
    places = _known(attendance_place(event.gathering) for event in events)
    rating = group.ratings.mean
    structures = {
        each.structure
        for each in engaged.structures
        if any(rate.present for of, rate in each.rates.items() if kind in (None, of))
    }
    own = [event.gathering for event in events]
    spent = sum_of(group.person_hours, _known((*_keys(own, "programme"), *places)))
    decisions, productions = _decisions(own), _productions(own)
    return {
        "nombre": count_of(each.position() for each in own),
        "presences": sum_of(group.presences, places),
        "participants_moyens": _mean(group.presences, places),
        "participants_min": _least(group.presences, places),
        "participants_max": _most(group.presences, places),
        "personnes": _people(group, places),
        "personnes_revenues": _returning(group, places),
        "structures": Measure(Decimal(len(structures)), None, (), places),
        "heures": sum_of(group.hours, _keys(own, "programme")),
        "heures_participants": spent,
        "roti_moyen": None if rating is None else Measure(rating, rating, (), _keys(own, "evaluation")),
        "decisions": number_of(group.decisions, decisions),
        "productions": number_of(group.productions, productions),
        "heures_par_decision": _per(spent, group.decisions, decisions),
        "heures_par_production": _per(spent, group.productions, productions),
    }


def _keys(gatherings: Iterable[Gathering], key: str) -> tuple[Position, ...]:
    """Where a part of each session is written; nothing for those without."""
    return _known(
        each.position(key) for each in gatherings if (each.programme if key == "programme" else each.evaluation)
    )


def _decisions(gatherings: Iterable[Gathering]) -> tuple[Position, ...]:
    own = list(gatherings)
    within = (item for each in own for item in each.programme if item.decisions)
    taken = (each.position("decisions") for each in own if each.decisions)
    return _known((*taken, *(item.position("decisions") for item in within)))


def _productions(gatherings: Iterable[Gathering]) -> tuple[Position, ...]:
    return _known(item.position("production") for each in gatherings for item in each.programme if item.output)


def _people(group: GroupMobilisation, places: tuple[Position, ...]) -> Measure | None:
    """Presences would bound them, and be read as a number of people: nothing does unless everybody is known."""
    if not group.presences.known:
        return None
    low = Decimal(group.people.low)
    return Measure(low, low if group.people.known else None, (), places)


def _returning(group: GroupMobilisation, places: tuple[Position, ...]) -> Measure | None:
    returning = group.people.returning
    return None if returning is None or len(group.events) < 2 else number_of(returning, places)


def _per(spent: Measure | None, number: int, places: tuple[Position, ...]) -> Measure | None:
    """Hours for each thing, when they are known exactly."""
    if spent is None or not spent.exact or not spent.low or not number:
        return None
    each = spent.low / number
    return Measure(each, each, spent.terms, (*spent.places, *places), Decimal(number))


def _mean(total: Total, places: tuple[Position, ...]) -> Measure | None:
    """Of the counts that are known, when all are; otherwise nobody knows the mean."""
    if not total.known or total.unknown:
        return None
    number = Decimal(len(total.known))
    return Measure(total.low / number, None if total.high is None else total.high / number, total.terms, places, number)


def _least(total: Total, places: tuple[Position, ...]) -> Measure | None:
    """The least that any session may have had; an unknown one may have had fewer."""
    if not total.known:
        return None
    low = Decimal(0) if total.unknown else min(each.low for each in total.known)
    highs = [each.high for each in total.known if each.high is not None]
    return Measure(low, min(highs, default=None), total.terms, places)


def _most(total: Total, places: tuple[Position, ...]) -> Measure | None:
    if not total.known:
        return None
    bounded = not total.unknown and all(each.high is not None for each in total.known)
    high = max((each.high for each in total.known if each.high is not None), default=None) if bounded else None
    return Measure(max(each.low for each in total.known), high, total.terms, places)


# Measures of anything


def sum_of(total: Total, places: tuple[Position, ...]) -> Measure | None:
    """A sum, None when none of its terms is known."""
    return Measure(total.low, total.high, total.terms, places) if total.known else None


def count_of(places: Iterable[Position | None]) -> Measure:
    """How many things there are, each at its place."""
    found = tuple(places)
    return number_of(len(found), _known(found))


def number_of(number: int, places: tuple[Position, ...]) -> Measure:
    """A number that is known."""
    return Measure(Decimal(number), Decimal(number), (), places)


def _known(places: Iterable[Position | None]) -> tuple[Position, ...]:
    return tuple(place for place in places if place)
