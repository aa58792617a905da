"""Who stands before whom for certain: whatever the weights that respect the order, whatever the unknowns are."""

from collections.abc import Iterator, Sequence
from itertools import permutations

from cit_toolkit.analysis.comparing.candidates import Candidate
from cit_toolkit.model.interval import Interval

_TOLERANCE = 1e-9


def dominates(one: Sequence[Interval], other: Sequence[Interval], ordered: int) -> bool:
    """Whether the worst of `one` is never under the best of `other`, and above it for some weights.

    Weights that respect an order are mixes of equal weights of the first 1, 2, 3… criteria: it is enough to look at the
    running means. Criteria without an order come after, the worst first, for any of them may weigh most.
    """
    least = [mine.low - theirs.high for mine, theirs in zip(one, other, strict=True)]
    total, above = 0.0, False
    for difference in (*least[:ordered], *sorted(least[ordered:])):
        total += difference
        if total < -_TOLERANCE:
            return False
        above = above or total > _TOLERANCE
    return above


def dominances(compared: Sequence[Candidate], ordered: int) -> Iterator[tuple[Candidate, Candidate]]:
    """Every pair of which the first dominates the second. Whoever may still be eliminated is certain of nothing."""
    for one, other in permutations(compared, 2):
        if not one.unsure and dominates(one.values, other.values, ordered):
            yield one, other
