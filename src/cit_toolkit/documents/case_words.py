"""Where a method does not find what a case expects, in the words of the field."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.analysis.method_trial import Difference, Looked
from cit_toolkit.documents.finding_texts import finding_texts
from cit_toolkit.documents.metric_words import metric_words
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.function_status import Status
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.method_case import Bounds


@dataclass(frozen=True)
class CaseWords:
    """The words of one case in one language."""

    diagnosis: Diagnosis
    voice: Voice

    def told(self, difference: Difference) -> str:
        """One sentence: what was expected, what is found."""
        looked = difference.looked
        expected, found = self._expected(difference), self._found(difference)
        key = (
            looked.value
            if found or not self.voice.catalog.has(f"cases.none.{looked.value}")
            else f"none.{looked.value}"
        )
        return self.voice.say(f"cases.{key}", name=self._name(looked, difference.name), expected=expected, found=found)

    def _expected(self, difference: Difference) -> str:
        if difference.bounds is not None:
            return self._bounds(difference.bounds)
        return self._several(difference.looked, difference.expected)

    def _found(self, difference: Difference) -> str:
        if difference.value is not None:
            return self._figure(difference.value)
        if difference.looked is Looked.SILENT:
            return next((t.text for t in finding_texts(self.diagnosis, self.voice) if t.rule == difference.name), "")
        return self._several(difference.looked, difference.found)

    def _several(self, looked: Looked, names: tuple[str, ...]) -> str:
        if looked is Looked.FUNCTION:
            return self.voice.status(Status(names[0]), Status(names[-1]))
        if looked in (Looked.KEPT, Looked.REASON):
            return self.voice.names(self._reason(name) for name in names)
        return self.voice.series(self._name(looked, name) for name in names)

    def _reason(self, name: str) -> str:
        return self.voice.say(f"cases.reasons.{name}")

    def _bounds(self, bounds: Bounds) -> str:
        if bounds.exactly is not None:
            return self.voice.number(bounds.exactly)
        ends = (("least", bounds.least), ("most", bounds.most))
        return self.voice.names(
            self.voice.say(f"cases.{key}", number=self.voice.number(end)) for key, end in ends if end is not None
        )

    def _figure(self, value: Interval) -> str:
        if value.high == float("inf"):
            return self.voice.say("cases.least", number=self.voice.number(value.low))
        return self.voice.range(value)

    def _name(self, looked: Looked, name: str) -> str:
        if looked in (Looked.METRIC, Looked.TO_DO, Looked.TO_VERIFY):
            return metric_words(name, self.diagnosis.method, self.voice)
        return self._names.get(looked, self._things).get(name, name)

    @cached_property
    def _things(self) -> Mapping[str, str]:
        method = self.diagnosis.method
        return {thing.id: self.voice.label(thing) for thing in (*method.functions, *method.criteria.values())}

    @cached_property
    def _names(self) -> Mapping[Looked, Mapping[str, str]]:
        method = self.diagnosis.method
        stages = {stage.id: self.voice.label(stage) for stage in method.stages}
        modules = {module.id: self.voice.label(module) for module in method.modules}
        needs = {need.id: need.title for need in self.diagnosis.territory.needs}
        of_modules = (Looked.MODULE, Looked.KEPT, Looked.LEFT_OUT, Looked.REASON, Looked.ORDER, Looked.EMPTY)
        asked = {**self._things, **needs}
        return {
            **dict.fromkeys((Looked.STAGE, Looked.POSSIBLE_STAGE), stages),
            **dict.fromkeys(of_modules, modules),
            Looked.FINDING: {},
            Looked.SILENT: {},
            Looked.NEEDS: needs,
            Looked.QUESTION: asked,
            Looked.FIRST_QUESTION: asked,
        }
