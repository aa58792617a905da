"""What a case of a method names: functions, stages, rules… that the method, or the case itself, describes."""

from collections.abc import Iterable

from cit_toolkit.loading.references import References, names_of, resolve_territory, same
from cit_toolkit.model.method import Method
from cit_toolkit.model.method_case import CaseTerritory, Expected, ExpectedPlan, MethodCase, MethodCases
from cit_toolkit.model.territory import Territory
from cit_toolkit.problems import Problem, Severity

NOTHING_DESCRIBED = CaseTerritory(id="cas")
"""The situation of a case that describes none."""
_OTHER_QUESTIONS = ("fonctions", "categorie", "cercle", "roles", "relations")
"""What may be asked beside criteria, functions and needs: `cit diagnose --json`, `questions`, `objet`."""


def cases_problems(cases: MethodCases, method: Method, metrics: Iterable[str]) -> list[Problem]:
    """Everything that dangles in a file of cases."""
    known = tuple(metrics)
    problems: list[Problem] = []
    for case in cases.cases:
        situation, dangling = resolve_situation(case.territory or NOTHING_DESCRIBED, method)
        _, unknown = resolve_expected(case, situation if case.file is None else None, method, known)
        problems += [*dangling, *unknown]
    return problems


def resolve_situation(territory: Territory, method: Method) -> tuple[Territory, list[Problem]]:
    """The situation with the ids of the method; a case says no more than it needs, so it is not warned of the rest."""
    resolved, problems = resolve_territory(territory, method)
    return resolved, [problem for problem in problems if problem.severity is Severity.ERROR]


def resolve_expected(
    case: MethodCase, situation: Territory | None, method: Method, metrics: Iterable[str]
) -> tuple[Expected, list[Problem]]:
    """What is expected with the ids of the method, without what dangles. Needs are looked up when the situation is
    known."""
    check, expected = References(), case.expected
    functions, stages, modules = names_of(method.functions), names_of(method.stages), names_of(method.modules)
    criteria = names_of(method.criteria.values())
    rules = same(rule.id for rule in method.rules)
    thresholds = same(metrics) | criteria
    needs = same(need.id for need in situation.needs) if situation else same(expected.needs)
    asked = functions | criteria | needs | same(_OTHER_QUESTIONS)
    update = {
        "functions": check.keys(expected, "fonctions", expected.functions, "fonction", functions),
        "metrics": {
            known: bounds
            for name, bounds in expected.metrics.items()
            if (known := check.one(expected, ("mesures", name), name, "mesure", thresholds, on_key=True))
        },
        "stage": check.one(expected, ("etape",), expected.stage, "etape", stages),
        "possible_stage": check.one(expected, ("etape_possible",), expected.possible_stage, "etape", stages),
        "to_do": check.many(expected, ("a_faire",), expected.to_do, "mesure", thresholds),
        "to_verify": check.many(expected, ("a_verifier",), expected.to_verify, "mesure", thresholds),
        "findings": check.many(expected, ("constats",), expected.findings, "regle", rules),
        "silent": check.many(expected, ("sans_constats",), expected.silent, "regle", rules),
        "questions": check.many(expected, ("questions",), expected.questions, "question", asked),
        "first_question": check.one(expected, ("premiere_question",), expected.first_question, "question", asked),
        "modules": check.many(expected, ("modules",), expected.modules, "module", modules),
        "needs": check.many(expected, ("besoins",), expected.needs, "besoin", needs),
        "plan": _plan(check, expected.plan, modules) if expected.plan else None,
    }
    return expected.model_copy(update=update), check.problems


def _plan(check: References, plan: ExpectedPlan, modules: dict[str, str]) -> ExpectedPlan:
    return plan.model_copy(
        update={
            "kept": check.many(plan, ("retenus",), plan.kept, "module", modules),
            "left_out": check.many(plan, ("ecartes",), plan.left_out, "module", modules),
            "reasons": check.keys(plan, "motifs", plan.reasons, "module", modules),
            "order": check.many(plan, ("ordre",), plan.order, "module", modules),
        }
    )
