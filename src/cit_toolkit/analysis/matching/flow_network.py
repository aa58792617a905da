"""The cheapest flow through a network, exactly, and the prices that prove it.

OR-tools finds the flow; nothing here trusts it: its status is tested, the prices are rebuilt from the flow by shortest
paths (Bellman and Ford), and certificate.py computes from them a bound that no plan can pass. Imported only inside the
functions that assign: the libraries take a fifth of a second to load.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cit_toolkit.analysis.matching.assignment_problem import Integers

FAR = np.int64(2**62)
"""The distance of a node that no path reaches."""


class NoFlowError(Exception):
    """The network cannot carry what must go through it."""


@dataclass(frozen=True, slots=True)
class Network:
    """Arcs with a capacity and a whole cost a unit, and what each node sends (or, negative, receives)."""

    tail: Integers
    head: Integers
    capacity: Integers
    cost: Integers
    supply: Integers
    filled: NDArray[np.bool_]
    """Arcs that were full before the flow is looked for: they are closed, and their ends send and receive the rest."""

    @property
    def nodes(self) -> int:
        """How many nodes."""
        return len(self.supply)

    def with_full(self, arcs: Integers) -> "Network":
        """The network left once some arcs are full."""
        supply = self.supply.copy()
        np.subtract.at(supply, self.tail[arcs], self.capacity[arcs])
        np.add.at(supply, self.head[arcs], self.capacity[arcs])
        capacity, filled = self.capacity.copy(), self.filled.copy()
        capacity[arcs], filled[arcs] = 0, True
        return replace(self, supply=supply, capacity=capacity, filled=filled)


def cheapest_flow(network: Network) -> Integers:
    """What goes through each arc of the cheapest flow. NoFlowError when there is none.

    OR-tools gives an empty plan without a word when costs are too large for it, so any status but «optimal» stops.
    """
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    open_arcs = np.flatnonzero(network.capacity)
    solver = SimpleMinCostFlow()
    numbers = solver.add_arcs_with_capacity_and_unit_cost(
        network.tail[open_arcs], network.head[open_arcs], network.capacity[open_arcs], network.cost[open_arcs]
    )
    solver.set_nodes_supplies(np.arange(network.nodes, dtype=np.int32), network.supply)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise NoFlowError(status.name)
    flow = np.zeros(len(network.tail), dtype=np.int64)
    flow[open_arcs] = solver.flows(numbers)
    return flow


def distances(network: Network, flow: Integers, root: int) -> Integers:
    """How little a further unit costs from a node to each other one, given the cheapest flow; FAR where none can go."""
    found = np.full(network.nodes, FAR, dtype=np.int64)
    found[root] = 0
    return _relaxed(network, flow, found)


def cheapest_face(network: Network, flow: Integers) -> Network:
    """The network of all the flows as cheap as this one: arcs none uses are closed, those that all fill are filled."""
    prices = _relaxed(network, flow, np.zeros(network.nodes, dtype=np.int64))
    reduced = network.cost + prices[network.tail] - prices[network.head]
    closed = replace(network, capacity=np.where(reduced > 0, 0, network.capacity))
    return closed.with_full(np.flatnonzero((reduced < 0) & (network.capacity > 0)))


def _relaxed(network: Network, flow: Integers, prices: Integers) -> Integers:
    """Prices lowered until no arc that can still carry a unit would lower one more.

    As many steps as the longest of the shortest paths; more than there are nodes, and some way round costs less than
    nothing: the flow was not a cheapest one.
    """
    forward, backward = network.capacity > flow, flow > 0
    tail = np.concatenate((network.tail[forward], network.head[backward]))
    head = np.concatenate((network.head[forward], network.tail[backward]))
    cost = np.concatenate((network.cost[forward], -network.cost[backward]))
    order = np.argsort(head, kind="stable")
    tail, head, cost = tail[order], head[order], cost[order]
    first = np.flatnonzero(np.diff(head, prepend=-1))
    reached = head[first]
    for _ in range(network.nodes + 1):
        # FAR plus any cost stays far: costs are far smaller than what is left up to the end of the integers.
        nearest = np.minimum.reduceat(prices[tail] + cost, first)
        better = (nearest < prices[reached]) & (nearest < FAR // 2)
        if not better.any():
            return prices
        prices[reached[better]] = nearest[better]
    raise NoFlowError("not-cheapest")
