"""The commands of `cit`, each from the module that holds it."""

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from cit_toolkit import __version__
from cit_toolkit.cli.completion.installing import speak_when_installing
from cit_toolkit.cli.help_texts import LocalisedGroup, speak
from cit_toolkit.wording.catalog import Catalog

COMMANDS = (
    "init",
    "check",
    "diagnose",
    "profile",
    "match",
    "compare",
    "seminar",
    "bilan",
    "actions",
    "map",
    "plan",
    "governance",
    "export",
    "import",
    "workbook",
    "preview",
    "template",
    "method",
    "schema",
)
"""Commands, and the modules beside this one that hold them, in the order of the help."""


def build_app(catalog: Catalog, arguments: Sequence[str] = ()) -> Any:
    """The command line, its help in the language of the catalogue: all of it, or the one command that is asked for."""
    speak(catalog)
    app = typer.Typer(
        cls=LocalisedGroup,
        help=catalog.say("cli.help.cit"),
        rich_markup_mode=None,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    def show_version(asked: bool) -> None:
        if asked:
            typer.echo(f"cit {__version__}")
            raise typer.Exit

    @app.callback()
    def cit(
        lang: Annotated[str | None, typer.Option("--lang", metavar="fr|en", help=catalog.say("cli.help.lang"))] = None,
        version: Annotated[
            bool, typer.Option("--version", callback=show_version, is_eager=True, help=catalog.say("cli.help.version"))
        ] = False,
    ) -> None:
        if lang not in (None, "fr", "en"):
            raise typer.BadParameter(f"{lang} (fr, en)", param_hint="--lang")

    asked = command_asked(arguments)
    for name in (asked,) if asked in COMMANDS else COMMANDS:
        import_module(f"cit_toolkit.cli.{name}").register(app, catalog)
    return speak_when_installing(typer.main.get_command(app), catalog)


def command_asked(arguments: Sequence[str]) -> str | None:
    """The command that arguments begin with: nobody should wait for the modules of all the others."""
    words = iter(arguments)
    for word in words:
        if word == "--lang":
            next(words, None)
        elif not word.startswith("--lang="):
            return None if word.startswith("-") else word
    return None
