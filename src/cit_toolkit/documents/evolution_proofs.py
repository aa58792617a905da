"""The proof of what moved each figure: its way step by step, and the lines of both files that differ."""

from collections.abc import Iterator

from cit_toolkit.analysis.evolving.evolution import Evolution
from cit_toolkit.analysis.evolving.tracks import COVERAGE, FigureKey
from cit_toolkit.documents.evolution_words import EvolutionWords
from cit_toolkit.documents.proofs import Proof, places_of
from cit_toolkit.problems import Position


def evolution_proofs(step: Evolution, words: EvolutionWords) -> Iterator[Proof]:
    """Of every figure that moved."""
    voice = words.voice
    for track in step.tracks:
        if track.steps:
            yield Proof(
                id=moved_figure(track.key),
                title=voice.say("evolution.proofs.title", name=words.figure(track.key)),
                value=words.value(track.key, track.after),
                definition=voice.say("evolution.proofs.definition"),
                arithmetic=tuple(
                    voice.labelled(
                        words.cause(part),
                        voice.say(
                            "evolution.from-to",
                            before=words.value(track.key, part.before),
                            after=words.value(track.key, part.after),
                        ),
                    )
                    for part in track.steps
                ),
                places=places_of(_places(step, track.key)),
            )


def moved_figure(key: FigureKey) -> str:
    """Id of the proof of what moved a figure."""
    return ".".join(filter(None, ("evolution", *key)))


def _places(step: Evolution, key: FigureKey) -> Iterator[Position | None]:
    """The answers, or the levels of actors, that are not the same in both files."""
    sort, name = key
    if sort in ("fonction", COVERAGE[0]):
        for level in step.changes.levels:
            if name in ("", level.function.id):
                yield level.earlier.position("fonctions", level.function.id)
                yield level.actor.position("fonctions", level.function.id)
        for actor in (*step.changes.no_longer_described, *step.changes.first_described):
            if not name or actor.functions is None or name in actor.functions:
                yield actor.position("fonctions", name) if name else actor.position("fonctions")
        return
    of_dimension = {criterion.id for each in step.method.dimensions if each.id == name for criterion in each.criteria}
    for answer in step.changes.answers:
        if not name or answer.criterion.id in of_dimension:
            for territory in (step.before, step.after):
                if answer.criterion.id in territory.grid:
                    yield territory.position("grille", answer.criterion.id)
