"""The Markdown as a file of its own: its figures beside it, or told in words where there is no place for files."""

import re
from collections.abc import Mapping

from cit_toolkit.figures.figure import Figure
from cit_toolkit.rendering.characters import without_forbidden_characters
from cit_toolkit.rendering.markdown_tokens import FIGURE_SCHEME
from cit_toolkit.rendering.page import Page
from cit_toolkit.rendering.template_engine import plain

_FIGURE = re.compile(rf"!\[((?:\\.|[^\]\\\n])*)\]\({FIGURE_SCHEME}([\w-]+)((?:\s+\"(?:\\.|[^\"\\\n])*\")?\s*)\)")
_TITLE = re.compile(r"# .+\n")
_FENCED = re.compile(r"(^ {0,3}(?:```|~~~).*?^ {0,3}(?:```|~~~)[ \t]*$)", re.MULTILINE | re.DOTALL)
_ESCAPED = re.compile(
    r"\\(?P<mark>['$&#+])|\\.|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`)", re.DOTALL
)
"""An escape that most texts do without, another one, or code, where a backslash is one."""
_BEGUN = re.compile(r"[^\s>*+\-\d.)|\\]")
"""What shows that a line has begun: neither the mark of a list, of a quotation nor of a cell."""


def markdown_bytes(page: Page, figures_folder: str | None = None) -> bytes:
    """The Markdown in UTF-8; `figures_folder`, as written in links, is where `figure_files` will be put.

    Without a folder (standard output), each figure becomes its alternative text, in italics.
    """
    text = _FIGURE.sub(lambda found: _pointed(found, page.figures, figures_folder), page.markdown)
    if page.notice:
        text = _with_notice(text, page.notice)
    pieces = _FENCED.split(text)
    text = "".join(piece if i % 2 else _lightly_escaped(piece) for i, piece in enumerate(pieces))
    return without_forbidden_characters(text).encode("utf-8")


def _lightly_escaped(text: str) -> str:
    """The text without the escapes that change nothing: people read this format as it is."""
    return _ESCAPED.sub(lambda found: found["mark"] if _is_needless(found) else found[0], text)


def _is_needless(found: re.Match[str]) -> bool:
    text, start, end = found.string, found.start(), found.end()
    before = text[text.rfind("\n", 0, start) + 1 : start]
    match found["mark"]:
        case None:
            return False
        case "&":
            return not re.match(r"(\\?#)?\w+;", text[end:])
        case "#":  # begins a title, or ends one
            return bool(_BEGUN.search(before)) and not re.match(r"[ #\\]*(\n|$)", text[end:])
        case "+":  # begins a list
            return bool(_BEGUN.search(before))
        case _:
            return True


def figure_files(page: Page) -> dict[str, bytes]:
    """The drawings that the Markdown of a page points to, by file name."""
    named = {found[2] for found in _FIGURE.finditer(page.markdown)}
    return {f"{name}.svg": page.figures[name].svg.encode("utf-8") for name in sorted(named & set(page.figures))}


def _pointed(found: re.Match[str], figures: Mapping[str, Figure], folder: str | None) -> str:
    written, name, title = found.groups()
    if name not in figures:
        return written
    alternative = plain(figures[name].alternative) or written
    if folder is None:
        return f"*{alternative}*"
    return f"![{alternative}](<{folder}/{name}.svg>{title})"


def _with_notice(text: str, notice: str) -> str:
    """The notice under the title, where the other formats print it."""
    line = f"**{plain(notice)}**\n"
    title = _TITLE.match(text)
    return f"{title[0]}\n{line}{text[title.end() :]}" if title else f"{line}\n{text}"
