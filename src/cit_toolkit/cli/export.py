"""`cit export`: the actors and their links in the format of another tool."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.options import (
    Destination,
    files_of_kind,
    parsed_day,
    read_each,
    request_for,
    shared_options,
    write,
)
from cit_toolkit.cli.said import say
from cit_toolkit.exchange.exporters import EXPORTERS
from cit_toolkit.pipeline.territory_exports import Export, territory_export
from cit_toolkit.subjects.territory import ReadTerritory, read_territory
from cit_toolkit.wording.catalog import Catalog


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""
    options = shared_options(catalog)

    @app.command("export", cls=LocalisedCommand, help=catalog.say("export.help"))
    def export(
        name: Annotated[str, typer.Argument(metavar="FORMAT", help=catalog.say("export.format"))],
        territories: Annotated[
            list[str], typer.Argument(metavar="TERRITOIRE", help=catalog.say("cli.options.territories"))
        ],
        out: Annotated[
            str | None, typer.Option("-o", "--sortie", metavar="CHEMIN", help=catalog.say("export.out"))
        ] = None,
        method: Annotated[str | None, options.method] = None,
        audience: Annotated[
            str | None,
            typer.Option("--audience", metavar="publique|interne|financeur", help=catalog.say("export.audience")),
        ] = None,
        day: Annotated[
            str | None, typer.Option("--date", metavar="AAAA-MM-JJ", help=catalog.say("export.date"))
        ] = None,
        mask: Annotated[bool, typer.Option("--masquer", help=catalog.say("export.mask"))] = False,
        strict: Annotated[bool, options.strict] = False,
    ) -> int:
        today = parsed_day(day)
        if name.lower() not in EXPORTERS:
            said = catalog.say("export.unknown-format", value=name, known=list(EXPORTERS))
            raise typer.BadParameter(said, param_hint="FORMAT")
        exporter, files = EXPORTERS[name.lower()], files_of_kind("territoire", territories)
        destination = Destination(out, exporter.ending.removeprefix("."), files)

        def treat(read: ReadTerritory) -> bool:
            request = request_for(read, today, audience, mask=mask)
            made = territory_export(name.lower(), read, request)
            if made.left_out:
                parts = request.voice.parts(made.left_out)
                say(catalog.say("export.not-in-it", name=read.name, format=name.lower(), parts=parts))
            if out == "-":
                _to_stdout(made, name, catalog)
            else:
                _to_files(made, destination.path(read, "reseau", request.language, ""), catalog)
            return True

        fine = read_each(files, lambda path: read_territory(path, method, strict), treat, catalog)
        return FINE if fine else PROBLEMS


def _to_files(made: Export, target: Path, catalog: Catalog) -> None:
    for suffix, data in made.files.items():
        path = target.with_name(f"{target.stem}{suffix}{target.suffix}")
        write(path, data, catalog)
        sys.stdout.write(f"{path}\n")


def _to_stdout(made: Export, name: str, catalog: Catalog) -> None:
    if len(made.files) > 1:
        raise typer.BadParameter(catalog.say("export.several-files", format=name), param_hint="-o")
    sys.stdout.buffer.write(made.files[""])
    sys.stdout.buffer.flush()
