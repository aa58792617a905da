"""The figures that a method's rules may name, and the places each rests on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cit_toolkit.analysis.cohesion import Cohesion, conflicts
from cit_toolkit.analysis.ecosystem import Ecosystem
from cit_toolkit.analysis.functions_coverage import RANKS, Coverage, FunctionCoverage, Status
from cit_toolkit.analysis.maturity import DimensionScore, Gate, StageReached
from cit_toolkit.analysis.needs import RankedNeed
from cit_toolkit.analysis.partly_known import Count, KnownItems, Measure
from cit_toolkit.model.actor import Actor
from cit_toolkit.model.method import Method, MethodItem
from cit_toolkit.model.need import Need
from cit_toolkit.model.territory import Territory
from cit_toolkit.problems import Position

HIGH_PRIORITY = 2 / 3
"""Priority from which a need is said to be a priority: urgency + importance of 4 out of 6."""

LISTS = frozenset(
    f"{table}.{name}"
    for table, names in {
        "acteurs": "categories_manquantes sans_fonctions sans_categorie sans_cercle cles a_convaincre",
        "couverture": "absentes en_germe fragiles partagees incertaines",
        "cohesion": "isoles charnieres relais",
        "besoins": "ouverts prioritaires sans_parole sans_porteur couverts_localement non_couverts",
        "maturite": "a_faire a_verifier",
    }.items()
    for name in names.split()
)
"""Names that stand for lists: a text prints them with `noms`."""


@dataclass(frozen=True, slots=True)
class NamedThing:
    """Something a text can name: an actor, a function, a need, a criterion."""

    id: str
    names: Mapping[str, str]
    """Its name by language; a name that is the same in all stands under ""."""
    places: tuple[Position, ...] = ()

    def name(self, language: str) -> str:
        """Its name in a language."""
        return self.names.get(language) or self.names.get("") or self.names.get("fr") or self.id


@dataclass(frozen=True)
class RuleFacts:
    """Everything rules may name, nested: `values["couverture"]["fragiles"]`."""

    values: Mapping[str, Any]
    sources: Mapping[str, Position]
    """Where the figures of a table are counted from, for those that are no thing written in one place."""

    def places(self, names: Iterable[str]) -> tuple[Position, ...]:
        """The places in the files that the figures of these names rest on, each once, in order."""
        found: set[Position] = set()
        for name in filter(self.knows, names):
            found.update(self._places_of(name.split(".")))
        return tuple(sorted(found))

    def _places_of(self, path: list[str]) -> tuple[Position, ...]:
        """The things a figure is made of; for a number, those of the nearest table above it that says its own."""
        value: Any = self.values
        above: tuple[Position, ...] = (self.sources[path[0]],) if path[0] in self.sources else ()
        for part in path:
            value = value[part]
            if isinstance(value, Placed):
                above = value.places or above
        return tuple(_places_in(value)) or above

    def knows(self, name: str) -> bool:
        """Whether a dotted name stands for a figure."""
        try:
            self._value(name)
        except KeyError:
            return False
        return True

    def _value(self, name: str) -> Any:
        value: Any = self.values
        for part in name.split("."):
            if not isinstance(value, Mapping):
                raise KeyError(name)
            value = value[part]
        return value


def _places_in(value: Any) -> Iterator[Position]:
    if isinstance(value, (NamedThing, Placed)):
        yield from value.places
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _places_in(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _places_in(item)


class Placed(dict[str, Any]):
    """Figures about one thing, and where it was written."""

    places: tuple[Position, ...] = ()

    @staticmethod
    def at(*positions: Position | None, **values: Any) -> "Placed":
        """Figures, and the places they were read from."""
        table = Placed(values)
        table.places = tuple(position for position in positions if position)
        return table


def rule_facts(
    territory: Territory,
    method: Method,
    coverage: Coverage,
    people: Ecosystem,
    links: Cohesion | None,
    needs: tuple[RankedNeed, ...],
    dimensions: tuple[DimensionScore, ...],
    stage: StageReached | None,
) -> RuleFacts:
    """Every figure that a rule may name, for one territory."""
    population = territory.population.value if territory.population else None
    blocks = {
        "acteurs": "acteurs", "triade": "acteurs", "couverture": "acteurs", "cohesion": "relations",
        "besoins": "besoins", "ressources": "ressources", "maturite": "grille", "grille": "grille",
    }  # fmt: skip
    return RuleFacts(
        sources={name: place for name, key in blocks.items() if (place := territory.position(key))},
        values={
            "territoire": Placed.at(
                territory.position("population"),
                nom=territory.name,
                population=float(population.low) if population and population.exact else None,
            ),
            "acteurs": _actors(people, method),
            "triade": _triad(people),
            "couverture": _coverage(coverage, described=bool(people.actors)),
            "cohesion": _cohesion(territory, people, links),
            "besoins": _needs(needs),
            "ressources": {"nombre": len(territory.resources)},
            "maturite": _maturity(territory, dimensions, stage, method),
            "grille": {
                answer.criterion.id: Placed.at(
                    territory.position("grille", answer.criterion.id) if answer.answer else None,
                    min=answer.level.low,
                    max=answer.level.high,
                )
                for dimension in dimensions
                for answer in dimension.criteria
            },
        },
    )


def _actors(people: Ecosystem, method: Method) -> dict[str, Any]:
    def counts(items: Iterable[MethodItem], counted: dict[str, int], unknown: tuple[Actor, ...]) -> dict[str, Count]:
        return {item.id: Count(counted.get(item.id, 0), counted.get(item.id, 0) + len(unknown)) for item in items}

    missing = tuple(
        NamedThing(item.id, _names(item.label("fr"), item.label("en")))
        for item in method.categories
        if item.id in people.missing_categories
    )
    categories = people.categories(method)
    effective, reach = people.effective_categories, people.effective_range(method)
    return {
        "nombre": len(people.actors),
        "categories": Count(int(categories.low), int(categories.high)),
        "categories_effectives": Measure(effective, reach.low, reach.high) if effective and reach else None,
        "par_categorie": counts(method.categories, people.by_category, people.without_category),
        "par_cercle": counts(method.circles, people.by_circle, people.without_circle),
        "par_role": counts(method.roles, people.by_role, people.without_roles),
        # A category is missing for certain only when every actor's is known.
        "categories_manquantes": missing if people.missing_is_certain else KnownItems((), len(missing)),
        "sans_fonctions": _things(people.without_functions),
        "sans_categorie": _things(people.without_category),
        "sans_cercle": _things(people.without_circle),
        "cles": KnownItems(_things(people.key_actors), people.maybe_key_actors),
        "a_convaincre": KnownItems(_things(people.to_convince), people.maybe_to_convince),
    }


def _triad(people: Ecosystem) -> dict[str, Any]:
    if people.triad is None:
        return dict.fromkeys(("producteurs", "beneficiaires", "tiers", "complete"))
    words = {True: "oui", False: "non", None: None}
    return {
        "producteurs": words[people.triad.producers],
        "beneficiaires": words[people.triad.beneficiaries],
        "tiers": words[people.triad.third],
        "complete": people.triad.complete,
    }


def _coverage(coverage: Coverage, described: bool) -> dict[str, Any]:
    overall = coverage.overall

    def having(status: Status) -> KnownItems[NamedThing] | None:
        if not described:
            return None
        others = sum(RANKS[f.certain] <= RANKS[status] <= RANKS[f.possible] for f in coverage.unsettled)
        return KnownItems(map(_function, coverage.with_status(status)), others)

    return {
        "min": overall.low if overall else None,
        "max": overall.high if overall else None,
        "nombre": len(coverage.functions),
        "absentes": having(Status.ABSENT),
        "en_germe": having(Status.SEED),
        "fragiles": having(Status.FRAGILE),
        "partagees": having(Status.SHARED),
        "incertaines": tuple(map(_function, coverage.unsettled)) if described else None,
    }


def _function(covered: FunctionCoverage) -> NamedThing:
    places = tuple(holder.position for holder in covered.holders if holder.position)
    return NamedThing(covered.function.id, _names(covered.function.label("fr"), covered.function.label("en")), places)


def _cohesion(territory: Territory, people: Ecosystem, links: Cohesion | None) -> dict[str, Any]:
    known = {
        "connue": links is not None,
        "conflits": None if territory.relations is None else len(conflicts(territory.relations)),
    }
    if links is None:
        names = ("liens", "densite", "degre_moyen", "composantes", "isoles", "charnieres", "relais")
        return known | dict.fromkeys(names)
    actors = {actor.id: actor for actor in territory.actors}
    relays = _things(actors[name] for name, _ in links.brokers)
    return known | {
        "liens": links.links,
        "densite": links.density,
        "degre_moyen": links.mean_degree,
        "composantes": len(links.components),
        "isoles": _things(actors[name] for name in links.isolated),
        "charnieres": _things(actors[name] for name in links.hinges),
        # Whom an actor of unknown category links is unknown too.
        "relais": KnownItems(relays, len(actors) - len(relays) if people.without_category else 0),
    }


def _needs(needs: tuple[RankedNeed, ...]) -> dict[str, Any]:
    still_open = [ranked for ranked in needs if ranked.still_open]
    unsure = sum(r.covered_locally is None for r in still_open)

    def things(ranked: Iterable[RankedNeed]) -> tuple[NamedThing, ...]:
        return _things(r.need for r in ranked)

    return {
        "nombre": len(needs),
        "ouverts": things(still_open),
        "prioritaires": KnownItems(
            things(r for r in still_open if _high(r.priority.low)),
            sum(_high(r.priority.high) and not _high(r.priority.low) for r in still_open),
        ),
        "sans_parole": things(r for r in needs if not r.need.origins),
        "sans_porteur": things(r for r in still_open if not r.need.carriers),
        "couverts_localement": KnownItems(things(r for r in still_open if r.covered_locally is True), unsure),
        "non_couverts": KnownItems(things(r for r in still_open if r.covered_locally is False), unsure),
    }


def _high(priority: float) -> bool:
    return priority >= HIGH_PRIORITY - 1e-9


def _maturity(
    territory: Territory, dimensions: tuple[DimensionScore, ...], stage: StageReached | None, method: Method
) -> dict[str, Any]:
    certain = stage.stage(stage.certain) if stage else None
    possible = stage.stage(stage.possible) if stage else None
    return {
        "reponses": sum(dimension.answered for dimension in dimensions),
        "criteres": sum(len(dimension.criteria) for dimension in dimensions),
        "dimensions": {
            dimension.dimension.id: Placed.at(
                *(territory.position("grille", c.criterion.id) for c in dimension.criteria if c.answer),
                min=dimension.score.low if dimension.score else None,
                max=dimension.score.high if dimension.score else None,
                reponses=dimension.answered,
                criteres=len(dimension.criteria),
            )
            for dimension in dimensions
        },
        "a_faire": _gates(stage.to_do, territory, method) if stage else None,
        "a_verifier": _gates(stage.to_verify, territory, method) if stage else None,
        "etape_certaine": certain.id if certain else None,
        "etape_possible": possible.id if possible else None,
        "rang_certain": stage.certain if stage else None,
        "rang_possible": stage.possible if stage else None,
    }


def _gates(gates: tuple[Gate, ...], territory: Territory, method: Method) -> tuple[NamedThing, ...]:
    return tuple(
        NamedThing(
            gate.name,
            # A metric has no name in the method: the document that tells it finds the words.
            _names(criterion.label("fr"), criterion.label("en"))
            if (criterion := method.criteria.get(gate.name))
            else {},
            (place,) if gate.name in territory.grid and (place := territory.position("grille", gate.name)) else (),
        )
        for gate in gates
    )


def _things(items: Iterable[Actor] | Iterable[Need]) -> tuple[NamedThing, ...]:
    return tuple(
        NamedThing(
            item.id,
            {"": item.name if isinstance(item, Actor) else item.title},
            (position,) if (position := item.position()) else (),
        )
        for item in items
    )


def _names(fr: str, en: str) -> dict[str, str]:
    return {"fr": fr, "en": en}
