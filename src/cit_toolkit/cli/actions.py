"""`cit actions`: what was decided and promised across the sessions of a dossier, late first."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.options import Destination, deliver, parsed_day, read_each, request_for, shared_options, write
from cit_toolkit.pipeline.follow_up_documents import (
    follow_up_calendar,
    follow_up_document,
    follow_up_page,
    follow_up_record,
)
from cit_toolkit.pipeline.making import Request
from cit_toolkit.subjects.sessions import ReadSessions, read_sessions
from cit_toolkit.wording.catalog import Catalog


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""
    options = shared_options(catalog)

    @app.command("actions", cls=LocalisedCommand, help=catalog.say("cli.actions.help"))
    def actions(
        dossier: Annotated[str, typer.Argument(metavar="DOSSIER", help=catalog.say("cli.actions.dossier"))] = ".",
        only: Annotated[str | None, typer.Option("--pour", metavar="QUI", help=catalog.say("cli.actions.only"))] = None,
        everything: Annotated[bool, typer.Option("--tout", help=catalog.say("cli.actions.everything"))] = False,
        out: Annotated[str | None, options.out] = None,
        ending: Annotated[
            str | None,
            typer.Option("--format", metavar="md|pdf|html|docx|odt|ics|json", help=catalog.say("cli.options.format")),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=catalog.say("cli.options.json"))] = False,
        method: Annotated[str | None, options.method] = None,
        audience: Annotated[str | None, options.audience] = None,
        day: Annotated[str | None, options.day] = None,
        proofs: Annotated[bool, options.proofs] = False,
        mask: Annotated[bool, options.mask] = False,
        strict: Annotated[bool, options.strict] = False,
    ) -> int:
        today, path = parsed_day(day), Path(dossier)
        wanted = "json" if as_json else ending or (Path(out).suffix.lower()[1:] if out and out != "-" else None)
        destination = Destination(out, wanted, [path], (".json", ".ics"))

        def treat(read: ReadSessions) -> bool:
            request = request_for(read, today, audience, proofs, mask)
            if wanted in ("json", "ics"):
                data = _data(read, request, wanted, only)
                target = None if out in (None, "-") else destination.path(read, "suivi", request.language, wanted)
                if out is None and not as_json:
                    target = destination.path(read, "suivi", request.language, wanted)
                _put(data, target, catalog)
            elif out is not None or ending is not None:
                page = follow_up_page(read, request, only, everything)
                deliver(page, read, "suivi", destination, request.language, catalog)
            else:
                from cit_toolkit.cli.follow_up_list import print_follow_up

                print_follow_up(follow_up_document(read, replace(request, proofs=False), only, everything, masked=True))
            return True

        fine = read_each([path], lambda each: read_sessions(each, method, strict), treat, catalog)
        return FINE if fine else PROBLEMS


def _data(read: ReadSessions, request: Request, ending: str, only: str | None) -> bytes:
    if ending == "ics":
        return follow_up_calendar(read, request, only)
    return (json.dumps(follow_up_record(read, request, only), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _put(data: bytes, target: Path | None, catalog: Catalog) -> None:
    if target is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    write(target, data, catalog)
    sys.stdout.write(f"{target}\n")
