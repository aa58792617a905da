"""What was promised and decided across sessions, by who promised it: a list to keep on the table of each meeting."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cit_toolkit.analysis.follow_up import FollowUp, Promise
from cit_toolkit.documents.decisions_section import DecisionLine, decision_line, task_line
from cit_toolkit.documents.proofs import Proof, ProvedDocument, places_of
from cit_toolkit.documents.session_words import NamedInSession, SessionWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.text import fold
from cit_toolkit.wording.dates import format_date


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise under one of those who made it. `text` is Markdown; an empty text has nothing to say."""

    text: str
    deadline: str
    status: str
    late: bool
    others: str
    """Who else does it."""
    session: str


@dataclass(frozen=True, slots=True)
class PromiseGroup:
    """What one structure or person promised, late first."""

    who: str
    lines: tuple[PromiseLine, ...]


@dataclass(frozen=True, slots=True)
class DecisionOfSession:
    """A decision and the session that took it."""

    decision: DecisionLine
    session: str


@dataclass(frozen=True)
class FollowUpDocument(ProvedDocument):
    """What `follow-up.md` and the terminal tell."""

    found: FollowUp
    voice: Voice
    today: date
    about: str
    """The dossier, or the action."""
    only: str | None
    """Only what this structure or person promised, by identifier or name; None for everybody."""
    closed_too: bool
    """Whether what is done or dropped is told as well."""
    with_proofs: bool
    files: Mapping[str, str]

    @property
    def day(self) -> str:
        """The date of the document."""
        return format_date(self.today, self.voice.language)

    @cached_property
    def _promises(self) -> tuple[Promise, ...]:
        return tuple(each for each in self.found.promises if self.closed_too or each.still_open)

    @cached_property
    def groups(self) -> tuple[PromiseGroup, ...]:
        """By who promised: those who have something late first, in the order of their first deadline."""
        by_who: dict[str, list[PromiseLine]] = {}
        for promise in self._promises:
            for who, line in self._lines(promise):
                by_who.setdefault(who, []).append(line)
        return tuple(PromiseGroup(who, tuple(lines)) for who, lines in by_who.items())

    def _lines(self, promise: Promise) -> Iterator[tuple[str, PromiseLine]]:
        names = NamedInSession(promise.seen, self.voice)
        told = task_line(promise, names, self.voice)
        session = SessionWords(promise.gathering, self.voice)
        known = _who(promise, self.voice)
        for who, identifier in known.items():
            if self.only is not None and not _meant(self.only, who, identifier):
                continue
            others = self.voice.names(name for name in known if name != who)
            when = session.days or ""
            where = ", ".join(filter(None, [session.label, when]))
            yield who, PromiseLine(told.text, told.deadline, told.status, told.late, others, where)

    @cached_property
    def decisions(self) -> tuple[DecisionOfSession, ...]:
        """What was decided, session after session."""
        return tuple(
            DecisionOfSession(
                decision_line(each.decision, NamedInSession(each.seen, self.voice), self.voice),
                ", ".join(filter(None, [words.label, words.days])),
            )
            for each in self.found.decided
            for words in (SessionWords(each.gathering, self.voice),)
            if self.only is None
        )

    @cached_property
    def _counted(self) -> Mapping[str, list[Promise]]:
        """Promises by what their count is called."""
        promises = [each for each in self.found.promises if any(True for _ in self._lines(each))]
        open_ones = [each for each in promises if each.still_open]
        return {
            "late": [each for each in open_ones if each.late],
            "due-later": [each for each in open_ones if not each.late and each.task.deadline is not None],
            "undated": [each for each in open_ones if each.task.deadline is None],
            "closed": [each for each in promises if not each.still_open],
        }

    @property
    def counts(self) -> str:
        """«2 en retard ; 3 à venir ; 1 sans échéance ; 4 faits ou abandonnés»."""
        return self.voice.parts(
            f"{self.voice.say(f'follow-up.{key}', count=len(promises))}{self.mark(key)}"
            for key, promises in self._counted.items()
            if promises
        )

    # The proofs

    def all_proofs(self) -> Iterator[Proof]:
        """Each count."""
        for key, promises in self._counted.items():
            if promises:
                yield Proof(
                    key,
                    self.voice.say(f"follow-up.proofs.{key}"),
                    self.voice.number(len(promises)),
                    self.voice.say(f"follow-up.definitions.{key}"),
                    (),
                    places_of(each.task.position() for each in promises),
                )

    def printed_figures(self) -> Collection[str]:
        """All of them."""
        return tuple(self._counted)


def promised_by(promise: Promise, who: str, voice: Voice) -> bool:
    """Whether it was promised by somebody, given by name or by id."""
    return any(_meant(who, name, identifier) for name, identifier in _who(promise, voice).items())


def _who(promise: Promise, voice: Voice) -> dict[str, str]:
    """The names of those who promised, each with its id; «personne» when nobody is named."""
    names = NamedInSession(promise.seen, voice)
    return {names.who(each): each for each in promise.task.who} or {voice.say("follow-up.nobody"): ""}


def _meant(asked: str, who: str, identifier: str) -> bool:
    return fold(asked) in (fold(who), identifier)
