"""What is wrong inside a file of legal rules: conditions and texts that name what does not exist."""

from cit_toolkit.analysis.findings import label_problems, problems_written
from cit_toolkit.analysis.governing.cooperative_facts import cooperative_facts
from cit_toolkit.model.governance import Governance
from cit_toolkit.model.legal_rules import LegalRules
from cit_toolkit.problems import Problem


def legal_rules_problems(rules: LegalRules) -> list[Problem]:
    """Syntax, names and filters of every rule, against the figures of a cooperative of which nothing is known."""
    known = cooperative_facts(Governance(type="gouvernance"), rules, 2000).names()
    problems: list[Problem] = []
    for rule in rules.rules:
        problems += problems_written(rule, ("si",), rule.condition, known, condition=True)
        if rule.applies:
            problems += problems_written(rule, ("quand",), rule.applies, known, condition=True)
        for key, label in (("constate", rule.observed), ("attendu", rule.expected), ("remede", rule.remedy)):
            problems += label_problems(rule, key, label, known)
    return problems
