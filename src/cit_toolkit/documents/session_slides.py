"""The slides of a session: few words each, so that every slide can be read from the back of the room."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cit_toolkit.analysis.action_redaction import SeenAction
from cit_toolkit.documents.programme_section import MomentLine
from cit_toolkit.documents.session_report import Detail, SessionReport
from cit_toolkit.documents.session_words import SessionWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.method import Method

_CHARACTERS = 62
"""Of one line of a slide."""
_LINES = 9
"""Of one slide, its title left out."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: points on a line each, or a text; both are Markdown."""

    title: str
    points: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class SessionSlides:
    """What `session-slides.md` tells."""

    gathering: Gathering
    seen: SeenAction
    method_used: Method
    voice: Voice
    today: date

    @cached_property
    def report(self) -> SessionReport:
        """The session in words: slides tell nothing that the report does not."""
        return SessionReport(
            self.gathering, self.seen, self.method_used, self.voice, self.today, Detail.SUMMARY, False, {}
        )

    @property
    def words(self) -> SessionWords:
        """Its name, days and place."""
        return SessionWords(self.gathering, self.voice)

    @cached_property
    def slides(self) -> tuple[Slide, ...]:
        """After the title: what for, what was done, what came out of it, what comes next."""
        return tuple(self._slides())

    def _slides(self) -> Iterator[Slide]:
        report = self.report
        yield from self._points("purpose", self.gathering.objectives, expected=True)
        for day in report.programme.days:
            name = self.voice.labelled(self._say("programme"), day.title) if day.title else self._say("programme")
            yield from self._split(name, [self._programme_point(moment) for moment in day.moments])
        if report.presence.known:
            present = self.voice.say("session.presences", number=report.presence.count)
            told = [present[:1].upper() + present[1:], _escaped(report.presence.structure_names)]
            yield from self._split(self._say("presence"), list(filter(None, told)))
        results = [moment for day in report.programme.days for moment in day.moments if moment.output]
        for moment in results:
            yield from self._texts(moment.title, moment.output)
        if not results:
            yield from self._points("results", (), expected=True)
        yield from self._points("decisions", [decision.text for decision in report.decisions])
        if report.ratings.mean:
            told = [self.voice.say("slides.rating", mean=report.ratings.mean, answers=report.ratings.answers)]
            yield from self._split(self._say("ratings"), told)
        yield from self._points("next", list(self._next()), expected=True)

    def _programme_point(self, moment: MomentLine) -> str:
        return f"{moment.when} · {_escaped(moment.title)}" if moment.when else _escaped(moment.title)

    def _next(self) -> Iterator[str]:
        for task in self.report.tasks:
            said = self.voice.labelled(f"**{_escaped(task.who)}**", task.text) if task.who else task.text
            yield f"{said} *({task.deadline})*" if task.deadline else said
        if self.report.next_session:
            yield self.voice.labelled(self._say("next-session"), _escaped(self.report.next_session))

    def _say(self, key: str) -> str:
        return self.voice.say(f"slides.{key}")

    def _points(self, key: str, points: Sequence[str], expected: bool = False) -> Iterator[Slide]:
        if points:
            yield from self._split(self._say(key), points)
        elif expected:
            yield Slide(self._say(key), (self._say(f"no-{key}"),))

    def _split(self, title: str, points: Sequence[str]) -> Iterator[Slide]:
        """As many slides as the points need: a crowded slide is read by nobody."""
        for rank, group in enumerate(_groups(points)):
            yield Slide(self._continued(title, rank), tuple(group))

    def _texts(self, title: str, text: str) -> Iterator[Slide]:
        """A text cut between its paragraphs; an item of a list is one, a table is never cut."""
        for rank, group in enumerate(_groups(_blocks(text))):
            yield Slide(self._continued(title, rank), text="".join(group).strip("\n"))

    def _continued(self, title: str, rank: int) -> str:
        return self.voice.say("slides.continued", title=title) if rank else title


def _escaped(text: str) -> str:
    """A name inside a point: to the letter."""
    return re.sub(r"""([\\`*_\[\]<>#|~&$'"])""", r"\\\1", text)


_TABLE = re.compile(r"^ *\|? *:?-+:? *\|", re.MULTILINE)


def _lines(text: str) -> int:
    """How many lines of a slide a text takes; a table takes a slide to itself."""
    if _TABLE.search(text):
        return _LINES
    return sum(math.ceil(max(len(line), 1) / _CHARACTERS) for line in text.strip("\n").split("\n"))


def _groups(pieces: Sequence[str]) -> Iterator[list[str]]:
    """Pieces together as long as they hold on a slide."""
    group: list[str] = []
    for piece in pieces:
        if group and sum(map(_lines, group)) + _lines(piece) > _LINES:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_ITEM = re.compile(r"^(?:[-*+]|\d{1,9}[.)]) ")


def _blocks(text: str) -> list[str]:
    """Paragraphs, tables, quotations, each item of a list; a block of code is never cut."""
    blocks: list[list[str]] = [[]]
    in_code = False
    for line in text.split("\n"):
        begins = not in_code and (_ITEM.match(line) or (line.strip() and blocks[-1] and not blocks[-1][-1].strip()))
        if begins and not (line.startswith(" ") and blocks[-1] and _ITEM.match(blocks[-1][0])):
            blocks.append([])
        in_code ^= _FENCE.match(line) is not None
        blocks[-1].append(line)
    return ["\n".join(block) + "\n" for block in blocks if "".join(block).strip()]
