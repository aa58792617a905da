"""Each rule of a legal form against a cooperative: conforme, non conforme, incomplet, à vérifier."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cit_toolkit.analysis.governing.cooperative_facts import CooperativeFacts
from cit_toolkit.analysis.rule_language import names_in_condition, names_in_text, truth_of
from cit_toolkit.model.governance import Governance
from cit_toolkit.model.legal_rules import LegalRule, LegalRules
from cit_toolkit.problems import Position


class Verdict(StrEnum):
    """What comes of a rule."""

    COMPLIANT = "conforme"
    NOT_COMPLIANT = "non-conforme"
    INCOMPLETE = "incomplet"
    TO_VERIFY = "a-verifier"


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """A rule that applies, and what comes of it."""

    rule: LegalRule
    verdict: Verdict
    missing: tuple[str, ...]
    """Keys of the file that would tell, for an incomplete one."""
    told: bool
    """Whether what is observed is known, and can be told."""
    places: tuple[Position, ...]
    """Where the file writes what was compared."""


def rule_checks(governance: Governance, rules: LegalRules, facts: CooperativeFacts) -> tuple[RuleCheck, ...]:
    """Every rule that applies or may apply, in the order of the rules.

    A rule that rests on a weak source never says «non conforme»: what breaks it is to be verified with the network.
    """
    checks = (_checked(rule, governance, facts) for rule in rules.rules)
    return tuple(check for check in checks if check is not None)


def _checked(rule: LegalRule, governance: Governance, facts: CooperativeFacts) -> RuleCheck | None:
    applies = truth_of(rule.applies, facts.values) if rule.applies else True
    if applies is False:
        return None
    names = names_in_condition(rule.condition)
    answer = truth_of(rule.condition, facts.values) if applies else None
    if answer is None:
        verdict = Verdict.INCOMPLETE
    elif answer:
        verdict = Verdict.COMPLIANT
    else:
        verdict = Verdict.NOT_COMPLIANT if rule.strength.binding else Verdict.TO_VERIFY
    asked = (*(names_in_condition(rule.applies) if rule.applies else ()), *names)
    return RuleCheck(
        rule,
        verdict,
        missing=facts.lacking(asked) if verdict is Verdict.INCOMPLETE else (),
        told=not facts.lacking(names_in_text(rule.observed.fr)),
        places=_places(governance, (name for name in names if not facts.lacking([name]))),
    )


def _places(governance: Governance, names: Iterable[str]) -> tuple[Position, ...]:
    """The key of the file that each figure compared is counted from; the year is of no file."""
    keys = dict.fromkeys(
        "categories" if name.startswith(("collectivites", "associes")) else name for name in names if name != "annee"
    )
    found = (governance.position(*key.split(".")) for key in keys)
    return tuple(dict.fromkeys(place for place in found if place is not None))
