"""What territories could bring each other, put where it was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cit_toolkit.cli.language import document_language
from cit_toolkit.cli.options import (
    Destination,
    deliver,
    deliver_json,
    files_of_kind,
    outputs_of,
    request_for,
    show_problems,
)
from cit_toolkit.cli.progress import progress
from cit_toolkit.cli.said import report_error
from cit_toolkit.pipeline.exchange_documents import exchange_page, exchange_record, exchange_summary
from cit_toolkit.problems import Severity
from cit_toolkit.subjects.neighbours import ReadNeighbours, read_neighbours
from cit_toolkit.wording.catalog import Catalog


@dataclass(frozen=True, slots=True)
class ExchangeOptions:
    """The options of the command line that an exchange uses."""

    method: str | None
    strict: bool
    audience: str | None
    mask: bool
    today: date
    out: str | None
    ending: str | None


def deliver_exchange(texts: Sequence[str], asked: ExchangeOptions, catalog: Catalog) -> bool:
    """Read, and deliver. True when nothing is wrong with the files."""
    files = files_of_kind("territoire", texts)
    with progress(len(files), catalog.say("cli.match.reading")) as bar:
        read = read_neighbours(files, asked.method, asked.strict, bar.step)
    show_problems(read.problems, catalog)
    for error in read.refused:
        report_error(error, catalog)
    request = request_for(read, asked.today, asked.audience, mask=asked.mask)
    destination = Destination(asked.out, asked.ending, [Path(read.name)], (".json",))
    named = Path(asked.out).suffix[1:].lower() if asked.out and not destination.is_folder else ""
    if "json" in (asked.ending, named):
        in_folder = asked.out not in (None, "-") and destination.is_folder
        target = str(_target(read, asked, request.language, "json")) if in_folder else asked.out
        deliver_json(exchange_record(read, request), target, catalog)
    elif asked.out is None and asked.ending is None:
        from cit_toolkit.cli.exchange_summary import print_exchange

        print_exchange(exchange_summary(read, request))
    else:
        if destination.is_folder and asked.out != "-":
            target = str(_target(read, asked, request.language, asked.ending or "pdf"))
            destination = replace(destination, out=target, ending=None)
        deliver(exchange_page(read, request), read, "echange", destination, request.language, catalog)
    return not read.refused and not any(problem.severity is Severity.ERROR for problem in read.problems)


def _target(read: ReadNeighbours, asked: ExchangeOptions, language: str, ending: str) -> Path:
    """A readable name that stays the same."""
    folder = outputs_of(read.dossier) if asked.out is None else Path(asked.out)
    suffix = "" if language == document_language(None, read.dossier.settings) else f"-{language}"
    about = f"-{Path(read.name).stem}" if len(read.reads) == 1 else ""
    return folder / f"echange{about}{suffix}.{ending}"
