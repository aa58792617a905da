"""Where some words of a long text stand in its file: block texts, folded texts and quoted texts are written otherwise
than they are read."""

import re
from collections.abc import Sequence

_LOOSE = {"'": "['’]", "’": "['’]"}


def place_in_lines(lines: Sequence[str], first: int, words: str, occurrence: int) -> tuple[int, int, int] | None:
    """Line, column and width of the nth `occurrence` (from 0) of words, looked for from a line counted from 1.

    The width is that of the part on the first line, when the words go on. None when the file writes them differently.
    """
    text = "\n".join(lines[first - 1 :])
    between = r"(?:[ \t\u00a0\u202f*_`]|\n[ \t]*)+"
    pattern = between.join("".join(_LOOSE.get(c, re.escape(c)) for c in word) for word in words.split())
    for rank, found in enumerate(re.finditer(pattern, text)):
        if rank == occurrence:
            start = text.rfind("\n", 0, found.start()) + 1
            end = text.find("\n", found.start())
            stop = min(found.end(), end if end >= 0 else len(text))
            line = first + text.count("\n", 0, found.start())
            return line, found.start() - start + 1, max(1, stop - found.start())
    return None
