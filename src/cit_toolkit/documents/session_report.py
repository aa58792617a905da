"""The report of a session: who came, what was done, what came out of it, what was decided and promised."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from cit_toolkit.analysis.action_redaction import SeenAction
from cit_toolkit.analysis.attendance import Attendance
from cit_toolkit.analysis.engagement import Arrivals, Engagement, engagement
from cit_toolkit.analysis.follow_up import Decided, Promise, decided_in, promised_in
from cit_toolkit.analysis.mobilisation import EventMobilisation, event_mobilisation
from cit_toolkit.documents.decisions_section import DecisionLine, TaskLine, decision_line, task_line
from cit_toolkit.documents.mobilisation_proofs import attendance_figure
from cit_toolkit.documents.presence_section import PresenceSection
from cit_toolkit.documents.programme_section import ProgrammeSection
from cit_toolkit.documents.proofs import Proof, ProvedDocument
from cit_toolkit.documents.rating_words import RatingWords
from cit_toolkit.documents.session_proofs import outcome_proofs, presence_proofs, rating_proof
from cit_toolkit.documents.session_words import NamedInSession, SessionWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.method import Method
from cit_toolkit.wording.dates import format_date


class Detail(StrEnum):
    """How much a report tells, by what its reader wants of it."""

    DECISIONS = "releve"
    """What was decided and promised, and who was there."""
    SUMMARY = "synthese"
    """For somebody who was not there: what for, with whom, what came out of it."""
    FULL = "complet"
    """For those who were there: names, hours, half-days, what was said."""


@dataclass(frozen=True)
class SessionReport(ProvedDocument):
    """What `session-report.md` tells."""

    gathering: Gathering
    seen: SeenAction
    method_used: Method
    voice: Voice
    today: date
    detail: Detail
    with_proofs: bool
    files: Mapping[str, str]

    # The heading

    @property
    def words(self) -> SessionWords:
        """Its name, days and place."""
        return SessionWords(self.gathering, self.voice)

    @property
    def day(self) -> str:
        """The date of the document."""
        return format_date(self.today, self.voice.language)

    @property
    def action(self) -> str:
        """The title of the action, empty without."""
        return self.seen.action.title if self.seen.action else ""

    @property
    def in_scheme(self) -> bool:
        """Whether it counts in its action."""
        return self.gathering.in_scheme

    @property
    def lead(self) -> str:
        """«Les 22 et 23 octobre 2021, Eymoutiers (87). Animation : Les Localos.»; empty when none of it is known."""
        run_by = self._names.everyone(self.gathering.facilitators)
        told = [self.words.when_and_where, self.voice.say("session.run-by", names=run_by) if run_by else ""]
        return " ".join(f"{sentence}." for sentence in told if sentence)

    @property
    def full(self) -> bool:
        """Whether everything is told."""
        return self.detail is Detail.FULL

    @property
    def decisions_only(self) -> bool:
        """Whether only decisions and promises are."""
        return self.detail is Detail.DECISIONS

    # Its sections

    @cached_property
    def _names(self) -> NamedInSession:
        return NamedInSession(self.seen, self.voice)

    @cached_property
    def _event(self) -> EventMobilisation:
        return event_mobilisation(self.gathering, self.seen.structures, self.method_used.hours_per_day)

    @property
    def attendance(self) -> Attendance:
        """The figures of who came."""
        return self._event.attendance

    @cached_property
    def presence(self) -> PresenceSection:
        """Who was there."""
        return PresenceSection(self._event.attendance, self._arrivals(), self._names, self.voice)

    def _arrivals(self) -> Arrivals | None:
        """Against the earlier sessions of the action: a first session tells nothing by it."""
        rank = len(self._earlier)
        return self._engagement.arrivals[rank] if self._engagement and rank else None

    @cached_property
    def _engagement(self) -> Engagement | None:
        if self.seen.action is None or not self.gathering.in_scheme:
            return None
        partners = (partner.id for partner in self.seen.action.partners)
        return engagement(self.seen.gatherings, self.seen.structures, partners, self.method_used, self.today)

    @cached_property
    def _earlier(self) -> tuple[Gathering, ...]:
        """The sessions of the action that were held before it."""
        sessions = self._engagement.sessions if self._engagement else ()
        identifiers = [each.id for each in sessions]
        return sessions[: identifiers.index(self.gathering.id)] if self.gathering.id in identifiers else ()

    @cached_property
    def programme(self) -> ProgrammeSection:
        """What was done."""
        return ProgrammeSection(self.gathering, self._names, self.voice, self.method_used.hours_per_day)

    @cached_property
    def outputs(self) -> bool:
        """Whether something came out of the programme."""
        return any(item.output for item in self.gathering.programme)

    @cached_property
    def decided(self) -> tuple[Decided, ...]:
        """What was decided."""
        return tuple(decided_in(self.gathering, self.seen))

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """What was promised, in the order of the file."""
        return tuple(promised_in(self.gathering, self.seen, self.today))

    @cached_property
    def decisions(self) -> tuple[DecisionLine, ...]:
        """What was decided, in words."""
        return tuple(decision_line(each.decision, self._names, self.voice) for each in self.decided)

    @cached_property
    def tasks(self) -> tuple[TaskLine, ...]:
        """What was promised, in words."""
        return tuple(task_line(each, self._names, self.voice) for each in self.promises)

    @cached_property
    def ratings(self) -> RatingWords:
        """The return on time invested."""
        return RatingWords(self._event.ratings, self.voice)

    @property
    def quotes(self) -> tuple[str, ...]:
        """What participants said, Markdown."""
        return self.gathering.evaluation.quotes if self.gathering.evaluation else ()

    @property
    def next_session(self) -> str:
        """«Séminaire 2 : De nos besoins à…, les 24 et 25 janvier 2025», empty when none is announced."""
        following = next((each for each in self.seen.gatherings if each.id == self.gathering.prepares), None)
        if following is None:
            return ""
        words = SessionWords(following, self.voice)
        return ", ".join(filter(None, [words.name, words.when]))

    @property
    def in_short(self) -> str:
        """«Présences : 14 ; 12 structures ; 2 décisions ; 2 engagements»: what is known of it, in one line."""
        told = (
            (
                self.voice.say("session.presences", number=self.presence.count) if self.presence.known else "",
                self.presence_figure,
            ),
            (self.presence.structure_count, "structures"),
            (self.voice.say("session.decided", count=len(self.decisions)) if self.decisions else "", "decisions"),
            (self.voice.say("session.promised", count=len(self.tasks)) if self.tasks else "", "engagements"),
        )
        line = self.voice.parts(f"{words}{self.mark(figure)}" for words, figure in told if words)
        return line[:1].upper() + line[1:]

    # The proofs

    @property
    def presence_figure(self) -> str:
        """Id of the proof of how many came."""
        return attendance_figure(self.gathering)

    def all_proofs(self) -> Iterator[Proof]:
        """Every figure of the report."""
        yield from presence_proofs(self.presence, self._earlier, self.voice)
        yield from outcome_proofs(self.decided, self.promises, self.voice)
        yield from rating_proof(self.gathering, self.ratings, self.voice)

    def printed_figures(self) -> Collection[str]:
        """Those that this much detail tells."""
        figures = [self.presence_figure, "inscrits", "structures", "nouvelles", "decisions", "engagements"]
        if self.full:
            figures.append("demi-journees")
        if not self.decisions_only:
            figures.append("roti")
        return figures
