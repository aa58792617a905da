"""The comparison of candidate territories: a table, what is certain, how often each comes first, what to ask."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cit_toolkit.analysis.comparing.candidates import Candidate
from cit_toolkit.analysis.comparing.comparison import CandidateComparison
from cit_toolkit.documents.compare_proofs import compare_proofs, first_figure, value_figure
from cit_toolkit.documents.compare_ranks_section import RanksSection
from cit_toolkit.documents.compare_words import CompareWords
from cit_toolkit.documents.proofs import Proof, ProvedDocument
from cit_toolkit.documents.voice import Voice
from cit_toolkit.wording.dates import format_date

MOST_QUESTIONS = 5
LEAST_SWING = 0.01
"""Of a question worth telling."""
_CERTAIN = 1e-9


@dataclass(frozen=True, slots=True)
class ScaleLine:
    """A criterion and what 0 and 100 look like."""

    name: str
    zero: str
    hundred: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure and the id of its proof."""

    text: str
    figure: str


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """A territory of the table."""

    name: str
    situation: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class NamedLines:
    """A territory, and sentences about it."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """Something to ask about a territory, and what its extreme answers would give."""

    territory: str
    question: str
    outcomes: str
    decides: bool
    """Whether who comes first most often depends on it."""


@dataclass(frozen=True)
class CompareDocument(ProvedDocument):
    """What `compare.md` tells."""

    found: CandidateComparison
    voice: Voice
    today: date
    with_proofs: bool
    files: Mapping[str, str]
    fiction: str = ""
    """Which territories are invented, in words; empty for none."""

    @cached_property
    def words(self) -> CompareWords:
        """How things are said."""
        return CompareWords(self.found, self.voice)

    @property
    def about(self) -> str:
        """The territories, by name."""
        return self.voice.names(map(self.words.name, self.found.candidates), 4)

    @property
    def day(self) -> str:
        """The date of the document."""
        return format_date(self.today, self.voice.language)

    @property
    def method(self) -> str:
        """The name of the method."""
        return self.voice.text(self.found.method.name)

    @cached_property
    def ranks(self) -> RanksSection:
        """What is certain, and how often each takes each rank."""
        return RanksSection(self.found, self.words)

    # The essential

    @cached_property
    def nothing_compared(self) -> str:
        """Why there is no ranking, empty when there is one."""
        say, found = self.voice.say, self.found
        if found.acceptability is not None:
            return ""
        if not found.scales.all:
            return say("compare.nothing.no-criterion")
        if len(found.candidates) == 1:
            return say("compare.nothing.one", name=self.words.name(found.candidates[0]))
        if found.compared:
            return say("compare.nothing.one-left", name=self.words.name(found.compared[0]))
        return say("compare.nothing.none-left")

    @cached_property
    def caution(self) -> str:
        """What keeps the ranking from meaning anything, empty for nothing."""
        say, found = self.voice.say, self.found
        if found.acceptability is None:
            return ""
        if found.nothing_known:
            return say("compare.nothing.nothing-known")
        return say("compare.nothing.all-alike") if found.all_alike else ""

    @cached_property
    def leaders(self) -> tuple[Cell, ...]:
        """Those that come first most often, three at most, with how often."""
        found = self.found.acceptability
        if found is None or self.caution:
            return ()
        firsts = sorted(self.found.ranking, key=lambda index: -found.shares[index][0])
        shown = [index for index in firsts if found.shares[index][0] >= LEAST_SWING][:3]
        return tuple(
            Cell(
                self.voice.say(
                    "compare.first",
                    name=self.words.name(self.found.compared[index]),
                    share=self.words.share(found.shares[index][0]),
                ),
                first_figure(self.found.compared[index]),
            )
            for index in shown
        )

    @property
    def draws(self) -> str:
        """«10 000 tirages»."""
        found = self.found.acceptability
        return self.voice.say("compare.draws", number=self.voice.number(found.draws)) if found else ""

    @property
    def error(self) -> str:
        """The standard error of a share, in points."""
        return self.words.error

    # The table

    @cached_property
    def scales(self) -> tuple[ScaleLine, ...]:
        """The criteria, the most important first."""
        words = self.words
        return tuple(
            ScaleLine(words.criterion(scale), words.anchor(scale, False), words.anchor(scale, True))
            for scale in self.found.scales.all
        )

    @property
    def ordered(self) -> int:
        """How many of the criteria are ordered."""
        return self.found.scales.ordered

    @property
    def all_ordered(self) -> bool:
        """Whether the order says everything."""
        return self.found.scales.ordered == len(self.found.scales.all)

    @property
    def unmeasured(self) -> str:
        """Criteria of the method that cannot be measured, empty for none."""
        return self.voice.names(self.voice.label(criterion) for criterion in self.found.scales.unmeasured)

    @cached_property
    def lines(self) -> tuple[CandidateLine, ...]:
        """Every territory, the compared ones in their order, then the eliminated ones."""
        return tuple(map(self._line, self.found.in_order))

    def _line(self, candidate: Candidate) -> CandidateLine:
        cells = tuple(
            Cell(self.words.value(value), value_figure(candidate, scale))
            for scale, value in zip(self.found.scales.all, candidate.values, strict=True)
        )
        situation = self.voice.situation(candidate.diagnosis.territory.as_of)
        return CandidateLine(self.words.name(candidate), situation, cells)

    @cached_property
    def eliminated(self) -> tuple[NamedLines, ...]:
        """Territories left out, and why."""
        return tuple(
            NamedLines(self.words.name(each), tuple(map(self.words.threshold, each.failed)))
            for each in self.found.eliminated
        )

    @cached_property
    def to_verify(self) -> tuple[NamedLines, ...]:
        """Territories compared although a threshold is not known to be met."""
        return tuple(
            NamedLines(self.words.name(each), tuple(map(self.words.threshold, each.unsure)))
            for each in self.found.compared
            if each.unsure
        )

    # What would settle it

    @cached_property
    def questions(self) -> tuple[QuestionLine, ...]:
        """The answers that would move the ranking most, those that decide who comes first before all."""
        found = [each for each in self.found.questions if each.gain > _CERTAIN or each.swing >= LEAST_SWING]
        return tuple(
            QuestionLine(
                self.words.name(self.found.compared[each.territory]),
                self.words.asked(each),
                self.words.outcomes(each),
                each.gain > _CERTAIN,
            )
            for each in found[:MOST_QUESTIONS]
        )

    @property
    def settled(self) -> bool:
        """Whether nothing is left to answer."""
        return not self.found.questions

    @property
    def some_decide(self) -> bool:
        """Whether some single answer decides who comes first most often."""
        return any(question.decides for question in self.questions)

    # The proofs

    def all_proofs(self) -> Iterator[Proof]:
        """Every figure of the comparison."""
        yield from compare_proofs(self.words)

    def printed_figures(self) -> Collection[str]:
        """The values, and the shares of first places."""
        return {proof.id for proof in self.all_proofs()}
