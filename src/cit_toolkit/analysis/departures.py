"""«Si cet acteur part»: what the territory would lose, actor by actor."""

from collections.abc import Sequence
from dataclasses import dataclass

from cit_toolkit.analysis.cohesion import Cohesion
from cit_toolkit.analysis.functions_coverage import Coverage
from cit_toolkit.analysis.network_splits import splits_by_departure
from cit_toolkit.model.actor import Actor, Relation
from cit_toolkit.model.method import Function


@dataclass(frozen=True, slots=True)
class Departure:
    """What goes with one actor."""

    actor: Actor
    lost_functions: tuple[Function, ...]
    """Functions that rest on it alone."""
    cut_off: tuple[tuple[str, ...], ...]
    """Groups that would lose every link with the rest (ids of actors)."""


def departures(
    actors: Sequence[Actor], relations: Sequence[Relation] | None, coverage: Coverage, cohesion: Cohesion | None
) -> tuple[Departure, ...]:
    """One entry per hinge actor and per only holder of a function; the heaviest losses first."""
    lost: dict[str, list[Function]] = {}
    for covered in coverage.functions:
        if (holder := covered.only_holder) is not None:
            lost.setdefault(holder.actor.id, []).append(covered.function)
    hinges = set(cohesion.hinges) if cohesion else set()
    cut_off = splits_by_departure(actors, relations or (), hinges)
    found = [
        Departure(actor, tuple(lost.get(actor.id, ())), cut_off.get(actor.id, ()))
        for actor in actors
        if actor.id in lost or actor.id in hinges
    ]
    return tuple(sorted(found, key=lambda d: (-len(d.lost_functions), -sum(map(len, d.cut_off)), d.actor.id)))
