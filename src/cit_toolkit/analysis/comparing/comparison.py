"""The comparison of candidate territories: the sum of what is told of them together (METHOD.md §5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cit_toolkit.analysis.comparing.acceptability import Acceptability, Known, RankCount, drawn
from cit_toolkit.analysis.comparing.candidates import Candidate, Scales, candidates, scales_of
from cit_toolkit.analysis.comparing.deciding import AnswerCount, DecidingQuestion
from cit_toolkit.analysis.comparing.dominance import dominances
from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.model.method import Comparison, Method


@dataclass(frozen=True)
class CandidateComparison:
    """Territories compared."""

    method: Method
    scales: Scales
    candidates: tuple[Candidate, ...]
    """All of them, by identifier."""
    seed: int
    dominances: tuple[tuple[Candidate, Candidate], ...]
    acceptability: Acceptability | None
    """None when fewer than two territories, or no criterion, are left to compare."""
    questions: tuple[DecidingQuestion, ...]

    @cached_property
    def compared(self) -> tuple[Candidate, ...]:
        """Those that no threshold eliminates: shares and questions name them by their place here."""
        return tuple(each for each in self.candidates if not each.failed)

    @cached_property
    def eliminated(self) -> tuple[Candidate, ...]:
        """Those that miss a threshold for certain."""
        return tuple(each for each in self.candidates if each.failed)

    @cached_property
    def ranking(self) -> tuple[int, ...]:
        """Indices of the compared, the best mean rank first."""
        ranks = self.acceptability.mean_ranks if self.acceptability else ()
        return tuple(sorted(range(len(ranks)), key=lambda index: (ranks[index], self.compared[index].id)))

    @cached_property
    def in_order(self) -> tuple[Candidate, ...]:
        """The compared, the best mean rank first, then the eliminated."""
        order = self.ranking or range(len(self.compared))
        return (*(self.compared[index] for index in order), *self.eliminated)

    @property
    def nothing_known(self) -> bool:
        """Whether every value of every compared territory may be anything."""
        values = [value for each in self.compared for value in each.values]
        return bool(values) and all((value.low, value.high) == (0, 100) for value in values)

    @property
    def all_alike(self) -> bool:
        """Whether all the compared are known to be worth the same."""
        found = {each.values for each in self.compared}
        return len(self.compared) > 1 and len(found) == 1 and all(value.certain for value in next(iter(found)))


def compare(
    found: Iterable[Diagnosis], method: Method, comparison: Comparison, draws: int, seed: int
) -> CandidateComparison:
    """Compare territories diagnosed with one method, by its criteria."""
    scales = scales_of(method, comparison)
    told = candidates(found, scales, comparison)
    compared = [each for each in told if not each.failed]
    if len(compared) < 2 or not scales.all:
        return CandidateComparison(method, scales, told, seed, (), None, ())
    known = Known(
        values=[each.values for each in compared],
        ordered=scales.ordered,
        steps=[scale.step for scale in scales.all],
        floors=[each.floors for each in compared],
    )
    ranks, answers = RankCount(len(compared), len(scales.all)), AnswerCount(known)
    for some in drawn(known, draws, seed):
        ranks.add(some)
        answers.add(some)
    return CandidateComparison(
        method=method,
        scales=scales,
        candidates=told,
        seed=seed,
        dominances=tuple(dominances(compared, scales.ordered)),
        acceptability=ranks.acceptability(),
        questions=answers.questions(),
    )
