"""Workbooks before they are opened: what would fill the memory, or fetch something elsewhere, is refused in words."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from cit_toolkit.problems import Position, Problem


@dataclass(frozen=True, slots=True)
class PackageLimits:
    """Bounds on one workbook: far more than any directory of a territory needs."""

    bytes: int = 100_000_000
    """Size of the file."""
    unpacked: int = 400_000_000
    """Size of all its parts."""
    ratio: int = 200
    """How many times smaller a large part may have been made: a text of people is made ten or twenty times smaller."""
    parts: int = 5_000
    """Parts of the package."""
    cells: int = 5_000_000
    """Cells that may be read from one sheet, those written once for many included."""


PACKAGE_LIMITS = PackageLimits()
_LARGE = 10_000_000
"""Bytes under which how well a part was packed does not matter."""
_BEGINNING = 4_000
_EXTERNAL_IN_XLSX = re.compile(r"xl/externalLinks/|xl/connections\.xml$|xl/queryTables/")
_EXTERNAL_IN_ODS = re.compile(
    rb"<(?:table:cell-range-source|table:table-source|table:dde-link|office:dde-source|form:connection-resource)\b"
)


def package_problem(path: Path, name: str, limits: PackageLimits = PACKAGE_LIMITS) -> Problem | None:
    """Why a workbook is not opened: broken, locked, too large, or tied to other files."""
    start = Position(name, 1, 1)
    if path.stat().st_size > limits.bytes:
        size = {"size": -(-path.stat().st_size // 1_000_000), "limit": limits.bytes // 1_000_000}
        return Problem("file-too-large", start, size)
    try:
        with zipfile.ZipFile(path) as package:
            return _problem_in(package, start, limits)
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, ValueError) as error:
        return Problem("workbook-broken", start, {"reason": error})


def _problem_in(package: zipfile.ZipFile, start: Position, limits: PackageLimits) -> Problem | None:
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        return Problem("workbook-locked", start)
    unpacked = sum(part.file_size for part in parts)
    packed_tight = any(
        part.file_size > _LARGE and part.file_size > limits.ratio * max(part.compress_size, 1) for part in parts
    )
    if unpacked > limits.unpacked or packed_tight or len(parts) > limits.parts:
        size = {"size": -(-unpacked // 1_000_000), "limit": limits.unpacked // 1_000_000}
        return Problem("workbook-bomb", start, size)
    names = {part.filename for part in parts}
    if not names & {"xl/workbook.xml", "content.xml"}:
        return Problem("workbook-unknown", start)
    if any(_EXTERNAL_IN_XLSX.match(name) for name in names) or _tied(package, names):
        return Problem("workbook-tied", start)
    for name in names:
        if name.endswith((".xml", ".rels")):
            with package.open(name) as part:
                if b"<!DOCTYPE" in part.read(_BEGINNING):
                    return Problem("workbook-broken", start, {"reason": "DOCTYPE"})
    return None


def _tied(package: zipfile.ZipFile, names: set[str]) -> bool:
    """Whether an ODS file takes cells from another one, or from a program."""
    if "content.xml" not in names:
        return False
    with package.open("content.xml") as part:
        last = b""
        while block := part.read(1_000_000):
            if _EXTERNAL_IN_ODS.search(last + block):
                return True
            last = block[-100:]
    return False
