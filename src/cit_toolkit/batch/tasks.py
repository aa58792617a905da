"""What a batch is asked to make, and what came of each document."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cit_toolkit.problems import CitError, Problem


@dataclass(frozen=True, slots=True)
class Made:
    """A document that was made: its files, what they rest on, and what is to be said of it."""

    files: tuple[tuple[str, bytes], ...]
    """Names in the output folder, and contents."""
    inputs: tuple[Path, ...]
    """Every file it was made from: it is made again when one of them changes or goes."""
    patterns: tuple[tuple[Path, str], ...] = ()
    """Folders, and the patterns of names looked up in them: a new file that matches counts as a change."""
    problems: tuple[Problem, ...] = ()
    """Errors and warnings met on the way."""
    lacks: int = 0
    """How many things its form requires and nothing gives."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document to make. All of it goes from one process to another."""

    key: str
    """Tells it from every other of the folder, from one run to the next: «actions/a/action.yaml, region, pdf»."""
    source: Path
    """The file it is about."""
    dossier: Path
    """The root of the dossier it belongs to, whose people and confidential actors it must not name."""
    settings: str
    """Everything asked for that changes the document and stands in no file: language, audience, date, options."""
    make: Callable[[], Made]
    """Makes it; raises CitError when nothing can be made."""


class State(StrEnum):
    """What came of a document."""

    MADE = "fait"
    WARNED = "averti"
    REFUSED = "refuse"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one task."""

    task: Task
    state: State
    outputs: tuple[str, ...] = ()
    """Names of its files in the output folder."""
    problems: tuple[Problem, ...] = ()
    lacks: int = 0
    """How many things its form requires and nothing gives."""
    error: CitError | None = None
    """Why nothing was made."""
    unchanged: bool = False
    """Whether it stood there already, made from the same things: its problems were said when it was made."""
    set_aside: tuple[tuple[str, str], ...] = ()
    """Files somebody had changed by hand since: their names, and those they were kept under."""
