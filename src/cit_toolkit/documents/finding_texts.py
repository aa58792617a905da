"""The findings in words: the texts of the rules filled in, box by box of the AFOM table."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.analysis.findings import Finding
from cit_toolkit.analysis.rule_facts import NamedThing
from cit_toolkit.analysis.rule_language import fill_in
from cit_toolkit.documents.metric_words import metric_words
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.method import Method
from cit_toolkit.model.territory import Direction
from cit_toolkit.problems import Position
from cit_toolkit.wording.numbers import counted

_MOST_NAMED = 30
"""Things that a finding tells by name; it counts the others."""


@dataclass(frozen=True, slots=True)
class FindingText:
    """One finding as it is read."""

    direction: Direction
    severity: int
    text: str
    own: bool
    """Whether the facilitator wrote it: it is then Markdown, in their words."""
    rule: str | None
    places: tuple[Position, ...]


def finding_texts(diagnosis: Diagnosis, voice: Voice) -> tuple[FindingText, ...]:
    """Every finding in the language of the voice, in the order of the diagnosis."""
    filters = rule_filters(diagnosis.method, voice)
    return tuple(_told(finding, diagnosis, voice, filters) for finding in diagnosis.findings)


def _told(
    finding: Finding, diagnosis: Diagnosis, voice: Voice, filters: Mapping[str, Callable[..., object]]
) -> FindingText:
    text = finding.text.text(voice.language)
    if finding.rule is not None:
        text = fill_in(text, diagnosis.facts.values, filters)
    rule = finding.rule.id if finding.rule else None
    return FindingText(finding.direction, finding.severity, text, finding.rule is None, rule, finding.places)


def rule_filters(method: Method, voice: Voice) -> dict[str, Callable[..., object]]:
    """What a rule's text may use: names, numbers and plurals in the language of the document."""

    def name(thing: NamedThing) -> str:
        return thing.name(voice.language) if thing.names else metric_words(thing.id, method, voice)

    def names(things: Iterable[NamedThing]) -> str:
        return voice.names(map(name, things), _MOST_NAMED)

    return {
        "noms": names,
        "nombre": lambda value, digits=1: voice.number(float(value), digits if value != int(value) else 0),
        "pourcent": voice.percent,
        "pluriel": lambda count, one, many: counted(count, one, many, voice.language),
    }
