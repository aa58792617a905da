"""`cit method copy`: a built-in method in the dossier, to change it."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from cit_toolkit.cli.exit_codes import FINE
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.said import say
from cit_toolkit.loading.workspace import find_dossier
from cit_toolkit.problems import CitError
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import visible


def register(group: typer.Typer, catalog: Catalog) -> None:
    """Add the command to those of `cit method`."""

    @group.command("copy", cls=LocalisedCommand, help=catalog.say("init.method-copy.help"))
    def copy(
        method: Annotated[str, typer.Argument(metavar="ID", help=catalog.say("init.method"))] = "cit",
        name: Annotated[
            str, typer.Argument(metavar="FICHIER", help=catalog.say("init.method-copy.name"))
        ] = "methodes/ma-methode.yaml",
    ) -> int:
        from cit_toolkit.pipeline.new_dossier import method_copy
        from cit_toolkit.rendering.output_files import write_new_file

        root = find_dossier(Path()).root.resolve()
        path = Path(name).resolve()
        if not path.is_relative_to(root):
            raise CitError("path-outside", exit_code=2, path=name, root=str(root))
        inside = path.relative_to(root).as_posix()
        if not inside.endswith((".yaml", ".yml")):
            raise CitError("not-a-yaml-name", exit_code=2, path=name)
        for each, data in method_copy(method, inside, catalog.language).items():
            target = Path(os.path.relpath(root / each))
            # The schema may be there already: it is the same for every method.
            if each == inside or not target.exists():
                write_new_file(target, data)
        sys.stdout.write(f"{visible(name)}\n")
        say(catalog.say("init.method-copy.made", inside=inside, path=visible(name)))
        return FINE
