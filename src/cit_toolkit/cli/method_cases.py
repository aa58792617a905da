"""`cit method test`: the cases of a method tried, and what differs told line by line."""

import json
import sys
from typing import Annotated, Any

import typer

from cit_toolkit import __version__
from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.pipeline.method_cases import TriedCase, TriedFile, try_cases
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import problem_lines, problem_record, visible


def register(group: typer.Typer, catalog: Catalog) -> None:
    """Add the command to those of `cit method`."""

    @group.command("test", cls=LocalisedCommand, help=catalog.say("cases.help"))
    def test(
        name: Annotated[str | None, typer.Argument(metavar="ID|FICHIER", help=catalog.say("cases.reference"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=catalog.say("cli.options.json"))] = False,
    ) -> int:
        from cit_toolkit.documents.voice import Voice

        tried = list(try_cases(name, Voice(catalog.language)))
        if as_json:
            record = {"cit": __version__, "genre": "essais", "fichiers": [_record(file, catalog) for file in tried]}
            sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")
        else:
            for rank, file in enumerate(tried):
                _print(file, catalog, blank_before=rank > 0)
        return FINE if all(file.holds for file in tried) else PROBLEMS


def _print(file: TriedFile, catalog: Catalog, blank_before: bool) -> None:
    if blank_before:
        _say("")
    _say(catalog.say("cases.file", name=file.name, method=file.method.id))
    for problem in file.problems:
        _say(problem_lines(problem, catalog))
    for case in file.cases:
        _say(f"  {'✓' if case.holds else '✗'} {case.name}")
        for problem in case.problems:
            _say(problem_lines(problem, catalog))
        for told in case.told:
            _say(f"      {told.position}: {told.sentence}" if told.position else f"      {told.sentence}")
    differing = sum(not case.holds for case in file.cases)
    if differing:
        _say(catalog.say("cases.differ", count=differing, total=len(file.cases)))
    elif not file.problems:
        _say(catalog.say("cases.holds", count=len(file.cases)))


def _say(text: str) -> None:
    sys.stdout.write("\n".join(map(visible, text.rstrip("\n").split("\n"))) + "\n")


def _record(file: TriedFile, catalog: Catalog) -> dict[str, Any]:
    return {
        "fichier": file.name,
        "methode": file.method.id,
        "problemes": [problem_record(problem, catalog) for problem in file.problems],
        "cas": [_case(case, catalog) for case in file.cases],
    }


def _case(case: TriedCase, catalog: Catalog) -> dict[str, Any]:
    return {
        "nom": case.name,
        "place": str(case.position) if case.position else None,
        "reussi": case.holds,
        "ecarts": [
            {
                "objet": told.difference.looked.value,
                "nom": told.difference.name or None,
                "attendu": list(told.difference.expected),
                "trouve": list(told.difference.found),
                "place": str(told.position) if told.position else None,
                "texte": told.sentence,
            }
            for told in case.told
        ],
        "problemes": [problem_record(problem, catalog) for problem in case.problems],
    }
