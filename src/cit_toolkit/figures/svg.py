"""A small builder of SVG drawings: escaped text, hatching, coordinates that give the same bytes everywhere."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from html import escape

FONT_FAMILY = "Source Sans 3"
_FONT_STACK = f"'{FONT_FAMILY}', 'Source Sans Pro', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"

LINE_HEIGHT = 1.22
"""Of the font size, between the baselines of a wrapped text."""

_BASELINE = 0.35
"""Of the font size: how far under the middle of a line its baseline stands."""

Attribute = str | float | None


class Drawing:
    """One SVG being drawn, `width` units wide; `name` begins every id, since several drawings share an HTML page."""

    def __init__(self, name: str, width: float) -> None:
        self.name = name
        self.width = width
        self._hatches: dict[str, str] = {}
        self._elements: list[str] = []

    def rectangle(self, x: float, y: float, width: float, height: float, **style: Attribute) -> None:
        """A box; style names are those of SVG, with `_` for `-`."""
        self._add("rect", x=x, y=y, width=width, height=height, **style)

    def line(self, x1: float, y1: float, x2: float, y2: float, **style: Attribute) -> None:
        """A straight line; give at least `stroke`."""
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, **style)

    def disc(self, x: float, y: float, radius: float, **style: Attribute) -> None:
        """A circle around (x, y)."""
        self._add("circle", cx=x, cy=y, r=radius, **style)

    def ellipse(self, x: float, y: float, across: float, down: float, **style: Attribute) -> None:
        """An ellipse around (x, y), of half-width `across` and half-height `down`."""
        self._add("ellipse", cx=x, cy=y, rx=across, ry=down, **style)

    def path(self, steps: Iterable[str | float], **style: Attribute) -> None:
        """A line through SVG path commands and their numbers: `("M", 0, 0, "L", 10, 5)`."""
        data = " ".join(step if isinstance(step, str) else _number(step) for step in steps)
        self._add("path", d=data, fill="none", **style)

    @contextmanager
    def titled(self, title: str) -> Iterator[None]:
        """What is drawn inside shows this text when a browser's pointer rests on it."""
        self._elements.append(f"<g><title>{escape(_allowed_in_xml(title))}</title>")
        yield
        self._elements.append("</g>")

    @contextmanager
    def group(self, attributes: Mapping[str, str]) -> Iterator[None]:
        """What is drawn inside is one thing for the page that shows it, known by these attributes."""
        self._elements.append(f"<g{_attributes(**attributes)}>")
        yield
        self._elements.append("</g>")

    def polygon(self, points: Iterable[tuple[float, float]], **style: Attribute) -> None:
        """A closed shape through these points."""
        self._add("polygon", points=" ".join(f"{_number(x)},{_number(y)}" for x, y in points), **style)

    def text(
        self,
        x: float,
        middle: float,
        lines: str | Iterable[str],
        size: float,
        fill: str,
        *,
        anchor: str = "start",
        semibold: bool = False,
        halo: str | None = None,
    ) -> None:
        """One or more lines centred on the height `middle`: rows then align whatever number of lines each takes.

        A `halo` of the colour of the ground keeps letters legible over lines.
        """
        shown = (lines,) if isinstance(lines, str) else tuple(lines)
        first = middle - (len(shown) - 1) * size * LINE_HEIGHT / 2 + size * _BASELINE
        for number, line in enumerate(shown):
            style = _attributes(
                x=x, y=first + number * size * LINE_HEIGHT, font_size=size, fill=fill,
                text_anchor=None if anchor == "start" else anchor, font_weight=600 if semibold else None,
                stroke=halo, stroke_width=3.4 if halo else None, stroke_linejoin="round" if halo else None,
                paint_order="stroke" if halo else None,
            )  # fmt: skip
            self._elements.append(f"<text{style}>{escape(_allowed_in_xml(line))}</text>")

    def hatch(self, colour: str) -> str:
        """A fill of slanted lines, for what is possible without being certain: told by its texture, not its colour."""
        if colour not in self._hatches:
            self._hatches[colour] = f"{self.name}-hatch-{len(self._hatches) + 1}"
        return f"url(#{self._hatches[colour]})"

    def finish(self, height: float) -> str:
        """The whole SVG document."""
        size = _attributes(width=self.width, height=height, viewBox=f"0 0 {_number(self.width)} {_number(height)}")
        patterns = "".join(_pattern(identifier, colour) for colour, identifier in self._hatches.items())
        definitions = f"<defs>{patterns}</defs>\n" if patterns else ""
        body = "\n".join(self._elements)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg"{size} font-family="{_FONT_STACK}">\n{definitions}{body}\n</svg>\n'
        )

    def _add(self, tag: str, **attributes: Attribute) -> None:
        self._elements.append(f"<{tag}{_attributes(**attributes)}/>")


def _pattern(identifier: str, colour: str) -> str:
    return (
        f'<pattern id="{identifier}" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<rect width="6" height="6" fill="#ffffff"/>'
        f'<path d="M-1.5 1.5L1.5 -1.5M0 6L6 0M4.5 7.5L7.5 4.5" stroke="{colour}" stroke-width="1.3"/></pattern>'
    )


def _attributes(**attributes: Attribute) -> str:
    return "".join(
        f' {name.replace("_", "-")}="{escape(value) if isinstance(value, str) else _number(value)}"'
        for name, value in attributes.items()
        if value is not None
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _allowed_in_xml(text: str) -> str:
    """XML has no way to write control characters and lone surrogates, not even escaped."""
    return "".join(c if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff" else " " for c in text)
