"""How the actors hold together: the graph of their links, conflicts apart."""

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cit_toolkit.model.actor import Actor, Relation, RelationNature
from cit_toolkit.model.interval import Interval

DRAWS = 200
"""Draws for the ranges, with a fixed seed: the same file always gives the same ranges."""
UNDECLARED = 0.1
"""Share of the links supposed undeclared in each draw."""
MAX_WORK = 150_000
"""Actors × links above which the first broker is not looked for in each draw: that many steps, 200 times over."""
TOLERANCE = 1e-9
"""Two betweennesses closer than this are equal: their sums were only made in another order."""


@dataclass(frozen=True, slots=True)
class Network:
    """Actors as nodes, pairs of linked actors as edges; by id, so that the order of a file changes no figure."""

    ids: tuple[str, ...]
    edges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Ranges:
    """What the measures become when a tenth of the links had gone undeclared: lowest and highest of the draws."""

    density: Interval
    components: Interval
    isolated: Interval
    hinges: Interval


@dataclass(frozen=True)
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
    drawn: Network
    """The network that the draws take links out of."""

    @property
    def mean_degree(self) -> float | None:
        """Links per actor."""
        return 2 * self.links / self.actors if self.actors else None

    @cached_property
    def ranges(self) -> Ranges | None:
        """How far the measures move; None for a network too small to lose a link."""
        return _ranges(self.drawn)

    @cached_property
    def first_broker_stays_first(self) -> float | None:
        """Share of the draws in which the most central actor stays so; None when nobody is between others, or when the
        network is too large to tell in reasonable time."""
        return _first_broker_stays_first(self.drawn)


def network(actors: Sequence[Actor], relations: Sequence[Relation]) -> Network:
    """The graph of relations other than conflicts; several relations between two actors are one link."""
    index = {name: i for i, name in enumerate(sorted(actor.id for actor in actors))}
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
        drawn=drawn,
    )


def density(actors: int, links: int) -> float | None:
    """2m / (n(n − 1))."""
    return 2 * links / (actors * (actors - 1)) if actors > 1 else None


def splits_by_departure(
    actors: Sequence[Actor], relations: Sequence[Relation], leaving: Collection[str]
) -> dict[str, tuple[tuple[str, ...], ...]]:
    """For each actor that might leave, the groups cut from the rest: every piece of its group but the largest."""
    drawn = network(actors, relations)
    graph = _graph(drawn)
    splits = {}
    for node, name in enumerate(drawn.ids):
        if name in leaving:
            around = set(graph.neighbors(node))
            rest = graph.copy()
            rest.remove_node(node)
            splits[name] = _groups(drawn, rest, around)[1:]
    return splits


def _graph(drawn: Network) -> Any:
    import rustworkx

    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(drawn.ids)))
    graph.add_edges_from_no_data(list(drawn.edges))
    return graph


def _components(drawn: Network, graph: Any) -> tuple[tuple[str, ...], ...]:
    return _groups(drawn, graph, None)


def _groups(drawn: Network, graph: Any, around: set[int] | None) -> tuple[tuple[str, ...], ...]:
    """Groups of linked actors, those that hold one of `around` when it is given; the largest first, then by id."""
    groups = [
        tuple(drawn.ids[node] for node in sorted(nodes))
        for nodes in _connected(graph)
        if around is None or not around.isdisjoint(nodes)
    ]
    return tuple(sorted(groups, key=lambda group: (-len(group), group[0])))


def _hinges(drawn: Network, graph: Any) -> tuple[str, ...]:
    import rustworkx

    return tuple(drawn.ids[node] for node in sorted(rustworkx.articulation_points(graph)))


def _betweenness(drawn: Network, graph: Any) -> dict[str, float]:
    import rustworkx

    # Never in parallel: threads add the same terms in an order of their own, and the last digits change at each run.
    values = rustworkx.betweenness_centrality(graph, normalized=True, parallel_threshold=len(drawn.ids) + 1)
    return {name: values[i] for i, name in enumerate(drawn.ids)}


def _brokers(drawn: Network, actors: Sequence[Actor]) -> tuple[tuple[str, int], ...]:
    category = {actor.id: actor.category for actor in actors}
    reached: dict[str, set[str]] = {name: set() for name in drawn.ids}
    for start, end in drawn.edges:
        for here, there in ((drawn.ids[start], drawn.ids[end]), (drawn.ids[end], drawn.ids[start])):
            other = category[there]
            if other is not None and other != category[here]:
                reached[here].add(other)
    found = [(name, len(categories)) for name, categories in reached.items() if len(categories) >= 3]
    return tuple(sorted(found, key=lambda broker: -broker[1]))


def _ranges(drawn: Network) -> Ranges | None:
    """Measure again 200 times without a tenth of the links: small networks drawn by one person move a lot."""
    actors, links, kept = len(drawn.ids), len(drawn.edges), _kept(drawn)
    if kept < 1:
        return None
    components, isolated, hinges = [], [], []
    for graph in _draws(drawn):
        sizes = [len(nodes) for nodes in _connected(graph)]
        components.append(len(sizes))
        isolated.append(sizes.count(1))
        hinges.append(len(_hinges(drawn, graph)))
    return Ranges(
        Interval(density(actors, kept) or 0.0, density(actors, links) or 0.0),
        Interval(min(components), max(components)),
        Interval(min(isolated), max(isolated)),
        Interval(min(hinges), max(hinges)),
    )


def _first_broker_stays_first(drawn: Network) -> float | None:
    betweenness = _betweenness(drawn, _graph(drawn))
    first = max(betweenness, key=lambda name: (betweenness[name], name))
    too_large = len(drawn.ids) * len(drawn.edges) > MAX_WORK
    if betweenness[first] <= TOLERANCE or too_large or _kept(drawn) < 1:
        return None
    redrawn = (_betweenness(drawn, graph) for graph in _draws(drawn))
    return sum(each[first] >= max(each.values()) - TOLERANCE for each in redrawn) / DRAWS


def _kept(drawn: Network) -> int:
    return len(drawn.edges) - max(1, round(len(drawn.edges) * UNDECLARED))


def _draws(drawn: Network) -> Iterator[Any]:
    """The graph without a tenth of its links, 200 times over, each time the same ones."""
    draw, whole = random.Random(0), _graph(drawn)
    undeclared = len(drawn.edges) - _kept(drawn)
    for _ in range(DRAWS):
        graph = whole.copy()
        graph.remove_edges_from(draw.sample(drawn.edges, undeclared))
        yield graph


def _connected(graph: Any) -> Any:
    import rustworkx

    return rustworkx.connected_components(graph)
