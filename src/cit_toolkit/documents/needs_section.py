"""What the diagnosis says of the needs: their priority, who voices them, what answers them on the spot."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.analysis.needs import RankedNeed
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.need import NeedOrigin

LOCAL_WORDS = {True: "covered", False: "uncovered", None: "unknown"}


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need that waits for an answer. An empty text has nothing to say."""

    title: str
    figure: str
    """Id of its proof."""
    priority: str
    """In per cent; empty when neither its urgency nor its importance is known."""
    carriers: str
    voices: str
    """The circles of those who said it."""
    covered_locally: str
    """One word: yes, no, to be verified."""
    local_answer: str
    """The same with the resources that answer; empty when the answer is a plain no."""


@dataclass(frozen=True, slots=True)
class ClosedNeed:
    """A need that no longer waits, and why."""

    title: str
    status: str


@dataclass(frozen=True)
class NeedsSection:
    """The needs, by priority."""

    diagnosis: Diagnosis
    voice: Voice

    @cached_property
    def _open(self) -> tuple[RankedNeed, ...]:
        return tuple(ranked for ranked in self.diagnosis.needs if ranked.still_open)

    @cached_property
    def lines(self) -> tuple[NeedLine, ...]:
        """Those that wait for an answer."""
        return tuple(map(self._line, self._open))

    def _line(self, ranked: RankedNeed) -> NeedLine:
        names = {actor.id: actor.name for actor in self.diagnosis.territory.actors}
        covered = self.voice.say(f"needs.{LOCAL_WORDS[ranked.covered_locally]}")
        resources = self.voice.names(answer.resource.title for answer in ranked.answers)
        answer = f"{covered} ({resources})" if resources else covered
        return NeedLine(
            ranked.need.title,
            f"besoin.{ranked.need.id}",
            self.voice.share(ranked.priority) if _has_priority(ranked) else "",
            self.voice.names(names[name] for name in ranked.need.carriers),
            self._voices(ranked.need.origins),
            covered,
            answer if resources or ranked.covered_locally is None else "",
        )

    def _voices(self, origins: Iterable[NeedOrigin]) -> str:
        method = self.diagnosis.method
        circles = dict.fromkeys(origin.circle for origin in origins)
        if not circles:
            return self.voice.say("needs.no-voice")
        return self.voice.series(
            method.label(method.circles, circle, self.voice.language) if circle else self.voice.say("needs.no-circle")
            for circle in circles
        )

    @property
    def ranked(self) -> bool:
        """Whether the priority of at least one is known: otherwise there is nothing to draw."""
        return any(map(_has_priority, self._open))

    @cached_property
    def closed(self) -> tuple[ClosedNeed, ...]:
        """Those that no longer wait."""
        return tuple(
            ClosedNeed(ranked.need.title, self.voice.say(f"need-statuses.{ranked.need.status.value}"))
            for ranked in self.diagnosis.needs
            if not ranked.still_open
        )

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of the figures printed."""
        return tuple(f"besoin.{ranked.need.id}" for ranked in self._open if _has_priority(ranked))


def _has_priority(ranked: RankedNeed) -> bool:
    return ranked.need.urgency is not None or ranked.need.importance is not None
