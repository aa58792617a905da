"""How often each territory comes first, second… when weights and unknowns vary (SMAA-2, Lahdelma & Salminen 2001)."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cit_toolkit.model.interval import Interval

LEAST_DRAWS = 10_000
_CELLS = 2_000_000
"""Drawn at once: what is kept in memory does not grow with the number of draws."""
_HAIR = 1e-9
"""On a scale of 100: equal scores are put in an order drawn by lot, and no others change places."""


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
    scores: Any
    """Draw, territory; equal ones told apart by lot."""
    order: Any
    """Draw, rank: the index of the territory."""


def standard_error(share: float, draws: int) -> float:
    """Of a share estimated from that many draws."""
    return math.sqrt(share * (1 - share) / draws)


def drawn(values: Sequence[Sequence[Interval]], ordered: int, draws: int, seed: int) -> Iterator[Draws]:
    """All the draws, some at a time: the same for the same seed."""
    import numpy

    random = numpy.random.Generator(numpy.random.PCG64(seed))
    low, high = (numpy.array([[getattr(each, end) for each in row] for row in values]) for end in ("low", "high"))
    territories, criteria = low.shape
    at_once = max(1, _CELLS // (territories * criteria))
    for start in range(0, draws, at_once):
        count = min(at_once, draws - start)
        weights = drawn_weights(random, count, criteria, ordered)
        measured = low + (high - low) * random.random((count, territories, criteria))
        yield scored(random, weights, measured)


def drawn_weights(random: Any, count: int, criteria: int, ordered: int) -> Any:
    """Uniform among the weights that respect the order; where there is none, among all that sum to 1."""
    import numpy

    gaps = -numpy.log(1 - random.random((count, criteria)))
    weights = gaps / gaps.sum(axis=1, keepdims=True)
    if ordered:
        weights = -numpy.sort(-weights, axis=1)
        weights[:, ordered:] = random.permuted(weights[:, ordered:], axis=1)
    return weights


def scored(random: Any, weights: Any, values: Any) -> Draws:
    """The draws of given weights and values, ranked."""
    import numpy

    scores = numpy.einsum("dtc,dc->dt", values, weights)
    scores += _HAIR * random.random(scores.shape)
    return Draws(weights, values, scores, numpy.argsort(-scores, axis=1))


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
