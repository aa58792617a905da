"""`cit map`: the ecosystem of actors drawn: a picture, a page to print, or a page to explore."""

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
    show_problems,
    write,
)
from cit_toolkit.problems import CitError, Severity
from cit_toolkit.subjects.territory import ReadTerritory, read_territory
from cit_toolkit.wording.catalog import Catalog

SIZES = ("liens", "influence")


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""
    options = shared_options(catalog)

    @app.command("map", cls=LocalisedCommand, help=catalog.say("map.help"))
    def draw_map(
        territories: Annotated[
            list[str], typer.Argument(metavar="TERRITOIRE", help=catalog.say("cli.options.territories"))
        ],
        out: Annotated[
            str | None, typer.Option("-o", "--sortie", metavar="CHEMIN", help=catalog.say("map.out"))
        ] = None,
        ending: Annotated[
            str | None, typer.Option("--format", metavar="svg|png|pdf|html", help=catalog.say("cli.options.format"))
        ] = None,
        size: Annotated[str, typer.Option("--taille", metavar="|".join(SIZES), help=catalog.say("map.size"))] = "liens",
        since: Annotated[str | None, typer.Option("--since", metavar="ANCIEN", help=catalog.say("map.since"))] = None,
        method: Annotated[str | None, options.method] = None,
        audience: Annotated[str | None, options.audience] = None,
        day: Annotated[str | None, options.day] = None,
        mask: Annotated[bool, options.mask] = False,
        strict: Annotated[bool, options.strict] = False,
    ) -> int:
        from cit_toolkit.pipeline.map_documents import MapWish, map_bytes

        today = parsed_day(day)
        if size not in SIZES:
            raise typer.BadParameter(catalog.say("map.unknown-size", value=size), param_hint="--taille")
        files = files_of_kind("territoire", territories)
        if since and len(files) > 1:
            raise typer.BadParameter(catalog.say("map.one-territory"), param_hint="--since")
        destination = Destination(out, ending, files)

        def treat(read: ReadTerritory) -> bool:
            earlier = _earlier(since, read, method, strict, catalog) if since else None
            request = request_for(read, today, audience, mask=mask)
            on_stdout = destination.out == "-"
            target = None if on_stdout else destination.path(read, "carte-acteurs", request.language, "pdf")
            wanted = target.suffix.lower() if target else f".{ending or 'svg'}"
            drawn = map_bytes(read, request, MapWish(size, earlier), wanted)
            if target is None:
                sys.stdout.buffer.write(drawn)
                sys.stdout.buffer.flush()
            else:
                write(target, drawn, catalog)
                sys.stdout.write(f"{target}\n")
            return earlier is None or not any(p.severity is Severity.ERROR for p in earlier.problems)

        fine = read_each(files, lambda path: read_territory(path, method, strict), treat, catalog)
        return FINE if fine else PROBLEMS


def _earlier(path: str, read: ReadTerritory, method: str | None, strict: bool, catalog: Catalog) -> ReadTerritory:
    """The same territory at another date, its problems shown. CitError when it is another territory."""
    earlier = read_territory(Path(path), method, strict)
    show_problems(earlier.problems, catalog)
    if earlier.territory.id != read.territory.id:
        raise CitError("another-territory", name=path, identifier=earlier.territory.id, expected=read.territory.id)
    return earlier
