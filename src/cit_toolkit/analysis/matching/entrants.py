"""The needs and offers of territories and catalogues, taken out of their files for good."""

from collections.abc import Iterator

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
    Supply,
    positions_of,
)
from cit_toolkit.analysis.maturity import possible_stages, stage_reached
from cit_toolkit.analysis.metrics import metrics
from cit_toolkit.analysis.needs import STILL_OPEN
from cit_toolkit.model.method import Method
from cit_toolkit.model.offer import OffersFile
from cit_toolkit.model.territory import Territory


def demands_of(territory: Territory, method: Method) -> tuple[Demand, ...]:
    """The needs of a territory that still wait; its references are resolved."""
    coverage, people = functions_coverage(territory.actors, method.functions), ecosystem(territory.actors, method)
    stage = stage_reached(method.stages, metrics(territory, method, coverage, people))
    place = Place(
        territory.id,
        territory.name,
        location_of(territory),
        possible_stages(stage),
        territory.budget,
        positions_of(territory, PLACE_FIELDS),
    )
    categories = {actor.id: actor.category for actor in territory.actors}
    return tuple(
        Demand(
            place,
            need.detached(),
            tuple(sorted({categories.get(name) for name in need.carriers}, key=lambda name: name or "")),
            positions_of(need, NEED_FIELDS),
        )
        for need in territory.needs
        if need.status in STILL_OPEN
    )


def resources_of(territory: Territory) -> Iterator[Supply]:
    """What a territory offers to its own needs; a structure that is one of its actors bears that actor's name."""
    names = {actor.id: actor.name for actor in territory.actors}
    for offer in territory.resources:
        structure = names.get(offer.structure or "", offer.structure)
        yield Supply(
            f"{territory.id}/{offer.id}",
            offer.detached(),
            structure,
            None,
            territory.id,
            positions_of(offer, OFFER_FIELDS),
        )


def supplies_of(catalogue: OffersFile, name: str) -> Iterator[Supply]:
    """The offers of a catalogue whose references are resolved. `name` is what it is called when it does not say."""
    called = catalogue.source.name if catalogue.source and catalogue.source.name else name
    for offer in catalogue.offers:
        yield Supply(offer.id, offer.detached(), offer.structure, called, None, positions_of(offer, OFFER_FIELDS))


def joint_capacities(catalogue: OffersFile) -> Iterator[JointCapacity]:
    """What structures can do with all their offers together."""
    for each in catalogue.structures:
        if each.capacity is not None:
            yield JointCapacity(each.name, each.capacity)
