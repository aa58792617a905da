"""Candidate territories compared: as a document, as JSON, as tables, and for the terminal."""

from dataclasses import dataclass
from typing import Any

from cit_toolkit import __version__
from cit_toolkit.analysis.comparing.acceptability import LEAST_DRAWS
from cit_toolkit.analysis.comparing.comparison import CandidateComparison, compare
from cit_toolkit.analysis.diagnosis import diagnose
from cit_toolkit.analysis.redaction import texts_of
from cit_toolkit.documents.compare_document import CompareDocument
from cit_toolkit.documents.compare_json import compare_json
from cit_toolkit.documents.compare_tables import Rows
from cit_toolkit.documents.compare_tables import compare_tables as tables_of
from cit_toolkit.figures.figure import Figure
from cit_toolkit.model.territory import Territory
from cit_toolkit.pipeline.making import Draft, Request, checked_page, checked_record, subject_style
from cit_toolkit.problems import CitError
from cit_toolkit.rendering.page import Page
from cit_toolkit.subjects.neighbours import ReadNeighbours


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """What is asked of a comparison."""

    request: Request
    draws: int = LEAST_DRAWS
    seed: int = 1


def compare_page(read: ReadNeighbours, asked: CompareRequest) -> Page:
    """The document. PrivacyRefusalError when it would tell what it must not."""
    request = asked.request

    def draft(masked: bool) -> Draft:
        seen = (read.masked if masked else read.seen)(request.audience, request.voice)
        document = _document(read, seen, asked)
        return Draft(
            kind="comparaison",
            about=document.about,
            template="compare.md",
            document=document,
            told=tuple(texts_of(list(seen))),
            figures=_figures(document, subject_style(read).colour),
            fiction=read.fiction(request.voice),
        )

    return checked_page(read, request, draft)


def compare_summary(read: ReadNeighbours, asked: CompareRequest) -> CompareDocument:
    """The same for the terminal, its texts masked."""
    return _document(read, read.masked(asked.request.audience, asked.request.voice), asked)


def compare_record(read: ReadNeighbours, asked: CompareRequest) -> dict[str, Any]:
    """The comparison as JSON. PrivacyRefusalError when it would tell what it must not."""
    request = asked.request
    seen = (read.masked if request.mask else read.seen)(request.audience, request.voice)
    record = compare_json(_compared(read, seen, asked), __version__, request.today.isoformat())
    return checked_record(read, request, dict(record), tuple(texts_of(list(seen))))


def compare_tables(read: ReadNeighbours, asked: CompareRequest) -> dict[str, Rows]:
    """The comparison as tables. PrivacyRefusalError when they would tell what they must not."""
    request = asked.request
    seen = (read.masked if request.mask else read.seen)(request.audience, request.voice)
    tables = tables_of(_document(read, seen, asked))
    checked_record(read, request, tables, tuple(texts_of(list(seen))))
    return tables


def _document(read: ReadNeighbours, seen: tuple[Territory, ...], asked: CompareRequest) -> CompareDocument:
    request = asked.request
    voice, names = request.voice, read.file_names
    return CompareDocument(
        _compared(read, seen, asked), voice, request.today, request.proofs, names, read.fiction(voice)
    )


def _compared(read: ReadNeighbours, seen: tuple[Territory, ...], asked: CompareRequest) -> CandidateComparison:
    comparison = read.method.comparison
    if comparison is None:
        raise CitError("method-without-comparison", method=read.method.id)
    found = [diagnose(territory, read.method) for territory in seen]
    return compare(found, read.method, comparison, asked.draws, asked.seed)


def _figures(document: CompareDocument, colour: str) -> dict[str, Figure]:
    from cit_toolkit.figures.rank_shares import RankRow, rank_shares_figure

    found = document.found.acceptability
    if found is None:
        return {}
    rows = [
        RankRow(document.words.name(document.found.compared[index]), found.shares[index])
        for index in document.found.ranking
    ]
    figure = rank_shares_figure(rows, document.voice.language, colour)
    return {figure.name: figure}
