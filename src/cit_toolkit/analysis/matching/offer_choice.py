"""What each offer would choose, each need it may serve being worth something to it: the best that its capacity holds.

Exact. Where no day is short, the territories worth most. Elsewhere by adding one need at a time to the best choices for
every number of territories and days; all the offers at once, each with its own need at each step, for a thousand offers
cost hardly more than one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cit_toolkit.analysis.matching.assignment_problem import UNBOUNDED, Integers

Flags = NDArray[np.bool_]
NEVER = np.int64(-(2**61))
"""Less than anything can be worth."""
CELLS = 2_000_000
"""Choices remembered at once, at most: what is more is done in several times."""


@dataclass(frozen=True, slots=True, eq=False)
class Wishes:
    """The needs that each of several offers may serve, one offer after the other, and what it can give."""

    offer: Integers
    """Of each wish, from 0, in order."""
    gain: Integers
    """What serving it is worth: more than nothing."""
    territory: Integers
    days: Integers
    most_territories: Integers
    """Of each offer."""
    most_days: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Visits:
    """What each territory is worth to each offer, and whether it is among those worth most."""

    of: Integers
    """The visit that each wish belongs to."""
    offer: Integers
    """Of each visit."""
    worth: Integers
    kept: Flags
    least: Integers
    """Of each offer: what the last of its visits is worth, 0 when it could make one more."""


def territories_worth_most(offer: Integers, territory: Integers, gain: Integers, most: Integers) -> Visits:
    """As many territories as each offer may visit, those whose wishes bring most together; gains are 0 or more."""
    order = np.lexsort((territory, offer))
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = (np.diff(offer[order]) != 0) | (np.diff(territory[order]) != 0)
    of = np.empty_like(order)
    of[order] = np.cumsum(new) - 1
    visitor = offer[order][new]
    worth = np.zeros(len(visitor), dtype=np.int64)
    np.add.at(worth, of, gain)
    ranked = np.lexsort((-worth, visitor))
    place = np.empty_like(ranked)
    place[ranked] = np.arange(len(ranked)) - np.searchsorted(visitor, visitor)
    bounded = most[visitor] != UNBOUNDED
    last = np.flatnonzero(bounded & (place == most[visitor] - 1))
    least = np.zeros(len(most), dtype=np.int64)
    least[visitor[last]] = worth[last]
    return Visits(of, visitor, worth, ~bounded | (place < most[visitor]), least)


def best_choices(wishes: Wishes) -> tuple[Integers, Flags]:
    """The greatest sum of gains of each offer, and the wishes that make it."""
    offers = len(wishes.most_days)
    visits = territories_worth_most(wishes.offer, wishes.territory, wishes.gain, wishes.most_territories)
    chosen = visits.kept[visits.of]
    days = np.bincount(wishes.offer, weights=wishes.days * chosen, minlength=offers).astype(np.int64)
    tight_days = (wishes.most_days != UNBOUNDED) & (days > wishes.most_days)
    places = np.bincount(visits.offer, minlength=offers)
    tight_territories = (wishes.most_territories != UNBOUNDED) & (places > wishes.most_territories)
    # What does not bind is taken out: all needs then stand in one territory.
    binding = replace(
        wishes,
        territory=np.where(tight_territories[wishes.offer], wishes.territory, 0),
        most_territories=np.where(tight_territories, wishes.most_territories, 1),
    )
    for some in _batches(binding, tight_days):
        among = np.zeros(offers, dtype=np.bool_)
        among[some] = True
        own = np.flatnonzero(among[wishes.offer])
        chosen[own] = _packed(binding, own, some)
    worth = np.zeros(offers, dtype=np.int64)
    np.add.at(worth, wishes.offer[chosen], wishes.gain[chosen])
    return worth, chosen


def _batches(wishes: Wishes, tight: Flags) -> Iterator[Integers]:
    """The offers that have to choose, those of like size together."""
    length = np.bincount(wishes.offer, minlength=len(tight))
    cells = (wishes.most_territories + 1) * (wishes.most_days + 1)
    waiting = np.flatnonzero(tight)
    waiting = waiting[np.argsort((cells * length)[waiting], kind="stable")]
    begin = 0
    for end in range(1, len(waiting) + 1):
        some = waiting[begin : end + 1]
        shape = (wishes.most_territories[some].max() + 1) * (wishes.most_days[some].max() + 1)
        if end == len(waiting) or len(some) * int(shape) * int(length[some].max()) > CELLS:
            yield waiting[begin:end]
            begin = end


def _packed(wishes: Wishes, own: Integers, offers: Integers) -> Flags:
    """Which of their wishes some offers choose."""
    rank = np.searchsorted(np.sort(offers), wishes.offer[own])
    order = np.lexsort((own, wishes.territory[own], rank))
    rank = rank[order]
    first = np.searchsorted(rank, np.arange(len(offers)))
    step = np.arange(len(order)) - first[rank]
    steps, shape = int(step.max()) + 1, (len(offers), int(step.max()) + 1)
    gain, days = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    enters = np.zeros(shape, dtype=np.bool_)
    gain[rank, step], days[rank, step] = wishes.gain[own][order], wishes.days[own][order]
    territory = wishes.territory[own][order]
    enters[rank, step] = np.append(True, (np.diff(territory) != 0) | (np.diff(rank) != 0))

    room_t, room_d = wishes.most_territories[np.sort(offers)], wishes.most_days[np.sort(offers)]
    # best[o, t, d]: the most that t territories and d days of an offer are worth, with the needs met so far;
    # within, the same once the territory of the present need is one of the t.
    best: Integers = np.zeros((len(offers), int(room_t.max()) + 1, int(room_d.max()) + 1), dtype=np.int64)
    within = np.full_like(best, NEVER)
    taken, entered = [], []
    span = np.arange(best.shape[2])
    for k in range(steps):
        new = enters[:, k]
        entered.append((within > best) & new[:, None, None])
        best = np.where(new[:, None, None], np.maximum(best, within), best)
        beyond = np.full_like(best, NEVER)
        beyond[:, 1:] = best[:, :-1]
        within = np.where(new[:, None, None], beyond, within)
        start = span[None, :] - days[:, k, None]
        with_it = np.take_along_axis(within, np.broadcast_to(np.maximum(start, 0)[:, None, :], best.shape), axis=2)
        with_it = np.where((start >= 0)[:, None, :], with_it + gain[:, k, None, None], NEVER)
        taken.append(with_it > within)
        within = np.maximum(within, with_it)

    each = np.arange(len(offers))
    t, d = room_t.copy(), room_d.copy()
    inside = (within > best)[each, t, d]
    made = np.zeros(shape, dtype=np.bool_)
    for k in reversed(range(steps)):
        made[:, k] = inside & taken[k][each, t, d]
        d = d - np.where(made[:, k], days[:, k], 0)
        new = enters[:, k]
        t = t - (inside & new)
        inside = np.where(new, entered[k][each, t, d], inside)
    flags = np.zeros(len(own), dtype=np.bool_)
    flags[order] = made[rank, step]
    return flags
