"""A table whose columns do not say that it links actors, but whose cells name those of another table, two a row."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from cit_toolkit.exchange.actor_records import ReadTable
from cit_toolkit.exchange.column_guessing import by_name
from cit_toolkit.exchange.rows import says_something
from cit_toolkit.model.actor_mapping import ActorColumns, ActorsMapping, LinkColumns
from cit_toolkit.model.text import fold

_LOOKED_AT = 200
"""Rows whose cells are looked at."""
_MOSTLY = 0.8
"""Share of them whose cell must name an actor."""


def with_links(tables: Sequence[ReadTable], usual: ActorsMapping) -> list[ReadTable]:
    """The tables, those that link the actors of the others being read as links."""
    sure = [table for table in tables if _names_actors(table, usual)]
    names = frozenset(name for table in sure for name in _names_in(table))
    return [table if table in sure else _as_links(table, names, usual) or table for table in tables]


def _names_actors(table: ReadTable, usual: ActorsMapping) -> bool:
    """Whether the heading of a table says that it names actors: one that was only taken for their names does not."""
    said = [fold(name) for name in usual.columns.name]
    return bool(table.mapping.columns.name) and (
        not table.guessed or any(name in fold(column) for column in table.mapping.columns.name for name in said)
    )


def _names_in(table: ReadTable) -> Iterator[str]:
    """All that may stand for an actor in a table of links: what its source calls it, its name, its numbers."""
    columns = table.mapping.columns
    told = (*columns.identifier, *columns.name, *columns.siren, *columns.siret)
    values = (record.values.get(column) for record in table.file.records for column in told)
    return (fold(str(value)) for value in values if says_something(value))


def _as_links(table: ReadTable, names: Collection[str], usual: ActorsMapping) -> ReadTable | None:
    """The table read as links, when two of its columns name actors; None when they do not."""
    if not table.guessed or table.of_links or usual.links is None:
        return None
    rows = table.file.records[:_LOOKED_AT]
    ends = [
        column
        for column in table.columns
        if rows and sum(_names(record.values.get(column), names) for record in rows) >= _MOSTLY * len(rows)
    ]
    if len(ends) < 2:
        return None
    source, target, *_ = ends
    others = by_name(usual.links, table.columns, table.file)
    found = {name: (column,) for name, column in others.items() if column not in ends}
    links = LinkColumns.model_validate(found | {"source": (source,), "target": (target,)})
    mapping = usual.model_copy(update={"columns": ActorColumns(), "links": links})
    return replace(table, mapping=mapping)


def _names(value: object, names: Collection[str]) -> bool:
    return says_something(value) and fold(str(value)) in names
