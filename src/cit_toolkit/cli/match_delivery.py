"""A match put where it was asked for: the terminal, a document, JSON, a workbook, tables."""

from dataclasses import replace
from pathlib import Path

from cit_toolkit.cli.language import document_language
from cit_toolkit.cli.options import Destination, deliver, deliver_json, outputs_of
from cit_toolkit.cli.progress import patience
from cit_toolkit.cli.table_files import TABLES, deliver_tables
from cit_toolkit.pipeline.match_documents import MatchRequest, match_page, match_record, match_summary, match_tables
from cit_toolkit.subjects.network import ReadNetwork
from cit_toolkit.wording.catalog import Catalog


def deliver_match(
    read: ReadNetwork, asked: MatchRequest, out: str | None, ending: str | None, catalog: Catalog
) -> None:
    """`out` and `ending` are `-o` and `--format` as typed."""
    destination = Destination(out, ending, [Path(read.name)], (".json", *TABLES))
    told = catalog.say("cli.match.planning")
    kind = f".{ending}" if ending else ""
    if out not in (None, "-") and not destination.is_folder:
        kind = Path(str(out)).suffix.lower()
    if kind == ".json":
        target = out if out in (None, "-") or not destination.is_folder else str(_target(read, asked, out, "json"))
        with patience(told):
            record = match_record(read, asked)
        deliver_json(record, target, catalog)
    elif kind in TABLES:
        _deliver_tables(read, asked, out, kind, destination, catalog)
    elif out is None and ending is None:
        from cit_toolkit.cli.match_summary import print_match

        with patience(told):
            summary = match_summary(read, asked)
        print_match(summary)
    else:
        with patience(told):
            page = match_page(read, asked)
        if out == "-" or not destination.is_folder:
            deliver(page, read, "appariement", destination, asked.request.language, catalog)
        else:
            target = str(_target(read, asked, out, ending or "pdf"))
            deliver(page, read, "appariement", replace(destination, out=target, ending=None), "", catalog)


def _target(read: ReadNetwork, asked: MatchRequest, out: str | None, ending: str) -> Path:
    """A readable name that stays the same: that of the territory, or of the whole when there are several."""
    folder = outputs_of(read.dossier) if out is None else Path(out)
    language = asked.request.language
    suffix = "" if language == document_language(None, read.dossier.settings) else f"-{language}"
    about = f"-{Path(read.name).stem}" if len(read.territories) == 1 else ""
    return folder / f"appariement{about}{suffix}.{ending}"


def _deliver_tables(
    read: ReadNetwork, asked: MatchRequest, out: str | None, kind: str, destination: Destination, catalog: Catalog
) -> None:
    target: Path | None = None
    if out != "-":
        target = _target(read, asked, out, kind[1:]) if destination.is_folder else Path(str(out))
    request = asked.request
    with patience(catalog.say("cli.match.planning")):
        tables = match_tables(read, asked)
    deliver_tables(tables, target, kind, request.today, request.language == "fr", catalog)
