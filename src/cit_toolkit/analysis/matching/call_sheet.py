"""The calls to make: every fact whose absence leaves pairs to verify, and how many of them the answer would settle."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
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
    useful: Callable[[Supply], bool] = lambda supply: True
    """Whether the offer makes anything of it: a zone told by departments needs no region, a free offer no days."""


def _no_end(period: object) -> bool:
    return period is None or getattr(period, "start", None) is None or getattr(period, "end", None) is None


def _no_price(supply: Supply) -> bool:
    cost = supply.offer.cost
    return cost is None or (not cost.free and cost.flat is None and cost.per_day is None)


def _priced_by_day(supply: Supply) -> bool:
    return supply.offer.cost is not None and supply.offer.cost.per_day is not None


def _bounded_days(supply: Supply) -> bool:
    return supply.offer.capacity is not None and supply.offer.capacity.days is not None


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
    _Fact(
        Side.NEED,
        "jours",
        ("budget", "capacite"),
        lambda demand: demand.need.days is None,
        lambda supply: _priced_by_day(supply) or _bounded_days(supply),
    ),
    _Fact(Side.NEED, "fonctions", ("fonctions",), lambda demand: not demand.need.functions),
    _Fact(Side.NEED, "themes", ("themes",), lambda demand: not demand.need.themes),
    _Fact(Side.NEED, "natures", ("natures",), lambda demand: not demand.need.natures),
    _Fact(
        Side.PLACE,
        "communes",
        ("zone", "proximite"),
        lambda demand: not demand.place.location.municipalities,
        lambda supply: bool(supply.offer.zone and supply.offer.zone.municipalities),
    ),
    _Fact(
        Side.PLACE,
        "departement",
        ("zone", "proximite"),
        lambda demand: not demand.place.location.departments,
        lambda supply: bool(supply.offer.zone and supply.offer.zone.departments),
    ),
    _Fact(
        Side.PLACE,
        "region",
        ("zone", "proximite"),
        lambda demand: demand.place.location.region is None,
        lambda supply: bool(supply.offer.zone and supply.offer.zone.regions),
    ),
    _Fact(Side.PLACE, "grille", ("etape",), lambda demand: len(demand.place.stages) != 1),
)


class Doubts:
    """What the pairs of a match wait for, looked for once."""

    def __init__(self, found: Match) -> None:
        self._found = found
        self._waiting = [self._pairs_waiting_for(fact) for fact in _FACTS]
        self._several: Integers = np.sum(self._waiting, axis=0, dtype=np.int64)

    def of(self, pair: int) -> Iterator[tuple[Side, str]]:
        """What one pair waits for."""
        return ((fact.side, fact.field) for fact, pairs in zip(_FACTS, self._waiting, strict=True) if pairs[pair])

    def calls(self) -> tuple[Call, ...]:
        """Every fact to ask for, those that settle most pairs first, then those that most pairs wait for."""
        calls = [
            call
            for fact, pairs in zip(_FACTS, self._waiting, strict=True)
            for call in self._calls(fact, np.flatnonzero(pairs))
        ]
        return tuple(sorted(calls, key=lambda call: (-call.settles, -call.concerns, self._name(call), call.field)))

    def _pairs_waiting_for(self, fact: _Fact) -> NDArray[np.bool_]:
        """The pairs a fact is missing from: a filter that cannot say looks at it, or the score does and may not reach
        the threshold."""
        pairs, scale = self._found.pairs, self._found.tables.scale
        filters = {each.id: 1 << rank for rank, each in enumerate(self._found.tables.filters)}
        bits = sum(filters.get(name, 0) for name in fact.looked_at_by)
        asked = (pairs.unknown & bits) != 0
        if any(name in scale.weights and name not in filters for name in fact.looked_at_by):
            asked = asked | ((pairs.low < scale.threshold) & (pairs.low < pairs.high))
        things: Sequence[Supply] | Sequence[Demand] = self._found.supplies
        ranks = pairs.supply
        if fact.side is not Side.OFFER:
            things, ranks = self._found.demands, pairs.demand
        missing = np.array([fact.missing(thing) for thing in things], dtype=np.bool_)
        useful = np.array([fact.useful(supply) for supply in self._found.supplies], dtype=np.bool_)
        waiting: NDArray[np.bool_] = asked & missing[ranks] & useful[pairs.supply]
        return waiting

    def _calls(self, fact: _Fact, pairs: Integers) -> Iterator[Call]:
        thing = self._found.pairs.supply[pairs] if fact.side is Side.OFFER else self._found.pairs.demand[pairs]
        if fact.side is Side.PLACE:
            thing = self._first_of_place[thing]
        concerns = np.bincount(thing)
        settles = np.bincount(thing[self._several[pairs] == 1], minlength=len(concerns))
        for which in np.flatnonzero(concerns).tolist():
            yield Call(fact.side, which, fact.field, int(settles[which]), int(concerns[which]))

    @cached_property
    def _first_of_place(self) -> Integers:
        """The first need of the territory of each need."""
        first: dict[str, int] = {}
        for rank, demand in enumerate(self._found.demands):
            first.setdefault(demand.place.id, rank)
        return np.array([first[demand.place.id] for demand in self._found.demands], dtype=np.int64)

    def _name(self, call: Call) -> tuple[str, ...]:
        if call.side is Side.OFFER:
            return (self._found.supplies[call.thing].id,)
        return self._found.demands[call.thing].key
