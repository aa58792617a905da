"""`cit bilan`: the bilans owed to funders, what each still lacks, and the measures an indicator may name."""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from cit_toolkit.batch.run import run_batch
from cit_toolkit.cli.batch_report import follow, report, usable_cores
from cit_toolkit.cli.bilan_notes import print_measures, print_notes
from cit_toolkit.cli.exit_codes import FINE, PROBLEMS
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.language import asked_language, document_language
from cit_toolkit.cli.options import (
    audience_named,
    files_of_kind,
    outputs_of,
    parsed_day,
    read_each,
    shared_options,
    show_problems,
    write,
)
from cit_toolkit.cli.said import say
from cit_toolkit.documents.missing_section import MissingSection
from cit_toolkit.loading.files import load_file
from cit_toolkit.loading.real_paths import is_plain_file
from cit_toolkit.loading.workspace import find_dossier
from cit_toolkit.pipeline.bilan_batch import bilan_tasks
from cit_toolkit.pipeline.bilan_documents import (
    BilanOrder,
    MadeBilan,
    bilan_made,
    bilan_note,
    bilan_record,
    bilan_request,
    checked_problems,
    funder_of,
    read_for_bilan,
)
from cit_toolkit.pipeline.making import Request
from cit_toolkit.problems import CitError
from cit_toolkit.subjects.action import ReadAction
from cit_toolkit.wording.catalog import Catalog


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""
    options = shared_options(catalog)

    @app.command("bilan", cls=LocalisedCommand, help=catalog.say("cli.bilan.help"))
    def bilan(
        actions: Annotated[list[str], typer.Argument(metavar="ACTION", help=catalog.say("cli.bilan.actions"))],
        funder: Annotated[
            str | None, typer.Option("--financeur", metavar="ID", help=catalog.say("cli.bilan.funder"))
        ] = None,
        every: Annotated[bool, typer.Option("--tous", help=catalog.say("cli.bilan.every"))] = False,
        missing: Annotated[bool, typer.Option("--manque", help=catalog.say("cli.bilan.missing"))] = False,
        measures: Annotated[bool, typer.Option("--mesures", help=catalog.say("cli.bilan.measures"))] = False,
        out: Annotated[str | None, options.out] = None,
        ending: Annotated[str | None, options.format] = None,
        as_json: Annotated[bool, typer.Option("--json", help=catalog.say("cli.options.json"))] = False,
        method: Annotated[str | None, options.method] = None,
        audience: Annotated[str | None, options.audience] = None,
        day: Annotated[str | None, options.day] = None,
        proofs: Annotated[bool, options.proofs] = False,
        mask: Annotated[bool, options.mask] = False,
        strict: Annotated[bool, options.strict] = False,
    ) -> int:
        if funder is not None and every:
            raise typer.BadParameter(catalog.say("cli.usage.not-together", one="--financeur", other="--tous"))
        if ending not in (None, "json", *(name.removeprefix(".") for name in ENDINGS)):
            raise CitError("unknown-format", exit_code=2, ending=ending, known=[*ENDINGS, ".json"])
        today = parsed_day(day)
        files = files_of_kind("action", actions)
        records: list[dict[str, Any]] = []
        notes: list[tuple[ReadAction, MissingSection]] = []
        places = Places(out, ending, as_json)

        def wanted_as(path: Path, each: str | None, usual_language: str) -> BilanOrder:
            return BilanOrder(
                path, today, each, places.ending, places.name, language=asked_language(sys.argv[1:]),
                usual_language=usual_language, audience=audience_named(audience) if audience else None,
                proofs=proofs, mask=mask, method=method, strict=strict,
            )  # fmt: skip

        if places.is_batch(len(files), every) and not (missing or measures):
            usual = document_language(None, find_dossier(files[0]).settings)
            return _make_all(files, wanted_as(Path(), funder, usual), every, places, catalog)

        def treat(read: ReadAction) -> bool:
            show_problems([p for p in checked_problems(read, strict, today) if p not in read.problems], catalog)
            wanted = [order(read, each) for each in _funders(read, funder, every or (missing and funder is None))]
            if measures:
                print_measures(read, request_of(read, wanted[0]), catalog)
            elif missing:
                notes.extend(_note(read, each) for each in wanted)
            elif places.as_record:
                records.extend(_record(read, each) for each in wanted)
            else:
                places.refuse_several(len(wanted) * len(files))
                for each in wanted:
                    _deliver(bilan_made(read, each), read, each, places, catalog)
            return True

        def order(read: ReadAction, each: str | None) -> BilanOrder:
            return wanted_as(read.files[0].path, each, document_language(None, read.dossier.settings))

        fine = read_each(files, lambda path: read_for_bilan(path, method, strict), treat, catalog)
        if missing:
            print_notes(notes, as_json or ending == "json", catalog)
        elif records:
            _write_records(records, out, catalog)
        return FINE if fine else PROBLEMS


ENDINGS = (".md", ".pdf", ".html", ".docx", ".odt")


@dataclass(frozen=True, slots=True)
class Places:
    """Where the bilans of a run go: a file, a folder, stdout, or the `sorties/` of each dossier."""

    out: str | None
    format: str | None
    as_json: bool

    def __post_init__(self) -> None:
        if self.is_file and self.format and Path(self.out or "").suffix.lower() != f".{self.format}":
            raise typer.BadParameter(f"{self.format} (-o {self.out})", param_hint="--format")

    @property
    def is_file(self) -> bool:
        """Whether one file is named."""
        out = self.out
        return out is not None and out != "-" and not (out.endswith(("/", os.sep)) or Path(out).is_dir())

    @property
    def as_record(self) -> bool:
        """Whether all the bilans are one record, on stdout or in the file named."""
        to_file = self.is_file and Path(self.out or "").suffix.lower() == ".json"
        return to_file or (self.as_json and (self.out in (None, "-") or self.is_file))

    @property
    def ending(self) -> str:
        """The ending of the files."""
        if self.as_json:
            return ".json"
        if self.is_file:
            return Path(self.out or "").suffix.lower()
        return f".{self.format or ('md' if self.out == '-' else 'pdf')}"

    @property
    def name(self) -> str | None:
        """The name that was typed."""
        return Path(self.out or "").stem if self.is_file else None

    def is_batch(self, actions: int, every: bool) -> bool:
        """Whether several documents go to folders: they are made by all the cores, and only those that changed."""
        return (actions > 1 or every) and self.out != "-" and not (self.is_file or self.as_record)

    def refuse_several(self, number: int) -> None:
        """CitError when several documents were to become one file."""
        if number > 1 and self.is_file:
            raise CitError("several-to-one-file", exit_code=2, path=self.out)

    def folder(self, read: ReadAction) -> Path:
        """The folder of the files of an action."""
        if self.is_file:
            return Path(self.out or "").parent
        return outputs_of(read.dossier) if self.out is None else Path(self.out)


def _make_all(files: Sequence[Path], order: BilanOrder, every: bool, places: Places, catalog: Catalog) -> int:
    """Make the bilans of many actions, folder by folder; the worst of their exit codes."""
    folders: dict[Path, list[Path]] = {}
    absent = [path for path in files if not is_plain_file(path)]
    for path in absent:
        show_problems(load_file(path).problems, catalog)
    for path in files:
        if path in absent:
            continue
        folder = Path(places.out) if places.out is not None else outputs_of(find_dossier(path))
        folders.setdefault(folder, []).append(path)
    codes = []
    for folder, actions in folders.items():
        wanted = bilan_tasks(actions, folder, order, every)
        outcomes = run_batch(wanted.tasks, folder, usable_cores(), wanted.lists)
        codes.append(report(follow(outcomes, len(wanted.tasks), catalog), str(folder), catalog))
    return max(codes, default=FINE) or (PROBLEMS if absent else FINE)


def _funders(read: ReadAction, identifier: str | None, every: bool) -> list[str | None]:
    """Whom the bilans of an action are for: one funder, all of them, or nobody in particular."""
    if every:
        return [funder.id for funder in read.action.funders] or [None]
    return [identifier]


def _note(read: ReadAction, order: BilanOrder) -> tuple[ReadAction, MissingSection]:
    request = request_of(read, order)
    return read, bilan_note(read, funder_of(read, order.funder), order.today, request.voice)


def request_of(read: ReadAction, order: BilanOrder) -> Request:
    """How a bilan is wanted."""
    return bilan_request(read, funder_of(read, order.funder), order)


def _record(read: ReadAction, order: BilanOrder) -> dict[str, Any]:
    return bilan_record(read, funder_of(read, order.funder), request_of(read, order))


def _write_records(records: list[dict[str, Any]], out: str | None, catalog: Catalog) -> None:
    text = json.dumps(records[0] if len(records) == 1 else records, ensure_ascii=False, indent=2) + "\n"
    if out in (None, "-"):
        sys.stdout.write(text)
        return
    write(Path(out or ""), text.encode("utf-8"), catalog)
    sys.stdout.write(f"{out}\n")


def _deliver(made: MadeBilan, read: ReadAction, order: BilanOrder, places: Places, catalog: Catalog) -> None:
    """Write the files of a bilan, tell where, and how much its form still lacks."""
    if places.out == "-":
        sys.stdout.buffer.write(made.files[0][1])
        sys.stdout.buffer.flush()
    else:
        folder = places.folder(read)
        for name, data in made.files:
            write(folder / name, data, catalog)
        sys.stdout.write(f"{folder / made.files[0][0]}\n")
    if required := sum(line.required for line in made.missing):
        told = " ".join(filter(None, [read.name, f"--financeur {order.funder}" if order.funder else ""]))
        say(catalog.say("cli.bilan.lacks", count=required, command=f"cit bilan {told} --manque"))
