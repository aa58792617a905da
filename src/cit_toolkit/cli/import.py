"""`cit import`: what other tools know, as files of ours. Each kind of thing adds its commands."""  # noqa: N999

import typer

from cit_toolkit.cli import import_actors, import_calendar, import_needs, import_offers, import_presences
from cit_toolkit.cli.help_texts import LocalisedGroup
from cit_toolkit.wording.catalog import Catalog

IMPORTED = (import_actors, import_needs, import_presences, import_calendar, import_offers)
"""In the order of the help."""


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the group and its commands."""
    group = typer.Typer(
        cls=LocalisedGroup, help=catalog.say("import.help"), rich_markup_mode=None, no_args_is_help=True
    )
    app.add_typer(group, name="import")
    for module in IMPORTED:
        module.register(group, catalog)
