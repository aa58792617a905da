"""Reads a drawing back as a viewer would: its texts with the boxes they take, and whether any covers another."""

from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree

from cit_toolkit.figures.text_fitting import text_width

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class DrawnText:
    text: str
    left: float
    top: float
    right: float
    bottom: float


def drawn_texts(svg: str) -> list[DrawnText]:
    texts = []
    for element in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        size, x, baseline = (float(element.attrib[name]) for name in ("font-size", "x", "y"))
        text = element.text or ""
        width = text_width(text, size, semibold=element.get("font-weight") == "600")
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[element.get("text-anchor", "start")]
        texts.append(DrawnText(text, left, baseline - 0.76 * size, left + width, baseline + 0.24 * size))
    return texts


def words_of(svg: str) -> str:
    return " ".join(drawn.text for drawn in drawn_texts(svg))


def fills_of(svg: str, tag: str) -> list[str]:
    return [element.get("fill", "") for element in ElementTree.fromstring(svg).findall(f"{SVG}{tag}")]


def hatched_boxes(svg: str) -> int:
    return sum(fill.startswith("url(#") for fill in fills_of(svg, "rect"))


def assert_legible(svg: str) -> None:
    """No text leaves the drawing, none covers another."""
    root = ElementTree.fromstring(svg)
    _, _, width, height = (float(number) for number in root.attrib["viewBox"].split())
    texts = drawn_texts(svg)
    for drawn in texts:
        assert drawn.left >= -0.01 and drawn.right <= width + 0.01, drawn
        assert drawn.top >= 0 and drawn.bottom <= height, drawn
    for one, other in combinations(texts, 2):
        apart = one.right <= other.left or other.right <= one.left or one.bottom <= other.top or other.bottom <= one.top
        assert apart, (one, other)
