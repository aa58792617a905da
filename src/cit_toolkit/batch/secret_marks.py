"""Whether what the dossiers must not tell is still the same, without reading every file of them again.

A name that becomes confidential in one file may stand in the document made from another: documents are made again when
the secrets of their dossier change, and only then.
"""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from cit_toolkit.batch.fingerprints import of_bytes, of_file
from cit_toolkit.batch.workers import WorkerDied, each_done
from cit_toolkit.loading.dossier_secrets import secrets_in
from cit_toolkit.loading.real_paths import is_plain_file, real_path
from cit_toolkit.loading.workspace import files_under, find_dossier

UNREADABLE = "?"
"""The mark of a file whose secrets could not be read."""


@dataclass(frozen=True, slots=True)
class SecretMarks:
    """Fingerprints of what must not be told. They hold no name, and none can be read from them."""

    of_dossier: Mapping[Path, str]
    by_file: dict[str, list[str]]
    """By path relative to the output folder: the fingerprint of the file, and that of its secrets («» for none)."""

    @staticmethod
    def of(roots: Collection[Path], folder: Path, known: Mapping[str, list[str]], workers: int) -> "SecretMarks":
        """The marks of whole dossiers; a file that has not changed since `known` is not parsed again."""
        files = {
            root: [real_path(path) for path in files_under(root, find_dossier(root)) if is_plain_file(path)]
            for root in roots
        }
        prints = {path: of_file(path) for each in files.values() for path in each}
        names = {path: Path(os.path.relpath(path, real_path(folder))).as_posix() for path in prints}
        by_file = {
            names[path]: known[names[path]]
            for path, print_ in prints.items()
            if known.get(names[path], [""])[0] == print_
        }
        changed = [path for path in prints if names[path] not in by_file]
        for path, mark in each_done(_mark, changed, min(workers, len(changed) // _WORTH_A_WORKER)):
            by_file[names[path]] = [prints[path], UNREADABLE if isinstance(mark, WorkerDied) else mark]
        of_dossier = {
            root: of_bytes("\n".join(sorted({by_file[names[path]][1] for path in each})).encode())
            for root, each in files.items()
        }
        return SecretMarks(of_dossier, by_file)


_WORTH_A_WORKER = 50
"""Files that take as long to parse as a process takes to start."""


def _mark(path: Path) -> str:
    secrets = secrets_in(path)
    return of_bytes(repr(secrets).encode())[:16] if secrets else ""
