"""The calls to make, grouped by whom to call."""

from collections.abc import Iterable
from dataclasses import dataclass

from cit_toolkit.analysis.matching.call_sheet import Call
from cit_toolkit.documents.match_words import MatchWords


@dataclass(frozen=True, slots=True)
class CallLine:
    """A question, and what its answer would settle."""

    question: str
    settles: str


@dataclass(frozen=True, slots=True)
class CallGroup:
    """Everything to ask of one structure or territory."""

    respondent: str
    calls: tuple[CallLine, ...]


def call_groups(words: MatchWords, calls: Iterable[Call]) -> tuple[CallGroup, ...]:
    """Those whose first question settles most come first."""
    groups: dict[str, list[CallLine]] = {}
    for call in calls:
        groups.setdefault(words.respondent(call), []).append(CallLine(words.question(call), _settles(words, call)))
    return tuple(CallGroup(name, tuple(lines)) for name, lines in groups.items())


def _settles(words: MatchWords, call: Call) -> str:
    others = call.concerns - call.settles
    told = [words.voice.say("match.settles", count=call.settles)] if call.settles else []
    if others:
        told.append(words.voice.say("match.helps", count=others))
    return words.voice.series(told)
