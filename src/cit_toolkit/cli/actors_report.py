"""What an import of actors made of each record: a summary in words, or everything for a program."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cit_toolkit import __version__
from cit_toolkit.documents.import_json import (
    ActorsImportJson,
    AlreadyJson,
    GuessJson,
    LikenessJson,
    PlacedRemarkJson,
    RefusedPlaceJson,
)
from cit_toolkit.exchange.actor_likeness import Likeness
from cit_toolkit.exchange.actor_records import ReadTable, RefusedRecord
from cit_toolkit.exchange.records import Record
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.text import fold
from cit_toolkit.pipeline.actors_import import ActorsImport, likeness_in_words, refused_in_words
from cit_toolkit.pipeline.import_words import place_in_words, remark_in_words
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import visible

_PLACES_AT_MOST = 4
"""Cells named for each remark in the terminal; `--json` and the new file name them all."""
_LISTED_AT_MOST = 40
"""Remarks, refusals and pairs shown in the terminal."""


def report_lines(made: ActorsImport, catalog: Catalog) -> Iterator[str]:
    """The summary: counts, how columns were understood, what is doubtful, alike, refused, added and left out."""
    found, links = made.described, made.links
    doubtful = sum(bool(actor.remarks) for actor in made.actors)
    counts = [catalog.say("import.actors.written", count=len(made.actors))]
    for key, count in (
        ("to-check", doubtful),
        ("links", len(links.links)),
        ("already", len(made.already)),
        ("refused", len(made.refused)),
        ("elsewhere", found.elsewhere),
    ):
        counts += [catalog.say(f"import.actors.counts.{key}", count=count)] if count else []
    if not made.tables and not made.without_use:
        return
    yield catalog.say("import.actors.summary", counts=counts)
    yield from _files(made, catalog)
    yield from _remarks(made, catalog)
    if links.undirected:
        yield catalog.say("import.actors.undirected", count=links.undirected)
    yield from _listed("likeness", (_pair(pair, catalog) for pair in made.likenesses), catalog)
    yield from _listed("already", _already(made, catalog), catalog)
    yield from _listed("refused", (refused_in_words(record, catalog) for record in made.refused), catalog)
    yield from _columns(made, catalog)


def _pair(pair: Likeness, catalog: Catalog) -> str:
    """Two that may be one, the newer first."""
    said = likeness_in_words(pair, catalog)
    return visible(catalog.say("import.actors.pair", id=pair.second.id, name=pair.second.name, likeness=said))


def _files(made: ActorsImport, catalog: Catalog) -> Iterator[str]:
    told, recognised = set[str](), set[str]()
    for table in made.tables:
        file, name = table.file, _named(table)
        if file.encoding and file.name not in told:
            yield visible(catalog.say("import.encoding", file=name, encoding=file.encoding))
        told.add(file.name)
        if file.announced:
            held = len(file.records) + len(file.rejected)
            yield visible(catalog.say("import.partial", file=name, announced=file.announced, count=held))
        if file.above:
            yield visible(catalog.say("import.actors.above", file=name, count=file.above))
        if table.guessed:
            guess = [catalog.say("import.actors.guess", part=part, column=column) for part, column in _guess(table)]
            yield visible(catalog.say("import.actors.guessed", file=name, guesses=guess))
        elif file.name not in recognised:
            recognised.add(file.name)
            yield visible(catalog.say("import.actors.recognised", file=name, mapping=table.mapping.name))
    for table in made.without_use:
        yield visible(catalog.say("import.actors.no-use", file=_named(table)))


def _named(table: ReadTable) -> str:
    name = Path(table.file.name).name
    return f"{name}, {table.file.sheet}" if table.file.sheet else name


def _guess(table: ReadTable) -> Iterator[tuple[str, str]]:
    """Which column each part is read from."""
    parts: Iterable[CitModel] = [table.mapping.columns, *([table.mapping.links] if table.mapping.links else [])]
    for columns in parts:
        for name, field in type(columns).model_fields.items():
            yield from ((field.alias or name, column) for column in getattr(columns, name))


def _remarks(made: ActorsImport, catalog: Catalog) -> Iterator[str]:
    """Each remark once, the commonest first, with the places it is about."""
    about: dict[str, list[tuple[Record, str]]] = {}
    told = [(actor.record, remark) for actor in made.actors for remark in actor.remarks]
    told += [(link.record, remark) for link in made.links.links for remark in link.remarks]
    for record, remark in told:
        about.setdefault(remark_in_words(remark, catalog), []).append((record, remark.column))
    lines = []
    for sentence, places in sorted(about.items(), key=lambda item: -len(item[1])):
        named = list(_places(places[:_PLACES_AT_MOST], catalog))
        named += [catalog.say("import.more")] if len(places) > _PLACES_AT_MOST else []
        lines.append(catalog.say("import.actors.remark", remark=sentence, places=named, count=len(places)))
    yield from _listed("remarks", lines, catalog)


def _places(places: Sequence[tuple[Record, str]], catalog: Catalog) -> Iterator[str]:
    """Where to look, the name of a file said once."""
    file = ""
    for record, column in places:
        if record.file != file:
            file = record.file
            yield place_in_words(record, column, catalog)
        else:
            yield visible(record.cell(column) or catalog.say("import.rank", rank=record.rank))


def _already(made: ActorsImport, catalog: Catalog) -> Iterator[str]:
    for each in made.already:
        place = place_in_words(each.actor.record, "", catalog)
        reason = catalog.say(f"import.actors.likeness.{each.likeness.reason}")
        arguments = {"place": place, "name": each.actor.values["nom"], "id": each.likeness.first.id, "reason": reason}
        key = "already-brings" if each.brings else "already-line"
        yield visible(catalog.say(f"import.actors.{key}", brings=" ; ".join(each.brings), **arguments))


def _listed(key: str, lines: Iterable[str], catalog: Catalog) -> Iterator[str]:
    all_lines: Sequence[str] = list(lines)
    if all_lines:
        yield catalog.say(f"import.actors.{key}-title")
    yield from (f"  {line}" for line in all_lines[:_LISTED_AT_MOST])
    if (more := len(all_lines) - _LISTED_AT_MOST) > 0:
        yield catalog.say("import.actors.more-lines", count=more)


def _columns(made: ActorsImport, catalog: Catalog) -> Iterator[str]:
    found = made.described
    added = [catalog.say("import.column", name=name, count=count) for name, count in found.added_columns.items()]
    if added:
        yield visible(catalog.say("import.actors.added", columns=added))
    left_out = [
        catalog.say("import.column-why", name=name, count=count, why=_why(made, name, catalog))
        for name, count in found.left_out.items()
    ]
    if left_out:
        yield visible(catalog.say("import.left-out", columns=left_out))


def _why(made: ActorsImport, column: str, catalog: Catalog) -> str:
    reasons = (table.mapping.left_out.get(fold(column)) for table in made.tables)
    return next(reason.text(catalog.language) for reason in reasons if reason is not None)


def import_record(made: ActorsImport, catalog: Catalog) -> ActorsImportJson:
    """Every record and what became of it."""
    found = made.described
    return {
        "cit": __version__,
        "genre": "import-acteurs",
        "methode": made.request.method.id,
        "date": made.request.day.isoformat(),
        "hors_zone": found.elsewhere,
        "tables": [_guess_record(table) for table in made.tables],
        "acteurs": [
            {
                "id": actor.id,
                "nom": str(actor.values["nom"]),
                "fichier": Path(actor.record.file).name,
                "rang": actor.record.rank,
                "cellule": actor.record.cell("") or None,
                "a_verifier": [_told(actor.record, remark, catalog) for remark in actor.remarks],
            }
            for actor in made.actors
        ],
        "relations": [
            {
                "entre": [str(link.values.get("de") or link.values["entre"][0]),
                          str(link.values.get("vers") or link.values["entre"][1])],
                "nature": str(link.values["nature"]),
                "orientee": "de" in link.values,
                "a_verifier": [_told(link.record, remark, catalog) for remark in link.remarks],
            }
            for link in made.links.links
        ],
        "ressemblances": [
            LikenessJson(id=pair.second.id, peut_etre=pair.first.id, motif=pair.reason) for pair in made.likenesses
        ],
        "deja_decrits": [
            AlreadyJson(
                nom=str(each.actor.values["nom"]), id=each.likeness.first.id, motif=each.likeness.reason,
                apporte=list(each.brings),
            )
            for each in made.already
        ],
        "refuses": [_refused(record, catalog) for record in made.refused],
        "colonnes_ajoutees": dict(found.added_columns),
        "colonnes_laissees": [
            {"colonne": name, "enregistrements": count, "motif": _why(made, name, catalog)}
            for name, count in found.left_out.items()
        ],
    }  # fmt: skip


def _guess_record(table: ReadTable) -> GuessJson:
    columns = dict(_guess(table)) if table.guessed else {}
    return GuessJson(
        fichier=_named(table), correspondance=table.mapping.id, devinee=table.guessed, colonnes=columns,
        enregistrements=len(table.file.records),
    )  # fmt: skip


def _told(record: Record, remark: Remark, catalog: Catalog) -> PlacedRemarkJson:
    message = remark_in_words(remark, catalog)
    return {"code": remark.code, "message": message, "cellule": record.cell(remark.column) or None}


def _refused(refused: RefusedRecord, catalog: Catalog) -> RefusedPlaceJson:
    record = refused.record
    return {
        "fichier": Path(refused.file).name,
        "rang": refused.rank,
        "cellule": (record.cell(refused.reason.column) or None) if record else None,
        "nom": refused.name,
        "motif": {"code": refused.reason.code, "message": remark_in_words(refused.reason, catalog)},
    }
