"""`cit plan`: the tailor-made support plan of a territory, its calendar and its sessions ready to fill in."""

import json
import re
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer

from cit_toolkit.analysis.planning.agenda import DaySpan
from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.options import (
    Destination,
    deliver,
    files_of_kind,
    parsed_day,
    read_each,
    request_for,
    shared_options,
    write,
)
from cit_toolkit.cli.said import say
from cit_toolkit.model.partial_date import NotADateError, PartialDate, parse_partial_date
from cit_toolkit.model.quantities import NotANumberError, parse_number
from cit_toolkit.pipeline.making import Request
from cit_toolkit.pipeline.plan_documents import PlanSettings, plan_page, plan_record, plan_summary
from cit_toolkit.pipeline.plan_sessions import plan_calendar, plan_session_files
from cit_toolkit.problems import CitError
from cit_toolkit.subjects.territory import ReadTerritory, read_territory
from cit_toolkit.wording.catalog import Catalog

_WEEKS = re.compile(r"(\d{1,2})[\s-]*(?:semaines?|weeks?)?", re.IGNORECASE)
_MOST_HOURS = 10_000
_YEARS = range(1950, 2100)
"""Years whose public holidays are known."""


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""
    options = shared_options(catalog)

    def option(*names: str, key: str, **settings: Any) -> Any:
        return typer.Option(*names, help=catalog.say(f"cli.plan.{key}"), **settings)

    @app.command("plan", cls=LocalisedCommand, help=catalog.say("cli.plan.help"))
    def plan(
        territories: Annotated[
            list[str], typer.Argument(metavar="TERRITOIRE", help=catalog.say("cli.options.territories"))
        ],
        hours: Annotated[str | None, option("--heures", key="hours", metavar="N")] = None,
        start: Annotated[str | None, option("--debut", key="start", metavar="AAAA-MM-JJ")] = None,
        rhythm: Annotated[str | None, option("--rythme", key="rhythm", metavar="N-semaines")] = None,
        avoided: Annotated[list[str] | None, option("--eviter", key="avoided", metavar="JOUR..JOUR")] = None,
        sessions: Annotated[str | None, option("--seances", key="sessions", metavar="DOSSIER")] = None,
        out: Annotated[str | None, option("-o", "--sortie", key="out", metavar="CHEMIN")] = None,
        ending: Annotated[str | None, option("--format", key="format", metavar="md|pdf|html|docx|odt|ics")] = None,
        as_json: Annotated[bool, typer.Option("--json", help=catalog.say("cli.options.json"))] = False,
        method: Annotated[str | None, options.method] = None,
        audience: Annotated[str | None, options.audience] = None,
        day: Annotated[str | None, options.day] = None,
        proofs: Annotated[bool, options.proofs] = False,
        mask: Annotated[bool, options.mask] = False,
        strict: Annotated[bool, options.strict] = False,
    ) -> int:
        today = parsed_day(day)
        settings = PlanSettings(
            hours=_hours(hours),
            start=_start(start, today),
            weeks=_weeks(rhythm),
            avoided=tuple(map(_span, avoided or ())),
        )
        files = files_of_kind("territoire", territories)
        destination = Destination(out, "json" if as_json else ending, files, (".json", ".ics"))
        kind = (
            Path(out).suffix.lower() if out and not destination.is_folder and out != "-" else f".{destination.ending}"
        )
        records: list[dict[str, Any]] = []

        def treat(read: ReadTerritory) -> bool:
            request = request_for(read, today, audience, proofs, mask)
            if kind == ".json" and (out in (None, "-") or not destination.is_folder):
                records.append(plan_record(read, settings, request))
            elif kind == ".json":
                target = destination.path(read, "plan", request.language, "json")
                _write_text(_as_text(plan_record(read, settings, request)), str(target), catalog)
            elif kind == ".ics":
                _deliver_calendar(plan_calendar(read, settings, request), read, destination, request, catalog)
            elif out is not None or ending is not None:
                page = plan_page(read, settings, request)
                deliver(page, read, "plan", destination, request.language, catalog)
            elif sessions is None:
                _print(read, settings, request)
            if sessions is not None:
                folder = Path(sessions) / read.territory.id if len(files) > 1 else Path(sessions)
                _write_sessions(plan_session_files(read, settings, request), folder, catalog)
            return True

        fine = read_each(files, lambda path: read_territory(path, method, strict), treat, catalog)
        if records:
            _write_text(_as_text(records if len(files) > 1 else records[0]), out, catalog)
        return FINE if fine else PROBLEMS


def _hours(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        hours = parse_number(re.sub(r"\s*(?:h|heures?|hours?)$", "", text.strip()))
    except NotANumberError:
        raise typer.BadParameter(f"{text} (24)", param_hint="--heures") from None
    if not 0 <= hours <= _MOST_HOURS:
        raise typer.BadParameter(f"{text} (24)", param_hint="--heures")
    return hours


def _weeks(text: str | None) -> int | None:
    if text is None:
        return None
    found = _WEEKS.fullmatch(text.strip())
    if found is None or int(found[1]) == 0:
        raise typer.BadParameter(f"{text} (6-semaines)", param_hint="--rythme")
    return int(found[1])


def _day(text: str, hint: str, example: str) -> PartialDate:
    try:
        found = parse_partial_date(text)
    except NotADateError:
        raise CitError("not-a-day", exit_code=2, value=text, option=hint, example=example) from None
    if found.year not in _YEARS:
        raise typer.BadParameter(f"{text} ({_YEARS[0]}–{_YEARS[-1]})", param_hint=hint)
    return found


def _start(text: str | None, today: date) -> date:
    return today if text is None else _day(text, "--debut", "2026-09-18").earliest


def _span(text: str) -> DaySpan:
    example = "2026-07-14..2026-08-31"
    first, dots, last = text.partition("..")
    span = DaySpan(_day(first, "--eviter", example).earliest, _day(last if dots else first, "--eviter", example).latest)
    if span.last < span.first:
        raise typer.BadParameter(f"{text} ({example})", param_hint="--eviter")
    return span


def _print(read: ReadTerritory, settings: PlanSettings, request: Request) -> None:
    from cit_toolkit.cli.plan_summary import print_plan

    print_plan(plan_summary(read, settings, request))


def _as_text(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _write_text(text: str, out: str | None, catalog: Catalog) -> None:
    if out is None or out == "-":
        sys.stdout.write(text)
        return
    write(Path(out), text.encode("utf-8"), catalog)
    sys.stdout.write(f"{out}\n")


def _deliver_calendar(
    data: bytes, read: ReadTerritory, destination: Destination, request: Request, catalog: Catalog
) -> None:
    if destination.out == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = destination.path(read, "plan", request.language, "ics")
    write(target, data, catalog)
    sys.stdout.write(f"{target}\n")


def _write_sessions(files: dict[str, str], folder: Path, catalog: Catalog) -> None:
    """Write the sessions that are not there yet: one that is there may have been filled in, and is left as it is."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            path = folder / name
            if path.exists() or path.is_symlink():
                say(catalog.say("plan.summary.exists", path=str(path)))
                continue
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            sys.stdout.write(f"{path}\n")
    except OSError as error:
        raise CitError("folder-unwritable", exit_code=3, path=str(folder), reason=error) from error
