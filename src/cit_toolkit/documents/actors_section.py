"""What the diagnosis says of who the actors are: categories, circles, and the members a SCIC stands on."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.actor import Actor


@dataclass(frozen=True, slots=True)
class ActorGroup:
    """Actors who have something in common: what, how many, who."""

    name: str
    count: int
    names: str


@dataclass(frozen=True, slots=True)
class TriadLeg:
    """A sort of members of a SCIC: present, absent or to be verified."""

    name: str
    answer: str


@dataclass(frozen=True)
class ActorsSection:
    """The ecosystem of actors. `room`: characters for a list of names, the others being counted; None for all."""

    diagnosis: Diagnosis
    voice: Voice
    room: int | None = None
    room_of_circle: int | None = None
    """The same for the names of those of one circle."""

    @property
    def count(self) -> int:
        """How many are described."""
        return len(self.diagnosis.ecosystem.actors)

    @property
    def described(self) -> str:
        """«49 acteurs décrits», empty for none."""
        return self.voice.count(self.count, "actor-described") if self.count else ""

    @cached_property
    def categories(self) -> str:
        """«Association (12), Collectivité (6)»: actors counted by category, the most numerous first."""
        method, counted = self.diagnosis.method, self.diagnosis.ecosystem.by_category
        numerous = sorted(counted, key=lambda key: -counted[key])
        return self._listed(
            f"{method.label(method.categories, key, self.voice.language)} ({self.voice.number(counted[key])})"
            for key in numerous
        )

    @property
    def without_category(self) -> int:
        """Actors of unknown category."""
        return len(self.diagnosis.ecosystem.without_category)

    @property
    def names_without_category(self) -> str:
        """Who they are."""
        return self._listed(actor.name for actor in self.diagnosis.ecosystem.without_category)

    @cached_property
    def diversity(self) -> str:
        """«9,8 catégories également présentes»: as many would be as diverse; of a single category it says nothing."""
        people = self.diagnosis.ecosystem
        if people.effective_categories is None or len(people.by_category) < 2:
            return ""
        return self.voice.count(round(people.effective_categories, 1), "equal-category")

    @cached_property
    def missing_categories(self) -> str:
        """Expected categories nobody is known to belong to."""
        method, missing = self.diagnosis.method, self.diagnosis.ecosystem.missing_categories
        return self.voice.names(method.label(method.categories, key, self.voice.language) for key in missing)

    @property
    def missing_is_certain(self) -> bool:
        """Whether no actor of unknown category may fill the gap."""
        return self.diagnosis.ecosystem.missing_is_certain

    @cached_property
    def circles(self) -> tuple[ActorGroup, ...]:
        """The circles of the method that somebody belongs to, the closest first."""
        method, people = self.diagnosis.method, self.diagnosis.ecosystem
        ranks = {circle.id: circle.rank for circle in method.circles}
        return tuple(
            self._group(
                method.label(method.circles, key, self.voice.language), (a for a in people.actors if a.circle == key)
            )
            for key in sorted(people.by_circle, key=lambda key: -ranks.get(key, 0))
        )

    @property
    def without_circle(self) -> ActorGroup | None:
        """Those whose circle is unknown."""
        unknown = self.diagnosis.ecosystem.without_circle
        return self._group(self.voice.say("profile.no-circle"), unknown) if unknown else None

    @property
    def circles_expected(self) -> bool:
        """Whether the method has circles."""
        return bool(self.diagnosis.method.circles)

    @property
    def enough_for_a_map(self) -> bool:
        """Whether a drawing shows more than a sentence would."""
        return self.count > 2

    @property
    def influence_known(self) -> bool:
        """Whether the influence or the interest of somebody is known: else the grid of both would be empty."""
        return any((actor.influence, actor.interest) != (None, None) for actor in self.diagnosis.ecosystem.actors)

    def _group(self, name: str, actors: Iterable[Actor]) -> ActorGroup:
        members = tuple(actors)
        return ActorGroup(name, len(members), self._fitted((actor.name for actor in members), self.room_of_circle))

    def _listed(self, names: Iterable[str]) -> str:
        return self._fitted(names, self.room)

    def _fitted(self, names: Iterable[str], room: int | None) -> str:
        told = list(names)
        if room is None:
            return self.voice.names(told)
        lengths = accumulate(len(name) + len(", ") for name in told)
        fitting = sum(length <= room for length in lengths)
        return self.voice.names(told, max(1, fitting) + 1)

    @cached_property
    def triad(self) -> tuple[TriadLeg, ...]:
        """The three sorts of members of a SCIC; empty when the method does not tell them."""
        triad = self.diagnosis.ecosystem.triad
        if triad is None:
            return ()
        legs = (("producers", triad.producers), ("beneficiaries", triad.beneficiaries), ("third", triad.third))
        answers = {True: "yes", False: "no", None: "unknown"}
        return tuple(
            TriadLeg(self.voice.say(f"triad.{leg}"), self.voice.say(f"triad.{answers[value]}")) for leg, value in legs
        )

    @property
    def triad_known(self) -> bool:
        """Whether something is known of at least one of them."""
        triad = self.diagnosis.ecosystem.triad
        return triad is not None and (triad.producers, triad.beneficiaries, triad.third) != (None, None, None)

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of the figures printed."""
        if not self.count:
            return ()
        return ("acteurs.nombre", "acteurs.categories_effectives") if self.diversity else ("acteurs.nombre",)
