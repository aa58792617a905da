"""The files of a dossier and what they name, read off their lines: fast, and never wrong enough to hinder."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from cit_toolkit.model.text import identifier_of

MOST_FILES = 400
MOST_BYTES = 400_000
"""Of a file: enough for thousands of identifiers."""
_HEAD = 4_000
_DEEPEST = 4
_LEFT_OUT = {"sorties", "schemas", "templates", "node_modules", "__pycache__"}
_KIND = re.compile(r"^(?:\ufeff)?type\s*:\s*[\"']?([\w-]+)", re.MULTILINE)
_TOP_LEVEL = re.compile(r"^[^\s#-].*$", re.MULTILINE)
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)
_ID = re.compile(r"(?:^|[\s{,])id\s*:\s*[\"']?([\w-]+)")
_NAME = re.compile(r"(?:^|[\s{,])(?:nom|intitule|titre|name|title)\s*:\s*(\"[^\"]*\"|'[^']*'|[^,}\n#]+)")


def files_of(kinds: tuple[str, ...], beginning: str) -> list[str]:
    """The files of some kinds, as one would type them; below the folder already typed, or below this one."""
    folder = beginning.rpartition("/")[0]
    start = Path(folder) if folder else Path("/" if beginning.startswith("/") else ".")
    return [path.as_posix() for path in _yaml_files(start) if _kind_of(path) in kinds]


def _yaml_files(start: Path) -> Iterator[Path]:
    seen = 0
    for here, folders, names in os.walk(start):
        depth = len(Path(here).relative_to(start).parts)
        kept = sorted(name for name in folders if name[:1] != "." and name not in _LEFT_OUT)
        folders[:] = kept if depth < _DEEPEST else []
        for name in sorted(names):
            if name.endswith((".yaml", ".yml")) and name[:1] != ".":
                seen += 1
                if seen > MOST_FILES:
                    return
                yield Path(here) / name


def _kind_of(path: Path) -> str:
    found = _KIND.search(_beginning(path, _HEAD))
    return found[1].lower() if found else ""


def _beginning(path: Path, most: int) -> str:
    try:
        with path.open("rb") as file:
            return file.read(most).decode("utf-8", errors="replace")
    except OSError:
        return ""


def identifiers(path: Path, *sections: str) -> list[str]:
    """The identifiers of the items of some lists of a file: written, or made from their names."""
    text = _beginning(path, MOST_BYTES)
    starts = [found.start() for found in _TOP_LEVEL.finditer(text)]
    found: list[str] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        part = text[start:end]
        if part.partition(":")[0].strip() in sections:
            found += _of_items(part)
    return list(dict.fromkeys(found))


def own_identifier(path: Path) -> str:
    """The identifier of what a file describes."""
    text = _beginning(path, MOST_BYTES)
    found = re.search(r"^id\s*:\s*[\"']?([\w-]+)", text, re.MULTILINE)
    return found[1] if found else _named(re.search(r"^(?:nom|titre|name|title)\s*:\s*(.+)$", text, re.MULTILINE))


def _of_items(part: str) -> Iterator[str]:
    marks = list(_ITEM.finditer(part))
    if not marks:
        return
    margin = min(len(mark[1]) for mark in marks)
    starts = [mark.end() for mark in marks if len(mark[1]) == margin]
    for start, end in zip(starts, [*starts[1:], len(part)], strict=True):
        item = part[start:end]
        head = item if item.startswith("{") else _own_lines(item, margin + 2)
        written = _ID.search(head)
        if name := written[1] if written else _named(_NAME.search(head)):
            yield name


def _own_lines(item: str, indent: int) -> str:
    """The lines of an item that are its own keys, and no deeper ones."""
    own = re.compile(rf" {{{indent}}}(?! )")
    first, *others = item.split("\n")
    return "\n".join([first, *(line for line in others if own.match(line))])


def _named(found: re.Match[str] | None) -> str:
    return identifier_of(found[1].strip().strip("\"'")) if found else ""
