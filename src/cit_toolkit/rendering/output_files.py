"""Writing what was made: whole files or none, and nothing somebody edited is ever lost."""

import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path

from cit_toolkit.problems import CitError

LEDGER = ".cit-sorties.json"
"""Beside the outputs: the fingerprint of each file we wrote, to tell it from one that was edited since."""


def write_output(path: Path, data: bytes, now: datetime) -> Path | None:
    """Write a file in one step. When one was there that we did not write as it stands, it is set aside first: its
    new path is returned. CitError when the folder refuses."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = set_aside(path, {_ledger(path.parent).get(path.name, "")}, now)
        replace_file(path, data)
        remember(path.parent, {path.name: _fingerprint(data)})
    except OSError as error:
        raise CitError("output-unwritable", exit_code=3, path=str(path), reason=error) from error
    return kept


def write_new_file(path: Path, data: bytes) -> None:
    """Write a file that is not there yet. CitError when it is, or when the folder refuses."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
    except OSError as error:
        if isinstance(error, FileExistsError) and os.path.lexists(path):
            raise CitError("file-already-there", exit_code=2, path=str(path)) from error
        raise CitError("folder-unwritable", exit_code=3, path=str(path), reason=error) from error


def replace_file(path: Path, data: bytes) -> None:
    """Put a content under a name in one step: whoever reads finds the old file or the new one, whole. OSError."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".cit-{os.getpid()}-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def set_aside(path: Path, ours: Collection[str], now: datetime) -> Path | None:
    """Move away a file that is none of `ours` (fingerprints): somebody edited it. Its new path. OSError."""
    if not path.is_file() or _fingerprint(path.read_bytes()) in ours:
        return None
    kept = path.with_name(f"{path.stem} ({now:%Y-%m-%d %Hh%M}){path.suffix}")
    rank = 2
    while kept.exists():
        kept = path.with_name(f"{path.stem} ({now:%Y-%m-%d %Hh%M}, {rank}){path.suffix}")
        rank += 1
    path.replace(kept)
    return kept


def fingerprints_of_ours(folder: Path) -> frozenset[str]:
    """The fingerprint of each file we wrote in a folder."""
    return frozenset(_ledger(folder).values())


def remember(folder: Path, written: Mapping[str, str]) -> None:
    """Add files we wrote to the ledger of their folder. OSError."""
    known = {name: mark for name, mark in {**_ledger(folder), **written}.items() if (folder / name).exists()}
    replace_file(folder / LEDGER, json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True).encode())


def _ledger(folder: Path) -> dict[str, str]:
    try:
        known = json.loads((folder / LEDGER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
