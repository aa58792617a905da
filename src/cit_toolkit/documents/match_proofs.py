"""The proof sheets in words: every filter and criterion of a pair, its points, and the lines of both files."""

from collections.abc import Mapping
from dataclasses import dataclass

from cit_toolkit.analysis.matching.proof_sheet import Line, proof_sheet
from cit_toolkit.documents.match_words import MatchWords
from cit_toolkit.model.interval import Interval
from cit_toolkit.problems import Position


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A filter or a criterion."""

    criterion: str
    verdict: str
    weight: str
    """Empty for what only filters."""
    points: str
    need_place: str
    """«territoires/vallee.yaml:796»."""
    offer_place: str

    @property
    def need_line(self) -> str:
        """The number of the line alone."""
        return self.need_place.rpartition(":")[2]

    @property
    def offer_line(self) -> str:
        """The number of the line alone."""
        return self.offer_place.rpartition(":")[2]


@dataclass(frozen=True, slots=True)
class PairProof:
    """The sheet of one pair."""

    number: int
    pair: int
    need: str
    offer: str
    lines: tuple[ProofLine, ...]
    points: str

    @property
    def need_file(self) -> str:
        """Where the need is described."""
        return next((line.need_place.rpartition(":")[0] for line in self.lines if line.need_place), "–")

    @property
    def offer_file(self) -> str:
        """Where the offer is described."""
        return next((line.offer_place.rpartition(":")[0] for line in self.lines if line.offer_place), "–")


def pair_proofs(words: MatchWords, files: Mapping[str, str]) -> tuple[PairProof, ...]:
    """One sheet for each pair of the plan, numbered from 1."""
    found = words.found
    return tuple(
        PairProof(
            number,
            pair,
            words.need(int(found.pairs.demand[pair])),
            words.offer(int(found.pairs.supply[pair])),
            tuple(_line(words, line, files) for line in proof_sheet(found, pair)),
            words.voice.number(int(found.pairs.points[pair])),
        )
        for number, pair in enumerate(found.made.tolist(), 1)
    )


def _line(words: MatchWords, line: Line, files: Mapping[str, str]) -> ProofLine:
    points = words.voice.number(line.points)
    if line.low != line.high:
        points = words.voice.say(
            "match.points-between", points=points, range=words.voice.range(Interval(line.low, line.high), 0)
        )
    return ProofLine(
        words.criterion(line.name),
        words.verdict(line.verdict.value),
        words.voice.number(line.weight) if line.weight else "",
        points if line.weight else "",
        _place(line.need_place, files),
        _place(line.offer_place, files),
    )


def _place(place: Position | None, files: Mapping[str, str]) -> str:
    return f"{files.get(place.file, place.file)}:{place.line}" if place else ""
