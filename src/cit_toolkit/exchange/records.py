"""Records of another tool as they were read, before anything is made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cit_toolkit.problems import Problem


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it was read: column → value, in the order of the file."""

    file: str
    rank: int
    """From 1, in its file."""
    values: Mapping[str, Any]
    repeated: tuple[str, ...] = ()
    """Columns it holds twice: the last value counts."""
    extra_cells: int = 0
    """Cells of a row of a table beyond the last column."""
    row: int = 0
    """Its row in the spreadsheet, as people see it; 0 when it comes from no table."""
    sheet: str = ""
    """The sheet of a workbook with several."""
    letters: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What a spreadsheet calls each column."""

    def cell(self, column: str) -> str:
        """Where a value stands in the spreadsheet: «C12», «Acteurs!C12»; empty when it stands in none. Without a
        column, where the record begins."""
        if not self.row:
            return ""
        return f"{self.sheet}!" * bool(self.sheet) + f"{self.letters.get(column, 'A')}{self.row}"


@dataclass(frozen=True, slots=True)
class NotARecord:
    """Something that stands where a record should."""

    file: str
    rank: int
    written: str
    """Its beginning."""


@dataclass(frozen=True, slots=True)
class RecordFile:
    """What one file holds."""

    name: str
    records: tuple[Record, ...] = ()
    rejected: tuple[NotARecord, ...] = ()
    problem: Problem | None = None
    """Why it could not be read at all."""
    announced: int | None = None
    """How many records the whole list has, when the file says that it holds only some of them."""
    from_cells: bool = False
    """Whether values are cells of a table: lists are then written in one text."""
    encoding: str | None = None
    """What it had to be read as, when it is not UTF-8."""
    sheet: str = ""
    """The sheet of a workbook with several."""
    columns: tuple[str, ...] = ()
    """The heading of a table, as written."""
    links: bool | None = None
    """Whether its records are links between actors; None when its columns must tell."""
    network: bool = False
    """Whether it is a map of a network, whose columns are those of such maps."""
    above: int = 0
    """Rows with something above the heading: titles, which are left."""
