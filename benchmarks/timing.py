"""Timing several ways of doing a thing in turn, so that a slow moment of the machine is shared by all."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table."""

    name: str
    milliseconds: float
    floor: str
    floor_milliseconds: float
    target: float | None = None
    """The ratio not to pass, or None when it is only told."""
    megabytes: float | None = None
    """Peak memory of the process, when a whole process was timed and the system tells it."""

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.milliseconds / self.floor_milliseconds

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        return None if self.target is None else self.ratio <= self.target


def interleaved(ways: Mapping[str, Callable[[int], None]], rounds: int) -> dict[str, float]:
    """Median milliseconds of each way, taken in turn. Each is first done once for nothing: caches, byte code.

    A way is given a number that it never gets twice, to make inputs that no cache has seen.
    """
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for rank, (name, way) in enumerate(ways.items()):
            start = time.perf_counter()
            way(number * len(ways) + rank)
            times[name].append((time.perf_counter() - start) * 1000)
    return {name: median(taken[1:]) for name, taken in times.items()}


class Processes:
    """Whole processes, with byte code compiled: as after `pip install`, whatever the environment asks for."""

    def __init__(self, folder: Path) -> None:
        self._environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "byte-code"), "CIT_LANG": "fr"}
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.peaks: dict[str, float] = {}

    def way(self, name: str, arguments: Sequence[str]) -> Callable[[int], None]:
        """A way that runs Python with these arguments; its peak memory goes to `peaks` under `name`."""

        def run(_: int) -> None:
            command = [sys.executable, *arguments]
            process = subprocess.Popen(
                command, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
            said = process.stderr.read() if process.stderr else b""
            if hasattr(os, "wait4"):
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
                unit = 1_000_000 if sys.platform == "darwin" else 1_000
                self.peaks[name] = max(self.peaks.get(name, 0), usage.ru_maxrss / unit)
            else:
                process.wait()
            if process.returncode:
                raise RuntimeError(f"{' '.join(command)}: {process.returncode}\n{said.decode(errors='replace')}")

        return run
