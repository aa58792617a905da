"""What territories could bring each other: as a document, as JSON, and for the terminal."""

from typing import Any

from cit_toolkit import __version__
from cit_toolkit.analysis.redaction import texts_of
from cit_toolkit.documents.exchange_document import ExchangeDocument
from cit_toolkit.documents.exchange_json import exchange_json
from cit_toolkit.model.territory import Territory
from cit_toolkit.pipeline.making import Draft, Request, checked_page, checked_record
from cit_toolkit.rendering.page import Page
from cit_toolkit.subjects.neighbours import ReadNeighbours


def exchange_page(read: ReadNeighbours, request: Request) -> Page:
    """The document. PrivacyRefusalError when it would tell what it must not."""

    def draft(masked: bool) -> Draft:
        seen = (read.masked if masked else read.seen)(request.audience, request.voice)
        document = _document(read, seen, request)
        return Draft(
            kind="echange",
            about=document.title,
            template="exchange.md",
            document=document,
            told=tuple(texts_of(list(seen))),
            fiction=read.fiction(request.voice),
        )

    return checked_page(read, request, draft)


def exchange_summary(read: ReadNeighbours, request: Request) -> ExchangeDocument:
    """The same for the terminal, its texts masked."""
    return _document(read, read.masked(request.audience, request.voice), request)


def exchange_record(read: ReadNeighbours, request: Request) -> dict[str, Any]:
    """The exchange as JSON. PrivacyRefusalError when it would tell what it must not."""
    seen = (read.masked if request.mask else read.seen)(request.audience, request.voice)
    record = exchange_json(read.exchange_of(seen), read.method.id, __version__, request.today.isoformat())
    return checked_record(read, request, dict(record), tuple(texts_of(list(seen))))


def _document(read: ReadNeighbours, seen: tuple[Territory, ...], request: Request) -> ExchangeDocument:
    names, voice = tuple(territory.name for territory in seen), request.voice
    return ExchangeDocument(read.exchange_of(seen), read.method, voice, request.today, names, read.fiction(voice))
