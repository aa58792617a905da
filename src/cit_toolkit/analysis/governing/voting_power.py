"""Who can carry or block a decision: the power of colleges whose votes are weighted.

The Banzhaf index of a voter is the share of the coalitions of the others that it turns from losing to winning (Penrose
1946, Banzhaf 1965); normalised, the indices add up to 1. A college is counted as voting in one piece, the way most
statutes of SCIC work it out: the majority of a college carries all its votes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

MOST_VOTERS = 16
"""Past this number, coalitions are too many to be counted one by one; no statutes have so many colleges."""
MOST_WEIGHTINGS = 20_000


@dataclass(frozen=True, slots=True)
class Quota:
    """The votes a decision takes: more than a share of them all, or that share when it is enough."""

    share: Fraction
    reached: bool

    def carries(self, votes: Fraction, total: Fraction) -> bool:
        """Whether these votes carry the decision."""
        return votes >= self.share * total if self.reached else votes > self.share * total


@dataclass(frozen=True, slots=True)
class Power:
    """The power of each voter under one quota."""

    swings: Mapping[str, int]
    """Coalitions of the others that each turns from losing to winning."""
    winning: tuple[tuple[str, ...], ...]
    """Minimal winning coalitions: each loses without any one of its members."""
    blocking: tuple[str, ...]
    """Voters without whom nothing is carried."""

    @property
    def index(self) -> dict[str, Fraction]:
        """Normalised Banzhaf index of each voter: they add up to 1, or to 0 when nothing can be carried."""
        whole = sum(self.swings.values())
        return {name: Fraction(count, whole) if whole else Fraction(0) for name, count in self.swings.items()}


def voting_power(votes: Mapping[str, Fraction], quota: Quota) -> Power:
    """Power of each voter. ValueError past MOST_VOTERS voters."""
    names, total = tuple(votes), sum(votes.values(), Fraction(0))
    if len(names) > MOST_VOTERS:
        raise ValueError(f"{len(names)} voters")
    swings = dict.fromkeys(names, 0)
    minimal: list[tuple[str, ...]] = []
    for coalition in _coalitions(names):
        held = sum((votes[name] for name in coalition), Fraction(0))
        if not quota.carries(held, total):
            continue
        pivots = [name for name in coalition if not quota.carries(held - votes[name], total)]
        for name in pivots:
            swings[name] += 1
        if len(pivots) == len(coalition):
            minimal.append(coalition)
    blocking = tuple(name for name in names if not quota.carries(total - votes[name], total))
    return Power(swings, tuple(minimal), blocking)


def _coalitions(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in range(1, len(names) + 1):
        yield from combinations(names, size)


@dataclass(frozen=True, slots=True)
class PowerRange:
    """The power a college may have over every lawful weighting."""

    low: Fraction
    high: Fraction
    may_block: bool
    always_blocks: bool


def power_ranges(names: Sequence[str], least: int, most: int, quota: Quota) -> dict[str, PowerRange]:
    """For each college, its power over the weightings of 100 % in steps of 5 points within the bounds (per cent).

    Steps of 10 points when there are too many of them; empty when no weighting is lawful.
    """
    weightings = _weightings(len(names), least, most, 5)
    if weightings is None:
        weightings = _weightings(len(names), least, most, 10)
    found: dict[str, list[tuple[Fraction, bool]]] = {name: [] for name in names}
    known: dict[tuple[int, ...], Power] = {}
    for weights in weightings or ():
        order = tuple(sorted(range(len(names)), key=lambda i: weights[i]))
        shape = tuple(weights[i] for i in order)
        if shape not in known:
            known[shape] = voting_power({str(rank): Fraction(weight) for rank, weight in enumerate(shape)}, quota)
        power = known[shape]
        for rank, i in enumerate(order):
            found[names[i]].append((power.index[str(rank)], str(rank) in power.blocking))
    return {
        name: PowerRange(
            min(index for index, _ in seen),
            max(index for index, _ in seen),
            any(blocks for _, blocks in seen),
            all(blocks for _, blocks in seen),
        )
        for name, seen in found.items()
        if seen
    }


def _weightings(count: int, least: int, most: int, step: int) -> list[tuple[int, ...]] | None:
    """Every way of sharing 100 in steps within the bounds; None past MOST_WEIGHTINGS."""
    found: list[tuple[int, ...]] = []

    def share(left: int, voters: int, given: tuple[int, ...]) -> bool:
        if voters == 0:
            if left == 0:
                found.append(given)
            return len(found) <= MOST_WEIGHTINGS
        start = -(-least // step) * step
        for weight in range(start, min(most, left) + 1, step):
            if not least * (voters - 1) <= left - weight <= most * (voters - 1):
                continue
            if not share(left - weight, voters - 1, (*given, weight)):
                return False
        return True

    return found if share(100, count, ()) else None
