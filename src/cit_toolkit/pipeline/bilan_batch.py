"""The bilans of many actions as tasks of a batch: which there are, without reading again what has not changed."""

import os
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from cit_toolkit.batch.fingerprints import ABSENT, of_file, of_listing, of_settled_file
from cit_toolkit.batch.manifest import Manifest
from cit_toolkit.batch.tasks import Made, Task
from cit_toolkit.loading.files import load_file
from cit_toolkit.loading.real_paths import real_path
from cit_toolkit.loading.workspace import dossier_root
from cit_toolkit.model.action import Action
from cit_toolkit.model.text import identifier_of
from cit_toolkit.pipeline.bilan_documents import BilanOrder, bilan_made, read_for_bilan, sources_of
from cit_toolkit.subjects.action import ReadAction


@dataclass(frozen=True, slots=True)
class BilanTasks:
    """The tasks of one output folder, and what the actions list, for the next run."""

    tasks: tuple[Task, ...]
    lists: Mapping[str, list[str]]


def bilan_tasks(actions: Sequence[Path], folder: Path, order: BilanOrder, every_funder: bool) -> BilanTasks:
    """One task per action and funder; `order` says how each is wanted, and for whom unless it is for `every_funder`.

    An action that cannot be read is a task too: it is refused, and tells why.
    """
    known = Manifest.of(folder).lists
    places = {path: _relative(path, folder) for path in actions}
    lists = {place: _listed(path, known.get(place)) for path, place in places.items()}
    listed = [(path, lists[place]) for path, place in places.items()]
    shared = {name for name, count in Counter(names[1] for _, names in listed).items() if count > 1}
    tasks = [
        _task(replace(order, action=path, funder=funder, action_name=_name(path, names[1], shared)), folder)
        for path, names in listed
        for funder in (_funders(names) if every_funder else (order.funder,))
    ]
    return BilanTasks(tuple(tasks), lists)


def _listed(path: Path, known: list[str] | None) -> list[str]:
    """Fingerprint of an action, its id, and the ids of its funders; «» for an id that cannot be read."""
    mark = of_file(path)
    if known and known[0] == mark:
        return known
    action = load_file(path).model
    if not isinstance(action, Action):
        return [mark, ""]
    return [mark, action.id, *(funder.id for funder in action.funders)]


def _funders(names: list[str]) -> tuple[str | None, ...]:
    """Whom the bilans of an action are for, all its funders asked for: nobody in particular when it has none."""
    return tuple(names[2:]) or (None,)


def _name(path: Path, identifier: str, shared: set[str]) -> str | None:
    """What tells an action from another of the same id: the folders it is in."""
    if identifier not in shared:
        return None
    return "-".join(filter(None, (identifier, identifier_of(real_path(path).parent.name), identifier_of(path.stem))))


def _task(order: BilanOrder, folder: Path) -> Task:
    root = dossier_root(order.action)
    asked = replace(order, action=Path(), funder=None)
    parts = (
        _relative(order.action, folder),
        order.funder or "-",
        order.ending.removeprefix("."),
        order.language or "-",
    )
    return Task(", ".join(parts), order.action, root, repr((asked, order.funder)), partial(made, order))


def made(order: BilanOrder) -> Made:
    """Make one bilan, in whatever process. CitError when it cannot be made."""
    bilan = bilan_made(_read(order), order)
    return Made(bilan.files, bilan.inputs, bilan.patterns, bilan.problems, sum(line.required for line in bilan.missing))


@dataclass(frozen=True, slots=True)
class _Reading:
    """An action, and fingerprints of everything it was read from."""

    asked: tuple[Path, str | None, bool]
    action: ReadAction
    files: Mapping[Path, str]
    listings: Mapping[tuple[Path, str], str]

    def holds(self, asked: tuple[Path, str | None, bool]) -> bool:
        """Whether reading again would find the same."""
        return (
            self.asked == asked
            and all(mark != ABSENT and of_file(path) == mark for path, mark in self.files.items())
            and all(of_listing(*found) == mark for found, mark in self.listings.items())
        )


_last: list[_Reading] = []
"""What this process read last: an action has as many bilans as funders, one after the other."""


def _read(order: BilanOrder) -> ReadAction:
    asked = (order.action, order.method, order.strict)
    if not (_last and _last[0].holds(asked)):
        started = time.time_ns()
        action = read_for_bilan(*asked)
        files, patterns = sources_of(action, order)
        marks = {path: of_settled_file(path, started) for path in files}
        _last[:] = [_Reading(asked, action, marks, {found: of_listing(*found) for found in patterns})]
    return _last[0].action


def _relative(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(real_path(path), real_path(folder))).as_posix()
