"""What a document says of engagement: formats side by side, and how each structure took part, session after session."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cit_toolkit.analysis.action_redaction import SeenAction
from cit_toolkit.analysis.attendance import Presence
from cit_toolkit.analysis.engagement import Arrivals, Engagement, Step, StructureEngagement, engagement
from cit_toolkit.analysis.mobilisation import Mobilisation, mobilisation
from cit_toolkit.analysis.redaction import texts_of
from cit_toolkit.documents.engagement_json import EngagementJson
from cit_toolkit.documents.engagement_record import engagement_record
from cit_toolkit.documents.mobilisation_words import MobilisationWords
from cit_toolkit.documents.session_words import NamedInSession, SessionWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.method import Method

MOST_COLUMNS = 8
"""Past so many sessions, the ladder no longer holds on a page: the last ones are shown."""


@dataclass(frozen=True, slots=True)
class LadderLine:
    """A structure and what each session shows of it."""

    name: str
    steps: tuple[str, ...]
    presence: str
    """«3 séances sur 4»."""


@dataclass(frozen=True)
class EngagementSection:
    """Engagement in an action, as its reader may know it."""

    seen: SeenAction
    method_used: Method
    voice: Voice
    today: date

    @property
    def action(self) -> str:
        """The title of the action."""
        return self.seen.action.title if self.seen.action else ""

    @property
    def told(self) -> tuple[str, ...]:
        """The texts of the files that the document may hold."""
        return tuple(texts_of((self.seen.action, self.seen.gatherings, tuple(self.seen.structures.values()))))

    @property
    def record(self) -> EngagementJson:
        """The same as JSON."""
        action = self.seen.action.id if self.seen.action else ""
        return engagement_record(action, self.mobilisation, self.engagement)

    @cached_property
    def engagement(self) -> Engagement:
        """The figures of the ladder."""
        partners = (partner.id for partner in self.seen.action.partners) if self.seen.action else ()
        return engagement(self.seen.gatherings, self.seen.structures, partners, self.method_used, self.today)

    @cached_property
    def mobilisation(self) -> Mobilisation:
        """The figures of the formats."""
        hours = self.method_used.hours_per_day
        return mobilisation(self.seen.gatherings, self.seen.structures, hours, self.today)

    @cached_property
    def formats(self) -> MobilisationWords:
        """Seminars beside webinars."""
        return MobilisationWords(self.mobilisation, self.voice)

    @cached_property
    def _names(self) -> NamedInSession:
        return NamedInSession(self.seen, self.voice)

    # The ladder

    @property
    def _shown(self) -> tuple[Gathering, ...]:
        return self.engagement.sessions[-MOST_COLUMNS:]

    @property
    def left_out(self) -> int:
        """How many earlier sessions are not shown in the ladder."""
        return len(self.engagement.sessions) - len(self._shown)

    @property
    def heads(self) -> tuple[str, ...]:
        """«S1», «W1»: the letter of the format and the number of the session."""
        return tuple(self._short(each) for each in self._shown)

    def _short(self, gathering: Gathering) -> str:
        same = [each.id for each in self.engagement.sessions if each.format is gathering.format]
        number = gathering.number or same.index(gathering.id) + 1
        return f"{self.voice.say(f'mobilisation.letters.{gathering.format.value}')}{number}"

    @property
    def sessions(self) -> tuple[str, ...]:
        """What the heads stand for: «S1 – Séminaire 1 : Se connaître, 9 et 10 février 2024»."""
        return tuple(f"{self._short(each)} – {self._dated(SessionWords(each, self.voice))}" for each in self._shown)

    def _dated(self, words: SessionWords) -> str:
        return ", ".join(filter(None, [words.name, words.days]))

    @cached_property
    def ladder(self) -> tuple[LadderLine, ...]:
        """Each structure, the most present first."""
        return tuple(map(self._line, self.engagement.structures))

    def _line(self, found: StructureEngagement) -> LadderLine:
        steps = found.steps[-MOST_COLUMNS:]
        return LadderLine(self._names.structure(found.structure), tuple(map(_mark, steps)), self._presence(found))

    def _presence(self, found: StructureEngagement) -> str:
        rate = found.rate
        present = self.voice.number(rate.present)
        if rate.perhaps > rate.present:
            present = self.voice.say("mobilisation.or-more", low=present, high=self.voice.number(rate.perhaps))
        return self.voice.say("mobilisation.out-of", part=present, whole=self.voice.number(rate.sessions))

    @property
    def circles(self) -> str:
        """What the marks of the ladder stand for: «3 = Coopération ; 2 = Coconstruction ; …»."""
        told = sorted((circle for circle in self.method_used.circles if circle.presence), key=lambda each: -each.rank)
        return self.voice.parts(f"{circle.rank} = {self.voice.label(circle)}" for circle in told)

    # What it shows

    @cached_property
    def regular(self) -> tuple[str, ...]:
        """«Présentes aux 3 séminaires : Les Localos, …», by format."""
        told = []
        for kind, group in self.mobilisation.formats.items():
            names = self._named(self.engagement.regular(kind))
            if names:
                told.append(self.voice.say(f"mobilisation.regular.{kind.value}", count=len(group.events), names=names))
        return tuple(told)

    @property
    def moved(self) -> str:
        """«Graines d’Établi (d’« Information » à « Coconstruction ») ; …»; empty when nobody did."""
        return self.voice.parts(
            self.voice.say(
                "mobilisation.moved",
                name=self._names.structure(each.structure),
                before=self.voice.label(each.moved[0]),
                after=self.voice.label(each.moved[1]),
            )
            for each in self.engagement.structures
            if each.moved
        )

    @property
    def not_seen_again(self) -> str:
        """«La Virlette (depuis S1) ; …»; empty when everybody was."""
        shorts = {each.id: self._short(each) for each in self.engagement.sessions}
        return self.voice.parts(
            self.voice.say(
                "mobilisation.last-seen", name=self._names.structure(each.structure), session=shorts[each.last_seen]
            )
            for each in self.engagement.structures
            if each.last_seen
        )

    @property
    def only_webinars(self) -> str:
        """Structures that came to webinars and to nothing else, for certain."""
        return self._named(each.structure for each in self.engagement.structures if each.only_webinars)

    def _named(self, identifiers: Iterable[str]) -> str:
        return self.voice.names(self._names.structure(each) for each in identifiers)

    @property
    def arrivals(self) -> tuple[str, ...]:
        """Session by session: «S2 : 5 structures vues pour la première fois, 9 déjà vues»."""
        told = zip(self.engagement.sessions, self.engagement.arrivals, strict=True)
        return tuple(
            self.voice.labelled(
                self._short(gathering),
                self.voice.series(self._arrived(each)),
            )
            for gathering, each in told
            if each.new_structures or each.returning_structures
        )

    def _arrived(self, each: Arrivals) -> Iterator[str]:
        counts = {"new": len(each.new_structures), "returning": len(each.returning_structures)}
        yield from (self.voice.say(f"mobilisation.{key}", count=count) for key, count in counts.items() if count)


def _mark(step: Step) -> str:
    """The rank of the circle that a presence shows; «–» for absent, «?» when lists do not tell."""
    if step.presence is Presence.UNKNOWN:
        return "?"
    if step.presence is Presence.ABSENT:
        return "–"
    return str(step.circle.rank) if step.circle else "×"
