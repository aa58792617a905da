"""How a support plan names things: modules, what they answer, hours, days."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cit_toolkit.analysis.planning.agenda import SessionDays
from cit_toolkit.analysis.planning.targets import POINT, Target, TargetKind
from cit_toolkit.analysis.support_plan import SupportPlan
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.method import Module, ModuleFormat
from cit_toolkit.wording.dates import format_dates, format_weekday
from cit_toolkit.wording.numbers import counted

MOST_TARGETS = 4
"""Things named in one sentence; past so many, the last are counted."""


@dataclass(frozen=True)
class PlanWords:
    """The words of one plan in one language."""

    plan: SupportPlan
    voice: Voice

    @cached_property
    def _names(self) -> Mapping[TargetKind, Mapping[str, str]]:
        method, territory = self.plan.diagnosis.method, self.plan.diagnosis.territory
        return {
            TargetKind.CRITERION: {name: self.voice.label(each) for name, each in method.criteria.items()},
            TargetKind.FUNCTION: {each.id: self.voice.label(each) for each in method.functions},
            TargetKind.NEED: {need.id: need.title for need in territory.needs},
        }

    def target(self, target: Target) -> str:
        """The name of something to answer."""
        return self._names[target.kind][target.id]

    def answer(self, targets: Iterable[Target]) -> str:
        """After «répond»: «au critère « A » et aux besoins « B » et « C »»."""
        return self._by_kind("to", targets)

    def about(self, targets: Iterable[Target]) -> str:
        """After «sur»: «le critère « A » et les besoins « B » et « C »»."""
        return self._by_kind("about", targets)

    def _by_kind(self, form: str, targets: Iterable[Target]) -> str:
        told = list(targets)
        groups = [
            self.voice.say(
                f"plan.{form}.{kind.value}",
                count=len(names),
                names=self.voice.names(map(self.quoted, names), MOST_TARGETS),
            )
            for kind in TargetKind
            if (names := [self.target(target) for target in told if target.kind is kind])
        ]
        return self.voice.names(groups)

    def quoted(self, name: str) -> str:
        """A name between quotation marks."""
        return self.voice.say("plan.quoted", name=name)

    def modules(self, modules: Iterable[Module]) -> str:
        """«« A » et « B »»."""
        return self.voice.names((self.quoted(self.voice.label(module)) for module in modules), MOST_TARGETS)

    def hours(self, minutes: float) -> str:
        """A number of hours, without its unit."""
        return self.voice.number(minutes / 60)

    def points(self, weight: int) -> str:
        """A weight in points."""
        return self.voice.number(weight / POINT, 2)

    def count(self, number: float, word: str) -> str:
        """«3 séances»."""
        singular, plural = (self.voice.say(f"plan.counted.{word}.{form}") for form in ("singular", "plural"))
        return counted(number, singular, plural, self.voice.language)

    def format(self, given: ModuleFormat | None) -> str:
        """«séminaire»."""
        return self.voice.say(f"formats.{given.value}") if given else self.voice.say("plan.no-format")

    def days(self, days: Sequence[date]) -> str:
        """«jeudi 15 janvier 2026», «15 et 16 janvier 2026»."""
        if len(days) == 1:
            return format_weekday(days[0], self.voice.language)
        return format_dates(days, self.voice.language, article=False)

    def when(self, session: SessionDays) -> str:
        """The same, with the day it was put off from."""
        told = self.days(session.days)
        if session.postponed_from is None:
            return told
        put_off = self.voice.say(
            "plan.postponed", day=format_dates([session.postponed_from], self.voice.language, False)
        )
        return f"{told} ({put_off})"

    def person_hours(self) -> str:
        """«367 heures-personnes», «au moins 86 heures-personnes»."""
        hours = self.plan.person_hours
        told = self.count(hours.low, "person-hour")
        return told if hours.certain else self.voice.say("plan.at-least", hours=told)
