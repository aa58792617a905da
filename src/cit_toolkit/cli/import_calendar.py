"""`cit import calendrier`: the events of an agenda as session files, proposed before they are written."""

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.import_options import FORMATS, import_option, import_options, refuse_unknown_format
from cit_toolkit.cli.options import parsed_day
from cit_toolkit.wording.catalog import Catalog

_AHEAD = timedelta(days=365)
"""How far series are told when no last day is asked for."""
_FOLDER = "seances"


def register(group: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""
    options = import_options(catalog, "calendar")
    option = partial(import_option, catalog, "calendar")

    @group.command("calendrier", cls=LocalisedCommand, help=catalog.say("import.calendar.help"))
    def import_calendar_command(
        files: Annotated[list[Path], options.files],
        out: Annotated[str | None, options.out] = None,
        yes: Annotated[bool, options.yes] = False,
        since: Annotated[str | None, option("--du", "since", "AAAA-MM-JJ")] = None,
        until: Annotated[str | None, option("--au", "until", "AAAA-MM-JJ")] = None,
        zone: Annotated[str | None, option("--fuseau", "zone", "Europe/Paris")] = None,
        kind: Annotated[str | None, option("--genre", "kind", FORMATS)] = None,
        day: Annotated[str | None, options.day] = None,
        as_json: Annotated[bool, options.as_json] = False,
    ) -> int:
        refuse_unknown_format(kind)
        from cit_toolkit.cli.calendar_report import import_record, report_lines
        from cit_toolkit.cli.import_delivery import Outcome, Target, conclude
        from cit_toolkit.exchange.calendar_reader import Bounds, is_zone
        from cit_toolkit.loading.dossier_sessions import sessions_of
        from cit_toolkit.loading.workspace import dossier_root
        from cit_toolkit.pipeline.calendar_import import CalendarRequest, import_calendars, session_files

        if zone is not None and not is_zone(zone):
            raise typer.BadParameter(f"{zone} (Europe/Paris, Indian/Reunion…)", param_hint="--fuseau")
        if out == "-" or (out is not None and Path(out).is_file()):
            raise typer.BadParameter(catalog.say("import.calendar.not-a-folder", path=out), param_hint="-o")
        today = parsed_day(day)
        last = parsed_day(until) if until else today + _AHEAD
        folder = Path(out) if out else dossier_root(Path()) / _FOLDER
        bounds = Bounds(parsed_day(since) if since else None, last, zone)
        request = CalendarRequest(today, bounds, folder, sessions_of(folder), kind)
        made = import_calendars(files, request)
        outcome = Outcome(
            made,
            (),
            bool(made.made),
            lambda: report_lines(made, catalog),
            lambda: import_record(made, catalog),
            revisions=lambda: session_files(made, catalog),
        )
        return conclude(outcome, Target(None, "", None, yes, quiet=as_json), None, catalog)
