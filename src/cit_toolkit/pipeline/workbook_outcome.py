"""What bringing a workbook back comes to: what is to be written, and what its reader must be told."""

from dataclasses import dataclass, field

from cit_toolkit.pipeline.revisions import Revision
from cit_toolkit.problems import Problem, Severity


@dataclass(slots=True)
class Tally:
    """What became of the rows of a sheet."""

    changes: int = 0
    added: int = 0
    removed: int = 0
    conflicts: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class GoneRow:
    """A row that is taken out of its file."""

    sheet: str
    row: str
    file: str


@dataclass(slots=True)
class Reading:
    """What a workbook changes."""

    revisions: list[Revision] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    """By title of the sheet."""
    gone: list[GoneRow] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    """Files that are no longer what they were."""
    broken: list[str] = field(default_factory=list)
    """Files that the changes would break: they are not written."""

    @property
    def fine(self) -> bool:
        """Whether everything that changed can be written."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)
