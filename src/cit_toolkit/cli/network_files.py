"""The files of a network meant by the arguments: patterns, files, and what a folder holds of territories and offers."""

import os
from collections.abc import Sequence
from pathlib import Path

from cit_toolkit.loading.files import kind_said
from cit_toolkit.loading.real_paths import is_folder
from cit_toolkit.loading.workspace import closed_folders, files_under, find_dossier
from cit_toolkit.problems import CitError

MATCHED_KINDS = ("territoire", "offres")
CATALOGUES = ("offres",)


def network_files(texts: Sequence[str], kinds: Sequence[str] = MATCHED_KINDS) -> list[Path]:
    """Each file once, in the order given; of a folder, those that say they are of one of these kinds."""
    files: list[Path] = []
    for text in texts:
        for path in _meant(text):
            files += _held(path, kinds) if is_folder(path) else [path]
    return list(dict.fromkeys(files))


def _meant(text: str) -> list[Path]:
    """What a pattern that no shell has spread stands for, or the path itself."""
    path = Path(text)
    if os.path.lexists(path) or not any(mark in text for mark in "*?["):
        return [path]
    return sorted(Path(path.anchor or ".").glob(text.removeprefix(path.anchor))) or [path]


def _held(folder: Path, kinds: Sequence[str]) -> list[Path]:
    dossier = find_dossier(folder)
    yaml = list(files_under(folder, dossier))
    found = [*(path for path in yaml if kind_said(path) in kinds), *closed_folders(folder, dossier)]
    if not found:
        raise CitError("no-offers-found" if yaml and kinds == CATALOGUES else "no-file-found", path=str(folder))
    return found
