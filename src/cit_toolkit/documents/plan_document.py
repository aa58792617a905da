"""The support plan as a document: what is proposed, when, why, what it leaves and what more hours would buy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from cit_toolkit.analysis.planning.candidates import Reason
from cit_toolkit.analysis.planning.targets import TargetKind
from cit_toolkit.analysis.support_plan import HeldSession, KeptModule, LeftOut, Step, SupportPlan
from cit_toolkit.documents.plan_words import PlanWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.territory import Territory
from cit_toolkit.wording.dates import format_date, format_period

OWN_REASONS = (Reason.CAP, Reason.TO_VERIFY, Reason.ANSWERED, Reason.PREREQUISITE)
"""Reasons that are each module's own."""
SHARED_REASONS = (Reason.NO_HOURS, Reason.TOO_EARLY, Reason.NOTHING_LACKS, Reason.FOLLOWED, Reason.PAST)
"""Reasons said once for all the modules they keep out."""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session of the calendar."""

    number: int
    when: str
    title: str
    """Its modules, one after the other."""
    format: str
    hours: str


@dataclass(frozen=True, slots=True)
class StagePart:
    """The sessions of one stage; an empty title when the method has no stages."""

    title: str
    sessions: tuple[SessionLine, ...]


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """A module kept; an empty text has nothing to say."""

    name: str
    terms: str
    """«séance 1, séminaire, 5 h, 12 participants»."""
    aim: str
    output: str
    answers: str
    """After «répond»."""
    opens: str
    """The modules that need it."""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """Something that is lacking, what it weighs and what answers it."""

    name: str
    kind: str
    points: str
    answer: str


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


@dataclass(frozen=True)
class PlanDocument:
    """What `support_plan.md` tells."""

    plan: SupportPlan
    voice: Voice
    today: date

    # The whole

    @property
    def territory(self) -> Territory:
        """The territory as the audience may see it."""
        return self.plan.diagnosis.territory

    @property
    def day(self) -> str:
        """The date of the document."""
        return format_date(self.today, self.voice.language)

    @property
    def method(self) -> str:
        """The name of the method."""
        return self.voice.text(self.plan.diagnosis.method.name)

    @property
    def situation(self) -> str:
        """When the description was true, empty when it is not dated."""
        return self.voice.situation(self.territory.as_of)

    @cached_property
    def words(self) -> PlanWords:
        """How things are named."""
        return PlanWords(self.plan, self.voice)

    @property
    def stage(self) -> str:
        """The stage certainly reached, empty for none."""
        reached = self.plan.diagnosis.stage
        stage = reached.stage(reached.certain) if reached else None
        return self.voice.label(stage) if stage else ""

    @property
    def next_stage(self) -> str:
        """The stage to open, empty when there is none."""
        reached = self.plan.diagnosis.stage
        return self.voice.label(reached.next) if reached and reached.next else ""

    # The essential

    @cached_property
    def empty(self) -> str:
        """Why there is no session, empty when there are some."""
        plan, say = self.plan, self.voice.say
        if plan.chosen:
            return ""
        if not plan.diagnosis.method.modules:
            return say("plan.empty.no-module")
        if not plan.targets.sure:
            return say("plan.empty.nothing-known" if plan.targets.unknown else "plan.empty.nothing-lacks")
        if plan.cap is not None and plan.steps:
            hours = self.words.hours
            return say("plan.empty.cap-too-low", cap=hours(plan.cap), hours=hours(plan.steps[0].cap))
        return say("plan.empty.nothing-fits")

    @property
    def sessions_counted(self) -> str:
        """«7 séances»."""
        return self.words.count(len(self.plan.sessions), "session")

    @property
    def modules_counted(self) -> str:
        """«9 modules»."""
        return self.words.count(len(self.plan.chosen), "module")

    @property
    def hours(self) -> str:
        """«24 h par participant, sur 24 h au plus»."""
        told = self.words.hours(self.plan.minutes)
        if self.plan.cap is None:
            return self.voice.say("plan.hours-each", hours=told)
        return self.voice.say("plan.of-cap", hours=told, cap=self.words.hours(self.plan.cap))

    @property
    def period(self) -> str:
        """«du 15 janvier au 15 octobre 2026»."""
        days = [day for held in self.plan.sessions for day in held.when.days]
        return format_period(_parts(days[0]), _parts(days[-1]), self.voice.language)

    @property
    def share(self) -> str:
        """The share of the weight lacking that is answered, in per cent."""
        return self.voice.percent(self.plan.weight / self.plan.targets.weight) if self.plan.targets.weight else ""

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """What more hours would buy, one sentence each."""
        cap = self.plan.cap or 0
        return tuple(self._step(step, step.cap - cap) for step in self.plan.steps)

    def _step(self, step: Step, more: int) -> str:
        say, words = self.voice.say, self.words
        head = say("plan.step", hours=words.hours(more), cap=words.hours(step.cap))
        changes = [say("plan.step-enters", names=words.modules(step.entering))]
        if step.leaving:
            changes.append(say("plan.step-leaves", names=words.modules(step.leaving)))
        buys = say("plan.step-gain", targets=words.answer(step.gained))
        if step.lost:
            buys = self.voice.series([buys, say("plan.step-loss", targets=words.answer(step.lost))])
        return self.voice.labelled(head, say("plan.step-buys", buys=buys, changes=self.voice.series(changes)))

    @property
    def for_all(self) -> str:
        """The hours that would answer everything a module can, empty when nothing is missing for want of hours."""
        needed = self.plan.minutes_for_all
        return self.voice.say("plan.for-all", hours=self.words.hours(needed)) if needed is not None else ""

    # The calendar

    @cached_property
    def parts(self) -> tuple[StagePart, ...]:
        """The sessions, stage by stage."""
        numbered = enumerate(self.plan.sessions, 1)
        return tuple(
            StagePart(self._stage_title(rank), tuple(self._session(number, held) for number, held in sessions))
            for rank, sessions in groupby(numbered, key=lambda pair: pair[1].session.stage)
        )

    def _stage_title(self, rank: int) -> str:
        reached = self.plan.diagnosis.stage
        stage = reached.stage(rank) if reached else None
        if reached is None or stage is None:
            return ""
        key = "once-stage" if rank > max(reached.certain, 0) else "at-stage" if reached.certain >= 0 else "to-stage"
        return self.voice.say(f"plan.{key}", stage=self.voice.label(stage))

    def _session(self, number: int, held: HeldSession) -> SessionLine:
        return SessionLine(
            number,
            self.words.when(held.when),
            self.voice.parts(self.voice.label(candidate.module) for candidate in held.session.modules),
            self.words.format(held.session.format),
            self.voice.say("plan.hours", hours=self.words.hours(held.session.minutes)),
        )

    # The modules

    @cached_property
    def modules(self) -> tuple[ModuleLine, ...]:
        """The modules kept, in the order of the sessions."""
        return tuple(map(self._module, self.plan.kept))

    def _module(self, kept: KeptModule) -> ModuleLine:
        module, voice = kept.module, self.voice
        people = module.participants
        terms = (
            voice.say("plan.session", number=kept.session + 1),
            self.words.format(module.format),
            voice.say("plan.hours", hours=self.words.hours(kept.candidate.minutes)),
            voice.say("plan.participants-unknown") if people is None else self.words.count(people, "participant"),
        )
        return ModuleLine(
            voice.label(module),
            ", ".join(terms),
            voice.text(module.aim),
            voice.text(module.output),
            self.words.answer(kept.candidate.answers),
            self.words.modules(kept.needed_by),
        )

    # What is answered, what is not

    @cached_property
    def answers(self) -> tuple[AnswerLine, ...]:
        """Everything that is surely lacking, the weightiest first."""
        lines = sorted(self.plan.targets.sure, key=lambda target: -target.weight)
        return tuple(
            AnswerLine(
                self.words.target(target),
                self.voice.say(f"plan.kinds.{target.kind.value}"),
                self.words.points(target.weight),
                self.voice.series(self.voice.label(module) for module in self.plan.answering(target))
                or self.voice.say("plan.answers.cap" if target in self.plan.unanswered else "plan.answers.nobody"),
            )
            for target in lines
        )

    @property
    def total(self) -> str:
        """Points of everything that is surely lacking."""
        return self.words.points(self.plan.targets.weight)

    @property
    def to_ask(self) -> str:
        """What is not known to be lacking, empty for none."""
        return self.words.about(self.plan.targets.unknown)

    @property
    def answered_here(self) -> str:
        """Open needs that a resource of the territory answers, empty for none."""
        return self.voice.names(self.words.quoted(ranked.need.title) for ranked in self.plan.targets.answered_here)

    @property
    def other_conditions(self) -> int:
        """Conditions of the next stage that are no criterion: no module answers them."""
        stage = self.plan.diagnosis.stage
        criteria = self.plan.diagnosis.method.criteria
        return sum(gate.name not in criteria for gate in stage.to_do) if stage else 0

    @cached_property
    def left_out(self) -> tuple[LeftOutGroup, ...]:
        """The modules left out, by sort of reason, the most open to discussion first."""
        return tuple(
            self._group(reason, left)
            for reason in (*OWN_REASONS, *SHARED_REASONS)
            if (left := [each for each in self.plan.left_out if each.reason is reason])
        )

    def _group(self, reason: Reason, left: list[LeftOut]) -> LeftOutGroup:
        hours, plan = self.words.hours, self.plan
        cap = plan.cap or 0
        title = self.voice.say(f"plan.left-out.{reason.value}", left=hours(cap - plan.minutes), cap=hours(cap))
        if reason in OWN_REASONS:
            lines = tuple(self._lines(left))
            return LeftOutGroup(title, reason in (Reason.CAP, Reason.TO_VERIFY), lines, "", "")
        names = self.voice.names(self.words.quoted(self.voice.label(each.module)) for each in left)
        return LeftOutGroup(title, False, (), names, self.voice.say(f"plan.reasons.{reason.value}", count=len(left)))

    def _lines(self, left: Iterable[LeftOut]) -> Iterator[LeftOutLine]:
        told: dict[str, list[str]] = {}
        for each in left:
            told.setdefault(self._reason(each), []).append(self.voice.label(each.module))
        yield from (LeftOutLine(self.voice.parts(names), reason) for reason, names in told.items())

    def _reason(self, left: LeftOut) -> str:
        words = self.words
        return self.voice.say(
            f"plan.reasons.{left.reason.value}",
            count=len(left.modules),
            targets=words.about(left.targets) if left.reason is Reason.TO_VERIFY else words.answer(left.targets),
            modules=words.modules(left.modules),
            hours=words.hours(left.minutes),
        )

    # How it is made

    @property
    def rhythm(self) -> str:
        """«Une séance toutes les 6 semaines au plus»."""
        return self.voice.say("plan.every", count=self.plan.agenda.weeks)

    @property
    def avoided(self) -> str:
        """«du 14 juillet au 31 août 2026», empty when no period is to be avoided."""
        spans = ((_parts(span.first), _parts(span.last)) for span in self.plan.agenda.avoided)
        return self.voice.names(format_period(first, last, self.voice.language) for first, last in spans)

    @property
    def weights(self) -> tuple[tuple[str, str], ...]:
        """What multiplies the weight of each sort of thing."""
        weights = self.plan.diagnosis.method.planning.weights
        factors = {
            TargetKind.CRITERION: weights.criteria,
            TargetKind.FUNCTION: weights.functions,
            TargetKind.NEED: weights.needs,
        }
        return tuple((self.voice.say(f"plan.kinds.{kind.value}"), self.voice.number(factors[kind])) for kind in factors)


def _parts(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day
