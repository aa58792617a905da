"""The proof of each figure of a comparison: a value on its scale, a share of the draws."""

from collections.abc import Iterator

from cit_toolkit.analysis.comparing.candidates import Candidate, Scale
from cit_toolkit.documents.compare_words import CompareWords
from cit_toolkit.documents.proofs import Proof, places_of
from cit_toolkit.model.interval import Interval
from cit_toolkit.problems import Position


def compare_proofs(words: CompareWords) -> Iterator[Proof]:
    """Every figure, in the order of the document."""
    found, voice = words.found, words.voice
    if found.acceptability is not None:
        draws = found.acceptability.draws
        for index in found.ranking:
            share = found.acceptability.shares[index][0]
            yield Proof(
                id=first_figure(found.compared[index]),
                title=voice.say("compare.proofs.first", name=words.name(found.compared[index])),
                value=words.share(share),
                definition=voice.say("compare.proofs.first-definition", seed=found.seed),
                arithmetic=(f"{voice.number(round(share * draws))} ÷ {voice.number(draws)} = {words.share(share)}",),
                places=(),
            )
    for candidate in found.in_order:
        for scale, measured, value in zip(found.scales.all, candidate.measures, candidate.values, strict=True):
            yield Proof(
                id=value_figure(candidate, scale),
                title=voice.say("compare.proofs.value", name=words.name(candidate), criterion=words.criterion(scale)),
                value=words.value(value),
                definition=voice.say("compare.proofs.value-definition"),
                arithmetic=tuple(_arithmetic(scale, measured, words)),
                places=places_of([_place(candidate, scale)]),
            )


def value_figure(candidate: Candidate, scale: Scale) -> str:
    """Id of the proof of a value."""
    return f"valeur.{candidate.id}.{scale.criterion.id}"


def first_figure(candidate: Candidate) -> str:
    """Id of the proof of the share of first places."""
    return f"premier.{candidate.id}"


def _arithmetic(scale: Scale, measured: Interval, words: CompareWords) -> Iterator[str]:
    zero, hundred = words.measure(scale.metric, scale.zero), words.measure(scale.metric, scale.hundred)
    for end in dict.fromkeys((measured.low, measured.high)):
        if end == float("inf"):
            continue
        place = scale.value(Interval.exactly(end)).low
        made = f"({words.measure(scale.metric, end)} − {zero}) ÷ ({hundred} − {zero}) × 100"
        share = (end - scale.zero) / (scale.hundred - scale.zero)
        cut = "" if 0 <= share <= 1 else words.voice.say("compare.proofs.cut")
        yield f"{made} = {words.voice.number(place, 0)}{cut}"


def _place(candidate: Candidate, scale: Scale) -> Position | None:
    """The answer in the grid, or the part of the file that is counted."""
    territory = candidate.diagnosis.territory
    if scale.metric in territory.grid:
        return territory.position("grille", scale.metric)
    block = {"couverture": "acteurs", "fonctions": "acteurs"}.get(
        scale.metric.split(".")[0], scale.metric.split(".")[0]
    )
    return territory.position(block) if block in ("acteurs", "relations", "besoins", "ressources") else None
