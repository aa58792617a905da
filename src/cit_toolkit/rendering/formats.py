"""The formats a document can be made in, by the ending of its file."""

from collections.abc import Callable

from cit_toolkit.problems import CitError
from cit_toolkit.rendering.page import Layout, Page


def _markdown(page: Page, figures_folder: str | None) -> bytes:
    from cit_toolkit.rendering.to_markdown import markdown_bytes

    return markdown_bytes(page, figures_folder)


def _pdf(page: Page, _: str | None) -> bytes:
    from cit_toolkit.rendering.to_pdf import pdf_bytes

    return pdf_bytes(page)


def _html(page: Page, _: str | None) -> bytes:
    from cit_toolkit.rendering.to_html import html_text

    return html_text(page).encode("utf-8")


def _docx(page: Page, _: str | None) -> bytes:
    from cit_toolkit.rendering.to_office import docx_bytes

    return docx_bytes(page)


def _odt(page: Page, _: str | None) -> bytes:
    from cit_toolkit.rendering.to_office import odt_bytes

    return odt_bytes(page)


def _pptx(page: Page, _: str | None) -> bytes:
    from cit_toolkit.rendering.to_office import pptx_bytes

    if page.layout is not Layout.SLIDES:
        raise CitError("only-slides", exit_code=2, kind=page.kind)
    return pptx_bytes(page)


FORMATS: dict[str, Callable[[Page, str | None], bytes]] = {
    ".md": _markdown,
    ".pdf": _pdf,
    ".html": _html,
    ".docx": _docx,
    ".odt": _odt,
    ".pptx": _pptx,
}
"""How a page becomes the bytes of a file. Each loads its library only when it is asked for."""


def endings_of(page: Page) -> list[str]:
    """The endings a page can be made in."""
    return [ending for ending in FORMATS if ending != ".pptx" or page.layout is Layout.SLIDES]


def render(page: Page, ending: str, figures_folder: str | None = None) -> bytes:
    """The file of that ending (a key of FORMATS). Only Markdown keeps its figures elsewhere, in `figures_folder`."""
    return FORMATS[ending](page, figures_folder)
