"""What the map of actors is drawn from: actors, links, and the circles and categories they are sorted by."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

PLAIN = "lien"
"""The nature of links on a map that does not tell them apart."""
NATURES = ("cooperation", "projet", "financement", "adhesion", "information", PLAIN, "conflit")
"""Natures of links, in the order of the legend; conflicts are drawn over the others."""


LinkKey = tuple[str, str, str]
"""What makes a link the same at two dates: its ends and its nature."""


@dataclass(frozen=True, slots=True)
class MapActor:
    """One actor as drawn. None is unknown."""

    id: str
    name: str
    category: str | None
    circle: str | None
    weight: float | None
    """What its size tells: links or influence, as `ActorMap.size` says."""
    hinge: bool = False
    """Without it the network splits."""
    broker: bool = False
    """It links at least three other categories."""


@dataclass(frozen=True, slots=True)
class MapLink:
    """One relation as drawn, from `start` to `end` when it is directed."""

    start: str
    end: str
    nature: str
    intensity: int | None
    directed: bool = False

    @property
    def conflict(self) -> bool:
        """Whether it is a conflict: shown, counted in no measure."""
        return self.nature == "conflit"

    @property
    def key(self) -> LinkKey:
        """What makes it the same link at two dates."""
        start, end = (self.start, self.end) if self.directed else sorted((self.start, self.end))
        return start, end, self.nature


@dataclass(frozen=True, slots=True)
class ActorMap:
    """The ecosystem at one date."""

    actors: tuple[MapActor, ...]
    links: tuple[MapLink, ...]
    categories: Mapping[str, str]
    """Names by id, in the order of the method."""
    circles: Mapping[str, str]
    """Names by id, the innermost first."""
    size: str = "liens"
    """What sizes tell: `liens` or `influence`."""
    isolated: frozenset[str] = field(default_factory=frozenset)
    """Actors known to be without any link. Empty when no link at all is described: then nothing is known of them."""
    when: str = ""
    """The date of the description, as printed."""

    def in_brief(self) -> "ActorMap":
        """The same with one plain line for whatever links two actors: enough to see who is linked, on a small map."""
        pairs = {tuple(sorted((link.start, link.end))) for link in self.links if not link.conflict}
        plain = [MapLink(start, end, PLAIN, 1) for start, end in sorted(pairs)]
        return replace(self, links=(*plain, *(link for link in self.links if link.conflict)))

    @property
    def apart(self) -> frozenset[str]:
        """Actors that no line of the map reaches: isolated, and in no conflict that is shown."""
        return self.isolated.difference(*((link.start, link.end) for link in self.links))
