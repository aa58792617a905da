"""A pool of processes that stay warm: engines and methods are loaded once in each, and one that dies stops nothing."""

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context, parent_process
from typing import Any, TypeVar

Given = TypeVar("Given")
Found = TypeVar("Found")

WAITING_PER_WORKER = 2
"""Tasks handed out ahead of need: results come as fast as workers make them, and memory stays flat."""


class WorkerDied(Exception):  # noqa: N818 - not a failure of ours: what is said of a task whose process was killed
    """The process at work on something ended before it was done."""


def each_done(
    work: Callable[[Given], Found], given: Iterable[Given], workers: int
) -> Iterator[tuple[Given, Found | WorkerDied]]:
    """Each thing given and what `work` made of it, in the order they end. With one worker, in this process.

    A worker that is killed takes what it was doing with it: each such thing is tried once more on its own, and given
    back with WorkerDied when its process dies again.
    """
    if workers <= 1:
        yield from ((each, work(each)) for each in given)
        return
    waiting = iter(given)
    while True:
        lost: list[Given] = []
        yield from _while_the_pool_stands(work, waiting, workers, lost)
        if not lost:
            return
        for each in lost:
            yield each, _alone(work, each)


def _while_the_pool_stands(
    work: Callable[[Given], Found], waiting: Iterator[Given], workers: int, lost: list[Given]
) -> Iterator[tuple[Given, Found | WorkerDied]]:
    pool = ProcessPoolExecutor(workers, mp_context=_context(), initializer=_settle)
    running: dict[Future[Found], Given] = {}
    try:
        while True:
            while len(running) < workers * WAITING_PER_WORKER and not lost:
                try:
                    each = next(waiting)
                except StopIteration:
                    break
                try:
                    running[pool.submit(work, each)] = each
                except BrokenProcessPool:
                    lost.append(each)
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                each = running.pop(future)
                try:
                    found = future.result()
                except BrokenProcessPool:
                    lost.append(each)
                else:
                    yield each, found
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _alone(work: Callable[[Given], Found], each: Given) -> Found | WorkerDied:
    with ProcessPoolExecutor(1, mp_context=_context(), initializer=_settle) as pool:
        try:
            return pool.submit(work, each).result()
        except BrokenProcessPool:
            return WorkerDied()


def _context() -> Any:
    """Workers start from a clean process: forked while threads of the engine run here, they would wait for them."""
    return get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")


def _settle() -> None:
    """A worker leaves interruptions to the process that gives it work, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The engine's own threads gain nothing on documents of a few pages, and fight over the cores.
    os.environ["RAYON_NUM_THREADS"] = "1"
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)
