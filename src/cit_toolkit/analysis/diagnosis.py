"""The diagnosis of a territory: the sum of the analyses of METHOD.md §2."""

from dataclasses import dataclass
from functools import cached_property

from cit_toolkit.analysis.cohesion import Cohesion, cohesion, conflicts
from cit_toolkit.analysis.departures import Departure, departures
from cit_toolkit.analysis.ecosystem import Ecosystem, ecosystem
from cit_toolkit.analysis.findings import Finding, findings, suggested_modules
from cit_toolkit.analysis.functions_coverage import Coverage, functions_coverage
from cit_toolkit.analysis.maturity import DimensionScore, StageReached, dimension_scores, possible_stages, stage_reached
from cit_toolkit.analysis.metrics import metrics
from cit_toolkit.analysis.needs import RankedNeed, ranked_needs
from cit_toolkit.analysis.questions import Question, questions
from cit_toolkit.analysis.rule_facts import RuleFacts, rule_facts
from cit_toolkit.model.actor import Relation
from cit_toolkit.model.method import Method, Module, Rule
from cit_toolkit.model.territory import Territory


@dataclass(frozen=True)
class Diagnosis:
    """What is known of a territory, and what is not, in the terms of a method."""

    territory: Territory
    method: Method
    coverage: Coverage
    ecosystem: Ecosystem
    cohesion: Cohesion | None
    """None when no link is described: nothing is known of it."""
    conflicts: tuple[Relation, ...]
    needs: tuple[RankedNeed, ...]
    dimensions: tuple[DimensionScore, ...]
    stage: StageReached | None
    """None when the method has no stage."""
    questions: tuple[Question, ...]
    facts: RuleFacts

    @cached_property
    def departures(self) -> tuple[Departure, ...]:
        """What would be lost with each actor that nobody replaces."""
        return departures(self.territory.actors, self.territory.relations, self.coverage, self.cohesion)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What there is to discuss."""
        return findings(self.territory, self.method, self.facts)

    @cached_property
    def modules(self) -> tuple[tuple[Module, tuple[Rule, ...]], ...]:
        """Support modules that the findings call for, and the rules that do."""
        return suggested_modules(self.findings, self.method)


def diagnose(territory: Territory, method: Method) -> Diagnosis:
    """Diagnose a territory whose references were resolved against the method (loading/references.py)."""
    coverage = functions_coverage(territory.actors, method.functions)
    people = ecosystem(territory.actors, method)
    links = cohesion(territory.actors, territory.relations)
    dimensions = dimension_scores(territory.grid, method.dimensions)
    stage = stage_reached(method.stages, metrics(territory, method, coverage, people))
    needs = ranked_needs(territory, possible_stages(stage))
    return Diagnosis(
        territory=territory,
        method=method,
        coverage=coverage,
        ecosystem=people,
        cohesion=links,
        conflicts=conflicts(territory.relations),
        needs=needs,
        dimensions=dimensions,
        stage=stage,
        questions=questions(territory, coverage.functions, dimensions, stage),
        facts=rule_facts(territory, method, coverage, people, links, needs, dimensions, stage),
    )
