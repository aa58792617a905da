"""The network of actors as a graph, conflicts left out; what the graph library tells of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cit_toolkit.model.actor import Actor, Relation, RelationNature


@dataclass(frozen=True, slots=True)
class Network:
    """Actors as nodes, pairs of linked actors as edges; by id, so that the order of a file changes no figure."""

    ids: tuple[str, ...]
    edges: tuple[tuple[int, int], ...]

    @property
    def work(self) -> int:
        """Steps it takes to count the shortest paths between all actors."""
        return len(self.ids) * len(self.edges)


def network(actors: Sequence[Actor], relations: Sequence[Relation]) -> Network:
    """The graph of relations other than conflicts; several relations between two actors are one link."""
    index = {name: i for i, name in enumerate(sorted(actor.id for actor in actors))}
    edges = set()
    for relation in relations:
        if relation.nature != RelationNature.CONFLICT:
            start, end = (index[name] for name in relation.ends)
            edges.add((min(start, end), max(start, end)))
    return Network(tuple(index), tuple(sorted(edges)))


def graph_of(drawn: Network) -> Any:
    """The network for the graph library."""
    import rustworkx

    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(drawn.ids)))
    graph.add_edges_from_no_data(list(drawn.edges))
    return graph


def density(actors: int, links: int) -> float | None:
    """2m / (n(n − 1)); None with fewer than two actors."""
    return 2 * links / (actors * (actors - 1)) if actors > 1 else None


def components(graph: Any) -> list[set[int]]:
    """Nodes that reach one another, group by group."""
    import rustworkx

    found: list[set[int]] = rustworkx.connected_components(graph)
    return found


def hinges(graph: Any) -> set[int]:
    """Articulation points: nodes without which a group splits."""
    import rustworkx

    found: set[int] = rustworkx.articulation_points(graph)
    return found


def betweenness(graph: Any) -> list[float]:
    """Share of the shortest paths between others that go through each node (Freeman, normalised)."""
    import rustworkx

    # Never in parallel: threads add the same terms in an order of their own, and the last digits change at each run.
    values = rustworkx.betweenness_centrality(graph, normalized=True, parallel_threshold=graph.num_nodes() + 1)
    return [values[node] for node in range(graph.num_nodes())]
