"""What is lacking and what answers it, and the modules that a support plan leaves out, each with its reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cit_toolkit.analysis.planning.candidates import Reason
from cit_toolkit.analysis.support_plan import LeftOut
from cit_toolkit.documents.plan_proofs import target_figure
from cit_toolkit.documents.plan_words import PlanWords

OWN_REASONS = (Reason.CAP, Reason.TO_VERIFY, Reason.ANSWERED, Reason.PREREQUISITE)
"""Reasons that are each module's own."""
SHARED_REASONS = (Reason.NO_HOURS, Reason.TOO_EARLY, Reason.NOTHING_LACKS, Reason.FOLLOWED, Reason.PAST)
"""Reasons said once for all the modules they keep out."""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """Something that is lacking, what it weighs and what answers it."""

    name: str
    kind: str
    points: str
    answer: str
    figure: str
    """Id of the proof of its weight."""


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """Modules left out, and why in a sentence that is the same for all of them."""

    names: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeftOutGroup:
    """Modules left out for the same sort of reason: each with its own, or all with one sentence."""

    title: str
    open: bool
    """Whether more hours or an answer would bring them in."""
    lines: tuple[LeftOutLine, ...]
    names: str
    sentence: str


def answer_lines(words: PlanWords) -> tuple[AnswerLine, ...]:
    """Everything that is surely lacking, the weightiest first."""
    lines = sorted(words.plan.targets.sure, key=lambda target: -target.weight)
    return tuple(
        AnswerLine(
            words.target(target),
            words.voice.say(f"plan.kinds.{target.kind.value}"),
            words.points(target.weight),
            words.voice.series(words.voice.label(module) for module in words.plan.answering(target))
            or words.voice.say("plan.answers.cap" if target in words.plan.unanswered else "plan.answers.nobody"),
            target_figure(target),
        )
        for target in lines
    )


def left_out_groups(words: PlanWords) -> tuple[LeftOutGroup, ...]:
    """The modules left out, by sort of reason, the most open to discussion first."""
    return tuple(
        _group(reason, left, words)
        for reason in (*OWN_REASONS, *SHARED_REASONS)
        if (left := [each for each in words.plan.left_out if each.reason is reason])
    )


def _group(reason: Reason, left: list[LeftOut], words: PlanWords) -> LeftOutGroup:
    hours, plan = words.hours, words.plan
    cap = plan.cap or 0
    title = words.voice.say(f"plan.left-out.{reason.value}", left=hours(cap - plan.minutes), cap=hours(cap))
    if reason in OWN_REASONS:
        lines = tuple(_lines(left, words))
        return LeftOutGroup(title, reason in (Reason.CAP, Reason.TO_VERIFY), lines, "", "")
    names = words.voice.names(words.quoted(words.voice.label(each.module)) for each in left)
    return LeftOutGroup(title, False, (), names, words.voice.say(f"plan.reasons.{reason.value}", count=len(left)))


def _lines(left: Iterable[LeftOut], words: PlanWords) -> Iterator[LeftOutLine]:
    told: dict[str, list[str]] = {}
    for each in left:
        told.setdefault(_reason(each, words), []).append(words.voice.label(each.module))
    yield from (LeftOutLine(words.voice.parts(names), reason) for reason, names in told.items())


def _reason(left: LeftOut, words: PlanWords) -> str:
    return words.voice.say(
        f"plan.reasons.{left.reason.value}",
        count=len(left.modules),
        targets=words.about(left.targets) if left.reason is Reason.TO_VERIFY else words.answer(left.targets),
        modules=words.modules(left.modules),
        hours=words.hours(left.minutes),
    )
