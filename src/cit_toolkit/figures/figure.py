"""What a figure module hands to a document: the drawing, and the words that go with it."""

from dataclasses import dataclass


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
