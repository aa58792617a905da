"""A workbook that came back, with the files it was made from. Nothing is written here."""

from collections.abc import Sequence
from pathlib import Path

from cit_toolkit.documents.voice import Voice
from cit_toolkit.exchange.workbook.opening import Opened, open_workbook
from cit_toolkit.exchange.workbook.sheet_rows import CellPlace
from cit_toolkit.loading.files import load_file
from cit_toolkit.loading.workspace import Dossier, as_typed, find_dossier
from cit_toolkit.loading.yaml_parser import no_garbage_collection
from cit_toolkit.pipeline.workbook_bringing import Bringing
from cit_toolkit.pipeline.workbook_files import WorkbookFiles, read_workbook_files
from cit_toolkit.pipeline.workbook_outcome import Reading
from cit_toolkit.problems import CitError, Problem

_ENDINGS = (".yaml", ".yml")


def read_back(path: Path, origin: Path | None, where: Sequence[Path], method: str | None, voice: Voice) -> Reading:
    """Bring a workbook together with the files of its dossier, looked for at `where`. CitError when it cannot be."""
    with no_garbage_collection():
        opened = open_workbook(path, origin)
        files, missing = _files(opened, where, method, voice, path.name)
        if files.method.id != opened.record.method:
            raise CitError("workbook-other-method", name=path.name, method=opened.record.method, here=files.method.id)
        return Bringing(opened, files, voice, path.name, missing).made()


def _files(
    opened: Opened, where: Sequence[Path], method: str | None, voice: Voice, name: str
) -> tuple[WorkbookFiles, list[Problem]]:
    """The files the workbook was made from, where they are now; those that are gone are told."""
    dossier = next((each for each in map(find_dossier, where) if _holds(each, opened)), find_dossier(where[0]))
    found: dict[str, list[Path]] = {"territoire": [], "seance": []}
    missing: list[Problem] = []
    for key, recorded in opened.record.files.items():
        inside = dossier.inside(key)
        there = inside is not None and inside.is_file() and inside.suffix in _ENDINGS
        if not there or recorded.kind not in found:
            told = {"file": key, "root": str(dossier.root)}
            missing.append(Problem("workbook-file-gone", CellPlace(name, 0, 0), told))
        else:
            found[recorded.kind].append(dossier.root / key)
    if not found["territoire"]:
        sought = [key for key, recorded in opened.record.files.items() if recorded.kind == "territoire"]
        raise CitError("workbook-elsewhere", name=name, files=sought[:3])
    files = read_workbook_files(found["territoire"], method, voice, found["seance"])
    used = {source.path for source in files.sessions}
    broken = (load_file(path, as_typed(path)) for path in found["seance"] if path not in used)
    return files, [*missing, *(problem for file in broken for problem in file.problems)]


def _holds(dossier: Dossier, opened: Opened) -> bool:
    """Whether any of the files of a workbook is there."""
    places = (dossier.inside(key) for key in opened.record.files)
    return any(place is not None and place.is_file() for place in places)
