"""Texts as XLSX writes them, with an escape for what XML cannot hold."""

import re

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a character that XML cannot hold is written: `_x000D_` ends a line typed under Windows."""
_LIKE_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def unescaped(text: str) -> str:
    """A text as it was typed: `_x000D_` is the end of a line, and «_x000D_» itself is written `_x005F_x000D_`."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: _character(int(found[1], 16)), text)


def _character(code: int) -> str:
    """Nothing for what no text may hold."""
    return chr(code) if chr(code) in "\t\n\r" or chr(code).isprintable() else ""


def escaped(text: str) -> str:
    """A text that a spreadsheet shows as it is, whatever it holds that looks like an escape."""
    return _LIKE_ESCAPED.sub("_x005F_", text) if "_x" in text else text
