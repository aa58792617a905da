"""Choosing while something is unknown: the offer that may be regretted least, and the question that would settle it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cit_toolkit.analysis.matching.levels import FULL
from cit_toolkit.analysis.matching.score import Part, Score


@dataclass(frozen=True, slots=True)
class Question:
    """An unknown part that separates the choice from a rival."""

    score: int
    """Which of the scores it belongs to."""
    criterion: str
    level: Fraction | None
    """The level, out of 1, past which the score with the unknown part is the better one; None when other unknowns
    decide with it."""


@dataclass(frozen=True, slots=True)
class LeastRegret:
    """The score to choose."""

    choice: int
    regret: int
    """The most points that another may turn out to have more."""
    rival: int | None
    question: Question | None


def least_regret(scores: Sequence[Score]) -> LeastRegret:
    """The choice whose worst regret is least, the first of equals; and what to ask about it and its strongest rival."""
    regrets = [_worst(scores, choice) for choice in range(len(scores))]
    choice = min(range(len(scores)), key=lambda i: (regrets[i][0], -scores[i].points, i))
    regret, rival = regrets[choice]
    if rival is None or regret <= 0:
        return LeastRegret(choice, max(0, regret), None, None)
    return LeastRegret(choice, regret, rival, _question(scores, choice, rival))


def _worst(scores: Sequence[Score], choice: int) -> tuple[int, int | None]:
    rivals = [(score.high - scores[choice].low, -i) for i, score in enumerate(scores) if i != choice]
    if not rivals:
        return 0, None
    regret, rank = max(rivals)
    return regret, -rank


def _question(scores: Sequence[Score], choice: int, rival: int) -> Question | None:
    """The widest unknown part of either."""
    unknown = [
        (part.high - part.low, which == rival, -rank, which, part)
        for which in (choice, rival)
        for rank, part in enumerate(scores[which].parts)
        if part.level is None
    ]
    if not unknown:
        return None
    _, _, _, which, part = max(unknown, key=lambda item: item[:3])
    other = scores[rival if which == choice else choice]
    alone = len(unknown) == 1
    return Question(which, part.criterion, _break_even(scores[which], part, other) if alone else None)


def _break_even(score: Score, part: Part, other: Score) -> Fraction:
    """The level at which both scores are equal."""
    return Fraction(other.low - score.low, part.weight) if part.weight else Fraction(0, FULL)
