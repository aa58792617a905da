"""Noticing that a file was saved: by looking at the folder again and again, which works on every disk and system."""

import os
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from cit_toolkit.loading.workspace import find_dossier

_ENDINGS = (".yaml", ".yml", ".md", ".svg", ".png", ".jpg", ".jpeg", ".ttf", ".otf")
"""Files that documents are made from: descriptions, methods, templates, logo and font."""
_PAUSE = 0.4
"""Seconds between two looks. A folder that takes long to go through is looked at less often."""
_SHARE = 10
"""At most one tenth of the time is spent looking."""

Stamps = Mapping[str, tuple[int, int]]


def stamps(root: Path) -> Stamps:
    """When each file of a dossier was last written, and its size; outputs and hidden folders left out."""
    dossier = find_dossier(root)
    outputs = dossier.inside(dossier.settings.outputs)
    found = {}
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        folders[:] = [name for name in folders if not name.startswith(".") and (here / name).resolve() != outputs]
        for name in names:
            if name.endswith(_ENDINGS):
                try:
                    status = (here / name).stat()
                except OSError:
                    continue  # gone between the two calls: the next look tells
                found[str(here / name)] = (status.st_mtime_ns, status.st_size)
    return found


class Watch(threading.Thread):
    """Calls `changed` each time something was saved, until it is stopped."""

    def __init__(self, root: Path, changed: Callable[[], None]) -> None:
        super().__init__(name="watch", daemon=True)
        self._root = root
        self._changed = changed
        self._stopped = threading.Event()
        self._seen = stamps(root)

    def run(self) -> None:
        """Look, wait, look again."""
        pause = _PAUSE
        while not self._stopped.wait(pause):
            start = time.monotonic()
            now = stamps(self._root)
            pause = max(_PAUSE, _SHARE * (time.monotonic() - start))
            if now != self._seen:
                self._seen = now
                self._changed()

    def stop(self) -> None:
        """End the thread; it may be looking for the last time."""
        self._stopped.set()
