"""The PDF: tagged (PDF/UA-1), made to last (PDF/A-2a), and the same bytes for the same document."""

import atexit
import shutil
import tempfile
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from cit_toolkit.builtin_data import TEMPLATES
from cit_toolkit.problems import CitError
from cit_toolkit.rendering.characters import FONTS, printable
from cit_toolkit.rendering.markdown_tokens import content_of, figures_in
from cit_toolkit.rendering.page import Page
from cit_toolkit.rendering.typst_writer import typst_source

_of_this_thread = threading.local()
"""Holds the compilers of a thread, one per font of a house: quick once made, they cannot be shared."""

_SANS = b"#let sans = ("
"""Where the theme lists the fonts of headings and tables, the first that has a character first."""


def pdf_bytes(page: Page) -> bytes:
    """The document as PDF. Typst's root is a folder of our own: there is nothing to read there but the logo."""
    made_at = datetime.combine(page.date, time(), UTC)
    return _compile(
        _files(page), page.font, _pictures(page), format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=made_at
    )[0]


def page_drawings(page: Page) -> list[bytes]:
    """The same, each sheet as an SVG drawing of its own: what a screen shows while the files are being written."""
    return _compile(_files(page), page.font, _pictures(page), format="svg")


def _files(page: Page) -> dict[str, bytes]:
    content = content_of(page)
    files = {"main.typ": typst_source(page, content).encode(), "report.typ": _theme(_family(page.font))}
    for placed in figures_in(content):
        files[f"figure-{placed.number}.svg"] = printable(placed.figure.svg).encode()
    return files


def _pictures(page: Page) -> dict[str, bytes]:
    return {f"logo.{page.logo_ending}": page.logo} if page.logo else {}


@lru_cache(maxsize=8)
def is_drawable(picture: bytes, ending: str) -> bool:
    """Whether a PDF can show a picture: what draws it is the only judge."""
    source = f'#set page(width: auto, height: auto)\n#image("picture.{ending}", width: 10pt)\n'
    try:
        _compile({"main.typ": source.encode()}, None, {f"picture.{ending}": picture}, format="pdf")
    except CitError:
        return False
    return True


def drawing_png(svg: str, pixels_per_inch: int, *, points_around: float = 0) -> bytes:
    """A drawing as PNG, for the office formats: their readers draw SVG each in its own way.

    A hair around it keeps whole the letters that begin at its edge: they are a little wider than they say.
    """
    source = f'#set page(width: auto, height: auto, margin: {points_around}pt)\n#image("drawing.svg")\n'
    files = {"main.typ": source.encode(), "drawing.svg": printable(svg).encode()}
    return _compile(files, None, format="png", ppi=pixels_per_inch)[0]


def _compile(
    files: Mapping[str, bytes], font: bytes | None, pictures: Mapping[str, bytes] | None = None, **options: Any
) -> list[bytes]:
    """Texts are given in memory. Typst takes no other file that way: pictures stand in its root, a passing folder."""
    from typst import TypstError

    try:
        with tempfile.TemporaryDirectory(prefix="cit-") as root:
            for name, picture in (pictures or {}).items():
                (Path(root) / name).write_bytes(picture)
            made: bytes | list[bytes] = _compiler(font)(input=dict(files), root=root, **options)
    except TypstError as error:
        hints = "".join(f" ({hint})" for hint in error.hints)
        raise CitError("document-not-printable", reason=f"{error.message}{hints}") from error
    return made if isinstance(made, list) else [made]


def _compiler(font: bytes | None) -> Callable[..., Any]:
    from typst import Compiler

    compilers: dict[bytes | None, Callable[..., Any]] = _of_this_thread.__dict__.setdefault("compilers", {})
    if font not in compilers:
        compilers[font] = Compiler(font_paths=_fonts(font)).compile
    return compilers[font]


@cache
def _fonts(font: bytes | None) -> Any:
    """Our fonts and those inside Typst, never the machine's: the same document everywhere. And the house's own."""
    from typst import Fonts

    folders = [str(FONTS)] if font is None else [str(FONTS), _house_font_folder(font)]
    return Fonts(include_system_fonts=False, font_paths=folders)


@cache
def _house_font_folder(font: bytes) -> str:
    # Typst reads a font when a document first needs it: the folder lasts as long as the process.
    folder = tempfile.mkdtemp(prefix="cit-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (Path(folder) / "font.otf").write_bytes(font)
    return folder


@cache
def _family(font: bytes | None) -> str | None:
    """The name a font file gives itself. CitError when it is no font."""
    if font is None:
        return None
    folder = Path(_house_font_folder(font))
    for known in _fonts(font).fonts():
        if known.path and Path(known.path).parent == folder:
            return str(known.family)
    raise CitError("font-unreadable", file="police")


@cache
def _theme(family: str | None) -> bytes:
    theme = (TEMPLATES / "styles" / "report.typ").read_bytes()
    if family is None:
        return theme
    name = family.replace("\\", "").replace('"', "").encode()
    return theme.replace(_SANS, _SANS + b'"' + name + b'", ', 1)
