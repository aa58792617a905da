"""Territory by territory: what each need receives, why, and what else it could have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from cit_toolkit.analysis.matching.call_sheet import Doubts
from cit_toolkit.analysis.matching.choices import Choice, choice_of, free_places, separating
from cit_toolkit.analysis.matching.regret import least_regret
from cit_toolkit.documents.match_words import MatchWords

MOST_GAPS = 2
"""Criteria told of what separates two offers."""
RIVALS = 4
"""Offers compared while something is unknown."""


@dataclass(frozen=True, slots=True)
class MadeLine:
    """An offer that a need receives."""

    offer: str
    """With the structure that gives it."""
    points: str
    """The score, alone."""
    range: str
    """«de 515 à 745 selon ce qui reste inconnu»; empty when it is certain."""
    score: str
    """Both."""
    parts: str
    """«fonctions 231, thèmes 230…»."""
    to_verify: str
    """Empty when nothing is left to verify."""
    settled: bool
    """Whether somebody decided it."""
    proof: int | None
    """The number of its proof sheet."""


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need in the plan."""

    title: str
    priority: str
    made: tuple[MadeLine, ...]
    told: tuple[str, ...]
    """The next best offer and what separates it; the best one, when it went elsewhere; what an answer could change; a
    theme for a need that has none."""


@dataclass(frozen=True, slots=True)
class PlaceSection:
    """A territory."""

    name: str
    served: str
    needs: tuple[NeedLine, ...]


def place_sections(words: MatchWords, doubts: Doubts, numbers: Mapping[int, int]) -> Iterator[PlaceSection]:
    """Every territory, by id, each told when it is asked for. `numbers`: those of the proof sheets."""
    found = words.found
    free = free_places(found)
    for _, ranks in groupby(range(len(found.demands)), key=lambda rank: found.demands[rank].place.id):
        own = sorted(ranks, key=lambda rank: (-found.priority(rank), found.demands[rank].need.id))
        lines = [_line(words, doubts, choice_of(found, rank), free, numbers) for rank in own]
        served = sum(bool(line.made) for line in lines)
        told = words.voice.say("match.served", count=served, total=len(own))
        yield PlaceSection(found.demands[own[0]].place.name, told, tuple(lines))


def _line(
    words: MatchWords, doubts: Doubts, choice: Choice, free: frozenset[int], numbers: Mapping[int, int]
) -> NeedLine:
    need = words.found.demands[choice.demand].need
    themes = words.suggested_themes(need)
    return NeedLine(
        need.title,
        words.priority(need),
        tuple(_made(words, doubts, pair, numbers.get(pair)) for pair in choice.made),
        tuple(
            filter(
                None,
                (
                    _next(words, choice, free),
                    _elsewhere(words, choice),
                    _doubt(words, choice),
                    words.voice.say("match.suggested", themes=themes) if themes else "",
                ),
            )
        ),
    )


def _made(words: MatchWords, doubts: Doubts, pair: int, proof: int | None) -> MadeLine:
    found = words.found
    facts = [words.fact(side, field) for side, field in doubts.of(pair)]
    return MadeLine(
        words.offer(int(found.pairs.supply[pair])),
        words.points(pair),
        words.range(pair),
        words.score(pair),
        words.parts(pair),
        words.voice.series(facts),
        bool(found.problem.settled[pair]),
        proof,
    )


def _next(words: MatchWords, choice: Choice, free: frozenset[int]) -> str:
    """The first offer that could still serve, or the first of all."""
    if not choice.made or not choice.alternatives:
        return ""
    other = next((pair for pair in choice.alternatives if pair in free), choice.alternatives[0])
    last = choice.made[-1]
    gaps = separating(words.pair_score(last), words.pair_score(other))
    told = words.voice.series(words.gap(name, points) for name, points in gaps[:MOST_GAPS])
    key = "match.next" if other in free else "match.next-taken"
    return words.voice.say(
        key, offer=words.quoted(int(words.found.pairs.supply[other])), score=words.score(other), gaps=told or "="
    )


def _elsewhere(words: MatchWords, choice: Choice) -> str:
    if choice.elsewhere is None:
        return ""
    found, best = words.found, choice.elsewhere
    told = words.voice.say(
        "match.elsewhere" if best.to else "match.elsewhere-nowhere",
        offer=words.quoted(int(found.pairs.supply[best.pair])),
        score=words.score(best.pair),
        needs=words.voice.names((words.need(rank) for rank in best.to), 4),
    )
    if not best.price or not best.to:
        return told
    return told + words.voice.say("match.elsewhere-price", price=words.points_of_plan(best.price))


def _doubt(words: MatchWords, choice: Choice) -> str:
    """What knowing one thing would change between the offer made and its nearest rivals."""
    pairs = (*choice.made[:1], *choice.alternatives[: RIVALS - 1])
    if not choice.made or all(words.pair_score(pair).low == words.pair_score(pair).high for pair in pairs):
        return ""
    scores = [words.pair_score(pair) for pair in pairs]
    regret = least_regret(scores)
    if regret.question is None or regret.rival is None:
        return ""
    asked = pairs[regret.question.score]
    other = pairs[regret.rival if regret.question.score == regret.choice else regret.choice]
    arguments = {
        "criterion": words.criterion(regret.question.criterion),
        "offer": words.quoted(int(words.found.pairs.supply[asked])),
        "other": words.quoted(int(words.found.pairs.supply[other])),
    }
    if regret.question.level is None:
        return words.voice.say("match.doubt", **arguments)
    return words.voice.say("match.doubt-level", level=words.voice.percent(float(regret.question.level)), **arguments)
