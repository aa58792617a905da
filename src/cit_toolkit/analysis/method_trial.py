"""A case of a method tried: what was expected, what is found, and where they differ."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.analysis.metrics import metrics
from cit_toolkit.analysis.planning.agenda import Agenda
from cit_toolkit.analysis.questions import Question
from cit_toolkit.analysis.support_plan import SupportPlan, support_plan
from cit_toolkit.model.base import Path
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.method_case import Bounds, Expected, ExpectedPlan

CLOSE = 0.005
"""Two figures nearer than this are the same: people write 0.67 for two thirds."""
_ANY_DAY = Agenda(date(2026, 1, 5), 6)
"""A plan is tried for its modules and their order, not for its days."""


class Looked(StrEnum):
    """What was looked at."""

    FUNCTION = "fonction"
    METRIC = "mesure"
    STAGE = "etape"
    POSSIBLE_STAGE = "etape-possible"
    TO_DO = "a-faire"
    TO_VERIFY = "a-verifier"
    FINDING = "constat"
    SILENT = "sans-constat"
    QUESTION = "question"
    FIRST_QUESTION = "premiere-question"
    MODULE = "module"
    NEEDS = "besoins"
    KEPT = "retenu"
    LEFT_OUT = "ecarte"
    REASON = "motif"
    ORDER = "ordre"
    EMPTY = "vide"
    NOT_EMPTY = "non-vide"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as expected. `expected` and `found` hold ids, statuses or reasons."""

    looked: Looked
    path: Path
    """From what is expected to the line that says it."""
    name: str = ""
    """Id of the thing it is about."""
    expected: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    bounds: Bounds | None = None
    value: Interval | None = None
    """For a metric: what was expected of it, and what it is."""


def differences(expected: Expected, diagnosis: Diagnosis) -> tuple[Difference, ...]:
    """Everything that differs, in the order of the file format. Names were resolved (loading/case_references.py)."""
    return (
        *_in_functions(expected, diagnosis),
        *_in_metrics(expected, diagnosis),
        *_in_stages(expected, diagnosis),
        *_in_findings(expected, diagnosis),
        *_in_questions(expected, diagnosis),
        *_in_needs(expected, diagnosis),
        *(_in_plan(expected.plan, diagnosis) if expected.plan else ()),
    )


def _in_functions(expected: Expected, diagnosis: Diagnosis) -> Iterator[Difference]:
    found = {covered.function.id: (covered.certain, covered.possible) for covered in diagnosis.coverage.functions}
    for name, statuses in expected.functions.items():
        wanted = (statuses[0], statuses[-1])
        if name in found and found[name] != wanted:
            yield Difference(Looked.FUNCTION, ("fonctions", name), name, wanted, found[name])


def _in_metrics(expected: Expected, diagnosis: Diagnosis) -> Iterator[Difference]:
    values = metrics(diagnosis.territory, diagnosis.method, diagnosis.coverage, diagnosis.ecosystem)
    for name, bounds in expected.metrics.items():
        if name in values and not _holds(bounds, values[name]):
            yield Difference(Looked.METRIC, ("mesures", name), name, bounds=bounds, value=values[name])


def _holds(bounds: Bounds, value: Interval) -> bool:
    if bounds.exactly is not None:
        wanted = float(bounds.exactly)
        return abs(value.low - wanted) < CLOSE and abs(value.high - wanted) < CLOSE
    low_enough = bounds.least is None or value.low > float(bounds.least) - CLOSE
    return low_enough and (bounds.most is None or value.high < float(bounds.most) + CLOSE)


def _in_stages(expected: Expected, diagnosis: Diagnosis) -> Iterator[Difference]:
    stage = diagnosis.stage
    certain, possible = (stage.stage(stage.certain), stage.stage(stage.possible)) if stage else (None, None)
    for looked, key, wanted, reached in (
        (Looked.STAGE, "etape", expected.stage, certain),
        (Looked.POSSIBLE_STAGE, "etape_possible", expected.possible_stage, possible),
    ):
        found = (reached.id,) if reached else ()
        if wanted is not None and found != (wanted,):
            yield Difference(looked, (key,), "", (wanted,), found)
    to_do = tuple(gate.name for gate in stage.to_do) if stage else ()
    to_verify = tuple(gate.name for gate in stage.to_verify) if stage else ()
    yield from _missing(Looked.TO_DO, "a_faire", expected.to_do, to_do)
    yield from _missing(Looked.TO_VERIFY, "a_verifier", expected.to_verify, to_verify)


def _missing(looked: Looked, key: str, wanted: Sequence[str], found: Iterable[str]) -> Iterator[Difference]:
    there = tuple(dict.fromkeys(found))
    for i, name in enumerate(wanted):
        if name not in there:
            yield Difference(looked, (key, i), name, (name,), there)


def _in_findings(expected: Expected, diagnosis: Diagnosis) -> Iterator[Difference]:
    fired = [finding.rule.id for finding in diagnosis.findings if finding.rule]
    yield from _missing(Looked.FINDING, "constats", expected.findings, fired)
    for i, name in enumerate(expected.silent):
        if name in fired:
            yield Difference(Looked.SILENT, ("sans_constats", i), name)
    yield from _missing(Looked.MODULE, "modules", expected.modules, [module.id for module, _ in diagnosis.modules])


def _in_questions(expected: Expected, diagnosis: Diagnosis) -> Iterator[Difference]:
    asked = [_subjects(question) for question in diagnosis.questions]
    everything = [name for names in asked for name in names]
    yield from _missing(Looked.QUESTION, "questions", expected.questions, everything)
    if expected.first_question is not None and (not asked or expected.first_question not in asked[0]):
        first = asked[0] if asked else ()
        yield Difference(Looked.FIRST_QUESTION, ("premiere_question",), "", (expected.first_question,), first)


def _subjects(question: Question) -> tuple[str, ...]:
    """What a question is about: the ids it may be called by in a case."""
    things = (question.criterion, question.function, question.need)
    return tuple(thing.id for thing in things if thing is not None) or (question.kind.value,)


def _in_needs(expected: Expected, diagnosis: Diagnosis) -> Iterator[Difference]:
    ranked = tuple(each.need.id for each in diagnosis.needs if each.need.id in expected.needs)
    if ranked != expected.needs:
        yield Difference(Looked.NEEDS, ("besoins",), "", expected.needs, ranked)


def _in_plan(expected: ExpectedPlan, diagnosis: Diagnosis) -> Iterator[Difference]:
    plan = support_plan(diagnosis, expected.hours, _ANY_DAY)
    kept = tuple(each.module.id for each in plan.kept)
    reasons = {left.module.id: left.reason.value for left in plan.left_out}
    for i, name in enumerate(expected.kept):
        if name not in kept:
            found = (reasons[name],) if name in reasons else ()
            yield Difference(Looked.KEPT, ("plan", "retenus", i), name, found=found)
    for i, name in enumerate(expected.left_out):
        if name in kept:
            yield Difference(Looked.LEFT_OUT, ("plan", "ecartes", i), name)
    for name, reason in expected.reasons.items():
        if reasons.get(name) != reason.value:
            found = (reasons[name],) if name in reasons else ()
            yield Difference(Looked.REASON, ("plan", "motifs", name), name, (reason.value,), found)
    yield from _in_order(expected, kept)
    yield from _emptiness(expected, plan)


def _in_order(expected: ExpectedPlan, kept: tuple[str, ...]) -> Iterator[Difference]:
    found = tuple(name for name in kept if name in expected.order)
    if found != expected.order:
        yield Difference(Looked.ORDER, ("plan", "ordre"), "", expected.order, found)


def _emptiness(expected: ExpectedPlan, plan: SupportPlan) -> Iterator[Difference]:
    if expected.empty is not None and expected.empty == bool(plan.chosen):
        looked = Looked.EMPTY if expected.empty else Looked.NOT_EMPTY
        yield Difference(looked, ("plan", "vide"), found=tuple(plan.candidates))
