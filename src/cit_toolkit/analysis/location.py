"""Where a territory is, as far as its official codes tell."""

from collections.abc import Iterable
from dataclasses import dataclass

from cit_toolkit.model.territory import Territory
from cit_toolkit.model.text import fold


@dataclass(frozen=True, slots=True)
class Location:
    """Codes of municipalities and departments, name of the region (folded); empty or None when nothing is said."""

    municipalities: frozenset[str]
    departments: frozenset[str]
    region: str | None


def location_of(territory: Territory) -> Location:
    """What a territory says, and the departments that the codes of its municipalities begin with."""
    municipalities = frozenset(filter(None, (territory.insee_code, *territory.municipalities)))
    own = {territory.department} if territory.department else set()
    return Location(
        municipalities,
        frozenset(own | departments_of(municipalities)),
        fold(territory.region) if territory.region else None,
    )


def departments_of(municipalities: Iterable[str]) -> set[str]:
    """The departments of some municipalities: the beginning of their codes, one figure more overseas."""
    return {code[:3] if code.startswith(("97", "98")) else code[:2] for code in municipalities}
