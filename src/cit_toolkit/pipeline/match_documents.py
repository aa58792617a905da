"""A network matched: as a document, as JSON, as tables, and for the terminal."""

from dataclasses import dataclass, field
from typing import Any

from cit_toolkit import __version__
from cit_toolkit.analysis.matching.building import PlanOptions
from cit_toolkit.analysis.matching.match import Match, SettledTooMuchError, match
from cit_toolkit.analysis.matching.parties import told_apart
from cit_toolkit.documents.match_document import MatchDocument
from cit_toolkit.documents.match_json import match_json
from cit_toolkit.documents.match_tables import Rows
from cit_toolkit.documents.match_tables import match_tables as tables_of
from cit_toolkit.figures.figure import Figure
from cit_toolkit.pipeline.making import Draft, Request, checked_page, checked_record, subject_style
from cit_toolkit.problems import CitError
from cit_toolkit.rendering.page import Page
from cit_toolkit.subjects.network import Parties, ReadNetwork

PARTS = ("reseau", "territoires", "offres")
"""What a document may tell beside the essential."""
MOST_NEEDS = 2_000
"""Told one by one in a document: that is a thousand pages already."""


@dataclass(frozen=True, slots=True)
class MatchRequest:
    """What is asked of a match."""

    request: Request
    options: PlanOptions = field(default_factory=PlanOptions)
    parts: tuple[str, ...] = PARTS


def match_page(read: ReadNetwork, asked: MatchRequest) -> Page:
    """The document. PrivacyRefusalError when it would tell what it must not, CitError when nobody could read it."""
    request = asked.request
    needs = len(read.seen(request.audience, request.voice).demands)
    if "territoires" in asked.parts and needs > MOST_NEEDS:
        raise CitError("too-many-needs", exit_code=2, count=needs, most=MOST_NEEDS)

    def draft(masked: bool) -> Draft:
        parties = (read.masked if masked else read.seen)(request.audience, request.voice)
        document = match_document(read, parties, asked)
        return Draft(
            kind="appariement",
            about=document.title,
            template="match.md",
            document=document,
            told=_texts(parties),
            figures=_figures(document, subject_style(read).colour),
            fiction=read.fiction(request.voice),
        )

    return checked_page(read, request, draft)


def _figures(document: MatchDocument, colour: str) -> dict[str, Figure]:
    """The matrix, when some pair is possible."""
    from cit_toolkit.figures.match_matrix import MatrixCell, MatrixRow, matrix_figure

    matrix = document.matrix
    if not matrix.offers:
        return {}
    rows = [
        MatrixRow(name, tuple(MatrixCell(cell.points, cell.made, cell.certain) if cell else None for cell in cells))
        for name, cells in matrix.rows
    ]
    figure = matrix_figure(matrix.offers, rows, matrix.left, document.voice.language, colour)
    return {figure.name: figure}


def match_summary(read: ReadNetwork, asked: MatchRequest) -> MatchDocument:
    """The same for the terminal, its texts masked."""
    return match_document(read, read.masked(asked.request.audience, asked.request.voice), asked)


def match_record(read: ReadNetwork, asked: MatchRequest) -> dict[str, Any]:
    """The match as JSON. PrivacyRefusalError when it would tell what it must not."""
    request = asked.request
    parties = (read.masked if request.mask else read.seen)(request.audience, request.voice)
    record = match_json(matched(read, parties, asked), request.voice, __version__)
    return checked_record(read, request, dict(record), _texts(parties))


def match_document(read: ReadNetwork, parties: Parties, asked: MatchRequest) -> MatchDocument:
    """What a document says of the parties as somebody sees them."""
    request = asked.request
    return MatchDocument(
        matched(read, parties, asked), request.voice, request.today, asked.parts, request.proofs, read.file_names,
        read.fiction(request.voice),
    )  # fmt: skip


def matched(read: ReadNetwork, parties: Parties, asked: MatchRequest) -> Match:
    """The match itself. CitError when the settled pairs exceed by themselves what is bounded."""
    today = asked.request.today
    try:
        return match(parties.demands, parties.supplies, parties.joint, read.method, today, asked.options)
    except SettledTooMuchError as error:
        raise CitError("settled-too-much", exit_code=2, pair=error.pair) from error


def _texts(parties: Parties) -> tuple[str, ...]:
    """What the documents may repeat of the files."""
    needs = (text for demand in parties.demands for text in (demand.place.name, demand.need.title))
    offers = (text for supply in parties.supplies for text in (supply.title, supply.structure) if text)
    return (*needs, *offers)


def match_tables(read: ReadNetwork, asked: MatchRequest) -> dict[str, Rows]:
    """The match as tables. PrivacyRefusalError when they would tell what they must not."""
    request = asked.request
    parties = (read.masked if request.mask else read.seen)(request.audience, request.voice)
    tables = tables_of(match_document(read, parties, asked))
    checked_record(read, request, tables, _texts(parties))
    return tables


@dataclass(frozen=True, slots=True)
class Names:
    """What a pair may be named by."""

    needs: tuple[tuple[str, str], ...]
    """Territory and need."""
    offers: frozenset[str]


def names_of(read: ReadNetwork, request: Request) -> Names:
    """The names of a network, as the audience sees them."""
    parties = read.seen(request.audience, request.voice)
    return Names(
        tuple(demand.key for demand in parties.demands),
        frozenset(supply.id for supply in told_apart(parties.supplies)),
    )
