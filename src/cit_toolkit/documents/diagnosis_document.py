"""The diagnosis as a support for debate: the essential on one page, then the detail, the questions, the sources."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.documents.actors_section import ActorsSection
from cit_toolkit.documents.afom import AfomBox, afom, first_findings
from cit_toolkit.documents.diagnosis_proofs import diagnosis_proofs
from cit_toolkit.documents.evolution_section import EvolutionSection
from cit_toolkit.documents.finding_texts import FindingText, finding_texts
from cit_toolkit.documents.functions_section import FunctionsSection
from cit_toolkit.documents.interview import Guide, asked, interview
from cit_toolkit.documents.links_section import LinksSection
from cit_toolkit.documents.maturity_section import MaturitySection
from cit_toolkit.documents.needs_section import NeedLine, NeedsSection
from cit_toolkit.documents.proofs import Proof, ProvedDocument
from cit_toolkit.documents.support import SupportLine, support_lines
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.workspace import Audience
from cit_toolkit.wording.dates import format_date

FIRST_QUESTIONS = 5
FIRST_NEEDS = 3


@dataclass(frozen=True)
class DiagnosisDocument(ProvedDocument):
    """What `diagnosis.md` tells. Figures come from the diagnosis, words from the voice."""

    diagnosis: Diagnosis
    voice: Voice
    audience: Audience
    today: date
    with_proofs: bool
    files: Mapping[str, str]
    engagement: Any = None
    """An EngagementSection when an action is given: its module is loaded only then."""
    evolution: EvolutionSection | None = None
    """What changed, when earlier dates are given."""

    # The whole

    @property
    def territory(self) -> Territory:
        """The territory as this audience may see it."""
        return self.diagnosis.territory

    @property
    def internal(self) -> bool:
        """Whether conflicts and the weight of actors may be told."""
        return self.audience is Audience.INTERNAL

    @property
    def day(self) -> str:
        """The date of the document."""
        return format_date(self.today, self.voice.language)

    @property
    def method(self) -> str:
        """The name of the method."""
        return self.voice.text(self.diagnosis.method.name)

    @property
    def situation(self) -> str:
        """When the description was true: «au 14 novembre 2025», empty when it is not dated."""
        return self.voice.situation(self.territory.as_of)

    @property
    def author(self) -> str:
        """Who drew the description up, empty when it is not told."""
        drafting = self.territory.drafting
        return drafting.by or "" if drafting else ""

    @property
    def drafted(self) -> str:
        """When: «le 18 novembre 2025»."""
        drafting = self.territory.drafting
        return self.voice.moment(drafting.on) if drafting else ""

    # Its sections

    @cached_property
    def functions(self) -> FunctionsSection:
        """The functions and who holds them."""
        return FunctionsSection(self.diagnosis, self.voice)

    @cached_property
    def actors(self) -> ActorsSection:
        """The ecosystem of actors."""
        return ActorsSection(self.diagnosis, self.voice)

    @cached_property
    def links(self) -> LinksSection:
        """The links between actors."""
        return LinksSection(self.diagnosis, self.voice, self.internal)

    @cached_property
    def needs(self) -> NeedsSection:
        """The needs."""
        return NeedsSection(self.diagnosis, self.voice)

    @cached_property
    def maturity(self) -> MaturitySection:
        """Stages and grid."""
        return MaturitySection(self.diagnosis, self.voice)

    @cached_property
    def afom(self) -> tuple[AfomBox, ...]:
        """The four boxes."""
        return afom(finding_texts(self.diagnosis, self.voice), self.voice)

    @cached_property
    def support(self) -> tuple[SupportLine, ...]:
        """Modules that the findings call for."""
        return support_lines(self.diagnosis, self.voice)

    @cached_property
    def guide(self) -> Guide:
        """Every question, by who can answer."""
        return interview(self.diagnosis.questions, self.diagnosis.method, self.voice)

    # The first page

    @cached_property
    def first_findings(self) -> tuple[tuple[str, FindingText], ...]:
        """The weightiest findings, each with the label of its box."""
        return tuple(first_findings(self.afom))

    @cached_property
    def first_questions(self) -> tuple[str, ...]:
        """The questions whose answers settle most."""
        first = self.diagnosis.questions[:FIRST_QUESTIONS]
        return tuple(asked(question, self.diagnosis.method, self.voice, alone=True).text for question in first)

    @property
    def first_needs(self) -> tuple[NeedLine, ...]:
        """The open needs of highest priority; none when nothing is known of any priority."""
        return tuple(need for need in self.needs.lines[:FIRST_NEEDS] if need.priority)

    @property
    def open_questions(self) -> str:
        """«26 questions restent ouvertes», empty for none."""
        count = len(self.diagnosis.questions)
        return self.voice.count(count, "open-question") if count else ""

    # The proofs

    def all_proofs(self) -> Iterable[Proof]:
        """Every figure of the diagnosis."""
        if self.evolution:
            yield from self.evolution.proofs
        yield from diagnosis_proofs(self.diagnosis, self.voice)
        if self.engagement:
            yield from self.engagement.formats_proofs
            yield from self.engagement.ladder_proofs
            yield from self.engagement.arrivals_proofs

    def printed_figures(self) -> Collection[str]:
        """Those of the sections."""
        sections = (self.maturity, self.functions, self.actors, self.links, self.needs)
        printed = [figure for section in sections for figure in section.figures]
        if self.evolution:
            printed += (proof.id for proof in self.evolution.proofs)
        if self.engagement:
            engagement = self.engagement
            printed += (*engagement.formats_figures, *engagement.ladder_figures)
            printed += (line.figure for line in engagement.arrivals)
        return printed
