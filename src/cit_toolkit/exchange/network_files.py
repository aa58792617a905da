"""Maps of networks as records: Kumu and other JSON of nodes and links, GraphML, GEXF."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from cit_toolkit.exchange.record_files import LARGE, json_records, read_records, rejected
from cit_toolkit.exchange.records import Record, RecordFile
from cit_toolkit.loading.reading import read_text
from cit_toolkit.problems import Position, Problem

_LISTS = (("elements", "connections"), ("nodes", "edges"), ("nodes", "links"))
"""In JSON, where nodes and links are: Kumu, then the two usual ways."""
_ATTRIBUTES = "attributes"
"""In a backup of Kumu, what is told of a thing stands below its identifier."""
_COMPACT = "mapping"
"""In GoGoCarto's compact answers, what each item of a record is."""
_FIRST_COMPACT = ["id", "name", "latitude", "longitude", "optionValues"]
"""The same before those answers said it."""


def read_actor_files(path: Path, lists: tuple[str, ...], envelopes: tuple[str, ...]) -> tuple[RecordFile, ...]:
    """The tables of a file of actors, of links, or of both."""
    name = str(path)
    text, _ = read_text(path, name, LARGE)
    if text is None:
        return read_records(path, lists, envelopes)
    start = text.lstrip()
    if start.startswith("<"):
        return _from_xml(text, name)
    if start.startswith("{"):
        whole = json_records(text, name, (), ())
        if len(whole.records) == 1:
            values = whole.records[0].values
            for nodes, links in _LISTS:
                if isinstance(values.get(nodes), list) and isinstance(values.get(links), list):
                    return _of_network(name, values[nodes], values[links])
            if isinstance(values.get("data"), list) and values.get("ontology") == "gogocompact":
                columns = values.get(_COMPACT)
                return (_of_compact(name, values["data"], columns if isinstance(columns, list) else _FIRST_COMPACT),)
    return read_records(path, lists, envelopes)


def _of_network(name: str, nodes: list[Any], links: list[Any], from_cells: bool = False) -> tuple[RecordFile, ...]:
    return tuple(
        RecordFile(
            name,
            tuple(Record(name, rank, _flat(item)) for rank, item in enumerate(items, 1) if isinstance(item, dict)),
            tuple(rejected(name, rank, item) for rank, item in enumerate(items, 1) if not isinstance(item, dict)),
            from_cells=from_cells,
            links=links_of,
            network=True,
        )
        for items, links_of in ((nodes, False), (links, True))
    )


def _flat(item: Mapping[str, Any]) -> dict[str, Any]:
    inner = item.get(_ATTRIBUTES)
    if not isinstance(inner, dict):
        return dict(item)
    return {**{key: value for key, value in item.items() if key != _ATTRIBUTES}, **inner}


def _of_compact(name: str, items: list[Any], columns: list[Any]) -> RecordFile:
    """`["3f", ["Le Fournil"], 46.1, 1.8, …]` beside `["id", ["name"], "latitude", "longitude", …]`."""
    records, refused = [], []
    for rank, item in enumerate(items, 1):
        if isinstance(item, dict):
            records.append(Record(name, rank, item))
        elif isinstance(item, list):
            records.append(Record(name, rank, dict(_named(columns, item))))
        else:
            refused.append(rejected(name, rank, item))
    return RecordFile(name, tuple(records), tuple(refused))


def _named(columns: list[Any], values: list[Any]) -> Iterator[tuple[str, Any]]:
    for column, value in zip(columns, values, strict=False):
        if isinstance(column, list) and isinstance(value, list):
            yield from _named(column, value)
        elif isinstance(column, str):
            yield column, value


def _from_xml(text: str, name: str) -> tuple[RecordFile, ...]:
    start = Position(name, 1, 1)
    if "<!DOCTYPE" in text[:4_000] or "<!ENTITY" in text:
        return (RecordFile(name, problem=Problem("network-with-entities", start)),)
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        line, column = error.position
        return (RecordFile(name, problem=Problem("network-broken", Position(name, line, column + 1))),)
    kind = _bare(root)
    if kind == "graphml":
        return _from_graphml(root, name)
    if kind == "gexf":
        return _from_gexf(root, name)
    return (RecordFile(name, problem=Problem("import-no-record", start)),)


def _bare(element: ElementTree.Element) -> str:
    """The name of an element without its namespace: each version has its own."""
    return element.tag.rpartition("}")[2]


def _below(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (element for element in root.iter() if _bare(element) == name)


def _from_graphml(root: ElementTree.Element, name: str) -> tuple[RecordFile, ...]:
    columns = {str(key.get("id")): str(key.get("attr.name") or key.get("id")) for key in _below(root, "key")}
    graph = next(_below(root, "graph"), root)
    default = "true" if graph.get("edgedefault") == "directed" else "false"

    def data(element: ElementTree.Element) -> dict[str, str]:
        # yEd keeps the label of a node in its drawing.
        labels = [str(label.text).strip() for label in _below(element, "NodeLabel") if label.text]
        told = {"label": labels[0]} if labels else {}
        for part in element:
            if _bare(part) == "data" and part.text and part.text.strip():
                told[columns.get(str(part.get("key")), str(part.get("key")))] = part.text
        return told

    nodes = [{"id": str(node.get("id")), **data(node)} for node in _below(root, "node")]
    links = [
        {
            "source": str(edge.get("source")),
            "target": str(edge.get("target")),
            "directed": edge.get("directed") or default,
            **data(edge),
        }
        for edge in _below(root, "edge")
    ]
    # These formats know texts only: several values are written in one.
    return _of_network(name, nodes, links, from_cells=True)


def _from_gexf(root: ElementTree.Element, name: str) -> tuple[RecordFile, ...]:
    titles: dict[tuple[str, str], str] = {}
    for table in _below(root, "attributes"):
        for column in _below(table, "attribute"):
            titles[str(table.get("class")), str(column.get("id"))] = str(column.get("title") or column.get("id"))
    graph = next(_below(root, "graph"), root)
    default = graph.get("defaultedgetype") or "undirected"

    def told(element: ElementTree.Element, kind: str) -> dict[str, str]:
        values = ((str(each.get("for") or each.get("id")), each.get("value")) for each in _below(element, "attvalue"))
        return {titles.get((kind, key), key): value for key, value in values if value}

    nodes = [
        {"id": str(node.get("id")), "label": str(node.get("label") or node.get("id")), **told(node, "node")}
        for node in _below(root, "node")
    ]
    links = []
    for edge in _below(root, "edge"):
        ends = {"source": str(edge.get("source")), "target": str(edge.get("target"))}
        known = {key: value for key in ("weight", "label") if (value := edge.get(key))}
        links.append({**ends, "directed": edge.get("type") or default, **known, **told(edge, "edge")})
    # These formats know texts only: several values are written in one.
    return _of_network(name, nodes, links, from_cells=True)
