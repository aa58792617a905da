"""How the actors hold together: the graph of their links, conflicts apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cit_toolkit.analysis.network import Network, betweenness, components, density, graph_of, hinges, network
from cit_toolkit.analysis.network_draws import Ranges, ranges_of, share_of_draws_where_first_stays_first
from cit_toolkit.model.actor import Actor, Relation, RelationNature

MAX_WORK = 20_000_000
"""Steps above which the shortest paths are not counted: a few seconds."""


@dataclass(frozen=True)
class Cohesion:
    """Measures of the undirected graph of links other than conflicts. What takes time is only measured when asked."""

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
    brokers: tuple[tuple[str, int], ...]
    """Actors linked to at least three categories other than their own, and how many; the most first."""
    network: Network
    drawn: Network
    """The network that the draws take links out of: the same, under the true identifiers of its actors."""

    @property
    def mean_degree(self) -> float | None:
        """Links per actor."""
        return 2 * self.links / self.actors if self.actors else None

    @cached_property
    def betweenness(self) -> dict[str, float] | None:
        """Share of shortest paths that go through each actor (Freeman, normalised); None for too large a network."""
        if self.network.work > MAX_WORK:
            return None
        return dict(zip(self.network.ids, betweenness(graph_of(self.network)), strict=True))

    @cached_property
    def ranges(self) -> Ranges | None:
        """What the measures become when a tenth of the links had gone undeclared; None when there are too few."""
        return ranges_of(self.drawn)

    @cached_property
    def first_broker_stays_first(self) -> float | None:
        """Share of the draws in which the most central actor stays so; None when it cannot be told."""
        return share_of_draws_where_first_stays_first(self.drawn)


def conflicts(relations: Sequence[Relation] | None) -> tuple[Relation, ...]:
    """The relations that are conflicts: listed apart, in no measure."""
    return tuple(relation for relation in relations or () if relation.nature == RelationNature.CONFLICT)


def cohesion(actors: Sequence[Actor], relations: Sequence[Relation] | None) -> Cohesion | None:
    """Measure the network; None when no link is described: then nothing is known of it."""
    drawn = network(actors, relations or ())
    if not drawn.edges:
        return None
    graph = graph_of(drawn)
    groups = _groups(drawn, graph)
    return Cohesion(
        actors=len(drawn.ids),
        links=len(drawn.edges),
        density=density(len(drawn.ids), len(drawn.edges)),
        components=groups,
        isolated=tuple(group[0] for group in groups if len(group) == 1),
        hinges=tuple(drawn.ids[node] for node in sorted(hinges(graph))),
        brokers=_brokers(drawn, actors),
        network=drawn,
        drawn=drawn,
    )


def _groups(drawn: Network, graph: Any) -> tuple[tuple[str, ...], ...]:
    """Groups of linked actors, the largest first, then by id."""
    groups = [tuple(drawn.ids[node] for node in sorted(nodes)) for nodes in components(graph)]
    return tuple(sorted(groups, key=lambda group: (-len(group), group[0])))


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
