"""`cit match`: the needs of territories and the offers of catalogues, matched, proved and explained."""

from pathlib import Path
from typing import Annotated, Any

import typer

from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.network_files import CATALOGUES, network_files
from cit_toolkit.cli.options import parsed_day, request_for, shared_options, show_problems
from cit_toolkit.cli.progress import progress
from cit_toolkit.cli.said import report_error, say
from cit_toolkit.problems import CitError, Severity
from cit_toolkit.subjects.network import ReadNetwork, read_network
from cit_toolkit.wording.catalog import Catalog

PARTS = ("reseau", "territoires", "offres")
_MOST_WARNINGS = 20
"""Warnings told by themselves: a thousand territories may have one a need."""


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""
    options = shared_options(catalog)

    def option(*names: str, key: str, **settings: Any) -> Any:
        return typer.Option(*names, help=catalog.say(f"cli.match.{key}"), **settings)

    @app.command("match", cls=LocalisedCommand, help=catalog.say("cli.match.help"))
    def match(
        territories: Annotated[
            list[str], typer.Argument(metavar="TERRITOIRE", help=catalog.say("cli.options.territories"))
        ],
        offers: Annotated[list[str] | None, option("--offres", key="offers", metavar="FICHIER")] = None,
        exchange: Annotated[bool, option("--exchange", key="exchange")] = False,
        per_need: Annotated[int, option("--par-besoin", key="per-need", metavar="N", min=1, max=20)] = 1,
        equitable: Annotated[bool, option("--equite", key="equitable")] = False,
        settled: Annotated[list[str] | None, option("--figer", key="settled", metavar="BESOIN=OFFRE")] = None,
        forbidden: Annotated[list[str] | None, option("--interdire", key="forbidden", metavar="BESOIN=OFFRE")] = None,
        already: Annotated[str | None, option("--deja", key="already", metavar="FICHIER.json")] = None,
        parts: Annotated[str | None, option("--parties", key="parts", metavar=",".join(PARTS))] = None,
        out: Annotated[str | None, option("-o", "--sortie", key="out", metavar="CHEMIN")] = None,
        ending: Annotated[str | None, option("--format", key="format", metavar="md|pdf|html|docx|odt|xlsx|csv")] = None,
        as_json: Annotated[bool, typer.Option("--json", help=catalog.say("cli.options.json"))] = False,
        proofs: Annotated[bool, option("--preuves", key="proofs")] = False,
        method: Annotated[str | None, options.method] = None,
        audience: Annotated[str | None, options.audience] = None,
        day: Annotated[str | None, options.day] = None,
        mask: Annotated[bool, options.mask] = False,
        strict: Annotated[bool, options.strict] = False,
    ) -> int:
        if exchange:
            from cit_toolkit.cli.exchange_delivery import ExchangeOptions, deliver_exchange

            given = {"--offres": offers, "--figer": settled, "--interdire": forbidden, "--deja": already}
            _refuse_with_exchange(catalog, given)
            kind = "json" if as_json else ending
            wanted = ExchangeOptions(method, strict, audience, mask, parsed_day(day), out, kind)
            return FINE if deliver_exchange(territories, wanted, catalog) else PROBLEMS

        from cit_toolkit.analysis.matching.building import PlanOptions
        from cit_toolkit.cli.match_delivery import deliver_match
        from cit_toolkit.cli.pair_options import pairs_named, pairs_of_match
        from cit_toolkit.pipeline.match_documents import MatchRequest, names_of

        today, told, agreed = parsed_day(day), _parts(parts), pairs_of_match(already)
        files, catalogues = network_files(territories), network_files(offers or (), CATALOGUES)
        with progress(len(files) + len(catalogues), catalog.say("cli.match.reading")) as bar:
            read = read_network(files, catalogues, method, strict, bar.step)
        fine = _tell(read, catalog)
        request = request_for(read, today, audience, proofs, mask)
        names = names_of(read, request)
        plan = PlanOptions(
            per_need,
            equitable,
            pairs_named(settled, "--figer", names.needs, names.offers),
            pairs_named(forbidden, "--interdire", names.needs, names.offers),
            agreed,
        )
        if both := sorted(plan.settled & plan.forbidden):
            raise CitError("settled-and-forbidden", exit_code=2, pair=f"{both[0][1]}={both[0][2]}")
        deliver_match(read, MatchRequest(request, plan, told), out, "json" if as_json else ending, catalog)
        return FINE if fine else PROBLEMS


def _refuse_with_exchange(catalog: Catalog, given: dict[str, Any]) -> None:
    """An exchange looks at territories alone."""
    for name, value in given.items():
        if value:
            raise typer.BadParameter(catalog.say("cli.usage.not-together", one="--exchange", other=name))


def _parts(text: str | None) -> tuple[str, ...]:
    if text is None:
        return PARTS
    wanted = tuple(part.strip() for part in text.split(","))
    if unknown := [part for part in wanted if part not in PARTS]:
        raise typer.BadParameter(f"{unknown[0]} ({', '.join(PARTS)})", param_hint="--parties")
    return wanted


def _tell(read: ReadNetwork, catalog: Catalog) -> bool:
    """What is wrong with the files, and which were left. True when nothing is wrong."""
    errors = [problem for problem in read.problems if problem.severity is Severity.ERROR]
    warnings = [problem for problem in read.problems if problem.severity is not Severity.ERROR]
    show_problems((*errors, *warnings[:_MOST_WARNINGS]), catalog)
    if len(warnings) > _MOST_WARNINGS:
        say(catalog.say("cli.match.more-warnings", count=len(warnings) - _MOST_WARNINGS))
    for error in read.refused:
        report_error(error, catalog)
    for unused, used in read.unused:
        say(catalog.say("match.unused", unused=Path(unused).as_posix(), used=Path(used).as_posix()))
    return not read.refused and not errors
