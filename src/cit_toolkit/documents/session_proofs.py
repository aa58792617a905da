"""The proof of each figure of the report of a session: the lines of its file, and of the earlier ones."""

from collections.abc import Iterable, Iterator

from cit_toolkit.analysis.attendance import presence_place
from cit_toolkit.analysis.follow_up import Decided, Promise
from cit_toolkit.analysis.prose.records import attendance_place
from cit_toolkit.documents.mobilisation_proofs import attendance_proofs
from cit_toolkit.documents.presence_section import PresenceSection
from cit_toolkit.documents.proofs import Proof, places_of
from cit_toolkit.documents.rating_words import RatingWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.problems import Position


def presence_proofs(presence: PresenceSection, earlier: Iterable[Gathering], voice: Voice) -> Iterator[Proof]:
    """Who was there. `earlier`: the sessions before it, among which those who come back are looked for."""
    attendance = presence.attendance
    gathering = attendance.gathering
    listed = gathering.position("participants") if gathering.participants else None
    yield from attendance_proofs((gathering,), voice)
    if presence.registered:
        yield _proof("inscrits", presence.registered, (), (gathering.position("inscrits"),), voice)
    if presence.structure_count:
        where = [presence_place(gathering, each) for each in attendance.structures]
        yield _proof("structures", presence.structure_count, (presence.structure_names,), where, voice)
    if presence.new_and_returning:
        places = (*map(attendance_place, earlier), listed)
        yield _proof("nouvelles", presence.new_and_returning, (), places, voice)
    if presence.half_days:
        yield _proof("demi-journees", presence.half_days, (), (listed, gathering.position("programme")), voice)


def outcome_proofs(decided: Iterable[Decided], promised: Iterable[Promise], voice: Voice) -> Iterator[Proof]:
    """What was decided and promised."""
    decisions = [each.decision.position() for each in decided]
    promises = [each.task.position() for each in promised]
    for figure, places in (("decisions", decisions), ("engagements", promises)):
        if places:
            yield _proof(figure, voice.number(len(places)), (), places, voice)


def rating_proof(gathering: Gathering, ratings: RatingWords, voice: Voice) -> Iterator[Proof]:
    """The mean of the answers, when it is told."""
    if ratings.mean:
        yield _proof("roti", ratings.mean, (ratings.arithmetic,), (gathering.position("evaluation"),), voice)


def _proof(
    figure: str, value: str, arithmetic: tuple[str, ...], places: Iterable[Position | None], voice: Voice
) -> Proof:
    title, definition = voice.say(f"session.proofs.{figure}"), voice.say(f"session.definitions.{figure}")
    return Proof(figure, title, value, definition, arithmetic, places_of(places))
