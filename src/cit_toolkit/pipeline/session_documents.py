"""The documents of one session: report, run sheet, attendance sheet, slides; and the session as JSON."""

from collections.abc import Callable, Mapping

from cit_toolkit.analysis.action_redaction import SeenAction
from cit_toolkit.analysis.redaction import texts_of
from cit_toolkit.analysis.shifted_session import shifted
from cit_toolkit.analysis.timetable import session_days
from cit_toolkit.documents.attendance_sheet import AttendanceSheet
from cit_toolkit.documents.run_sheet import RunSheet
from cit_toolkit.documents.session_report import Detail, SessionReport
from cit_toolkit.documents.session_slides import SessionSlides
from cit_toolkit.documents.session_words import SessionWords
from cit_toolkit.figures.figure import Figure
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.pipeline.making import Draft, Request, checked_page, subject_style
from cit_toolkit.problems import CitError
from cit_toolkit.rendering.page import Layout, Page
from cit_toolkit.subjects.gathering import ReadGathering


def report_page(read: ReadGathering, request: Request, detail: Detail) -> Page:
    """The report. PrivacyRefusalError when it would tell what it must not."""

    def document(gathering: Gathering, seen: SeenAction) -> SessionReport:
        return SessionReport(gathering, seen, read.method, request.voice, request.today, detail)

    return _page(read, request, "compte-rendu", "session-report.md", document)


def run_sheet_page(read: ReadGathering, request: Request, beginnings: Mapping[int, int]) -> Page:
    """The run sheet, its days beginning at other minutes when told so. CitError for a day that is not there."""
    days = len(session_days(read.gathering, read.method.hours_per_day)) or 1
    for number in beginnings:
        if not 1 <= number <= days:
            raise CitError("no-day-to-shift", exit_code=2, day=number, held=days)

    def document(gathering: Gathering, seen: SeenAction) -> RunSheet:
        moved = shifted(gathering, beginnings, read.method) if beginnings else gathering
        return RunSheet(moved, seen, read.method, request.voice, request.today)

    return _page(read, request, "conducteur", "run-sheet.md", document)


def attendance_page(read: ReadGathering, request: Request, blank_rows: int | None) -> Page:
    """The sheet to sign."""

    def document(gathering: Gathering, seen: SeenAction) -> AttendanceSheet:
        return AttendanceSheet(gathering, seen, read.method, request.voice, request.today, blank_rows)

    return _page(read, request, "emargement", "attendance-sheet.md", document, Layout.SHEET)


def slides_page(read: ReadGathering, request: Request) -> Page:
    """The slides."""

    def document(gathering: Gathering, seen: SeenAction) -> SessionSlides:
        return SessionSlides(gathering, seen, read.method, request.voice, request.today)

    return _page(read, request, "diaporama", "session-slides.md", document, Layout.SLIDES)


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
            told=tuple(texts_of((gathering, seen.action, tuple(seen.structures.values())))),
            fictional=gathering.fictional or bool(seen.action and seen.action.fictional),
            extra=gathering.extra,
        )

    return checked_page(read, request, draft)


def _figures(document: object, colour: str) -> dict[str, Figure]:
    """The drawing of the programme, which the run sheet alone uses."""
    if not isinstance(document, RunSheet):
        return {}
    from cit_toolkit.figures.programme import Moment, ProgrammeDay, programme_figure

    days = [
        ProgrammeDay(lines.title, tuple(Moment(each.item.title, each.start, each.end) for each in day.moments))
        for day, lines in zip(document.timed_days, document.programme.days, strict=True)
    ]
    figure = programme_figure(days, document.voice.language, colour)
    return {figure.name: figure}
