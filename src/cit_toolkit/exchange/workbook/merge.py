"""Three states of one table brought together: as the workbook was written, as the sheet is now, as the file is now.

What changed on one side only is taken; what changed on both, otherwise than in the same way, is a conflict: it is
named, and the file stays as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Row = Mapping[str, str]
"""Column → text; what is not there was not looked at, or is unknown."""
Rows = Mapping[str, Row]


class Clash(StrEnum):
    """What both sides did."""

    CHANGED = "changed"
    """Two values for one cell."""
    CHANGED_THEN_GONE = "changed-then-gone"
    """Changed in the sheet, taken out of the file."""
    GONE_THEN_CHANGED = "gone-then-changed"
    """Taken out of the sheet, changed in the file."""


@dataclass(frozen=True, slots=True)
class Change:
    """A cell whose new value goes to the file."""

    ref: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """What is left to the reader."""

    clash: Clash
    ref: str
    column: str = ""
    base: str = ""
    sheet: str = ""
    file: str = ""


@dataclass(slots=True)
class Merge:
    """What goes to the file, and what does not."""

    changes: list[Change] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def merged(base: Rows, sheet: Rows, file: Rows) -> Merge:
    """What the sheet changes in the file. Rows by what tells them apart, the same in all three."""
    merge = Merge()
    for ref, row in sheet.items():
        if ref in file:
            _cells(merge, ref, base.get(ref, {}), row, file[ref])
        elif ref not in base:
            merge.added.append(ref)
        elif _differs(base[ref], row):
            merge.conflicts.append(Conflict(Clash.CHANGED_THEN_GONE, ref))
    for ref, row in base.items():
        if ref in sheet or ref not in file:
            continue
        if _differs(row, file[ref]):
            merge.conflicts.append(Conflict(Clash.GONE_THEN_CHANGED, ref))
        else:
            merge.removed.append(ref)
    return merge


def _cells(merge: Merge, ref: str, base: Row, sheet: Row, file: Row) -> None:
    for column, now in sheet.items():
        was, there = base.get(column, ""), file.get(column, "")
        if now in (was, there):
            continue
        if there == was:
            merge.changes.append(Change(ref, column, there, now))
        else:
            merge.conflicts.append(Conflict(Clash.CHANGED, ref, column, was, now, there))


def _differs(one: Row, other: Row) -> bool:
    return any(one.get(column, "") != other.get(column, "") for column in one.keys() & other.keys())
