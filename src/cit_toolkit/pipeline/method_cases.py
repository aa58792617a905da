"""The cases of a method tried one after the other: which hold, and what differs in the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cit_toolkit.analysis.diagnosis import diagnose
from cit_toolkit.analysis.method_trial import Difference, differences
from cit_toolkit.analysis.metrics import metric_names
from cit_toolkit.builtin_data import METHOD_CASES
from cit_toolkit.documents.case_words import CaseWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.loading.case_references import NOTHING_DESCRIBED, resolve_expected, resolve_situation
from cit_toolkit.loading.files import LoadedFile, load_file
from cit_toolkit.loading.workspace import Dossier, find_dossier, load_method, method_of
from cit_toolkit.model.method import Method
from cit_toolkit.model.method_case import MethodCase, MethodCases
from cit_toolkit.model.territory import Territory
from cit_toolkit.problems import CitError, Position, Problem

_BESIDE = ("*.yaml", "*.yml", "cas/*.yaml", "cas/*.yml")


@dataclass(frozen=True, slots=True)
class Told:
    """A difference, where it was expected, and the sentence about it."""

    difference: Difference
    position: Position | None
    sentence: str


@dataclass(frozen=True, slots=True)
class TriedCase:
    """A case after its trial."""

    name: str
    position: Position | None
    told: tuple[Told, ...]
    problems: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        """Whether everything expected was found, and everything written understood."""
        return not self.told and not self.problems


@dataclass(frozen=True, slots=True)
class TriedFile:
    """The cases of a file after their trial."""

    name: str
    method: Method
    cases: tuple[TriedCase, ...]
    problems: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        """Whether every case does, and the file was read without a mistake."""
        return not self.problems and all(case.holds for case in self.cases)


def try_cases(reference: str | None, voice: Voice) -> Iterator[TriedFile]:
    """Try the cases of a method that comes with the tool, those beside the file of one, or a file of cases; all those
    that come with the tool for None. CitError when there is none."""
    if reference is not None and Path(reference).exists():
        yield from _of_file(Path(reference), voice)
        return
    wanted = None if reference is None else method_of(load_method(reference, find_dossier(Path()))).id
    found = [load_file(path, f"{METHOD_CASES.name}/{path.name}") for path in sorted(METHOD_CASES.glob("*.yaml"))]
    kept = [each for each in found if isinstance(each.model, MethodCases) and wanted in (None, each.model.method)]
    if not kept:
        raise CitError("no-case", method=reference or "", folder="cas/")
    for each in kept:
        yield _tried(each, None, voice)


def _of_file(path: Path, voice: Voice) -> Iterator[TriedFile]:
    loaded = load_file(path)
    if isinstance(loaded.model, Method):
        beside = list(_cases_beside(path, loaded.model))
        if not beside:
            raise CitError("no-case", method=str(path), folder=str(path.parent / "cas"))
        for each in beside:
            yield _tried(each, loaded.model, voice)
        return
    if loaded.kind not in ("cas", None):
        raise CitError("not-cases", name=str(path), kind=loaded.kind)
    yield _tried(loaded, None, voice)


def _cases_beside(path: Path, method: Method) -> Iterator[LoadedFile]:
    """The files of cases in the folder of a method or in its folder `cas`, that name this method or none."""
    for other in sorted({found for pattern in _BESIDE for found in path.parent.glob(pattern)}):
        loaded = load_file(other)
        if isinstance(loaded.model, MethodCases) and _is_about(loaded.model, method, path, find_dossier(other)):
            yield loaded


def _is_about(cases: MethodCases, method: Method, path: Path, dossier: Dossier) -> bool:
    if cases.method in (None, method.id):
        return True
    named = dossier.inside(cases.method or "")
    return named is not None and named == path.resolve()


def _tried(loaded: LoadedFile, method: Method | None, voice: Voice) -> TriedFile:
    cases, dossier = loaded.model, find_dossier(loaded.path)
    if not isinstance(cases, MethodCases):
        chosen = method or method_of(load_method(dossier.settings.method, dossier))
        return TriedFile(loaded.name, chosen, (), loaded.problems)
    chosen = method or method_of(load_method(cases.method or dossier.settings.method, dossier))
    tried = tuple(_tried_case(case, chosen, loaded, dossier, voice) for case in cases.cases)
    return TriedFile(loaded.name, chosen, tried, loaded.problems)


def _tried_case(case: MethodCase, method: Method, loaded: LoadedFile, dossier: Dossier, voice: Voice) -> TriedCase:
    described, unread = _situation(case, loaded, dossier)
    situation, dangling = resolve_situation(described, method)
    expected, unknown = resolve_expected(case, situation, method, metric_names(method))
    diagnosis = diagnose(situation, method)
    words = CaseWords(diagnosis, voice)
    told = tuple(
        Told(difference, expected.position(*difference.path), words.told(difference))
        for difference in differences(expected, diagnosis)
    )
    return TriedCase(case.name, case.position(), told, (*unread, *dangling, *unknown))


def _situation(case: MethodCase, loaded: LoadedFile, dossier: Dossier) -> tuple[Territory, tuple[Problem, ...]]:
    """The situation of a case, written in it or in a file of its own inside the dossier."""
    if case.file is None or case._origin is None:
        return case.territory or NOTHING_DESCRIBED, ()
    path = (loaded.path.parent / case.file).resolve()
    if not path.is_relative_to(dossier.root.resolve()):
        return NOTHING_DESCRIBED, (case._origin.problem("path-outside-dossier", ("fichier",), value=case.file),)
    if not path.is_file():
        return NOTHING_DESCRIBED, (case._origin.problem("no-file-matches", ("fichier",), pattern=case.file),)
    read = load_file(path, str(loaded.path.parent / case.file))
    if isinstance(read.model, Territory):
        return read.model, read.problems
    return NOTHING_DESCRIBED, read.problems or (
        case._origin.problem("no-file-matches", ("fichier",), pattern=case.file),
    )
