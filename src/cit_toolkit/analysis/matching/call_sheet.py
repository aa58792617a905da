"""The calls to make: every fact whose absence leaves pairs to verify, and how many of them the answer would settle."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cit_toolkit.analysis.matching.match import Match
from cit_toolkit.analysis.matching.pair_tables import Integers
from cit_toolkit.analysis.matching.parties import Demand, Supply


class Side(StrEnum):
    """Who can answer."""

    OFFER = "offre"
    NEED = "besoin"
    PLACE = "territoire"


@dataclass(frozen=True, slots=True)
class Call:
    """A fact to ask for."""

    side: Side
    thing: int
    """Rank of the offer, or of the need; for a territory, of its first need."""
    field: str
    """The key that would hold the answer."""
    settles: int
    """Pairs in which nothing else would be left to verify."""
    concerns: int
    """Pairs in which it is left to verify."""


@dataclass(frozen=True, slots=True)
class _Fact:
    """A field that may be missing, and the filters, or the criteria of the score, that look at it."""

    side: Side
    field: str
    looked_at_by: tuple[str, ...]
    missing: Callable[[Any], bool]
    """Of an offer, or of a need."""


def _no_end(period: object) -> bool:
    return period is None or getattr(period, "start", None) is None or getattr(period, "end", None) is None


_FACTS = (
    _Fact(Side.OFFER, "zone", ("zone",), lambda supply: bool(supply.offer.zone and supply.offer.zone.others)),
    _Fact(Side.OFFER, "disponibilite", ("periode",), lambda supply: _no_end(supply.offer.availability)),
    _Fact(Side.OFFER, "formats", ("format",), lambda supply: not supply.offer.formats),
    _Fact(Side.OFFER, "cout", ("budget",), lambda supply: _no_price(supply)),
    _Fact(Side.OFFER, "fonctions", ("fonctions",), lambda supply: not supply.offer.functions),
    _Fact(Side.OFFER, "themes", ("themes",), lambda supply: not supply.offer.themes),
    _Fact(Side.OFFER, "natures", ("natures",), lambda supply: not supply.offer.natures),
    _Fact(Side.NEED, "porteurs", ("public",), lambda demand: not demand.carriers or None in demand.carriers),
    _Fact(
        Side.NEED,
        "periode",
        ("periode",),
        lambda demand: bool(demand.need.period) and _no_end(demand.need.period),
    ),
    _Fact(Side.NEED, "budget", ("budget",), lambda demand: demand.need.budget is None),
    _Fact(Side.NEED, "jours", ("budget", "capacite"), lambda demand: demand.need.days is None),
    _Fact(Side.NEED, "fonctions", ("fonctions",), lambda demand: not demand.need.functions),
    _Fact(Side.NEED, "themes", ("themes",), lambda demand: not demand.need.themes),
    _Fact(Side.NEED, "natures", ("natures",), lambda demand: not demand.need.natures),
    _Fact(Side.PLACE, "communes", ("zone", "proximite"), lambda demand: not demand.place.location.municipalities),
    _Fact(Side.PLACE, "departement", ("zone", "proximite"), lambda demand: not demand.place.location.departments),
    _Fact(Side.PLACE, "region", ("zone", "proximite"), lambda demand: demand.place.location.region is None),
    _Fact(Side.PLACE, "grille", ("etape",), lambda demand: len(demand.place.stages) != 1),
)


def _no_price(supply: Supply) -> bool:
    cost = supply.offer.cost
    return cost is None or (not cost.free and cost.flat is None and cost.per_day is None)


def call_sheet(found: Match) -> tuple[Call, ...]:
    """Every fact to ask for, those that settle most pairs first, then those that most pairs wait for."""
    waited = _waited_for(found)
    several: Integers = np.sum(waited, axis=0, dtype=np.int64)
    calls: list[Call] = []
    for fact, waiting in zip(_FACTS, waited, strict=True):
        calls += _calls(found, fact, waiting, several)
    names = [_name(found, call) for call in calls]
    order = sorted(range(len(calls)), key=lambda i: (-calls[i].settles, -calls[i].concerns, names[i], calls[i].field))
    return tuple(calls[i] for i in order)


def facts_to_verify(found: Match, pair: int) -> Iterator[tuple[Side, str]]:
    """What one pair waits for."""
    for fact, waiting in zip(_FACTS, _waited_for(found, np.array([pair])), strict=True):
        if waiting[0]:
            yield fact.side, fact.field


def _waited_for(found: Match, some: Integers | None = None) -> list[NDArray[np.bool_]]:
    """For each fact, the pairs that it is missing from: a filter that cannot say looks at it, or the score does and may
    not reach the threshold."""
    pairs = found.pairs if some is None else found.pairs.where(some)
    doubtful = (pairs.low < found.tables.scale.threshold) & (pairs.low < pairs.high)
    filters = {each.id: 1 << rank for rank, each in enumerate(found.tables.filters)}
    waited = []
    for fact in _FACTS:
        things: Sequence[Supply] | Sequence[Demand] = found.supplies if fact.side is Side.OFFER else found.demands
        missing = np.array([fact.missing(thing) for thing in things], dtype=np.bool_)
        lacking = missing[pairs.supply if fact.side is Side.OFFER else pairs.demand]
        bits = sum(filters.get(name, 0) for name in fact.looked_at_by)
        scored = any(name in found.tables.scale.weights for name in fact.looked_at_by if name not in filters)
        asked = (pairs.unknown & bits) != 0
        if scored:
            asked = asked | doubtful
        waited.append(lacking & asked)
    return _narrowed(found, pairs.demand, pairs.supply, waited)


def _narrowed(
    found: Match, demand: Integers, supply: Integers, waited: list[NDArray[np.bool_]]
) -> list[NDArray[np.bool_]]:
    """A place is asked for the codes that the zone of the offer is told by, and no price by the day needs no days."""
    zones = [each.offer.zone for each in found.supplies]
    told_by = {
        "communes": [bool(zone and zone.municipalities) for zone in zones],
        "departement": [bool(zone and zone.departments) for zone in zones],
        "region": [bool(zone and zone.regions) for zone in zones],
    }
    kept = []
    for fact, waiting in zip(_FACTS, waited, strict=True):
        if fact.field in told_by:
            waiting = waiting & np.array(told_by[fact.field], dtype=np.bool_)[supply]
        elif fact.side is Side.NEED and fact.field == "jours":
            daily = [bool(s.offer.cost and s.offer.cost.per_day is not None) for s in found.supplies]
            bounded = [bool(s.offer.capacity and s.offer.capacity.days is not None) for s in found.supplies]
            waiting = waiting & np.array([a or b for a, b in zip(daily, bounded, strict=True)], dtype=np.bool_)[supply]
        kept.append(waiting)
    return kept


def _calls(found: Match, fact: _Fact, waiting: NDArray[np.bool_], several: Integers) -> Iterator[Call]:
    pairs = np.flatnonzero(waiting)
    if fact.side is Side.OFFER:
        thing = found.pairs.supply[pairs]
    elif fact.side is Side.NEED:
        thing = found.pairs.demand[pairs]
    else:
        first: dict[str, int] = {}
        for rank, each in enumerate(found.demands):
            first.setdefault(each.place.id, rank)
        of_need = np.array([first[each.place.id] for each in found.demands], dtype=np.int64)
        thing = of_need[found.pairs.demand[pairs]]
    concerns = np.bincount(thing)
    settles = np.bincount(thing[several[pairs] == 1], minlength=len(concerns))
    for which in np.flatnonzero(concerns).tolist():
        yield Call(fact.side, which, fact.field, int(settles[which]), int(concerns[which]))


def _name(found: Match, call: Call) -> tuple[str, ...]:
    return (found.supplies[call.thing].id,) if call.side is Side.OFFER else found.demands[call.thing].key
