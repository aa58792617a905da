"""What an import of attendance made of each row: a summary in words, or everything for a program."""

from collections.abc import Iterable, Iterator
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
    table_name,
    told,
    unused_lines,
)
from cit_toolkit.documents.import_json import AbsenceJson, AttendanceImportJson
from cit_toolkit.pipeline.attendance_import import AttendanceImport, Elsewhere
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import visible


def report_lines(made: AttendanceImport, catalog: Catalog) -> Iterator[str]:
    """The summary: counts, how columns were understood, what is doubtful, alike, refused, added and left out."""
    if not made.tables and not made.without_use:
        return
    besides = [
        catalog.say(f"import.presences.{key}", count=len(people))
        for key, people in (("excused", made.excused), ("absent", made.absent))
        if people
    ]
    yield counts_line(made, catalog, besides)
    yield from table_lines(made.tables, catalog)
    for table in made.every_row:
        yield visible(catalog.say("import.presences.every-row", file=table_name(table)))
    yield from unused_lines(made.without_use, made.kind, catalog)
    people = (*made.things, *(each.thing for each in made.already))
    yield from remark_lines(((each.record, remark) for each in people for remark in each.remarks), catalog)
    yield from outcome_lines(made, catalog)


def import_record(made: AttendanceImport, catalog: Catalog) -> AttendanceImportJson:
    """Every row and what became of it."""
    return {
        "cit": __version__,
        "genre": "import-presences",
        "date": made.request.day.isoformat(),
        "tables": guesses(made.tables),
        "presences": [
            {
                "seance": made.session_of[each.id],
                "personne": each.values.get("personne"),
                "nom": each.values.get("nom"),
                "structure": each.values.get("structure"),
                "jours": list(each.values.get("jours", ())),
                "demi_journees": list(each.values.get("demi_journees", ())),
                "fichier": Path(each.record.file).name,
                "rang": each.record.rank,
                "cellule": each.record.cell("") or None,
                "a_verifier": told(each.record, each.remarks, catalog),
            }
            for each in made.things
        ],
        "excuses": list(_absences(made.excused)),
        "absents": list(_absences(made.absent)),
        "ressemblances": alike(made),
        "deja_decrits": known_already(made),
        "refuses": refusals(made.refused, catalog),
        "colonnes_ajoutees": dict(made.described.added_columns),
        "colonnes_laissees": left_out_columns(made, catalog),
    }


def _absences(people: Iterable[Elsewhere]) -> Iterator[AbsenceJson]:
    for each in people:
        yield {"seance": each.session, "nom": each.name, "cellule": each.record.cell("") or None}
