"""What would settle a choice: for each unknown, who would come first most often once it is answered."""

from dataclasses import dataclass
from typing import Any

from cit_toolkit.analysis.comparing.acceptability import BEHIND, Draws, Known

ANSWERS = 4
"""Answers tried at most, from the lowest to the highest possible: those of the grid are 0, 1, 2 and 3."""
_HAIR = 1e-9


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer, and what it would give."""

    value: float
    """On the scale, from 0 to 100."""
    first: int
    """Index of the territory that would come first most often."""
    share: float
    """How often it would."""
    own_share: float
    """How often the territory asked about would."""


@dataclass(frozen=True, slots=True)
class DecidingQuestion:
    """An unknown of a territory."""

    territory: int
    criterion: int
    outcomes: tuple[Outcome, ...]
    gain: float
    """By how much an answer would raise, on average, the share of whoever comes first: 0 when it decides nothing."""

    @property
    def swing(self) -> float:
        """How far the answer moves the share of the territory asked about."""
        return abs(self.outcomes[-1].own_share - self.outcomes[0].own_share)


class AnswerCount:
    """First places counted under each answer, the rest of the draw left as it is."""

    def __init__(self, known: Known) -> None:
        import numpy

        self._draws = 0
        self._floors = known.floors
        self._firsts: dict[tuple[int, int, float], Any] = {
            (territory, criterion, value): numpy.zeros(len(known.values))
            for territory, row in enumerate(known.values)
            for criterion, value_known in enumerate(row)
            if not value_known.certain
            for value in known.answers(territory, criterion, ANSWERS)
        }

    def add(self, draws: Draws) -> None:
        """Count some draws."""
        import numpy

        everyone = numpy.arange(len(draws.order))
        self._draws += len(draws.order)
        first, second = draws.order[:, 0], draws.order[:, 1]
        for (territory, criterion, value), count in self._firsts.items():
            rival = numpy.where(first == territory, second, first)
            score = draws.scores[:, territory] + self._moved(draws, territory, criterion, value)
            wins = score > draws.scores[everyone, rival]
            count[territory] += wins.sum()
            count += numpy.bincount(rival[~wins], minlength=len(count))

    def _moved(self, draws: Draws, territory: int, criterion: int, value: float) -> Any:
        """By how much an answer would move the score of the territory; it may eliminate it, or no longer do."""
        moved = draws.weights[:, criterion] * (value - draws.values[:, territory, criterion])
        floor = self._floors[territory][criterion] if self._floors else None
        if floor is not None:
            missed = draws.missed[:, territory].copy()
            was_out = missed.any(axis=1)
            missed[:, criterion] = value < floor - _HAIR
            moved += BEHIND * (was_out.astype(float) - missed.any(axis=1))
        return moved

    def questions(self) -> tuple[DecidingQuestion, ...]:
        """Every unknown, the one that decides most first."""
        asked: dict[tuple[int, int], list[tuple[float, Any]]] = {}
        for (territory, criterion, value), count in self._firsts.items():
            asked.setdefault((territory, criterion), []).append((value, count / self._draws))
        found = [self._question(*unknown, answers) for unknown, answers in asked.items()]
        return tuple(sorted(found, key=lambda each: (-each.gain, -each.swing, each.criterion, each.territory)))

    @staticmethod
    def _question(territory: int, criterion: int, answers: list[tuple[float, Any]]) -> DecidingQuestion:
        outcomes = tuple(
            Outcome(value, int(shares.argmax()), float(shares.max()), float(shares[territory]))
            for value, shares in answers
        )
        unanswered = sum(shares for _, shares in answers) / len(answers)
        gain = sum(outcome.share for outcome in outcomes) / len(outcomes) - float(unanswered.max())
        return DecidingQuestion(territory, criterion, outcomes, max(0.0, gain))
