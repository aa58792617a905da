"""`cit governance`: the rules of the legal form checked, the weight of the colleges, or the members to gather."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.options import Destination, deliver, parsed_day, read_each, request_for, shared_options, write
from cit_toolkit.loading.files import load_file
from cit_toolkit.pipeline.governance_documents import (
    governance_document,
    governance_page,
    governance_record,
    members_document,
    members_page,
    members_record,
)
from cit_toolkit.pipeline.making import Request
from cit_toolkit.subjects.cooperative import ReadCooperative, read_cooperative
from cit_toolkit.subjects.territory import ReadTerritory, read_territory
from cit_toolkit.wording.catalog import Catalog


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""
    options = shared_options(catalog)

    @app.command("governance", cls=LocalisedCommand, help=catalog.say("cli.governance.help"))
    def governance(
        files: Annotated[list[Path], typer.Argument(metavar="FICHIER", help=catalog.say("cli.governance.files"))],
        simulated: Annotated[bool, typer.Option("--simuler", help=catalog.say("cli.governance.simulated"))] = False,
        out: Annotated[str | None, options.out] = None,
        ending: Annotated[str | None, options.format] = None,
        as_json: Annotated[bool, typer.Option("--json", help=catalog.say("cli.options.json"))] = False,
        method: Annotated[str | None, options.method] = None,
        audience: Annotated[str | None, options.audience] = None,
        day: Annotated[str | None, options.day] = None,
        mask: Annotated[bool, options.mask] = False,
        strict: Annotated[bool, options.strict] = False,
    ) -> int:
        today = parsed_day(day)
        to_json = as_json or (out or "").endswith(".json") or ending == "json"
        destination = Destination(out, "json" if as_json else ending, files, (".json",))
        records: list[dict[str, Any]] = []

        def read(path: Path) -> ReadCooperative | ReadTerritory:
            if load_file(path).kind == "territoire":
                return read_territory(path, method, strict)
            return read_cooperative(path, strict)

        def treat(subject: ReadCooperative | ReadTerritory) -> bool:
            request = request_for(subject, today, audience, mask=mask)
            if to_json:
                records.append(_record(subject, request, simulated))
            elif out is not None or ending is not None:
                page, prefix = _page(subject, request, simulated)
                deliver(page, subject, prefix, destination, request.language, catalog)
            else:
                _print(subject, request, simulated)
            return True

        fine = read_each(files, read, treat, catalog)
        if records:
            _deliver_json(records if len(files) > 1 else records[0], out, catalog)
        return FINE if fine else PROBLEMS


def _record(subject: ReadCooperative | ReadTerritory, request: Request, simulated: bool) -> dict[str, Any]:
    if isinstance(subject, ReadTerritory):
        return members_record(subject, request)
    return governance_record(subject, request, simulated)


def _page(subject: ReadCooperative | ReadTerritory, request: Request, simulated: bool) -> tuple[Any, str]:
    if isinstance(subject, ReadTerritory):
        return members_page(subject, request), "societariat"
    return governance_page(subject, request, simulated), "gouvernance"


def _print(subject: ReadCooperative | ReadTerritory, request: Request, simulated: bool) -> None:
    from cit_toolkit.cli.governance_summary import print_governance, print_members

    if isinstance(subject, ReadTerritory):
        print_members(members_document(subject.masked(request.audience, request.voice), request))
    else:
        print_governance(governance_document(subject, request, simulated))


def _deliver_json(record: object, out: str | None, catalog: Catalog) -> None:
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    if out is None or out == "-":
        sys.stdout.write(text)
        return
    write(Path(out), text.encode("utf-8"), catalog)
    sys.stdout.write(f"{out}\n")
