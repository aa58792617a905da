"""How wide a text is drawn, and how to make it fit: wrapped, then abridged, never cut nor shrunk."""

import re
import unicodedata
from collections.abc import Callable

_HUNDREDTHS_OF_EM = {
    15: "\u2009\u202f",
    25: "ij‘’",
    30: " '!,.:;Ifl|\u00a0¦·ÌÍÎÏìíîïı",
    35: "()-/[\\]rt{}¡‑",
    40: "ª°²³¹º•",
    45: '"*“”',
    50: "J^cksvxyzçýÿšž",
    55: "`¨±´¸÷≥≤",
    60: "#$+0123456789<=>?L_abdeghnopqu~¢£¤¥§«¬µ¶»×àáâãäåèéêëðñòóôõöùúûüþ–€−",
    65: "FTZ¿ßøŽ",
    70: "&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞŠŸ",
    75: "CDHNRUw©®ÇÐÑÙÚÛÜ",
    80: "GOQÒÓÔÕÖØ",
    85: "Mm½",
    90: "%æ",
    95: "Wœ",
    100: "ÆŒ—…→",
    105: "@",
}
"""The wider of Source Sans 3 and Arial, rounded up: a page read without our font must not overflow either."""

_WIDTH_OF = {character: width for width, characters in _HUNDREDTHS_OF_EM.items() for character in characters}
_WIDTH_OF_OTHERS = 105
_SEMIBOLD = 1.08
_BREAK = re.compile(r"(?<!«) (?![?!:;»](?:\W|$))")
"""Where a line may end: not at the space that French puts beside a mark, so that none begins with «?»."""
_SOFT_SPACES = str.maketrans("\t\n\r\f\v", "     ")


def text_width(text: str, size: float, *, semibold: bool = False) -> float:
    """Width drawn, never less than the real one in the fonts of the table; other scripts count a full em a letter."""
    hundredths = sum(
        _WIDTH_OF.get(character, 0 if unicodedata.combining(character) else _WIDTH_OF_OTHERS) for character in text
    )
    return hundredths / 100 * size * (_SEMIBOLD if semibold else 1)


def fitted(text: str, size: float, width: float, lines: int = 1, *, semibold: bool = False) -> tuple[str, ...]:
    """The text on at most `lines` lines of `width`; what is too long ends with «…». No-break spaces don't break.

    A word longer than a line is cut after a hyphen if it has one, else anywhere.
    """

    def fits(candidate: str) -> bool:
        return text_width(candidate, size, semibold=semibold) <= width

    words = [word.strip(" ") for word in _BREAK.split(text.translate(_SOFT_SPACES)) if word.strip(" ")]
    done: list[str] = []
    line = ""
    while words:
        longer = f"{line} {words[0]}" if line else words[0]
        if fits(longer):
            line = longer
            words.pop(0)
        elif len(done) == lines - 1:
            done.append(_abridged(longer, fits))
            return tuple(done)
        elif line:
            done.append(line)
            line = ""
        else:
            longest = next(end for end in range(len(words[0]), -1, -1) if fits(words[0][:end]))
            cut = max(1, words[0].rfind("-", 0, longest) + 1 or longest)
            done.append(words[0][:cut])
            words[0] = words[0][cut:]
            words = words if words[0] else words[1:]
    return (*done, line) if line else tuple(done)


def _abridged(text: str, fits: Callable[[str], bool]) -> str:
    """The longest beginning that fits with its ellipsis, at a word's end if that loses little."""
    end = next((end for end in range(len(text) - 1, 0, -1) if fits(text[:end].rstrip() + "…")), 0)
    at_word = text.rfind(" ", 0, end + 1)
    if at_word > end - 12 and at_word > 0:
        end = at_word
    return text[:end].rstrip().rstrip(" ,;:.'’«(–-") + "…"
