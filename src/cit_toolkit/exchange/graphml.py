"""GraphML (graphml.graphdrawing.org): Gephi, yEd, Cytoscape, igraph, networkx."""

from collections.abc import Sequence
from xml.etree import ElementTree

from cit_toolkit.exchange.actor_graph import ActorGraph, Column, Facts, as_text

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def graphml_files(graph: ActorGraph) -> dict[str, bytes]:
    """One file. Its graph is undirected, as the measures of a diagnosis are: several readers, networkx among them,
    refuse one where only some edges have a direction. Which way such a link goes is told by `de` and `vers`."""
    root = ElementTree.Element("graphml", {"xmlns": _NAMESPACE})
    actor_columns = (Column("label", "label"), *graph.actor_columns)
    _keys(root, "node", actor_columns)
    _keys(root, "edge", graph.link_columns)
    body = ElementTree.SubElement(root, "graph", {"edgedefault": "undirected"})
    ElementTree.SubElement(body, "desc").text = f"{graph.title} ({graph.date})"
    for actor in graph.actors:
        node = ElementTree.SubElement(body, "node", {"id": actor.id})
        _data(node, "node", {"label": actor.name, **actor.facts}, actor_columns)
    for rank, link in enumerate(graph.links, 1):
        edge = ElementTree.SubElement(body, "edge", {"id": f"e{rank}", "source": link.source, "target": link.target})
        _data(edge, "edge", link.facts, graph.link_columns)
    ElementTree.indent(root)
    return {"": ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)}


def _keys(root: ElementTree.Element, of: str, columns: Sequence[Column]) -> None:
    for column in columns:
        name = "weight" if column.id == "intensite" else column.id
        kind = "int" if column.number else "string"
        ElementTree.SubElement(
            root, "key", {"id": f"{of}-{column.id}", "for": of, "attr.name": name, "attr.type": kind}
        )


def _data(parent: ElementTree.Element, of: str, facts: Facts, columns: Sequence[Column]) -> None:
    for column in columns:
        if column.id in facts:
            ElementTree.SubElement(parent, "data", {"key": f"{of}-{column.id}"}).text = as_text(facts[column.id])
