"""The support plan of a territory as a document and as JSON."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cit_toolkit import __version__
from cit_toolkit.analysis.planning.agenda import Agenda, DaySpan, department_of
from cit_toolkit.analysis.redaction import texts_of
from cit_toolkit.analysis.support_plan import SupportPlan, support_plan
from cit_toolkit.documents.plan_document import PlanDocument
from cit_toolkit.documents.plan_json import plan_json
from cit_toolkit.model.territory import Territory
from cit_toolkit.pipeline.making import Draft, Request, checked_page, checked_record
from cit_toolkit.rendering.page import Page
from cit_toolkit.subjects.territory import ReadTerritory

WEEKS = 6
"""From one session to the next, where neither the method nor the command says it."""


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """What is asked of a plan."""

    hours: Decimal | None
    """At most, of each participant."""
    start: date
    weeks: int | None
    """From one session to the next; None leaves it to the method."""
    avoided: tuple[DaySpan, ...]


def plan_page(read: ReadTerritory, settings: PlanSettings, request: Request) -> Page:
    """The document. PrivacyRefusalError when it would tell what it must not."""

    def draft(masked: bool) -> Draft:
        seen = (read.masked if masked else read.seen)(request.audience, request.voice)
        return Draft(
            kind="plan-accompagnement",
            about=seen.name,
            template="support_plan.md",
            document=plan_document(read, seen, settings, request),
            told=tuple(texts_of(seen)),
            fictional=seen.fictional,
            extra=seen.extra,
        )

    return checked_page(read, request, draft)


def plan_summary(read: ReadTerritory, settings: PlanSettings, request: Request) -> PlanDocument:
    """The same for the terminal, its texts masked."""
    return plan_document(read, read.masked(request.audience, request.voice), settings, request)


def plan_record(read: ReadTerritory, settings: PlanSettings, request: Request) -> dict[str, Any]:
    """The plan as JSON. PrivacyRefusalError when it would tell what it must not."""
    seen = (read.masked if request.mask else read.seen)(request.audience, request.voice)
    record = plan_json(_plan(read, seen, settings), __version__, request.today.isoformat())
    return checked_record(read, request, dict(record), tuple(texts_of(seen)))


def _plan(read: ReadTerritory, seen: Territory, settings: PlanSettings) -> SupportPlan:
    calendar = read.method.calendar
    weeks = settings.weeks or (calendar.weeks_between if calendar else None) or WEEKS
    agenda = Agenda(settings.start, weeks, settings.avoided, department_of(seen))
    return support_plan(read.diagnosis_of(seen), settings.hours, agenda)


def plan_document(read: ReadTerritory, seen: Territory, settings: PlanSettings, request: Request) -> PlanDocument:
    """The plan of the territory as somebody sees it, in words."""
    return PlanDocument(_plan(read, seen, settings), request.voice, request.today, request.proofs, read.file_names)
