"""The score of a pair: points out of 1,000, the exact sum of its parts; an unknown part is an interval, not a zero."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from cit_toolkit.analysis.matching.levels import (
    FULL,
    Level,
    Themes,
    nearness_level,
    overlap_level,
    stage_level,
    themes_level,
)
from cit_toolkit.analysis.matching.parties import Demand, Supply, zone_key
from cit_toolkit.model.method import Method

TEXT = "texte"
MOST_FOR_TEXT = 300
"""Points that the resemblance of texts may bring at most: it helps where themes are badly told, no more."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something that a pair is judged by: what it looks at on each side, and the level that it gives."""

    id: str
    asked: Callable[[Demand], Hashable]
    offered: Callable[[Supply], Hashable]
    level: Callable[[Demand, Supply], Level]


@dataclass(frozen=True, slots=True)
class Part:
    """What one criterion brings to a score."""

    criterion: str
    weight: int
    level: Level

    @property
    def low(self) -> int:
        """The fewest points it may bring."""
        return 0 if self.level is None else self.weight * self.level // FULL

    @property
    def high(self) -> int:
        """The most."""
        return self.weight if self.level is None else self.low

    @property
    def points(self) -> int:
        """What ranks the pair: the middle, rounded down."""
        return (self.low + self.high) // 2


@dataclass(frozen=True, slots=True)
class Score:
    """The parts of a score, in the order of the method."""

    parts: tuple[Part, ...]

    @property
    def points(self) -> int:
        """What ranks the pair."""
        return sum(part.points for part in self.parts)

    @property
    def low(self) -> int:
        """The least it may be, once all is known."""
        return sum(part.low for part in self.parts)

    @property
    def high(self) -> int:
        """The most it may be."""
        return sum(part.high for part in self.parts)


@dataclass(frozen=True, slots=True)
class Scale:
    """How pairs are scored with a method."""

    weights: Mapping[str, int]
    """Points of each criterion; they sum to 1,000."""
    threshold: int
    """A pair that cannot reach it is never made."""


def scale_of(method: Method) -> Scale:
    """The weights of a method brought once to whole points that sum to 1,000, the largest rests first.

    The resemblance of texts never has more than three tenths: what it had beyond goes to the others.
    """
    if method.matching is None:
        raise ValueError("the method has no matching")
    known = criteria(Themes.of(method))
    shares = {name: Fraction(method.matching.weights.get(name, 0)) for name in (*known, TEXT)}
    total = sum(shares.values())
    if not total:
        return Scale({}, method.matching.threshold)
    weights = {}
    if shares[TEXT] / total > Fraction(MOST_FOR_TEXT, FULL) and total > shares[TEXT]:
        weights[TEXT] = MOST_FOR_TEXT
        del shares[TEXT]
    left = FULL - sum(weights.values())
    weights |= _whole(shares, left)
    ordered = {name: weights[name] for name in method.matching.weights if weights.get(name)}
    return Scale(ordered, method.matching.threshold)


def _whole(shares: Mapping[str, Fraction], points: int) -> dict[str, int]:
    total = sum(shares.values())
    exact = {name: share * points / total for name, share in shares.items()}
    whole = {name: int(value) for name, value in exact.items()}
    ranked = sorted(exact, key=lambda name: (whole[name] - exact[name], name))
    for name in ranked[: points - sum(whole.values())]:
        whole[name] += 1
    return whole


def criteria(themes: Themes) -> dict[str, Criterion]:
    """Every criterion but the resemblance of texts, which is measured for many pairs at once."""
    return {
        criterion.id: criterion
        for criterion in (
            Criterion(
                "fonctions",
                lambda demand: frozenset(demand.need.functions),
                lambda supply: frozenset(supply.offer.functions),
                lambda demand, supply: overlap_level(demand.need.functions, supply.offer.functions),
            ),
            Criterion(
                "themes",
                lambda demand: frozenset(demand.need.themes),
                lambda supply: frozenset(supply.offer.themes),
                lambda demand, supply: themes_level(demand.need.themes, supply.offer.themes, themes),
            ),
            Criterion(
                "natures",
                lambda demand: frozenset(demand.need.natures),
                lambda supply: frozenset(supply.offer.natures),
                lambda demand, supply: overlap_level(demand.need.natures, supply.offer.natures),
            ),
            Criterion(
                "etape", lambda demand: demand.place.stages, lambda supply: frozenset(supply.offer.stages), stage_level
            ),
            Criterion(
                "proximite",
                lambda demand: demand.place.location,
                lambda supply: (
                    supply.local is not None,
                    frozenset(supply.offer.formats),
                    zone_key(supply.offer.zone),
                ),
                nearness_level,
            ),
        )
    }
