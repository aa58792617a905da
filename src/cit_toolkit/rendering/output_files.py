"""Writing what was made: whole files or none, and nothing somebody edited is ever lost."""

import hashlib
import json
import os
import tempfile
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
        kept = _set_aside(path, now)
        _replace(path, data)
        _remember(path, data)
    except OSError as error:
        raise CitError("output-unwritable", exit_code=3, path=str(path), reason=error.strerror or str(error)) from error
    return kept


def _replace(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".cit-", suffix=".tmp")
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


def _set_aside(path: Path, now: datetime) -> Path | None:
    if not path.is_file() or _fingerprint(path.read_bytes()) == _ledger(path.parent).get(path.name):
        return None
    kept = path.with_name(f"{path.stem} ({now:%Y-%m-%d %Hh%M}){path.suffix}")
    rank = 2
    while kept.exists():
        kept = path.with_name(f"{path.stem} ({now:%Y-%m-%d %Hh%M}, {rank}){path.suffix}")
        rank += 1
    path.replace(kept)
    return kept


def _remember(path: Path, data: bytes) -> None:
    known = {name: mark for name, mark in _ledger(path.parent).items() if (path.parent / name).exists()}
    known[path.name] = _fingerprint(data)
    _replace(path.parent / LEDGER, json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True).encode())


def _ledger(folder: Path) -> dict[str, str]:
    try:
        known = json.loads((folder / LEDGER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
