"""What an import of tables made of each record, whatever they describe: the lines of a summary, the parts of a JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cit_toolkit.cli.repeated_lines import likeness_lines, refused_once, remarks_once
from cit_toolkit.documents.import_json import (
    AlreadyJson,
    GuessJson,
    LeftOutColumnJson,
    LikenessJson,
    PlacedRemarkJson,
    RefusedPlaceJson,
)
from cit_toolkit.exchange.mapped_tables import MappedTable, RefusedRecord
from cit_toolkit.exchange.records import Record
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.model.labels import Label
from cit_toolkit.model.text import fold
from cit_toolkit.pipeline.import_words import place_in_words, remark_in_words
from cit_toolkit.pipeline.things_import import ThingsImport
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import visible

_LISTED_AT_MOST = 40
"""Lines of remarks, refusals and pairs shown in the terminal."""


def counts_line(made: ThingsImport, catalog: Catalog, besides: Sequence[str] = ()) -> str:
    """How many of each: written, to check, `besides`, known already, refused, elsewhere."""
    doubtful = sum(bool(thing.remarks) for thing in made.things)
    counts = [catalog.say(f"import.{made.kind}.written", count=len(made.things))]
    counts += [catalog.say("import.tables.counts.to-check", count=doubtful)] if doubtful else []
    counts += besides
    for key, count in (
        ("already", len(made.already)),
        ("refused", len(made.refused)),
        ("elsewhere", made.described.elsewhere),
    ):
        counts += [catalog.say(f"import.tables.counts.{key}", count=count)] if count else []
    return catalog.say("import.tables.summary", counts=counts)


def table_lines(tables: Iterable[MappedTable[Any]], catalog: Catalog) -> Iterator[str]:
    """How each table was read: its encoding, what stands above its heading, what its columns were taken for."""
    told, recognised = set[str](), set[str]()
    for table in tables:
        file, name = table.file, table_name(table)
        if file.encoding and file.name not in told:
            yield visible(catalog.say("import.encoding", file=name, encoding=file.encoding))
        told.add(file.name)
        if file.announced:
            held = len(file.records) + len(file.rejected)
            yield visible(catalog.say("import.partial", file=name, announced=file.announced, count=held))
        if file.above:
            yield visible(catalog.say("import.tables.above", file=name, count=file.above))
        if table.guessed:
            guess = [catalog.say("import.tables.guess", part=part, column=column) for part, column in _guess(table)]
            yield visible(catalog.say("import.tables.guessed", file=name, guesses=guess))
        elif file.name not in recognised:
            recognised.add(file.name)
            yield visible(catalog.say("import.tables.recognised", file=name, mapping=table.mapping.name))


def unused_lines(tables: Iterable[MappedTable[Any]], kind: str, catalog: Catalog) -> Iterator[str]:
    """The tables nothing is taken from."""
    for table in tables:
        yield visible(catalog.say(f"import.{kind}.no-use", file=table_name(table)))


def table_name(table: MappedTable[Any]) -> str:
    """A table as messages call it: its file, and its sheet among several."""
    name = Path(table.file.name).name
    return f"{name}, {table.file.sheet}" if table.file.sheet else name


def _guess(table: MappedTable[Any]) -> Iterator[tuple[str, str]]:
    """Which column each part is read from."""
    for columns in table.mapping.column_parts():
        for name, field in type(columns).model_fields.items():
            yield from ((field.alias or name, column) for column in getattr(columns, name))
    for key, about in table.mapping.column_tables():
        yield from ((f"{key} {told}", column) for column, told in about.items())


def remark_lines(told: Iterable[tuple[Record, Remark]], catalog: Catalog) -> Iterator[str]:
    """Each remark once, the commonest first, with the places it is about."""
    yield from listed("remarks", remarks_once(told, catalog), catalog)


def outcome_lines(made: ThingsImport, catalog: Catalog) -> Iterator[str]:
    """What may be the same, what the territory has already, what was refused, and the columns nothing was made of."""
    yield from listed("likeness", likeness_lines(made.likenesses, made.kind, catalog), catalog)
    yield from listed("already", _already(made, catalog), catalog)
    yield from listed("refused", refused_once(made.refused, catalog), catalog)
    yield from column_lines(made.described.added_columns, left_out_columns(made, catalog), catalog)


def _already(made: ThingsImport, catalog: Catalog) -> Iterator[str]:
    for each in made.already:
        place = place_in_words(each.thing.record, "", catalog)
        reason = catalog.say(f"import.likeness.{each.likeness.reason}")
        brings = catalog.say("lists.separator").join(each.brings)
        arguments = {"place": place, "name": each.likeness.second.name, "id": each.likeness.first.id, "reason": reason}
        key = "already-brings" if each.brings else "already-line"
        yield visible(catalog.say(f"import.tables.{key}", brings=brings, **arguments))


def listed(key: str, lines: Iterable[str], catalog: Catalog) -> Iterator[str]:
    """Lines under their title; beyond some number, how many more there are."""
    all_lines: Sequence[str] = list(lines)
    if all_lines:
        yield catalog.say(f"import.tables.{key}-title")
    yield from (f"  {line}" for line in all_lines[:_LISTED_AT_MOST])
    if (more := len(all_lines) - _LISTED_AT_MOST) > 0:
        yield catalog.say("import.tables.more-lines", count=more)


def column_lines(added: Mapping[str, int], left_out: Sequence[LeftOutColumnJson], catalog: Catalog) -> Iterator[str]:
    """The columns kept under `x-`, then those left out, with the reason."""
    kept = [catalog.say("import.column", name=name, count=count) for name, count in added.items()]
    if kept:
        yield visible(catalog.say("import.tables.added", columns=kept))
    passed = [
        catalog.say("import.column-why", name=each["colonne"], count=each["enregistrements"], why=each["motif"])
        for each in left_out
    ]
    if passed:
        yield visible(catalog.say("import.left-out", columns=passed))


def left_out_columns(made: ThingsImport, catalog: Catalog) -> list[LeftOutColumnJson]:
    """The columns the mapping leaves out, and why."""
    return [
        {"colonne": name, "enregistrements": count, "motif": _why(made, name, catalog)}
        for name, count in made.described.left_out.items()
    ]


def _why(made: ThingsImport, column: str, catalog: Catalog) -> str:
    reasons = (table.mapping.left_out.get(fold(column)) for table in made.tables)
    found: Label = next(reason for reason in reasons if reason is not None)
    return found.text(catalog.language)


# Parts of a JSON


def guesses(tables: Iterable[MappedTable[Any]]) -> list[GuessJson]:
    """Each table, and how it was read."""
    return [
        GuessJson(
            fichier=table_name(table), correspondance=table.mapping.id, devinee=table.guessed,
            colonnes=dict(_guess(table)) if table.guessed else {}, enregistrements=len(table.file.records),
        )
        for table in tables
    ]  # fmt: skip


def told(record: Record, remarks: Iterable[Remark], catalog: Catalog) -> list[PlacedRemarkJson]:
    """What is to be known of a record, each thing with its cell."""
    return [
        {
            "code": remark.code,
            "message": remark_in_words(remark, catalog),
            "cellule": record.cell(remark.column) or None,
        }
        for remark in remarks
    ]


def alike(made: ThingsImport) -> list[LikenessJson]:
    """The pairs that may be one."""
    return [LikenessJson(id=pair.second.id, peut_etre=pair.first.id, motif=pair.reason) for pair in made.likenesses]


def known_already(made: ThingsImport) -> list[AlreadyJson]:
    """The records about a thing that the territory describes already."""
    return [
        AlreadyJson(nom=each.likeness.second.name, id=each.likeness.first.id, motif=each.likeness.reason,
                    apporte=list(each.brings))
        for each in made.already
    ]  # fmt: skip


def refusals(records: Iterable[RefusedRecord], catalog: Catalog) -> list[RefusedPlaceJson]:
    """The records that gave nothing, each with its cell and the reason."""
    return [
        {
            "fichier": Path(refused.file).name,
            "rang": refused.rank,
            "cellule": (refused.record.cell(refused.reason.column) or None) if refused.record else None,
            "nom": refused.name,
            "motif": {"code": refused.reason.code, "message": remark_in_words(refused.reason, catalog)},
        }
        for refused in records
    ]
