"""`cit method`: the methods at hand, what one holds, and whether it is coherent."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from cit_toolkit import __version__
from cit_toolkit.builtin_data import method_ids
from cit_toolkit.cli import method_cases, method_copy
from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand, LocalisedGroup
from cit_toolkit.model.method import Method, MethodItem
from cit_toolkit.problems import Severity
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import problem_lines, problem_record


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the group and its commands."""
    group = typer.Typer(
        cls=LocalisedGroup, help=catalog.say("cli.method.help"), rich_markup_mode=None, no_args_is_help=True
    )
    app.add_typer(group, name="method")
    json_option = typer.Option("--json", help=catalog.say("cli.options.json"))
    method_argument = typer.Argument(metavar="ID|FICHIER", help=catalog.say("cli.options.method"))

    @group.command("list", cls=LocalisedCommand, help=catalog.say("cli.method.list"))
    def list_methods(as_json: Annotated[bool, json_option] = False) -> int:
        methods = [_method_in(_load_file(name))[0] for name in method_ids()]
        rows = [_summary(method, catalog.language) for method in methods if method]
        if as_json:
            _write_json({"cit": __version__, "genre": "methodes", "methodes": rows})
        else:
            for row in rows:
                sys.stdout.write(f"{row['id']}  {row['nom']}\n")
                sys.stdout.write("    " + catalog.say("cli.method.counts", **row) + "\n")
        return FINE

    @group.command("show", cls=LocalisedCommand, help=catalog.say("cli.method.show"))
    def show(name: Annotated[str, method_argument] = "cit", as_json: Annotated[bool, json_option] = False) -> int:
        from cit_toolkit.analysis.metrics import metric_names
        from cit_toolkit.loading.workspace import method_of

        loaded = _load_file(name)
        method = method_of(loaded)
        metrics = [metric for metric in metric_names(method) if metric not in method.criteria]
        if as_json:
            _write_json(
                {"cit": __version__, "genre": "methode", "mesures": metrics, **_summary(method, catalog.language)}
            )
        else:
            _show(method, metrics, catalog)
        return FINE

    @group.command("check", cls=LocalisedCommand, help=catalog.say("cli.method.check"))
    def check(name: Annotated[str, method_argument] = "cit", as_json: Annotated[bool, json_option] = False) -> int:
        from cit_toolkit.checks import check_method
        from cit_toolkit.loading.workspace import refuse_other_kinds

        loaded = _load_file(name)
        refuse_other_kinds(loaded)
        method, problems = _method_in(loaded)
        if method is not None:
            problems = [*problems, *check_method(method)]
        problems = sorted(problems, key=lambda problem: problem.position)
        if as_json:
            records = [problem_record(problem, catalog) for problem in problems]
            _write_json({"cit": __version__, "genre": "verification", "methode": name, "problemes": records})
        else:
            for problem in problems:
                sys.stdout.write(problem_lines(problem, catalog).rstrip("\n") + "\n")
            if not problems:
                sys.stdout.write(catalog.say("cli.method.fine", name=name) + "\n")
        return PROBLEMS if any(problem.severity is Severity.ERROR for problem in problems) else FINE

    method_cases.register(group, catalog)
    method_copy.register(group, catalog)


def _load_file(name: str) -> Any:
    from cit_toolkit.loading.files import load_file
    from cit_toolkit.loading.workspace import find_dossier, load_method

    # On the command line any file may be named: it is the user's own hand, not a dossier's text.
    return load_file(Path(name)) if Path(name).is_file() else load_method(name, find_dossier(Path()))


def _method_in(loaded: Any) -> tuple[Method | None, list[Any]]:
    return (loaded.model if isinstance(loaded.model, Method) else None), list(loaded.problems)


def _summary(method: Method, language: str) -> dict[str, Any]:
    return {
        "id": method.id,
        "nom": method.name.text(language),
        "langues": list(method.languages),
        "fonctions": len(method.functions),
        "criteres": len(method.criteria),
        "dimensions": len(method.dimensions),
        "etapes": len(method.stages),
        "modules": len(method.modules),
        "regles": len(method.rules),
    }


def _show(method: Method, metrics: list[str], catalog: Catalog) -> None:
    language = catalog.language

    def section(title: str, items: tuple[MethodItem, ...]) -> None:
        if items:
            sys.stdout.write(f"\n{catalog.say(f'cli.method.{title}')}\n")
            for item in items:
                sys.stdout.write(f"  {item.id:28} {item.label(language)}\n")

    sys.stdout.write(f"{method.name.text(language)} ({method.id})\n")
    if method.description:
        sys.stdout.write(f"{' '.join(method.description.text(language).split())}\n")
    section("categories", method.categories)
    section("circles", method.circles)
    section("roles", method.roles)
    section("functions", method.functions)
    section("themes", method.themes)
    for dimension in method.dimensions:
        sys.stdout.write(f"\n{catalog.say('cli.method.dimension', name=dimension.label(language))}\n")
        for criterion in dimension.criteria:
            sys.stdout.write(f"  {criterion.id:28} {criterion.question.text(language)}\n")
            for level, text in enumerate(criterion.levels):
                sys.stdout.write(f"      {level}  {text.text(language)}\n")
    section("stages", method.stages)
    section("modules", method.modules)
    sys.stdout.write(f"\n{catalog.say('cli.method.rules')}\n")
    for rule in method.rules:
        sys.stdout.write(f"  {rule.id:28} {rule.condition}\n")
    sys.stdout.write(f"\n{catalog.say('cli.method.metrics')}\n")
    for metric in metrics:
        sys.stdout.write(f"  {metric}\n")


def _write_json(record: object) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")
