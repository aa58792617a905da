"""The engagement ladder in words: which sessions each structure came to, who moved closer, who was not seen again."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cit_toolkit.analysis.action_redaction import SeenAction
from cit_toolkit.analysis.attendance import Presence
from cit_toolkit.analysis.engagement import Engagement, Rate, StructureEngagement
from cit_toolkit.documents.session_words import NamedInSession, SessionWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.gathering import Gathering, GatheringFormat


@dataclass(frozen=True, slots=True)
class EngagementLine:
    """A structure along the action."""

    name: str
    rates: tuple[str, ...]
    """Per format: «3 sur 3», «2 sur 3, peut-être 3», «?» when lists do not tell."""
    sessions: str
    """The sessions it is known to have come to."""
    circle: str
    """The closest circle its presence showed; empty when the method does not say."""


@dataclass(frozen=True)
class EngagementSection:
    """The ladder of an action."""

    engagement: Engagement
    seen: SeenAction
    voice: Voice

    @cached_property
    def formats(self) -> tuple[GatheringFormat, ...]:
        """The formats of the sessions that were held."""
        return tuple(dict.fromkeys(each.format for each in self.engagement.sessions))

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The heads of their columns."""
        return tuple(self.voice.say(f"bilan.formats.{kind.value}") for kind in self.formats)

    @property
    def circles_told(self) -> bool:
        """Whether the method says which circle a presence shows."""
        return self.engagement.circles_told

    @property
    def seen_somewhere(self) -> bool:
        """Whether any structure is named at any session."""
        return any(each.rate.present for each in self.engagement.structures)

    @property
    def doubtful(self) -> bool:
        """Whether lists leave some presences unknown."""
        return any("?" in line.rates for line in self.lines)

    @cached_property
    def lines(self) -> tuple[EngagementLine, ...]:
        """The structures, the most present first."""
        return tuple(map(self._line, self.engagement.structures))

    @cached_property
    def regular(self) -> tuple[str, ...]:
        """«À tous les séminaires : a, b et c», one sentence per format that has some."""
        told = ((kind, self.engagement.regular(kind)) for kind in self.formats)
        return tuple(
            self.voice.labelled(self.voice.say(f"bilan.at-all.{kind.value}"), self._names(names))
            for kind, names in told
            if names
        )

    @cached_property
    def moved(self) -> tuple[str, ...]:
        """«La Grange : de l’information à la coconstruction»."""
        return tuple(
            self.voice.labelled(
                self._name(each.structure),
                self.voice.say(
                    "bilan.moved", first=self.voice.label(each.moved[0]), closest=self.voice.label(each.moved[1])
                ),
            )
            for each in self.engagement.structures
            if each.moved
        )

    @cached_property
    def not_seen_again(self) -> tuple[str, ...]:
        """«Non revues après « Séminaire 1 » : a et b», one per session after which somebody was not seen again."""
        last: dict[str, list[str]] = {}
        for each in self.engagement.structures:
            if each.last_seen:
                last.setdefault(each.last_seen, []).append(each.structure)
        return tuple(
            self.voice.labelled(
                self.voice.say("bilan.after", session=SessionWords(session, self.voice).label),
                self._names(last[session.id]),
            )
            for session in self.engagement.sessions
            if session.id in last
        )

    @property
    def only_webinars(self) -> str:
        """Who came to webinars and to nothing else; empty for nobody."""
        return self._names(each.structure for each in self.engagement.structures if each.only_webinars)

    def _line(self, each: StructureEngagement) -> EngagementLine:
        came = [
            session
            for session, step in zip(self.engagement.sessions, each.steps, strict=True)
            if step.presence is Presence.PRESENT
        ]
        circles = [step.circle for step in each.steps if step.circle]
        closest = max(circles, key=lambda circle: circle.rank, default=None)
        return EngagementLine(
            self._name(each.structure),
            tuple(self._rate(each.rates.get(kind)) for kind in self.formats),
            self._sessions(came),
            self.voice.label(closest) if closest else "",
        )

    def _sessions(self, came: Iterable[Gathering]) -> str:
        """«séminaires 1, 2 et 3 ; webinaire 1»."""
        by_format: dict[GatheringFormat, list[Gathering]] = {}
        for session in came:
            by_format.setdefault(session.format, []).append(session)
        return self.voice.parts(self._of_format(kind, sessions) for kind, sessions in by_format.items())

    def _of_format(self, kind: GatheringFormat, sessions: list[Gathering]) -> str:
        numbers = [session.number for session in sessions if session.number is not None]
        if len(numbers) < len(sessions):
            return self.voice.names(SessionWords(session, self.voice).label for session in sessions)
        told = self.voice.names(map(str, numbers))
        return self.voice.say(f"bilan.numbered-sessions.{kind.value}", count=len(numbers), numbers=told)

    def _rate(self, rate: Rate | None) -> str:
        if rate is None:
            return ""
        if not rate.present and rate.perhaps:
            return "?"
        told = self.voice.say("bilan.out-of", count=rate.present, total=rate.sessions)
        return told if rate.perhaps == rate.present else self.voice.say("bilan.perhaps", told=told, most=rate.perhaps)

    def _names(self, identifiers: Iterable[str]) -> str:
        return self.voice.names(map(self._name, identifiers))

    def _name(self, identifier: str) -> str:
        return NamedInSession(self.seen, self.voice).structure(identifier)
