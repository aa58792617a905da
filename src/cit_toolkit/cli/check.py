"""`cit check`: every problem of every file, and what would make each description more complete."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from cit_toolkit import __version__
from cit_toolkit.cli.consent import consent_option
from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.method_option import method_option
from cit_toolkit.cli.said import say
from cit_toolkit.loading.repairs import repair_of
from cit_toolkit.problems import Severity
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import problem_lines, problem_record

_HINTS_AT_MOST = 10
"""Past so many, suggestions would hide what is wrong; `--json` has them all."""


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""

    @app.command("check", cls=LocalisedCommand, help=catalog.say("cli.check.help"))
    def check(
        paths: Annotated[
            list[Path] | None, typer.Argument(metavar="CHEMIN", readable=False, help=catalog.say("cli.check.paths"))
        ] = None,
        method: Annotated[str | None, method_option(catalog)] = None,
        strict: Annotated[bool, typer.Option("--strict", help=catalog.say("cli.check.strict"))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=catalog.say("cli.options.json"))] = False,
        correct: Annotated[bool, typer.Option("--corriger", help=catalog.say("cli.check.correct"))] = False,
        yes: Annotated[bool, consent_option(catalog)] = False,
    ) -> int:
        from cit_toolkit.checks import check_paths

        if correct and as_json:
            raise typer.BadParameter(catalog.say("cli.check.correct-or-json"), param_hint="--json")
        if yes and not correct:
            raise typer.BadParameter(catalog.say("cli.check.yes-to-nothing"), param_hint="--oui")
        if correct:
            _correct(paths or [Path()], method, yes, catalog)
        report = check_paths(paths or [Path()], method)
        if as_json:
            record = {
                "cit": __version__,
                "genre": "verification",
                "fichiers": [_record(f, catalog) for f in report.files],
            }
            sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")
        else:
            _print(report, catalog)
        return FINE if report.fine(strict) else PROBLEMS


def _correct(paths: list[Path], method: str | None, yes: bool, catalog: Catalog) -> None:
    """Show what can be repaired for sure, and do it if the reader agrees."""
    from cit_toolkit.cli.consent import write_on_consent
    from cit_toolkit.corrections import corrections
    from cit_toolkit.pipeline.revisions import Revision

    found = corrections(paths, method)
    if not found:
        say(catalog.say("cli.check.nothing-to-correct"))
        return
    say(catalog.say("cli.check.corrections", count=sum(each.repairs for each in found)))
    write_on_consent([Revision(each.path, each.name, each.before, each.after) for each in found], yes, catalog)


def _print(report: Any, catalog: Catalog) -> None:
    hints = 0
    for problem in report.problems:
        hints += problem.severity is Severity.HINT
        if problem.severity is not Severity.HINT or hints <= _HINTS_AT_MOST:
            sys.stdout.write(problem_lines(problem, catalog).rstrip("\n") + "\n")
    if hints > _HINTS_AT_MOST:
        sys.stdout.write(catalog.say("cli.check.more-hints", count=hints - _HINTS_AT_MOST) + "\n")
    for file in report.files:
        if file.completeness is not None:
            met, missing = file.completeness.met, file.completeness.missing
            line = catalog.say("cli.check.completeness", name=file.name, count=len(met), total=len(met) + len(missing))
            if missing:
                separator = catalog.say("cli.check.missing-separator")
                line += " " + catalog.say(
                    "cli.check.missing", missing=separator.join(catalog.say(f"completeness.{name}") for name in missing)
                )
            sys.stdout.write(line + "\n")
        if file.claims:
            _print_claims(file, catalog)
    met = Counter(problem.severity for problem in report.problems)
    counts = [
        catalog.say("cli.check.files", count=len(report.files)),
        catalog.say("cli.check.errors", count=met[Severity.ERROR]),
        catalog.say("cli.check.warnings", count=met[Severity.WARNING]),
    ]
    if met[Severity.HINT]:
        counts.append(catalog.say("cli.check.hints", count=met[Severity.HINT]))
    sys.stdout.write(", ".join(counts) + ".\n")
    if repairable := sum(repair_of(problem) is not None for problem in report.problems):
        sys.stdout.write(catalog.say("cli.check.repairable", count=repairable) + "\n")


def _print_claims(file: Any, catalog: Catalog) -> None:
    """What the texts of an action say of its records: counts of each verdict, and what agrees only loosely."""
    verdicts = Counter(claim.verdict.value for claim in file.claims)
    told = catalog.say("lists.separator").join(
        catalog.say(f"cli.check.claims.{name}", count=verdicts[name])
        for name in ("d-accord", "a-peu-pres", "contredit", "non-verifiable")
        if verdicts[name]
    )
    sys.stdout.write(catalog.say("cli.check.claims.line", name=file.name, told=told) + "\n")
    for claim in file.claims:
        if claim.verdict.value == "a-peu-pres":
            sys.stdout.write(catalog.say("cli.check.claims.loosely", words=claim.words, found=claim.found) + "\n")


def _claim(claim: Any) -> dict[str, Any]:
    return {
        "texte": claim.words,
        "ecrit": str(claim.said_at) if claim.said_at else None,
        "objet": claim.about,
        "verdict": claim.verdict.value,
        "donnees": [str(value) for value in claim.found],
        "place": str(claim.place) if claim.place else None,
    }


def _record(file: Any, catalog: Catalog) -> dict[str, Any]:
    completeness = None
    if file.completeness is not None:
        completeness = {"acquis": list(file.completeness.met), "manquants": list(file.completeness.missing)}
    return {
        "fichier": file.name,
        "type": file.kind,
        "problemes": [problem_record(problem, catalog) for problem in file.problems],
        "completude": completeness,
        "texte_et_donnees": [_claim(claim) for claim in file.claims],
    }
