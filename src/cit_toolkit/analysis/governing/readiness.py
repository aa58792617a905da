"""Which categories of members the actors of a territory could fill, and who is missing."""

from dataclasses import dataclass

from cit_toolkit.model.actor import Actor
from cit_toolkit.model.legal_rules import LegalRules, MemberKind
from cit_toolkit.model.territory import Territory


@dataclass(frozen=True, slots=True)
class Candidates:
    """A kind of members, and who could be of it."""

    kind: MemberKind
    certain: tuple[Actor, ...]
    possible: tuple[Actor, ...]
    """Actors whose roles or category nobody has said."""
    by_person: bool
    """Whether it gathers people an actor employs or brings, whom no description of actors can tell."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """The members a cooperative of the territory could have."""

    kinds: tuple[Candidates, ...]

    @property
    def filled(self) -> tuple[Candidates, ...]:
        """Kinds that at least one actor could surely fill."""
        return tuple(each for each in self.kinds if each.certain)

    @property
    def to_find(self) -> tuple[Candidates, ...]:
        """Kinds nobody could surely fill, the required ones first."""
        empty = [each for each in self.kinds if not each.certain]
        return tuple(sorted(empty, key=lambda each: not each.kind.required))


def readiness(territory: Territory, rules: LegalRules) -> Readiness:
    """Who could be a member, by kind. An actor without `roles` may have any; one without a category, any category."""
    return Readiness(tuple(_candidates(kind, territory.actors) for kind in rules.members))


def _candidates(kind: MemberKind, actors: tuple[Actor, ...]) -> Candidates:
    certain, possible = [], []
    for actor in actors:
        if set(kind.roles) & set(actor.roles or ()) or actor.category in kind.categories:
            certain.append(actor)
        elif (kind.roles and actor.roles is None) or (kind.categories and actor.category is None):
            possible.append(actor)
    return Candidates(kind, tuple(certain), tuple(possible), by_person=not (kind.roles or kind.categories))
