"""How well an offer answers a need, criterion by criterion: out of 1,000, None when one side leaves it unknown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from cit_toolkit.analysis.eligibility import Verdict, stage_verdict, zone_verdict
from cit_toolkit.analysis.matching.parties import Demand, Supply
from cit_toolkit.model.method import Method
from cit_toolkit.model.need import SupportFormat
from cit_toolkit.model.text import fold

FULL = 1000
Level = int | None


@dataclass(frozen=True, slots=True)
class Themes:
    """The themes of a method and how they nest."""

    parents: Mapping[str, str]

    @staticmethod
    def of(method: Method) -> "Themes":
        """Each theme under its wider one."""
        return Themes({theme.id: theme.parent for theme in method.themes if theme.parent})

    def related(self, one: str, other: str) -> bool:
        """Whether one is the wider theme of the other."""
        return self.parents.get(one) == other or self.parents.get(other) == one


def overlap_level(wanted: Collection[str], given: Collection[str]) -> Level:
    """What both name, out of all that either names."""
    if not wanted or not given:
        return None
    common, every = set(wanted) & set(given), set(wanted) | set(given)
    return FULL * len(common) // len(every)


def themes_level(wanted: Collection[str], given: Collection[str], themes: Themes) -> Level:
    """The same for themes: what is left on both sides is matched as far as it is wider or narrower; such a match counts
    as one theme named, and half a theme in common."""
    if not wanted or not given:
        return None
    common = set(wanted) & set(given)
    related = _matched(sorted(set(wanted) - common), sorted(set(given) - common), themes)
    every = len(set(wanted) | set(given)) - related
    return FULL * (2 * len(common) + related) // (2 * every)


def _matched(wanted: list[str], given: list[str], themes: Themes) -> int:
    """The most themes that can be paired off, each with a wider or narrower one of the other side."""
    partner: dict[str, str] = {}

    def find(one: str, tried: set[str]) -> bool:
        for other in given:
            if other not in tried and themes.related(one, other):
                tried.add(other)
                if other not in partner or find(partner[other], tried):
                    partner[other] = one
                    return True
        return False

    return sum(find(one, set()) for one in wanted)


def stage_level(demand: Demand, supply: Supply) -> Level:
    """Full when the offer suits every stage the territory may be at."""
    verdict = stage_verdict(supply.offer.stages, demand.place.stages)
    return None if verdict is Verdict.UNKNOWN else FULL if verdict is Verdict.YES else 0


def nearness_level(demand: Demand, supply: Supply) -> Level:
    """How near the area an offer is made for: the municipality 1, the department 0.8, the region 0.5, wider or from
    afar 0.2. A resource of the territory is as near as can be."""
    if supply.local is not None:
        return FULL
    offer, where = supply.offer, demand.place.location
    if set(offer.formats) == {SupportFormat.REMOTE} or offer.zone is None:
        return 200
    if zone_verdict(where, offer.zone) is Verdict.UNKNOWN:
        return None
    if where.municipalities & set(offer.zone.municipalities):
        return FULL
    if where.departments & set(offer.zone.departments):
        return 800
    return 500 if where.region in {fold(region) for region in offer.zone.regions} else 200
