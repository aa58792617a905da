"""`cit check`: every problem of every file, and how complete each territory's description is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cit_toolkit.analysis.budget_problems import budget_problems
from cit_toolkit.analysis.diagnosis import diagnose
from cit_toolkit.analysis.findings import rule_problems
from cit_toolkit.analysis.governing.rules_check import legal_rules_problems
from cit_toolkit.analysis.matching.thesaurus import Thesaurus, suggested_themes
from cit_toolkit.analysis.metrics import metric_names
from cit_toolkit.analysis.prose.check import prose_claims, prose_problems
from cit_toolkit.analysis.prose.claims import Claim
from cit_toolkit.analysis.session_problems import session_problems
from cit_toolkit.analysis.timetable import held_order
from cit_toolkit.house_style import font_of, logo_of
from cit_toolkit.loading.action_files import named_files
from cit_toolkit.loading.action_references import (
    action_problems,
    file_problems,
    gathering_problems,
    governance_problems,
)
from cit_toolkit.loading.case_references import cases_problems
from cit_toolkit.loading.dossier_index import DossierIndex
from cit_toolkit.loading.files import LoadedFile, load_file, load_text
from cit_toolkit.loading.mappings import mapping_problems, table_mapping_problems
from cit_toolkit.loading.method_references import method_problems
from cit_toolkit.loading.real_paths import is_folder, real_path
from cit_toolkit.loading.references import References, resolve_catalogue, resolve_territory
from cit_toolkit.loading.workspace import Dossier, closed_folders, files_under, find_dossier, load_method, method_of
from cit_toolkit.model.action import Action
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.governance import Governance
from cit_toolkit.model.legal_rules import LegalRules
from cit_toolkit.model.mapping import ImportMapping
from cit_toolkit.model.method import Method
from cit_toolkit.model.method_case import MethodCases
from cit_toolkit.model.need import Need
from cit_toolkit.model.offer import Offer, OffersFile
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.tool_mapping import TableMapping
from cit_toolkit.model.workspace import Workspace
from cit_toolkit.problems import CitError, Position, Problem, Severity


@dataclass(frozen=True, slots=True)
class Completeness:
    """What a territory's description holds of what helps: named criteria, those that do not apply left out."""

    met: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file, what is wrong with it; how complete it is when it describes a territory, and what its texts say of its
    records when it describes an action."""

    name: str
    kind: str | None
    problems: tuple[Problem, ...]
    completeness: Completeness | None
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All the files checked, in the order given."""

    files: tuple[CheckedFile, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of every file, file by file, sorted by place."""
        return tuple(problem for file in self.files for problem in file.problems)

    def fine(self, strict: bool) -> bool:
        """Whether nothing is wrong; a warning is wrong only when strict, a hint never."""
        wrong = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return not any(problem.severity in wrong for problem in self.problems)


def files_checked(paths: Iterable[Path]) -> list[Path]:
    """The files that are given, and those of the folders that are."""
    return [file for _, files in _by_dossier(paths) for file in files]


def check_paths(
    paths: Iterable[Path], method: str | None = None, texts: Mapping[Path, str] | None = None
) -> CheckReport:
    """Check files and folders, each with the dossier it belongs to. CitError when there is nothing to check. `texts`:
    what some files would hold, by resolved path, in place of what they do."""
    checked: list[CheckedFile] = []
    for dossier, files in _by_dossier(paths):
        loaded = [_loaded(file, texts or {}) for file in files]
        index = DossierIndex.of([*loaded, *_others(dossier, files, loaded, texts or {})])
        chosen = _chosen_method(method, dossier)
        own = [_own_method(file.model, dossier, chosen) if method is None else chosen for file in loaded]
        read = {real_path(file.path): file for file in loaded}
        found = [_checked(file, dossier, index, each.method, read) for file, each in zip(loaded, own, strict=True)]
        named = (problem for each in dict.fromkeys((chosen, *own)) for problem in each.problems)
        beside = [problem for problem in (*dossier.problems, *named) if _not_told(problem, files)]
        checked += _with(beside, found)
    return CheckReport(tuple(checked))


def _loaded(path: Path, texts: Mapping[Path, str]) -> LoadedFile:
    text = texts.get(real_path(path)) if texts else None
    return load_file(path) if text is None else load_text(text, str(path), path)


def _not_told(problem: Problem, files: list[Path]) -> bool:
    """Whether a problem of the settings or of the method stands in a file that is not checked for itself."""
    if problem.code == "unknown-method":
        return True
    return real_path(Path(problem.position.file)) not in {real_path(file) for file in files}


def _with(problems: Iterable[Problem], files: list[CheckedFile]) -> list[CheckedFile]:
    """The files with problems that stand in them or in files of their own."""
    by_path = {real_path(Path(file.name)): file for file in files}
    for problem in problems:
        name = problem.position.file
        file = by_path.get(real_path(Path(name)), CheckedFile(name, None, (), None))
        found = sorted(
            (*file.problems, replace(problem, position=replace(problem.position, file=file.name))), key=_place
        )
        by_path[real_path(Path(name))] = replace(file, problems=tuple(found))
    return list(by_path.values())


def _place(problem: Problem) -> Position:
    return problem.position


def _by_dossier(paths: Iterable[Path]) -> list[tuple[Dossier, list[Path]]]:
    groups: dict[Path, tuple[Dossier, list[Path]]] = {}
    for path in paths:
        if is_folder(path):
            dossier = find_dossier(path)
            found = [*files_under(path, dossier), *closed_folders(path, dossier)]
            if not found:
                raise CitError("no-file-found", path=str(path))
        else:
            found = [path]
        for file in found:
            dossier = find_dossier(file)
            group = groups.setdefault(real_path(dossier.root), (dossier, []))
            if file not in group[1]:
                group[1].append(file)
    return list(groups.values())


def _others(
    dossier: Dossier, files: list[Path], loaded: list[LoadedFile], texts: Mapping[Path, str]
) -> list[LoadedFile]:
    """The files of the dossier that were not given: what they describe may be named by those that were."""
    if not any(isinstance(file.model, (Territory, Gathering, Governance)) for file in loaded):
        return []
    given = {real_path(file) for file in files}
    return [_loaded(path, texts) for path in files_under(dossier.root, dossier) if real_path(path) not in given]


@dataclass(frozen=True, slots=True, eq=False)
class _Chosen:
    """The method things are checked against, None when it cannot be had; and why."""

    method: Method | None
    problems: tuple[Problem, ...]


def _chosen_method(reference: str | None, dossier: Dossier) -> _Chosen:
    if reference is not None:
        return _Chosen(method_of(load_method(reference, dossier)), ())
    return _method_named_by(dossier.settings, dossier.settings.method, dossier)


def _method_named_by(owner: Workspace | Territory | MethodCases, reference: str, dossier: Dossier) -> _Chosen:
    """The method a file names. That it does not exist is a mistake in that file: the rest is checked all the same."""
    try:
        loaded = load_method(reference, dossier)
    except CitError as error:
        if owner._origin is None:
            raise
        return _Chosen(None, (owner._origin.problem(error.code, ("methode",), **error.arguments),))
    return _Chosen(loaded.model if isinstance(loaded.model, Method) else None, loaded.problems)


def _own_method(model: CitModel | None, dossier: Dossier, chosen: _Chosen) -> _Chosen:
    if isinstance(model, (Territory, MethodCases)) and model.method:
        return _method_named_by(model, model.method, dossier)
    return chosen


def _checked(
    file: LoadedFile, dossier: Dossier, index: DossierIndex, chosen: Method | None, read: Mapping[Path, LoadedFile]
) -> CheckedFile:
    problems, completeness = list(file.problems), None
    claims: tuple[Claim, ...] = ()
    model = file.model
    if isinstance(model, Territory):
        if chosen is not None:
            territory, dangling = resolve_territory(model, chosen, index.gatherings)
            problems += [*dangling, *theme_hints((*model.needs, *model.resources), chosen)]
            completeness = completeness_of(territory, chosen)
    elif isinstance(model, Action):
        folder = dossier.folder_of(file.path)
        problems += file_problems(model, dossier, folder, read)
        problems += action_problems(model, chosen) if chosen is not None else []
        claims = _claims(model, dossier, folder, read)
        problems += [*budget_problems(model), *prose_problems(model, claims)]
    elif isinstance(model, Gathering):
        problems += gathering_problems(model, index)
        problems += session_problems(model, chosen.hours_per_day) if chosen is not None else []
    elif isinstance(model, OffersFile) and chosen is not None:
        problems += [*resolve_catalogue(model, chosen)[1], *theme_hints(model.offers, chosen)]
    elif isinstance(model, ImportMapping) and chosen is not None:
        problems += mapping_problems(model, chosen) if model.method == chosen.id else []
    elif isinstance(model, TableMapping) and chosen is not None:
        problems += table_mapping_problems(model, chosen) if model.method == chosen.id else []
    elif isinstance(model, Governance):
        problems += governance_problems(model, index)
    elif isinstance(model, LegalRules):
        problems += legal_rules_problems(model)
    elif isinstance(model, Method):
        problems += check_method(model)
    elif isinstance(model, MethodCases) and chosen is not None:
        problems += cases_problems(model, chosen, metric_names(chosen))
    elif isinstance(model, Workspace):
        problems += _settings_problems(model, dossier)
    return CheckedFile(file.name, file.kind, tuple(sorted(problems, key=_place)), completeness, claims)


def _claims(action: Action, dossier: Dossier, folder: str, read: Mapping[Path, LoadedFile]) -> tuple[Claim, ...]:
    """What the texts of an action say of the sessions and territories it names."""
    sessions = [file.model for file in named_files(action, "seances", Gathering, dossier, folder, read).files]
    territories = named_files(action, "territoires", Territory, dossier, folder, read).files
    held = sorted((each for each in sessions if isinstance(each, Gathering)), key=held_order)
    return prose_claims(action, held, len(territories), date.today())


def theme_hints(things: Iterable[Need | Offer], method: Method) -> list[Problem]:
    """The themes that the words of needs and offers without any point to: a proposal, never a mistake."""
    unfiled = [thing for thing in things if not thing.themes]
    if not unfiled or not method.themes:
        return []
    check, thesaurus = References(), Thesaurus.of(method)
    for thing in unfiled:
        if themes := suggested_themes(thing, thesaurus):
            variant = "several" if len(themes) > 1 else None
            check.tell(thing, (), "theme-suggested", Severity.HINT, name=thing.title, themes=themes, variant=variant)
    return check.problems


def _settings_problems(settings: Workspace, dossier: Dossier) -> list[Problem]:
    """Paths that lead out of the dossier, and a logo or a font that documents could not show."""
    if settings._origin is None:
        return []
    paths = [(("templates",), settings.templates), (("sorties",), settings.outputs)]
    identity = settings.identity
    drawn = [(("charte", "logo"), identity.logo), (("charte", "police"), identity.font)] if identity else []
    named = [(path, name) for path, name in (*paths, *drawn) if name]
    problems = [
        settings._origin.problem("path-outside-dossier", path, value=name)
        for path, name in named
        if dossier.inside(name) is None
    ]
    for (path, name), read in zip(drawn, (logo_of, font_of), strict=False):
        if name and dossier.inside(name) is not None:
            try:
                read(dossier, name)
            except CitError as error:
                problems.append(settings._origin.problem(error.code, path, **error.arguments))
    return problems


def check_method(method: Method) -> list[Problem]:
    """What is wrong inside a method beyond its shape: names, prerequisites, translations, rules."""
    empty = Territory(type="territoire", id="vide", nom="Vide")
    return [*method_problems(method, metric_names(method)), *rule_problems(method, diagnose(empty, method).facts)]


def completeness_of(territory: Territory, method: Method) -> Completeness:
    """Named criteria, each met or missing; one that has nothing to be judged on is left out."""
    actors, needs = territory.actors, territory.needs
    judged: list[tuple[str, bool | None]] = [
        ("date", territory.as_of is not None),
        ("redaction", territory.drafting is not None),
        ("contexte", bool(territory.context)),
        ("population-source", bool(territory.population and territory.population.year and territory.population.source)),
        ("acteurs", bool(actors)),
        ("acteurs-categorie", all(a.category for a in actors) if actors else None),
        ("acteurs-cercle", all(a.circle for a in actors) if actors else None),
        ("acteurs-roles", all(a.roles is not None for a in actors) if actors else None),
        ("acteurs-fonctions", all(a.functions is not None for a in actors) if actors else None),
        ("relations", bool(territory.relations) if actors else None),
        ("besoins", bool(needs)),
        ("besoins-parole", all(n.origins for n in needs) if needs else None),
        ("besoins-porteurs", all(n.carriers for n in needs) if needs else None),
        ("ressources", bool(territory.resources)),
        ("grille", _grid_answered(territory, method) if method.criteria else None),
    ]
    return Completeness(tuple(name for name, met in judged if met), tuple(name for name, met in judged if met is False))


def _grid_answered(territory: Territory, method: Method) -> bool:
    return all(name in territory.grid and territory.grid[name].level.certain for name in method.criteria)
