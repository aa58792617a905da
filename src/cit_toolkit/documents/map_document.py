"""What goes with the map of actors: when it was true, where it comes from, and the same data line by line."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.documents.diagnosis_document import DiagnosisDocument
from cit_toolkit.model.actor import Actor, RelationNature
from cit_toolkit.model.territory import Territory


@dataclass(frozen=True, slots=True)
class ActorLine:
    """One actor of the map. An empty text has nothing to say."""

    name: str
    category: str
    circle: str
    links: str
    """Those it is linked to, and how."""


@dataclass(frozen=True)
class MapDocument(DiagnosisDocument):
    """What `map.md` tells. `earlier`: the same territory at an earlier date, when two are shown."""

    earlier: Diagnosis | None = None

    @property
    def title(self) -> str:
        """What stands above the map."""
        return self.voice.say("map.title", about=self.territory.name)

    @property
    def notes(self) -> tuple[str, ...]:
        """The lines under the title: what is shown and since when it is true, who says so, where it was read."""
        told = [self._shown, self._written, self._source]
        return tuple(line for line in told if line)

    @property
    def _shown(self) -> str:
        if self.earlier is None:
            return self.voice.say("map.situation", when=self.situation) if self.situation else ""
        before, after = self._when(self.earlier.territory), self._when(self.territory)
        return self.voice.say("map.two-dates", before=before, after=after)

    def _when(self, territory: Territory) -> str:
        return self.voice.situation(territory.as_of) or self.voice.say("figures.map-undated")

    @property
    def _written(self) -> str:
        if not self.author:
            return ""
        return self.voice.say("map.author", author=" ".join(filter(None, (self.author, self.drafted))))

    @property
    def _source(self) -> str:
        files = self.voice.names(dict.fromkeys(self.files.values()))
        return self.voice.say("map.source", files=files, day=self.day)

    @cached_property
    def lines(self) -> tuple[ActorLine, ...]:
        """Every actor of the later date, in the order of the file."""
        return tuple(map(self._line, self.territory.actors))

    def _line(self, actor: Actor) -> ActorLine:
        method, language = self.diagnosis.method, self.voice.language
        return ActorLine(
            actor.name,
            method.label(method.categories, actor.category, language) if actor.category else "",
            method.label(method.circles, actor.circle, language) if actor.circle else "",
            self.voice.parts(self._links.get(actor.id, ())),
        )

    @cached_property
    def _links(self) -> dict[str, list[str]]:
        """By actor, «Le Bief Ouvert (coopération, projet commun)»; conflicts are told to the internal reader only."""
        names = {actor.id: actor.name for actor in self.territory.actors}
        natures: dict[tuple[str, str], list[str]] = defaultdict(list)
        for relation in self.territory.relations or ():
            if self.internal or relation.nature is not RelationNature.CONFLICT:
                for one, other in (relation.ends, relation.ends[::-1]):
                    natures[one, other].append(self.voice.say(f"figures.map-nature-{relation.nature.value}"))
        links: dict[str, list[str]] = defaultdict(list)
        for (one, other), told in natures.items():
            links[one].append(self.voice.say("map.link", name=names[other], natures=", ".join(dict.fromkeys(told))))
        return links
