"""Make every document of a list that is not already there: what changed, and nothing else."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cit_toolkit.batch.fingerprints import of_bytes, of_file, of_listing, of_program, of_settled_file
from cit_toolkit.batch.manifest import Entry, Manifest, left_over
from cit_toolkit.batch.secret_marks import SecretMarks
from cit_toolkit.batch.tasks import Made, Outcome, State, Task
from cit_toolkit.batch.workers import WorkerDied, each_done
from cit_toolkit.failure_report import failure_report
from cit_toolkit.loading.real_paths import real_path
from cit_toolkit.problems import CitError, Problem
from cit_toolkit.rendering.output_files import fingerprints_of_ours, replace_file, set_aside


@dataclass(frozen=True, slots=True)
class _Result:
    """What a worker sends back."""

    made: Made | None
    error: CitError | None
    inputs: dict[Path, str]
    listings: tuple[tuple[Path, str, str], ...]


def run_batch(
    tasks: Sequence[Task], folder: Path, workers: int, lists: Mapping[str, list[str]] | None = None
) -> Iterator[Outcome]:
    """Make the documents into a folder, each given back as it ends: those that stand unchanged first.

    `lists` is what the sources list (Manifest.lists), kept for the next run. Nothing is ever half written, and what was
    finished is kept however the run ends: `manifeste.json` tells what stands in the folder. A document that cannot be
    made is an Outcome too. CitError when the folder itself cannot be used.
    """
    batch = _Batch.into(folder, tasks, workers)
    batch.manifest.lists |= lists or {}
    try:
        changed: list[Task] = []
        for task in tasks:
            entry = batch.standing(task)
            if entry is None:
                changed.append(task)
            else:
                yield Outcome(task, State(entry.etat), tuple(entry.sorties), lacks=entry.manques, unchanged=True)
        for task, result in each_done(_work, changed, min(workers, len(changed))):
            yield batch.settled(task, result)
    finally:
        batch.close()


def _work(task: Task) -> _Result:
    """In a worker: make one document, and tell what it was made from."""
    started = time.time_ns()
    try:
        made = task.make()
    except CitError as error:
        return _Result(None, error, {}, ())
    except Exception as error:
        # A fault of ours in one document: it is reported like any other, and the rest is made.
        report = failure_report(task.key, error)
        return _Result(None, CitError("unexpected-failure", exit_code=4, report=str(report)), {}, ())
    inputs = {path: of_settled_file(path, started) for path in made.inputs}
    listings = tuple((folder, pattern, of_listing(folder, pattern)) for folder, pattern in made.patterns)
    return _Result(made, None, inputs, listings)


@dataclass
class _Batch:
    """One run into one folder."""

    folder: Path
    manifest: Manifest
    program: str
    secrets: SecretMarks
    settled_keys: list[str] = field(default_factory=list)
    _listings: dict[tuple[str, str], str] = field(default_factory=dict)
    _marks: dict[str, str] = field(default_factory=dict)
    """Fingerprints of files on the disk before this run: a session that ten documents share is read once."""

    @staticmethod
    def into(folder: Path, tasks: Sequence[Task], workers: int) -> "_Batch":
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for path in left_over(folder):
                path.unlink(missing_ok=True)
            manifest = Manifest.of(folder)
            manifest.ours.update(fingerprints_of_ours(folder))
            secrets = SecretMarks.of({task.dossier for task in tasks}, folder, manifest.marks, workers)
        except OSError as error:
            raise _unwritable(folder, error) from error
        manifest.marks = secrets.by_file
        return _Batch(folder, manifest, of_program(), secrets)

    # What stands already

    def standing(self, task: Task) -> Entry | None:
        """The document as a run before left it, if nothing of what it was made from has changed."""
        entry = self.manifest.entries.get(task.key)
        if entry is None or entry.etat == State.REFUSED or entry.reglages != self._settings(task):
            return None
        if entry.tait != self.secrets.of_dossier[task.dossier]:
            return None
        if any(self._mark(name) != mark for name, mark in (*entry.entrees.items(), *entry.sorties.items())):
            return None
        if any(self._listing(folder, pattern) != mark for folder, pattern, mark in entry.motifs):
            return None
        self.settled_keys.append(task.key)
        return entry

    def _mark(self, name: str) -> str:
        if name not in self._marks:
            self._marks[name] = of_file(self.folder / name)
        return self._marks[name]

    def _listing(self, folder: str, pattern: str) -> str:
        if (folder, pattern) not in self._listings:
            self._listings[folder, pattern] = of_listing(self.folder / folder, pattern)
        return self._listings[folder, pattern]

    def _settings(self, task: Task) -> str:
        return of_bytes(f"{self.program}\n{task.settings}".encode())

    # What was made

    def settled(self, task: Task, result: _Result | WorkerDied) -> Outcome:
        """Give the files their names, and write the document down."""
        if isinstance(result, WorkerDied):
            return self._refused(task, CitError("worker-died", name=str(task.source)))
        if result.made is None:
            return self._refused(task, result.error)
        made = result.made
        try:
            kept = self._put(made)
        except OSError as error:
            return self._refused(task, _unwritable(self.folder / made.files[0][0], error))
        state = State.WARNED if made.problems or made.lacks else State.MADE
        outputs = {name: of_bytes(data) for name, data in made.files}
        inputs = {self._relative(path): mark for path, mark in result.inputs.items()}
        listings = [[self._relative(folder), pattern, mark] for folder, pattern, mark in result.listings]
        told = [self._told(problem) for problem in made.problems]
        self._write_down(task, state, outputs, inputs, sorted(listings), told, made.lacks)
        return Outcome(task, state, tuple(outputs), made.problems, made.lacks, set_aside=kept)

    def _put(self, made: Made) -> tuple[tuple[str, str], ...]:
        self.manifest.announce(of_bytes(data) for _, data in made.files)
        kept = []
        for name, data in made.files:
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            moved = set_aside(path, self.manifest.ours, datetime.now())
            if moved is not None:
                kept.append((name, moved.name))
            replace_file(path, data)
        return tuple(kept)

    def _refused(self, task: Task, error: CitError | None) -> Outcome:
        problems = tuple(getattr(error, "problems", ()))
        told = [*([error.code] if error else []), *(self._told(problem) for problem in problems)]
        self._write_down(task, State.REFUSED, {}, {}, [], told, 0)
        return Outcome(task, State.REFUSED, problems=problems, error=error)

    def _write_down(
        self,
        task: Task,
        state: State,
        outputs: dict[str, str],
        inputs: dict[str, str],
        listings: list[list[str]],
        told: list[str],
        lacks: int,
    ) -> None:
        self.manifest.add(
            Entry(
                cle=task.key,
                etat=state.value,
                source=self._relative(task.source),
                sorties=dict(sorted(outputs.items())),
                reglages=self._settings(task),
                entrees=dict(sorted(inputs.items())),
                motifs=listings,
                dossier=self._relative(task.dossier),
                tait=self.secrets.of_dossier[task.dossier],
                problemes=told,
                manques=lacks,
            )
        )
        self.settled_keys.append(task.key)

    def _told(self, problem: Problem) -> str:
        place = problem.position
        return f"{self._relative(Path(place.file))}:{place.line}:{place.column} {problem.code}"

    def _relative(self, path: Path) -> str:
        return Path(os.path.relpath(real_path(path), real_path(self.folder))).as_posix()

    def close(self) -> None:
        """Fold what was done into the manifest. CitError when the folder refuses it."""
        try:
            self.manifest.fold(self.settled_keys)
        except OSError as error:
            raise _unwritable(self.folder, error) from error


def _unwritable(path: Path, error: OSError) -> CitError:
    return CitError("output-unwritable", exit_code=3, path=str(path), reason=error)
