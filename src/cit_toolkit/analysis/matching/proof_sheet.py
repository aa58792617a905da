"""The proof of one pair: every filter and every criterion with its verdict, its weight, its points, and where each side
says it. The points add up to the score."""

from dataclasses import dataclass

from cit_toolkit.analysis.eligibility import Verdict
from cit_toolkit.analysis.matching.match import Match
from cit_toolkit.analysis.matching.parties import Positions
from cit_toolkit.analysis.matching.score import TEXT, Part
from cit_toolkit.problems import Position

_SCORED_ON = {
    "fonctions": "fonctions",
    "themes": "themes",
    "natures": "natures",
    "proximite": "zone",
    TEXT: "intitule",
}
"""The field of the offer that each criterion looks at; on the side of the need, the same but for nearness."""
_PLACE_FIELDS = ("communes", "code_insee", "departement", "region")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet; its weight and points are 0 for what only filters."""

    name: str
    verdict: Verdict
    weight: int
    low: int
    points: int
    high: int
    need_place: Position | None
    offer_place: Position | None


def proof_sheet(found: Match, pair: int) -> tuple[Line, ...]:
    """Filters in order, then what only scores."""
    demand_rank, supply_rank = int(found.pairs.demand[pair]), int(found.pairs.supply[pair])
    demand, supply = found.demands[demand_rank], found.supplies[supply_rank]
    parts = {part.criterion: part for part in found.tables.score(demand_rank, supply_rank).parts}
    verdicts = found.tables.verdicts(demand_rank, supply_rank)
    lines = []
    for each in found.tables.filters:
        need_place = _first(demand.positions, each.need_fields) or _first(demand.place.positions, each.need_fields)
        lines.append(
            _line(
                each.id,
                verdicts[each.id],
                parts.pop(each.id, None),
                need_place,
                _first(supply.positions, each.offer_fields),
            )
        )
    for name, part in parts.items():
        field = _SCORED_ON[name]
        at_place = _first(demand.place.positions, _PLACE_FIELDS) if field == "zone" else None
        lines.append(
            _line(
                name,
                Verdict.UNKNOWN if part.level is None else Verdict.YES if part.level else Verdict.NO,
                part,
                at_place or _first(demand.positions, (field,)),
                _first(supply.positions, (field,)),
            )
        )
    return tuple(lines)


def _line(name: str, verdict: Verdict, part: Part | None, need: Position | None, offer: Position | None) -> Line:
    if part is None:
        return Line(name, verdict, 0, 0, 0, 0, need, offer)
    return Line(name, verdict, part.weight, part.low, part.points, part.high, need, offer)


def _first(positions: Positions, fields: tuple[str, ...]) -> Position | None:
    return next((positions[field] for field in fields if field in positions), None)
