"""How the actors hold together: the graph of their links, conflicts apart."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cit_toolkit.model.actor import Actor, Relation, RelationNature
from cit_toolkit.model.interval import Interval

DRAWS = 200
"""Draws for the ranges, with a fixed seed: the same file always gives the same ranges."""
UNDECLARED = 0.1
"""Share of the links supposed undeclared in each draw."""
MAX_WORK = 4_000_000
"""Actors × links above which the ranges are left out: a betweenness is that many steps, 200 times over."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """What the measures become when a tenth of the links had gone undeclared: lowest and highest of the draws."""

    density: Interval
    components: Interval
    isolated: Interval
    hinges: Interval
    first_broker_stays_first: float
    """Share of the draws in which the most central actor stays so."""


@dataclass(frozen=True, slots=True)
class Cohesion:
    """Measures of the undirected graph of links other than conflicts."""

    actors: int
    links: int
    """Pairs of actors linked, however many relations link them."""
    density: float | None
    """Links over possible links; None with fewer than two actors."""
    components: tuple[tuple[str, ...], ...]
    """Groups without any link between them, the largest first; an isolated actor is a group of its own."""
    isolated: tuple[str, ...]
    hinges: tuple[str, ...]
    """Articulation points: without them the network splits."""
    betweenness: dict[str, float]
    """Share of shortest paths that go through each actor (Freeman, normalised)."""
    brokers: tuple[tuple[str, int], ...]
    """Actors linked to at least three categories other than their own, and how many; the most first."""
    ranges: Ranges | None

    @property
    def mean_degree(self) -> float | None:
        """Links per actor."""
        return 2 * self.links / self.actors if self.actors else None


@dataclass(frozen=True, slots=True)
class Network:
    """Actors as nodes, pairs of linked actors as edges."""

    ids: tuple[str, ...]
    edges: tuple[tuple[int, int], ...]


def network(actors: Sequence[Actor], relations: Sequence[Relation]) -> Network:
    """The graph of relations other than conflicts; several relations between two actors are one link."""
    index = {actor.id: i for i, actor in enumerate(actors)}
    edges = set()
    for relation in relations:
        if relation.nature != RelationNature.CONFLICT:
            start, end = (index[name] for name in relation.ends)
            edges.add((min(start, end), max(start, end)))
    return Network(tuple(index), tuple(sorted(edges)))


def conflicts(relations: Sequence[Relation] | None) -> tuple[Relation, ...]:
    """The relations that are conflicts: listed apart, in no measure."""
    return tuple(relation for relation in relations or () if relation.nature == RelationNature.CONFLICT)


def cohesion(actors: Sequence[Actor], relations: Sequence[Relation] | None) -> Cohesion | None:
    """Measure the network; None when no link is described: then nothing is known of it."""
    drawn = network(actors, relations or ())
    if not drawn.edges:
        return None
    graph = _graph(drawn)
    betweenness = _betweenness(drawn, graph)
    components = _components(drawn, graph)
    return Cohesion(
        actors=len(drawn.ids),
        links=len(drawn.edges),
        density=density(len(drawn.ids), len(drawn.edges)),
        components=components,
        isolated=tuple(group[0] for group in components if len(group) == 1),
        hinges=_hinges(drawn, graph),
        betweenness=betweenness,
        brokers=_brokers(drawn, actors),
        ranges=_ranges(drawn, _first(betweenness)),
    )


def density(actors: int, links: int) -> float | None:
    """2m / (n(n − 1))."""
    return 2 * links / (actors * (actors - 1)) if actors > 1 else None


def split_by_departure(actors: Sequence[Actor], relations: Sequence[Relation], leaving: str) -> tuple[tuple[str, ...], ...]:
    """The groups cut from the rest when an actor leaves: every piece of its group but the largest."""
    drawn = network(actors, relations)
    group = next((group for group in _components(drawn, _graph(drawn)) if leaving in group), ())
    gone = drawn.ids.index(leaving)
    rest = Network(drawn.ids, tuple(edge for edge in drawn.edges if gone not in edge))
    pieces = [
        piece for piece in _components(rest, _graph(rest)) if leaving not in piece and set(piece) <= set(group)
    ]
    return tuple(pieces[1:])


def _graph(drawn: Network) -> Any:
    import rustworkx

    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(drawn.ids)))
    graph.add_edges_from_no_data(list(drawn.edges))
    return graph


def _components(drawn: Network, graph: Any) -> tuple[tuple[str, ...], ...]:
    import rustworkx

    groups = [tuple(drawn.ids[node] for node in sorted(nodes)) for nodes in rustworkx.connected_components(graph)]
    order = {name: i for i, name in enumerate(drawn.ids)}
    return tuple(sorted(groups, key=lambda group: (-len(group), order[group[0]])))


def _hinges(drawn: Network, graph: Any) -> tuple[str, ...]:
    import rustworkx

    return tuple(drawn.ids[node] for node in sorted(rustworkx.articulation_points(graph)))


def _betweenness(drawn: Network, graph: Any) -> dict[str, float]:
    import rustworkx

    values = rustworkx.betweenness_centrality(graph, normalized=True)
    return {name: values[i] for i, name in enumerate(drawn.ids)}


def _first(betweenness: dict[str, float]) -> str:
    return max(betweenness, key=lambda name: betweenness[name])


def _brokers(drawn: Network, actors: Sequence[Actor]) -> tuple[tuple[str, int], ...]:
    reached: list[set[str]] = [set() for _ in actors]
    for start, end in drawn.edges:
        for here, there in ((start, end), (end, start)):
            category = actors[there].category
            if category is not None and category != actors[here].category:
                reached[here].add(category)
    found = [(drawn.ids[i], len(categories)) for i, categories in enumerate(reached) if len(categories) >= 3]
    return tuple(sorted(found, key=lambda broker: -broker[1]))


def _ranges(drawn: Network, first_broker: str) -> Ranges | None:
    """Measure again 200 times without a tenth of the links: small networks drawn by one person move a lot."""
    actors, links = len(drawn.ids), len(drawn.edges)
    kept = links - max(1, round(links * UNDECLARED))
    if kept < 1 or actors < 2 or actors * links > MAX_WORK:
        return None
    draw = random.Random(0)
    components, isolated, hinges = [], [], []
    stays_first = 0
    for _ in range(DRAWS):
        sample = Network(drawn.ids, tuple(draw.sample(drawn.edges, kept)))
        graph = _graph(sample)
        groups = _components(sample, graph)
        components.append(len(groups))
        isolated.append(sum(len(group) == 1 for group in groups))
        hinges.append(len(_hinges(sample, graph)))
        stays_first += _first(_betweenness(sample, graph)) == first_broker
    lowest = density(actors, kept) or 0.0
    return Ranges(
        Interval(lowest, density(actors, links) or 0.0),
        Interval(min(components), max(components)),
        Interval(min(isolated), max(isolated)),
        Interval(min(hinges), max(hinges)),
        stays_first / DRAWS,
    )
