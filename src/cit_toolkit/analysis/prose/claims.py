"""The sentences of an action's texts, and what they claim of the records."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cit_toolkit.model.action import Action
from cit_toolkit.model.base import Path
from cit_toolkit.model.quantities import Quantity
from cit_toolkit.problems import Position

# A sentence ends at a mark, a blank line, a new item or a cell.
_END = re.compile(r"(?<=[.;!?…])(?=\s)|\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t])|\|")
# One for one, so that a place in what is searched is a place in what was written.
_PLAIN = str.maketrans({"’": "'", "*": " ", "_": " ", "`": " ", "\n": " ", "\u00a0": " ", "\u202f": " "})

_LONGEST = 2000
"""Characters of a sentence: past that it is no prose, and nothing is looked for in it."""
_BEARING = 200
"""Characters before a number or a date that may say what it is about."""


class Verdict(StrEnum):
    """How a claim stands against the records."""

    AGREES = "d-accord"
    LOOSELY = "a-peu-pres"
    CONTRADICTS = "contredit"
    UNCHECKABLE = "non-verifiable"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands: in the text at `path` of the action, after what is `earlier` in that text."""

    path: Path
    earlier: str
    text: str
    """With straight apostrophes, plain spaces and no emphasis, each character in its place; `earlier` too."""

    def before(self, place: int) -> str:
        """What leads to a place: as much as may bear on it."""
        return self.text[max(0, place - _BEARING) : place]


@dataclass(frozen=True, slots=True)
class Claim:
    """Something a sentence says of what is recorded, between two of its characters."""

    sentence: Sentence
    start: int
    end: int
    about: str
    """`seances`, `participants`, `partenaires`, `territoires`, `euros`, `dates` or `lieux`."""
    verdict: Verdict
    found: tuple[str | Decimal, ...]
    """What the records give, as the files write it; «?» for what they do not know."""
    place: Position | None
    """Where the records give it; of a contradiction, the first that contradicts."""
    said_at: Position | None = None

    @property
    def words(self) -> str:
        """What the text says, on one line."""
        return " ".join(self.sentence.text[self.start : self.end].split())

    @property
    def occurrence(self) -> int:
        """How many times the same words come before it in its text."""
        before = " ".join((self.sentence.earlier + self.sentence.text[: self.start]).split())
        return before.count(self.words)


def sentences_of(action: Action) -> Iterator[Sentence]:
    """Every sentence of the Markdown of an action, in the order of a bilan."""
    for path, text in _texts(action):
        searched = text.translate(_PLAIN)
        start = 0
        for end in (*(found.start() for found in _END.finditer(text)), len(text)):
            if searched[start:end].strip() and end - start <= _LONGEST:
                yield Sentence(path, searched[:start], searched[start:end])
            start = end


def compared(said: Quantity, about: bool, recorded: Quantity) -> Verdict:
    """How a number that is said stands against one that is recorded; `about` when the text owns to be inexact."""
    high_said, high = (float("inf") if each is None else each for each in (said.high, recorded.high))
    if high < said.low or high_said < recorded.low:
        return Verdict.CONTRADICTS
    if said.low <= recorded.low and high <= high_said and (not about or _is_middle(said, recorded)):
        return Verdict.AGREES
    return Verdict.LOOSELY


def worst(verdicts: Iterator[Verdict]) -> Verdict:
    """One contradiction is enough; else one doubt is."""
    found = set(verdicts)
    order = (Verdict.CONTRADICTS, Verdict.LOOSELY, Verdict.AGREES)
    return next((verdict for verdict in order if verdict in found), Verdict.UNCHECKABLE)


def _is_middle(said: Quantity, recorded: Quantity) -> bool:
    """Whether «une douzaine» is said of exactly 12, or of what is recorded in the same words."""
    if (said.low, said.high) == (recorded.low, recorded.high):
        return True
    return recorded.exact and said.high is not None and said.low + said.high == 2 * recorded.low


def _texts(action: Action) -> Iterator[tuple[Path, str]]:
    for key, text in (("objet", action.purpose), ("deroule", action.course)):
        if text:
            yield (key,), text
    for i, result in enumerate(action.results):
        yield ("resultats", i, "titre"), result.title
        yield ("resultats", i, "texte"), result.text
    for i, objective in enumerate(action.objectives):
        if objective.explanation:
            yield ("objectifs", i, "explication"), objective.explanation
    for i, text in enumerate(action.lessons):
        yield ("enseignements", i), text
    for key, linked in (("limites", action.limits), ("suites", action.sequels)):
        for i, each in enumerate(linked):
            yield (key, i, "texte"), each.text
    for i, text in enumerate(action.worksites):
        yield ("chantiers", i), text
