"""Files that people wrote, changed for them: the change shown as a diff, the old file kept beside, all or nothing."""

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import unified_diff
from pathlib import Path

from cit_toolkit.problems import CitError
from cit_toolkit.rendering.output_files import replace_file

_LINES_AROUND = 2


@dataclass(frozen=True, slots=True)
class Revision:
    """A file as it was read, and as it is to be."""

    path: Path
    name: str
    """As the user would type it."""
    before: str | None
    """None for a file that is to be made."""
    after: str

    @property
    def changes(self) -> bool:
        """Whether anything changes."""
        return self.before != self.after


def diff_lines(revision: Revision) -> Iterator[str]:
    """The change as a unified diff, without the ends of the lines."""
    before = [] if revision.before is None else _lines(revision.before)
    old = "/dev/null" if revision.before is None else revision.name
    return unified_diff(before, _lines(revision.after), old, revision.name, n=_LINES_AROUND, lineterm="")


def _lines(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def write_revisions(revisions: Sequence[Revision], now: datetime) -> dict[Path, Path | None]:
    """Write the files, each beside its old self, whose path is given. CitError, and nothing written, when one of them
    is no longer what was read."""
    old = {revision.path: _unchanged(revision) for revision in revisions}
    return {revision.path: _write(revision, old[revision.path], now) for revision in revisions}


def _unchanged(revision: Revision) -> bytes | None:
    """The bytes of the file, still those that were read."""
    try:
        data = revision.path.read_bytes() if revision.path.exists() else None
    except OSError as error:
        raise CitError("file-unwritable", exit_code=3, path=revision.name, reason=error) from error
    text = None if data is None else data.decode("utf-8-sig", "replace")
    if text != revision.before:
        raise CitError("file-changed-meanwhile", name=revision.name)
    return data


def _write(revision: Revision, old: bytes | None, now: datetime) -> Path | None:
    path, data = revision.path.resolve(), revision.after.encode("utf-8")
    try:
        if old is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, data)
            return None
        mode, kept = path.stat().st_mode & 0o777, _beside(revision.path, now)
        mark = codecs.BOM_UTF8 if old.startswith(codecs.BOM_UTF8) else b""
        for file, content in ((kept, old), (path, mark + data)):
            replace_file(file, content)
            file.chmod(mode)
    except OSError as error:
        raise CitError("file-unwritable", exit_code=3, path=revision.name, reason=error) from error
    return kept


def _beside(path: Path, now: datetime) -> Path:
    """A free name for the old file, whose ending keeps it from being read as one of the dossier."""
    name = f"{path.name}.ancien-{now:%Y-%m-%d-%Hh%M}"
    names = (path.with_name(name if rank == 1 else f"{name}-{rank}") for rank in range(1, 10_000))
    return next(free for free in names if not free.exists())
