"""`cit workbook`: the files of a dossier as a workbook to fill in, and the way back."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cit_toolkit.cli.consent import consent_option, write_on_consent
from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.language import asked_language, document_language
from cit_toolkit.cli.options import files_of_kind, outputs_of, parsed_day, shared_options, show_problems, write
from cit_toolkit.cli.said import say
from cit_toolkit.problems import CitError, Severity
from cit_toolkit.wording.catalog import Catalog

_ENDING = ".xlsx"


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""
    options = shared_options(catalog)

    @app.command("workbook", cls=LocalisedCommand, help=catalog.say("workbook.help"))
    def workbook(
        territories: Annotated[
            list[str] | None, typer.Argument(metavar="TERRITOIRE", help=catalog.say("workbook.territories"))
        ] = None,
        out: Annotated[
            Path | None, typer.Option("-o", "--sortie", metavar="FICHIER", help=catalog.say("workbook.out"))
        ] = None,
        read_back: Annotated[
            Path | None, typer.Option("--relire", metavar="CLASSEUR", help=catalog.say("workbook.read-back"))
        ] = None,
        origin: Annotated[
            Path | None, typer.Option("--classeur", metavar="CLASSEUR", help=catalog.say("workbook.origin"))
        ] = None,
        yes: Annotated[bool, consent_option(catalog)] = False,
        contacts: Annotated[bool, typer.Option("--contacts", help=catalog.say("workbook.contacts"))] = False,
        method: Annotated[str | None, options.method] = None,
        day: Annotated[str | None, options.day] = None,
    ) -> int:
        writing, reading = {"-o": out, "--contacts": contacts, "--date": day}, {"--classeur": origin, "--oui": yes}
        for name, given in (writing if read_back is not None else reading).items():
            if given:
                raise typer.BadParameter(catalog.say("workbook.other-way"), param_hint=name)
        if read_back is not None:
            where = [Path(text) for text in territories or []] or [Path(), read_back.absolute().parent]
            return _read_back(read_back, origin, where, method, yes, catalog)
        if not territories:
            raise typer.BadParameter(catalog.say("cli.usage.missing-parameter", name="TERRITOIRE"))
        return _write(territories, out, method, parsed_day(day), contacts, catalog)


def _write(
    territories: list[str], out: Path | None, method: str | None, day: date, contacts: bool, catalog: Catalog
) -> int:
    from cit_toolkit.documents.voice import Voice
    from cit_toolkit.loading.workspace import find_dossier
    from cit_toolkit.pipeline.workbook_files import read_workbook_files
    from cit_toolkit.pipeline.workbook_writing import workbook

    if out is not None and out.suffix.lower() != _ENDING:
        raise CitError("unknown-format", exit_code=2, ending=out.suffix or str(out), known=[_ENDING])
    paths = files_of_kind("territoire", territories)
    settings = find_dossier(paths[0]).settings
    voice = Voice(document_language(asked_language(sys.argv[1:]), settings))
    files = read_workbook_files(paths, method, voice)
    show_problems(files.problems, catalog)
    target = out or outputs_of(files.dossier) / f"{voice.say('workbook.title')}-{paths[0].stem}{_ENDING}"
    write(target, workbook(files, voice, day, contacts), catalog)
    sys.stdout.write(f"{target}\n")
    return PROBLEMS if any(problem.severity is Severity.ERROR for problem in files.problems) else FINE


def _read_back(
    path: Path, origin: Path | None, where: list[Path], method: str | None, yes: bool, catalog: Catalog
) -> int:
    from cit_toolkit.documents.voice import Voice
    from cit_toolkit.pipeline.workbook_reading import read_back

    reading = read_back(path, origin, where, method, Voice(catalog.language))
    for name in reading.stale:
        say(catalog.say("workbook.stale", file=name))
    show_problems(reading.problems, catalog)
    for row in reading.gone:
        say(catalog.say("workbook.gone-row", sheet=row.sheet, row=row.row, file=row.file))
    for title, tally in reading.tallies.items():
        parts = [
            catalog.say(f"workbook.{name}", count=count)
            for name in ("changes", "added", "removed", "conflicts", "refused")
            if (count := getattr(tally, name))
        ]
        if parts:
            say(catalog.say("workbook.counts", name=title, parts=catalog.say("lists.separator").join(parts)))
    for name in reading.broken:
        say(catalog.say("workbook.would-break", file=name))
    if not any(revision.changes for revision in reading.revisions):
        say(catalog.say("workbook.nothing" if reading.broken else "workbook.unchanged", name=path.name))
    else:
        write_on_consent(reading.revisions, yes, catalog)
    return FINE if reading.fine else PROBLEMS
