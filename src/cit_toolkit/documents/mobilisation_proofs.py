"""The proof of each figure of the sessions of an action: who came, what formats mobilised, how structures took part."""

from collections.abc import Iterable, Iterator, Mapping

from cit_toolkit.analysis.attendance import Presence, presence_place
from cit_toolkit.analysis.engagement import Engagement
from cit_toolkit.analysis.mobilisation import Mobilisation
from cit_toolkit.analysis.prose.records import attendance_of, attendance_place
from cit_toolkit.analysis.session_measures import Measure, session_measures
from cit_toolkit.documents.measure_words import measure_arithmetic, measure_definition, measure_title, measure_words
from cit_toolkit.documents.mobilisation_words import people_words
from cit_toolkit.documents.proofs import Proof, places_of
from cit_toolkit.documents.rating_words import RatingWords
from cit_toolkit.documents.session_words import SessionWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.bilan_terms import SESSION_GROUPS
from cit_toolkit.model.gathering import Gathering, GatheringFormat

_GROUPS = {kind: group for group, kind in SESSION_GROUPS.items() if kind is not None}
_MEASURES = {
    "sessions": "nombre", "presences": "presences", "people": "personnes", "returning": "personnes_revenues",
    "hours": "heures", "person-hours": "heures_participants", "rating": "roti_moyen", "decisions": "decisions",
    "productions": "productions", "hours-per-decision": "heures_par_decision",
    "hours-per-production": "heures_par_production",
}  # fmt: skip
"""The measures behind the figures of the formats side by side, by the key of their row."""


def row_figure(key: str, kind: GatheringFormat) -> str:
    """Id of the proof of a figure of the formats side by side."""
    return f"seances.{_GROUPS[kind]}.{_MEASURES[key]}"


def structure_figure(structure: str) -> str:
    """Id of the proof of the number of sessions a structure came to."""
    return f"structures.{structure}.seances"


def attendance_figure(gathering: Gathering) -> str:
    """Id of the proof of how many came to a session."""
    return f"presences.{gathering.id}"


def attendance_proofs(gatherings: Iterable[Gathering], voice: Voice) -> Iterator[Proof]:
    """How many came to each session, as it says."""
    for gathering in gatherings:
        came = attendance_of(gathering)
        if came is not None:
            yield Proof(
                attendance_figure(gathering),
                voice.say("bilan.proofs.attendance", session=SessionWords(gathering, voice).label),
                voice.quantity(came),
                voice.say(f"bilan.definitions.{'attendance' if gathering.attendance is not None else 'listed'}"),
                (),
                places_of((attendance_place(gathering),)),
            )


def mobilisation_proofs(held: Mobilisation, engaged: Engagement, voice: Voice) -> Iterator[Proof]:
    """Every measure of the sessions that is known."""
    for name, measure in session_measures(held, engaged).items():
        if measure is not None:
            yield _measure(name, measure, held, voice)


def structure_proofs(engaged: Engagement, names: Iterable[tuple[str, str]], voice: Voice) -> Iterator[Proof]:
    """How many sessions each structure came to. `names`: its name and that number in words, in the order of the
    ladder."""
    for found, (name, value) in zip(engaged.structures, names, strict=True):
        steps = zip(engaged.sessions, found.steps, strict=True)
        there = [gathering for gathering, step in steps if step.presence is Presence.PRESENT]
        yield Proof(
            structure_figure(found.structure),
            voice.say("bilan.proofs.structure", name=name),
            value,
            voice.say("bilan.definitions.structure"),
            tuple(SessionWords(gathering, voice).label for gathering in there),
            places_of(presence_place(gathering, found.structure) for gathering in there),
        )


def arrivals_figure(gathering: Gathering) -> str:
    """Id of the proof of how many structures came to a session for the first time."""
    return f"arrivees.{gathering.id}"


def arrivals_proofs(engaged: Engagement, told: Mapping[str, str], voice: Voice) -> Iterator[Proof]:
    """Who came for the first time and who came back, session by session; `told`: in words, by figure."""
    for rank, gathering in enumerate(engaged.sessions):
        if (figure := arrivals_figure(gathering)) in told:
            yield Proof(
                figure,
                voice.say("bilan.proofs.arrivals", session=SessionWords(gathering, voice).label),
                told[figure],
                voice.say("bilan.definitions.arrivals"),
                (),
                places_of(map(attendance_place, engaged.sessions[: rank + 1])),
            )


def _measure(name: str, measure: Measure, held: Mobilisation, voice: Voice) -> Proof:
    value = measure_words(measure, voice)
    kind = SESSION_GROUPS[name.split(".")[1]]
    group = held.together if kind is None else held.formats.get(kind)
    arithmetic = measure_arithmetic(name, measure, voice)
    if group and name.endswith(".personnes"):
        value = people_words(group.people, voice)
    if group and name.endswith(".roti_moyen"):
        arithmetic = (RatingWords(group.ratings, voice).arithmetic,)
    return Proof(
        name,
        measure_title(name, voice),
        value,
        measure_definition(name, voice),
        tuple(line for line in arithmetic if line != value),
        places_of(measure.places),
    )
