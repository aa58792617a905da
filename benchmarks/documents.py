"""Markdown to PDF inside one process, against Typst compiling the very source that we give it."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.timing import Measure, interleaved
from cit_toolkit.model.workspace import Audience
from cit_toolkit.pipeline.making import Request
from cit_toolkit.pipeline.territory_documents import territory_page
from cit_toolkit.rendering import to_pdf
from cit_toolkit.rendering.characters import FONTS
from cit_toolkit.rendering.page import Page
from cit_toolkit.subjects.territory import read_territory


@dataclass(frozen=True, slots=True)
class TypstJob:
    """What Typst is asked: its files, and the options of the compilation."""

    files: Mapping[str, bytes]
    options: Mapping[str, Any]


def page_of(example: Path) -> Page:
    """The diagnosis of an example, as Markdown and what surrounds it."""
    request = Request("fr", Audience.PUBLIC, date(2026, 1, 15))
    return territory_page("diagnosis", read_territory(example), request)


def measures(example: Path, folder: Path, rounds: int) -> Iterator[Measure]:
    """The diagnosis as PDF, warm."""
    from typst import Compiler, Fonts

    page = page_of(example)
    compiler = Compiler(font_paths=Fonts(include_system_fonts=False, font_paths=[FONTS]))
    # Every compilation is of a text Typst has not seen: it keeps what it laid out, and would show only its memory.
    jobs = {2 * number + 1: typst_job(_variant(page, 2 * number + 1)) for number in range(rounds + 1)}
    pages = {2 * number: _variant(page, 2 * number) for number in range(rounds + 1)}
    (folder / "nothing").mkdir()

    def ours(number: int) -> None:
        to_pdf.pdf_bytes(pages[number])

    def bare(number: int) -> None:
        compiler.compile(input=dict(jobs[number].files), root=folder / "nothing", **jobs[number].options)

    took = interleaved({"ours": ours, "bare": bare}, rounds)
    yield Measure("Markdown → PDF, warm", took["ours"], "bare Typst compile, warm", took["bare"], 1.3)


def typst_job(page: Page) -> TypstJob:
    """What our writer would have Typst compile; its logo, if any, is a drawing, which Typst takes in memory."""
    asked: list[TypstJob] = []

    def record(
        files: Mapping[str, bytes], font: bytes | None, pictures: Mapping[str, bytes], **options: Any
    ) -> list[bytes]:
        asked.append(TypstJob({**files, **pictures}, options))
        return [b""]

    with patch.object(to_pdf, "_compile", record):
        to_pdf.pdf_bytes(page)
    return asked[0]


def compiled(job: TypstJob) -> int:
    """Compile a source alone, with a compiler that stays warm; the size of the PDF."""
    compiler, root = _compiler()
    return len(compiler.compile(input=dict(job.files), root=root, **job.options))


@cache
def _compiler() -> tuple[Any, Path]:
    from typst import Compiler, Fonts

    fonts = Fonts(include_system_fonts=False, font_paths=[FONTS])
    return Compiler(font_paths=fonts), Path(tempfile.mkdtemp())


def _variant(page: Page, number: int) -> Page:
    """The same document about another place: every paragraph gets words of its own."""
    lines = (f"{line} n{number}" if line and line[0].isalpha() else line for line in page.markdown.split("\n"))
    return replace(page, title=f"{page.title} {number}", markdown="\n".join(lines))
