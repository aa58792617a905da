"""A match as tables, for a spreadsheet: the plan, the orphans, the offers, the calls, the ranked offers, the matrix."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cit_toolkit.analysis.eligibility import cost_of
from cit_toolkit.analysis.matching.call_sheet import Side
from cit_toolkit.analysis.matching.choices import free_places
from cit_toolkit.documents.match_document import MatchDocument
from cit_toolkit.documents.match_words import MatchWords

Value = str | int | float | Decimal | None
Rows = list[Sequence[Value]]

MOST_CELLS = 200_000
"""Cells of the matrix at most: beyond, the ranked offers say the same in a form one can read."""
RANKED = 10
"""Offers told of each need."""


def match_tables(document: MatchDocument) -> dict[str, Rows]:
    """By name, in the order of the sheets; each begins with the heads of its columns."""
    words = document.words
    tables = {
        "plan": _plan(document),
        "orphans": _orphans(document),
        "offers": _offers(document),
        "calls": _calls(document),
        "ranked": _ranked(words),
    }
    if len(document.found.demands) * len(_offered(words)) <= MOST_CELLS:
        tables["matrix"] = _matrix(words)
    if document.with_proofs:
        tables["proofs"] = _proofs(document)
    return {words.voice.say(f"match.tables.{name}"): rows for name, rows in tables.items()}


def _heads(words: MatchWords, *names: str) -> list[str]:
    return [words.voice.say(f"match.columns.{name}") for name in names]


def _plan(document: MatchDocument) -> Rows:
    words, found = document.words, document.found
    criteria = tuple(found.tables.scale.weights)
    heads = _heads(words, "territory", "need", "need-id", "offer", "offer-id", "structure", "score", "least", "most",
                   "certain", "to-verify", "priority", "value", "cost")  # fmt: skip
    rows: Rows = [[*heads, *map(words.criterion, criteria)]]
    for pair in found.made.tolist():
        demand = found.demands[int(found.pairs.demand[pair])]
        supply = found.supplies[int(found.pairs.supply[pair])]
        firm = words.voice.say("words.yes" if found.is_firm(pair) else "words.no")
        facts = words.voice.series(words.fact(side, field) for side, field in document.doubts.of(pair))
        points = {part.criterion: part.points for part in words.pair_score(pair).parts}
        rows.append(
            [
                demand.place.name, demand.need.title, demand.need.id, supply.title, supply.id, supply.structure,
                int(found.pairs.points[pair]), int(found.pairs.low[pair]), int(found.pairs.high[pair]), firm, facts,
                words.priority(demand.need), int(found.problem.value[pair]), cost_of(demand.need, supply.offer),
                *(points[name] for name in criteria),
            ]
        )  # fmt: skip
    return rows


def _orphans(document: MatchDocument) -> Rows:
    words, found = document.words, document.found
    named = ("territory", "need", "need-id", "priority", "looked-at", "reasons", "nearest", "missing", "themes")
    rows: Rows = [_heads(words, *named)]
    for orphan, line in zip(document.orphans_found, document.orphans, strict=True):
        demand = found.demands[orphan.demand]
        rows.append(
            [
                demand.place.name, line.title, demand.need.id, line.priority, orphan.offers, line.reasons, line.nearest,
                line.missing, line.themes,
            ]
        )  # fmt: skip
    return rows


def _offers(document: MatchDocument) -> Rows:
    words, found = document.words, document.found
    rows: Rows = [
        _heads(words, "offer", "offer-id", "structure", "catalogue", "state", "territories", "most-territories", "days",
               "most-days", "needs", "possible", "first-choices", "waiting", "one-more")
    ]  # fmt: skip
    for load in document.loads:
        supply = found.supplies[load.supply]
        served = words.voice.series(words.need(int(found.pairs.demand[pair])) for pair in load.pairs)
        rows.append(
            [
                supply.title, supply.id, supply.structure, supply.catalogue,
                words.voice.say(f"match.states.{load.state.value}"), load.territories, load.most_territories, load.days,
                load.most_days, served, load.possible, load.first_choices, len(load.waiting), load.one_more,
            ]
        )  # fmt: skip
    return rows


def _calls(document: MatchDocument) -> Rows:
    words, found = document.words, document.found
    rows: Rows = [_heads(words, "respondent", "question", "settles", "concerns", "object", "field")]
    for call in document.doubts.calls():
        supply = call.side is Side.OFFER
        named = found.supplies[call.thing].id if supply else "/".join(found.demands[call.thing].key)
        rows.append([words.respondent(call), words.question(call), call.settles, call.concerns, named, call.field])
    return rows


def _ranked(words: MatchWords) -> Rows:
    """The best offers of each need, made or not."""
    found, free = words.found, free_places(words.found)
    made = set(found.made.tolist())
    rows: Rows = [_heads(words, "territory", "need", "rank", "offer", "structure", "score", "least", "most", "state")]
    for rank, demand in enumerate(found.demands):
        for place, pair in enumerate(found.possible_of.get(rank, ())[:RANKED], 1):
            supply = found.supplies[int(found.pairs.supply[pair])]
            state = "made" if pair in made else "free" if pair in free else "taken"
            rows.append(
                [
                    demand.place.name, demand.need.title, place, supply.title, supply.structure,
                    int(found.pairs.points[pair]), int(found.pairs.low[pair]), int(found.pairs.high[pair]),
                    words.voice.say(f"match.pair-states.{state}"),
                ]
            )  # fmt: skip
    return rows


def _offered(words: MatchWords) -> list[int]:
    """The offers that some need could use."""
    return sorted(set(words.found.pairs.supply.tolist()))


def _matrix(words: MatchWords) -> Rows:
    """Points of each possible pair; those of the plan are marked."""
    found = words.found
    offered = _offered(words)
    made = set(found.made.tolist())
    heads = _heads(words, "territory", "need")
    rows: Rows = [[*heads, *(words.offer(rank) for rank in offered)]]
    for rank, demand in enumerate(found.demands):
        points: dict[int, Value] = {}
        for pair in found.possible_of.get(rank, ()):
            score = int(found.pairs.points[pair])
            points[int(found.pairs.supply[pair])] = f"{score} ✓" if pair in made else score
        rows.append([demand.place.name, demand.need.title, *(points.get(each) for each in offered)])
    return rows


def _proofs(document: MatchDocument) -> Rows:
    words = document.words
    rows: Rows = [
        _heads(words, "sheet", "need", "offer", "criterion", "verdict", "weight", "points", "need-place", "offer-place")
    ]
    rows += list(_proof_rows(document))
    return rows


def _proof_rows(document: MatchDocument) -> Iterator[Sequence[Value]]:
    for proof in document.proofs:
        for line in proof.lines:
            yield [
                proof.number, proof.need, proof.offer, line.criterion, line.verdict, line.weight, line.points,
                line.need_place, line.offer_place,
            ]  # fmt: skip
