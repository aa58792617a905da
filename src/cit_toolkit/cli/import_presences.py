"""`cit import presences`: attendance tables as a session file, or as an addition to those of the dossier."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.import_options import (
    FORMATS,
    import_option,
    import_options,
    refuse_json_beside_text,
    refuse_targets,
    refuse_unknown_format,
)
from cit_toolkit.cli.options import parsed_day
from cit_toolkit.wording.catalog import Catalog


def register(group: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""
    options = import_options(catalog, "presences")
    option = partial(import_option, catalog, "presences")

    @group.command("presences", cls=LocalisedCommand, help=catalog.say("import.presences.help"))
    def import_presences_command(
        files: Annotated[list[Path], options.files],
        out: Annotated[str | None, options.out] = None,
        into: Annotated[Path | None, option("--seance", "into", "SEANCE")] = None,
        yes: Annotated[bool, options.yes] = False,
        territories: Annotated[list[Path] | None, option("--territoire", "territories", "TERRITOIRE")] = None,
        title: Annotated[str | None, option("--titre", "title", "TITRE")] = None,
        kind: Annotated[str | None, option("--genre", "kind", FORMATS)] = None,
        mapping: Annotated[str | None, options.mapping] = None,
        keep: Annotated[Path | None, options.keep] = None,
        day: Annotated[str | None, options.day] = None,
        as_json: Annotated[bool, options.as_json] = False,
    ) -> int:
        refuse_json_beside_text(as_json, out)
        refuse_unknown_format(kind)
        from cit_toolkit.cli.import_delivery import (
            Outcome,
            Target,
            conclude,
            session_completed,
            table_mapping,
            territory_completed,
        )
        from cit_toolkit.cli.presences_report import import_record, report_lines
        from cit_toolkit.pipeline.attendance_dossier import known_around
        from cit_toolkit.pipeline.attendance_files import addition, new_session, session_revisions
        from cit_toolkit.pipeline.attendance_import import import_attendance
        from cit_toolkit.pipeline.attendance_request import AttendanceRequest, KnownSession

        session = session_completed(into, catalog) if into else None
        named = [territory_completed(path, catalog) for path in territories or []]
        asked, problems = table_mapping(mapping, "presences", catalog)
        refuse_targets(out, keep, files, into, catalog)
        known, sessions = known_around(into or (territories or [Path()])[0], named)
        target = KnownSession(into, session) if into is not None and session is not None else None
        request = AttendanceRequest(parsed_day(day), asked, known, sessions, target, title, kind)
        made = import_attendance(files, request)
        outcome = Outcome(
            made,
            problems,
            bool(made.things or made.excused),
            lambda: report_lines(made, catalog),
            lambda: import_record(made, catalog),
            lambda: new_session(made, files, catalog),
            lambda before: addition(made, before, str(into), session.id if session else None),
            (lambda: session_revisions(made)) if made.several else None,
        )
        return conclude(outcome, Target(out, f"seance-{files[0].stem}.yaml", into, yes, quiet=as_json), keep, catalog)
