"""Who asks and who offers: the needs of many territories, the offers of many catalogues, nothing of their files."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from cit_toolkit.analysis.location import Location
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.need import Need
from cit_toolkit.model.offer import Capacity, Offer, Zone
from cit_toolkit.model.text import fold
from cit_toolkit.problems import Position

PLACE_FIELDS = ("code_insee", "communes", "departement", "region", "grille", "budget")
NEED_FIELDS = (
    "intitule", "themes", "fonctions", "natures", "porteurs", "jours", "budget", "periode", "formats", "urgence",
    "importance",
)  # fmt: skip
OFFER_FIELDS = (
    "intitule", "themes", "fonctions", "natures", "etapes", "publics", "zone", "formats", "capacite", "cout",
    "disponibilite",
)  # fmt: skip
Positions = Mapping[str, Position]
"""Where each field was written; the thing itself for one that was not."""


@dataclass(frozen=True, slots=True)
class Place:
    """A territory as its needs see it."""

    id: str
    name: str
    location: Location
    stages: tuple[str, ...]
    """Those it may be at."""
    budget: Decimal | None
    positions: Positions


@dataclass(frozen=True, slots=True)
class Demand:
    """A need that waits, and where."""

    place: Place
    need: Need
    carriers: tuple[str | None, ...]
    """Categories of the actors who carry it, None for one whose category is not known."""
    positions: Positions

    @property
    def key(self) -> tuple[str, str]:
        """What names it among all the needs."""
        return self.place.id, self.need.id


@dataclass(frozen=True, slots=True)
class Supply:
    """An offer, and for whom."""

    id: str
    """What names it among all the offers: its id, after that of the territory for a local resource."""
    offer: Offer
    structure: str | None
    """Who gives it, as printed."""
    catalogue: str | None
    """The catalogue it stands in, None for a local resource."""
    local: str | None
    """The territory it is a resource of."""
    positions: Positions

    @property
    def title(self) -> str:
        """Its name as printed."""
        return self.offer.title


@dataclass(frozen=True, slots=True)
class JointCapacity:
    """What a structure can do with all its offers together."""

    structure: str
    capacity: Capacity


def zone_key(zone: Zone | None) -> Hashable:
    """All that a zone says, as a key."""
    return zone and (zone.country, zone.regions, zone.departments, zone.municipalities, zone.others)


def positions_of(model: CitModel, fields: Iterable[str]) -> Positions:
    """Where some fields of a thing were written; nothing for a thing that comes from no file."""
    found = ((field, model.position(field)) for field in fields)
    return {field: place for field, place in found if place is not None}


def in_order(demands: Iterable[Demand]) -> tuple[Demand, ...]:
    """Needs by the ids of their territory and their own: the order of files never changes a plan."""
    return tuple(sorted(demands, key=lambda demand: demand.key))


def told_apart(supplies: Iterable[Supply]) -> tuple[Supply, ...]:
    """Offers by id. Two catalogues may give one id to two offers: each then bears the name of its catalogue too."""
    kept: list[Supply] = []
    ordered = sorted(supplies, key=lambda supply: (supply.id, supply.catalogue or "", supply.title))
    for _, same in groupby(ordered, key=lambda supply: supply.id):
        alike = list(same)
        for rank, supply in enumerate(alike):
            suffix = f"@{fold(supply.catalogue or '')}" if len(alike) > 1 else ""
            twins = [other for other in alike[:rank] if other.catalogue == supply.catalogue]
            kept.append(replace(supply, id=supply.id + suffix + (f"-{len(twins) + 1}" if twins else "")))
    return tuple(sorted(kept, key=lambda supply: supply.id))
