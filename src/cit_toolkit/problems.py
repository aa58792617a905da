"""What goes wrong, as values: a place in a file, a problem found there, and the one exception people are shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file the user wrote. Lines and columns count from 1; `file` is as the user would type it."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Severity(StrEnum):
    """How much it weighs: an error spoils what it touches, a warning asks for a second look, a hint may be ignored."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in one place. The sentence that tells it is chosen by `code` in the catalogue of the language."""

    code: str
    position: Position
    arguments: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    source_line: str = ""
    """The line of the file at `position`, shown under the message; empty when there is none to show."""
    width: int = 1
    """How many characters of `source_line` the mistake covers, from `position.column`."""


class CitError(Exception):
    """The work cannot go on. The only exception whose text is shown to people; `exit_code` is that of PRODUCT.md §2."""

    def __init__(self, code: str, *, exit_code: int = 1, **arguments: object) -> None:
        super().__init__(code, arguments)
        self.code = code
        self.exit_code = exit_code
        self.arguments = arguments

    def __reduce__(self) -> tuple[object, ...]:
        # An exception is sent to another process by calling its class again, with arguments that ours does not take.
        return _as_it_was, (type(self), self.args, self.__dict__)


TOLD_BY_PROBLEMS = frozenset({"file-unusable", "template-error"})
"""Stopped commands that the problems they carry tell whole."""


def _as_it_was(kind: type[CitError], arguments: tuple[object, ...], state: dict[str, object]) -> CitError:
    error = kind.__new__(kind, *arguments)
    error.args = arguments
    error.__dict__.update(state)
    return error
