"""`python -m benchmarks.batch`: bilans by the hundred, against Typst compiling the very sources that we give it.

Invented actions, each with three sessions and several funders, in one dossier. The batch is made by one worker and by
all, then run again with nothing changed; the floor compiles the same Typst sources, in one process and in as many.
"""

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.documents import TypstJob, compiled, typst_job
from cit_toolkit.batch.run import run_batch
from cit_toolkit.batch.tasks import Task
from cit_toolkit.batch.workers import each_done
from cit_toolkit.cli.batch_report import usable_cores
from cit_toolkit.model.workspace import Audience
from cit_toolkit.pipeline.bilan_batch import bilan_tasks
from cit_toolkit.pipeline.bilan_documents import BilanOrder, bilan_page, bilan_request, funder_of, read_for_bilan

EXAMPLE = Path(__file__).parent.parent / "examples" / "vallee-fictive"
DAY = date(2026, 11, 26)


def main() -> None:
    """Make the dossier, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    parser.add_argument("--actions", type=int, default=50, help="how many actions (default: 50)")
    parser.add_argument("--funders", type=int, default=4, help="funders of each (default: 4)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        actions = list(synthetic(folder, asked.actions, asked.funders))
        for line in lines(folder, actions, asked.actions * asked.funders):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


def lines(folder: Path, actions: list[Path], documents: int) -> Iterator[str]:
    """The figures, one a line."""
    cores, asked = usable_cores(), len(actions)
    jobs = [job for path in actions for job in _jobs(path)]
    yield f"{documents} bilans in PDF, {cores} cores"
    floor = {workers: _timed(partial(_compile_all, jobs, workers)) for workers in (1, cores)}
    ours = {workers: _timed(partial(_batch, folder / f"sorties-{workers}", actions, workers)) for workers in (1, cores)}
    again = _timed(partial(_batch, folder / f"sorties-{cores}", actions, cores))
    for workers in (1, cores):
        ratio = ours[workers] / floor[workers]
        told = f"{ours[workers]:.1f} s, {documents / ours[workers]:.0f} a second; bare compile {floor[workers]:.1f} s"
        yield f"{workers} worker(s): {told}; ratio {ratio:.2f}"
    yield f"scaling on {cores} cores: {ours[1] / ours[cores]:.2f} (bare compile {floor[1] / floor[cores]:.2f})"
    yield f"run again, nothing changed: {again:.2f} s, {again * 1000 / documents:.2f} s per thousand documents"
    tenth, whole = (_peak_of_workers(folder, actions[:some], cores) for some in (max(1, asked // 10), asked))
    yield f"peak memory of a worker: {tenth:.0f} MB over a tenth of the bilans, {whole:.0f} MB over all"


def synthetic(folder: Path, actions: int, funders: int) -> Iterator[Path]:
    """Actions that differ in their texts, each in a folder of its own, all in one dossier."""
    (folder / "cit.yaml").write_text("type: dossier\nlangue: fr\nfictif: oui\n", encoding="utf-8")
    sessions = {path.name: path.read_text("utf-8") for path in sorted(EXAMPLE.glob("seances/seminaire-*.yaml"))}
    text = (EXAMPLE / "action.yaml").read_text(encoding="utf-8")
    head = text[: text.index("\nfinanceurs:")]
    for number in range(actions):
        home = folder / "actions" / f"a{number:05}"
        (home / "seances").mkdir(parents=True)
        named = "\n".join(f"  - {{id: f{i}, nom: Financeur inventé {i}}}" for i in range(funders))
        own = head.replace("id: virlouve-2024-2025", f"id: action-{number}")
        own = own.replace("titre: ", f"titre: Action {number}, ", 1).replace("[territoires/vallee-2025.yaml]", "[]")
        (home / "action.yaml").write_text(f"{own}\nfinanceurs:\n{named}\n", encoding="utf-8")
        for name, session in sessions.items():
            (home / "seances" / name).write_text(session, encoding="utf-8")
        yield home / "action.yaml"


def _order(path: Path, funder: str | None) -> BilanOrder:
    return BilanOrder(path, DAY, funder, audience=Audience.FUNDER)


def _jobs(path: Path) -> Iterator[TypstJob]:
    read = read_for_bilan(path)
    for funder in read.action.funders:
        order = _order(path, funder.id)
        asked = funder_of(read, order.funder)
        yield typst_job(bilan_page(read, asked, bilan_request(read, asked, order)))


def _compile_all(jobs: list[TypstJob], workers: int) -> None:
    for _ in each_done(compiled, jobs, workers):
        pass


def _batch(folder: Path, actions: list[Path], workers: int) -> None:
    wanted = bilan_tasks(actions, folder, _order(Path(), None), every_funder=True)
    refused = [outcome for outcome in run_batch(wanted.tasks, folder, workers, wanted.lists) if outcome.error]
    if refused:
        raise SystemExit(json.dumps([(each.task.key, str(each.error)) for each in refused[:3]], ensure_ascii=False))


def _peak_of_workers(folder: Path, actions: list[Path], cores: int) -> float:
    """The most memory, in MB, that a worker has held at the end of a batch made afresh. Each tells its own."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        wanted = bilan_tasks(actions, Path(name), _order(Path(), None), every_funder=True)
        return max(peak for _, peak in each_done(_made_and_peak, wanted.tasks, cores) if isinstance(peak, float))


def _made_and_peak(task: Task) -> float:
    task.make()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _timed(work: partial[None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
