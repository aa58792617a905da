"""What new texts of the files would break: a name that nothing would stand behind any more, a value nobody can read."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from cit_toolkit.loading.action_references import gathering_problems
from cit_toolkit.loading.dossier_index import DossierIndex
from cit_toolkit.loading.files import LoadedFile, load_text
from cit_toolkit.loading.references import resolve_territory
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.territory import Territory
from cit_toolkit.pipeline.workbook_files import WorkbookFiles
from cit_toolkit.problems import Problem, Severity

_DANGLING = ("unknown-reference", "reference-to-nothing")


@dataclass(frozen=True, slots=True)
class Breaks:
    """The mistakes that were not there before, by file."""

    problems: Mapping[str, tuple[Problem, ...]]

    def of(self, key: str) -> tuple[Problem, ...]:
        """Those of one file."""
        return self.problems.get(key, ())

    def naming(self, identifier: str) -> list[Problem]:
        """Those that come from naming something."""
        found = (problem for problems in self.problems.values() for problem in problems)
        return [each for each in found if each.code in _DANGLING and each.arguments.get("value") == identifier]


def breaks_of(files: WorkbookFiles, texts: Mapping[str, str]) -> Breaks:
    """What the new texts would break."""
    now = {source.key: source.loaded for source in files.sources}
    new = {
        source.key: load_text(texts[source.key], source.loaded.name, source.path)
        if texts[source.key] != source.text
        else source.loaded
        for source in files.sources
    }
    if all(new[key] is now[key] for key in now):
        return Breaks({})
    before, after = (_problems(files, loaded) for loaded in (now, new))
    return Breaks({key: _more(before[key], after[key]) for key in now})


def _problems(files: WorkbookFiles, loaded: Mapping[str, LoadedFile]) -> dict[str, list[Problem]]:
    index = DossierIndex.of((*loaded.values(), *files.others))
    return {key: [*file.problems, *_dangling(file, files, index)] for key, file in loaded.items()}


def _dangling(file: LoadedFile, files: WorkbookFiles, index: DossierIndex) -> list[Problem]:
    if isinstance(file.model, Territory):
        return resolve_territory(file.model, files.method, index.gatherings)[1]
    return gathering_problems(file.model, index) if isinstance(file.model, Gathering) else []


def _more(before: list[Problem], after: list[Problem]) -> tuple[Problem, ...]:
    """The errors that are more than before: places move, so they are told by what they say."""
    known = Counter(map(_said, before))
    more = []
    for problem in after:
        if problem.severity is Severity.ERROR:
            known[_said(problem)] -= 1
            more += [problem] if known[_said(problem)] < 0 else []
    return tuple(more)


def _said(problem: Problem) -> tuple[str, str]:
    told = {name: value for name, value in problem.arguments.items() if name not in ("other", "known", "suggestion")}
    return problem.code, repr(sorted(told.items(), key=lambda item: item[0]))
