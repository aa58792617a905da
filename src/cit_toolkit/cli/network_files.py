"""The files of a network meant by the arguments: patterns, files, and what a folder holds of territories and offers."""

from collections.abc import Sequence
from pathlib import Path

from cit_toolkit.loading.files import kind_said
from cit_toolkit.loading.workspace import files_under, find_dossier
from cit_toolkit.problems import CitError

MATCHED_KINDS = ("territoire", "offres")


def network_files(texts: Sequence[str]) -> list[Path]:
    """Each file once, in the order given; of a folder, those that say they describe a territory or offers."""
    files: list[Path] = []
    for text in texts:
        for path in _meant(text):
            files += _held(path) if path.is_dir() else [path]
    return list(dict.fromkeys(files))


def _meant(text: str) -> list[Path]:
    """What a pattern that no shell has spread stands for, or the path itself."""
    path = Path(text)
    if path.exists() or not any(mark in text for mark in "*?["):
        return [path]
    return sorted(Path(path.anchor or ".").glob(text.removeprefix(path.anchor))) or [path]


def _held(folder: Path) -> list[Path]:
    found = [path for path in files_under(folder, find_dossier(folder)) if kind_said(path) in MATCHED_KINDS]
    if not found:
        raise CitError("no-file-found", path=str(folder))
    return found
