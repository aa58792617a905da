"""The files of a dossier that a workbook is made from."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cit_toolkit.documents.voice import Voice
from cit_toolkit.exchange.workbook.tables import (
    ACTORS,
    GRID,
    NEEDS,
    PRESENCES,
    RELATIONS,
    SESSIONS,
    Table,
    functions_table,
)
from cit_toolkit.loading.dossier_people import people_of
from cit_toolkit.loading.files import LoadedFile, kind_said, load_file
from cit_toolkit.loading.positioned_tree import Mapping as Tree
from cit_toolkit.loading.reading import read_text
from cit_toolkit.loading.workspace import Dossier, as_typed, files_under, find_dossier, load_method, method_of
from cit_toolkit.loading.yaml_parser import parse
from cit_toolkit.model.method import Method
from cit_toolkit.model.territory import Territory
from cit_toolkit.problems import CitError, Problem
from cit_toolkit.rendering.privacy_gate import masked, personal_data
from cit_toolkit.subjects.subject import UnusableFileError

Mask = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Source:
    """One file, as it is written."""

    key: str
    """Its name inside the dossier."""
    path: Path
    loaded: LoadedFile
    text: str
    root: Tree

    @property
    def fingerprint(self) -> str:
        """What tells its text from any other."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class WorkbookFiles:
    """Territories and sessions of one dossier, the method they are described with."""

    dossier: Dossier
    method: Method
    territories: Sequence[Source]
    sessions: Sequence[Source]
    others: Sequence[LoadedFile]
    """The other files of the dossier: what they describe may be named."""
    mask: Mask
    """A text without the names of those who asked not to be named any more."""
    problems: Sequence[Problem]

    @property
    def sources(self) -> Sequence[Source]:
        """All the files of the workbook."""
        return (*self.territories, *self.sessions)

    @property
    def tables(self) -> Sequence[Table]:
        """The sheets, in their order."""
        functions = functions_table([function.id for function in self.method.functions])
        grid = (GRID,) if self.method.criteria else ()
        return (ACTORS, RELATIONS, functions, NEEDS, *grid, SESSIONS, PRESENCES)

    def sources_of(self, table: Table) -> Sequence[Source]:
        """The files whose entries are the rows of a sheet."""
        return self.territories if table.file is Territory else self.sessions

    def models(self) -> Iterator[LoadedFile]:
        """Every file of the dossier that was read."""
        return iter((*(source.loaded for source in self.sources), *self.others))


def read_workbook_files(
    paths: Sequence[Path], method: str | None, voice: Voice, sessions: Sequence[Path] | None = None
) -> WorkbookFiles:
    """The territories given, with the sessions of their dossier. CitError when one of them cannot be used."""
    dossier = find_dossier(paths[0])
    inside = {path.resolve() for path in paths}
    if any(find_dossier(path).root.resolve() != dossier.root.resolve() for path in paths):
        raise CitError("workbook-several-dossiers", exit_code=2, names=[str(path) for path in paths])
    loaded = [load_file(path) for path in paths]
    for file in loaded:
        if file.kind not in (None, "territoire"):
            raise CitError("not-a-territory", name=file.name, kind=file.kind)
    found = list(files_under(dossier.root, dossier)) if sessions is None else list(sessions)
    own = [path for path in found if kind_said(path) == "seance" and path.resolve() not in inside]
    rest = [path for path in files_under(dossier.root, dossier) if path.resolve() not in inside]
    others = [load_file(path, as_typed(path)) for path in rest if path not in own]
    held = [load_file(path, as_typed(path)) for path in own]
    territories = [_source(file, dossier) for file in loaded]
    gatherings = [_source(file, dossier) for file in held if file.kind == "seance" and file.tree is not None]
    chosen = _method([source.loaded for source in territories], method, dossier)
    return WorkbookFiles(
        dossier,
        method_of(chosen),
        territories,
        gatherings,
        others,
        _mask(dossier, voice),
        (*dossier.problems, *chosen.problems, *(problem for file in (*loaded, *held) for problem in file.problems)),
    )


def _source(file: LoadedFile, dossier: Dossier) -> Source:
    text, problems = read_text(file.path, file.name)
    root = parse(text, file.name)[0] if text is not None else None
    if text is None or not isinstance(root, Tree) or file.kind is None:
        raise UnusableFileError(tuple(file.problems or problems))
    try:
        key = file.path.resolve().relative_to(dossier.root.resolve()).as_posix()
    except ValueError:
        raise CitError("path-outside", path=file.name, root=str(dossier.root)) from None
    return Source(key, file.path, file, text, root)


def _method(territories: Sequence[LoadedFile], asked: str | None, dossier: Dossier) -> LoadedFile:
    if asked is not None:
        return load_method(asked, dossier)
    own = {file.model.method for file in territories if isinstance(file.model, Territory)} or {None}
    named = {name or dossier.settings.method for name in own}
    if len(named) > 1:
        raise CitError("workbook-several-methods", exit_code=2, methods=sorted(named))
    return load_method(next(iter(named)), dossier)


def _mask(dossier: Dossier, voice: Voice) -> Mask:
    withdrawn = people_of(dossier).withdrawn
    if not withdrawn:
        return lambda text: text
    word = voice.say("words.masked")

    def mask(text: str) -> str:
        hits = [hit for hit in personal_data(text, withdrawn) if hit.code == "privacy-name"]
        return masked(text, hits, word)

    return mask
