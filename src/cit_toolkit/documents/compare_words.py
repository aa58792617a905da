"""How a comparison is said: values on a scale, measures, thresholds, answers that would settle it."""

from dataclasses import dataclass

from cit_toolkit.analysis.comparing.candidates import Candidate, Scale, Threshold
from cit_toolkit.analysis.comparing.comparison import CandidateComparison
from cit_toolkit.analysis.comparing.deciding import DecidingQuestion, Outcome
from cit_toolkit.documents.metric_words import metric_words
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.interval import Interval


@dataclass(frozen=True, slots=True)
class CompareWords:
    """Words for a comparison."""

    found: CandidateComparison
    voice: Voice

    def name(self, candidate: Candidate) -> str:
        """The name of a territory."""
        return candidate.diagnosis.territory.name

    def criterion(self, scale: Scale) -> str:
        """The name of a criterion."""
        return self.voice.label(scale.criterion)

    def value(self, value: Interval) -> str:
        """«67», «33–67», «?» for anything from 0 to 100."""
        if (value.low, value.high) == (0, 100):
            return "?"
        return "–".join(dict.fromkeys(self.voice.number(end, 0) for end in (value.low, value.high)))

    def measure(self, metric: str, value: float) -> str:
        """A measure as its kind is written: a coverage is a share."""
        return self.voice.percent(value) if metric == "couverture" else self.voice.number(round(value, 2))

    def measured(self, metric: str, value: Interval) -> str:
        """What is known of a measure."""
        if value.high == float("inf"):
            return self.voice.say("words.unknown")
        low, high = self.measure(metric, value.low), self.measure(metric, value.high)
        return low if low == high else self.voice.say("compare.from-to", low=low, high=high)

    def anchor(self, scale: Scale, hundred: bool) -> str:
        """What 0 or 100 looks like; the measure, when the method has no words for it."""
        told = scale.criterion.hundred_words if hundred else scale.criterion.zero_words
        return self.voice.text(told) or self.measure(scale.metric, scale.hundred if hundred else scale.zero)

    def threshold(self, threshold: Threshold) -> str:
        """«Portage collectif : 0, il en faut 1. Il faut au moins…»."""
        rule = threshold.rule
        told = self.voice.say(
            "compare.threshold",
            name=metric_words(rule.metric, self.found.method, self.voice),
            measured=self.measured(rule.metric, threshold.measured),
            minimum=self.measure(rule.metric, float(rule.minimum)),
        )
        reason = self.voice.text(rule.reason)
        return self.voice.say("compare.because", threshold=told, reason=reason.rstrip(".")) if reason else told

    def share(self, share: float) -> str:
        """A share of the draws; never rounded to nothing nor to all."""
        if 0 < share < 0.005:
            return self.voice.say("compare.less-than", share=self.voice.percent(0.01))
        if 0.995 <= share < 1:
            return self.voice.say("compare.more-than", share=self.voice.percent(0.99))
        return self.voice.percent(share)

    @property
    def error(self) -> str:
        """«0,5 point»: the standard error at most."""
        found = self.found.acceptability
        return self.voice.number(round(100 * found.largest_error, 2)) if found else ""

    def asked(self, question: DecidingQuestion) -> str:
        """What to ask: the question of the grid, or what to make precise."""
        metric = self.found.scales.all[question.criterion].metric
        if criterion := self.found.method.criteria.get(metric):
            return self.voice.text(criterion.question) or self.voice.label(criterion)
        return self.voice.say("compare.to-specify", name=metric_words(metric, self.found.method, self.voice))

    def outcomes(self, question: DecidingQuestion) -> str:
        """What the lowest and the highest answer would give: to whoever comes first, or to the territory asked about
        when that does not depend on it."""
        lowest, highest = question.outcomes[0], question.outcomes[-1]
        low, high = (self._answer(question, outcome) for outcome in (lowest, highest))
        if lowest.first != highest.first:
            told = self.voice.parts([self._outcome(low, lowest), self._outcome(high, highest)])
            return told[0].upper() + told[1:]
        return self.voice.say(
            "compare.own-share",
            name=self.name(self.found.compared[question.territory]),
            low=low,
            high=high,
            lowest=self.share(lowest.own_share),
            highest=self.share(highest.own_share),
        )

    def _answer(self, question: DecidingQuestion, outcome: Outcome) -> str:
        scale = self.found.scales.all[question.criterion]
        return self.measure(scale.metric, scale.measured(outcome.value))

    def _outcome(self, answer: str, outcome: Outcome) -> str:
        name = self.name(self.found.compared[outcome.first])
        return self.voice.say("compare.outcome", answer=answer, name=name, share=self.share(outcome.share))
