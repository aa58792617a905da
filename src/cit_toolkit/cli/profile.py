"""`cit profile`: the territory on one or two pages."""

from typing import Annotated

import typer

from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.options import (
    Destination,
    deliver,
    parsed_day,
    read_each,
    request_for,
    shared_options,
    territory_files,
)
from cit_toolkit.pipeline import ReadTerritory, document_page
from cit_toolkit.wording.catalog import Catalog


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""
    options = shared_options(catalog)

    @app.command("profile", cls=LocalisedCommand, help=catalog.say("cli.profile.help"))
    def profile(
        territories: Annotated[
            list[str], typer.Argument(metavar="TERRITOIRE", help=catalog.say("cli.options.territories"))
        ],
        out: Annotated[str | None, options.out] = None,
        ending: Annotated[str | None, options.format] = None,
        method: Annotated[str | None, options.method] = None,
        audience: Annotated[str | None, options.audience] = None,
        day: Annotated[str | None, options.day] = None,
        mask: Annotated[bool, options.mask] = False,
        strict: Annotated[bool, options.strict] = False,
    ) -> int:
        today = parsed_day(day)
        files = territory_files(territories)
        destination = Destination(out, ending, files)

        def treat(read: ReadTerritory) -> bool:
            request = request_for(read, today, audience, mask=mask)
            page = document_page("profile", read, request)
            deliver(page, read, "fiche-territoire", destination, request.language, catalog)
            return True

        return FINE if read_each(files, method, strict, catalog, treat) else PROBLEMS
