"""What an import of actors made of each record: a summary in words, or everything for a program."""

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
from cit_toolkit.documents.import_json import ActorsImportJson
from cit_toolkit.exchange.actor_records import ReadTable
from cit_toolkit.exchange.actor_words import ActorWords
from cit_toolkit.pipeline.actors_import import ActorsImport
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import visible


def report_lines(made: ActorsImport, catalog: Catalog) -> Iterator[str]:
    """The summary: counts, how columns were understood, what is doubtful, alike, refused, added and left out."""
    links = made.links
    if not made.tables and not made.without_use:
        return
    linked = [catalog.say("import.actors.linked", count=len(links.links))] if links.links else []
    yield counts_line(made, catalog, linked)
    yield from table_lines(made.tables, catalog)
    yield from _levels(made, catalog)
    yield from unused_lines(made.without_use, made.kind, catalog)
    remarks = [(actor.record, remark) for actor in made.actors for remark in actor.remarks]
    remarks += [(link.record, remark) for link in links.links for remark in link.remarks]
    yield from remark_lines(remarks, catalog)
    if links.undirected:
        yield catalog.say("import.actors.undirected", count=links.undirected)
    yield from outcome_lines(made, catalog)


def _levels(made: ActorsImport, catalog: Catalog) -> Iterator[str]:
    """The columns read as levels of functions, which nothing but their names tells: «Accueil» may be a desk."""
    functions = {function.id: function.label(catalog.language) for function in made.request.method.functions}
    for rank, table in enumerate(made.tables):
        words = made.words[rank]
        if not isinstance(table, ReadTable) or not isinstance(words, ActorWords) or table.of_links:
            continue
        read = {name: words.function_of_column(name) for name in table.columns}
        guess = [
            catalog.say("import.tables.guess", part=functions[function], column=name)
            for name, function in read.items()
            if function is not None
        ]
        if guess:
            yield visible(catalog.say("import.actors.levels", file=Path(table.file.name).name, guesses=guess))


def import_record(made: ActorsImport, catalog: Catalog) -> ActorsImportJson:
    """Every record and what became of it."""
    return {
        "cit": __version__,
        "genre": "import-acteurs",
        "methode": made.request.method.id,
        "date": made.request.day.isoformat(),
        "hors_zone": made.described.elsewhere,
        "tables": guesses(made.tables),
        "acteurs": [
            {
                "id": actor.id,
                "nom": str(actor.values["nom"]),
                "fichier": Path(actor.record.file).name,
                "rang": actor.record.rank,
                "cellule": actor.record.cell("") or None,
                "a_verifier": told(actor.record, actor.remarks, catalog),
            }
            for actor in made.actors
        ],
        "relations": [
            {
                "entre": [str(link.values.get("de") or link.values["entre"][0]),
                          str(link.values.get("vers") or link.values["entre"][1])],
                "nature": str(link.values["nature"]),
                "orientee": "de" in link.values,
                "a_verifier": told(link.record, link.remarks, catalog),
            }
            for link in made.links.links
        ],
        "ressemblances": alike(made),
        "deja_decrits": known_already(made),
        "refuses": refusals(made.refused, catalog),
        "colonnes_ajoutees": dict(made.described.added_columns),
        "colonnes_laissees": left_out_columns(made, catalog),
    }  # fmt: skip
