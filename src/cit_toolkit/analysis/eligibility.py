"""Whether an offer may serve a need: three-valued, each criterion apart, what is unknown never excludes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cit_toolkit.analysis.location import Location, departments_of
from cit_toolkit.model.need import Need, NeedStatus, Period, SupportFormat
from cit_toolkit.model.offer import Capacity, Offer, Zone
from cit_toolkit.model.text import fold


class Verdict(StrEnum):
    """The answer of one criterion."""

    YES = "oui"
    NO = "non"
    UNKNOWN = "a-verifier"
    NOT_APPLICABLE = "sans-objet"


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The verdict of each criterion of a pair."""

    verdicts: dict[str, Verdict]

    @property
    def eligible(self) -> bool | None:
        """False as soon as one says no, None while one is unknown."""
        answers = self.verdicts.values()
        return False if Verdict.NO in answers else None if Verdict.UNKNOWN in answers else True


def local_eligibility(
    need: Need, offer: Offer, stages: Collection[str], carriers: Collection[str | None]
) -> Eligibility:
    """Whether a resource of the territory itself may answer a need of it (the zone is then met).

    `stages` are those the territory may be at, `carriers` the categories of the actors who carry the need.
    """
    return Eligibility(
        {
            "statut": Verdict.YES if need.status in (NeedStatus.OPEN, NeedStatus.TAKEN_UP) else Verdict.NO,
            "nature": _overlap(need.natures, offer.natures),
            "objet": _subject(need, offer),
            "etape": stage_verdict(offer.stages, stages),
            "public": audience_verdict(offer.audiences, carriers),
            "periode": period_verdict(need.period, offer.availability),
            "format": format_verdict(need.formats, offer.formats),
            "budget": budget_verdict(need, offer),
        }
    )


def _overlap(wanted: Collection[object], given: Collection[object]) -> Verdict:
    if not wanted or not given:
        return Verdict.UNKNOWN
    return Verdict.YES if set(wanted) & set(given) else Verdict.NO


def _subject(need: Need, offer: Offer) -> Verdict:
    """One function or one theme in common is enough; without any, only two complete descriptions say no."""
    verdicts = (_overlap(need.functions, offer.functions), _overlap(need.themes, offer.themes))
    if Verdict.YES in verdicts:
        return Verdict.YES
    return Verdict.UNKNOWN if Verdict.UNKNOWN in verdicts else Verdict.NO


def stage_verdict(suited: Collection[str], possible: Collection[str]) -> Verdict:
    """Whether the offer suits wherever the territory may be."""
    if not suited:
        return Verdict.YES
    if not possible:
        return Verdict.UNKNOWN
    met = [stage in suited for stage in possible]
    return Verdict.YES if all(met) else Verdict.UNKNOWN if any(met) else Verdict.NO


def audience_verdict(audiences: Collection[str], carriers: Collection[str | None]) -> Verdict:
    """Whether one of those who carry the need is of a category the offer is for."""
    if not audiences:
        return Verdict.YES
    if set(audiences) & set(carriers):
        return Verdict.YES
    return Verdict.UNKNOWN if not carriers or None in carriers else Verdict.NO


def period_verdict(wanted: Period | None, given: Period | None) -> Verdict:
    """Whether the two periods meet. A need without period is in no hurry; an end that nobody wrote is not known."""
    if wanted is None:
        return Verdict.NOT_APPLICABLE
    if given is None:
        return Verdict.UNKNOWN
    if _ends_before(wanted, given) or _ends_before(given, wanted):
        return Verdict.NO
    return Verdict.YES if _begins_in_time(wanted, given) and _begins_in_time(given, wanted) else Verdict.UNKNOWN


def _ends_before(one: Period, other: Period) -> bool:
    return bool(one.end and other.start and one.end.latest < other.start.earliest)


def _begins_in_time(one: Period, other: Period) -> bool:
    """Whether one surely begins before the other is over, for one of its own ends or the other's says so."""
    return bool(
        (one.start and other.end and one.start.earliest <= other.end.latest)
        or (one.start and other.start and one.start.earliest <= other.start.earliest)
        or (one.end and other.end and one.end.latest <= other.end.latest)
    )


def format_verdict(wanted: Collection[object], given: Collection[object]) -> Verdict:
    """A need that names no format takes any; an offer that names none may be given in the wrong one."""
    if not wanted:
        return Verdict.YES
    if not given:
        return Verdict.YES if set(wanted) == set(SupportFormat) else Verdict.UNKNOWN
    return Verdict.YES if set(wanted) & set(given) else Verdict.NO


def budget_verdict(need: Need, offer: Offer) -> Verdict:
    """Whether what is available for the need pays the offer."""
    cost = cost_of(need, offer)
    if cost == 0:
        return Verdict.YES
    if cost is None or need.budget is None:
        return Verdict.UNKNOWN
    return Verdict.YES if cost <= need.budget else Verdict.NO


def zone_verdict(where: Location, zone: Zone | None) -> Verdict:
    """Whether an offer can be had in a place: one list that names it is enough; no list at all, everywhere."""
    if zone is None:
        return Verdict.YES
    lists = (
        _listed(where.municipalities, zone.municipalities),
        _listed(where.departments, zone.departments),
        _listed(filter(None, (where.region,)), map(fold, zone.regions)),
        Verdict.UNKNOWN if zone.others else Verdict.NOT_APPLICABLE,
    )
    if Verdict.YES in lists:
        return Verdict.YES
    if where.departments and zone.municipalities and departments_of(zone.municipalities).isdisjoint(where.departments):
        # Its municipalities are not named, but those of the offer are all elsewhere.
        lists = (Verdict.NO, *lists[1:])
    if Verdict.UNKNOWN in lists:
        return Verdict.UNKNOWN
    return Verdict.NO if Verdict.NO in lists else _country(where, zone.country)


def _listed(known: Iterable[str], listed: Iterable[str]) -> Verdict:
    names = set(listed)
    here = set(known)
    if not names:
        return Verdict.NOT_APPLICABLE
    return Verdict.UNKNOWN if not here else Verdict.YES if names & here else Verdict.NO


def _country(where: Location, country: str | None) -> Verdict:
    """Places are told by French codes: one that has none may lie anywhere."""
    if country is None:
        return Verdict.YES
    if not (where.municipalities or where.departments or where.region):
        return Verdict.UNKNOWN
    return Verdict.YES if fold(country) in ("fr", "france") else Verdict.NO


def over_verdict(given: Period | None, today: date) -> Verdict:
    """Whether an offer is not over yet; nothing said of its end, nothing says that it is."""
    if given is None or given.end is None:
        return Verdict.NOT_APPLICABLE
    return Verdict.NO if given.end.latest < today else Verdict.YES


def capacity_verdict(need: Need, capacity: Capacity | None) -> Verdict:
    """Whether the offer, were it all for this need, could give it the days it wishes."""
    if capacity is None or (capacity.days is None and capacity.territories != 0):
        return Verdict.YES
    if 0 in (capacity.territories, capacity.days):
        return Verdict.NO
    if need.days is None or capacity.days is None:
        return Verdict.UNKNOWN
    return Verdict.YES if need.days <= capacity.days else Verdict.NO


def cost_of(need: Need, offer: Offer) -> Decimal | None:
    """Euros the offer would cost for this need, None when unknown."""
    if offer.cost is None:
        return None
    if offer.cost.free:
        return Decimal(0)
    if offer.cost.flat is not None:
        return offer.cost.flat
    if offer.cost.per_day is not None and need.days is not None:
        return offer.cost.per_day * need.days
    return None
