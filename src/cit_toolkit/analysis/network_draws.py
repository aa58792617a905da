"""How far the measures of a network can be trusted: the same ones when a tenth of its links had gone undeclared."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cit_toolkit.analysis.network import Network, betweenness, components, density, graph_of, hinges
from cit_toolkit.model.interval import Interval

DRAWS = 200
"""With a fixed seed: the same file always gives the same ranges."""
UNDECLARED = 0.1
"""Share of the links supposed undeclared in each draw."""
MAX_WORK = 150_000
"""Steps above which the first broker is not looked for in each draw: that many, 200 times over."""
TOLERANCE = 1e-9
"""Two betweennesses closer than this are equal: their sums were only made in another order."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """Lowest and highest of the draws."""

    density: Interval
    components: Interval
    isolated: Interval
    hinges: Interval


def ranges_of(drawn: Network) -> Ranges | None:
    """Small networks drawn by one person move a lot. None for a network too small to lose a link."""
    actors, links, kept = len(drawn.ids), len(drawn.edges), _kept(drawn)
    if kept < 1:
        return None
    groups, isolated, cuts = [], [], []
    for graph in _draws(drawn):
        sizes = [len(nodes) for nodes in components(graph)]
        groups.append(len(sizes))
        isolated.append(sizes.count(1))
        cuts.append(len(hinges(graph)))
    return Ranges(
        Interval(density(actors, kept) or 0.0, density(actors, links) or 0.0),
        Interval(min(groups), max(groups)),
        Interval(min(isolated), max(isolated)),
        Interval(min(cuts), max(cuts)),
    )


def share_of_draws_where_first_stays_first(drawn: Network) -> float | None:
    """How often the most central actor stays so; None when nobody is between others, or the network is too large."""
    if drawn.work > MAX_WORK or _kept(drawn) < 1:
        return None
    values = betweenness(graph_of(drawn))
    first = max(range(len(values)), key=lambda node: (values[node], node))
    if values[first] <= TOLERANCE:
        return None
    redrawn = (betweenness(graph) for graph in _draws(drawn))
    return sum(each[first] >= max(each) - TOLERANCE for each in redrawn) / DRAWS


def _kept(drawn: Network) -> int:
    return len(drawn.edges) - max(1, round(len(drawn.edges) * UNDECLARED))


def _draws(drawn: Network) -> Iterator[Any]:
    """The graph without a tenth of its links, 200 times over, each time the same ones."""
    draw, whole = random.Random(0), graph_of(drawn)
    undeclared = len(drawn.edges) - _kept(drawn)
    for _ in range(DRAWS):
        graph = whole.copy()
        graph.remove_edges_from(draw.sample(drawn.edges, undeclared))
        yield graph
