"""Paths as they really are, whatever links and closed folders stand in the way."""

import os
from pathlib import Path


def real_path(path: Path) -> Path:
    """A path without links. `Path.resolve` stops at a link that points to itself (until Python 3.13)."""
    return Path(os.path.realpath(path))


def is_folder(path: Path) -> bool:
    """Whether a path is a folder, as far as this user may know: `Path.is_dir` stops in a closed folder."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_plain_file(path: Path) -> bool:
    """Whether a path is a file, as far as this user may know."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_closed(folder: Path) -> bool:
    """Whether a folder is there, and this user may not see what it holds."""
    return is_folder(folder) and not os.access(folder, os.R_OK | os.X_OK)
