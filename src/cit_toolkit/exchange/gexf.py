"""GEXF 1.3 (gexf.net), the format of Gephi."""

from collections.abc import Sequence
from xml.etree import ElementTree

from cit_toolkit.exchange.actor_graph import ActorGraph, Column, Facts, as_text, columns_but

_NAMESPACE = "http://gexf.net/1.3"


def gexf_files(graph: ActorGraph) -> dict[str, bytes]:
    """One file, its graph undirected (see `graphml`)."""
    root = ElementTree.Element("gexf", {"xmlns": _NAMESPACE, "version": "1.3"})
    meta = ElementTree.SubElement(root, "meta", {"lastmodifieddate": graph.date})
    ElementTree.SubElement(meta, "creator").text = graph.publisher
    ElementTree.SubElement(meta, "description").text = graph.title
    body = ElementTree.SubElement(root, "graph", {"mode": "static", "defaultedgetype": "undirected"})
    _attributes(body, "node", graph.actor_columns)
    link_columns = columns_but(graph.link_columns, "intensite")
    _attributes(body, "edge", link_columns)
    nodes = ElementTree.SubElement(body, "nodes", {"count": str(len(graph.actors))})
    for actor in graph.actors:
        node = ElementTree.SubElement(nodes, "node", {"id": actor.id, "label": actor.name})
        _values(node, actor.facts, graph.actor_columns)
    edges = ElementTree.SubElement(body, "edges", {"count": str(len(graph.links))})
    for rank, link in enumerate(graph.links):
        ends = {"id": str(rank), "source": link.source, "target": link.target}
        weight = {"weight": str(link.facts["intensite"])} if "intensite" in link.facts else {}
        _values(ElementTree.SubElement(edges, "edge", {**ends, **weight}), link.facts, link_columns)
    ElementTree.indent(root)
    return {"": ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)}


def _attributes(body: ElementTree.Element, of: str, columns: Sequence[Column]) -> None:
    table = ElementTree.SubElement(body, "attributes", {"class": of})
    for column in columns:
        kind = "integer" if column.number else "string"
        ElementTree.SubElement(table, "attribute", {"id": column.id, "title": column.title, "type": kind})


def _values(parent: ElementTree.Element, facts: Facts, columns: Sequence[Column]) -> None:
    table = ElementTree.SubElement(parent, "attvalues")
    for column in columns:
        if column.id in facts:
            ElementTree.SubElement(table, "attvalue", {"for": column.id, "value": as_text(facts[column.id])})
