"""Is a method coherent: do its parts name one another rightly, in every language it says it speaks?"""

from collections.abc import Iterable, Iterator

from cit_toolkit.loading.references import References, names_of
from cit_toolkit.model.base import CitModel, Path
from cit_toolkit.model.labels import Label
from cit_toolkit.model.method import Method, Module
from cit_toolkit.problems import Problem, Severity


def method_problems(method: Method, metrics: Iterable[str]) -> list[Problem]:
    """Every dangling name, repeated id, circle of prerequisites and missing translation of a method.

    `metrics` are the names a threshold may use (analysis/metrics.py).
    """
    check = References()
    parts = (
        ("categories_acteurs", method.categories, "categorie"),
        ("cercles", method.circles, "cercle"),
        ("roles", method.roles, "role"),
        ("fonctions", method.functions, "fonction"),
        ("themes", method.themes, "theme"),
        ("grille", method.dimensions, "dimension"),
        ("etapes", method.stages, "etape"),
        ("modules", method.modules, "module"),
        ("regles", method.rules, "regle"),
    )
    for key, items, kind in parts:
        check.unique(method, key, tuple(items), kind)
    for dimension in method.dimensions:
        check.unique(dimension, "criteres", dimension.criteria, "critere")
    categories, themes, modules = names_of(method.categories), names_of(method.themes), names_of(method.modules)
    for theme in method.themes:
        check.one(theme, ("parent",), theme.parent, "theme", themes)
    for criterion in method.criteria.values():
        check.many(criterion, ("interlocuteurs",), criterion.respondents, "categorie", categories)
    for module in method.modules:
        _check_module(check, module, method)
    for rule in method.rules:
        check.many(rule, ("modules",), rule.modules, "module", modules)
    _check_metrics(check, method, dict.fromkeys(metrics, ""))
    _check_circles(check, method.modules)
    for language in method.languages:
        if language != "fr":
            for owner, path in _untranslated(method, ()):
                check.tell(owner, path, "missing-translation", Severity.WARNING, key=_last_key(path), language=language)
    return check.problems


def _check_module(check: References, module: Module, method: Method) -> None:
    check.many(module, ("prerequis",), module.prerequisites, "module", names_of(method.modules))
    check.many(module, ("etapes",), module.stages, "etape", names_of(method.stages))
    if module.answers is not None:
        answers = module.answers
        check.many(answers, ("fonctions",), answers.functions, "fonction", names_of(method.functions))
        check.many(answers, ("criteres",), answers.criteria, "critere", names_of(method.criteria.values()))
        check.many(answers, ("themes",), answers.themes, "theme", names_of(method.themes))


def _check_metrics(check: References, method: Method, known: dict[str, str]) -> None:
    known = {name: name for name in known}
    for stage in method.stages:
        for name in stage.thresholds:
            check.one(stage, ("seuils", name), name, "mesure", known, on_key=True)
    if method.comparison is not None:
        criteria = names_of(method.comparison.criteria)
        for criterion in method.comparison.criteria:
            check.one(criterion, ("mesure",), criterion.metric, "mesure", known)
        check.many(method.comparison, ("ordre",), method.comparison.order, "critere", criteria)
        for threshold in method.comparison.eliminating:
            check.one(threshold, ("mesure",), threshold.metric, "mesure", known)


def _check_circles(check: References, modules: Iterable[Module]) -> None:
    needed = {module.id: module for module in modules}

    def circle(name: str, seen: tuple[str, ...]) -> tuple[str, ...]:
        if name in seen:
            return (*seen[seen.index(name) :], name)
        module = needed.get(name)
        for other in module.prerequisites if module else ():
            if found := circle(other, (*seen, name)):
                return found
        return ()

    told: set[frozenset[str]] = set()
    for name, module in needed.items():
        found = circle(name, ())
        if found and frozenset(found) not in told:
            told.add(frozenset(found))
            check.tell(module, ("prerequis",), "prerequisite-cycle", module=name, cycle=" → ".join(found))


def _last_key(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _untranslated(model: CitModel, path: Path) -> Iterator[tuple[CitModel, Path]]:
    """Labels without English text, with the nearest thing that knows its place."""
    for name, field in type(model).model_fields.items():
        value, key = getattr(model, name), field.alias or name
        if isinstance(value, Label):
            if value.en is None:
                yield model, (*path, key)
        elif isinstance(value, CitModel):
            yield from _untranslated(value, ())
        elif isinstance(value, tuple):
            for i, item in enumerate(value):
                if isinstance(item, Label) and item.en is None:
                    yield model, (key, i)
                elif isinstance(item, CitModel) and not isinstance(item, Label):
                    yield from _untranslated(item, ())
