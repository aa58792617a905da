"""Where an import of tables goes: a new file, standard output, or a file of the user's, changed when they agree."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import typer

from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.import_options import own_target
from cit_toolkit.cli.options import show_problems, write
from cit_toolkit.cli.said import say
from cit_toolkit.exchange.importers import TABLE_IMPORTERS
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.territory import Territory
from cit_toolkit.pipeline.revisions import Revision
from cit_toolkit.problems import Problem, Severity
from cit_toolkit.wording.catalog import Catalog

T = TypeVar("T", bound=CitModel)


@dataclass(frozen=True, slots=True)
class Target:
    """Where what is made goes, as typed."""

    out: str | None
    own_name: str
    """The name of a new file when none is typed."""
    into: Path | None
    """The file that is completed."""
    yes: bool
    quiet: bool
    """Whether standard output is for something else."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import made, and how it is told."""

    made: Any
    problems: Sequence[Problem]
    """What is wrong in the mapping asked for."""
    anything: bool
    """Whether there is something to write."""
    lines: Callable[[], Iterable[str]]
    """The summary."""
    record: Callable[[], object]
    """Everything, for a program."""
    fresh: Callable[[], str] = str
    """The text of a new file; none where everything made is a change of `revisions`."""
    addition: Callable[[str], str] = str
    """The text of the file completed, from what it is."""
    revisions: Callable[[], Sequence[Revision]] | None = None
    """Changes of several files at once, when what is read belongs to files that are there."""


def conclude(outcome: Outcome, target: Target, keep: Path | None, catalog: Catalog) -> int:
    """Tell what an import made and write it. The exit code: fine when all was read, and written or there already."""
    made = outcome.made
    show_problems((*outcome.problems, *made.problems), catalog)
    told = () if target.quiet else tuple(outcome.lines())
    first = target.into is not None or outcome.revisions is not None
    if first:
        # What becomes of each record is read before what would change in the file.
        _say_all(told)
    wrote = _deliver(outcome, target, catalog) if outcome.anything else bool(made.already)
    if not first:
        _say_all(told)
    if keep is not None:
        _keep(made, keep, target.quiet, catalog)
    if target.quiet:
        sys.stdout.write(json.dumps(outcome.record(), ensure_ascii=False, indent=2) + "\n")
    wrong = any(problem.severity is Severity.ERROR for problem in outcome.problems)
    return PROBLEMS if wrong or made.problems or made.refused or made.without_use or not wrote else FINE


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def _deliver(outcome: Outcome, target: Target, catalog: Catalog) -> bool:
    """Write a new file, or the addition. False when it was not written."""
    if outcome.revisions is not None:
        return _revise(outcome.revisions(), target, catalog)
    into, out = target.into, target.out
    if into is None:
        text = outcome.fresh()
        path = own_target(out, target.own_name)
    else:
        before = into.read_bytes().decode("utf-8-sig")
        text = outcome.addition(before)
        if out is None:
            return _revise([Revision(into, str(into), before, text)], target, catalog)
        path = own_target(out, into.name)
        if path.exists() and path.samefile(into):
            raise typer.BadParameter(catalog.say("import.tables.same-file", path=str(path)), param_hint="-o")
    if out == "-":
        sys.stdout.write(text)
        return True
    write(path, text.encode(), catalog)
    if not target.quiet:
        sys.stdout.write(f"{path}\n")
    return True


def _revise(revisions: Sequence[Revision], target: Target, catalog: Catalog) -> bool:
    from cit_toolkit.cli.consent import write_on_consent

    if target.quiet and not target.yes:
        raise typer.BadParameter(catalog.say("import.tables.json-asks"), param_hint="--json")
    return write_on_consent(revisions, target.yes, catalog, quiet=target.quiet)


def _keep(made: Any, keep: Path, quiet: bool, catalog: Catalog) -> None:
    from cit_toolkit.pipeline.kept_mapping import kept_mapping

    text = kept_mapping(made, keep.stem, catalog)
    if not text:
        say(catalog.say("import.tables.nothing-guessed"))
        return
    write(keep, text.encode(), catalog)
    if not quiet:
        sys.stdout.write(f"{keep}\n")


def territory_completed(path: Path, catalog: Catalog) -> Territory:
    """The territory that things are added to. One with errors is not touched."""
    return _completed(path, Territory, "territoire", "not-a-territory", catalog)


def session_completed(path: Path, catalog: Catalog) -> Gathering:
    """The session that people are added to. One with errors is not touched."""
    return _completed(path, Gathering, "seance", "not-a-gathering", catalog)


def _completed(path: Path, model: type[T], kind: str, other: str, catalog: Catalog) -> T:
    from cit_toolkit.loading.files import load_file
    from cit_toolkit.problems import CitError

    loaded = load_file(path)
    errors = [problem for problem in loaded.problems if problem.severity is Severity.ERROR]
    if errors or not isinstance(loaded.model, model):
        show_problems(errors, catalog)
        if loaded.kind not in (None, kind):
            raise CitError(other, name=str(path), kind=loaded.kind)
        raise CitError("import-into-broken", name=str(path))
    return loaded.model


def table_mapping(asked: str | None, kind: str, catalog: Catalog) -> tuple[Any, list[Problem]]:
    """The mapping asked for, by the name of one provided or by its file; and what is wrong in it."""
    from cit_toolkit.loading.files import load_file
    from cit_toolkit.loading.mappings import load_mapping, table_mapping_of

    if asked is None:
        return None, []
    importer = TABLE_IMPORTERS[kind]
    provided = {name.removeprefix(f"{importer.command}-"): name for name in importer.mappings}
    known = provided.get(asked.lower()) or (asked if asked in importer.mappings else None)
    if known is None and not asked.endswith((".yaml", ".yml")):
        said = catalog.say("import.tables.unknown-mapping", value=asked, known=list(provided))
        raise typer.BadParameter(said, param_hint="--correspondance")
    loaded = load_mapping(known) if known else load_file(Path(asked))
    if loaded.model is None:
        show_problems(loaded.problems, catalog)
    return table_mapping_of(loaded, importer.mapping_type), list(loaded.problems)
