"""The commands of `cit`, each from the module that holds it."""

from typing import Annotated, Any

import typer

from cit_toolkit import __version__
from cit_toolkit.cli import check, diagnose, export, method, profile, schema
from cit_toolkit.cli.help_texts import LocalisedGroup, speak
from cit_toolkit.wording.catalog import Catalog

COMMANDS = (check, diagnose, profile, export, method, schema)
"""In the order of the help."""


def build_app(catalog: Catalog) -> Any:
    """The whole command line, its help in the language of the catalogue."""
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

    for module in COMMANDS:
        module.register(app, catalog)
    return typer.main.get_command(app)
