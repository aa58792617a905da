"""What summaries are printed with: where to, and texts that come out to the letter.

Every text that comes from a file goes through `shown`: Rich would read «[x]» in a plain string as a mark.
"""

import io
import re
import sys
from collections.abc import Iterable
from typing import Any, TextIO, cast

from rich.console import Console
from rich.containers import Lines
from rich.table import Table
from rich.text import Text

from cit_toolkit.wording.problem_text import visible

_HELD = re.compile("[\u00a0\u202f]| (?=[?!:;»])|(?<=«) ")
"""Spaces that never end a line. Rich cuts at any of them, even those written not to be cut."""
_SPACES, _STAND_INS = "\u00a0\u202f ", "\ue000\ue001\ue002"
_STAND_IN = str.maketrans(_SPACES, _STAND_INS)
_SPACE = str.maketrans(_STAND_INS, _SPACES)


class _Shown(Text):
    def wrap(self, *arguments: Any, **options: Any) -> Lines:
        """The lines of the text, cut at the other spaces only."""
        held = self.copy()
        held.plain = _HELD.sub(lambda found: found[0].translate(_STAND_IN), self.plain)
        lines = held.wrap(*arguments, **options)
        for line in lines:
            line.plain = line.plain.translate(_SPACE)
        return lines


class _Page(io.TextIOBase):
    """A file or a pipe: Rich fills its lines with spaces up to the margin, which nobody wants there."""

    def write(self, text: str) -> int:
        """Pass on whole lines, without what fills them."""
        return sys.stdout.write(re.sub(r" +$", "", text, flags=re.MULTILINE))


def console() -> Console:
    """Where summaries go: colour on a terminal only, and never with NO_COLOR; 80 columns when piped."""
    terminal = sys.stdout.isatty()
    file, width = (sys.stdout, None) if terminal else (cast(TextIO, _Page()), 80)
    return Console(file=file, highlight=False, markup=False, emoji=False, width=width, soft_wrap=False)


def shown(text: str, style: str = "") -> Text:
    """A text to the letter: neither Rich nor the terminal finds a command in it, and lines are cut at spaces only."""
    return _Shown(visible(text), style=style)


def beside(rows: Iterable[tuple[Text, Text]]) -> Table:
    """Each label with its text beside it, whose lines all begin at the same place."""
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table
