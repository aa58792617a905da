"""Regions and departments of France (INSEE, official geographic code): names, numbers, which lies in which."""

import csv
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from cit_toolkit.builtin_data import MAPPINGS
from cit_toolkit.model.text import fold


@dataclass(frozen=True, slots=True)
class FrenchAreas:
    """Both ways to name a place, and how they nest."""

    departments: dict[str, str]
    """Folded name, or number, of a department → its number."""
    regions: dict[str, str]
    """Folded name of a region, or `region-` and its code → its name."""
    of_region: dict[str, tuple[str, ...]]
    """Folded name of a region → the numbers of its departments."""

    def department_of(self, insee_code: str) -> str:
        """The department of a municipality."""
        return insee_code[:3] if insee_code.startswith("97") else insee_code[:2]

    def reaches(self, departments: Collection[str], zone: dict[str, list[str]]) -> bool:
        """Whether a zone may lie in one of some departments; one told in words may."""
        named = {number for region in zone.get("regions", ()) for number in self.of_region.get(fold(region), ())}
        named |= {*zone.get("departements", ()), *map(self.department_of, zone.get("communes", ()))}
        return not named or bool(zone.get("autres")) or not named.isdisjoint(departments)


@cache
def french_areas() -> FrenchAreas:
    """The table that comes with the program."""
    departments: dict[str, str] = {}
    regions: dict[str, str] = {}
    of_region: dict[str, tuple[str, ...]] = {}
    with (MAPPINGS / "france.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            departments[fold(row["nom"])] = departments[fold(row["departement"])] = row["departement"]
            name = fold(row["nom_region"])
            regions[name] = regions[f"region-{row['region']}"] = row["nom_region"]
            of_region[name] = (*of_region.get(name, ()), row["departement"])
    return FrenchAreas(departments, regions, of_region)
