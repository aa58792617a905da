"""`cit import besoins`: tables of needs as a territory file, or as an addition to one."""

from pathlib import Path
from typing import Annotated

import typer

from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.import_options import import_options, method_for, refuse_json_beside_text, refuse_targets
from cit_toolkit.cli.options import parsed_day
from cit_toolkit.wording.catalog import Catalog


def register(group: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""
    options = import_options(catalog, "needs")

    @group.command("besoins", cls=LocalisedCommand, help=catalog.say("import.needs.help"))
    def import_needs_command(
        files: Annotated[list[Path], options.files],
        out: Annotated[str | None, options.out] = None,
        into: Annotated[Path | None, options.into] = None,
        yes: Annotated[bool, options.yes] = False,
        name: Annotated[str | None, options.name] = None,
        mapping: Annotated[str | None, options.mapping] = None,
        keep: Annotated[Path | None, options.keep] = None,
        method: Annotated[str | None, options.method] = None,
        day: Annotated[str | None, options.day] = None,
        as_json: Annotated[bool, options.as_json] = False,
    ) -> int:
        refuse_json_beside_text(as_json, out)
        from cit_toolkit.cli.import_delivery import Outcome, Target, conclude, table_mapping, territory_completed
        from cit_toolkit.cli.needs_report import import_record, report_lines
        from cit_toolkit.loading.dossier_sessions import session_names
        from cit_toolkit.loading.mappings import table_mapping_problems
        from cit_toolkit.pipeline.needs_import import NeedsRequest, addition, import_needs, new_territory

        territory = territory_completed(into, catalog) if into else None
        chosen = method_for(method, into, territory.method if territory else None)
        asked, problems = table_mapping(mapping, "needs", catalog)
        if asked is not None and chosen.id == asked.method:
            problems += table_mapping_problems(asked, chosen)
        refuse_targets(out, keep, files, into, catalog)
        sessions = session_names(into) if into else {}
        request = NeedsRequest(chosen, parsed_day(day), asked, name, territory, sessions)
        made = import_needs(files, request)
        outcome = Outcome(
            made,
            problems,
            bool(made.things),
            lambda: report_lines(made, catalog),
            lambda: import_record(made, catalog),
            lambda: new_territory(made, files, catalog),
            lambda before: addition(made, before, str(into)),
        )
        target = Target(out, f"territoire-{files[0].stem}.yaml", into, yes, quiet=as_json)
        return conclude(outcome, target, keep, catalog)
