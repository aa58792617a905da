"""A folder of work: its settings, its files, the method it names; and nothing outside it."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cit_toolkit.builtin_data import METHODS, method_ids
from cit_toolkit.loading.files import LoadedFile, load_file
from cit_toolkit.loading.real_paths import is_folder, is_plain_file, real_path
from cit_toolkit.loading.suggestions import nearest
from cit_toolkit.model.method import Method
from cit_toolkit.model.workspace import Workspace
from cit_toolkit.problems import CitError, Problem

SETTINGS = "cit.yaml"
_ENDINGS = (".yaml", ".yml")

StampedFiles = tuple[tuple[Path, int, int], ...]
"""Files with their age and size: what was read from them holds until one of them changes."""


@dataclass(frozen=True)
class Dossier:
    """A folder of work and its settings (the defaults of FORMAT.md §8 when it has no `cit.yaml`)."""

    root: Path
    settings: Workspace
    problems: tuple[Problem, ...] = ()

    def inside(self, relative: str) -> Path | None:
        """The path of something the dossier names, or None when it leads out of it (`..`, absolute, link)."""
        if not relative or Path(relative).is_absolute():
            return None
        root = real_path(self.root)
        path = real_path(root / relative)
        return path if path.is_relative_to(root) else None

    def folder_of(self, path: Path) -> str:
        """The folder of a file, relative to the dossier."""
        try:
            return real_path(path.parent).relative_to(real_path(self.root)).as_posix()
        except ValueError:
            return "."

    @cached_property
    def stamped_files(self) -> StampedFiles:
        """Every YAML file of it, as they are when this is first asked."""
        found = ((path, path.stat()) for path in files_under(real_path(self.root), self) if path.is_file())
        return tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in found)

    def holds(self, path: Path) -> bool:
        """Whether a file is really in the dossier: a link does not bring one in."""
        return real_path(path).is_relative_to(real_path(self.root))


def dossier_root(path: Path) -> Path:
    """The folder of the dossier a file or folder belongs to: the nearest `cit.yaml` above it, else its own folder."""
    start = path if is_folder(path) else path.parent
    return next((folder for folder in (start, *real_path(start).parents) if is_plain_file(folder / SETTINGS)), start)


def find_dossier(path: Path) -> Dossier:
    """The dossier a file or folder belongs to, with its settings; the usual ones where there is no `cit.yaml`."""
    folder = dossier_root(path)
    if not is_plain_file(folder / SETTINGS):
        return Dossier(folder, Workspace())
    loaded = load_file(folder / SETTINGS, as_typed(folder / SETTINGS))
    settings = loaded.model if isinstance(loaded.model, Workspace) else Workspace()
    return Dossier(folder, settings, loaded.problems)


def as_typed(path: Path) -> str:
    """A path as one would type it from here, for messages."""
    try:
        return os.path.relpath(path) if path.is_absolute() and path.is_relative_to(Path.cwd()) else str(path)
    except OSError:
        return str(path)


def files_under(path: Path, dossier: Dossier) -> Iterator[Path]:
    """Every YAML file of a folder in alphabetical order, but for hidden, output and template folders."""
    for here, names in _walked(path, dossier, None):
        yield from (here / name for name in sorted(names) if name.endswith(_ENDINGS) and not name.startswith("."))


def closed_folders(path: Path, dossier: Dossier) -> tuple[Path, ...]:
    """The folders that `files_under` leaves because this user may not look into them. Read as a file, each says so."""
    refused: list[OSError] = []
    for _ in _walked(path, dossier, refused.append):
        pass
    return tuple(Path(error.filename) for error in refused if isinstance(error, PermissionError))


def _walked(
    path: Path, dossier: Dossier, on_error: Callable[[OSError], None] | None
) -> Iterator[tuple[Path, list[str]]]:
    left_out = {dossier.inside(dossier.settings.outputs), dossier.inside(dossier.settings.templates or "")}
    for folder, folders, names in os.walk(path, onerror=on_error):
        here = Path(folder)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and real_path(here / name) not in left_out
        )
        yield here, names


def own_templates(dossier: Dossier) -> tuple[str, ...]:
    """The names of the dossier's own templates, without their language and ending."""
    folder = dossier.inside(dossier.settings.templates or "")
    found = folder.glob("*/*.md") if folder else ()
    return tuple(sorted({path.stem for path in found if dossier.holds(path)}))


def load_method(reference: str, dossier: Dossier) -> LoadedFile:
    """A method by built-in name, or by a path: inside the dossier, or whole. CitError when there is none such.

    Files cannot name a method by a whole path (model.field_types.MethodName): one comes from the command line.
    """
    if reference in method_ids():
        return load_file(METHODS / f"{reference}.yaml")
    if reference.endswith(_ENDINGS):
        path = Path(reference) if Path(reference).is_absolute() else dossier.inside(reference)
        if path is None:
            raise CitError("path-outside", path=reference, root=str(dossier.root))
        return load_file(path, as_typed(path))
    raise CitError(
        "unknown-method", method=reference, known=list(method_ids()), suggestion=nearest(reference, method_ids())
    )


def refuse_other_kinds(loaded: LoadedFile) -> None:
    """CitError when a file taken for a method says that it is something else: sound as it may be, it holds none."""
    if loaded.kind not in (None, "methode"):
        raise CitError("not-a-method", name=loaded.name, kind=loaded.kind)


def method_of(loaded: LoadedFile) -> Method:
    """The method of a file, or CitError when it has none that can be used."""
    if isinstance(loaded.model, Method):
        return loaded.model
    refuse_other_kinds(loaded)
    raise CitError("method-unusable", method=loaded.name)
