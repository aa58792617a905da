"""What a network falls into when one of its actors leaves."""

from collections.abc import Collection, Iterator, Sequence

from cit_toolkit.analysis.network import Network, network
from cit_toolkit.model.actor import Actor, Relation

Groups = tuple[tuple[str, ...], ...]


def splits_by_departure(
    actors: Sequence[Actor], relations: Sequence[Relation], leaving: Collection[str]
) -> dict[str, Groups]:
    """For each actor that might leave, the groups cut from the rest: every piece of its group but the largest."""
    drawn = network(actors, relations)
    walk = _Walk(drawn)
    return {name: walk.cut_without(node) for node, name in enumerate(drawn.ids) if name in leaving}


class _Walk:
    """A depth-first walk through the whole network (Tarjan): every piece that a departure cuts is a stretch of it."""

    def __init__(self, drawn: Network) -> None:
        self._drawn = drawn
        self._neighbours: list[list[int]] = [[] for _ in drawn.ids]
        for start, end in drawn.edges:
            self._neighbours[start].append(end)
            self._neighbours[end].append(start)
        size = len(drawn.ids)
        self._order: list[int] = []
        """Nodes as they are met, group after group."""
        self._place = [-1] * size
        """Where each stands in the order."""
        self._end = [0] * size
        """Where the part of the walk that began with it ends."""
        self._highest = [0] * size
        """The first place reached from that part by a link that the walk did not follow."""
        self._children: list[list[int]] = [[] for _ in drawn.ids]
        self._root = [0] * size
        for node in range(size):
            if self._place[node] < 0:
                self._visit(node)

    def cut_without(self, node: int) -> Groups:
        """What is cut from the group of an actor who leaves: all its pieces but the largest, in order of size."""
        pieces = sorted(map(sorted, self._pieces_without(node)), key=lambda piece: (-len(piece), piece[0]))
        return tuple(tuple(self._drawn.ids[other] for other in piece) for piece in pieces[1:])

    def _pieces_without(self, node: int) -> Iterator[list[int]]:
        root, place = self._root[node], self._place[node]
        gone = {node}
        for child in self._children[node]:
            if node == root or self._highest[child] >= place:
                piece = self._order[self._place[child] : self._end[child]]
                gone.update(piece)
                yield piece
        if rest := [other for other in self._order[self._place[root] : self._end[root]] if other not in gone]:
            yield rest

    def _visit(self, root: int) -> None:
        """Walk one group, without recursion: a chain of ten thousand actors is as deep as it is long."""
        self._enter(root, root)
        waiting = [(root, iter(self._neighbours[root]))]
        while waiting:
            node, links = waiting[-1]
            other = next(links, None)
            if other is None:
                waiting.pop()
                self._end[node] = len(self._order)
                if waiting:
                    above = waiting[-1][0]
                    self._highest[above] = min(self._highest[above], self._highest[node])
            elif self._place[other] < 0:
                self._children[node].append(other)
                self._enter(other, root)
                waiting.append((other, iter(self._neighbours[other])))
            elif len(waiting) < 2 or other != waiting[-2][0]:
                self._highest[node] = min(self._highest[node], self._place[other])

    def _enter(self, node: int, root: int) -> None:
        self._root[node] = root
        self._place[node] = self._highest[node] = len(self._order)
        self._order.append(node)
