"""What a page has its reader do: commands typed, words that must be seen, files changed. Tests and pictures follow it.

In a page, ```bash holds commands, a block without a language what must be seen after them, and a block with a title
the text to put in that file: whole, or in the place of the same keys.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^(?P<indent> *)```(?P<head>[^\n`]*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r'title="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Step:
    """One block of a page."""

    language: str
    title: str
    """The file a text goes to; empty for the others."""
    text: str


def steps(page: str) -> Iterator[Step]:
    """The blocks of a page, in order."""
    for found in _FENCE.finditer(page):
        language, _, rest = found["head"].partition(" ")
        titled = _TITLE.search(rest)
        text = re.sub(f"^{found['indent']}", "", found["text"], flags=re.MULTILINE)
        yield Step(language, titled[1] if titled else "", text)


def put(step: Step, folder: Path) -> None:
    """Do to a file what a page asks: as somebody with a text editor would."""
    path = folder / step.title
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else None
    whole = before is None or step.language != "yaml" or step.text.startswith("type:")
    path.write_text(step.text if whole else _with(before or "", step.text), encoding="utf-8")


def _with(text: str, block: str) -> str:
    """A file with the keys of a block in the place of its own: lines inside a key, or whole keys."""
    inside = block.startswith(" ")
    parts = block.splitlines(keepends=True) if inside else re.split(r"^(?=\w)", block, flags=re.MULTILINE)
    for part in filter(None, parts):
        key = re.escape(part.partition(":")[0])
        below = r"" if inside else r"(?:[ -].*\n|\n(?=[ -]))*"
        text, count = re.subn(rf"^{key}:.*\n{below}", lambda _, new=part: new, text, count=1, flags=re.MULTILINE)
        if not count:
            raise LookupError(f"no key {part.partition(':')[0].strip()} to put a text in the place of")
    return text
