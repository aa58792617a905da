"""The check of a cooperative's rules, and the sheet of the members to gather, as documents and as JSON."""

from typing import Any

from cit_toolkit import __version__
from cit_toolkit.analysis.redaction import texts_of, with_texts
from cit_toolkit.documents.governance_document import GovernanceDocument
from cit_toolkit.documents.governance_json import governance_json, members_json
from cit_toolkit.documents.members_document import MembersDocument
from cit_toolkit.model.territory import Territory
from cit_toolkit.pipeline.making import Draft, Request, checked_page, checked_record
from cit_toolkit.rendering.page import Page
from cit_toolkit.subjects.cooperative import ReadCooperative, legal_rules
from cit_toolkit.subjects.territory import ReadTerritory


def governance_document(
    read: ReadCooperative, request: Request, simulated: bool, masked: bool = False
) -> GovernanceDocument:
    """The check in words."""
    governance = read.governance
    if masked:
        governance = with_texts(governance, lambda text: read.mask(text, request.voice))
    return GovernanceDocument(
        governance, read.rules, read.method, request.voice, request.today, simulated, read.file_names
    )


def governance_page(read: ReadCooperative, request: Request, simulated: bool) -> Page:
    """The check as a document. PrivacyRefusalError when it would tell what it must not."""

    def draft(masked: bool) -> Draft:
        document = governance_document(read, request, simulated, masked)
        return Draft(
            kind="gouvernance",
            about=document.title,
            template="governance.md",
            document=document,
            told=tuple(texts_of(document.governance)),
            fictional=read.governance.fictional,
            extra=document.governance.extra,
        )

    return checked_page(read, request, draft)


def governance_record(read: ReadCooperative, request: Request, simulated: bool) -> dict[str, Any]:
    """The check as JSON. PrivacyRefusalError when it would tell what it must not."""
    record = governance_json(governance_document(read, request, simulated, request.mask), __version__)
    return checked_record(read, request, dict(record), tuple(read.own_texts()))


def members_page(read: ReadTerritory, request: Request) -> Page:
    """The sheet of the members to gather."""

    def draft(masked: bool) -> Draft:
        seen = (read.masked if masked else read.seen)(request.audience, request.voice)
        return Draft(
            kind="societariat",
            about=seen.name,
            template="members.md",
            document=members_document(seen, request),
            told=tuple(texts_of(seen)),
            fictional=seen.fictional,
            extra=seen.extra,
        )

    return checked_page(read, request, draft)


def members_record(read: ReadTerritory, request: Request) -> dict[str, Any]:
    """The same as JSON."""
    seen = (read.masked if request.mask else read.seen)(request.audience, request.voice)
    record = members_json(members_document(seen, request), __version__)
    return checked_record(read, request, dict(record), tuple(texts_of(seen)))


def members_document(seen: Territory, request: Request) -> MembersDocument:
    """The sheet in words, of the territory as somebody sees it."""
    return MembersDocument(seen, legal_rules(), request.voice, request.today)
