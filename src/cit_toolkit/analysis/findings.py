"""Figures to findings: the rules of the method that hold, and what the facilitator adds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cit_toolkit.analysis.rule_facts import LISTS, RuleFacts
from cit_toolkit.analysis.rule_language import (
    LANGUAGE_FILTERS,
    RuleTextError,
    fill_in,
    holds,
    names_in_condition,
    names_in_text,
    names_printed_bare,
    unknown_filters,
    unknown_filters_in_condition,
)
from cit_toolkit.analysis.rule_parser import RuleSyntaxError
from cit_toolkit.model.labels import Label
from cit_toolkit.model.legal_rules import LegalRule
from cit_toolkit.model.method import Method, Module, Rule
from cit_toolkit.model.territory import Direction, Territory
from cit_toolkit.problems import Position, Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to discuss, in one of the four boxes of the AFOM table, and the places it rests on."""

    direction: Direction
    severity: int
    """1 to 3; 0 for what the facilitator wrote, which stands first."""
    text: Label
    """A template to fill in with the figures (analysis/rule_language.py), or the facilitator's own words."""
    places: tuple[Position, ...]
    rule: Rule | None = None
    """None for the facilitator's own."""


def findings(territory: Territory, method: Method, facts: RuleFacts) -> tuple[Finding, ...]:
    """The facilitator's own first, then the rules that hold, the gravest first, in the order of the method."""
    own = [
        Finding(statement.direction, 0, Label(fr=statement.text), tuple(filter(None, [statement.position()])))
        for statement in territory.statements
    ]
    fired = [
        Finding(rule.direction, rule.severity, rule.text, facts.places(_names(rule)), rule)
        for rule in method.rules
        if holds(rule.condition, facts.values) and _can_be_said(rule, facts)
    ]
    return (*own, *sorted(fired, key=lambda finding: -finding.severity))


def suggested_modules(found: Iterable[Finding], method: Method) -> tuple[tuple[Module, tuple[Rule, ...]], ...]:
    """The modules that the rules that hold call for, each with those rules; the most called for first."""
    callers: dict[str, list[Rule]] = {}
    for finding in found:
        if finding.rule is not None:
            for module in finding.rule.modules:
                callers.setdefault(module, []).append(finding.rule)
    modules = [(module, tuple(callers[module.id])) for module in method.modules if module.id in callers]
    return tuple(sorted(modules, key=lambda pair: -sum(rule.severity for rule in pair[1])))


def _can_be_said(rule: Rule, facts: RuleFacts) -> bool:
    """Whether its text comes out in every language: one that prints an unknown figure would say «None»."""
    try:
        for text in filter(None, (rule.text.fr, rule.text.en)):
            fill_in(text, facts.values, _ANY_LANGUAGE)
    except (RuleSyntaxError, RuleTextError):
        return False
    return True


_ANY_LANGUAGE = {name: lambda *_: "" for name in LANGUAGE_FILTERS}


def _names(rule: Rule) -> tuple[str, ...]:
    return (*names_in_condition(rule.condition), *names_in_text(rule.text.fr))


def rule_problems(method: Method, facts: RuleFacts) -> list[Problem]:
    """What is wrong with the rules of a method: syntax, names and filters that do not exist."""
    problems: list[Problem] = []
    for rule in method.rules:
        problems.extend(problems_written(rule, ("si",), rule.condition, facts, condition=True))
        problems.extend(label_problems(rule, "texte", rule.text, facts))
    return problems


def label_problems(rule: Rule | LegalRule, key: str, label: Label, facts: RuleFacts) -> Iterator[Problem]:
    """What is wrong with a text of a rule, in each language it is written in."""
    yield from problems_written(rule, (key, "fr"), label.fr, facts, condition=False)
    if label.en is not None:
        yield from problems_written(rule, (key, "en"), label.en, facts, condition=False)


def problems_written(
    rule: Rule | LegalRule, path: tuple[str, ...], written: str, facts: RuleFacts, *, condition: bool
) -> Iterator[Problem]:
    """What is wrong with a condition or a text: syntax, names and filters that do not exist."""
    origin = rule._origin
    if origin is None:
        return
    try:
        if condition:
            names, filters = names_in_condition(written), unknown_filters_in_condition(written)
            bare: tuple[str, ...] = ()
        else:
            names, filters = names_in_text(written), unknown_filters(written)
            bare = tuple(name for name in names_printed_bare(written) if name in LISTS)
    except RuleSyntaxError as error:
        yield origin.problem("rule-syntax", path, rule=rule.id, variant=error.reason, **error.arguments)
        return
    for name in names:
        if not facts.knows(name):
            yield origin.problem("rule-unknown-name", path, rule=rule.id, name=name)
    for name in filters:
        yield origin.problem("rule-unknown-filter", path, rule=rule.id, name=name)
    for name in bare:
        yield origin.problem(
            "rule-syntax", path, rule=rule.id, variant="list", name=name, suggestion="{{ " + name + " | noms }}"
        )
