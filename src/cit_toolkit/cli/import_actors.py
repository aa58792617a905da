"""`cit import acteurs`: directories, tables and maps of networks as a territory file, or as an addition to one."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from cit_toolkit.cli.consent import consent_option
from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.options import parsed_day, shared_options, show_problems, write
from cit_toolkit.cli.said import say
from cit_toolkit.exchange.importers import ACTOR_MAPPINGS
from cit_toolkit.model.actor import RelationNature
from cit_toolkit.model.territory import Territory
from cit_toolkit.problems import Problem, Severity
from cit_toolkit.wording.catalog import Catalog


def register(group: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""
    options = shared_options(catalog)
    natures = [nature.value for nature in RelationNature]

    @group.command("acteurs", cls=LocalisedCommand, help=catalog.say("import.actors.help"))
    def import_actors_command(
        files: Annotated[list[Path], typer.Argument(metavar="FICHIER", help=catalog.say("import.actors.files"))],
        out: Annotated[
            str | None, typer.Option("-o", "--sortie", metavar="CHEMIN", help=catalog.say("import.actors.out"))
        ] = None,
        into: Annotated[
            Path | None, typer.Option("--territoire", metavar="FICHIER", help=catalog.say("import.actors.into"))
        ] = None,
        yes: Annotated[bool, consent_option(catalog)] = False,
        name: Annotated[
            str | None, typer.Option("--nom", metavar="NOM", help=catalog.say("import.actors.name"))
        ] = None,
        mapping: Annotated[
            str | None,
            typer.Option("--correspondance", metavar="NOM|FICHIER", help=catalog.say("import.actors.mapping")),
        ] = None,
        keep: Annotated[
            Path | None, typer.Option("--garder", metavar="FICHIER", help=catalog.say("import.actors.keep"))
        ] = None,
        departments: Annotated[
            list[str] | None, typer.Option("--departement", metavar="NUMERO", help=catalog.say("import.department"))
        ] = None,
        municipalities: Annotated[
            list[str] | None,
            typer.Option("--commune", metavar="CODE|NOM", help=catalog.say("import.actors.municipality")),
        ] = None,
        nature: Annotated[
            str | None, typer.Option("--nature", metavar="|".join(natures), help=catalog.say("import.actors.nature"))
        ] = None,
        method: Annotated[str | None, options.method] = None,
        day: Annotated[
            str | None, typer.Option("--date", metavar="AAAA-MM-JJ", help=catalog.say("import.date"))
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=catalog.say("cli.options.json"))] = False,
    ) -> int:
        if as_json and out == "-":
            raise typer.BadParameter("-o -", param_hint="--json")
        if nature is not None and nature not in natures:
            raise typer.BadParameter(f"{nature} ({', '.join(natures)})", param_hint="--nature")
        from cit_toolkit.cli.actors_report import import_record, report_lines
        from cit_toolkit.cli.import_offers import known_departments
        from cit_toolkit.exchange.places_asked import PlacesAsked
        from cit_toolkit.loading.mappings import actors_mapping_problems
        from cit_toolkit.pipeline.actors_import import ActorsRequest, import_actors

        territory = _territory(into, catalog) if into else None
        chosen = _method(method, into, territory)
        asked, problems = _mapping(mapping, catalog)
        if asked is not None and chosen.id == asked.method:
            problems += actors_mapping_problems(asked, chosen)
        _refuse_targets(out, keep, files, into, catalog)
        places = PlacesAsked(known_departments(departments or []), tuple(municipalities or ()))
        request = ActorsRequest(chosen, parsed_day(day), asked, places, nature, name, territory)
        made = import_actors(files, request)
        show_problems((*problems, *made.problems), catalog)
        told = () if as_json else tuple(report_lines(made, catalog))
        if into is not None:
            # What becomes of each record is read before what would change in the territory.
            _say_all(told)
        wrote = _deliver(made, files, into, out, yes, quiet=as_json, catalog=catalog)
        if into is None:
            _say_all(told)
        if keep is not None:
            _keep(made, keep, quiet=as_json, catalog=catalog)
        if as_json:
            sys.stdout.write(json.dumps(import_record(made, catalog), ensure_ascii=False, indent=2) + "\n")
        wrong = any(problem.severity is Severity.ERROR for problem in problems)
        return PROBLEMS if wrong or made.problems or made.refused or made.without_use or not wrote else FINE


def _refuse_targets(out: str | None, keep: Path | None, files: list[Path], into: Path | None, catalog: Catalog) -> None:
    """Before anything is read: what is written is YAML, and never over what it comes from."""
    from cit_toolkit.cli.import_offers import refuse_target

    refuse_target(out, "-o", files, catalog)
    if keep is not None:
        also = [into] if into is not None else []
        written = [Path(out)] if out not in (None, "-") else []
        refuse_target(str(keep), "--garder", [*files, *also, *written], catalog)


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def _deliver(
    made: Any, files: list[Path], into: Path | None, out: str | None, yes: bool, quiet: bool, catalog: Catalog
) -> bool:
    """Write the new territory, or the addition. False when there was something to write and it was not."""
    from cit_toolkit.cli.import_offers import own_target
    from cit_toolkit.pipeline.actors_import import addition, new_territory

    if not made.actors and not made.links.links:
        return bool(made.already)
    if into is None:
        text = new_territory(made, files, catalog)
        target = own_target(out, f"territoire-{files[0].stem}.yaml")
    else:
        before = into.read_bytes().decode("utf-8-sig")
        text = addition(made, before, str(into))
        if out is None:
            return _revise(into, before, text, yes, quiet, catalog)
        target = own_target(out, into.name)
        if target.exists() and target.samefile(into):
            raise typer.BadParameter(catalog.say("import.actors.same-file", path=str(target)), param_hint="-o")
    if out == "-":
        sys.stdout.write(text)
        return True
    write(target, text.encode(), catalog)
    if not quiet:
        sys.stdout.write(f"{target}\n")
    return True


def _revise(into: Path, before: str, after: str, yes: bool, quiet: bool, catalog: Catalog) -> bool:
    from cit_toolkit.cli.consent import write_on_consent
    from cit_toolkit.pipeline.revisions import Revision

    if quiet and not yes:
        raise typer.BadParameter(catalog.say("import.actors.json-asks"), param_hint="--json")
    return write_on_consent([Revision(into, str(into), before, after)], yes, catalog)


def _keep(made: Any, target: Path, quiet: bool, catalog: Catalog) -> None:
    from cit_toolkit.pipeline.kept_mapping import kept_mapping

    text = kept_mapping(made, target.stem, catalog)
    if not text:
        say(catalog.say("import.actors.nothing-guessed"))
        return
    write(target, text.encode(), catalog)
    if not quiet:
        sys.stdout.write(f"{target}\n")


def _territory(path: Path, catalog: Catalog) -> Territory:
    """The territory that actors are added to. One with errors is not touched."""
    from cit_toolkit.loading.files import load_file
    from cit_toolkit.problems import CitError

    loaded = load_file(path)
    errors = [problem for problem in loaded.problems if problem.severity is Severity.ERROR]
    if errors or not isinstance(loaded.model, Territory):
        show_problems(errors, catalog)
        if loaded.kind not in (None, "territoire"):
            raise CitError("not-a-territory", name=str(path), kind=loaded.kind)
        raise CitError("import-into-broken", name=str(path))
    return loaded.model


def _mapping(asked: str | None, catalog: Catalog) -> tuple[Any, list[Problem]]:
    """The mapping asked for, by the name of one provided or by its file; and what is wrong in it."""
    from cit_toolkit.loading.files import load_file
    from cit_toolkit.loading.mappings import actors_mapping_of, load_mapping

    if asked is None:
        return None, []
    provided = {name.removeprefix("acteurs-"): name for name in ACTOR_MAPPINGS}
    known = provided.get(asked.lower()) or (asked if asked in ACTOR_MAPPINGS else None)
    if known is None and not asked.endswith((".yaml", ".yml")):
        said = catalog.say("import.actors.unknown-mapping", value=asked, known=list(provided))
        raise typer.BadParameter(said, param_hint="--correspondance")
    loaded = load_mapping(known) if known else load_file(Path(asked))
    if loaded.model is None:
        show_problems(loaded.problems, catalog)
    return actors_mapping_of(loaded), list(loaded.problems)


def _method(name: str | None, into: Path | None, territory: Territory | None) -> Any:
    """The method actors will be read with: the one named, that of the territory, or that of the dossier."""
    from cit_toolkit.loading.workspace import find_dossier, load_method, method_of

    dossier = find_dossier(into or Path())
    own = territory.method if territory else None
    return method_of(load_method(name or own or dossier.settings.method, dossier))
