"""What a document says of engagement: formats side by side, and how each structure took part, session after session."""

from collections.abc import Iterable, Iterator, Mapping
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
from cit_toolkit.documents.mobilisation_proofs import (
    arrivals_figure,
    arrivals_proofs,
    attendance_proofs,
    mobilisation_proofs,
    row_figure,
    structure_figure,
    structure_proofs,
)
from cit_toolkit.documents.mobilisation_words import MobilisationWords
from cit_toolkit.documents.proofs import Proof
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
    figure: str
    """Id of its proof."""


@dataclass(frozen=True, slots=True)
class ArrivalsLine:
    """«S2 : 5 structures vues pour la première fois, 9 déjà vues»."""

    text: str
    figure: str
    """Id of its proof."""


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
        name, steps = self._names.structure(found.structure), found.steps[-MOST_COLUMNS:]
        return LadderLine(name, tuple(map(_mark, steps)), self._presence(found), structure_figure(found.structure))

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
    def arrivals(self) -> tuple[ArrivalsLine, ...]:
        """Session by session: «S2 : 5 structures vues pour la première fois, 9 déjà vues ; 7 personnes …»."""
        told = zip(self.engagement.sessions, self.engagement.arrivals, strict=True)
        return tuple(
            ArrivalsLine(
                self.voice.labelled(self._short(gathering), self.voice.parts(self._arrived(each))),
                arrivals_figure(gathering),
            )
            for gathering, each in told
            if each.new_structures or each.returning_structures
        )

    def _arrived(self, each: Arrivals) -> Iterator[str]:
        structures = {"new": len(each.new_structures), "returning": len(each.returning_structures)}
        if any(structures.values()):
            yield self._counts(structures)
        if each.new_people is not None and each.returning_people is not None:
            told = self._counts({"new-people": each.new_people, "returning-people": each.returning_people})
            yield told if each.lists_complete else self.voice.say("session.as-far-as-lists", told=told)

    def _counts(self, numbers: Mapping[str, int]) -> str:
        told = {key: count for key, count in numbers.items() if count}
        alone = "only-" if len(told) == 1 else ""
        return self.voice.series(
            self.voice.say(f"mobilisation.{alone}{key}", count=count) for key, count in told.items()
        )

    # The proofs

    def figure(self, key: str, column: int) -> str:
        """Id of the proof of a figure of the formats side by side, by its row and the rank of its format."""
        return row_figure(key, self.formats.formats[column])

    @property
    def formats_figures(self) -> Iterator[str]:
        """Those of the formats side by side."""
        for row in self.formats.rows:
            for column, value in enumerate(row.values):
                if value not in ("", "?", "–"):
                    yield self.figure(row.key, column)

    @property
    def ladder_figures(self) -> Iterator[str]:
        """Those of the ladder."""
        return (line.figure for line in self.ladder)

    @property
    def attendance_proofs(self) -> Iterator[Proof]:
        """How many came to each session."""
        return attendance_proofs(self.seen.gatherings, self.voice)

    @property
    def ladder_proofs(self) -> Iterator[Proof]:
        """How many sessions each structure came to."""
        return structure_proofs(self.engagement, ((line.name, line.presence) for line in self.ladder), self.voice)

    @property
    def arrivals_proofs(self) -> Iterator[Proof]:
        """Who came for the first time, session by session."""
        told = {line.figure: line.text for line in self.arrivals}
        return arrivals_proofs(self.engagement, told, self.voice)

    @property
    def formats_proofs(self) -> Iterator[Proof]:
        """What the sessions of each format mobilised."""
        return mobilisation_proofs(self.mobilisation, self.engagement, self.voice)


def _mark(step: Step) -> str:
    """The rank of the circle that a presence shows; «–» for absent, «?» when lists do not tell."""
    if step.presence is Presence.UNKNOWN:
        return "?"
    if step.presence is Presence.ABSENT:
        return "–"
    return str(step.circle.rank) if step.circle else "×"
