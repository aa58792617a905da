"""An SVG document made part of an HTML page: one picture with a name, whose inner names meet no other's."""

import re
from xml.etree import ElementTree

from cit_toolkit.rendering.markdown_tokens import PlacedFigure

_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_OWN_WORDS = (f"{{{_SVG}}}title", f"{{{_SVG}}}desc")


def inline_drawing(placed: PlacedFigure) -> str:
    """The drawing as an `<svg role="img">` named by its caption and described by its alternative text."""
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    drawing = ElementTree.fromstring(placed.figure.svg)
    prefix = f"figure-{placed.number}-"
    for element in drawing.iter():
        _prefix_names(element, prefix)
    for own_word in [child for child in drawing if child.tag in _OWN_WORDS]:
        drawing.remove(own_word)
    _describe(drawing, prefix, placed)
    return ElementTree.tostring(drawing, encoding="unicode")


def _describe(drawing: ElementTree.Element, prefix: str, placed: PlacedFigure) -> None:
    for position, (tag, words) in enumerate((("title", placed.label), ("desc", placed.figure.alternative))):
        element = ElementTree.Element(f"{{{_SVG}}}{tag}", {"id": prefix + tag})
        element.text = words
        drawing.insert(position, element)
    drawing.set("role", "img")
    drawing.set("aria-labelledby", f"{prefix}title {prefix}desc")
    for attribute in ("aria-label", "aria-describedby"):
        drawing.attrib.pop(attribute, None)


def _prefix_names(element: ElementTree.Element, prefix: str) -> None:
    for name, value in element.attrib.items():
        if name == "id":
            element.set(name, prefix + value)
        elif name in ("href", _LINK) and value.startswith("#"):
            element.set(name, f"#{prefix}{value[1:]}")
        elif "url(#" in value:
            element.set(name, re.sub(r"url\(#", f"url(#{prefix}", value))
