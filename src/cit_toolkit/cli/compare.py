"""`cit compare`: candidate test-territories side by side, robustly; for the team, unless it is said otherwise."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from cit_toolkit.analysis.comparing.acceptability import LEAST_DRAWS
from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.language import document_language
from cit_toolkit.cli.options import (
    Destination,
    deliver,
    deliver_json,
    files_of_kind,
    outputs_of,
    parsed_day,
    request_for,
    shared_options,
    show_problems,
)
from cit_toolkit.cli.progress import progress
from cit_toolkit.cli.said import report_error, say
from cit_toolkit.model.workspace import Audience
from cit_toolkit.pipeline.compare_documents import (
    CompareRequest,
    compare_page,
    compare_record,
    compare_summary,
    compare_tables,
)
from cit_toolkit.problems import Severity
from cit_toolkit.subjects.neighbours import ReadNeighbours, read_neighbours
from cit_toolkit.wording.catalog import Catalog

MOST_DRAWS = 1_000_000


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""
    options = shared_options(catalog)

    def option(*names: str, key: str, **settings: Any) -> Any:
        return typer.Option(*names, help=catalog.say(f"cli.compare.{key}"), **settings)

    @app.command("compare", cls=LocalisedCommand, help=catalog.say("cli.compare.help"))
    def compare(
        territories: Annotated[
            list[str], typer.Argument(metavar="TERRITOIRE", help=catalog.say("cli.options.territories"))
        ],
        draws: Annotated[
            int, option("--tirages", key="draws", metavar="N", min=LEAST_DRAWS, max=MOST_DRAWS)
        ] = LEAST_DRAWS,
        seed: Annotated[int, option("--graine", key="seed", metavar="N", min=0, max=2**32)] = 1,
        out: Annotated[str | None, option("-o", "--sortie", key="out", metavar="CHEMIN")] = None,
        ending: Annotated[str | None, option("--format", key="format", metavar="md|pdf|html|docx|odt|xlsx|csv")] = None,
        as_json: Annotated[bool, typer.Option("--json", help=catalog.say("cli.options.json"))] = False,
        method: Annotated[str | None, options.method] = None,
        audience: Annotated[
            str | None, option("--audience", key="audience", metavar="publique|interne|financeur")
        ] = None,
        day: Annotated[str | None, options.day] = None,
        proofs: Annotated[bool, options.proofs] = False,
        mask: Annotated[bool, options.mask] = False,
        strict: Annotated[bool, options.strict] = False,
    ) -> int:
        today, files = parsed_day(day), files_of_kind("territoire", territories)
        with progress(len(files), catalog.say("compare.reading")) as bar:
            read = read_neighbours(files, method, strict, bar.step)
        fine = _tell(read, catalog)
        request = request_for(read, today, audience or Audience.INTERNAL.value, proofs, mask)
        _deliver(read, CompareRequest(request, draws, seed), out, "json" if as_json else ending, catalog)
        return FINE if fine else PROBLEMS


def _tell(read: ReadNeighbours, catalog: Catalog) -> bool:
    """What is wrong with the files, and which were left. True when nothing is wrong."""
    show_problems(read.problems, catalog)
    for error in read.refused:
        report_error(error, catalog)
    for unused, used in read.unused:
        say(catalog.say("compare.unused", unused=Path(unused).as_posix(), used=Path(used).as_posix()))
    return not read.refused and not any(problem.severity is Severity.ERROR for problem in read.problems)


def _deliver(
    read: ReadNeighbours, asked: CompareRequest, out: str | None, ending: str | None, catalog: Catalog
) -> None:
    """`out` and `ending` are `-o` and `--format` as typed."""
    destination = Destination(out, ending, [Path(read.name)], (".json", ".xlsx", ".csv"))
    kind = f".{ending}" if ending else ""
    if out not in (None, "-") and not destination.is_folder:
        kind = Path(str(out)).suffix.lower()
    if not kind and out is None:
        from cit_toolkit.cli.compare_summary import print_comparison

        print_comparison(compare_summary(read, asked))
        return
    target = Path(str(out)) if out is not None and not destination.is_folder else None
    if out != "-" and target is None and (kind != ".json" or out is not None):
        target = _target(read, asked, out, kind or ".pdf")
    request = asked.request
    if kind == ".json":
        deliver_json(compare_record(read, asked), None if out == "-" or target is None else str(target), catalog)
    elif kind in (".xlsx", ".csv"):
        from cit_toolkit.cli.table_files import deliver_tables

        on_stdout = None if out == "-" else target
        tables = compare_tables(read, asked)
        deliver_tables(tables, on_stdout, kind, request.today, request.language == "fr", catalog)
    else:
        path = out if out == "-" else str(target)
        given = ending if out == "-" else None
        named = replace(destination, out=path, ending=given)
        deliver(compare_page(read, asked), read, "comparaison", named, request.language, catalog)


def _target(read: ReadNeighbours, asked: CompareRequest, out: str | None, ending: str) -> Path:
    """A readable name that stays the same."""
    folder = outputs_of(read.dossier) if out is None else Path(out)
    language = asked.request.language
    suffix = "" if language == document_language(None, read.dossier.settings) else f"-{language}"
    return folder / f"comparaison{suffix}{ending}"
