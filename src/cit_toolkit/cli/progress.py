"""What takes more than a second is told on stderr, with a bar where its steps are known, to who is there."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Any

PATIENCE = 1.0
"""Seconds before anything shows."""


class Progress:
    """How far a long work has come."""

    def __init__(self, total: int, told: str) -> None:
        self._total, self._told = total, told
        self._done, self._started = 0, time.monotonic()
        self._bar: Any = None

    def step(self) -> None:
        """One more thing is done."""
        self._done += 1
        if self._bar is None and sys.stderr.isatty() and time.monotonic() - self._started > PATIENCE:
            from rich.console import Console
            from rich.progress import Progress as Bar

            self._bar = Bar(console=Console(file=sys.stderr), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(self._told, total=self._total)
        if self._bar is not None:
            self._bar.update(self._task, completed=self._done)

    def stop(self) -> None:
        """The bar goes."""
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def progress(total: int, told: str) -> Iterator[Progress]:
    """A bar for as long as the work lasts."""
    made = Progress(total, told)
    try:
        yield made
    finally:
        made.stop()


@contextmanager
def patience(told: str) -> Iterator[None]:
    """A word for as long as one thing lasts that does not tell how far it has come."""
    if not sys.stderr.isatty():
        yield
        return
    shown: list[Any] = []

    def show() -> None:
        from rich.console import Console

        shown.append(Console(file=sys.stderr).status(told))
        shown[0].start()

    timer = Timer(PATIENCE, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        for status in shown:
            status.stop()
