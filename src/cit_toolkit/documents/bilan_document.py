"""The bilan of an action for a funder, or for everybody: the order of the source document, or that of the funder."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cit_toolkit.analysis.bilan import Bilan
from cit_toolkit.analysis.bilan_gaps import Missing, shown_indicators, threshold_of
from cit_toolkit.analysis.bilan_sections import is_filled, sections_of
from cit_toolkit.analysis.prose.claims import Claim
from cit_toolkit.documents.bilan_proofs import bilan_proofs
from cit_toolkit.documents.budget_section import BudgetSection, GrantLine, agreement_words
from cit_toolkit.documents.course_section import CourseSection
from cit_toolkit.documents.engagement_section import EngagementSection
from cit_toolkit.documents.indicators_section import IndicatorLine, indicator_line
from cit_toolkit.documents.missing_section import MissingSection
from cit_toolkit.documents.promises_section import PromisesSection
from cit_toolkit.documents.proofs import Proof, ProvedDocument
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.action import Action
from cit_toolkit.model.funder import Funder, Requirements
from cit_toolkit.model.workspace import Audience
from cit_toolkit.wording.dates import format_date, format_period


@dataclass(frozen=True, slots=True)
class TextGroup:
    """Texts that follow each other, with the one that introduces them. Markdown."""

    lead: str
    """Empty when nothing introduces them."""
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BeneficiaryLine:
    """How many people of a public."""

    public: str
    number: str
    figure: str


@dataclass(frozen=True, slots=True)
class AppropriationLine:
    """How far a partner made the project its own: three answers, «?» for what is not known."""

    partner: str
    presents: str
    board: str
    relays: str


@dataclass(frozen=True)
class BilanDocument(ProvedDocument):
    """What `bilan.md` tells. Figures are computed, prose comes from the files."""

    bilan: Bilan
    funder: Funder | None
    """Whom it is for; None for everybody."""
    gaps: Missing
    claims: tuple[Claim, ...]
    """What the texts say of the records; empty but for the team."""
    voice: Voice
    audience: Audience
    today: date
    with_proofs: bool
    files: Mapping[str, str]

    # The whole

    @property
    def action(self) -> Action:
        """The action as this audience may see it."""
        return self.bilan.action

    @property
    def internal(self) -> bool:
        """Whether the team alone reads it: what is missing then comes first."""
        return self.audience is Audience.INTERNAL

    @property
    def day(self) -> str:
        """The date of the document."""
        return format_date(self.today, self.voice.language)

    @property
    def period(self) -> str:
        """«De février 2021 à juillet 2022», empty when neither end is known."""
        period = self.action.period
        if period is None:
            return ""
        start, end = (each.parts if each else None for each in (period.start, period.end))
        told = format_period(start, end, self.voice.language)
        return told[:1].upper() + told[1:]

    @property
    def partners(self) -> str:
        """The structures that cooperate: «a, b et c»."""
        return self.voice.names(partner.name for partner in self.action.partners)

    @property
    def agreement(self) -> str:
        """The convention with the funder, empty without."""
        return agreement_words(self.funder.agreement, self.voice) if self.funder else ""

    @cached_property
    def note(self) -> MissingSection:
        """What is missing: for the team only."""
        return MissingSection(self.gaps, self.claims, self.voice, self.files)

    # Its parts

    @property
    def requirements(self) -> Requirements | None:
        """What the funder wants to read."""
        return self.funder.requirements if self.funder else None

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """Their ids, in order: those the funder asks for, else those that have something to say."""
        return sections_of(self.bilan, self.requirements.sections if self.requirements else ())

    def is_filled(self, section: str) -> bool:
        """Whether a part has something to say; one that a funder asks for is shown all the same."""
        return is_filled(section, self.bilan)

    @cached_property
    def course(self) -> CourseSection:
        """How it went."""
        return CourseSection(self.bilan, self.voice)

    @cached_property
    def lessons(self) -> tuple[TextGroup, ...]:
        """What was learnt."""
        return _grouped(self.action.lessons)

    @cached_property
    def limits(self) -> tuple[TextGroup, ...]:
        """What could not be done."""
        return _grouped(each.text for each in self.action.limits)

    @cached_property
    def sequels(self) -> tuple[TextGroup, ...]:
        """What comes next."""
        return _grouped(each.text for each in self.action.sequels)

    @cached_property
    def worksites(self) -> tuple[TextGroup, ...]:
        """Work to be taken up."""
        return _grouped(self.action.worksites)

    @cached_property
    def promises(self) -> PromisesSection:
        """The ledger of promises."""
        return PromisesSection(self.bilan.ledger, self.voice)

    @cached_property
    def indicators(self) -> tuple[IndicatorLine, ...]:
        """Planned and achieved: those the funder asks for, else all."""
        return tuple(indicator_line(each, self.voice) for each in shown_indicators(self.bilan, self.requirements))

    @cached_property
    def engagement(self) -> EngagementSection:
        """Formats side by side, and the engagement ladder."""
        return EngagementSection(self.bilan.seen, self.bilan.method, self.voice, self.today)

    @cached_property
    def appropriation(self) -> tuple[AppropriationLine, ...]:
        """How far each partner made the project its own, in the order of the file."""
        names = {partner.id: partner.name for partner in self.action.partners}
        words = {True: "yes", False: "no", None: "unknown"}

        def said(answer: bool | None) -> str:
            return self.voice.say(f"bilan.appropriation.{words[answer]}")

        return tuple(
            AppropriationLine(names.get(key, key), said(each.presents), said(each.board), said(each.relays))
            for key, each in self.action.appropriation.items()
        )

    @cached_property
    def beneficiaries(self) -> tuple[BeneficiaryLine, ...]:
        """How many people were served, by public."""
        return tuple(
            BeneficiaryLine(each.public, self.voice.quantity(each.number), f"beneficiaires.{i}")
            for i, each in enumerate(self.action.beneficiaries)
        )

    @cached_property
    def budget(self) -> BudgetSection | None:
        """The accounts, None when no budget is described."""
        accounts = self.bilan.accounts
        return BudgetSection(accounts, self.voice, threshold_of(self.funder)) if accounts else None

    @property
    def threshold(self) -> str:
        """From how many per cent a gap is to be explained: «10 %»."""
        return self.voice.percent(threshold_of(self.funder) / 100)

    @cached_property
    def grants(self) -> tuple[GrantLine, ...]:
        """The funder's grant, else every funder's."""
        if self.budget is None:
            return ()
        if self.funder is None:
            return self.budget.grants
        grant = self.bilan.grant(self.funder.id)
        return (self.budget.grant(grant),) if grant else ()

    # The proofs

    def all_proofs(self) -> Iterable[Proof]:
        """Every figure of the bilan."""
        return bilan_proofs(self.bilan, self.engagement, self.voice)

    def printed_figures(self) -> Collection[str]:
        """Those of the parts it has."""
        printed: list[str] = []
        if "deroule" in self.sections:
            printed += (line.figure for line in (*self.course.held, *self.course.outside))
        if "indicateurs" in self.sections:
            printed += (line.figure for line in self.indicators)
        if "participation" in self.sections:
            printed += self.engagement.ladder_figures
        if "mobilisation" in self.sections:
            printed += self.engagement.formats_figures
        if "beneficiaires" in self.sections:
            printed += (line.figure for line in self.beneficiaries)
        if "budget" in self.sections and self.budget:
            sides = (self.budget.expenses, self.budget.income, self.budget.uses, self.budget.resources)
            printed += (row.figure for side in sides for row in side)
            printed += (grant.figure for grant in self.grants if grant.sentence)
        return [figure for figure in printed if figure]


def _grouped(texts: Iterable[str]) -> tuple[TextGroup, ...]:
    """A text that ends with a colon introduces those that follow; an empty one is none."""
    groups: list[tuple[str, list[str]]] = []
    for text in filter(str.strip, texts):
        if text.rstrip().endswith(":"):
            groups.append((text, []))
        else:
            groups = groups or [("", [])]
            groups[-1][1].append(text)
    return tuple(TextGroup(lead, tuple(told)) for lead, told in groups)
