"""The needs that the plan leaves without an offer: why, counted, and what is the least that is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from cit_toolkit.analysis.matching.assignment_problem import Ledger
from cit_toolkit.analysis.matching.match import Match
from cit_toolkit.analysis.matching.nearest_miss import Advice, advice
from cit_toolkit.analysis.matching.pair_tables import Judged

FLOOR = "seuil"
FULL_OFFER, FULL_STRUCTURE, SPENT = "complete", "structure", "depense"
"""Reasons that no filter tells: the score cannot reach the floor; the places are taken; so are those of the structure;
the budget of the territory is spent."""
NEAREST = 40
"""Offers whose texts are compared."""
_TAKEN = {"capacite": FULL_OFFER, "structure": FULL_STRUCTURE, "budget": SPENT}


@dataclass(frozen=True, slots=True)
class NearestMiss:
    """The offer that was nearest to answering a need."""

    supply: int
    points: int
    """What the pair would score."""
    advices: tuple[Advice, ...]
    """All that would have to change."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A need that the plan gives nothing."""

    demand: int
    reasons: Mapping[str, int]
    """How many offers each reason keeps from it; an offer counts under each of its reasons."""
    offers: int
    """How many offers were looked at."""
    nearest: NearestMiss | None
    """None when there is no offer at all."""


def orphans_of(found: Match) -> Iterator[Orphan]:
    """The needs without an offer, those that matter most first; each is looked into when it is asked for."""
    ledger = Ledger(found.problem).fill(found.made)
    ranked = sorted(found.orphans, key=lambda demand: (-found.priority(demand), found.demands[demand].key))
    return (_orphan(found, ledger, demand) for demand in ranked)


def _orphan(found: Match, ledger: Ledger, demand: int) -> Orphan:
    supplies = found.tables.every_offer(demand)
    judged = found.tables.judge(np.full(len(supplies), demand), supplies, with_text=False)
    reasons = {
        each.id: count
        for rank, each in enumerate(found.tables.filters)
        if (count := int((judged.failed >> rank & 1).sum()))
    }
    waiting = found.possible_of.get(demand, ())
    eligible = int((judged.failed == 0).sum())
    if eligible > len(waiting):
        reasons[FLOOR] = eligible - len(waiting)
    for pair in waiting:
        taken = _TAKEN[ledger.hindrance(pair) or "capacite"]
        reasons[taken] = reasons.get(taken, 0) + 1
    nearest = _waiting(found, ledger, waiting[0]) if waiting else _nearest(found, judged)
    return Orphan(demand, reasons, len(supplies), nearest)


def _waiting(found: Match, ledger: Ledger, pair: int) -> NearestMiss:
    """The best offer that would answer, were something of it left."""
    taken = _TAKEN[ledger.hindrance(pair) or "capacite"]
    needed: dict[str, Decimal | int] = {}
    if taken == FULL_OFFER:
        days, places = ledger.missing(pair)
        needed = {"jours": Decimal(days) / found.problem.day} if days else {"places": places}
    what = f"{taken}-{'jours' if 'jours' in needed else 'places'}" if needed else taken
    return NearestMiss(int(found.pairs.supply[pair]), int(found.pairs.points[pair]), (Advice(taken, what, needed),))


def _score_to_gain(found: Match, demand: int, supply: int, missing: int) -> Advice:
    """The points wanting, and what gives none: nothing there is common to the need and the offer."""
    nothing = tuple(part.criterion for part in found.tables.score(demand, supply).parts if part.level == 0)
    if not nothing:
        return Advice(FLOOR, FLOOR, {"points": missing})
    return Advice(FLOOR, "seuil-rien", {"points": missing, "criteres": nothing})


def _nearest(found: Match, judged: Judged) -> NearestMiss | None:
    """Fewest reasons, then best score, offers that could not reach the threshold last: those are not near. The texts
    are compared for the likeliest only."""
    if not len(judged):
        return None
    threshold = found.tables.scale.threshold
    reasons = np.bitwise_count(judged.failed.astype(np.uint64)).astype(np.int64)
    fewest = np.lexsort((judged.supply, -judged.high, reasons, judged.high < threshold))[:NEAREST]
    close = found.tables.judge(judged.demand[fewest], judged.supply[fewest])
    reasons = np.bitwise_count(close.failed.astype(np.uint64)).astype(np.int64)
    best = int(np.lexsort((close.supply, -close.points, reasons, close.high < threshold))[0])
    demand, supply = found.demands[int(close.demand[best])], found.supplies[int(close.supply[best])]
    advices = [
        advice(each.id, demand, supply, found.today)
        for rank, each in enumerate(found.tables.filters)
        if int(close.failed[best]) >> rank & 1
    ]
    if (missing := threshold - int(close.high[best])) > 0:
        advices.append(_score_to_gain(found, int(close.demand[best]), int(close.supply[best]), missing))
    return NearestMiss(int(close.supply[best]), int(close.points[best]), tuple(advices))
