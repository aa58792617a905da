"""`cit diagnose`: the main job: a summary in the terminal, a document, JSON, the questions, or one figure proved."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.options import (
    Destination,
    deliver,
    deliver_json,
    files_of_kind,
    parsed_day,
    read_each,
    request_for,
    shared_options,
)
from cit_toolkit.pipeline.making import Request
from cit_toolkit.subjects.territory import ReadTerritory, read_territory
from cit_toolkit.wording.catalog import Catalog


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""
    options = shared_options(catalog)

    @app.command("diagnose", cls=LocalisedCommand, help=catalog.say("cli.diagnose.help"))
    def diagnose(
        territories: Annotated[
            list[str], typer.Argument(metavar="TERRITOIRE", help=catalog.say("cli.options.territories"))
        ],
        out: Annotated[str | None, options.out] = None,
        ending: Annotated[str | None, options.format] = None,
        as_json: Annotated[bool, typer.Option("--json", help=catalog.say("cli.options.json"))] = False,
        questions: Annotated[bool, typer.Option("--questions", help=catalog.say("cli.diagnose.questions"))] = False,
        why: Annotated[str | None, typer.Option("--why", metavar="ID", help=catalog.say("cli.diagnose.why"))] = None,
        action: Annotated[
            str | None, typer.Option("--action", metavar="ACTION", help=catalog.say("cli.diagnose.action"))
        ] = None,
        since: Annotated[
            list[str] | None, typer.Option("--since", metavar="ANCIEN", help=catalog.say("cli.diagnose.since"))
        ] = None,
        method: Annotated[str | None, options.method] = None,
        audience: Annotated[str | None, options.audience] = None,
        day: Annotated[str | None, options.day] = None,
        proofs: Annotated[bool, options.proofs] = False,
        mask: Annotated[bool, options.mask] = False,
        strict: Annotated[bool, options.strict] = False,
    ) -> int:
        today = parsed_day(day)
        to_json = as_json or (out or "").endswith(".json") or ending == "json"
        _refuse_together(
            catalog, {"--why": why is not None, "--questions": questions, "--json": as_json, "-o": bool(out or ending)}
        )
        _refuse_together(catalog, {"--since": bool(since), "--why": why is not None, "--questions": questions})
        files = files_of_kind("territoire", territories)
        if since and len(files) > 1:
            raise typer.BadParameter(catalog.say("map.one-territory"), param_hint="--since")
        earlier = files_of_kind("territoire", since or ())
        destination = Destination(out, "json" if as_json else ending, files, (".json",))
        records: list[tuple[ReadTerritory, str, dict[str, Any]]] = []

        def treat(read: ReadTerritory) -> bool:
            request = request_for(read, today, audience, proofs, mask)
            if to_json or out is not None or ending is not None:
                from cit_toolkit.pipeline.territory_documents import diagnosis_record, territory_page
            if to_json:
                records.append((read, request.language, diagnosis_record(read, request)))
            elif out is not None or ending is not None:
                page = territory_page("diagnosis", read, request)
                deliver(page, read, "diagnostic", destination, request.language, catalog)
            else:
                _print(read, request, questions, why)
            return True

        fine = read_each(files, lambda path: _read(path, action, earlier, method, strict), treat, catalog)
        if records and (out in (None, "-") or not destination.is_folder):
            told = [record for _, _, record in records]
            deliver_json(told if len(files) > 1 else told[0], out, catalog)
        elif records:
            for read, language, record in records:
                deliver_json(record, str(destination.path(read, "diagnostic", language, "json")), catalog)
        return FINE if fine else PROBLEMS


def _read(path: Path, action: str | None, earlier: Sequence[Path], method: str | None, strict: bool) -> ReadTerritory:
    if action is None:
        read = read_territory(path, method, strict)
    else:
        from cit_toolkit.subjects.territory_in_action import read_territory_in_action

        read = read_territory_in_action(path, Path(action), method, strict)
    if not earlier:
        return read
    from cit_toolkit.subjects.territory_over_time import with_earlier

    return with_earlier(read, earlier, method, strict)


def _refuse_together(catalog: Catalog, given: dict[str, bool]) -> None:
    """`--why` and `--questions` print on the terminal, one thing at a time; JSON goes with `-o`; the rest does not."""
    named = [name for name, present in given.items() if present]
    if len(named) > 1 and named[0] != "--json":
        raise typer.BadParameter(catalog.say("cli.usage.not-together", one=named[0], other=named[1]))


def _print(read: ReadTerritory, request: Request, questions: bool, why: str | None) -> None:
    from cit_toolkit.cli.diagnosis_summary import print_proof, print_questions, print_summary
    from cit_toolkit.documents.diagnosis_document import DiagnosisDocument
    from cit_toolkit.documents.voice import Voice

    voice = Voice(request.language)
    diagnosis = read.masked_diagnosis(request.audience, voice)
    engagement = read.engagement(request.audience, voice, request.today, masked=True)
    evolution = None
    if read.earlier:
        from cit_toolkit.pipeline.territory_documents import evolution_section

        evolution = evolution_section(read, diagnosis.territory, request, masked=True)
    document = DiagnosisDocument(
        diagnosis, voice, request.audience, request.today, why is not None, read.file_names, engagement, evolution
    )
    if why is not None:
        print_proof(document, read, why)
    elif questions:
        print_questions(document)
    else:
        print_summary(document)
