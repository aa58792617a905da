"""Which modules may be part of a plan, at which stage each comes, and why the others may not."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.analysis.maturity import StageReached
from cit_toolkit.analysis.planning.targets import Target, TargetKind, Targets, answered_by
from cit_toolkit.model.left_out_reason import Reason as Reason
from cit_toolkit.model.method import Module

BEHIND = (Reason.FOLLOWED, Reason.PAST)
"""A prerequisite that is behind is taken as met."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A module that may be part of the plan."""

    module: Module
    stage: int
    """Rank of the stage it comes at: of those it suits, the first that its prerequisites allow."""
    minutes: int
    """Of each participant, rounded up: a cap is never passed by a rounding."""
    prerequisites: tuple[str, ...]
    """Modules that must be in the plan before it; those behind are taken as followed."""
    answers: tuple[Target, ...]

    @property
    def id(self) -> str:
        """Of the module."""
        return self.module.id


@dataclass(frozen=True, slots=True)
class Refused:
    """A module that cannot be part of any plan here, and why."""

    module: Module
    reason: Reason
    prerequisite: str | None = None
    """The module that must come before and cannot."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """The stages a plan is made for: from the one reached for certain to the next, or to that perhaps reached."""

    first: int
    last: int

    @staticmethod
    def of(stage: StageReached | None) -> "Horizon":
        """Ranks of stages; a single one when the method has none."""
        if stage is None:
            return Horizon(0, 0)
        return Horizon(max(stage.certain, 0), min(max(stage.certain + 1, stage.possible), len(stage.stages) - 1))


@dataclass(frozen=True, slots=True)
class SortedModules:
    """The modules of the method: those that may be in the plan, and those that may not, in its order."""

    candidates: Mapping[str, Candidate]
    refused: Mapping[str, Refused]


def sorted_modules(diagnosis: Diagnosis, targets: Targets) -> SortedModules:
    """Look at every module, each after its prerequisites; those that wait for one another cannot be given."""
    modules = {module.id: module for module in diagnosis.method.modules}
    ranks = {stage.id: rank for rank, stage in enumerate(diagnosis.method.stages)}
    horizon = Horizon.of(diagnosis.stage)
    found: dict[str, Candidate | Refused] = {}
    for module in modules.values():
        if reason := _refused_alone(module, ranks, horizon, diagnosis.territory.modules_done):
            found[module.id] = Refused(module, reason)
    waiting = [module for module in modules.values() if module.id not in found]
    while ready := [module for module in waiting if all(name in found for name in module.prerequisites)]:
        for module in ready:
            answers = answered_by(module, targets.sure, diagnosis.territory.needs)
            found[module.id] = _after_others(module, ranks, horizon, found, answers)
        waiting = [module for module in waiting if module.id not in found]
    unsorted = {module.id for module in waiting}
    for module in waiting:
        before = next(name for name in module.prerequisites if name in unsorted or name not in modules)
        found[module.id] = Refused(module, Reason.PREREQUISITE, before)
    in_order = [(name, found[name]) for name in modules]
    return SortedModules(
        {name: each for name, each in in_order if isinstance(each, Candidate)},
        {name: each for name, each in in_order if isinstance(each, Refused)},
    )


def _refused_alone(module: Module, ranks: Mapping[str, int], horizon: Horizon, done: Collection[str]) -> Reason | None:
    """Why a module is refused whatever the others are."""
    if module.id in done:
        return Reason.FOLLOWED
    suited = [ranks[name] for name in module.stages if name in ranks]
    if suited and max(suited) < horizon.first:
        return Reason.PAST
    if suited and not any(horizon.first <= rank <= horizon.last for rank in suited):
        return Reason.TOO_EARLY
    return Reason.NO_HOURS if module.hours is None else None


def _after_others(
    module: Module,
    ranks: Mapping[str, int],
    horizon: Horizon,
    found: Mapping[str, Candidate | Refused],
    answers: tuple[Target, ...],
) -> Candidate | Refused:
    """A module whose prerequisites are sorted: it comes at the first stage that suits it, no earlier than they do."""
    needed: list[Candidate] = []
    for name in dict.fromkeys(module.prerequisites):
        before = found[name]
        if isinstance(before, Candidate):
            needed.append(before)
        elif before.reason not in BEHIND:
            return Refused(module, Reason.PREREQUISITE, name)
    earliest = max([horizon.first, *(before.stage for before in needed)])
    suited = sorted(ranks[name] for name in module.stages if name in ranks) or [earliest]
    stage = next((rank for rank in suited if earliest <= rank <= horizon.last), None)
    if stage is None:
        latest = max(needed, key=lambda before: before.stage)
        return Refused(module, Reason.PREREQUISITE, latest.id)
    # A criterion that opens a stage is not answered by what can only be done once the stage is open.
    in_time = tuple(t for t in answers if t.kind is not TargetKind.CRITERION or stage == horizon.first)
    return Candidate(module, stage, minutes_of(module), tuple(before.id for before in needed), in_time)


def minutes_of(module: Module) -> int:
    """Minutes a module asks of each participant, rounded up."""
    return ceil(Fraction(module.hours or 0) * 60)


def with_prerequisites(names: Iterable[str], candidates: Mapping[str, Candidate]) -> set[str]:
    """Modules and all that must come before them."""
    closed: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in closed:
            closed.add(name)
            waiting += candidates[name].prerequisites
    return closed
