"""`cit diagnose`: the main job: a summary in the terminal, a document, JSON, the questions, or one figure proved."""

import json
import sys
from typing import Annotated, Any

import typer

from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.options import (
    deliver,
    parsed_day,
    read_each,
    request_for,
    shared_options,
    territory_files,
)
from cit_toolkit.pipeline import ReadTerritory, Request, diagnosis_record, document_page
from cit_toolkit.problems import CitError
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
        method: Annotated[str | None, options.method] = None,
        audience: Annotated[str | None, options.audience] = None,
        day: Annotated[str | None, options.day] = None,
        proofs: Annotated[bool, options.proofs] = False,
        mask: Annotated[bool, options.mask] = False,
        strict: Annotated[bool, options.strict] = False,
    ) -> int:
        today = parsed_day(day)
        to_json = as_json or (out or "").endswith(".json") or ending == "json"
        records: list[dict[str, Any]] = []

        def treat(read: ReadTerritory) -> bool:
            request = request_for(read, today, audience, proofs, mask)
            if to_json:
                records.append(diagnosis_record(read, request))
            elif out is not None or ending is not None:
                page = document_page("diagnosis", read, request)
                deliver(page, read, "diagnostic", out, ending, request.language, catalog)
            else:
                _print(read, request, questions, why)
            return True

        files = territory_files(territories)
        fine = read_each(files, method, strict, catalog, treat)
        if to_json and records:
            _deliver_json(records if len(files) > 1 else records[0], out)
        return FINE if fine else PROBLEMS


def _print(read: ReadTerritory, request: Request, questions: bool, why: str | None) -> None:
    from cit_toolkit.cli.diagnosis_summary import print_proof, print_questions, print_summary
    from cit_toolkit.documents.diagnosis_document import DiagnosisDocument
    from cit_toolkit.documents.voice import Voice

    voice = Voice(request.language)
    make = read.masked_diagnosis if request.mask else read.diagnosis
    diagnosis = make(request.audience, voice)
    document = DiagnosisDocument(diagnosis, voice, request.audience, request.today, why is not None, read.file_names)
    if why is not None:
        print_proof(document, read, why)
    elif questions:
        print_questions(document)
    else:
        print_summary(document)


def _deliver_json(record: object, out: str | None) -> None:
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    if out is None or out == "-":
        sys.stdout.write(text)
        return
    from datetime import datetime
    from pathlib import Path

    from cit_toolkit.rendering.output_files import write_output

    path = Path(out)
    if path.is_dir() or out.endswith("/"):
        raise CitError("unknown-format", exit_code=2, ending=out, known=[".json"])
    write_output(path, text.encode("utf-8"), datetime.now())
    sys.stdout.write(f"{path}\n")
