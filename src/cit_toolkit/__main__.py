"""The `cit` command. `--version` answers before anything is imported: it is what scripts call most."""

import os
import sys
from typing import Any, NoReturn


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in ("stdout", "stderr"):
        if getattr(sys, stream) is None:  # closed by the caller, who wants nothing of it
            setattr(sys, stream, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
        _write_anything(getattr(sys, stream))
    if sys.argv[1:] == ["--version"] and _told_version():
        return
    if "_CIT_COMPLETE" in os.environ:
        from cit_toolkit.cli.completion.answering import answer

        if answer(os.environ):
            return
    import gc

    # Looking through everything installed for plugins of pydantic takes time, and what one would do to a diagnosis
    # nobody could tell.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # A command makes objects by the hundred thousand, few of them in cycles, and ends within the second: looking for
    # cycles as often as Python does costs a tenth of it.
    gc.set_threshold(200_000, 20, 20)
    from cit_toolkit.cli.error_boundary import run

    _leave(run(sys.argv[1:]))


def _write_anything(stream: Any) -> None:
    """A file or a pipe receives UTF-8, as JSON must be; a terminal, or whoever asks for another encoding, a question
    mark in place of what it cannot hold: no name or bar ever stops a command."""
    asked = stream.isatty() or "PYTHONIOENCODING" in os.environ
    stream.reconfigure(encoding=None if asked else "utf-8", errors="replace")


def _told_version() -> bool:
    from cit_toolkit import __version__

    try:
        sys.stdout.write(f"cit {__version__}\n")
        sys.stdout.flush()
    except OSError:  # to be told in words, as for any command
        return False
    return True


def _leave(code: int) -> NoReturn:
    """End here, what was asked for on the way out done: taking every object apart costs another tenth, for nothing."""
    import atexit
    from contextlib import suppress

    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # closed by whoever reads it
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
