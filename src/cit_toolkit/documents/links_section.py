"""What the diagnosis says of the links between actors, and how far these measures can be trusted."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.documents.voice import Voice

FEW_ACTORS = 12
"""Under this number of actors, measures of a network say little: the document warns."""
FIRST_BROKERS = 5


@dataclass(frozen=True, slots=True)
class BrokerLine:
    """An actor that shortest paths go through; an empty text has nothing to say."""

    actor: str
    share: str
    categories: str
    """How many other categories it links."""
    hinge: str


@dataclass(frozen=True, slots=True)
class LinkRanges:
    """What the measures become when some links are taken out at random."""

    components: str
    isolated: str
    hinges: str
    first_broker: str
    """How often the first broker stays the first; empty when it was not looked for."""


@dataclass(frozen=True)
class LinksSection:
    """The network, conflicts apart. `internal`: whether conflicts may be told by name."""

    diagnosis: Diagnosis
    voice: Voice
    internal: bool

    @property
    def known(self) -> bool:
        """Whether any link is described: otherwise nothing is known, and no measure has a meaning."""
        return self.diagnosis.cohesion is not None

    @cached_property
    def _names(self) -> dict[str, str]:
        return {actor.id: actor.name for actor in self.diagnosis.territory.actors}

    def _named(self, actors: Iterable[str]) -> str:
        return self.voice.names(self._names[actor] for actor in actors)

    @property
    def links(self) -> str:
        """«58 liens»."""
        links = self.diagnosis.cohesion
        return self.voice.count(links.links, "link") if links else ""

    @property
    def actors(self) -> str:
        """«49 acteurs»."""
        return self.voice.count(len(self._names), "actor")

    @property
    def links_per_actor(self) -> str:
        """«2,4 liens», on average."""
        links = self.diagnosis.cohesion
        return self.voice.count(round(links.mean_degree or 0.0, 1), "link") if links else ""

    @property
    def density(self) -> str:
        """Links over possible links, in per cent."""
        links = self.diagnosis.cohesion
        return self.voice.percent(links.density or 0.0) if links else ""

    @property
    def all_linked(self) -> bool:
        """Whether every actor reaches every other."""
        links = self.diagnosis.cohesion
        return links is not None and len(links.components) == 1

    @property
    def groups(self) -> str:
        """How many groups of two actors or more there are: a number."""
        return self.voice.number(1 + len(self.separate_groups))

    @cached_property
    def separate_groups(self) -> tuple[str, ...]:
        """Names of the smaller groups that have no link with the main one."""
        links = self.diagnosis.cohesion
        return tuple(self._named(group) for group in links.components[1:] if len(group) > 1) if links else ()

    @cached_property
    def isolated(self) -> tuple[str, ...]:
        """Names of the actors without any link."""
        links = self.diagnosis.cohesion
        return tuple(self._names[name] for name in links.isolated) if links else ()

    @property
    def isolated_names(self) -> str:
        """The same, in one text."""
        return self.voice.names(self.isolated)

    @cached_property
    def brokers(self) -> tuple[BrokerLine, ...]:
        """The actors most shortest paths go through, with the categories they link."""
        links = self.diagnosis.cohesion
        if links is None or links.betweenness is None:
            return ()
        reached, share = dict(links.brokers), links.betweenness
        return tuple(
            BrokerLine(
                self._names[name],
                self.voice.percent(share[name]),
                str(reached[name]) if name in reached else "",
                self.voice.say("words.yes") if name in links.hinges else "",
            )
            for name in sorted(share, key=lambda name: -share[name])[:FIRST_BROKERS]
            if share[name] > 0
        )

    @property
    def paths_counted(self) -> bool:
        """Whether the network is small enough for its shortest paths to be counted."""
        return self.diagnosis.cohesion is not None and self.diagnosis.cohesion.betweenness is not None

    @property
    def few_actors(self) -> bool:
        """Whether the network is too small for its measures to say much."""
        return len(self._names) < FEW_ACTORS

    @cached_property
    def ranges(self) -> LinkRanges | None:
        """How far the measures move; None when they were not tried."""
        links = self.diagnosis.cohesion
        if links is None or links.ranges is None:
            return None
        ranges, stays = links.ranges, links.first_broker_stays_first
        return LinkRanges(
            self.voice.range(ranges.components, 0),
            self.voice.range(ranges.isolated, 0),
            self.voice.range(ranges.hinges, 0),
            "" if stays is None else self.voice.percent(stays),
        )

    @property
    def conflict_count(self) -> str:
        """«2 conflits», empty for none."""
        conflicts = self.diagnosis.conflicts
        return self.voice.count(len(conflicts), "conflict") if conflicts else ""

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The conflicts by name, for an internal document only."""
        told = (" / ".join(self._names[end] for end in relation.ends) for relation in self.diagnosis.conflicts)
        return tuple(told) if self.internal else ()

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of the figures printed."""
        return ("cohesion.densite",) if self.known else ()
