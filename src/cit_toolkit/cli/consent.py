"""Changing files that people wrote: the changes are shown, then made when the reader agrees, never otherwise."""

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import typer

from cit_toolkit.cli.said import say
from cit_toolkit.pipeline.revisions import Revision, diff_lines, write_revisions
from cit_toolkit.wording.catalog import Catalog

_YES = ("o", "oui", "y", "yes")
_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def consent_option(catalog: Catalog) -> Any:
    """`--oui`: the answer given beforehand, for scripts."""
    return typer.Option("--oui", help=catalog.say("cli.consent.option"))


def write_on_consent(revisions: Sequence[Revision], yes: bool, catalog: Catalog, quiet: bool = False) -> bool:
    """Show what changes in each file, ask, and write. False when nothing was written. `quiet`: standard output is for
    something else, and the answer was given beforehand."""
    changed = [revision for revision in revisions if revision.changes]
    for revision in () if quiet else changed:
        _show(revision)
    if not changed or not _agreed(len(changed), yes, catalog):
        return False
    for path, kept in write_revisions(changed, datetime.now()).items():
        key = "made" if kept is None else "written"
        say(catalog.say(f"cli.consent.{key}", path=str(path), kept=str(kept)))
    return True


def _show(revision: Revision) -> None:
    from cit_toolkit.cli.screen import console, shown

    page = console()
    for rank, line in enumerate(diff_lines(revision)):
        style = "bold" if rank < 2 else _STYLES.get(line[:1], "")
        page.print(shown(line, style), soft_wrap=True)


def _agreed(count: int, yes: bool, catalog: Catalog) -> bool:
    """The answer: the one given beforehand, or that of whoever is at the keyboard; nobody there is no."""
    if yes:
        return True
    if not sys.stdin.isatty():
        say(catalog.say("cli.consent.nobody"))
        return False
    sys.stdout.flush()
    sys.stderr.write(catalog.say("cli.consent.question", count=count))
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() in _YES:
        return True
    say(catalog.say("cli.consent.declined"))
    return False
