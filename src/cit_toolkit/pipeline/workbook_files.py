"""The files of a dossier that a workbook is made from, and what stands in them, row by row."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cit_toolkit.documents.voice import Voice
from cit_toolkit.exchange.workbook.cells import Vocabulary
from cit_toolkit.exchange.workbook.entries import Entry, entries_of, function_entries
from cit_toolkit.exchange.workbook.tables import (
    ACTORS,
    FUNCTIONS,
    GRID,
    NEEDS,
    PRESENCES,
    RELATIONS,
    SESSIONS,
    Column,
    Table,
    functions_table,
)
from cit_toolkit.loading.dossier_people import people_of
from cit_toolkit.loading.files import LoadedFile, kind_said, load_file
from cit_toolkit.loading.positioned_tree import Mapping as Tree
from cit_toolkit.loading.reading import read_text
from cit_toolkit.loading.workspace import Dossier, as_typed, files_under, find_dossier, load_method, method_of
from cit_toolkit.loading.yaml_parser import parse
from cit_toolkit.model.action import Action
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
    territories, gatherings = ([_source(file, dossier) for file in files] for files in (loaded, held))
    chosen = _method([source.loaded for source in territories], method, dossier)
    return WorkbookFiles(
        dossier,
        method_of(chosen),
        territories,
        gatherings,
        others,
        _mask(dossier, voice),
        (*dossier.problems, *chosen.problems, *(p for s in (*territories, *gatherings) for p in s.loaded.problems)),
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


# Rows


class Contents:
    """The rows of every sheet, as the files have them now."""

    def __init__(self, files: WorkbookFiles, vocabularies: "Vocabularies") -> None:
        self._files, self._words = files, vocabularies
        self._rows: dict[tuple[str, str], list[Entry]] = {}

    def entries(self, table: Table, source: Source) -> list[Entry]:
        """The rows of a sheet that come from a file."""
        place = (table.id, source.key)
        if place not in self._rows:
            self._rows[place] = self._read(table, source)
        return self._rows[place]

    def _read(self, table: Table, source: Source) -> list[Entry]:
        def canonical(column: Column, word: str) -> str:
            vocabulary = self._words.of(column, source.key)
            return (vocabulary.meant(word) if vocabulary else None) or word

        if table.id == FUNCTIONS:
            return function_entries(table, self.entries(ACTORS, source), canonical)
        found = entries_of(table, source.root, canonical, self._files.mask)
        if table.id != GRID.id:
            return found
        known = {entry.ref: entry for entry in found}
        blank = {column.id: column.default for column in table.columns}
        return [
            known.get(criterion, Entry(criterion, ("grille", criterion), blank))
            for criterion in self._files.method.criteria
        ]


class Vocabularies:
    """The words of each closed list; those that name actors belong to one file."""

    def __init__(self, shared: dict[str, Vocabulary], of_files: dict[tuple[str, str], Vocabulary]) -> None:
        self._shared, self._of_files = shared, of_files

    def call(self, file: str, names: Mapping[str, str]) -> None:
        """Let the actors of a file be called by other names too: new ones, and new names of those that were there."""
        for words, place in ((self._of_files, ("actors", file)), (self._shared, "structures")):
            old = words[place]  # type: ignore[index]
            labels = {**names, **old.labels}
            others = {**old.others, **{name: identifier for identifier, name in names.items()}}
            words[place] = replace(old, labels=labels, others=others)  # type: ignore[index]

    def of(self, column: Column, file: str) -> Vocabulary | None:
        """The words a column takes in the rows of a file."""
        return self.named(column.vocabulary, file)

    def named(self, name: str, file: str = "") -> Vocabulary | None:
        """The words of a list."""
        return self._of_files.get((name, file)) or self._shared.get(name)


def vocabularies(files: WorkbookFiles, voice: Voice) -> Vocabularies:
    """The words of the format, of the method, of the dossier, in a language."""
    language = voice.language
    none = voice.say("workbook.none")
    shared = {name: _enumerated(name, voice) for name in _ENUMERATIONS}
    for name, kind, items in (
        ("categories", "categorie", files.method.categories),
        ("circles", "cercle", files.method.circles),
        ("roles", "role", files.method.roles),
        ("functions", "fonction", files.method.functions),
        ("themes", "theme", files.method.themes),
        ("criteria", "critere", tuple(files.method.criteria.values())),
    ):
        others = {other: item.id for item in items for other in item.other_names}
        shared[name] = Vocabulary({item.id: item.label(language) for item in items}, kind, others, none)
    structures, people = _structures(files), _people(files)
    shared["structures"] = Vocabulary(structures, "structure")
    shared["people"] = Vocabulary({name: name for name in people}, "personne")
    of_files = {
        ("actors", source.key): Vocabulary(_actors(source.loaded.model), "acteur") for source in files.territories
    }
    return Vocabularies(shared, of_files)


_ENUMERATIONS = (
    "locations",
    "relations",
    "natures",
    "formats",
    "statuses",
    "session-formats",
    "diffusions",
    "booleans",
)


def _enumerated(name: str, voice: Voice) -> Vocabulary:
    return Vocabulary(voice.catalog.section(f"workbook.words.{name}"))


def _actors(model: object) -> dict[str, str]:
    return {actor.id: actor.name for actor in model.actors} if isinstance(model, Territory) else {}


def _structures(files: WorkbookFiles) -> dict[str, str]:
    """Structures that a session may name: those of the actions first, then the actors of the territories."""
    known: dict[str, str] = {}
    models = [file.model for file in files.models()]
    for action in (model for model in models if isinstance(model, Action)):
        for structure in (*action.partners, *action.structures):
            known.setdefault(structure.id, structure.name)
    for model in models:
        for identifier, name in _actors(model).items():
            known.setdefault(identifier, name)
    return known


def _people(files: WorkbookFiles) -> list[str]:
    models = (file.model for file in files.models())
    return list(dict.fromkeys(p.id for model in models if isinstance(model, Action) for p in model.people))
