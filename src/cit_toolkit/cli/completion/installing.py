"""What `--install-completion` says, in the reader's language: the library that installs it speaks English only."""

import io
from contextlib import redirect_stdout
from typing import Any

import typer

from cit_toolkit.problems import CitError
from cit_toolkit.wording.catalog import Catalog


def speak_when_installing(command: Any, catalog: Catalog) -> Any:
    """The command line, whose option that installs completion tells where it is, or that it cannot be."""

    def install(context: Any, _: Any, asked: Any) -> None:
        if not asked or context.resilient_parsing:
            return
        from typer.completion import install as install_completion  # type: ignore[attr-defined]

        try:
            with redirect_stdout(io.StringIO()):
                shell, path = install_completion(shell=asked if isinstance(asked, str) else None)
        except typer.Exit as refusal:
            raise CitError("shell-unsupported", exit_code=3) from refusal
        typer.echo(catalog.say("cli.completion-installed", shell=shell, path=str(path)))
        raise typer.Exit

    for option in command.params:
        if option.name == "install_completion":
            option.callback = install
    return command
