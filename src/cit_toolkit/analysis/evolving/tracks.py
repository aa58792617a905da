"""The way of each figure from one date to another, step by step: what moved it, and how far."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cit_toolkit.analysis.ecosystem import ecosystem
from cit_toolkit.analysis.evolving.retelling import Retelling
from cit_toolkit.analysis.evolving.shift import Shift, shift
from cit_toolkit.analysis.functions_coverage import RANKS, functions_coverage
from cit_toolkit.analysis.maturity import dimension_scores, stage_reached
from cit_toolkit.analysis.metrics import metrics
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.method import Method
from cit_toolkit.model.territory import Territory

FigureKey = tuple[str, str]
"""What sort of figure, and the id of what it is about: («fonction», «animation»); of the whole, an empty id."""
STAGE: FigureKey = ("etape", "")
COVERAGE: FigureKey = ("couverture", "")


class Cause(StrEnum):
    """What moves a figure, in the order in which it is told."""

    KNOWLEDGE = "connaissance"
    JUDGEMENT = "jugement"
    CHANGE = "changement"
    NEWCOMERS = "nouveaux-acteurs"
    """Actors described for the first time: arrived since, or only met since."""


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the way."""

    cause: Cause
    before: Interval
    after: Interval

    @property
    def shift(self) -> Shift:
        """How it moved."""
        return shift(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Track:
    """One figure at both dates. Steps that move nothing are left out."""

    key: FigureKey
    before: Interval
    after: Interval
    steps: tuple[Step, ...]

    @property
    def progress(self) -> Shift:
        """What the world itself did to it: SAME for an answer that only narrowed it."""
        return next((step.shift for step in self.steps if step.cause is Cause.CHANGE), Shift.SAME)


def figure_tracks(told: Retelling, method: Method) -> tuple[Track, ...]:
    """Stage, coverage, functions and dimensions."""
    tellings = (told.before, told.known, told.judged, told.changed, told.after)
    figures = [dict(_figures(telling, method)) for telling in tellings]
    return tuple(_track(key, figures) for key in figures[-1])


def _figures(territory: Territory, method: Method) -> Iterator[tuple[FigureKey, Interval]]:
    coverage = functions_coverage(territory.actors, method.functions)
    people = ecosystem(territory.actors, method)
    stage = stage_reached(method.stages, metrics(territory, method, coverage, people))
    if stage is not None:
        yield STAGE, Interval(stage.certain, stage.possible)
    if coverage.functions:
        yield COVERAGE, coverage.overall or Interval(0, 1)
    for covered in coverage.functions:
        ranks = (RANKS[covered.certain], RANKS[covered.possible]) if territory.actors else (0, len(RANKS) - 1)
        yield ("fonction", covered.function.id), Interval(*ranks)
    for scored in dimension_scores(territory.grid, method.dimensions):
        if scored.score is not None:
            yield ("dimension", scored.dimension.id), scored.score


def _track(key: FigureKey, figures: Sequence[Mapping[FigureKey, Interval]]) -> Track:
    values = [each[key] for each in figures]
    steps = tuple(
        Step(cause, before, after)
        for cause, before, after in zip(Cause, values, values[1:], strict=False)
        if before != after
    )
    return Track(key, values[0], values[-1], steps)
