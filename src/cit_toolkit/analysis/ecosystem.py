"""Who the actors are: categories, circles, roles, and the three legs a SCIC stands on."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cit_toolkit.model.actor import Actor
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.method import Method, TriadLeg


@dataclass(frozen=True, slots=True)
class Triad:
    """Whether producers, beneficiaries and a third kind of members are there; None is unknown."""

    producers: bool | None
    beneficiaries: bool | None
    third: bool | None

    @property
    def complete(self) -> bool | None:
        """True with the three, False when one is missing for certain, None otherwise."""
        legs = (self.producers, self.beneficiaries, self.third)
        return False if False in legs else None if None in legs else True


@dataclass(frozen=True, slots=True)
class Ecosystem:
    """The actors counted. Those whose category, circle or roles are unknown are listed apart, never dropped."""

    actors: tuple[Actor, ...]
    by_category: dict[str, int]
    by_circle: dict[str, int]
    by_role: dict[str, int]
    missing_categories: tuple[str, ...]
    """Expected categories that no actor has (ids, in the order of the method)."""
    effective_categories: float | None
    """exp(−Σ p ln p) over the actors whose category is known; None when there is none."""
    triad: Triad | None
    """None when the method does not say which roles make it."""
    without_category: tuple[Actor, ...]
    without_circle: tuple[Actor, ...]
    without_roles: tuple[Actor, ...]
    without_functions: tuple[Actor, ...]

    @property
    def missing_is_certain(self) -> bool:
        """Whether no actor of unknown category could belong to a missing one."""
        return not self.without_category

    def count(self, counted: dict[str, int], key: str, unknown: Sequence[Actor]) -> Interval:
        """How many actors have a category, circle or role: those of whom nothing is known may have it."""
        return Interval(counted.get(key, 0), counted.get(key, 0) + len(unknown))

    def categories(self, method: Method) -> Interval:
        """How many categories are there: an actor of unknown category may bring one more."""
        seen, unknown = len(self.by_category), len(self.without_category)
        if not method.categories:
            return Interval(seen, seen + unknown)
        return Interval(seen, max(seen, min(seen + unknown, len(method.categories))))

    def effective_range(self, method: Method) -> Interval | None:
        """How far the actors of unknown category could bring the effective number: all in the largest, or spread."""
        if self.effective_categories is None:
            return None
        counts = sorted(self.by_category.values())
        gathered = [*counts[:-1], counts[-1] + len(self.without_category)]
        # Without a list of categories, each unknown actor may be of a category of its own.
        others = len(method.categories) - len(counts) if method.categories else len(self.without_category)
        spread = [*counts, *[0] * max(others, 0)]
        for _ in self.without_category:
            spread[spread.index(min(spread))] += 1
        return Interval(effective_number(gathered) or 0.0, effective_number(spread) or 0.0)

    @property
    def key_actors(self) -> tuple[Actor, ...]:
        """Influential and interested: 2 or more of each."""
        return tuple(a for a in self.actors if _within(a.influence, 2, 3) and _within(a.interest, 2, 3))

    @property
    def maybe_key_actors(self) -> int:
        """How many others may be: their influence or their interest is not known."""
        possible = sum(_may_be(a.influence, 2, 3) and _may_be(a.interest, 2, 3) for a in self.actors)
        return possible - len(self.key_actors)

    @property
    def to_convince(self) -> tuple[Actor, ...]:
        """Influential, little interested: influence 2 or more, interest 1 or less."""
        return tuple(a for a in self.actors if _within(a.influence, 2, 3) and _within(a.interest, 0, 1))

    @property
    def maybe_to_convince(self) -> int:
        """How many others may be to convince."""
        possible = sum(_may_be(a.influence, 2, 3) and _may_be(a.interest, 0, 1) for a in self.actors)
        return possible - len(self.to_convince)


def ecosystem(actors: Sequence[Actor], method: Method) -> Ecosystem:
    """Count the actors by what the method tells apart."""
    categories = Counter(actor.category for actor in actors if actor.category is not None)
    return Ecosystem(
        actors=tuple(actors),
        by_category=_in_order(categories, [category.id for category in method.categories]),
        by_circle=_in_order(
            Counter(actor.circle for actor in actors if actor.circle is not None),
            [circle.id for circle in method.circles],
        ),
        by_role=_in_order(
            Counter(role for actor in actors for role in dict.fromkeys(actor.roles or ())),
            [role.id for role in method.roles],
        ),
        missing_categories=tuple(c.id for c in method.categories if c.expected and c.id not in categories),
        effective_categories=effective_number(tuple(categories.values())),
        triad=_triad(actors, method),
        without_category=tuple(actor for actor in actors if actor.category is None),
        without_circle=tuple(actor for actor in actors if actor.circle is None),
        without_roles=tuple(actor for actor in actors if actor.roles is None),
        without_functions=tuple(actor for actor in actors if actor.functions is None),
    )


def effective_number(counts: Sequence[int]) -> float | None:
    """How many categories, equally present, would be as diverse: exp of Shannon's entropy (Hill number of order 1)."""
    total = sum(counts)
    if not total:
        return None
    return math.exp(-sum(count / total * math.log(count / total) for count in counts if count))


def _in_order(counted: Counter[str], order: Sequence[str]) -> dict[str, int]:
    known = {key: counted[key] for key in order if key in counted}
    return {**known, **{key: n for key, n in sorted(counted.items()) if key not in known}}


def _triad(actors: Sequence[Actor], method: Method) -> Triad | None:
    legs = {leg: {role.id for role in method.roles if role.triad == leg} for leg in TriadLeg}
    if not any(legs.values()):
        return None

    def present(leg: TriadLeg) -> bool | None:
        if any(legs[leg].intersection(actor.roles or ()) for actor in actors):
            return True
        # Somebody of whom we know no role may be one: only a complete list of roles says «no». A leg that no role of
        # the method fills cannot be told.
        unsure = not actors or not legs[leg] or any(actor.roles is None for actor in actors)
        return None if unsure else False

    return Triad(present(TriadLeg.PRODUCERS), present(TriadLeg.BENEFICIARIES), present(TriadLeg.THIRD))


def _within(value: int | None, low: int, high: int) -> bool:
    return value is not None and low <= value <= high


def _may_be(value: int | None, low: int, high: int) -> bool:
    return value is None or low <= value <= high
