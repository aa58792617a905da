"""DOCX, ODT and PPTX: made by pandoc, from the same cleaned text as the rest, with our reference documents.

Pandoc reads HTML that we wrote, so nothing of an author's can reach it as mark-up; the title block is made of
paragraphs with our own styles, and the properties of the file are filled in afterwards (`office_package.py`).
"""

import subprocess
import tempfile
from datetime import UTC, datetime, time
from html import escape
from pathlib import Path

from cit_toolkit.problems import CitError
from cit_toolkit.rendering.column_widths import column_layout, sheet_layout
from cit_toolkit.rendering.html_body import HtmlBody
from cit_toolkit.rendering.markdown_tokens import PlacedFigure, above_title, content_of, plain_text
from cit_toolkit.rendering.office_package import LOCALES, finished_document, reference_document
from cit_toolkit.rendering.page import Layout, Page
from cit_toolkit.rendering.to_pdf import drawing_png
from cit_toolkit.wording.catalog import Catalog

_PIXELS_PER_INCH = 220
_TEXT_WIDTH_CM = 16.2
_LOGO_HEIGHT_CM = 1.6
_PNG_WIDTH = slice(16, 20)
"""Where a PNG tells its width in pixels."""


def docx_bytes(page: Page) -> bytes:
    """The document for Word."""
    return _converted(page, "docx")


def odt_bytes(page: Page) -> bytes:
    """The document for LibreOffice."""
    return _converted(page, "odt")


def pptx_bytes(page: Page) -> bytes:
    """Slides for PowerPoint and LibreOffice: each section a slide."""
    return _converted(page, "pptx")


def _converted(page: Page, ending: str) -> bytes:
    made_at = int(datetime.combine(page.date, time(), UTC).timestamp())
    with tempfile.TemporaryDirectory() as folder:
        pictures = _Pictures(Path(folder))
        source = _slides_source(page, pictures) if ending == "pptx" else _source(page, pictures)
        reference = Path(folder) / f"reference.{ending}"
        reference.write_bytes(reference_document(page, ending))
        done = subprocess.run(
            [
                *(_pandoc(), "--from=html", f"--to={ending}", "--output=-"),
                *("--shift-heading-level-by=-1", "--slide-level=1", f"--reference-doc={reference}"),
            ],
            input=source.encode(),
            capture_output=True,
            cwd=folder,
            env={"SOURCE_DATE_EPOCH": str(made_at), "LANG": "C.UTF-8", "HOME": folder},
            check=False,
        )
    if done.returncode:
        raise CitError("document-not-printable", reason=done.stderr.decode(errors="replace").strip())
    return finished_document(done.stdout, page, ending, pictures.alternatives)


class _Pictures:
    """The pictures of a document, put where pandoc will look for them, and their alternative texts in order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.alternatives: list[str] = []

    def figure(self, placed: PlacedFigure) -> str:
        """A figure as PNG, at its own size unless that is wider than the text."""
        picture = drawing_png(placed.figure.svg, _PIXELS_PER_INCH)
        own_width = int.from_bytes(picture[_PNG_WIDTH]) / _PIXELS_PER_INCH * 2.54
        size = f'width="{min(own_width, _TEXT_WIDTH_CM):.2f}cm"'
        caption = f" – {escape(placed.figure.caption)}" if placed.figure.caption else ""
        return (
            f"<figure>{self._image(picture, 'png', placed.figure.alternative, size)}"
            f"<figcaption><p><strong>{escape(placed.label)}</strong>{caption}</p></figcaption></figure>"
        )

    def logo(self, page: Page) -> str:
        """The paragraph that holds the logo; nothing when there is none."""
        if not page.logo:
            return ""
        is_drawing = page.logo_ending == "svg"
        picture = drawing_png(page.logo.decode("utf-8", "replace"), _PIXELS_PER_INCH) if is_drawing else page.logo
        name = page.organisation or Catalog.of(page.language).say("page.logo")
        size = f'height="{_LOGO_HEIGHT_CM}cm"'
        return _styled("Logo", self._image(picture, "png" if is_drawing else page.logo_ending, name, size))

    def _image(self, picture: bytes, ending: str, alternative: str, size: str) -> str:
        name = f"picture-{len(self.alternatives)}.{ending}"
        (self._folder / name).write_bytes(picture)
        self.alternatives.append(alternative)
        return f'<img alt="{escape(alternative)}" {size} src="{name}">'


def _pandoc() -> str:
    try:
        import pypandoc  # type: ignore[import-untyped]

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise CitError("office-converter-missing", exit_code=3) from error


def _source(page: Page, pictures: _Pictures) -> str:
    """The HTML that pandoc reads. Its level 2 headings become «Heading 1»: the title has a style of its own."""
    content = content_of(page)
    columns = sheet_layout if page.layout is Layout.SHEET else column_layout
    body = HtmlBody(pictures.figure, page_break=_styled("PageBreak", "&nbsp;"), fixed_columns=True, columns=columns)
    blocks = [
        pictures.logo(page),
        _styled("Kind", escape(above_title(page, content)) or "&nbsp;"),
        _styled("Title", body.inline(content.title) if content.title else escape(page.title)),
        *(_styled("Lead", body.inline(paragraph)) for paragraph in content.lead),
        _styled("Notice", escape(page.notice)) if page.notice else "",
        _styled("TitleRule", "&nbsp;"),
        body.blocks(content.body),
    ]
    return f'<!DOCTYPE html><html lang="{LOCALES[page.language]}"><body>\n' + "\n".join(blocks) + "\n</body></html>\n"


def _slides_source(page: Page, pictures: _Pictures) -> str:
    """The HTML of slides: their title, and the lines under it, are properties that pandoc makes the first slide of."""
    content = content_of(page)
    body = HtmlBody(pictures.figure, page_break="", fixed_columns=True)
    title = plain_text(content.title) if content.title else page.title
    lines = [*(plain_text(paragraph) for paragraph in content.lead), page.notice or "", page.organisation or ""]
    subtitle = escape(" · ".join(filter(None, dict.fromkeys(lines))))
    return (
        f'<!DOCTYPE html><html lang="{LOCALES[page.language]}"><head><title>{escape(title)}</title>'
        f'<meta name="subtitle" content="{subtitle}"></head><body>\n{body.blocks(content.body)}\n</body></html>\n'
    )


def _styled(style: str, inline_html: str) -> str:
    """A paragraph in a style of the reference document."""
    return f'<div data-custom-style="{style}"><p>{inline_html}</p></div>'
