import networkx
import pytest

from analysis.territories import diagnosis_of, name, network_of
from cit_toolkit.analysis.cohesion import Cohesion, cohesion, conflicts


def cohesion_of(graph: networkx.Graph) -> Cohesion:
    territory = network_of(graph.nodes, graph.edges)
    found = cohesion(territory.actors, territory.relations)
    assert found is not None
    return found


def raw(found: Cohesion, actor: str) -> float:
    """Freeman's betweenness before it is divided by the number of pairs of others."""
    others = found.actors - 1
    return found.betweenness[actor] * others * (others - 1) / 2


def test_zachary_karate_club():
    found = cohesion_of(networkx.karate_club_graph())
    assert (found.actors, found.links) == (34, 78)
    assert found.density == pytest.approx(0.1390, abs=5e-5)
    assert [raw(found, name(node)) for node in (0, 33, 32)] == pytest.approx([231.07, 160.55, 76.69], abs=5e-3)
    assert [found.betweenness[name(node)] for node in (0, 33, 32)] == pytest.approx([0.4376, 0.3041, 0.1452], abs=5e-5)
    assert len(found.components) == 1
    assert found.hinges == ("n0",)


def test_florentine_marriages_with_pucci_who_married_into_none():
    marriages = networkx.florentine_families_graph()
    found = cohesion_of(marriages)
    assert (found.actors, found.links) == (15, 20)
    families = ("medici", "guadagni", "albizzi", "salviati", "ridolfi", "strozzi")
    published = [0.522, 0.255, 0.212, 0.143, 0.114, 0.103]
    assert [found.betweenness[family] for family in families] == pytest.approx(published, abs=5e-4)
    assert found.hinges == ("albizzi", "guadagni", "medici", "salviati")
    marriages.add_node("Pucci")
    with_pucci = cohesion_of(marriages)
    assert with_pucci.isolated == ("pucci",)
    assert [len(group) for group in with_pucci.components] == [15, 1]
    assert with_pucci.density == pytest.approx(20 / 120)
    assert with_pucci.hinges == found.hinges


def test_krackhardt_kite():
    found = cohesion_of(networkx.krackhardt_kite_graph())
    assert (found.actors, found.links) == (10, 18)
    assert [raw(found, f"n{node}") for node in (7, 5, 6, 8)] == pytest.approx([14, 8.333, 8.333, 8], abs=5e-4)
    assert found.hinges == ("n7", "n8")
    assert found.density == pytest.approx(0.4)


def test_the_characters_of_les_miserables():
    """Knuth's network of who appears with whom, with the betweenness and cut points networkx documents for it."""
    found = cohesion_of(networkx.les_miserables_graph())
    assert (found.actors, found.links) == (77, 254)
    assert found.density == pytest.approx(0.0868, abs=5e-5)
    characters = ("valjean", "myriel", "gavroche", "marius", "fantine", "thenardier")
    published = [0.570, 0.177, 0.165, 0.132, 0.130, 0.075]
    assert [found.betweenness[character] for character in characters] == pytest.approx(published, abs=5e-4)
    assert len(found.components) == 1
    cut = ("fauchelevent", "gavroche", "mabeuf", "mllegillenormand", "mmeburgon", "myriel", "thenardier", "valjean")
    assert found.hinges == cut


def test_everything_in_a_star_goes_through_its_centre():
    found = cohesion_of(networkx.star_graph(9))
    assert found.betweenness["n0"] == pytest.approx(1)
    assert set(found.betweenness.values()) == {found.betweenness["n0"], 0.0}
    assert found.hinges == ("n0",)
    assert found.density == pytest.approx(0.2)
    assert found.mean_degree == pytest.approx(1.8)


def test_a_path_is_cut_by_every_actor_but_its_ends():
    found = cohesion_of(networkx.path_graph(5))
    assert list(found.betweenness.values()) == pytest.approx([0, 3 / 6, 4 / 6, 3 / 6, 0])
    assert found.hinges == ("n1", "n2", "n3")


def test_groups_come_the_largest_first_and_an_isolated_actor_is_one():
    graph = networkx.Graph([(0, 1), (2, 3), (3, 4)])
    graph.add_nodes_from([5, 6])
    found = cohesion_of(graph)
    assert found.components == (("n2", "n3", "n4"), ("n0", "n1"), ("n5",), ("n6",))
    assert found.isolated == ("n5", "n6")


def test_conflicts_are_listed_apart_and_two_relations_between_two_actors_are_one_link():
    territory = diagnosis_of("""\
acteurs: [{nom: A}, {nom: B}, {nom: C}]
relations:
  - {entre: [a, b], nature: cooperation}
  - {de: b, vers: a, nature: financement}
  - {entre: [b, c], nature: conflit}
""").territory
    found = cohesion(territory.actors, territory.relations)
    assert found is not None
    assert (found.links, found.isolated, found.density) == (1, ("c",), pytest.approx(1 / 3))
    assert [relation.ends for relation in conflicts(territory.relations)] == [("b", "c")]


@pytest.mark.parametrize("relations", ["", "relations: []\n", "relations: inconnu\n"])
def test_with_no_relation_described_nothing_is_computed(relations):
    assert diagnosis_of(f"acteurs: [{{nom: A}}, {{nom: B}}]\n{relations}").cohesion is None


def test_a_broker_links_three_categories_other_than_its_own():
    territory = diagnosis_of("""\
acteurs:
  - {nom: Relais, categorie: association}
  - {nom: A, categorie: collectivite}
  - {nom: B, categorie: entreprise}
  - {nom: C, categorie: habitants}
  - {nom: D, categorie: association}
  - {nom: Presque, categorie: collectivite}
  - {nom: Sans}
relations:
  - {entre: [relais, a], nature: cooperation}
  - {entre: [relais, b], nature: cooperation}
  - {entre: [relais, c], nature: projet}
  - {entre: [relais, d], nature: cooperation}
  - {entre: [relais, sans], nature: cooperation}
  - {entre: [presque, b], nature: cooperation}
  - {entre: [presque, c], nature: cooperation}
""").territory
    found = cohesion(territory.actors, territory.relations)
    assert found is not None
    assert found.brokers == (("relais", 3),)


def test_ranges_are_those_of_networks_that_lost_a_tenth_of_their_links():
    found = cohesion_of(networkx.path_graph(11))  # 10 links: each draw loses one, the path falls in two
    assert found.ranges is not None
    assert (found.ranges.density.low, found.ranges.density.high) == pytest.approx((9 * 2 / 110, 10 * 2 / 110))
    assert (found.ranges.components.low, found.ranges.components.high) == (2, 2)
    assert (found.ranges.isolated.low, found.ranges.isolated.high) == (0, 1)
    # Lost at an end: 8 inner actors remain; lost further in: 7.
    assert (found.ranges.hinges.low, found.ranges.hinges.high) == (7, 8)


def test_the_centre_of_a_star_stays_the_first_broker_and_a_complete_network_has_none():
    assert cohesion_of(networkx.star_graph(9)).first_broker_stays_first == 1
    assert cohesion_of(networkx.complete_graph(5)).first_broker_stays_first is None


def test_the_same_network_gives_the_same_digits_at_every_run():
    graph = networkx.gnm_random_graph(80, 160, seed=4)
    assert len({tuple(cohesion_of(graph).betweenness.values()) for _ in range(20)}) == 1


def test_the_order_of_the_file_changes_nothing():
    graph = networkx.karate_club_graph()
    backwards = network_of(reversed(list(graph.nodes)), [(b, a) for a, b in reversed(list(graph.edges))])
    assert cohesion(backwards.actors, backwards.relations) == cohesion_of(graph)


def test_the_paths_of_too_large_a_network_are_not_counted(monkeypatch):
    monkeypatch.setattr("cit_toolkit.analysis.cohesion.MAX_WORK", 34 * 78 - 1)
    found = cohesion_of(networkx.karate_club_graph())
    assert (found.betweenness, found.hinges, found.links) == (None, ("n0",), 78)
