"""A batch as it goes and as it ended: a bar on a terminal, what was said of each file, and the table."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from cit_toolkit.batch.tasks import Outcome, State
from cit_toolkit.cli.exit_codes import BUG, FINE, PROBLEMS
from cit_toolkit.cli.options import show_problems
from cit_toolkit.cli.said import report_error, say
from cit_toolkit.problems import Problem, Severity
from cit_toolkit.wording.catalog import Catalog


def usable_cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def follow(outcomes: Iterable[Outcome], total: int, catalog: Catalog) -> list[Outcome]:
    """Go through a batch, with a bar on stderr when somebody is watching."""
    done: list[Outcome] = []
    with _bar(total, catalog) as advance:
        for outcome in outcomes:
            done.append(outcome)
            advance()
    return done


@contextmanager
def _bar(total: int, catalog: Catalog) -> Iterator[Any]:
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as progress:
        bar = progress.add_task(catalog.say("batch.making"), total=total)
        yield lambda: progress.advance(bar)


def report(outcomes: list[Outcome], folder: str, catalog: Catalog) -> int:
    """Say each problem once, then what came of the documents; the exit code."""
    show_problems(_once(outcomes), catalog)
    for outcome in outcomes:
        for name, kept in outcome.set_aside:
            say(catalog.say("cli.set-aside", path=name, kept=kept))
    refused = [outcome for outcome in outcomes if outcome.state is State.REFUSED]
    for outcome in refused:
        if outcome.error is not None and not outcome.problems:
            report_error(outcome.error, catalog)
    sys.stdout.write(_table(outcomes, folder, catalog))
    if any(outcome.error is not None and outcome.error.exit_code == BUG for outcome in refused):
        return BUG
    wrong = (problem.severity is Severity.ERROR for outcome in outcomes for problem in outcome.problems)
    return PROBLEMS if refused or any(wrong) else FINE


def _why(outcome: Outcome, catalog: Catalog) -> str:
    """Why a document was refused; the mistakes of its files are told above, with their places."""
    if outcome.error is None or outcome.problems:
        return catalog.say("batch.mistakes", count=len(outcome.problems))
    return catalog.error(outcome.error)[0]


def _once(outcomes: Iterable[Outcome]) -> list[Problem]:
    """A session that ten bilans share has one mistake, not ten."""
    found = {(p.code, p.position): p for outcome in outcomes for p in outcome.problems}
    return sorted(found.values(), key=lambda problem: problem.position)


def _table(outcomes: list[Outcome], folder: str, catalog: Catalog) -> str:
    lines = []
    for outcome in outcomes:
        if outcome.state is State.REFUSED:
            lines.append(catalog.say("batch.refused", what=outcome.task.key, why=_why(outcome, catalog)))
        elif outcome.lacks:
            lines.append(catalog.say("batch.lacks", what=outcome.outputs[0], count=outcome.lacks))
    counts = Counter(outcome.state for outcome in outcomes)
    unchanged = sum(outcome.unchanged for outcome in outcomes)
    told = [catalog.say(f"batch.count.{state.value}", count=counts[state]) for state in State if counts[state]]
    if unchanged:
        told.append(catalog.say("batch.count.unchanged", count=unchanged))
    return "".join(f"{line}\n" for line in (*lines, catalog.say("batch.end", told=told, folder=folder)))
