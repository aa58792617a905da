"""Where an import of tables goes: a new file, standard output, or a file of the user's, changed when they agree."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from cit_toolkit.cli.import_options import own_target
from cit_toolkit.cli.options import show_problems, write
from cit_toolkit.cli.said import say
from cit_toolkit.exchange.importers import TABLE_IMPORTERS
from cit_toolkit.model.territory import Territory
from cit_toolkit.problems import Problem, Severity
from cit_toolkit.wording.catalog import Catalog


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


def deliver_import(
    target: Target, fresh: Callable[[], str], addition: Callable[[str], str], catalog: Catalog
) -> bool:  # fmt: skip
    """Write a new file, or the addition. `addition`: the text of the file completed, from what it is. False when there
    was something to write and it was not."""
    into, out = target.into, target.out
    if into is None:
        text = fresh()
        path = own_target(out, target.own_name)
    else:
        before = into.read_bytes().decode("utf-8-sig")
        text = addition(before)
        if out is None:
            return _revise(into, before, text, target, catalog)
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


def _revise(into: Path, before: str, after: str, target: Target, catalog: Catalog) -> bool:
    from cit_toolkit.cli.consent import write_on_consent
    from cit_toolkit.pipeline.revisions import Revision

    if target.quiet and not target.yes:
        raise typer.BadParameter(catalog.say("import.tables.json-asks"), param_hint="--json")
    return write_on_consent([Revision(into, str(into), before, after)], target.yes, catalog)


def keep_mapping(made: Any, keep: Path | None, quiet: bool, catalog: Catalog) -> None:
    """Write the guessed mapping where it was asked for."""
    from cit_toolkit.pipeline.kept_mapping import kept_mapping

    if keep is None:
        return
    text = kept_mapping(made, keep.stem, catalog)
    if not text:
        say(catalog.say("import.tables.nothing-guessed"))
        return
    write(keep, text.encode(), catalog)
    if not quiet:
        sys.stdout.write(f"{keep}\n")


def say_all(lines: Iterable[str]) -> None:
    """Lines of a summary, on stderr."""
    for line in lines:
        say(line)


def territory_completed(path: Path, catalog: Catalog) -> Territory:
    """The territory that things are added to. One with errors is not touched."""
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
