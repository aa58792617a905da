"""What an import of needs made of each row: a summary in words, or everything for a program."""

from collections.abc import Iterator
from pathlib import Path

from cit_toolkit import __version__
from cit_toolkit.cli.tables_report import (
    alike,
    counts_line,
    guesses,
    known_already,
    left_out_columns,
    outcome_lines,
    refusals,
    remark_lines,
    table_lines,
    told,
    unused_lines,
)
from cit_toolkit.documents.import_json import NeedsImportJson
from cit_toolkit.pipeline.needs_import import NeedsImport
from cit_toolkit.wording.catalog import Catalog


def report_lines(made: NeedsImport, catalog: Catalog) -> Iterator[str]:
    """The summary: counts, how columns were understood, what is doubtful, alike, refused, added and left out."""
    if not made.tables and not made.without_use:
        return
    yield counts_line(made, catalog)
    yield from table_lines(made.tables, catalog)
    yield from unused_lines(made.without_use, made.kind, catalog)
    needs = (*made.things, *(each.thing for each in made.already))
    yield from remark_lines(((need.record, remark) for need in needs for remark in need.remarks), catalog)
    yield from outcome_lines(made, catalog)


def import_record(made: NeedsImport, catalog: Catalog) -> NeedsImportJson:
    """Every row and what became of it."""
    return {
        "cit": __version__,
        "genre": "import-besoins",
        "methode": made.request.method.id,
        "date": made.request.day.isoformat(),
        "tables": guesses(made.tables),
        "besoins": [
            {
                "id": need.id,
                "intitule": str(need.values["intitule"]),
                "fichier": Path(need.record.file).name,
                "rang": need.record.rank,
                "cellule": need.record.cell("") or None,
                "a_verifier": told(need.record, need.remarks, catalog),
            }
            for need in made.things
        ],
        "ressemblances": alike(made),
        "deja_decrits": known_already(made),
        "refuses": refusals(made.refused, catalog),
        "colonnes_ajoutees": dict(made.described.added_columns),
        "colonnes_laissees": left_out_columns(made, catalog),
    }
