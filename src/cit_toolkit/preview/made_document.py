"""A document made for the screen; when it cannot be made, why, and the last one that could."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from cit_toolkit.pipeline.making import Request
from cit_toolkit.preview.previewed_documents import PREVIEWED
from cit_toolkit.problems import TOLD_BY_PROBLEMS, CitError, Problem
from cit_toolkit.rendering.page import Page
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import error_lines, problem_lines


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """What is shown of a document."""

    page: Page | str | None
    """The last that could be made; a text is HTML."""
    sheets: tuple[bytes, ...]
    """Its pages, each an SVG drawing; none when it is HTML."""
    refused: str
    """Why it could not be made from the files as they are now; empty when `page` is up to date."""

    @property
    def marks(self) -> list[str]:
        """A mark of each sheet, which changes with it: only what changed is fetched again."""
        return [_mark(sheet) for sheet in self.sheets]

    @property
    def html_mark(self) -> str:
        """The same of an interactive page; empty when it is none."""
        return _mark(self.page.encode()) if isinstance(self.page, str) else ""


NOTHING_YET = MadeDocument(None, (), "")


def _mark(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]


def made_document(
    kind: str,
    name: str,
    path: Path,
    method: str | None,
    request: Callable[[Any], Request],
    before: MadeDocument,
    catalog: Catalog,
) -> MadeDocument:
    """A document of PREVIEWED from a file as it is now; the one `before`, and why, when that cannot be done."""
    from cit_toolkit.rendering.to_pdf import page_drawings

    previewed = PREVIEWED[kind]
    try:
        subject = previewed.read(path, method)
        page = previewed.documents[name](subject, request(subject))
        return MadeDocument(page, () if isinstance(page, str) else tuple(page_drawings(page)), "")
    except CitError as error:
        return replace(before, refused=_reason(error, catalog))


def _reason(error: CitError, catalog: Catalog) -> str:
    problems: tuple[Problem, ...] = getattr(error, "problems", ())
    told = [problem_lines(problem, catalog).rstrip() for problem in problems]
    return "\n".join(told if told and error.code in TOLD_BY_PROBLEMS else [*told, error_lines(error, catalog)])
