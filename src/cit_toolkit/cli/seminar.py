"""`cit seminar`: the documents of a session, from the run sheet of the morning to the report of the evening."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand, LocalisedGroup
from cit_toolkit.cli.options import (
    Destination,
    deliver,
    deliver_json,
    files_of_kind,
    parsed_day,
    read_each,
    request_for,
    shared_options,
)
from cit_toolkit.documents.session_report import Detail
from cit_toolkit.model.workspace import Audience
from cit_toolkit.pipeline.making import Request
from cit_toolkit.pipeline.session_documents import (
    attendance_page,
    report_page,
    run_sheet_page,
    session_record,
    slides_page,
)
from cit_toolkit.rendering.page import Page
from cit_toolkit.subjects.gathering import ReadGathering, read_gathering
from cit_toolkit.wording.catalog import Catalog


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the group and its four commands."""
    group = typer.Typer(
        cls=LocalisedGroup, help=catalog.say("cli.seminar.help"), rich_markup_mode=None, no_args_is_help=True
    )
    app.add_typer(group, name="seminar")
    options = shared_options(catalog)
    sessions = Annotated[list[str], typer.Argument(metavar="SEANCE", help=catalog.say("cli.seminar.sessions"))]

    @group.command("report", cls=LocalisedCommand, help=catalog.say("cli.seminar.report"))
    def report(
        sessions: sessions,
        detail: Annotated[
            str, typer.Option("--detail", metavar="releve|synthese|complet", help=catalog.say("cli.seminar.detail"))
        ] = Detail.FULL.value,
        as_json: Annotated[bool, typer.Option("--json", help=catalog.say("cli.options.json"))] = False,
        out: Annotated[str | None, options.out] = None,
        ending: Annotated[str | None, options.format] = None,
        method: Annotated[str | None, options.method] = None,
        audience: Annotated[str | None, options.audience] = None,
        day: Annotated[str | None, options.day] = None,
        proofs: Annotated[bool, options.proofs] = False,
        mask: Annotated[bool, options.mask] = False,
        strict: Annotated[bool, options.strict] = False,
    ) -> int:
        wanted = _detail(detail)
        making = _Making("compte-rendu", out, ending, method, audience, day, mask, strict, catalog, proofs)
        if as_json or ending == "json" or (out or "").endswith(".json"):
            return making.records(sessions)
        return making.each(sessions, lambda read, request: report_page(read, request, wanted))

    @group.command("run-sheet", cls=LocalisedCommand, help=catalog.say("cli.seminar.run-sheet"))
    def run_sheet(
        sessions: sessions,
        beginnings: Annotated[
            list[str] | None,
            typer.Option("--debut", metavar="[JOUR=]HEURE", help=catalog.say("cli.seminar.beginnings")),
        ] = None,
        out: Annotated[str | None, options.out] = None,
        ending: Annotated[str | None, options.format] = None,
        method: Annotated[str | None, options.method] = None,
        audience: Annotated[str | None, options.audience] = None,
        day: Annotated[str | None, options.day] = None,
        mask: Annotated[bool, options.mask] = False,
        strict: Annotated[bool, options.strict] = False,
    ) -> int:
        shifts = dict(map(_beginning, beginnings or ()))
        making = _Making("conducteur", out, ending, method, audience, day, mask, strict, catalog)
        return making.each(sessions, lambda read, request: run_sheet_page(read, request, shifts))

    @group.command("attendance", cls=LocalisedCommand, help=catalog.say("cli.seminar.attendance"))
    def attendance(
        sessions: sessions,
        rows: Annotated[
            int | None, typer.Option("--lignes", min=0, metavar="N", help=catalog.say("cli.seminar.rows"))
        ] = None,
        out: Annotated[str | None, options.out] = None,
        ending: Annotated[str | None, options.format] = None,
        method: Annotated[str | None, options.method] = None,
        audience: Annotated[
            str,
            typer.Option(
                "--audience", metavar="interne|publique|financeur", help=catalog.say("cli.seminar.sheet-audience")
            ),
        ] = Audience.INTERNAL.value,
        day: Annotated[str | None, options.day] = None,
        mask: Annotated[bool, options.mask] = False,
        strict: Annotated[bool, options.strict] = False,
    ) -> int:
        making = _Making("emargement", out, ending, method, audience, day, mask, strict, catalog)
        return making.each(sessions, lambda read, request: attendance_page(read, request, rows))

    @group.command("slides", cls=LocalisedCommand, help=catalog.say("cli.seminar.slides"))
    def slides(
        sessions: sessions,
        out: Annotated[str | None, options.out] = None,
        ending: Annotated[str | None, options.slides_format] = None,
        method: Annotated[str | None, options.method] = None,
        audience: Annotated[str | None, options.audience] = None,
        day: Annotated[str | None, options.day] = None,
        mask: Annotated[bool, options.mask] = False,
        strict: Annotated[bool, options.strict] = False,
    ) -> int:
        making = _Making("diaporama", out, ending, method, audience, day, mask, strict, catalog)
        return making.each(sessions, slides_page)


class _Making:
    """One document for each session, with the options that all four commands share."""

    def __init__(
        self,
        prefix: str,
        out: str | None,
        ending: str | None,
        method: str | None,
        audience: str | None,
        day: str | None,
        mask: bool,
        strict: bool,
        catalog: Catalog,
        proofs: bool = False,
    ) -> None:
        self._prefix, self._out, self._ending = prefix, out, ending
        self._method, self._audience, self._day = method, audience, parsed_day(day)
        self._mask, self._strict, self._catalog, self._proofs = mask, strict, catalog, proofs

    def each(self, sessions: Sequence[str], page: Callable[[ReadGathering, Request], Page]) -> int:
        """Make the document of every session."""
        files = files_of_kind("seance", sessions)
        destination = Destination(self._out, self._ending, files)

        def treat(read: ReadGathering) -> bool:
            request = request_for(read, self._day, self._audience, self._proofs, self._mask)
            deliver(page(read, request), read, self._prefix, destination, request.language, self._catalog)
            return True

        fine = read_each(files, self._read, treat, self._catalog)
        return FINE if fine else PROBLEMS

    def records(self, sessions: Sequence[str]) -> int:
        """The record of every session: one object, or a list of them."""
        files = files_of_kind("seance", sessions)
        destination = Destination(self._out, "json", files)
        records: list[dict[str, Any]] = []

        def treat(read: ReadGathering) -> bool:
            request = request_for(read, self._day, self._audience, self._proofs, self._mask)
            record = session_record(read, request)
            if self._out is not None and destination.is_folder:
                target = destination.path(read, self._prefix, request.language, "json")
                deliver_json(record, str(target), self._catalog)
            else:
                records.append(record)
            return True

        fine = read_each(files, self._read, treat, self._catalog)
        if records:
            deliver_json(records if len(files) > 1 else records[0], self._out, self._catalog)
        return FINE if fine else PROBLEMS

    def _read(self, path: Path) -> ReadGathering:
        return read_gathering(path, self._method, self._strict)


def _detail(text: str) -> Detail:
    try:
        return Detail(text.lower())
    except ValueError:
        known = ", ".join(detail.value for detail in Detail)
        raise typer.BadParameter(f"{text} ({known})", param_hint="--detail") from None


def _beginning(text: str) -> tuple[int, int]:
    """«9h30» for the first day, «2=14h» for the second."""
    found = re.fullmatch(r"(?:(\d{1,3})\s*=\s*)?([01]?\d|2[0-3])\s*[:hH]\s*([0-5]\d)?", text.strip())
    if found is None:
        raise typer.BadParameter(f"{text} (9h30, 2=14h)", param_hint="--debut")
    return int(found[1] or 1), int(found[2]) * 60 + int(found[3] or 0)
