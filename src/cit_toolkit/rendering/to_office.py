"""DOCX and ODT: made by pandoc, from the same cleaned text as the rest, with our reference documents.

Pandoc reads HTML that we wrote, so nothing of an author's can reach it as mark-up; the title block is made of
paragraphs with our own styles, and the properties of the file are filled in afterwards (`office_package.py`).
"""

import subprocess
import tempfile
from base64 import b64encode
from datetime import UTC, datetime, time
from html import escape
from pathlib import Path

from cit_toolkit.problems import CitError
from cit_toolkit.rendering.html_body import HtmlBody
from cit_toolkit.rendering.markdown_tokens import PlacedFigure, content_of
from cit_toolkit.rendering.office_package import finished_document, reference_document
from cit_toolkit.rendering.page import Page
from cit_toolkit.rendering.to_pdf import drawing_png
from cit_toolkit.wording.catalog import Catalog

LOCALES = {"fr": "fr-FR", "en": "en-GB"}
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


def _converted(page: Page, ending: str) -> bytes:
    made_at = int(datetime.combine(page.date, time(), UTC).timestamp())
    with tempfile.TemporaryDirectory() as folder:
        reference = Path(folder) / f"reference.{ending}"
        reference.write_bytes(reference_document(page, ending))
        done = subprocess.run(
            [
                *(_pandoc(), "--sandbox", "--from=html", f"--to={ending}", "--output=-"),
                *("--shift-heading-level-by=-1", f"--reference-doc={reference}"),
            ],
            input=_source(page).encode(),
            capture_output=True,
            cwd=folder,
            env={"SOURCE_DATE_EPOCH": str(made_at), "LANG": "C.UTF-8", "HOME": folder},
            check=False,
        )
    if done.returncode:
        raise CitError("document-not-printable", reason=done.stderr.decode(errors="replace").strip())
    return finished_document(done.stdout, page, ending)


def _pandoc() -> str:
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise CitError("office-converter-missing", exit_code=3) from error


def _source(page: Page) -> str:
    """The HTML that pandoc reads. Its level 2 headings become «Heading 1»: the title has a style of its own."""
    content = content_of(page)
    body = HtmlBody(_figure, page_break=_styled("PageBreak", "&nbsp;"), fixed_columns=True)
    blocks = [
        _logo(page),
        _styled("Kind", escape(page.kind)),
        _styled("Title", body.inline(content.title) if content.title else escape(page.title)),
        *(_styled("Lead", body.inline(paragraph)) for paragraph in content.lead),
        _styled("Notice", escape(page.notice)) if page.notice else "",
        _styled("TitleRule", "&nbsp;"),
        body.blocks(content.body),
    ]
    return f'<!DOCTYPE html><html lang="{LOCALES[page.language]}"><body>\n' + "\n".join(blocks) + "\n</body></html>\n"


def _styled(style: str, inline_html: str) -> str:
    """A paragraph in a style of the reference document."""
    return f'<div data-custom-style="{style}"><p>{inline_html}</p></div>'


def _figure(placed: PlacedFigure) -> str:
    picture = drawing_png(placed.figure.svg, _PIXELS_PER_INCH)
    own_width = int.from_bytes(picture[_PNG_WIDTH]) / _PIXELS_PER_INCH * 2.54
    size = f"width:{min(own_width, _TEXT_WIDTH_CM):.2f}cm"
    caption = f" – {escape(placed.figure.caption)}" if placed.figure.caption else ""
    return (
        f"<figure>{_image(picture, 'png', placed.figure.alternative, size)}"
        f"<figcaption><p><strong>{escape(placed.label)}</strong>{caption}</p></figcaption></figure>"
    )


def _logo(page: Page) -> str:
    if not page.logo:
        return ""
    is_drawing = page.logo_ending == "svg"
    picture = drawing_png(page.logo.decode("utf-8", "replace"), _PIXELS_PER_INCH) if is_drawing else page.logo
    ending = "png" if is_drawing else page.logo_ending
    name = page.organisation or Catalog.of(page.language).say("page.logo")
    return _styled("Logo", _image(picture, ending, name, f"height:{_LOGO_HEIGHT_CM}cm"))


def _image(picture: bytes, ending: str, alternative: str, size: str) -> str:
    kind = "jpeg" if ending == "jpg" else ending
    data = b64encode(picture).decode("ascii")
    return f'<img alt="{escape(alternative)}" style="{size}" src="data:image/{kind};base64,{data}">'
