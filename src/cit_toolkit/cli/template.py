"""`cit template`: the templates of documents: listed, read, copied into the dossier, checked."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from cit_toolkit import __version__
from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand, LocalisedGroup
from cit_toolkit.cli.language import asked_language, document_language
from cit_toolkit.cli.said import say
from cit_toolkit.loading.workspace import Dossier, find_dossier
from cit_toolkit.pipeline.document_templates import (
    DocumentTemplate,
    copy_of,
    own_folder,
    problems_of_templates,
    template_named,
    templates_of,
)
from cit_toolkit.problems import CitError, Severity
from cit_toolkit.rendering.output_files import write_new_file
from cit_toolkit.wording.catalog import LANGUAGES, Catalog
from cit_toolkit.wording.problem_text import problem_lines, problem_record, visible


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the group and its commands."""
    group = typer.Typer(
        cls=LocalisedGroup, help=catalog.say("templates.help"), rich_markup_mode=None, no_args_is_help=True
    )
    app.add_typer(group, name="template")
    json_option = typer.Option("--json", help=catalog.say("cli.options.json"))
    name_argument = typer.Argument(metavar="GABARIT", help=catalog.say("templates.name"))

    @group.command("list", cls=LocalisedCommand, help=catalog.say("templates.list"))
    def list_templates(as_json: Annotated[bool, json_option] = False) -> int:
        dossier, language = _here()
        templates = templates_of(dossier, language)
        if as_json:
            _write_json("gabarits", {"gabarits": [_record(template, catalog) for template in templates]})
        else:
            width = max(len(template.name) for template in templates)
            for template in templates:
                sys.stdout.write(f"{template.name:{width}}  {_what(template, catalog)}\n")
                sys.stdout.write(f"{'':{width}}  {_origin(template, catalog)}\n")
        return FINE

    @group.command("show", cls=LocalisedCommand, help=catalog.say("templates.show"))
    def show(name: Annotated[str, name_argument]) -> int:
        dossier, language = _here()
        sys.stdout.write(template_named(dossier, language, name).text)
        return FINE

    @group.command("copy", cls=LocalisedCommand, help=catalog.say("templates.copy"))
    def copy(
        name: Annotated[str, name_argument],
        parts: Annotated[
            list[str] | None, typer.Option("--partie", metavar="NOM", help=catalog.say("templates.parts"))
        ] = None,
    ) -> int:
        dossier, language = _here()
        template = template_named(dossier, language, name)
        folder = own_folder(dossier)
        if folder is None:
            raise CitError("path-outside", path=str(dossier.settings.templates), root=str(dossier.root))
        path = Path(os.path.relpath(folder / template.key))
        write_new_file(path, copy_of(template, tuple(parts or ())).encode("utf-8"))
        sys.stdout.write(f"{visible(str(path))}\n")
        told = "copied-parts" if parts else "copied"
        known = ", ".join(template.parts)
        say(catalog.say(f"templates.{told}", built_in=f"builtin/{template.key}", name=template.name, parts=known))
        return FINE

    @group.command("check", cls=LocalisedCommand, help=catalog.say("templates.check"))
    def check(
        names: Annotated[
            list[str] | None, typer.Argument(metavar="GABARIT", help=catalog.say("templates.checked"))
        ] = None,
        strict: Annotated[bool, typer.Option("--strict", help=catalog.say("cli.check.strict"))] = False,
        as_json: Annotated[bool, json_option] = False,
    ) -> int:
        dossier, language = _here()
        templates = (
            tuple(template_named(dossier, language, name) for name in names)
            if names
            else tuple(each for spoken in LANGUAGES for each in templates_of(dossier, spoken) if each.own)
        )
        problems = problems_of_templates(dossier, templates)
        if as_json:
            records = [problem_record(problem, catalog) for problem in problems]
            _write_json("verification", {"gabarits": [each.key for each in templates], "problemes": records})
        else:
            for problem in problems:
                sys.stdout.write(problem_lines(problem, catalog).rstrip("\n") + "\n")
            sys.stdout.write(_verdict(templates, len(problems), catalog) + "\n")
        wrong = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return PROBLEMS if any(problem.severity in wrong for problem in problems) else FINE


def _here() -> tuple[Dossier, str]:
    """The dossier one is in, and the language of its documents."""
    dossier = find_dossier(Path())
    return dossier, document_language(asked_language(sys.argv[1:]), dossier.settings)


def _what(template: DocumentTemplate, catalog: Catalog) -> str:
    key = f"templates.documents.{template.name}"
    return catalog.say(key) if catalog.has(key) else catalog.say("templates.own-document")


def _origin(template: DocumentTemplate, catalog: Catalog) -> str:
    if not template.own:
        return catalog.say("templates.built-in", name=f"builtin/{template.key}")
    told = "replaces" if template.built_in else "added"
    return catalog.say(f"templates.{told}", path=_typed(template.path), name=f"builtin/{template.key}")


def _record(template: DocumentTemplate, catalog: Catalog) -> dict[str, Any]:
    return {
        "nom": template.name,
        "langue": template.language,
        "document": _what(template, catalog),
        "fichier": _typed(template.path) if template.own else None,
        "fourni": f"builtin/{template.key}" if template.built_in else None,
        "parties": list(template.parts),
    }


def _verdict(templates: tuple[DocumentTemplate, ...], problems: int, catalog: Catalog) -> str:
    if not templates:
        return catalog.say("templates.none")
    told = catalog.say("templates.checked-number", count=len(templates))
    return f"{told}, {catalog.say('templates.problems', count=problems)}"


def _typed(path: Path) -> str:
    return visible(os.path.relpath(path))


def _write_json(kind: str, record: dict[str, Any]) -> None:
    whole = {"cit": __version__, "genre": kind, **record}
    sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
