"""What was promised and decided across sessions: a document, JSON, an agenda."""

from typing import Any
from zlib import crc32

from cit_toolkit import __version__
from cit_toolkit.analysis.follow_up import FollowUp, Promise, follow_up
from cit_toolkit.analysis.redaction import texts_of
from cit_toolkit.documents.follow_up_document import FollowUpDocument, promised_by
from cit_toolkit.documents.follow_up_json import follow_up_json
from cit_toolkit.documents.session_words import NamedInSession, SessionWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.exchange.calendar import Event, calendar_file
from cit_toolkit.loading.suggestions import nearest
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.partial_date import PartialDate
from cit_toolkit.model.text import fold, identifier_of
from cit_toolkit.pipeline.making import Draft, Request, checked_page, checked_record
from cit_toolkit.problems import CitError
from cit_toolkit.rendering.page import Page
from cit_toolkit.subjects.sessions import ReadSessions


def follow_up_document(
    read: ReadSessions, request: Request, only: str | None, closed_too: bool, masked: bool
) -> FollowUpDocument:
    """The list, its texts masked or not."""
    found, _ = _found(read, request, masked)
    if only is not None:
        _refuse_unknown(only, read, found, request)
    return FollowUpDocument(
        found, request.voice, request.today, _about(read), only, closed_too, request.proofs, read.file_names
    )


def _refuse_unknown(only: str, read: ReadSessions, found: FollowUp, request: Request) -> None:
    """CitError, with the nearest names, when nobody of the dossier is called so."""
    voice = request.voice
    names = {voice.say("follow-up.nobody"): ""}
    for promise in found.promises:
        told = NamedInSession(promise.seen, voice)
        names |= {told.who(each): each for each in promise.task.who}
    promising = [name for name, identifier in names.items() if identifier]
    for each in read.seen(request.audience, voice):
        names |= {structure.name: identifier for identifier, structure in each.structures.items()}
        names |= {person.name: identifier for identifier, person in each.people.items() if person.name}
    if fold(only) not in {*map(fold, names), *names.values()} - {""}:
        raise CitError(
            "unknown-promiser", exit_code=2, name=only, known=voice.parts(promising), suggestion=nearest(only, names),
            variant=None if promising else "none",
        )  # fmt: skip


def follow_up_page(read: ReadSessions, request: Request, only: str | None, closed_too: bool) -> Page:
    """The list as a document."""

    def draft(masked: bool) -> Draft:
        document = follow_up_document(read, request, only, closed_too, masked)
        _, told = _found(read, request, masked)
        fictional = any(each.action.fictional for each in read.seen(request.audience, request.voice) if each.action)
        return Draft("suivi", document.about, "follow-up.md", document, told, fictional=fictional)

    return checked_page(read, request, draft)


def follow_up_record(read: ReadSessions, request: Request, only: str | None = None) -> dict[str, Any]:
    """The list as JSON; with `only`, what that one promised and nothing else."""
    found, told = _promised_by(only, read, request)
    record = follow_up_json(found, request.voice, __version__, request.today.isoformat())
    return checked_record(read, request, dict(record), told)


def follow_up_calendar(read: ReadSessions, request: Request, only: str | None = None) -> bytes:
    """What is still expected and has a deadline, and the sessions to come, as an agenda reads them; with `only`, what
    that one promised and nothing else."""
    found, told = _promised_by(only, read, request)
    source = identifier_of(_about(read))
    events = [
        *(
            _deadline(each, each.task.deadline, source, request.voice)
            for each in found.promises
            if each.still_open and each.task.deadline
        ),
        *(_session(each, source, request.voice) for each in found.to_come),
    ]
    record = {"evenements": [{"titre": e.title, "texte": e.description, "lieu": e.place, "id": e.uid} for e in events]}
    checked_record(read, request, record, told)
    return calendar_file(_about(read), request.language, events, request.today)


def _found(read: ReadSessions, request: Request, masked: bool) -> tuple[FollowUp, tuple[str, ...]]:
    seen = (read.masked if masked else read.seen)(request.audience, request.voice)
    told = tuple(texts_of([(each.action, each.gatherings, tuple(each.structures.values())) for each in seen]))
    return follow_up(seen, request.today), told


def _promised_by(only: str | None, read: ReadSessions, request: Request) -> tuple[FollowUp, tuple[str, ...]]:
    found, told = _found(read, request, request.mask)
    if only is None:
        return found, told
    _refuse_unknown(only, read, found, request)
    promises = tuple(each for each in found.promises if promised_by(each, only, request.voice))
    return FollowUp(promises, (), ()), told


def _about(read: ReadSessions) -> str:
    return read.dossier.settings.title or read.dossier.root.resolve().name


def _deadline(promise: Promise, deadline: PartialDate, source: str, voice: Voice) -> Event:
    """On the last day of the deadline: what is promised for March is late in April."""
    text = " ".join(promise.task.text.split())
    who = NamedInSession(promise.seen, voice).everyone(promise.task.who)
    told = [who, voice.say("follow-up.due", date=voice.date(deadline)), SessionWords(promise.gathering, voice).name]
    return Event(
        # The text, not its rank: another promise written before it must not take its place in the agenda.
        uid=f"{source}-{promise.gathering.id}-{crc32(promise.task.text.encode()):08x}@cit",
        title=voice.labelled(who, text) if who else text,
        first=deadline.latest,
        last=deadline.latest,
        description="\n".join(filter(None, told)),
        busy=False,
    )


def _session(gathering: Gathering, source: str, voice: Voice) -> Event:
    words, days = SessionWords(gathering, voice), [each.date for each in gathering.dates]
    return Event(
        uid=f"{source}-{gathering.id}@cit",
        title=words.name,
        first=min(day.earliest for day in days),
        last=max(day.latest for day in days),
        place=words.where,
    )
