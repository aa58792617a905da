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
_EXTERNAL_IN_XLSX = re.compile(r"(?:.*/)?(?:externallinks/|connections\.xml$|querytables/)")
_SPREADSHEET = re.compile(
    rb"spreadsheetml\.(?:sheet|template)\.main|sheet\.macroEnabled\.main|template\.macroEnabled\.main"
)
_BINARY = b"sheet.binary.macroEnabled.main"
"""What an XLSX package says of its main part, and an XLSB one."""
_OLD = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""A workbook behind a password is put by Excel in a file of the old kind, under this name."""
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
        if old := old_workbook_problem(path, start):
            return old
        with zipfile.ZipFile(path) as package:
            return _problem_in(package, start, limits)
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, ValueError) as error:
        return Problem("workbook-broken", start, {"reason": error})


def old_workbook_problem(path: Path, start: Position) -> Problem | None:
    """Why a file of the kind Office made before 2007 is not opened: what it is, or what is hidden in it."""
    with path.open("rb") as stream:
        if stream.read(len(_OLD)) != _OLD:
            return None
        return Problem("workbook-locked" if _ENCRYPTED in stream.read() else "workbook-old", start)


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
    if unknown := _not_a_workbook(package, names, start):
        return unknown
    if any(_EXTERNAL_IN_XLSX.match(name.replace("\\", "/").lower()) for name in names) or _tied(package, names):
        return Problem("workbook-tied", start)
    for name in names:
        if name.endswith((".xml", ".rels")):
            with package.open(name) as part:
                # In UTF-16 every other byte is nothing.
                if b"<!DOCTYPE" in part.read(_BEGINNING).replace(b"\0", b""):
                    return Problem("workbook-broken", start, {"reason": "DOCTYPE"})
    return None


def _not_a_workbook(package: zipfile.ZipFile, names: set[str], start: Position) -> Problem | None:
    """What a package is when it is no workbook that is read."""
    if "content.xml" in names:
        locked = "META-INF/manifest.xml" in names and b":encryption-data" in package.read("META-INF/manifest.xml")
        return Problem("workbook-locked", start) if locked else None
    types = next((name for name in names if name.lower() == "[content_types].xml"), None)
    said = package.read(types) if types else b""
    if _BINARY in said:
        return Problem("workbook-unknown", start, {"variant": "binary"})
    return None if _SPREADSHEET.search(said) else Problem("workbook-unknown", start)


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
