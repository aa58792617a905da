"""The AFOM table: strengths, weaknesses, opportunities, threats, and the few of them that stand on the first page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cit_toolkit.documents.finding_texts import FindingText
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.territory import Direction

MOST_IN_A_BOX = 8
"""Findings printed in one box: a debate does not hold thirty. What the facilitator wrote is never left out."""
FIRST_IN_A_BOX = 2
FEW_CHARACTERS = 270
"""Two findings of one box stand on the first page when they are no longer than this together."""


@dataclass(frozen=True, slots=True)
class AfomBox:
    """One of the four boxes."""

    name: str
    """Of the box: «Atouts»."""
    label: str
    """Of one finding: «Atout»."""
    findings: tuple[FindingText, ...]
    others: str
    """How many findings are left out, in a sentence; empty for none."""


def afom(findings: Iterable[FindingText], voice: Voice) -> tuple[AfomBox, ...]:
    """The four boxes: in each the facilitator's own findings, then the gravest ones."""
    told = tuple(findings)
    return tuple(_box(box, tuple(f for f in told if f.direction is box), voice) for box in Direction)


def _box(box: Direction, told: tuple[FindingText, ...], voice: Voice) -> AfomBox:
    own = sum(finding.own for finding in told)  # they stand first
    shown = told[: max(own, MOST_IN_A_BOX)]
    left = len(told) - len(shown)
    return AfomBox(
        voice.say(f"afom.{box.value}"),
        voice.say(f"directions.{box.value}"),
        shown,
        voice.say("afom.others", count=left) if left else "",
    )


def first_findings(boxes: Iterable[AfomBox]) -> Iterator[tuple[str, FindingText]]:
    """For the first page, with the label of each: one or two of each box, as their length allows."""
    for box in boxes:
        first = box.findings[:FIRST_IN_A_BOX]
        if sum(len(finding.text) for finding in first) >= FEW_CHARACTERS:
            first = first[:1]
        yield from ((box.label, finding) for finding in first)
