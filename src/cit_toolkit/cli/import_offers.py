"""`cit import aides-territoires|data-inclusion|offres`: catalogues of other tools as files of offers."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.import_options import (
    import_options,
    known_departments,
    method_for,
    own_target,
    refuse_json_beside_text,
    refuse_target,
)
from cit_toolkit.cli.options import parsed_day, show_problems, write
from cit_toolkit.cli.said import say
from cit_toolkit.exchange.importers import OFFERS_IMPORTERS
from cit_toolkit.problems import Problem, Severity
from cit_toolkit.wording.catalog import Catalog


def register(group: typer.Typer, catalog: Catalog) -> None:
    """Add a command for each catalogue."""
    for name in OFFERS_IMPORTERS:
        _register_one(group, name, catalog)


def _register_one(group: typer.Typer, name: str, catalog: Catalog) -> None:
    options = import_options(catalog, "offers")

    @group.command(name, cls=LocalisedCommand, help=catalog.say(f"import.commands.{name}"))
    def import_one(
        files: Annotated[list[Path], options.files],
        out: Annotated[str | None, options.out] = None,
        mapping: Annotated[Path | None, options.mapping] = None,
        departments: Annotated[list[str] | None, options.department] = None,
        write_themes: Annotated[bool, typer.Option("--themes", help=catalog.say("import.themes"))] = False,
        method: Annotated[str | None, options.method] = None,
        day: Annotated[str | None, options.day] = None,
        as_json: Annotated[bool, options.as_json] = False,
    ) -> int:
        refuse_json_beside_text(as_json, out)
        from cit_toolkit.cli.import_report import import_record, report_lines
        from cit_toolkit.loading.mappings import mapping_problems
        from cit_toolkit.pipeline.offers_import import ImportRequest, import_offers

        refuse_target(out, "-o", files, catalog)
        today = parsed_day(day)
        used, problems = _mapping(name, mapping, catalog)
        chosen = method_for(method)
        if mapping is not None and chosen.id == used.method:
            problems += mapping_problems(used, chosen)
        request = ImportRequest(used, chosen, today, known_departments(departments or []), write_themes)
        made = import_offers(files, request, catalog)
        show_problems((*problems, *made.problems), catalog)
        if made.text and out == "-":
            sys.stdout.write(made.text)
        elif made.text:
            target = own_target(out, f"offres-{name}.yaml")
            write(target, made.text.encode(), catalog)
            if not as_json:
                sys.stdout.write(f"{target}\n")
        if as_json:
            record = import_record(made, catalog)
            sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")
        else:
            for line in report_lines(made, catalog):
                say(line)
        wrong = any(problem.severity is Severity.ERROR for problem in problems)
        return PROBLEMS if wrong or made.problems or made.result.refused or not made.text else FINE


def _mapping(name: str, own: Path | None, catalog: Catalog) -> tuple[Any, list[Problem]]:
    """The mapping, and what is wrong in it."""
    from cit_toolkit.loading.files import load_file
    from cit_toolkit.loading.mappings import load_mapping, mapping_of

    provided = OFFERS_IMPORTERS[name].mapping
    if own is None and provided is None:
        raise typer.BadParameter(catalog.say("import.mapping-needed"), param_hint="--correspondance")
    loaded = load_mapping(str(provided)) if own is None else load_file(own)
    if loaded.model is None:
        show_problems(loaded.problems, catalog)
    return mapping_of(loaded), list(loaded.problems)
