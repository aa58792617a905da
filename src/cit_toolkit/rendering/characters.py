"""Characters that would stop a document, or come out as nothing, and what is done with them."""

import re
import unicodedata
from functools import cache

from cit_toolkit.builtin_data import TEMPLATES

FONTS = TEMPLATES / "styles" / "fonts"
MISSING_GLYPH = "□"
"""Printed for a character that none of our fonts can draw: PDF/A refuses silent holes, and so do we."""

# Control characters (line feed and tab apart), lone surrogates, non-characters, byte order mark: no format takes them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff]")
_LINE_SEPARATORS = re.compile("[\x0b\x0c\x85\u2028\u2029]|\r\n?")
_LATIN = re.compile("[\n -~\xa0-\xff]*")


def without_forbidden_characters(text: str) -> str:
    """The text without what no format can hold; every kind of line separator becomes a line feed."""
    return _FORBIDDEN.sub("", _LINE_SEPARATORS.sub("\n", text))


def printable(text: str) -> str:
    """The text with only characters our fonts can draw.

    Letters and accents that were typed apart (file names of macOS) are put together first: one glyph, well placed.
    """
    if _LATIN.fullmatch(text):
        return text
    return _not_covered().sub(MISSING_GLYPH, unicodedata.normalize("NFC", text))


@cache
def _not_covered() -> re.Pattern[str]:
    """Matches any character outside `coverage.txt`, one hexadecimal `first-last` range a line."""
    ranges = (FONTS / "coverage.txt").read_text(encoding="ascii").split()
    covered = "".join(rf"\U{first:>08}-\U{last:>08}" for first, last in (line.split("-") for line in ranges))
    return re.compile(f"[^\\n{covered}]")
