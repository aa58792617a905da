"""The documents of one session: report, run sheet, attendance sheet, slides; and the session as JSON."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from cit_toolkit import __version__
from cit_toolkit.analysis.action_redaction import SeenAction
from cit_toolkit.analysis.redaction import texts_of
from cit_toolkit.analysis.shifted_session import shifted
from cit_toolkit.analysis.timetable import session_days
from cit_toolkit.documents.attendance_sheet import AttendanceSheet
from cit_toolkit.documents.run_sheet import RunSheet
from cit_toolkit.documents.session_json import session_json
from cit_toolkit.documents.session_report import Detail, SessionReport
from cit_toolkit.documents.session_slides import SessionSlides
from cit_toolkit.documents.session_words import SessionWords
from cit_toolkit.figures.figure import Figure
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.pipeline.making import Draft, Request, checked_page, checked_record, subject_style
from cit_toolkit.problems import CitError
from cit_toolkit.rendering.page import Layout, Page
from cit_toolkit.subjects.gathering import ReadGathering


def report_page(read: ReadGathering, request: Request, detail: Detail = Detail.FULL) -> Page:
    """The report. PrivacyRefusalError when it would tell what it must not."""

    def document(gathering: Gathering, seen: SeenAction) -> SessionReport:
        return _report(gathering, seen, read, request, detail)

    return _page(read, request, "compte-rendu", "session-report.md", document)


def session_record(read: ReadGathering, request: Request) -> dict[str, Any]:
    """The session as JSON. PrivacyRefusalError when it would tell what it must not."""
    seen = (read.masked if request.mask else read.seen)(request.audience, request.voice)
    gathering = read.session(seen)
    report = _report(gathering, seen, read, request, Detail.FULL)
    return checked_record(read, request, dict(session_json(report, __version__)), _told(gathering, seen))


def _report(
    gathering: Gathering, seen: SeenAction, read: ReadGathering, request: Request, detail: Detail
) -> SessionReport:
    voice, proofs = request.voice, request.proofs
    return SessionReport(gathering, seen, read.method, voice, request.today, detail, proofs, read.file_names)


def run_sheet_page(read: ReadGathering, request: Request, beginnings: Mapping[int, int] = MappingProxyType({})) -> Page:
    """The run sheet, its days beginning at other minutes when told so. CitError for a day that is not there."""
    days = len(session_days(read.gathering, read.method.hours_per_day)) or 1
    for number in beginnings:
        if not 1 <= number <= days:
            raise CitError("no-day-to-shift", exit_code=2, day=number, held=days)

    def document(gathering: Gathering, seen: SeenAction) -> RunSheet:
        moved = shifted(gathering, beginnings, read.method) if beginnings else gathering
        return RunSheet(moved, seen, read.method, request.voice, request.today)

    return _page(read, request, "conducteur", "run-sheet.md", document)


def attendance_page(read: ReadGathering, request: Request, blank_rows: int | None = None) -> Page:
    """The sheet to sign."""

    def document(gathering: Gathering, seen: SeenAction) -> AttendanceSheet:
        return AttendanceSheet(gathering, seen, read.method, request.voice, request.today, blank_rows)

    return _page(read, request, "emargement", "attendance-sheet.md", document, Layout.SHEET)


def slides_page(read: ReadGathering, request: Request) -> Page:
    """The slides."""

    def document(gathering: Gathering, seen: SeenAction) -> SessionSlides:
        return SessionSlides(gathering, seen, read.method, request.voice, request.today)

    return _page(read, request, "diaporama", "session-slides.md", document, Layout.SLIDES)


SESSION_DOCUMENTS: dict[str, Callable[[ReadGathering, Request], Page]] = {
    "report": report_page,
    "run-sheet": run_sheet_page,
    "attendance": attendance_page,
    "slides": slides_page,
}
"""By the name of the command that makes them."""


def _page(
    read: ReadGathering,
    request: Request,
    kind: str,
    template: str,
    document: Callable[[Gathering, SeenAction], object],
    layout: Layout = Layout.REPORT,
) -> Page:
    def draft(masked: bool) -> Draft:
        seen = (read.masked if masked else read.seen)(request.audience, request.voice)
        gathering = read.session(seen)
        made = document(gathering, seen)
        return Draft(
            kind=kind,
            about=SessionWords(gathering, request.voice).name,
            template=template,
            document=made,
            figures=_figures(made, subject_style(read).colour),
            layout=layout,
            told=_told(gathering, seen),
            fictional=gathering.fictional or bool(seen.action and seen.action.fictional),
            extra=gathering.extra,
        )

    return checked_page(read, request, draft)


def _told(gathering: Gathering, seen: SeenAction) -> tuple[str, ...]:
    """The texts of the files that a document of the session may hold."""
    return tuple(texts_of((gathering, seen.action, tuple(seen.structures.values()))))


def _figures(document: object, colour: str) -> dict[str, Figure]:
    """The drawing of the programme, which the run sheet alone uses."""
    if not isinstance(document, RunSheet):
        return {}
    from cit_toolkit.figures.programme import Moment, ProgrammeDay, programme_figure

    days = [
        ProgrammeDay(
            lines.title or document.words.label,
            tuple(Moment(each.item.title, each.start, each.end) for each in day.moments),
        )
        for day, lines in zip(document.timed_days, document.programme.days, strict=True)
    ]
    figure = programme_figure(days, document.voice.language, colour)
    return {figure.name: figure}
