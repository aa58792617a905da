"""A small kind of document for the tests of batches: the upper case of its source and of what stands beside it."""

import os
import sys
import time
from datetime import datetime
from functools import partial
from pathlib import Path

from cit_toolkit.batch.run import run_batch
from cit_toolkit.batch.tasks import Made, Task
from cit_toolkit.problems import CitError, Position, Problem, Severity


def shouted(source: Path, name: str, slow: float = 0) -> Made:
    """The document: refused when its source says «refus», warned when it says «attention»."""
    text = source.read_text(encoding="utf-8")
    if "refus" in text:
        raise CitError("not-an-action", name=str(source), kind="territoire")
    if "panne" in text:
        raise ZeroDivisionError(text)
    time.sleep(slow)
    beside = sorted(source.parent.glob(f"{source.stem}-*.txt"))
    content = "\n".join(path.read_text(encoding="utf-8").upper() for path in (source, *beside))
    warned = (Problem("unknown-key", Position(str(source), 1, 1), severity=Severity.WARNING),)
    return Made(
        files=((name, content.encode() * 2000),),
        inputs=(source, *beside),
        patterns=((source.parent, f"{source.stem}-*.txt"),),
        problems=warned if "attention" in text else (),
    )


def task(source: Path, settings: str = "", slow: float = 0) -> Task:
    """The task of making it."""
    name = f"{source.stem}.md"
    return Task(source.name, source, source.parent, settings, partial(shouted, source, name, slow))


def old(path: Path, text: str) -> Path:
    """A source written long ago: one saved while documents are made from it would be looked at again."""
    path.write_text(text, encoding="utf-8")
    long_ago = datetime(2026, 1, 1).timestamp()
    os.utime(path, (long_ago, long_ago))
    return path


def main() -> None:
    """Run a batch in a process of its own: SOURCES OUTPUTS SECONDS WORKERS."""
    sources, outputs, slow, workers = sys.argv[1:]
    tasks = [task(path, slow=float(slow)) for path in sorted(Path(sources).glob("*.txt")) if "-" not in path.stem]
    try:
        for outcome in run_batch(tasks, Path(outputs), int(workers)):
            print(outcome.task.key, outcome.state.value, outcome.unchanged, flush=True)  # noqa: T201 - its parent reads
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
