"""The sessions of a support plan: for an agenda, and as files ready to fill in."""

from collections.abc import Iterator
from fractions import Fraction

from cit_toolkit.analysis.planning.candidates import Candidate
from cit_toolkit.analysis.redaction import texts_of
from cit_toolkit.analysis.support_plan import HeldSession
from cit_toolkit.documents.plan_document import PlanDocument
from cit_toolkit.exchange.calendar import Event, calendar_file
from cit_toolkit.exchange.session_files import PlannedItem, PlannedSession, session_file
from cit_toolkit.model.gathering import GatheringFormat
from cit_toolkit.model.method import ModuleFormat
from cit_toolkit.pipeline.making import Request, checked_record
from cit_toolkit.pipeline.plan_documents import PlanSettings, plan_document, plan_summary
from cit_toolkit.subjects.territory import ReadTerritory

_HELD_AS = {
    ModuleFormat.SEMINAR: GatheringFormat.SEMINAR,
    ModuleFormat.WEBINAR: GatheringFormat.WEBINAR,
    ModuleFormat.WORKSHOP: GatheringFormat.WORKSHOP,
    ModuleFormat.VISIT: GatheringFormat.VISIT,
    ModuleFormat.INTERVIEW: GatheringFormat.MEETING,
    None: GatheringFormat.MEETING,
}
_TO_FILL_IN = ("head", "dates", "place", "facilitators", "programme", "participants", "after")


def plan_calendar(read: ReadTerritory, settings: PlanSettings, request: Request) -> bytes:
    """The sessions as an agenda reads them. PrivacyRefusalError when it would tell what it must not."""
    seen = (read.masked if request.mask else read.seen)(request.audience, request.voice)
    document = plan_document(read, seen, settings, request)
    events = [_event(number, held, document) for number, held in enumerate(document.plan.sessions, 1)]
    name = request.voice.say("plan.agenda", territory=seen.name)
    told = {"nom": name, "textes": [[event.uid, event.title, event.description] for event in events]}
    checked_record(read, request, told, tuple(texts_of(seen)))
    return calendar_file(name, request.language, events, request.today)


def _event(number: int, held: HeldSession, document: PlanDocument) -> Event:
    voice = document.voice
    candidates = held.session.modules
    names = voice.parts(voice.label(candidate.module) for candidate in candidates)
    reasons = (voice.labelled(voice.label(each.module), _reason(each, document)) for each in candidates)
    return Event(
        uid=f"{document.territory.id}-{candidates[0].id}@cit",
        title=voice.labelled(document.words.format(held.session.format).capitalize(), names),
        first=held.when.days[0],
        last=held.when.days[-1],
        description="\n".join((voice.say("plan.session", number=number), *reasons)),
    )


def _reason(candidate: Candidate, document: PlanDocument) -> str:
    hours = document.voice.say("plan.hours", hours=document.words.hours(candidate.minutes))
    if not candidate.answers:
        return hours
    return f"{hours}, {document.voice.say('plan.answers.it', targets=document.words.answer(candidate.answers))}"


def plan_session_files(read: ReadTerritory, settings: PlanSettings, request: Request) -> dict[str, str]:
    """A file for each session, by its name, ready to be filled in."""
    document = plan_summary(read, settings, request)
    comments = {part: request.voice.say(f"plan.file.{part}", territory=document.territory.name) for part in _TO_FILL_IN}
    planned = [_planned(held, document) for held in document.plan.sessions]
    return {f"{session.id}.yaml": session_file(session, comments) for session in planned}


def _planned(held: HeldSession, document: PlanDocument) -> PlannedSession:
    voice = document.voice
    modules = [candidate.module for candidate in held.session.modules]
    return PlannedSession(
        id=f"{held.when.days[0].isoformat()}-{modules[0].id}",
        format=_HELD_AS[held.session.format],
        title=voice.parts(voice.label(module) for module in modules),
        days=held.when.days,
        fictional=document.territory.fictional,
        aims=[text for module in modules if (text := voice.text(module.aim))],
        programme=tuple(_programme(held, document)),
    )


def _programme(held: HeldSession, document: PlanDocument) -> Iterator[PlannedItem]:
    """The modules one after the other; one that does not end on a day goes on the next."""
    whole_day = int(Fraction(document.plan.diagnosis.method.hours_per_day) * 60)
    length = whole_day if len(held.when.days) > 1 else held.session.minutes
    day, left = 1, length
    for candidate in held.session.modules:
        title, waiting = document.voice.label(candidate.module), candidate.minutes
        while waiting > left:
            if left:
                yield PlannedItem(title, day, left)
            waiting, day, left = waiting - left, day + 1, length
        yield PlannedItem(title, day, waiting)
        left -= waiting
