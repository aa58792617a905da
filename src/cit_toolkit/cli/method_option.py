"""`--methode`, for every command that uses a method."""

from pathlib import Path
from typing import Any

import typer

from cit_toolkit.builtin_data import method_ids
from cit_toolkit.loading.suggestions import nearest
from cit_toolkit.problems import CitError
from cit_toolkit.wording.catalog import Catalog


def method_option(catalog: Catalog) -> Any:
    """`--methode`: a built-in name, or a file named from here as on any command line."""
    return typer.Option(
        "--methode", metavar="ID|FICHIER", help=catalog.say("cli.options.method"), callback=_method_asked
    )


def _method_asked(text: str | None) -> str | None:
    if text is None or text in method_ids():
        return text
    if not text.endswith((".yaml", ".yml")):
        known = list(method_ids())
        raise CitError("unknown-method", exit_code=2, method=text, known=known, suggestion=nearest(text, known))
    return str(Path(text).resolve()) if Path(text).is_file() else text
