"""The needs and offers of territories and catalogues, taken out of their files for good: thousands may be kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from cit_toolkit.analysis.ecosystem import ecosystem
from cit_toolkit.analysis.functions_coverage import functions_coverage
from cit_toolkit.analysis.location import location_of
from cit_toolkit.analysis.matching.parties import (
    NEED_FIELDS,
    OFFER_FIELDS,
    PLACE_FIELDS,
    Demand,
    JointCapacity,
    Place,
    Positions,
    Supply,
    positions_of,
)
from cit_toolkit.analysis.maturity import possible_stages, stage_reached
from cit_toolkit.analysis.metrics import metrics
from cit_toolkit.analysis.needs import STILL_OPEN
from cit_toolkit.model.actor import Actor
from cit_toolkit.model.method import Method
from cit_toolkit.model.offer import OffersFile
from cit_toolkit.model.territory import Territory


@dataclass(frozen=True, slots=True)
class EnteringTerritory:
    """What matching needs to know of a territory."""

    territory: Territory
    """Its needs and resources, of its actors those that carry or give them; nothing else, and nothing of its file."""
    stages: tuple[str, ...]
    """Those it may be at."""
    positions: Positions
    need_positions: tuple[Positions, ...]
    resource_positions: tuple[Positions, ...]


@dataclass(frozen=True, slots=True)
class EnteringCatalogue:
    """What matching needs to know of a catalogue."""

    catalogue: OffersFile
    name: str
    """What it is called."""
    positions: tuple[Positions, ...]


def entering_territory(territory: Territory, method: Method) -> EnteringTerritory:
    """A territory whose references are resolved."""
    coverage, people = functions_coverage(territory.actors, method.functions), ecosystem(territory.actors, method)
    stage = stage_reached(method.stages, metrics(territory, method, coverage, people))
    named = {name for need in territory.needs for name in need.carriers} | {o.structure for o in territory.resources}
    kept = territory.model_copy(
        update={
            # A confidential actor is counted: the number it goes by depends on those before it.
            "actors": tuple(_named(actor) for actor in territory.actors if actor.confidential or actor.id in named),
            "relations": None,
            "context": None,
            "population": None,
            "indicators": (),
            "grid": {},
            "statements": (),
        }
    )
    return EnteringTerritory(
        kept.detached(),
        possible_stages(stage),
        positions_of(territory, PLACE_FIELDS),
        tuple(positions_of(need, NEED_FIELDS) for need in territory.needs),
        tuple(positions_of(offer, OFFER_FIELDS) for offer in territory.resources),
    )


def _named(actor: Actor) -> Actor:
    """An actor with little more than its name, its category and whether it may be named."""
    return actor.model_copy(update={"roles": None, "functions": None, "contact": None, "note": None})


def entering_catalogue(catalogue: OffersFile, name: str) -> EnteringCatalogue:
    """A catalogue whose references are resolved. `name` is what it is called when it does not say."""
    called = catalogue.source.name if catalogue.source and catalogue.source.name else name
    positions = tuple(positions_of(offer, OFFER_FIELDS) for offer in catalogue.offers)
    return EnteringCatalogue(catalogue.detached(), called, positions)


def demands_of(entering: EnteringTerritory) -> Iterator[Demand]:
    """The needs that still wait."""
    territory = entering.territory
    place = Place(
        territory.id,
        territory.name,
        location_of(territory),
        entering.stages,
        territory.budget,
        entering.positions,
    )
    categories = {actor.id: actor.category for actor in territory.actors}
    for need, positions in zip(territory.needs, entering.need_positions, strict=True):
        if need.status in STILL_OPEN:
            carriers = {categories.get(name) for name in need.carriers}
            yield Demand(place, need, tuple(sorted(carriers, key=lambda name: name or "")), positions)


def resources_of(entering: EnteringTerritory) -> Iterator[Supply]:
    """What a territory offers to its own needs; a structure that is one of its actors bears that actor's name."""
    territory = entering.territory
    names = {actor.id: actor.name for actor in territory.actors}
    for offer, positions in zip(territory.resources, entering.resource_positions, strict=True):
        structure = names.get(offer.structure or "", offer.structure)
        yield Supply(f"{territory.id}/{offer.id}", offer, structure, None, territory.id, positions)


def supplies_of(entering: EnteringCatalogue) -> Iterator[Supply]:
    """The offers of a catalogue."""
    for offer, positions in zip(entering.catalogue.offers, entering.positions, strict=True):
        yield Supply(offer.id, offer, offer.structure, entering.name, None, positions)


def joint_capacities(entering: EnteringCatalogue) -> Iterator[JointCapacity]:
    """What structures can do with all their offers together."""
    for each in entering.catalogue.structures:
        if each.capacity is not None:
            yield JointCapacity(each.name, each.capacity)
