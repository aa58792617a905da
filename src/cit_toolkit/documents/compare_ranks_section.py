"""What a comparison says of the order of territories: what is certain, then how often each takes each rank."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cit_toolkit.analysis.comparing.comparison import CandidateComparison
from cit_toolkit.documents.compare_proofs import first_figure
from cit_toolkit.documents.compare_words import CompareWords
from cit_toolkit.wording.numbers import ordinal

MOST_RANKS = 6
"""Columns of ranks; those after are told together."""
MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class RankLine:
    """How often a territory takes each rank."""

    name: str
    first: str
    """Id of the proof of the first share."""
    shares: tuple[str, ...]
    mean: str


@dataclass(frozen=True, slots=True)
class DominanceLine:
    """A territory, and those it stands before for certain."""

    name: str
    others: str


@dataclass(frozen=True)
class RanksSection:
    """The order of the compared territories."""

    found: CandidateComparison
    words: CompareWords

    @cached_property
    def certain_leader(self) -> str:
        """The territory that stands before all the others for certain, empty for none."""
        counts: dict[str, int] = {}
        for one, _ in self.found.dominances:
            counts[one.id] = counts.get(one.id, 0) + 1
        everyone = len(self.found.compared) - 1
        return next((self.words.name(each) for each in self.found.compared if counts.get(each.id) == everyone), "")

    @cached_property
    def dominances(self) -> tuple[DominanceLine, ...]:
        """By territory, in the order of the ranking."""
        behind: dict[str, list[str]] = {}
        for one, other in self.found.dominances:
            behind.setdefault(one.id, []).append(self.words.name(other))
        return tuple(
            DominanceLine(self.words.name(each), self.words.voice.names(behind[each.id], MOST_NAMES))
            for each in self.found.in_order
            if each.id in behind
        )

    @property
    def alike(self) -> tuple[str, ...]:
        """Groups of territories known to be worth the same."""
        groups: dict[object, list[str]] = {}
        for each in self.found.compared:
            if all(value.certain for value in each.values):
                groups.setdefault(each.values, []).append(self.words.name(each))
        return tuple(self.words.voice.names(names) for names in groups.values() if len(names) > 1)

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """«1er», «2e»…, «7e et après»."""
        count = len(self.found.compared)
        say = self.words.voice.say
        heads = [say("compare.rank", rank=self._ordinal(rank)) for rank in range(1, min(count, MOST_RANKS) + 1)]
        if count > MOST_RANKS:
            heads.append(say("compare.rank-after", rank=self._ordinal(MOST_RANKS + 1)))
        return tuple(heads)

    def _ordinal(self, rank: int) -> str:
        return ordinal(rank, self.words.voice.language)

    @cached_property
    def lines(self) -> tuple[RankLine, ...]:
        """How often each takes each rank, the best mean rank first."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[RankLine]:
        found = self.found.acceptability
        if found is None:
            return
        for index in self.found.ranking:
            shares = list(found.shares[index])
            told = shares if len(shares) <= MOST_RANKS else [*shares[:MOST_RANKS], sum(shares[MOST_RANKS:])]
            yield RankLine(
                self.words.name(self.found.compared[index]),
                first_figure(self.found.compared[index]),
                tuple(map(self.words.share, told)),
                self.words.voice.number(found.mean_ranks[index], 1),
            )
