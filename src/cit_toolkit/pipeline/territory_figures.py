"""The drawings that the documents of a territory may name, each made only when one does."""

from collections.abc import Callable, Iterator, Mapping

from cit_toolkit.documents.diagnosis_document import DiagnosisDocument
from cit_toolkit.figures.actor_map_data import ActorMap
from cit_toolkit.figures.figure import Figure

Maker = Callable[[DiagnosisDocument, str], Figure]
"""From a document and the colour of its house to a drawing."""

_NAMES_ON_A_PAGE, _NAMES_IN_BRIEF = 60, 6


class TerritoryFigures(Mapping[str, Figure]):
    """By the name that templates give them: `figure:coverage`."""

    def __init__(self, document: DiagnosisDocument, colour: str) -> None:
        self._document = document
        self._colour = colour
        self._makers = _MAKERS if document.engagement is None else {**_MAKERS, "attendance": _attendance}

    def __getitem__(self, name: str) -> Figure:
        return self._makers[name](self._document, self._colour)

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def _coverage(document: DiagnosisDocument, colour: str) -> Figure:
    from cit_toolkit.figures.coverage import CoverageRow, coverage_figure

    coverage, voice = document.diagnosis.coverage, document.voice
    rows = [
        CoverageRow(
            voice.label(covered.function),
            covered.certain.value,
            covered.possible.value,
            sum(holder.level.low >= 1 for holder in covered.holders),
        )
        for covered in coverage.functions
    ]
    overall = (coverage.overall.low, coverage.overall.high) if coverage.overall else None
    return coverage_figure(rows, overall, voice.language, colour)


def _holders(document: DiagnosisDocument, colour: str) -> Figure:
    from cit_toolkit.figures.holders import HolderRow, holders_figure

    functions, voice = document.diagnosis.coverage.functions, document.voice
    levels = {
        (holder.actor.id, place): (int(holder.level.low), int(holder.level.high))
        for place, covered in enumerate(functions)
        for holder in covered.holders
    }
    rows = [
        HolderRow(actor.name, tuple(levels.get((actor.id, place), (0, 0)) for place in range(len(functions))))
        for actor in document.territory.actors
    ]
    return holders_figure([voice.label(covered.function) for covered in functions], rows, voice.language, colour)


def _maturity(document: DiagnosisDocument, colour: str) -> Figure:
    from cit_toolkit.figures.maturity import MaturityRow, maturity_figure

    rows = [
        MaturityRow(
            document.voice.label(scored.dimension),
            scored.score.low if scored.score else None,
            scored.score.high if scored.score else None,
            scored.answered,
            len(scored.criteria),
        )
        for scored in document.diagnosis.dimensions
    ]
    return maturity_figure(rows, document.voice.language, colour)


def _needs(document: DiagnosisDocument, colour: str) -> Figure:
    from cit_toolkit.figures.needs import NeedRow, needs_figure

    rows = [
        NeedRow(ranked.need.title, _span(ranked.need.urgency), _span(ranked.need.importance))
        for ranked in document.diagnosis.needs
        if ranked.still_open
    ]
    return needs_figure(rows, document.voice.language, colour)


def _influence(document: DiagnosisDocument, colour: str) -> Figure:
    from cit_toolkit.figures.influence import InfluenceRow, influence_figure

    # How much weight an actor has is for the internal reader only: for the others nothing is drawn.
    actors = document.territory.actors if document.internal else ()
    rows = [InfluenceRow(actor.name, _span(actor.influence), _span(actor.interest)) for actor in actors]
    return influence_figure(rows, document.voice.language, colour)


def _actor_map(document: DiagnosisDocument, colour: str) -> Figure:
    from cit_toolkit.figures.actor_map import MapSheet, actor_map_figure

    return actor_map_figure(_shown(document), MapSheet(1.0, _NAMES_ON_A_PAGE), document.voice.language, colour)


def _brief_map(document: DiagnosisDocument, colour: str) -> Figure:
    from cit_toolkit.figures.actor_map import MapSheet, actor_map_figure

    shown, sheet = _shown(document).in_brief(), MapSheet(2.2, _NAMES_IN_BRIEF)
    return actor_map_figure(shown, sheet, document.voice.language, colour)


def _shown(document: DiagnosisDocument) -> ActorMap:
    from cit_toolkit.pipeline.actor_maps import actor_map

    return actor_map(document.diagnosis, document.voice, "liens", document.internal)


def _attendance(document: DiagnosisDocument, colour: str) -> Figure:
    from cit_toolkit.pipeline.attendance_drawing import drawn_attendance

    if document.engagement is None:
        raise KeyError("attendance")
    return drawn_attendance(document.engagement.mobilisation, document.voice, colour)


def _span(score: int | None) -> tuple[int, int]:
    return (0, 3) if score is None else (score, score)


_MAKERS: Mapping[str, Maker] = {
    "coverage": _coverage,
    "holders": _holders,
    "maturity": _maturity,
    "needs": _needs,
    "influence": _influence,
    "actor-map": _actor_map,
    "actor-map-brief": _brief_map,
}
