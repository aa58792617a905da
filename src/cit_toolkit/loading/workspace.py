"""A folder of work: its settings, its files, the method it names; and nothing outside it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cit_toolkit.builtin_data import METHODS, method_ids
from cit_toolkit.loading.files import LoadedFile, load_file
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
        root = self.root.resolve()
        path = (root / relative).resolve()
        return path if path.is_relative_to(root) else None

    def folder_of(self, path: Path) -> str:
        """The folder of a file, relative to the dossier."""
        try:
            return path.parent.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return "."

    @cached_property
    def stamped_files(self) -> StampedFiles:
        """Every YAML file of it, as they are when this is first asked."""
        found = ((path, path.stat()) for path in files_under(self.root.resolve(), self) if path.is_file())
        return tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in found)

    def holds(self, path: Path) -> bool:
        """Whether a file is really in the dossier: a link does not bring one in."""
        return path.resolve().is_relative_to(self.root.resolve())


def dossier_root(path: Path) -> Path:
    """The folder of the dossier a file or folder belongs to: the nearest `cit.yaml` above it, else its own folder."""
    start = path if path.is_dir() else path.parent
    return next((folder for folder in (start, *start.resolve().parents) if (folder / SETTINGS).is_file()), start)


def find_dossier(path: Path) -> Dossier:
    """The dossier a file or folder belongs to, with its settings; the usual ones where there is no `cit.yaml`."""
    folder = dossier_root(path)
    if not (folder / SETTINGS).is_file():
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
    left_out = {dossier.inside(dossier.settings.outputs), dossier.inside(dossier.settings.templates or "")}
    for folder, folders, names in os.walk(path):
        here = Path(folder)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (here / name).resolve() not in left_out
        )
        yield from (here / name for name in sorted(names) if name.endswith(_ENDINGS) and not name.startswith("."))


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
