"""Every pair judged, millions at once: one answer for all the pairs that look alike to a filter or to a criterion.

Twelve thousand needs and three thousand offers make thirty-six million pairs, but a few hundred different places and
zones: each question is put once, in plain Python, to one need and one offer that stand for the others; the answers are
then spread by numpy. The rules are written once, and what a proof sheet tells is what the plan was made from.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from cit_toolkit.analysis.eligibility import Verdict
from cit_toolkit.analysis.matching.filters import Filter, Forbidden, filters
from cit_toolkit.analysis.matching.levels import FULL, Themes
from cit_toolkit.analysis.matching.parties import Demand, Supply
from cit_toolkit.analysis.matching.score import TEXT, Part, Scale, Score, criteria
from cit_toolkit.analysis.matching.text_similarity import NO_TEXT, TextIndex
from cit_toolkit.model.method import Method

Thing = TypeVar("Thing")
Integers = NDArray[np.int64]
VERDICTS = (Verdict.YES, Verdict.NO, Verdict.UNKNOWN, Verdict.NOT_APPLICABLE)
_NO, _UNKNOWN = VERDICTS.index(Verdict.NO), VERDICTS.index(Verdict.UNKNOWN)
_CODES = {verdict: code for code, verdict in enumerate(VERDICTS)}
_UNSAID = -1
_UNASKED = -2
_DENSE = 4_000_000
"""Answers kept in a table at most; beyond, only those that are asked for."""
_SMALL = 300_000
"""Answers all asked for at once, at most."""
_BLOCK = 2_000_000
"""Pairs looked at in one go."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Some pairs: who, what they fail, what is to be verified, and their score (least, ranking, most)."""

    demand: Integers
    supply: Integers
    failed: Integers
    """One bit for each filter that says no."""
    unknown: Integers
    """One bit for each filter that cannot say."""
    low: Integers
    points: Integers
    high: Integers

    def __len__(self) -> int:
        return len(self.demand)

    def where(self, kept: NDArray[np.bool_] | Integers) -> "Judged":
        """Some of them."""
        return Judged(*(getattr(self, name)[kept] for name in self.__slots__))


class PairTables:
    """All that can be asked of a pair, by rank of the need and of the offer."""

    def __init__(
        self,
        demands: Sequence[Demand],
        supplies: Sequence[Supply],
        method: Method,
        scale: Scale,
        today: date,
        forbidden: Forbidden = frozenset(),
    ) -> None:
        self.demands, self.supplies, self.scale = demands, supplies, scale
        self.filters = filters(today, forbidden)
        known = criteria(Themes.of(method))
        self._verdicts = [_Answers(demands, supplies, each.asked, each.offered, _coded(each)) for each in self.filters]
        self._levels = {
            name: _Answers(demands, supplies, known[name].asked, known[name].offered, _level(known[name].level))
            for name in scale.weights
            if name != TEXT
        }
        self._text = None
        if TEXT in scale.weights:
            self._text = TextIndex([d.need for d in demands], [s.offer for s in supplies], method)
        self._own = _own_resources(demands, supplies)
        self.shared = np.array([s.local is None for s in supplies], dtype=np.bool_)
        """Whether an offer is for everybody."""

    def bit(self, name: str) -> int:
        """The bit of a filter."""
        return 1 << [each.id for each in self.filters].index(name)

    def possible(self) -> Judged:
        """Every pair that nothing excludes and that may reach the threshold, by rank of the need, then of the offer."""
        pieces = [self._scored(*block) for block in self._survivors()]
        if not pieces:
            none = np.empty(0, dtype=np.int64)
            return Judged(none, none, none, none, none, none, none)
        joined = Judged(*(np.concatenate([getattr(p, name) for p in pieces]) for name in Judged.__slots__))
        return joined.where(np.lexsort((joined.supply, joined.demand)))

    def every_offer(self, demand: int) -> Integers:
        """The offers that may be put before a need: those of everybody, and the resources of its territory."""
        own = self._own.get(self.demands[demand].place.id, ())
        return np.sort(np.concatenate((np.flatnonzero(self.shared), np.array(own, dtype=np.int64))))

    def judge(self, demand: Integers, supply: Integers, with_text: bool = True) -> Judged:
        """Some pairs judged in full. Without their text, that part is left unknown: it is the longest to measure."""
        failed, unknown = np.zeros(len(demand), dtype=np.int64), np.zeros(len(demand), dtype=np.int64)
        for rank, answers in enumerate(self._verdicts):
            found = answers.of(demand, supply)
            failed |= (found == _NO).astype(np.int64) << rank
            unknown |= (found == _UNKNOWN).astype(np.int64) << rank
        return Judged(demand, supply, failed, unknown, *self._points(demand, supply, with_text))

    def verdicts(self, demand: int, supply: int) -> dict[str, Verdict]:
        """What each filter says of one pair."""
        one = np.array([demand]), np.array([supply])
        return {
            each.id: VERDICTS[int(answers.of(*one)[0])]
            for each, answers in zip(self.filters, self._verdicts, strict=True)
        }

    def score(self, demand: int, supply: int) -> Score:
        """The score of one pair, part by part."""
        one = np.array([demand]), np.array([supply])
        parts = []
        for name, weight in self.scale.weights.items():
            level = int(self._level_of(name, *one)[0])
            parts.append(Part(name, weight, None if level < 0 else level))
        return Score(tuple(parts))

    def resemblance(self, demand: int, supply: int) -> tuple[str, ...]:
        """The words that make their texts alike."""
        return self._text.resemblance(demand, supply).words if self._text is not None else ()

    def _survivors(self) -> Iterator[tuple[Integers, Integers]]:
        """Pairs that no filter excludes, some needs at a time."""
        shared = np.flatnonzero(self.shared)
        step = max(1, _BLOCK // max(1, len(shared)))
        for begin in range(0, len(self.demands), step):
            block = np.arange(begin, min(begin + step, len(self.demands)))
            alive = np.ones((len(block), len(shared)), dtype=np.bool_)
            for answers in self._verdicts:
                if answers.small:
                    alive &= answers.grid(block, shared) != _NO
            rows, columns = np.nonzero(alive)
            yield self._unexcluded(block[rows], shared[columns])
        for place, group in groupby(range(len(self.demands)), key=lambda i: self.demands[i].place.id):
            own = np.array(self._own.get(place, ()), dtype=np.int64)
            if len(own):
                needs = np.array(list(group), dtype=np.int64)
                yield self._unexcluded(np.repeat(needs, len(own)), np.tile(own, len(needs)))

    def _unexcluded(self, demand: Integers, supply: Integers) -> tuple[Integers, Integers]:
        for answers in self._verdicts:
            kept = answers.of(demand, supply) != _NO
            demand, supply = demand[kept], supply[kept]
        return demand, supply

    def _scored(self, demand: Integers, supply: Integers) -> Judged:
        """Pairs judged, but for those that could not reach the threshold were their texts one and the same."""
        _, _, high = self._points(demand, supply, with_text=False)
        may = high >= self.scale.threshold
        judged = self.judge(demand[may], supply[may])
        return judged.where(judged.high >= self.scale.threshold)

    def _points(self, demand: Integers, supply: Integers, with_text: bool) -> tuple[Integers, Integers, Integers]:
        low, points, high = (np.zeros(len(demand), dtype=np.int64) for _ in range(3))
        for name, weight in self.scale.weights.items():
            if name == TEXT and not with_text:
                level = np.full(len(demand), _UNSAID, dtype=np.int64)
            else:
                level = self._level_of(name, demand, supply)
            least = np.where(level < 0, 0, weight * level // FULL)
            most = np.where(level < 0, weight, least)
            low, points, high = low + least, points + (least + most) // 2, high + most
        return low, points, high

    def _level_of(self, name: str, demand: Integers, supply: Integers) -> Integers:
        if name != TEXT:
            return self._levels[name].of(demand, supply)
        if self._text is None or not len(demand):
            return np.full(len(demand), _UNSAID, dtype=np.int64)
        found = self._text.levels(demand, supply)
        return np.where(found == NO_TEXT, _UNSAID, found)


class _Answers:
    """The answers to one question: asked once for each two sides that look different to it."""

    def __init__(
        self,
        demands: Sequence[Demand],
        supplies: Sequence[Supply],
        asked: Callable[[Demand], Hashable],
        offered: Callable[[Supply], Hashable],
        answer: Callable[[Demand, Supply], int],
    ) -> None:
        self._asked, self._askers = _classes(demands, asked)
        self._offered, self._offerers = _classes(supplies, offered)
        self._answer = answer
        self._width = max(1, len(self._offerers))
        size = len(self._askers) * self._width
        self.small = size <= _SMALL
        self._table = np.full(size if size <= _DENSE else 0, _UNASKED, dtype=np.int16)
        self._rare: dict[int, int] = {}

    def of(self, demand: Integers, supply: Integers) -> Integers:
        """The answer for each of some pairs."""
        wanted = self._asked[demand] * self._width + self._offered[supply]
        if len(self._table):
            self._fill(wanted)
            answered: Integers = self._table[wanted].astype(np.int64)
            return answered
        different, where = np.unique(wanted, return_inverse=True)
        answers = np.empty(len(different), dtype=np.int64)
        for i, which in enumerate(different.tolist()):
            if which not in self._rare:
                self._rare[which] = self._put(which)
            answers[i] = self._rare[which]
        return answers[where]

    def grid(self, demand: Integers, supply: Integers) -> NDArray[np.int16]:
        """The same for every pair of some needs and some offers, when the table is small."""
        classes = np.unique(self._asked[demand])[:, None] * self._width + np.unique(self._offered[supply])[None, :]
        self._fill(classes.ravel())
        answers: NDArray[np.int16] = self._table[
            self._asked[demand][:, None] * self._width + self._offered[supply][None, :]
        ]
        return answers

    def _fill(self, wanted: Integers) -> None:
        missing = np.zeros(len(self._table), dtype=np.bool_)
        missing[wanted] = True
        missing &= self._table == _UNASKED
        for which in np.flatnonzero(missing).tolist():
            self._table[which] = self._put(which)

    def _put(self, which: int) -> int:
        return self._answer(self._askers[which // self._width], self._offerers[which % self._width])


def _classes(things: Sequence[Thing], key: Callable[[Thing], Hashable]) -> tuple[Integers, list[Thing]]:
    """The rank of the class of each thing, and one thing of each class."""
    ranks: dict[Hashable, int] = {}
    first: list[Thing] = []
    codes = np.empty(len(things), dtype=np.int64)
    for i, thing in enumerate(things):
        name = key(thing)
        if name not in ranks:
            ranks[name] = len(first)
            first.append(thing)
        codes[i] = ranks[name]
    return codes, first


def _coded(each: Filter) -> Callable[[Demand, Supply], int]:
    return lambda demand, supply: _CODES[each.verdict(demand, supply)]


def _level(level: Callable[[Demand, Supply], int | None]) -> Callable[[Demand, Supply], int]:
    def answered(demand: Demand, supply: Supply) -> int:
        found = level(demand, supply)
        return _UNSAID if found is None else found

    return answered


def _own_resources(demands: Sequence[Demand], supplies: Sequence[Supply]) -> dict[str, list[int]]:
    places = {demand.place.id for demand in demands}
    own: dict[str, list[int]] = {}
    for rank, supply in enumerate(supplies):
        if supply.local in places:
            own.setdefault(supply.local, []).append(rank)
    return own
