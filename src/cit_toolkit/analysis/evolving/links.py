"""Links between actors made and broken between two dates, told apart from links that were only found out about."""

from dataclasses import dataclass

from cit_toolkit.model.actor import Relation
from cit_toolkit.model.territory import Territory

LinkKey = tuple[frozenset[str], str]


@dataclass(frozen=True, slots=True)
class LinkChanges:
    """Relations of one date that the other does not have, in the order of the files."""

    made: tuple[Relation, ...] = ()
    """Begun after the earlier date, by their own date."""
    already_there: tuple[Relation, ...] = ()
    """Begun before it: they were only not described."""
    undated: tuple[Relation, ...] = ()
    """New in the description, begun at an unknown date."""
    gone: tuple[Relation, ...] = ()
    """No longer described."""
    known: bool = True
    """False when one of the two dates describes no relation at all: nothing can be compared."""


def link_changes(before: Territory, after: Territory) -> LinkChanges:
    """Compare by ends and nature; a direction or an intensity that changes makes no other link."""
    if before.relations is None or after.relations is None:
        return LinkChanges(known=False)
    old, new = ({key_of(relation) for relation in told.relations or ()} for told in (before, after))
    found: dict[bool | None, list[Relation]] = {True: [], False: [], None: []}
    for relation in after.relations:
        if key_of(relation) not in old:
            found[_began_since(relation, before)].append(relation)
    return LinkChanges(
        made=tuple(found[True]),
        already_there=tuple(found[False]),
        undated=tuple(found[None]),
        gone=tuple(relation for relation in before.relations if key_of(relation) not in new),
    )


def key_of(relation: Relation) -> LinkKey:
    """What makes a link the same one at another date."""
    return frozenset(relation.ends), relation.nature.value


def _began_since(relation: Relation, before: Territory) -> bool | None:
    if relation.since is None or before.as_of is None:
        return None
    if relation.since.earliest > before.as_of.latest:
        return True
    return False if relation.since.latest <= before.as_of.latest else None
