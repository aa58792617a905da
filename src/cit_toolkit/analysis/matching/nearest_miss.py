"""What would have to change for an offer to answer a need: each «no» turned into something one can ask for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cit_toolkit.analysis.eligibility import cost_of
from cit_toolkit.analysis.matching.parties import Demand, Supply
from cit_toolkit.model.partial_date import PartialDate

Value = str | int | Decimal | date | PartialDate | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to change. `what` names the sentence that tells it; `values` are what it tells."""

    filter: str
    what: str
    values: Mapping[str, Value]


def advice(failed: str, demand: Demand, supply: Supply, today: date) -> Advice:
    """What would turn the «no» of a filter."""
    return Advice(failed, *_ADVICES[failed](demand, supply, today))


def _zone(demand: Demand, supply: Supply, today: date) -> tuple[str, Mapping[str, Value]]:
    where = demand.place.location
    if where.departments:
        return "zone-departement", {"departements": tuple(sorted(where.departments))}
    if where.region:
        return "zone-region", {"region": where.region}
    return "zone-communes", {"communes": tuple(sorted(where.municipalities))}


def _stage(demand: Demand, supply: Supply, today: date) -> tuple[str, Mapping[str, Value]]:
    return "etape", {"etapes": demand.place.stages}


def _audience(demand: Demand, supply: Supply, today: date) -> tuple[str, Mapping[str, Value]]:
    return "public", {"publics": tuple(name for name in demand.carriers if name)}


def _period(demand: Demand, supply: Supply, today: date) -> tuple[str, Mapping[str, Value]]:
    wanted, given = demand.need.period, supply.offer.availability
    if wanted and given and wanted.start and given.end and given.end.latest < wanted.start.earliest:
        return "periode-prolonger", {"date": wanted.start}
    end = wanted.end if wanted and wanted.end else today
    return "periode-avancer", {"date": end}


def _over(demand: Demand, supply: Supply, today: date) -> tuple[str, Mapping[str, Value]]:
    return "echeance", {"date": today}


def _format(demand: Demand, supply: Supply, today: date) -> tuple[str, Mapping[str, Value]]:
    return "format", {"formats": tuple(demand.need.formats)}


def _budget(demand: Demand, supply: Supply, today: date) -> tuple[str, Mapping[str, Value]]:
    cost, budget = cost_of(demand.need, supply.offer), demand.need.budget
    return "budget", {"euros": (cost or Decimal(0)) - (budget or Decimal(0))}


def _capacity(demand: Demand, supply: Supply, today: date) -> tuple[str, Mapping[str, Value]]:
    capacity = supply.offer.capacity
    if capacity is None or capacity.territories == 0 or capacity.days is None or demand.need.days is None:
        return "capacite-ouvrir", {}
    return "capacite-jours", {"jours": demand.need.days - capacity.days}


def _forbidden(demand: Demand, supply: Supply, today: date) -> tuple[str, Mapping[str, Value]]:
    return "interdite", {}


_ADVICES: Mapping[str, Callable[[Demand, Supply, date], tuple[str, Mapping[str, Value]]]] = {
    "zone": _zone,
    "etape": _stage,
    "public": _audience,
    "periode": _period,
    "echeance": _over,
    "format": _format,
    "budget": _budget,
    "capacite": _capacity,
    "interdite": _forbidden,
}
