"""`cit import aides-territoires|data-inclusion|offres`: catalogues of other tools as files of offers."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.options import parsed_day, shared_options, show_problems, write
from cit_toolkit.cli.said import say
from cit_toolkit.exchange.importers import OFFERS_IMPORTERS
from cit_toolkit.loading.real_paths import is_folder
from cit_toolkit.problems import Problem, Severity
from cit_toolkit.wording.catalog import Catalog


def register(group: typer.Typer, catalog: Catalog) -> None:
    """Add a command for each catalogue."""
    for name in OFFERS_IMPORTERS:
        _register_one(group, name, catalog)


def _register_one(group: typer.Typer, name: str, catalog: Catalog) -> None:
    options = shared_options(catalog)

    @group.command(name, cls=LocalisedCommand, help=catalog.say(f"import.commands.{name}"))
    def import_one(
        files: Annotated[list[Path], typer.Argument(metavar="FICHIER", help=catalog.say("import.files"))],
        out: Annotated[
            str | None, typer.Option("-o", "--sortie", metavar="CHEMIN", help=catalog.say("import.out"))
        ] = None,
        mapping: Annotated[
            Path | None, typer.Option("--correspondance", metavar="FICHIER", help=catalog.say("import.mapping"))
        ] = None,
        departments: Annotated[
            list[str] | None, typer.Option("--departement", metavar="NUMERO", help=catalog.say("import.department"))
        ] = None,
        write_themes: Annotated[bool, typer.Option("--themes", help=catalog.say("import.themes"))] = False,
        method: Annotated[str | None, options.method] = None,
        day: Annotated[
            str | None, typer.Option("--date", metavar="AAAA-MM-JJ", help=catalog.say("import.date"))
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=catalog.say("cli.options.json"))] = False,
    ) -> int:
        if as_json and out == "-":
            raise typer.BadParameter("-o -", param_hint="--json")
        from cit_toolkit.cli.import_report import import_record, report_lines
        from cit_toolkit.loading.mappings import mapping_problems
        from cit_toolkit.pipeline.offers_import import ImportRequest, import_offers

        refuse_target(out, "-o", files, catalog)
        today = parsed_day(day)
        used, problems = _mapping(name, mapping, catalog)
        chosen = _method(method)
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


def own_target(out: str | None, own_name: str) -> Path:
    """The file to write: what was typed, or a readable name that stays the same, here or in the folder typed."""
    if out is None:
        return Path(own_name)
    return Path(out) / own_name if out.endswith(("/", os.sep)) or Path(out).is_dir() else Path(out)


def refuse_target(path: str | None, option: str, sources: Sequence[Path], catalog: Catalog) -> None:
    """A file of ours is YAML, and is not written over what it is made from."""
    if path in (None, "-") or path.endswith(("/", os.sep)) or (option == "-o" and is_folder(Path(path))):
        return
    if Path(path).suffix not in (".yaml", ".yml"):
        raise typer.BadParameter(catalog.say("import.not-yaml", path=path), param_hint=option)
    if any(Path(path).resolve() == source.resolve() for source in sources):
        raise typer.BadParameter(catalog.say("import.over-source", path=path), param_hint=option)


def known_departments(departments: list[str]) -> tuple[str, ...]:
    """Departments as typed, each by its number."""
    from cit_toolkit.exchange.french_areas import french_areas

    known = french_areas().departments
    for department in departments:
        if department.lower() not in known:
            raise typer.BadParameter(f"{department} (23, 2A, 974…)", param_hint="--departement")
    return tuple(known[department.lower()] for department in departments)


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


def _method(name: str | None) -> Any:
    """The method the offers will be read with: the one named, or that of the dossier one stands in."""
    from cit_toolkit.loading.workspace import find_dossier, load_method, method_of

    dossier = find_dossier(Path())
    return method_of(load_method(name or dossier.settings.method, dossier))
