"""What a failure of ours leaves behind: a file to send to a maintainer."""

import os
import sys
import tempfile
import traceback
from pathlib import Path

from cit_toolkit import __version__


def failure_report(what: str, error: BaseException) -> Path:
    """Write what was being done and where it failed into a new file; its path."""
    handle, name = tempfile.mkstemp(prefix="cit-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(f"cit {__version__}\nPython {sys.version}\n{what}\n\n")
        stream.write("".join(traceback.format_exception(error)))
    return Path(name)
