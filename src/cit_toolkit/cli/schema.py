"""`cit schema`: the JSON Schema of a kind of file, for editors, or of an analysis's output."""

import json
import sys
from typing import Annotated

import typer

from cit_toolkit.cli.exit_codes import FINE
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.problems import CitError
from cit_toolkit.wording.catalog import Catalog


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""

    @app.command("schema", cls=LocalisedCommand, help=catalog.say("cli.schema.help"))
    def schema(
        kind: Annotated[str | None, typer.Argument(metavar="TYPE", help=catalog.say("cli.schema.kind"))] = None,
        output: Annotated[
            str | None, typer.Option("--sortie", metavar="ANALYSE", help=catalog.say("cli.schema.output"))
        ] = None,
    ) -> int:
        from cit_toolkit.json_schemas import file_schema, file_schema_names, output_schema, output_schema_names

        if output is not None:
            if output not in output_schema_names():
                raise CitError("unknown-schema", exit_code=2, name=output, known=list(output_schema_names()))
            record = output_schema(output)
        elif kind is not None:
            if kind not in file_schema_names():
                raise CitError("unknown-schema", exit_code=2, name=kind, known=list(file_schema_names()))
            record = file_schema(kind, catalog.language)
        else:
            record = {name: file_schema(name, catalog.language) for name in file_schema_names()}
        sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")
        return FINE
