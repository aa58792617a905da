"""The best plan as a flow: territory → need → offer → structure, each with its places."""

from dataclasses import dataclass, replace

import numpy as np

from cit_toolkit.analysis.matching.assignment_problem import UNBOUNDED, AssignmentProblem, Integers
from cit_toolkit.analysis.matching.certificate import Prices, first_service
from cit_toolkit.analysis.matching.flow_network import FAR, Network, cheapest_face, cheapest_flow, distances
from cit_toolkit.analysis.matching.place_counts import PlaceCounts

SOURCE, SINK = 0, 1


@dataclass(frozen=True, slots=True, eq=False)
class FlowPlan:
    """The pairs made, and the prices of everything."""

    chosen: Integers
    prices: Prices


@dataclass(frozen=True, slots=True)
class _Nodes:
    """Where the nodes of each kind begin."""

    needs: int
    offers: int
    structures: int
    territories: int
    end: int

    @staticmethod
    def of(problem: AssignmentProblem) -> "_Nodes":
        needs = SINK + 1
        offers = needs + len(problem.wanted)
        structures = offers + len(problem.offer)
        territories = structures + len(problem.structure)
        return _Nodes(needs, offers, structures, territories, territories + len(problem.territory_budget))


def flow_plan(problem: AssignmentProblem, counts: PlaceCounts, settle_ties: bool = True) -> FlowPlan:
    """The plan of greatest value that keeps within the places; NoFlowError when the pairs to hold do not.

    Of several such plans, when ties are to be settled, the one that serves most needs, then has most local offers; and
    of those that nothing else tells apart, the one that the names draw. Each of these is one more flow, through the
    network of the best plans so far: that is exact whatever the sizes, where one objective with all of them in it would
    need numbers too large.
    """
    nodes = _Nodes.of(problem)
    network = _network(problem, counts, nodes).with_full(np.flatnonzero(problem.settled))
    flow = cheapest_flow(network)
    prices = _prices(problem, nodes, network, flow)
    pairs = len(problem.value)
    most = int(problem.wanted.sum()) + 1
    for worth in (most + problem.local, problem.tie) if settle_ties else ():
        network = replace(cheapest_face(network, flow), cost=np.zeros_like(network.cost))
        network.cost[:pairs] = -worth
        flow = cheapest_flow(network)
    return FlowPlan(np.flatnonzero((flow[:pairs] > 0) | network.filled[:pairs]), prices)


def _network(problem: AssignmentProblem, counts: PlaceCounts, nodes: _Nodes) -> Network:
    needs, offers = np.arange(nodes.needs, nodes.offers), np.arange(nodes.offers, nodes.structures)
    structures = np.arange(nodes.structures, nodes.territories)
    served = int(problem.wanted.sum())
    beyond = np.where(problem.structure_of >= 0, nodes.structures + problem.structure_of, SINK)
    pieces: list[tuple[Integers | int, Integers | int, Integers | int, Integers | int]] = [
        (nodes.needs + problem.pair_need, nodes.offers + problem.pair_offer, 1, -problem.value),
        (offers, beyond, np.where(counts.offers == UNBOUNDED, served, counts.offers), 0),
        (structures, SINK, np.where(counts.structures == UNBOUNDED, served, counts.structures), 0),
        # One unit more than can be served always goes straight to the end: it links the end to the beginning.
        (SOURCE, SINK, served + 1, 0),
    ]
    if problem.equitable:
        territories = np.arange(nodes.territories, nodes.end)
        pieces += [
            (SOURCE, territories, 1, -first_service(problem)),
            (SOURCE, territories, served + 1, 0),
            (nodes.territories + problem.territory, needs, problem.wanted, 0),
        ]
    else:
        pieces.append((SOURCE, needs, problem.wanted, 0))
    supply = np.zeros(nodes.end, dtype=np.int64)
    supply[SOURCE], supply[SINK] = served + 1, -served - 1
    arcs = [np.broadcast_arrays(np.zeros(1, dtype=np.int64), *piece)[1:] for piece in pieces]
    tail, head, capacity, cost = (np.concatenate(each).astype(np.int64) for each in zip(*arcs, strict=True))
    return Network(tail, head, capacity, cost, supply, np.zeros(len(tail), dtype=np.bool_))


def _prices(problem: AssignmentProblem, nodes: _Nodes, network: Network, flow: Integers) -> Prices:
    """The least prices that prove the plan: that of an offer is exactly what one more place of it would bring."""
    far = distances(network, flow, SINK)
    near = np.where(far >= FAR // 2, 0, far)
    premium = np.zeros(len(problem.territory_budget), dtype=np.int64)
    if problem.equitable:
        premium = np.maximum(0, -near[nodes.territories :])
    structure = np.maximum(0, -near[nodes.structures : nodes.territories])
    need = np.maximum(0, near[nodes.needs : nodes.offers] + premium[problem.territory])
    # A need that its settled pairs leave nothing to want is linked to nothing: it is worth more than any other pair.
    dearest = np.zeros(len(need), dtype=np.int64)
    np.maximum.at(dearest, problem.pair_need, problem.value + premium[problem.pair_territory])
    return Prices(
        need=np.where(far[nodes.needs : nodes.offers] >= FAR // 2, dearest, need),
        offer=np.maximum(0, -near[nodes.offers : nodes.structures] - np.append(structure, 0)[problem.structure_of]),
        structure=structure,
        territory=premium,
    )
