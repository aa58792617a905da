"""`cit profile`: the territory on one or two pages."""

from typing import Annotated

import typer

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
)
from cit_toolkit.pipeline.territory_documents import territory_page
from cit_toolkit.subjects.territory import ReadTerritory, read_territory
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
        proofs: Annotated[bool, options.proofs] = False,
        mask: Annotated[bool, options.mask] = False,
        strict: Annotated[bool, options.strict] = False,
    ) -> int:
        today = parsed_day(day)
        files = files_of_kind("territoire", territories)
        destination = Destination(out, ending, files)

        def treat(read: ReadTerritory) -> bool:
            request = request_for(read, today, audience, proofs, mask)
            page = territory_page("profile", read, request)
            deliver(page, read, "fiche-territoire", destination, request.language, catalog)
            return True

        fine = read_each(files, lambda path: read_territory(path, method, strict), treat, catalog)
        return FINE if fine else PROBLEMS
