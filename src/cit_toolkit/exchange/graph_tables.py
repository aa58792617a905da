"""Two CSV tables, actors and relations, for any spreadsheet or network tool."""

import csv
import io
from collections.abc import Iterable, Sequence

from cit_toolkit.exchange.actor_graph import ActorGraph, Column, Facts, Value, as_text, columns_but

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""


def csv_files(graph: ActorGraph) -> dict[str, bytes]:
    """Both tables, with semicolons and the mark of UTF-8: what spreadsheets open without asking."""
    link_columns = columns_but(graph.link_columns, "de", "vers")
    ends = [
        {"source": one.source, "cible": one.target, "oriente": "oui" if one.directed else "non"} for one in graph.links
    ]
    return {
        "-acteurs": _table(
            ("id", "nom"),
            graph.actor_columns,
            ({"id": actor.id, "nom": actor.name, **actor.facts} for actor in graph.actors),
        ),
        "-relations": _table(
            ("source", "cible", "oriente"),
            link_columns,
            ({**end, **link.facts} for end, link in zip(ends, graph.links, strict=True)),
        ),
    }


def _table(first: Sequence[str], columns: Sequence[Column], rows: Iterable[Facts]) -> bytes:
    names = (*first, *(column.id for column in columns))
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(names)
    writer.writerows([_cell(facts[name]) if name in facts else "" for name in names] for facts in rows)
    return stream.getvalue().encode("utf-8-sig")


def _cell(value: Value) -> str | int:
    if isinstance(value, int):
        return value
    text = as_text(value)
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
