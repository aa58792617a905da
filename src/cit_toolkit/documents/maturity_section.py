"""What the diagnosis says of how far the project has come: stages, what stands before the next one, the grid."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.analysis.maturity import CriterionAnswer, DimensionScore, Gate
from cit_toolkit.documents.metric_words import metric_words
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.field_types import FULL_LEVEL

FIRST_CONDITIONS = 2
"""Of each sort, on the first page."""


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage of the method, and whether it is reached. Only the reached and the next ones are described."""

    name: str
    reached: str
    description: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What the next stage asks for: a criterion or a metric, what it must reach, where it is today."""

    name: str
    wanted: str
    now: str


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion of the grid: the level answered, in figures and in words; what was observed, empty for nothing."""

    name: str
    level: str
    words: str
    observed: str


@dataclass(frozen=True, slots=True)
class DimensionLine:
    """A dimension of the grid with the criteria worth telling: without any answer, those something was observed of."""

    name: str
    figure: str
    """Id of its proof."""
    score: str
    """In per cent; empty when no criterion was answered."""
    answers: str
    criteria: tuple[CriterionLine, ...]


@dataclass(frozen=True)
class MaturitySection:
    """Stages and grid."""

    diagnosis: Diagnosis
    voice: Voice

    @cached_property
    def stage(self) -> str:
        """The stage certainly reached, empty for none."""
        stage = self.diagnosis.stage
        reached = stage.stage(stage.certain) if stage else None
        return self.voice.label(reached) if reached else ""

    @cached_property
    def possible_stage(self) -> str:
        """The stage possibly reached, when it is a further one."""
        stage = self.diagnosis.stage
        if stage is None or stage.possible <= stage.certain:
            return ""
        return self.voice.label(stage.stage(stage.possible))

    @cached_property
    def next_stage(self) -> str:
        """The stage to open now, empty after the last."""
        stage = self.diagnosis.stage
        return self.voice.label(stage.next) if stage and stage.next else ""

    @cached_property
    def stages(self) -> tuple[StageLine, ...]:
        """Every stage of the method."""
        return tuple(self._stages())

    def _stages(self) -> Iterator[StageLine]:
        stage = self.diagnosis.stage
        for rank, each in enumerate(stage.stages if stage else ()):
            if stage is None or rank > stage.possible:
                reached = "ahead"
            else:
                reached = "reached" if rank <= stage.certain else "possible"
            near = stage is not None and rank in (stage.certain, stage.certain + 1)
            description = self.voice.text(each.description) if near else ""
            yield StageLine(self.voice.label(each), self.voice.say(f"stages.{reached}"), description)

    @cached_property
    def to_do(self) -> tuple[Condition, ...]:
        """What must be worked on before the next stage."""
        return tuple(map(self._condition, self.diagnosis.stage.to_do)) if self.diagnosis.stage else ()

    @cached_property
    def to_verify(self) -> tuple[Condition, ...]:
        """What must be asked before the next stage."""
        return tuple(map(self._condition, self.diagnosis.stage.to_verify)) if self.diagnosis.stage else ()

    @property
    def first_to_do(self) -> tuple[Condition, ...]:
        """The first of them."""
        return self.to_do[:FIRST_CONDITIONS]

    @property
    def first_to_verify(self) -> tuple[Condition, ...]:
        """The first of them."""
        return self.to_verify[:FIRST_CONDITIONS]

    @property
    def other_conditions(self) -> str:
        """How many conditions the first page leaves out, empty for none."""
        left = len(self.to_do) + len(self.to_verify) - len(self.first_to_do) - len(self.first_to_verify)
        return self.voice.count(left, "other-condition") if left else ""

    def _condition(self, gate: Gate) -> Condition:
        method = self.diagnosis.method
        name = metric_words(gate.name, method, self.voice)
        if criterion := method.criteria.get(gate.name):
            wanted = self.voice.text(criterion.levels[min(3, int(gate.threshold))])
        elif gate.name == "couverture":
            wanted = self.voice.percent(gate.threshold)
        else:
            wanted = self.voice.number(gate.threshold)
        return Condition(name, wanted, self._today(gate))

    def _today(self, gate: Gate) -> str:
        if gate.value.high == float("inf"):
            return self.voice.say("words.unknown")
        if gate.name == "couverture":
            return self.voice.share(gate.value)
        if gate.name not in self.diagnosis.method.criteria:
            return self.voice.number(gate.value.low) if gate.value.certain else self.voice.range(gate.value)
        if gate.value == FULL_LEVEL:
            return self.voice.say("maturity.unanswered")
        return self.voice.say("maturity.level", level=self.voice.level(gate.value))

    @property
    def graded(self) -> bool:
        """Whether the grid has any answer."""
        return any(scored.answered for scored in self.diagnosis.dimensions)

    @cached_property
    def dimensions(self) -> tuple[DimensionLine, ...]:
        """Every dimension of the grid."""
        return tuple(map(self._dimension, self.diagnosis.dimensions))

    def _dimension(self, scored: DimensionScore) -> DimensionLine:
        criteria = tuple(map(self._criterion, scored.criteria))
        return DimensionLine(
            self.voice.label(scored.dimension),
            f"dimension.{scored.dimension.id}",
            self.voice.share(scored.score) if _has_score(scored) and scored.score else "",
            self.voice.say("maturity.answers", count=scored.answered, total=len(scored.criteria)),
            criteria if scored.answered else tuple(line for line in criteria if line.observed),
        )

    def _criterion(self, each: CriterionAnswer) -> CriterionLine:
        words = self.voice.text(each.criterion.levels[int(each.level.low)]) if each.answered else ""
        said = (each.answer.statement, each.answer.evidence) if each.answer else ()
        return CriterionLine(
            self.voice.label(each.criterion),
            self.voice.level(each.level),
            words or self.voice.say("maturity.unanswered"),
            " ".join(filter(None, said)),
        )

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of the figures printed."""
        dimensions = (f"dimension.{s.dimension.id}" for s in self.diagnosis.dimensions if _has_score(s))
        return (*(("etape",) if self.diagnosis.stage else ()), *dimensions)


def _has_score(scored: DimensionScore) -> bool:
    return scored.score is not None and scored.answered > 0
