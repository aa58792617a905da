"""Territories on the anchored scales of a method: adding one never moves the others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.analysis.metrics import metrics
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.method import Comparison, ComparisonCriterion, Elimination, Method

FULL = 100.0
SHARES = ("couverture",)
"""Measures that are no whole number."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A criterion that can be measured: the values worth 0 and 100; between them, in proportion."""

    criterion: ComparisonCriterion
    metric: str
    zero: float
    hundred: float

    @property
    def step(self) -> float:
        """Between two answers, on the scale: levels and counts are whole numbers; 0 for a share, which may be any."""
        return 0.0 if self.metric in SHARES else FULL / abs(self.hundred - self.zero)

    def floor(self, minimum: float) -> float | None:
        """Where a threshold stands on the scale; None when no place of the scale is under it."""
        place = FULL * (minimum - self.zero) / (self.hundred - self.zero)
        return place if self.hundred > self.zero and 0 < place <= FULL else None

    def value(self, measured: Interval) -> Interval:
        """From 0 to 100, never beyond."""
        ends = sorted(self._place(end) for end in (measured.low, measured.high))
        return Interval(*ends)

    def measured(self, value: float) -> float:
        """The measure that stands at a place of the scale."""
        return self.zero + (self.hundred - self.zero) * value / FULL

    def _place(self, measured: float) -> float:
        share = (measured - self.zero) / (self.hundred - self.zero)
        return FULL * min(1.0, max(0.0, share))


@dataclass(frozen=True, slots=True)
class Scales:
    """The criteria of a method, those it orders first, from the most important on."""

    all: tuple[Scale, ...]
    ordered: int
    """How many of them, from the first on, are ordered; each of the others weighs no more than the last of these."""
    unmeasured: tuple[ComparisonCriterion, ...]
    """Criteria without a measure or without two different ends: nothing can be compared by them."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """An eliminating threshold, and what a territory has."""

    rule: Elimination
    measured: Interval

    @property
    def met(self) -> bool | None:
        """None when it depends on what is unknown."""
        minimum = float(self.rule.minimum)
        return True if self.measured.low >= minimum else False if self.measured.high < minimum else None


@dataclass(frozen=True)
class Candidate:
    """A territory to compare."""

    diagnosis: Diagnosis
    measures: tuple[Interval, ...]
    """What is measured for each criterion, in the order of the scales."""
    values: tuple[Interval, ...]
    """The same from 0 to 100."""
    thresholds: tuple[Threshold, ...]
    floors: tuple[float | None, ...]
    """By criterion, the value under which an answer would eliminate it; None when none would."""

    @property
    def id(self) -> str:
        """Its identifier."""
        return self.diagnosis.territory.id

    @property
    def failed(self) -> tuple[Threshold, ...]:
        """Thresholds that it surely misses: it is not compared."""
        return tuple(threshold for threshold in self.thresholds if threshold.met is False)

    @property
    def unsure(self) -> tuple[Threshold, ...]:
        """Thresholds to verify."""
        return tuple(threshold for threshold in self.thresholds if threshold.met is None)


def scales_of(method: Method, comparison: Comparison) -> Scales:
    """The scales of the criteria that can be measured; an answer of the grid goes from 0 to 3 unless said otherwise."""
    built = {criterion.id: _scale(criterion, method) for criterion in comparison.criteria}
    ordered = [name for name in dict.fromkeys(comparison.order) if built.get(name)]
    names = [*ordered, *(name for name in built if name not in ordered)]
    return Scales(
        all=tuple(scale for name in names if (scale := built[name]) is not None),
        ordered=len(ordered),
        unmeasured=tuple(criterion for criterion in comparison.criteria if built[criterion.id] is None),
    )


def _scale(criterion: ComparisonCriterion, method: Method) -> Scale | None:
    of_grid = criterion.metric in method.criteria
    zero = float(criterion.zero) if criterion.zero is not None else 0.0 if of_grid else None
    hundred = float(criterion.hundred) if criterion.hundred is not None else 3.0 if of_grid else None
    if criterion.metric is None or zero is None or hundred is None or zero == hundred:
        return None
    return Scale(criterion, criterion.metric, zero, hundred)


def candidates(found: Iterable[Diagnosis], scales: Scales, comparison: Comparison) -> tuple[Candidate, ...]:
    """By identifier, so that the order of the files changes no figure."""
    return tuple(sorted((_candidate(each, scales, comparison) for each in found), key=lambda each: each.id))


def _candidate(found: Diagnosis, scales: Scales, comparison: Comparison) -> Candidate:
    known: Mapping[str, Interval] = metrics(found.territory, found.method, found.coverage, found.ecosystem)
    unknown = Interval(0, float("inf"))
    measures = tuple(known.get(scale.metric, unknown) for scale in scales.all)
    thresholds = tuple(Threshold(rule, known.get(rule.metric, unknown)) for rule in comparison.eliminating)
    unsure = {each.rule.metric: float(each.rule.minimum) for each in thresholds if each.met is None}
    return Candidate(
        found,
        measures,
        tuple(scale.value(measured) for scale, measured in zip(scales.all, measures, strict=True)),
        thresholds,
        tuple(scale.floor(unsure[scale.metric]) if scale.metric in unsure else None for scale in scales.all),
    )
