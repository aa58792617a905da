"""What a figure module hands to a document: the drawing, and the words that go with it."""

import re
from dataclasses import dataclass
from html import escape

_ROOT = re.compile(r"<svg [^>]*>")
_SIZE = re.compile(r' (?:width|height)="([\d.]+)"')
_DIMENSIONS = re.compile(r'width="[^"]*" height="[^"]*" viewBox="[^"]*"')
_MM_PER_UNIT = 25.4 / 96
_MARGIN = 16
"""Around a drawing that goes alone."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its alternative text and caption."""

    name: str
    """What templates call it (`figure:coverage`): lower case, digits and hyphens; also its file name."""

    svg: str
    """A whole SVG document. Its texts name the font «Source Sans 3», the one shipped with the documents."""

    alternative: str
    """What a reader who does not see the drawing must be told, made from the same data; plain text."""

    caption: str
    """The line printed under the drawing, without its number; plain text."""

    @property
    def size_mm(self) -> tuple[float, float]:
        """Its own width and height, in millimetres on paper."""
        width, height = _SIZE.findall(self._root)[:2]
        return float(width) * _MM_PER_UNIT, float(height) * _MM_PER_UNIT

    def alone(self) -> str:
        """The drawing as a file that nothing goes with: on white, with a margin, its words inside."""
        width, height = (float(number) + 2 * _MARGIN for number in _SIZE.findall(self._root)[:2])
        box = f"{-_MARGIN} {-_MARGIN} {width:g} {height:g}"
        size = f'width="{width:g}" height="{height:g}" viewBox="{box}" role="img" aria-labelledby="name words"'
        words = f'<title id="name">{escape(self.caption)}</title><desc id="words">{escape(self.alternative)}</desc>'
        ground = f'<rect x="{-_MARGIN}" y="{-_MARGIN}" width="{width:g}" height="{height:g}" fill="#ffffff"/>'
        return f"{_DIMENSIONS.sub(size, self._root, count=1)}\n{words}{ground}{self.svg.removeprefix(self._root)}"

    @property
    def _root(self) -> str:
        found = _ROOT.match(self.svg)
        if found is None:
            raise ValueError("not an SVG document")
        return found[0]
