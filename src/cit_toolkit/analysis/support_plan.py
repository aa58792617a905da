"""The tailor-made support plan of a territory (METHOD.md §4): modules, reasons, sessions, days, what the cap costs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.analysis.planning.agenda import Agenda, SessionDays, session_days
from cit_toolkit.analysis.planning.candidates import (
    Candidate,
    Reason,
    SortedModules,
    sorted_modules,
    with_prerequisites,
)
from cit_toolkit.analysis.planning.choice import best_choice, least_minutes
from cit_toolkit.analysis.planning.sessions import Session, in_sessions
from cit_toolkit.analysis.planning.targets import Target, Targets, answered_by, targets_of
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.method import Module

MOST_STEPS = 3
"""Larger caps shown: the next ones that would buy something."""


@dataclass(frozen=True, slots=True)
class KeptModule:
    """A module of the plan and why it is there."""

    candidate: Candidate
    needed_by: tuple[Module, ...]
    """Modules kept that it must come before."""
    session: int
    """Rank of its session, from 0."""

    @property
    def module(self) -> Module:
        """The module itself."""
        return self.candidate.module


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A module that is not in the plan, and why."""

    module: Module
    reason: Reason
    targets: tuple[Target, ...] = ()
    """What it would answer: beside the modules kept (cap), as they do (answered), or perhaps (to verify)."""
    modules: tuple[Module, ...] = ()
    """The prerequisite that cannot be given; or the modules that answer the same."""
    minutes: int = 0
    """For the cap: what it asks of each participant, its prerequisites not in the plan included."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a larger cap would buy."""

    cap: int
    """In minutes."""
    weight: int
    """Answered in all."""
    entering: tuple[Module, ...]
    leaving: tuple[Module, ...]
    gained: tuple[Target, ...]
    lost: tuple[Target, ...]
    """Less than what is gained."""


@dataclass(frozen=True, slots=True)
class HeldSession:
    """A session and its days."""

    session: Session
    when: SessionDays


@dataclass(frozen=True)
class SupportPlan:
    """A plan, the reasons for it and what it leaves."""

    diagnosis: Diagnosis
    cap: int | None
    """Minutes of each participant; None for no cap."""
    agenda: Agenda
    targets: Targets
    sorted: SortedModules
    chosen: frozenset[str]

    @cached_property
    def candidates(self) -> Mapping[str, Candidate]:
        """The modules chosen, in the order of the method."""
        return {name: each for name, each in self.sorted.candidates.items() if name in self.chosen}

    @property
    def minutes(self) -> int:
        """Minutes of each participant."""
        return sum(candidate.minutes for candidate in self.candidates.values())

    @cached_property
    def person_hours(self) -> Interval:
        """Hours asked of all together; at least, when the method does not say how many take part in a module."""
        modules = [candidate.module for candidate in self.candidates.values()]
        least = sum(person_hours(module) or Fraction(0) for module in modules)
        known = all(module.participants is not None for module in modules)
        return Interval(float(least), float(least) if known else float("inf"))

    @cached_property
    def answered(self) -> tuple[Target, ...]:
        """What the plan answers."""
        return _answered(self.candidates.values(), self.targets.sure)

    @property
    def weight(self) -> int:
        """Of what is answered."""
        return sum(target.weight for target in self.answered)

    @cached_property
    def unanswered(self) -> tuple[Target, ...]:
        """What a module could answer, and none kept does: what the cap costs."""
        reachable = _answered(self.sorted.candidates.values(), self.targets.sure)
        return tuple(target for target in reachable if target not in self.answered)

    @cached_property
    def without_module(self) -> tuple[Target, ...]:
        """What no module that may be given now answers."""
        return tuple(t for t in self.targets.sure if t not in self.answered and t not in self.unanswered)

    def answering(self, target: Target) -> tuple[Module, ...]:
        """The modules kept that answer something."""
        return tuple(each.module for each in self.candidates.values() if target in each.answers)

    @cached_property
    def sessions(self) -> tuple[HeldSession, ...]:
        """The sessions in order, with their days."""
        method = self.diagnosis.method
        sessions = in_sessions(self.candidates, method.calendar)
        day = Fraction(method.hours_per_day) * 60
        lengths = [max(1, ceil(session.minutes / day)) if day > 0 else 1 for session in sessions]
        return tuple(map(HeldSession, sessions, session_days(lengths, self.agenda)))

    @cached_property
    def kept(self) -> tuple[KeptModule, ...]:
        """The modules of the plan, in the order of their sessions."""
        return tuple(
            KeptModule(
                candidate,
                tuple(o.module for o in self.candidates.values() if candidate.id in o.prerequisites),
                rank,
            )
            for rank, held in enumerate(self.sessions)
            for candidate in held.session.modules
        )

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The modules that are not in the plan, in the order of the method."""
        return tuple(self._left_out(module) for module in self.diagnosis.method.modules if module.id not in self.chosen)

    def _left_out(self, module: Module) -> LeftOut:
        modules = {each.id: each for each in self.diagnosis.method.modules}
        if refused := self.sorted.refused.get(module.id):
            before = (modules[refused.prerequisite],) if refused.prerequisite in modules else ()
            return LeftOut(module, refused.reason, modules=before)
        candidate = self.sorted.candidates[module.id]
        if not candidate.answers:
            needs = self.diagnosis.territory.needs
            if answered_by(module, self.targets.sure, needs):
                return LeftOut(module, Reason.TOO_EARLY)
            unsure = answered_by(module, self.targets.unknown, needs)
            return LeftOut(module, Reason.TO_VERIFY if unsure else Reason.NOTHING_LACKS, unsure)
        beside = tuple(target for target in candidate.answers if target not in self.answered)
        if beside:
            missing = with_prerequisites([module.id], self.sorted.candidates) - self.chosen
            return LeftOut(
                module, Reason.CAP, beside, minutes=sum(self.sorted.candidates[name].minutes for name in missing)
            )
        same = dict.fromkeys(other.id for target in candidate.answers for other in self.answering(target))
        return LeftOut(module, Reason.ANSWERED, candidate.answers, tuple(modules[name] for name in same))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The next larger caps that would answer more, the smallest first; none without a cap."""
        steps: list[Step] = []
        here, weight = self.candidates, self.weight
        while self.cap is not None and len(steps) < MOST_STEPS:
            needed = least_minutes(self.sorted.candidates, self.targets.sure, weight + 1)
            if needed is None:
                break
            chosen = best_choice(self.sorted.candidates, self.targets.sure, needed)
            there = {name: each for name, each in self.sorted.candidates.items() if name in chosen}
            steps.append(_step(needed, here, there, self.targets.sure))
            here, weight = there, steps[-1].weight
        return tuple(steps)

    @cached_property
    def minutes_for_all(self) -> int | None:
        """Minutes that would answer everything a module can answer; None when nothing is left for want of hours."""
        if not self.unanswered:
            return None
        everything = sum(target.weight for target in (*self.answered, *self.unanswered))
        return least_minutes(self.sorted.candidates, self.targets.sure, everything)


def support_plan(diagnosis: Diagnosis, hours: Decimal | None, agenda: Agenda) -> SupportPlan:
    """The best plan under a cap of hours of each participant. The territory was resolved against its method."""
    targets = targets_of(diagnosis)
    modules = sorted_modules(diagnosis, targets)
    cap = None if hours is None else floor(Fraction(hours) * 60)
    return SupportPlan(diagnosis, cap, agenda, targets, modules, best_choice(modules.candidates, targets.sure, cap))


def person_hours(module: Module) -> Fraction | None:
    """Hours a module asks of all its participants; None when one of the two is not said."""
    if module.hours is None or module.participants is None:
        return None
    return Fraction(module.hours) * module.participants


def _answered(candidates: Iterable[Candidate], targets: Iterable[Target]) -> tuple[Target, ...]:
    answered = {target for candidate in candidates for target in candidate.answers}
    return tuple(target for target in targets if target in answered)


def _step(cap: int, here: Mapping[str, Candidate], there: Mapping[str, Candidate], targets: tuple[Target, ...]) -> Step:
    before, after = _answered(here.values(), targets), _answered(there.values(), targets)
    return Step(
        cap=cap,
        weight=sum(target.weight for target in after),
        entering=tuple(each.module for name, each in there.items() if name not in here),
        leaving=tuple(each.module for name, each in here.items() if name not in there),
        gained=tuple(target for target in after if target not in before),
        lost=tuple(target for target in before if target not in after),
    )
