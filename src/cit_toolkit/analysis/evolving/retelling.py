"""The earlier territory told again: with what is known since, then with what is judged otherwise, then as it changed.

A figure computed on each telling shows which part of its move comes from knowing better, from judging otherwise, from
the world, and from actors described for the first time.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

from cit_toolkit.analysis.evolving.links import link_changes
from cit_toolkit.analysis.evolving.shift import nested
from cit_toolkit.analysis.functions_coverage import actor_level
from cit_toolkit.analysis.maturity import level_of
from cit_toolkit.model.actor import Actor, Relation
from cit_toolkit.model.method import Method
from cit_toolkit.model.need import Need
from cit_toolkit.model.territory import GridAnswer, Territory

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Retelling:
    """The five tellings, each one step further than the one before it."""

    before: Territory
    known: Territory
    """The earlier description, with what is better or less well known since."""
    judged: Territory
    """The same, with what is judged otherwise."""
    changed: Territory
    """The later description, without the actors that it describes for the first time."""
    after: Territory


def retelling(before: Territory, after: Territory, method: Method) -> Retelling:
    """Tell the way from a description to a later one of the same territory."""
    known = _known(before, after, method)
    return Retelling(before, known, _judged(known, before, after), _without_newcomers(before, after), after)


def judged_otherwise(before: Territory, after: Territory, criterion: str) -> bool:
    """Whether a level that moved only says that somebody judges otherwise: the answer is dated from no later than the
    earlier description, or rests on the very words it rested on."""
    old, new = before.grid.get(criterion), after.grid.get(criterion)
    if old is None or new is None or nested(old.level, new.level):
        return False
    if new.date is not None and before.as_of is not None and new.date.latest <= before.as_of.latest:
        return True
    said = (new.statement, new.evidence)
    return any(said) and said == (old.statement, old.evidence)


def _known(before: Territory, after: Territory, method: Method) -> Territory:
    now = {actor.id: actor for actor in after.actors}
    needs = {need.id: need for need in after.needs}
    update: dict[str, Any] = {
        "grid": _known_grid(before, after, method),
        "actors": tuple(_known_actor(a, now[a.id], method) if a.id in now else a for a in before.actors),
        "needs": tuple(_known_need(n, needs[n.id]) if n.id in needs else n for n in before.needs),
        "relations": _known_relations(before, after),
    }
    return before.model_copy(update=update)


def _known_grid(before: Territory, after: Territory, method: Method) -> dict[str, GridAnswer]:
    told = {}
    for name in method.criteria:
        later = nested(level_of(name, before.grid), level_of(name, after.grid))
        grid = after.grid if later else before.grid
        if name in grid:
            told[name] = grid[name]
    return told


def _known_actor(old: Actor, new: Actor, method: Method) -> Actor:
    update: dict[str, Any] = {
        key: _known_value(getattr(old, key), getattr(new, key)) for key in ("category", "roles", "circle")
    }
    if old.functions is None or new.functions is None:
        # Where nothing was known, or nothing is any more, every level of one date holds that of the other.
        update["functions"] = new.functions
    else:
        update["functions"] = {
            function.id: then if not nested(then, now) else now
            for function in method.functions
            for then, now in ((actor_level(old, function.id), actor_level(new, function.id)),)
        }
    return old.model_copy(update=update)


def _known_need(old: Need, new: Need) -> Need:
    update = {key: _known_value(getattr(old, key), getattr(new, key)) for key in ("urgency", "importance")}
    return old.model_copy(update=update)


def _known_value(old: T | None, new: T | None) -> T | None:
    return new if old is None or new is None else old


def _known_relations(before: Territory, after: Territory) -> tuple[Relation, ...] | None:
    if after.relations is None:
        return None
    there = {actor.id for actor in before.actors}
    if before.relations is None:
        return tuple(relation for relation in after.relations if there.issuperset(relation.ends))
    found = link_changes(before, after).already_there
    return (*before.relations, *(relation for relation in found if there.issuperset(relation.ends)))


def _judged(known: Territory, before: Territory, after: Territory) -> Territory:
    needs = {need.id: need for need in after.needs}
    update: dict[str, Any] = {
        "grid": {
            name: after.grid[name] if judged_otherwise(before, after, name) else answer
            for name, answer in known.grid.items()
        },
        "needs": tuple(
            need.model_copy(update={"urgency": needs[need.id].urgency, "importance": needs[need.id].importance})
            if need.id in needs
            else need
            for need in known.needs
        ),
    }
    return known.model_copy(update=update)


def _without_newcomers(before: Territory, after: Territory) -> Territory:
    there = {actor.id for actor in before.actors}
    relations = after.relations
    update: dict[str, Any] = {
        "actors": tuple(actor for actor in after.actors if actor.id in there),
        "relations": relations and tuple(relation for relation in relations if there.issuperset(relation.ends)),
        "needs": tuple(
            need.model_copy(update={"carriers": tuple(name for name in need.carriers if name in there)})
            for need in after.needs
        ),
    }
    return after.model_copy(update=update)
