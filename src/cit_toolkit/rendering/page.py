"""Everything a renderer needs to make one file: the finished Markdown and what surrounds it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from cit_toolkit.figures.figure import Figure

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Layout(StrEnum):
    """How a document takes its place on paper or on a screen."""

    REPORT = "report"
    SHEET = "sheet"
    """To be filled in by hand: tables are grids, their centred columns boxes high enough to sign in."""
    SLIDES = "slides"
    """Each section fills a screen, 16 by 9."""


PAPERS = {"a4": (210, 297), "a3": (297, 420), "a2": (420, 594), "a1": (594, 841)}
"""Sheets, the smallest first: millimetres, upright."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheet a PDF is laid out for."""

    name: str = "a4"
    """One of PAPERS."""
    landscape: bool = False

    @property
    def text_width(self) -> int:
        """Millimetres between the margins."""
        return PAPERS[self.name][1 if self.landscape else 0] - 2 * 24

    @property
    def tallest_drawing(self) -> int:
        """Millimetres left to a drawing by the margins, a title and a caption."""
        return PAPERS[self.name][0 if self.landscape else 1] - 128


@dataclass(frozen=True, slots=True)
class Page:
    """A document ready to be laid out. Nothing here depends on its kind: a bilan and a diagnosis are drawn alike."""

    title: str
    """Title in the file's metadata, and printed when the Markdown does not begin with a heading."""

    language: Literal["fr", "en"]
    markdown: str
    date: date
    """The document's date; also the only clock a file is made with, so that the same document gives the same bytes."""

    kind: str
    """Left half of the running header, such as «Diagnostic»."""

    layout: Layout = Layout.REPORT

    figures: Mapping[str, Figure] = field(default_factory=dict)
    """The drawings that `![…](figure:NAME)` may name; no other image is ever opened."""

    organisation: str | None = None
    notice: str | None = None
    """A warning no reader may miss («Territoire fictif»): under the title and at the foot of every page."""

    colour: str = "#2f6f4f"
    logo: bytes | None = None
    logo_ending: Literal["png", "jpg", "svg"] = "png"

    font: bytes | None = None
    """A font of the house, for the headings and tables of PDFs; the other formats use the reader's own."""

    paper: Paper = field(default_factory=Paper)
    """The sheet of the PDF; the other formats keep to A4 or to the screen."""

    def __post_init__(self) -> None:
        # The colour is pasted into style sheets and Typst source: it must be nothing else than a colour.
        if not _COLOUR.fullmatch(self.colour):
            raise ValueError(f"not a #rrggbb colour: {self.colour!r}")
