"""Whether what a document was made from is still the same."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from cit_toolkit import __version__
from cit_toolkit.builtin_data import METHODS, TEMPLATES

ABSENT = "absent"
"""The fingerprint of a file that is not there, or that changed while it was read: never that of a content."""

_PACKAGE = Path(__file__).parent.parent


def of_bytes(data: bytes) -> str:
    """SHA-256 of a content, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def of_file(path: Path) -> str:
    """SHA-256 of a file, or ABSENT."""
    try:
        return of_bytes(path.read_bytes())
    except OSError:
        return ABSENT


def of_settled_file(path: Path, since: int) -> str:
    """SHA-256 of a file that was read after `since` (time.time_ns), or ABSENT when it was saved since: what was read of
    it may not be what stands there now."""
    try:
        return ABSENT if path.stat().st_mtime_ns >= since else of_file(path)
    except OSError:
        return ABSENT


def of_listing(folder: Path, pattern: str) -> str:
    """SHA-256 of the names a pattern finds in a folder."""
    try:
        names = sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern))
    except (OSError, ValueError):
        return ABSENT
    return of_bytes("\n".join(names).encode())


def of_program() -> str:
    """SHA-256 of the version, of the code, and of the methods and templates that come with it."""
    whole = hashlib.sha256(__version__.encode())
    for path in sorted(_own_files()):
        whole.update(path.name.encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _own_files() -> Iterator[Path]:
    yield from (path for path in _PACKAGE.rglob("*") if path.suffix in (".py", ".toml"))
    for folder in (METHODS, TEMPLATES):
        yield from (path for path in folder.rglob("*") if path.is_file())
