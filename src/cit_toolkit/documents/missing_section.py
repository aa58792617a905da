"""The internal note of a bilan: what is missing for a funder, before which day, and where to write it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cit_toolkit.analysis.bilan_gaps import Gap, Missing
from cit_toolkit.analysis.prose.claims import Claim, Verdict
from cit_toolkit.analysis.session_measures import Measure
from cit_toolkit.documents.measure_words import measure_words
from cit_toolkit.documents.voice import Voice
from cit_toolkit.problems import Position
from cit_toolkit.wording.dates import format_date


@dataclass(frozen=True, slots=True)
class MissingLine:
    """Something that is missing."""

    text: str
    place: str
    """«action.yaml:12», empty when it stands nowhere."""
    required: bool


@dataclass(frozen=True)
class MissingSection:
    """What is missing, in words."""

    missing: Missing
    claims: tuple[Claim, ...]
    """What the texts say of the records."""
    voice: Voice
    files: Mapping[str, str]
    """Names of files as messages give them → as the note does."""

    @property
    def funder(self) -> str:
        """For whom; empty for nobody in particular."""
        return self.missing.funder.name if self.missing.funder else ""

    @cached_property
    def deadline(self) -> str:
        """«à rendre le 30 juin 2026, dans 12 jours»; empty when no day is known."""
        day, left = self.missing.deadline, self.missing.days_left
        if day is None or left is None:
            return ""
        when = "past" if left < 0 else "today" if left == 0 else "ahead"
        return self.voice.say(f"bilan.due-{when}", date=format_date(day, self.voice.language), count=abs(left))

    @cached_property
    def lines(self) -> tuple[MissingLine, ...]:
        """What the form cannot do without, then what would help, then what the texts and the records disagree on."""
        gaps = (MissingLine(self._text(gap), self._place(gap.place), gap.required) for gap in self.missing.gaps)
        return (*gaps, *self.contradictions)

    @cached_property
    def required(self) -> tuple[MissingLine, ...]:
        """What the form cannot do without."""
        return tuple(line for line in self.lines if line.required)

    @cached_property
    def helpful(self) -> tuple[MissingLine, ...]:
        """What would make the bilan better."""
        return tuple(line for line in self.lines if not line.required)

    @cached_property
    def contradictions(self) -> tuple[MissingLine, ...]:
        """What the texts say that the records contradict."""
        return tuple(
            MissingLine(self._claim("contradicts", claim), self._place(claim.said_at), True)
            for claim in self.claims
            if claim.verdict is Verdict.CONTRADICTS
        )

    @cached_property
    def loose(self) -> tuple[MissingLine, ...]:
        """What the texts say that agrees only loosely: no mistake, but a funder may ask."""
        return tuple(
            MissingLine(self._claim("loosely", claim), self._place(claim.said_at), False)
            for claim in self.claims
            if claim.verdict is Verdict.LOOSELY
        )

    def _claim(self, kind: str, claim: Claim) -> str:
        voice = self.voice
        told = ", ".join(voice.number(x) if isinstance(x, Decimal) else voice.written(x) for x in claim.found)
        return self.voice.say(f"bilan.text-{kind}", words=claim.words, found=told, place=self._place(claim.place))

    def _text(self, gap: Gap) -> str:
        told = {name: self._said(name, value) for name, value in gap.arguments.items()}
        return self.voice.say(f"bilan.gaps.{gap.code}", **told)

    def _said(self, name: str, value: object) -> object:
        if name == "section":
            return self.voice.say(f"bilan.sections.{value}")
        if name == "written":
            return self.voice.written(str(value))
        if name == "share" and isinstance(value, Decimal):
            sign = "+" if value > 0 else ""
            return f"{sign}{self.voice.percent(value, 1)}"
        if name == "gap" and isinstance(value, Decimal):
            return self.voice.signed_money(value)
        if isinstance(value, Measure):
            return measure_words(value, self.voice)
        return self.voice.money(value) if isinstance(value, Decimal) else value

    def _place(self, place: Position | None) -> str:
        return f"{self.files.get(place.file, place.file)}:{place.line}" if place else ""
