"""The needs of a territory, by priority, and which ones its own resources answer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cit_toolkit.analysis.eligibility import Eligibility, local_eligibility
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.need import Need, NeedStatus
from cit_toolkit.model.offer import Offer
from cit_toolkit.model.territory import Territory

STILL_OPEN = (NeedStatus.OPEN, NeedStatus.TAKEN_UP)


@dataclass(frozen=True, slots=True)
class LocalAnswer:
    """A resource of the territory that answers a need, or may."""

    resource: Offer
    eligibility: Eligibility


@dataclass(frozen=True, slots=True)
class RankedNeed:
    """A need, its priority, and what the territory itself has for it."""

    need: Need
    priority: Interval
    """(urgency + importance) / 6: between 0 and 1."""
    answers: tuple[LocalAnswer, ...]
    """Resources that are not excluded, the certain ones first."""
    covered_locally: bool | None
    """None when it is not known, as when no resource is described."""

    @property
    def still_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.need.status in STILL_OPEN


def priority(need: Need) -> Interval:
    """(urgency + importance) / 6; an unknown counts from 0 to 3."""
    low = (need.urgency or 0) + (need.importance or 0)
    high = (3 if need.urgency is None else need.urgency) + (3 if need.importance is None else need.importance)
    return Interval(low / 6, high / 6)


def ranked_needs(territory: Territory, stages: Collection[str]) -> tuple[RankedNeed, ...]:
    """Needs by midpoint of priority, then lower bound, then id. `stages`: those the territory may be at."""
    categories = {actor.id: actor.category for actor in territory.actors}
    ranked = [
        _ranked(need, territory.resources, stages, [categories.get(name) for name in need.carriers])
        for need in territory.needs
    ]
    return tuple(sorted(ranked, key=lambda r: (-r.priority.middle, -r.priority.low, r.need.id)))


def _ranked(
    need: Need, resources: Sequence[Offer], stages: Collection[str], carriers: Collection[str | None]
) -> RankedNeed:
    answers = [LocalAnswer(offer, local_eligibility(need, offer, stages, carriers)) for offer in resources]
    kept = [answer for answer in answers if answer.eligibility.eligible is not False]
    kept.sort(key=lambda answer: (answer.eligibility.eligible is None, answer.resource.id))
    covered: bool | None = None
    if resources:
        covered = False if not kept else True if kept[0].eligibility.eligible else None
    return RankedNeed(need, priority(need), tuple(kept), covered)
