"""The pairs worth drawing: the needs that matter most across the offers that most of them could have."""

from collections import Counter
from dataclasses import dataclass

from cit_toolkit.documents.match_words import MatchWords

MOST_ROWS, MOST_COLUMNS = 30, 16
NEAREST = 2
"""Offers of each need that count for its columns: the one made, and the next."""


@dataclass(frozen=True, slots=True)
class MatrixPair:
    """A pair that may be made."""

    points: int
    made: bool
    certain: bool


@dataclass(frozen=True, slots=True)
class MatchMatrix:
    """Needs across offers."""

    offers: tuple[str, ...]
    rows: tuple[tuple[str, tuple[MatrixPair | None, ...]], ...]
    left: int
    """Needs that are not drawn."""


def match_matrix(words: MatchWords) -> MatchMatrix:
    """By priority of need; offers made before those that are only possible."""
    found = words.found
    made = set(found.made.tolist())
    ranked = sorted(range(len(found.demands)), key=lambda rank: (-found.priority(rank), found.demands[rank].key))
    shown = ranked[:MOST_ROWS]
    wanted: Counter[int] = Counter()
    for rank in shown:
        pairs = found.possible_of.get(rank, ())
        for pair in (*(pair for pair in pairs if pair in made), *pairs[:NEAREST]):
            wanted[int(found.pairs.supply[pair])] += len(shown) * NEAREST if pair in made else 1
    columns = sorted(sorted(wanted, key=lambda supply: (-wanted[supply], supply))[:MOST_COLUMNS])
    rows = []
    for rank in shown:
        cells = {
            int(found.pairs.supply[pair]): MatrixPair(int(found.pairs.points[pair]), pair in made, found.is_firm(pair))
            for pair in found.possible_of.get(rank, ())
        }
        rows.append((words.need(rank), tuple(cells.get(supply) for supply in columns)))
    return MatchMatrix(tuple(words.offer(supply) for supply in columns), tuple(rows), len(ranked) - len(shown))
