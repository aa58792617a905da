"""The map of actors drawn, against a general plotting library drawing the same network: networkx and matplotlib."""

import io
from collections.abc import Iterator
from random import Random

from benchmarks.timing import Measure, interleaved
from cit_toolkit.figures.actor_map import MapSheet, actor_map_figure
from cit_toolkit.figures.actor_map_data import NATURES, ActorMap, MapActor, MapLink

_NAMES = 240
"""Names written at most, by both."""
_CIRCLES = {"coeur": "Coopération", "autour": "Coconstruction", "loin": "Information", "hors": "Hors de la démarche"}
_CATEGORIES = {f"categorie-{number}": f"Catégorie {number}" for number in range(13)}


def measures(rounds: int) -> Iterator[Measure]:
    """Maps of 60 and of 2,000 actors as SVG, everything already imported; none where matplotlib is not installed."""
    try:
        import matplotlib.figure  # noqa: F401
        import networkx  # noqa: F401
    except ImportError:
        return
    for count, times in ((60, max(3, rounds // 3)), (2000, 1)):
        maps = [ecosystem(count, seed) for seed in range(2 * (times + 1))]

        def ours(number: int, maps: list[ActorMap] = maps) -> None:
            actor_map_figure(maps[number], MapSheet(1.35, _NAMES), "fr", "#2f6f4f")

        def theirs(number: int, maps: list[ActorMap] = maps) -> None:
            drawn_by_matplotlib(maps[number])

        took = interleaved({"ours": ours, "theirs": theirs}, times)
        yield Measure(
            f"map of {count} actors, SVG", took["ours"], "networkx and matplotlib, the same", took["theirs"], 1.0
        )


def ecosystem(count: int, seed: int) -> ActorMap:
    """Actors at random, a few of them with many links, as in real networks: one and a half link an actor."""
    draw = Random(seed)
    ids = [f"acteur-{number}" for number in range(count)]
    ends = [tuple(min(int(draw.expovariate(4 / count)), count - 1) for _ in range(2)) for _ in range(count * 3 // 2)]
    links = tuple(
        MapLink(ids[start], ids[end], draw.choice(NATURES), draw.randint(1, 3)) for start, end in ends if start != end
    )
    degrees = {name: sum(name in (link.start, link.end) for link in links) for name in ids} if count < 100 else {}
    actors = tuple(
        MapActor(name, f"Association du village {rank}", draw.choice([*_CATEGORIES]), draw.choice([*_CIRCLES]),
                 degrees.get(name, rank % 9), hinge=rank % 20 == 0)
        for rank, name in enumerate(ids)
    )  # fmt: skip
    return ActorMap(actors, links, _CATEGORIES, _CIRCLES)


def drawn_by_matplotlib(shown: ActorMap) -> bytes:
    """The same actors, links and names, placed by networkx's springs."""
    import networkx
    from matplotlib.figure import Figure

    graph = networkx.Graph([(link.start, link.end) for link in shown.links])
    graph.add_nodes_from(actor.id for actor in shown.actors)
    figure = Figure(figsize=(12, 9))
    axes = figure.add_subplot()
    places = networkx.spring_layout(graph, seed=0)
    named = sorted(shown.actors, key=lambda actor: -(actor.weight or 0))[:_NAMES]
    networkx.draw_networkx_edges(graph, places, ax=axes)
    networkx.draw_networkx_nodes(graph, places, ax=axes, node_size=40)
    networkx.draw_networkx_labels(graph, places, {actor.id: actor.name for actor in named}, font_size=7, ax=axes)
    drawn = io.BytesIO()
    figure.savefig(drawn, format="svg")
    return drawn.getvalue()
