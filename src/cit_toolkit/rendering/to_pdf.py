"""The PDF: tagged (PDF/UA-1), made to last (PDF/A-2a), and the same bytes for the same document."""

import tempfile
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from functools import cache
from typing import Any

from cit_toolkit.builtin_data import TEMPLATES
from cit_toolkit.problems import CitError
from cit_toolkit.rendering.characters import FONTS, printable
from cit_toolkit.rendering.markdown_tokens import content_of, figures_in
from cit_toolkit.rendering.page import Page
from cit_toolkit.rendering.typst_writer import typst_source

_of_this_thread = threading.local()
"""Holds one compiler a thread: it is quick once made, and cannot be shared."""


def pdf_bytes(page: Page) -> bytes:
    """The document as PDF. Everything is in memory; Typst's root is an empty folder, there is nothing to read there."""
    content = content_of(page)
    files = {"main.typ": typst_source(page, content).encode(), "report.typ": _theme()}
    for placed in figures_in(content):
        files[f"figure-{placed.number}.svg"] = printable(placed.figure.svg).encode()
    if page.logo:
        files[f"logo.{page.logo_ending}"] = page.logo
    made_at = datetime.combine(page.date, time(), UTC)
    return _compile(files, format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=made_at)


def drawing_png(svg: str, pixels_per_inch: int) -> bytes:
    """A drawing as PNG, at its own size, for the office formats: their readers draw SVG each in its own way."""
    source = '#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg")\n'
    files = {"main.typ": source.encode(), "drawing.svg": printable(svg).encode()}
    return _compile(files, format="png", ppi=pixels_per_inch)


def _compile(files: Mapping[str, bytes], **options: Any) -> bytes:
    from typst import TypstError

    try:
        with tempfile.TemporaryDirectory() as empty_folder:
            made: bytes | list[bytes] = _compiler()(input=dict(files), root=empty_folder, **options)
    except TypstError as error:
        hints = "".join(f" ({hint})" for hint in error.hints)
        raise CitError("document-not-printable", reason=f"{error.message}{hints}") from error
    return made[0] if isinstance(made, list) else made


def _compiler() -> Callable[..., Any]:
    from typst import Compiler

    if not hasattr(_of_this_thread, "compile"):
        _of_this_thread.compile = Compiler(font_paths=_fonts()).compile
    compile_: Callable[..., Any] = _of_this_thread.compile
    return compile_


@cache
def _fonts() -> Any:
    """Our fonts and those inside Typst, never the machine's: the same document everywhere."""
    from typst import Fonts

    return Fonts(include_system_fonts=False, font_paths=[FONTS])


@cache
def _theme() -> bytes:
    return (TEMPLATES / "styles" / "report.typ").read_bytes()
