import networkx
from hypothesis import given
from hypothesis import strategies as st

from analysis.territories import name, network_of
from cit_toolkit.analysis.network_splits import splits_by_departure


def test_what_splits_when_an_actor_leaves_is_every_piece_of_its_group_but_the_largest():
    # Two triangles and a lone pendant meet in n0; n8–n9 were apart already.
    graph = networkx.Graph([(0, 1), (1, 2), (2, 0), (0, 3), (3, 4), (4, 5), (5, 3), (0, 6), (8, 9)])
    territory = network_of(graph.nodes, graph.edges)
    splits = splits_by_departure(territory.actors, territory.relations or (), ("n0", "n3", "n1"))
    assert splits == {"n0": (("n1", "n2"), ("n6",)), "n3": (("n4", "n5"),), "n1": ()}


@given(st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda ends: ends[0] < ends[1]), max_size=18))
def test_every_departure_cuts_what_networkx_finds_cut(edges):
    graph = networkx.Graph()
    graph.add_nodes_from(range(12))
    graph.add_edges_from(edges)
    territory = network_of(graph.nodes, graph.edges)
    leaving = [name(node) for node in graph]
    splits = splits_by_departure(territory.actors, territory.relations or (), leaving)
    for node in graph:
        rest = graph.subgraph(networkx.node_connected_component(graph, node) - {node})
        pieces = [tuple(sorted(map(name, piece))) for piece in networkx.connected_components(rest)]
        assert splits[name(node)] == tuple(sorted(pieces, key=lambda piece: (-len(piece), piece[0])))[1:]


def test_a_chain_of_ten_thousand_actors_is_walked():
    graph = networkx.path_graph(10_000)
    territory = network_of(graph.nodes, graph.edges)
    splits = splits_by_departure(territory.actors, territory.relations or (), [name(1), name(9_000)])
    assert splits[name(1)] == ((name(0),),)
    assert len(splits[name(9_000)][0]) == 999
