"""The rules of the legal form against a cooperative, in words; and who could carry or block a decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from cit_toolkit.analysis.governing.cooperative_facts import CooperativeFacts, cooperative_facts
from cit_toolkit.analysis.governing.verdicts import RuleCheck, Verdict, rule_checks
from cit_toolkit.analysis.governing.voting_power import (
    MOST_VOTERS,
    Power,
    PowerRange,
    Quota,
    power_ranges,
    voting_power,
)
from cit_toolkit.analysis.rule_language import fill_in
from cit_toolkit.documents.finding_texts import rule_filters
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.governance import Governance
from cit_toolkit.model.labels import Label
from cit_toolkit.model.legal_rules import LegalRules, Majority
from cit_toolkit.model.method import Method
from cit_toolkit.wording.dates import format_date

MOST_COALITIONS = 8
"""Coalitions told by name: past this number they are counted."""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule as it is read."""

    id: str
    verdict: Verdict
    verdict_label: str
    statement: str
    article: str
    strength: str
    observed: str
    """Empty when it is not known."""
    expected: str
    remedy: str
    """Empty for what is compliant."""
    missing: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CollegeLine:
    """One college under one majority."""

    name: str
    votes: str
    index: str
    range: str
    """Power over the lawful weightings, empty when they are not simulated."""
    blocks: str
    """Whether it blocks alone: yes or no; over the weightings too when they are simulated."""


@dataclass(frozen=True, slots=True)
class PowerTable:
    """The power of every college under one majority."""

    majority: str
    colleges: tuple[CollegeLine, ...]
    coalitions: tuple[str, ...]
    """The smallest coalitions that carry a decision."""
    others: int
    """How many more there are."""


@dataclass(frozen=True)
class GovernanceDocument:
    """What `governance.md` tells."""

    governance: Governance
    rules: LegalRules
    method: Method
    voice: Voice
    today: date
    simulated: bool
    files: Mapping[str, str]
    """Names of files as messages give them → inside their dossier."""

    @property
    def title(self) -> str:
        """The name of the cooperative, or of its territory, for want of both its form."""
        return self.governance.name or self.governance.territory or self.form

    @property
    def form(self) -> str:
        """The legal form."""
        return self.governance.form.value if self.governance.form else self.voice.say("words.unknown")

    @property
    def day(self) -> str:
        """The date of the document."""
        return format_date(self.today, self.voice.language)

    @property
    def rules_name(self) -> str:
        """The name of the legal form whose rules are checked."""
        return self.voice.text(self.rules.name)

    # The rules

    @cached_property
    def facts(self) -> CooperativeFacts:
        """What is known of the cooperative."""
        return cooperative_facts(self.governance, self.rules, self.today.year)

    @cached_property
    def checks(self) -> tuple[RuleCheck, ...]:
        """Every rule that applies."""
        return rule_checks(self.governance, self.rules, self.facts)

    @cached_property
    def lines(self) -> tuple[RuleLine, ...]:
        """Every rule in words, in their order."""
        return tuple(map(self._line, self.checks))

    def of(self, verdict: str) -> tuple[RuleLine, ...]:
        """The rules of one verdict."""
        return tuple(line for line in self.lines if line.verdict == verdict)

    @property
    def counted(self) -> str:
        """«3 règles non conformes, 5 incomplètes…», the gravest first."""
        order = (Verdict.NOT_COMPLIANT, Verdict.TO_VERIFY, Verdict.INCOMPLETE, Verdict.COMPLIANT)
        counts = ((verdict, len(self.of(verdict))) for verdict in order)
        return ", ".join(
            self.voice.say(f"governance.count.{verdict.value}", count=count) for verdict, count in counts if count
        )

    def _line(self, check: RuleCheck) -> RuleLine:
        rule, say = check.rule, self.voice.say
        places = (f"{self.files.get(place.file, place.file)}:{place.line}" for place in check.places)
        failed = check.verdict in (Verdict.NOT_COMPLIANT, Verdict.TO_VERIFY)
        return RuleLine(
            rule.id,
            check.verdict,
            say(f"governance.verdict.{check.verdict.value}"),
            self.voice.text(rule.statement),
            rule.article,
            say(f"governance.strength.{rule.strength.value}"),
            self._filled(rule.observed) if check.told else "",
            self._filled(rule.expected),
            self._filled(rule.remedy) if failed else "",
            check.missing,
            tuple(places),
        )

    def _filled(self, label: Label) -> str:
        return fill_in(label.text(self.voice.language), self.facts.values, rule_filters(self.method, self.voice))

    # The colleges

    @cached_property
    def power(self) -> tuple[PowerTable, ...]:
        """Power of the colleges under each majority; empty when there are none, or their votes are not known."""
        votes = self.votes
        if votes is None:
            return ()
        return tuple(self._table(majority, votes) for majority in self.rules.majorities)

    @cached_property
    def votes(self) -> dict[str, Fraction] | None:
        """Votes of each college, by name; equal when none is said. None when some are not known."""
        colleges = self.governance.colleges
        if not 2 <= len(colleges) <= MOST_VOTERS:
            return None
        said = [college.votes for college in colleges]
        if all(vote is None for vote in said):
            return {college.id: Fraction(1, len(colleges)) for college in colleges}
        known = [vote for vote in said if vote is not None]
        if len(known) < len(said) or not sum(known):
            return None
        return {college.id: Fraction(vote) for college, vote in zip(colleges, known, strict=True)}

    def power_under(self, majority: Majority) -> Power | None:
        """The power of each college under a majority."""
        return voting_power(self.votes, quota_of(majority)) if self.votes else None

    def ranges_under(self, majority: Majority) -> dict[str, PowerRange]:
        """The same over the lawful weightings; empty when they are not simulated."""
        if not self.simulated or not self.votes:
            return {}
        return power_ranges(
            tuple(self.votes), int(self.rules.least_votes), int(self.rules.most_votes), quota_of(majority)
        )

    def _table(self, majority: Majority, votes: dict[str, Fraction]) -> PowerTable:
        power, ranges, total = voting_power(votes, quota_of(majority)), self.ranges_under(majority), sum(votes.values())
        names = {college.id: college.name for college in self.governance.colleges}
        say, percent = self.voice.say, self.voice.percent
        lines = []
        for name, held in votes.items():
            spread = ranges.get(name)
            blocks = say("governance.yes" if name in power.blocking else "governance.no")
            if spread is not None:
                key = "always" if spread.always_blocks else "sometimes" if spread.may_block else "never"
                blocks = say(f"governance.blocks.{key}", now=blocks)
            lines.append(
                CollegeLine(
                    names[name],
                    percent(float(held / total)),
                    percent(float(power.index[name])),
                    say("governance.range", low=percent(float(spread.low)), high=percent(float(spread.high)))
                    if spread
                    else "",
                    blocks,
                )
            )
        told = [self.voice.names(names[name] for name in coalition) for coalition in power.winning]
        return PowerTable(
            self.voice.text(majority.name), tuple(lines), tuple(told[:MOST_COALITIONS]),
            max(0, len(told) - MOST_COALITIONS),
        )  # fmt: skip


def quota_of(majority: Majority) -> Quota:
    """The votes that a majority takes."""
    return Quota(Fraction(majority.votes, majority.out_of), majority.reached)
