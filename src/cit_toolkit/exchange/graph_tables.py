"""Two tables, actors and relations, for any spreadsheet or network tool: two CSV files, or one workbook."""

from collections.abc import Iterable, Sequence
from datetime import date

from cit_toolkit.exchange.actor_graph import ActorGraph, Column, Facts, as_text, columns_but
from cit_toolkit.exchange.spreadsheets import Rows, csv_bytes, workbook_bytes


def csv_files(graph: ActorGraph) -> dict[str, bytes]:
    """One file a table."""
    return {f"-{name}": csv_bytes(rows, decimal_comma=True) for name, rows in _tables(graph).items()}


def xlsx_files(graph: ActorGraph) -> dict[str, bytes]:
    """One file, a sheet a table."""
    return {"": workbook_bytes(_tables(graph), date.fromisoformat(graph.date))}


def _tables(graph: ActorGraph) -> dict[str, Rows]:
    link_columns = columns_but(graph.link_columns, "de", "vers")
    ends = [
        {"source": one.source, "cible": one.target, "oriente": "oui" if one.directed else "non"} for one in graph.links
    ]
    return {
        "acteurs": _table(
            ("id", "nom"),
            graph.actor_columns,
            ({"id": actor.id, "nom": actor.name, **actor.facts} for actor in graph.actors),
        ),
        "relations": _table(
            ("source", "cible", "oriente"),
            link_columns,
            ({**end, **link.facts} for end, link in zip(ends, graph.links, strict=True)),
        ),
    }


def _table(first: Sequence[str], columns: Sequence[Column], rows: Iterable[Facts]) -> Rows:
    names = (*first, *(column.id for column in columns))
    return [names, *([_cell(facts, name) for name in names] for facts in rows)]


def _cell(facts: Facts, name: str) -> str | int:
    value = facts.get(name, "")
    return value if isinstance(value, int) else as_text(value)
