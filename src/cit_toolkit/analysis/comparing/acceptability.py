"""How often each territory comes first, second… when weights and unknowns vary (SMAA-2, Lahdelma & Salminen 2001)."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cit_toolkit.model.interval import Interval

LEAST_DRAWS = 10_000
BEHIND = 1000.0
"""Taken from the score of who is eliminated in a draw."""
_CELLS = 2_000_000
"""Drawn at once: what is kept in memory does not grow with the number of draws."""
_HAIR = 1e-9
"""On a scale of 100: equal scores are put in an order drawn by lot, and no others change places."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the territories to rank, on scales from 0 to 100: a row each, a column per criterion."""

    values: Sequence[Sequence[Interval]]
    ordered: int = 0
    """The first criteria, from the most important on; the others weigh no more than the last of these."""
    steps: Sequence[float] = ()
    """By criterion, between two possible answers; 0, or none given, when any value is possible."""
    floors: Sequence[Sequence[float | None]] = ()
    """Values under which a territory is eliminated, in the draws where it is."""

    def answers(self, territory: int, criterion: int, most: int) -> tuple[float, ...]:
        """Possible answers, from the lowest to the highest, `most` of them when there are more."""
        known, step = self.values[territory][criterion], self.steps[criterion] if self.steps else 0
        if not step:
            return tuple(known.low + known.width * rank / (most - 1) for rank in range(most))
        last = int(known.width / step + _HAIR)
        ranks = dict.fromkeys(round(last * rank / (most - 1)) for rank in range(most))
        return tuple(known.low + step * rank for rank in ranks)


@dataclass(frozen=True, slots=True)
class Acceptability:
    """Shares of the draws, by territory."""

    draws: int
    shares: tuple[tuple[float, ...], ...]
    """Of each rank, the first on."""
    central_weights: tuple[tuple[float, ...] | None, ...]
    """Mean weights of the draws in which it comes first; None when it never does."""

    @property
    def mean_ranks(self) -> tuple[float, ...]:
        """Mean rank of each."""
        return tuple(sum(rank * share for rank, share in enumerate(shares, 1)) for shares in self.shares)

    @property
    def largest_error(self) -> float:
        """Standard error of a share of one half, the largest there is."""
        return standard_error(0.5, self.draws)


@dataclass(frozen=True, slots=True)
class Draws:
    """Some of the draws: weights (draw, criterion), values (draw, territory, criterion) and what they give."""

    weights: Any
    values: Any
    missed: Any
    """Draw, territory, criterion: whether the value is one that eliminates."""
    scores: Any
    """Draw, territory; equal ones told apart by lot, eliminated ones behind all the others."""
    order: Any
    """Draw, rank: the index of the territory."""


def standard_error(share: float, draws: int) -> float:
    """Of a share estimated from that many draws."""
    return math.sqrt(share * (1 - share) / draws)


def drawn(known: Known, draws: int, seed: int) -> Iterator[Draws]:
    """All the draws, some at a time: the same for the same seed."""
    import numpy

    random = numpy.random.Generator(numpy.random.PCG64(seed))
    low, high = (numpy.array([[getattr(each, end) for each in row] for row in known.values]) for end in ("low", "high"))
    territories, criteria = low.shape
    steps = numpy.array(known.steps or [0.0] * criteria)
    floors = numpy.array([[-numpy.inf if f is None else f for f in row] for row in known.floors] or -numpy.inf)
    # How many steps each interval holds: a value is one of them, each as likely; or anything, where there is no step.
    held = numpy.floor((high - low) / numpy.where(steps > 0, steps, 1) + _HAIR)
    at_once = max(1, _CELLS // (territories * criteria))
    for start in range(0, draws, at_once):
        count = min(at_once, draws - start)
        weights = drawn_weights(random, count, criteria, known.ordered)
        chance = random.random((count, territories, criteria))
        values = numpy.where(steps > 0, low + steps * numpy.floor(chance * (held + 1)), low + (high - low) * chance)
        yield scored(random, weights, values, values < floors - _HAIR)


def drawn_weights(random: Any, count: int, criteria: int, ordered: int) -> Any:
    """Uniform among the weights that respect the order; where there is none, among all that sum to 1."""
    import numpy

    gaps = -numpy.log(1 - random.random((count, criteria)))
    weights = gaps / gaps.sum(axis=1, keepdims=True)
    if ordered:
        weights = -numpy.sort(-weights, axis=1)
        weights[:, ordered:] = random.permuted(weights[:, ordered:], axis=1)
    return weights


def scored(random: Any, weights: Any, values: Any, missed: Any = None) -> Draws:
    """The draws of given weights and values, ranked."""
    import numpy

    missed = numpy.zeros(values.shape, dtype=bool) if missed is None else missed
    scores = numpy.einsum("dtc,dc->dt", values, weights)
    scores += _HAIR * random.random(scores.shape) - BEHIND * missed.any(axis=2)
    return Draws(weights, values, missed, scores, numpy.argsort(-scores, axis=1))


class RankCount:
    """Ranks counted over the draws."""

    def __init__(self, territories: int, criteria: int) -> None:
        import numpy

        self._draws = 0
        self._ranks = numpy.zeros((territories, territories))
        self._weights = numpy.zeros((territories, criteria))

    def add(self, draws: Draws) -> None:
        """Count some draws."""
        import numpy

        count, territories = draws.order.shape
        self._draws += count
        for rank in range(territories):
            self._ranks[:, rank] += numpy.bincount(draws.order[:, rank], minlength=territories)
        numpy.add.at(self._weights, draws.order[:, 0], draws.weights)

    def acceptability(self) -> Acceptability:
        """The shares."""
        return Acceptability(
            self._draws,
            tuple(tuple(float(count) / self._draws for count in row) for row in self._ranks),
            tuple(
                tuple(float(weight) for weight in weights / row[0]) if row[0] else None
                for weights, row in zip(self._weights, self._ranks, strict=True)
            ),
        )
