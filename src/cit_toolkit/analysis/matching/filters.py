"""What a pair must meet to be possible: each filter says yes, no or «to be verified»; no unknown excludes."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date

from cit_toolkit.analysis.eligibility import (
    Verdict,
    audience_verdict,
    budget_verdict,
    capacity_verdict,
    format_verdict,
    over_verdict,
    period_verdict,
    stage_verdict,
    zone_verdict,
)
from cit_toolkit.analysis.matching.parties import Demand, Supply, zone_key
from cit_toolkit.model.need import Period

Forbidden = frozenset[tuple[str, str, str]]
"""Pairs that must not be made: territory, need, offer."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition: what it looks at on each side, and its answer. Pairs that look alike to it have one answer."""

    id: str
    asked: Callable[[Demand], Hashable]
    offered: Callable[[Supply], Hashable]
    verdict: Callable[[Demand, Supply], Verdict]
    need_fields: tuple[str, ...]
    """Fields of the need, or of its territory, that it rests on."""
    offer_fields: tuple[str, ...]


def filters(today: date, forbidden: Forbidden) -> tuple[Filter, ...]:
    """Every filter, in the order reasons are told."""
    needs, offers = {pair[:2] for pair in forbidden}, {pair[2] for pair in forbidden}
    return (
        Filter(
            "zone",
            lambda demand: demand.place.location,
            lambda supply: (supply.local is not None, zone_key(supply.offer.zone)),
            _zone,
            ("code_insee", "communes", "departement", "region"),
            ("zone",),
        ),
        Filter(
            "etape",
            lambda demand: demand.place.stages,
            lambda supply: frozenset(supply.offer.stages),
            lambda demand, supply: stage_verdict(supply.offer.stages, demand.place.stages),
            ("grille",),
            ("etapes",),
        ),
        Filter(
            "public",
            lambda demand: demand.carriers,
            lambda supply: frozenset(supply.offer.audiences),
            lambda demand, supply: audience_verdict(supply.offer.audiences, demand.carriers),
            ("porteurs",),
            ("publics",),
        ),
        Filter(
            "periode",
            lambda demand: period_key(demand.need.period),
            lambda supply: period_key(supply.offer.availability),
            lambda demand, supply: period_verdict(demand.need.period, supply.offer.availability),
            ("periode",),
            ("disponibilite",),
        ),
        Filter(
            "echeance",
            lambda demand: None,
            lambda supply: period_key(supply.offer.availability),
            lambda demand, supply: over_verdict(supply.offer.availability, today),
            (),
            ("disponibilite",),
        ),
        Filter(
            "format",
            lambda demand: frozenset(demand.need.formats),
            lambda supply: frozenset(supply.offer.formats),
            lambda demand, supply: format_verdict(demand.need.formats, supply.offer.formats),
            ("formats",),
            ("formats",),
        ),
        Filter(
            "budget",
            lambda demand: (demand.need.budget, demand.need.days),
            _cost_key,
            lambda demand, supply: budget_verdict(demand.need, supply.offer),
            ("budget", "jours"),
            ("cout",),
        ),
        Filter(
            "capacite",
            lambda demand: demand.need.days,
            lambda supply: supply.offer.capacity and (supply.offer.capacity.territories, supply.offer.capacity.days),
            lambda demand, supply: capacity_verdict(demand.need, supply.offer.capacity),
            ("jours",),
            ("capacite",),
        ),
        Filter(
            "interdite",
            lambda demand: demand.key if demand.key in needs else None,
            lambda supply: supply.id if supply.id in offers else None,
            lambda demand, supply: Verdict.NO if (*demand.key, supply.id) in forbidden else Verdict.NOT_APPLICABLE,
            (),
            (),
        ),
    )


def _zone(demand: Demand, supply: Supply) -> Verdict:
    """A resource of a territory is put before its own needs only: it is where they are."""
    if supply.local is not None:
        return Verdict.YES
    return zone_verdict(demand.place.location, supply.offer.zone)


def period_key(period: Period | None) -> Hashable:
    """Both ends of a period, as a key."""
    return period and (period.start, period.end)


def _cost_key(supply: Supply) -> Hashable:
    cost = supply.offer.cost
    return cost and (cost.per_day, cost.flat, cost.free)
