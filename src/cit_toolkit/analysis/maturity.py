"""How far a territory has come: scores of the grid as intervals, and the stage reached."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cit_toolkit.model.field_types import FULL_LEVEL
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.method import Criterion, Dimension, Stage
from cit_toolkit.model.territory import GridAnswer


@dataclass(frozen=True, slots=True)
class CriterionAnswer:
    """A criterion and the level answered, [0, 3] when it is unknown."""

    criterion: Criterion
    level: Interval
    answer: GridAnswer | None

    @property
    def answered(self) -> bool:
        """Whether a level was given."""
        return self.level.certain


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """Σ w·n / 3Σw over the criteria of a dimension, always read with the number of answers."""

    dimension: Dimension
    criteria: tuple[CriterionAnswer, ...]
    score: Interval | None
    """Between 0 and 1; None when the dimension has no weighted criterion."""

    @property
    def answered(self) -> int:
        """Criteria that were answered."""
        return sum(criterion.answered for criterion in self.criteria)


@dataclass(frozen=True, slots=True)
class Gate:
    """One threshold of a stage: a criterion or a metric, what it must reach, what is known of it."""

    name: str
    threshold: float
    value: Interval

    @property
    def certain(self) -> bool:
        """Met whatever the unknowns are."""
        return self.value.low >= self.threshold

    @property
    def possible(self) -> bool:
        """Met if the unknowns turn out well."""
        return self.value.high >= self.threshold


@dataclass(frozen=True, slots=True)
class StageReached:
    """The stage certainly and possibly reached, and what stands before the next one."""

    stages: tuple[Stage, ...]
    certain: int
    """Rank of the stage certainly reached, −1 for none."""
    possible: int
    next_gates: tuple[Gate, ...]
    """Thresholds of the stage after the certain one; empty when it is the last."""

    @property
    def next(self) -> Stage | None:
        """The stage to open now."""
        rank = self.certain + 1
        return self.stages[rank] if rank < len(self.stages) else None

    @property
    def to_do(self) -> tuple[Gate, ...]:
        """Thresholds that no answer can meet: there is work to do."""
        return tuple(gate for gate in self.next_gates if not gate.possible)

    @property
    def to_verify(self) -> tuple[Gate, ...]:
        """Thresholds that depend on what is unknown: there is a question to ask."""
        return tuple(gate for gate in self.next_gates if gate.possible and not gate.certain)

    def stage(self, rank: int) -> Stage | None:
        """The stage of a rank, None under the first."""
        return self.stages[rank] if rank >= 0 else None


def level_of(criterion: str, grid: Mapping[str, GridAnswer]) -> Interval:
    """The level answered for a criterion, [0, 3] when nothing is."""
    return grid[criterion].level if criterion in grid else FULL_LEVEL


def dimension_scores(grid: Mapping[str, GridAnswer], dimensions: Sequence[Dimension]) -> tuple[DimensionScore, ...]:
    """The score of every dimension of the method."""
    return tuple(_dimension_score(dimension, grid) for dimension in dimensions)


def _dimension_score(dimension: Dimension, grid: Mapping[str, GridAnswer]) -> DimensionScore:
    criteria = tuple(
        CriterionAnswer(criterion, level_of(criterion.id, grid), grid.get(criterion.id))
        for criterion in dimension.criteria
    )
    full = 3 * sum(Fraction(c.criterion.weight) for c in criteria)
    if not full:
        return DimensionScore(dimension, criteria, None)
    low = sum(Fraction(c.criterion.weight) * Fraction(c.level.low) for c in criteria) / full
    high = sum(Fraction(c.criterion.weight) * Fraction(c.level.high) for c in criteria) / full
    return DimensionScore(dimension, criteria, Interval(float(low), float(high)))


def stage_reached(stages: Sequence[Stage], metrics: Mapping[str, Interval]) -> StageReached | None:
    """A stage is reached when it and all before it have every threshold met; None when the method has no stage."""
    if not stages:
        return None
    # A threshold on something that nobody measures is neither met nor missed: it is to be verified.
    nothing_known = Interval(0, math.inf)
    gates = [
        [Gate(name, float(threshold), metrics.get(name, nothing_known)) for name, threshold in stage.thresholds.items()]
        for stage in stages
    ]
    certain = _last_open(all(gate.certain for gate in each) for each in gates)
    possible = _last_open(all(gate.possible for gate in each) for each in gates)
    following = gates[certain + 1] if certain + 1 < len(stages) else []
    return StageReached(tuple(stages), certain, possible, tuple(following))


def _last_open(opened: Iterable[bool]) -> int:
    rank = -1
    for is_open in opened:
        if not is_open:
            break
        rank += 1
    return rank


def possible_stages(stage: StageReached | None) -> tuple[str, ...]:
    """The stages a territory may be at: from the one certainly reached to the one possibly reached."""
    if stage is None:
        return ()
    return tuple(s.id for s in stage.stages[max(stage.certain, 0) : stage.possible + 1])
