"""The files an action names by patterns (`seances/*.yaml`): which they are, and what they hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from cit_toolkit.loading.files import LoadedFile, load_file
from cit_toolkit.loading.real_paths import real_path
from cit_toolkit.loading.workspace import Dossier, as_typed
from cit_toolkit.model.action import Action
from cit_toolkit.model.base import CitModel
from cit_toolkit.problems import Problem


def places_of(pattern: str, dossier: Dossier, folder: str) -> list[str]:
    """Where the dossier may look for a pattern: from the folder of the file that names it, then from its root."""
    # An absolute path after a slash would no longer look like one.
    tried = () if PurePath(pattern).is_absolute() else dict.fromkeys((folder, "."))
    return [place for base in tried if dossier.inside(place := f"{base}/{pattern}".removeprefix("./")) is not None]


def files_matching(pattern: str, dossier: Dossier, folder: str) -> list[Path]:
    """The files of the dossier that a pattern names, in alphabetical order; a link does not lead out of it."""
    for place in places_of(pattern, dossier, folder):
        if found := [path for path in _globbed(dossier.root, place) if dossier.holds(path)]:
            return found
    return []


def _globbed(root: Path, place: str) -> list[Path]:
    try:
        return sorted(path for path in root.glob(place) if path.is_file())
    except ValueError:  # «**x» is no pattern
        return []


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """The files of one kind an action names, and what is wrong with the naming."""

    files: tuple[LoadedFile, ...]
    problems: tuple[Problem, ...]


def named_files(
    action: Action,
    key: str,
    kind: type[CitModel],
    dossier: Dossier,
    folder: str,
    read: Mapping[Path, LoadedFile] | None = None,
) -> NamedFiles:
    """The files that `territoires` or `seances` name, each once; a file of another kind is told and left out.

    `read` holds files that were read already, by their resolved path.
    """
    patterns = action.territories if key == "territoires" else action.gatherings
    files: list[LoadedFile] = []
    problems: list[Problem] = []
    for index, path in _once(patterns, dossier, folder):
        loaded = (read or {}).get(real_path(path)) or load_file(path, as_typed(path))
        if loaded.model is None or isinstance(loaded.model, kind):
            files.append(loaded)
        elif action._origin is not None:
            problems.append(
                action._origin.problem("file-of-another-kind", (key, index), file=loaded.name, kind=loaded.kind)
            )
    return NamedFiles(tuple(files), tuple(problems))


def _once(patterns: tuple[str, ...], dossier: Dossier, folder: str) -> Iterator[tuple[int, Path]]:
    met: set[Path] = set()
    for index, pattern in enumerate(patterns):
        for path in files_matching(pattern, dossier, folder):
            if real_path(path) not in met:
                met.add(real_path(path))
                yield index, path


def earlier_actions(
    action: Action, dossier: Dossier, folder: str, read: Mapping[Path, LoadedFile] | None = None
) -> NamedFiles:
    """The actions that an action continues (`suite_de`), the latest first; each once, were they to run in a circle.

    Only what is wrong with the naming in `action` itself is told: that of an earlier one belongs to its own file.
    """
    files: list[LoadedFile] = []
    problems: list[Problem] = []
    met: set[Path] = set()
    current, here, first = action, folder, True
    while current.follows is not None:
        found, problem = _followed(current, dossier, here, read)
        problems += [problem] if problem and first else []
        if found is None or real_path(found.path) in met or not isinstance(found.model, Action):
            break
        met.add(real_path(found.path))
        if found.model.id == action.id:
            break
        files.append(found)
        current, here, first = found.model, dossier.folder_of(found.path), False
    return NamedFiles(tuple(files), tuple(problems))


def _followed(
    action: Action, dossier: Dossier, folder: str, read: Mapping[Path, LoadedFile] | None
) -> tuple[LoadedFile | None, Problem | None]:
    pattern, origin = action.follows or "", action._origin
    places = places_of(pattern, dossier, folder)
    paths = [path for place in places if (path := dossier.root / place).is_file() and dossier.holds(path)]
    if not paths:
        code = "no-file-matches" if places else "path-outside-dossier"
        told = {"pattern": pattern} if places else {"value": pattern}
        return None, origin.problem(code, ("suite_de",), **told) if origin else None
    path = paths[0]
    loaded = (read or {}).get(real_path(path)) or load_file(path, as_typed(path))
    if loaded.model is not None and not isinstance(loaded.model, Action):
        told = {"file": loaded.name, "kind": loaded.kind or ""}
        return None, origin.problem("file-of-another-kind", ("suite_de",), **told) if origin else None
    return loaded, None
