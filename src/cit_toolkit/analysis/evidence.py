"""What each figure rests on: the terms of its arithmetic and the places in the files they were read from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.analysis.functions_coverage import value_of
from cit_toolkit.model.actor import RelationNature
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.interval import Interval
from cit_toolkit.problems import Position


@dataclass(frozen=True, slots=True)
class Term:
    """One line of a figure: what it is about, its weight, the lowest and highest value it brings."""

    name: Mapping[str, str]
    """By language; under "" when it is the same in all."""
    weight: Fraction
    low: Fraction
    high: Fraction
    place: Position | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure, how it is made, and from what. `kind` names its definition in the catalogues."""

    id: str
    kind: str
    subject: Mapping[str, str]
    terms: tuple[Term, ...]
    divisor: Fraction | None
    """What the sum of weight × value is divided by; None when the figure is no sum."""
    value: Interval | None
    words: tuple[str, str] | None = None
    """The value when it is a word: the certain one and the possible one (ids)."""

    @property
    def places(self) -> tuple[Position, ...]:
        """Where its terms were read, each place once, in order."""
        return tuple(sorted({term.place for term in self.terms if term.place}))


def evidence(diagnosis: Diagnosis) -> tuple[Evidence, ...]:
    """Every figure of a diagnosis that can be asked about, in the order of the document."""
    return tuple(_all(diagnosis))


def _all(diagnosis: Diagnosis) -> Iterator[Evidence]:
    yield from _stage(diagnosis)
    yield from _coverage(diagnosis)
    yield from _actors(diagnosis)
    yield from _links(diagnosis)
    for ranked in diagnosis.needs:
        need = ranked.need
        terms = tuple(
            Term(
                {"fr": fr, "en": en}, Fraction(1), Fraction(value or 0), Fraction(3 if value is None else value), place
            )
            for fr, en, value, place in (
                ("urgence", "urgency", need.urgency, need.position("urgence")),
                ("importance", "importance", need.importance, need.position("importance")),
            )
        )
        yield Evidence(f"besoin.{need.id}", "priority", {"": need.title}, terms, Fraction(6), ranked.priority)
    for dimension in diagnosis.dimensions:
        terms = tuple(
            Term(
                _label(answer.criterion),
                Fraction(answer.criterion.weight),
                Fraction(answer.level.low),
                Fraction(answer.level.high),
                diagnosis.territory.position("grille", answer.criterion.id) if answer.answer else None,
            )
            for answer in dimension.criteria
        )
        full = 3 * sum((term.weight for term in terms), Fraction(0))
        yield Evidence(
            f"dimension.{dimension.dimension.id}",
            "dimension",
            _label(dimension.dimension),
            terms,
            full,
            dimension.score,
        )


def _stage(diagnosis: Diagnosis) -> Iterator[Evidence]:
    stage = diagnosis.stage
    if stage is None:
        return
    terms = tuple(
        Term(
            {"": gate.name},
            Fraction(gate.threshold),
            _bounded(gate.value.low),
            _bounded(gate.value.high),
            diagnosis.territory.position("grille", gate.name) if gate.name in diagnosis.territory.grid else None,
        )
        for gate in stage.next_gates
    )
    certain, possible = stage.stage(stage.certain), stage.stage(stage.possible)
    words = (certain.id if certain else "", possible.id if possible else "")
    yield Evidence("etape", "stage", _label(stage.next) if stage.next else {}, terms, None, None, words)


def _coverage(diagnosis: Diagnosis) -> Iterator[Evidence]:
    coverage = diagnosis.coverage
    terms = tuple(
        Term(_label(f.function), Fraction(f.function.weight), value_of(f.certain), value_of(f.possible), None)
        for f in coverage.functions
    )
    total = sum((term.weight for term in terms), Fraction(0))
    if coverage.overall is not None:
        yield Evidence("couverture", "coverage", {}, terms, total, coverage.overall)
    for covered in coverage.functions:
        holders = tuple(
            Term({"": h.actor.name}, Fraction(1), Fraction(h.level.low), Fraction(h.level.high), h.position)
            for h in covered.holders
        )
        yield Evidence(
            f"fonction.{covered.function.id}", "function", _label(covered.function), holders, None, None,
            (covered.certain.value, covered.possible.value),
        )  # fmt: skip


def _actors(diagnosis: Diagnosis) -> Iterator[Evidence]:
    people = diagnosis.ecosystem
    one = Fraction(1)
    counted = tuple(Term({"": actor.name}, one, one, one, actor.position()) for actor in people.actors)
    yield Evidence("acteurs.nombre", "actors", {}, counted, one, Interval.exactly(len(people.actors)))
    if people.effective_categories is not None:
        labels = {category.id: _label(category) for category in diagnosis.method.categories}
        terms = tuple(
            Term(labels.get(name, {"": name}), one, Fraction(n), Fraction(n), None)
            for name, n in people.by_category.items()
        )
        value = Interval.exactly(people.effective_categories)
        yield Evidence("acteurs.categories_effectives", "effective-categories", {}, terms, None, value)


def _links(diagnosis: Diagnosis) -> Iterator[Evidence]:
    links = diagnosis.cohesion
    if links is None or links.density is None:
        return
    names = {actor.id: actor.name for actor in diagnosis.territory.actors}
    one = Fraction(1)
    # Several relations between two actors are one link: the first one written stands for it.
    pairs = {
        frozenset(relation.ends): relation
        for relation in reversed(diagnosis.territory.relations or ())
        if relation.nature != RelationNature.CONFLICT
    }
    terms = tuple(
        Term({"": " – ".join(names[end] for end in relation.ends)}, one, one, one, relation.position())
        for relation in reversed(pairs.values())
    )
    possible = Fraction(links.actors * (links.actors - 1), 2)
    yield Evidence("cohesion.densite", "density", {}, terms, possible, Interval.exactly(links.density))


def _label(item: CitModel) -> dict[str, str]:
    label = getattr(item, "label")  # noqa: B009 - the method's things all have one, with one signature
    return {"fr": label("fr"), "en": label("en")}


def _bounded(value: float) -> Fraction:
    return Fraction(value) if value != float("inf") else Fraction(10**9)
