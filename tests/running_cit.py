"""`cit` run as a user runs it: what it printed, what it said, and its exit code."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

EXAMPLES = Path(__file__).parent.parent / "examples"
VALLEY = EXAMPLES / "vallee-fictive" / "territoires" / "vallee-2025.yaml"


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str


def cit(*arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Ended:
    """Run the program in this process: a hundred times faster than starting an interpreter, with the same streams."""
    from cit_toolkit.cli.error_boundary import run

    words = [str(argument) for argument in arguments]
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    settings = {"CIT_LANG": "fr", **(env or {})}
    with ExitStack() as stack:
        stack.enter_context(patch.dict(os.environ, settings))
        stack.enter_context(patch.object(sys, "argv", ["cit", *words]))
        stack.enter_context(patch.object(sys, "stdout", out))
        stack.enter_context(patch.object(sys, "stderr", err))
        if cwd is not None:
            stack.callback(os.chdir, Path.cwd())
            os.chdir(cwd)
        code = run(words)
        for stream in (out, err):
            stream.flush()
    return Ended(code, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err)))  # type: ignore[attr-defined]


def cit_process(*arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Ended:
    """Run the program for real, in a process of its own."""
    command = [sys.executable, "-m", "cit_toolkit", *map(str, arguments)]
    settings = {**os.environ, "CIT_LANG": "fr", "PYTHONUTF8": "1", **(env or {})}
    ended = subprocess.run(command, capture_output=True, cwd=cwd, env=settings, check=False)
    return Ended(ended.returncode, ended.stdout.decode("utf-8"), ended.stderr.decode("utf-8"))


def write_territory(folder: Path, text: str, name: str = "territoire.yaml") -> Path:
    """A territory file: `type` and `nom` are added when the text does not give them."""
    head = "" if "type:" in text else "type: territoire\n"
    head += "" if "\nnom:" in f"\n{text}" else "nom: Val-Essai\n"
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + text, encoding="utf-8")
    return path
