"""The support plan as a document: what is proposed, when, why, what it leaves and what more hours would buy."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cit_toolkit.analysis.planning.targets import TargetKind
from cit_toolkit.analysis.support_plan import Step, SupportPlan
from cit_toolkit.documents.plan_proofs import plan_proofs
from cit_toolkit.documents.plan_reasons_section import AnswerLine, LeftOutGroup, answer_lines, left_out_groups
from cit_toolkit.documents.plan_sessions_section import ModuleLine, StagePart, module_lines, stage_parts
from cit_toolkit.documents.plan_words import PlanWords
from cit_toolkit.documents.proofs import Proof, ProvedDocument
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.territory import Territory
from cit_toolkit.wording.dates import format_date, format_period


@dataclass(frozen=True)
class PlanDocument(ProvedDocument):
    """What `support_plan.md` tells."""

    plan: SupportPlan
    voice: Voice
    today: date
    with_proofs: bool
    files: Mapping[str, str]

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

    # Its sections

    @cached_property
    def parts(self) -> tuple[StagePart, ...]:
        """The sessions, stage by stage."""
        return stage_parts(self.words)

    @cached_property
    def modules(self) -> tuple[ModuleLine, ...]:
        """The modules kept, in the order of the sessions."""
        return module_lines(self.words)

    @cached_property
    def answers(self) -> tuple[AnswerLine, ...]:
        """Everything that is surely lacking, the weightiest first."""
        return answer_lines(self.words)

    @cached_property
    def left_out(self) -> tuple[LeftOutGroup, ...]:
        """The modules left out, by sort of reason."""
        return left_out_groups(self.words)

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

    # The proofs

    def all_proofs(self) -> Iterator[Proof]:
        """Every figure of the plan."""
        return plan_proofs(self.words)

    def printed_figures(self) -> Collection[str]:
        """All that it has; the essential ones only when there is a session."""
        printed = ["total", *(line.figure for line in self.answers)]
        return printed if self.empty else ["seances", "modules", "heures", "heures-personnes", "part", *printed]

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
