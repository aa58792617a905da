"""The figures that a method's rules may name, and the places each rests on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cit_toolkit.analysis.cohesion import Cohesion, conflicts
from cit_toolkit.analysis.ecosystem import Ecosystem
from cit_toolkit.analysis.functions_coverage import Coverage, FunctionCoverage, Status
from cit_toolkit.analysis.maturity import DimensionScore, Gate, StageReached
from cit_toolkit.analysis.needs import RankedNeed
from cit_toolkit.model.actor import Actor
from cit_toolkit.model.method import Method
from cit_toolkit.model.need import Need
from cit_toolkit.model.territory import Territory
from cit_toolkit.problems import Position

HIGH_PRIORITY = 2 / 3
"""Priority from which a need is said to be a priority: urgency + importance of 4 out of 6."""


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

    def places(self, names: Iterable[str]) -> tuple[Position, ...]:
        """The places in the files that the figures of these names rest on, each once, in order."""
        found: dict[Position, None] = {}
        for name in names:
            for place in _places_in(self._value(name)):
                found[place] = None
        return tuple(sorted(found))

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
    if isinstance(value, NamedThing):
        yield from value.places
    elif isinstance(value, Placed):
        yield from value.places
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _places_in(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _places_in(item)


class Placed(dict[str, Any]):
    """Figures about one thing that was written in one place."""

    places: tuple[Position, ...] = ()

    @staticmethod
    def at(position: Position | None, **values: Any) -> "Placed":
        """Figures, and the place they were read from."""
        table = Placed(values)
        table.places = (position,) if position else ()
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
    return RuleFacts(
        {
            "territoire": Placed.at(
                territory.position("population"),
                nom=territory.name,
                population=float(population.low) if population and population.exact else None,
            ),
            "acteurs": _actors(people, method),
            "triade": _triad(people),
            "couverture": _coverage(coverage),
            "cohesion": _cohesion(territory, links),
            "besoins": _needs(needs),
            "ressources": {"nombre": len(territory.resources)},
            "maturite": _maturity(dimensions, stage, method),
            "grille": {
                answer.criterion.id: Placed.at(
                    territory.position("grille", answer.criterion.id) if answer.answer else None,
                    min=answer.level.low,
                    max=answer.level.high,
                )
                for dimension in dimensions
                for answer in dimension.criteria
            },
        }
    )


def _actors(people: Ecosystem, method: Method) -> dict[str, Any]:
    return {
        "nombre": len(people.actors),
        "categories": len(people.by_category),
        "categories_effectives": people.effective_categories,
        "par_categorie": {item.id: people.by_category.get(item.id, 0) for item in method.categories},
        "par_cercle": {item.id: people.by_circle.get(item.id, 0) for item in method.circles},
        "par_role": {item.id: people.by_role.get(item.id, 0) for item in method.roles},
        # A category is missing for certain only when every actor's is known.
        "categories_manquantes": tuple(
            NamedThing(item.id, _names(item.label("fr"), item.label("en")))
            for item in method.categories
            if item.id in people.missing_categories and people.missing_is_certain
        ),
        "sans_fonctions": _things(people.without_functions),
        "sans_categorie": _things(people.without_category),
        "sans_cercle": _things(people.without_circle),
        "cles": _things(people.key_actors),
        "a_convaincre": _things(people.to_convince),
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


def _coverage(coverage: Coverage) -> dict[str, Any]:
    overall = coverage.overall
    return {
        "min": overall.low if overall else None,
        "max": overall.high if overall else None,
        "nombre": len(coverage.functions),
        "absentes": tuple(map(_function, coverage.with_status(Status.ABSENT))) if overall else (),
        "en_germe": tuple(map(_function, coverage.with_status(Status.SEED))),
        "fragiles": tuple(map(_function, coverage.with_status(Status.FRAGILE))),
        "partagees": tuple(map(_function, coverage.with_status(Status.SHARED))),
        "incertaines": tuple(map(_function, coverage.unsettled)),
    }


def _function(covered: FunctionCoverage) -> NamedThing:
    places = tuple(holder.position for holder in covered.holders if holder.position)
    return NamedThing(
        covered.function.id, _names(covered.function.label("fr"), covered.function.label("en")), places
    )


def _cohesion(territory: Territory, links: Cohesion | None) -> dict[str, Any]:
    actors = {actor.id: actor for actor in territory.actors}
    known = {
        "connue": links is not None,
        "conflits": len(conflicts(territory.relations)),
        "liens": links.links if links else None,
        "densite": links.density if links else None,
        "degre_moyen": links.mean_degree if links else None,
        "composantes": len(links.components) if links else None,
    }
    lists = {
        "isoles": links.isolated if links else (),
        "charnieres": links.hinges if links else (),
        "relais": tuple(name for name, _ in links.brokers) if links else (),
    }
    return known | {key: _things(actors[name] for name in names) for key, names in lists.items()}


def _needs(needs: tuple[RankedNeed, ...]) -> dict[str, Any]:
    still_open = [ranked for ranked in needs if ranked.still_open]
    lists = {
        "ouverts": still_open,
        "prioritaires": [r for r in still_open if r.priority.low >= HIGH_PRIORITY - 1e-9],
        "sans_parole": [r for r in needs if not r.need.origins],
        "sans_porteur": [r for r in still_open if not r.need.carriers],
        "couverts_localement": [r for r in still_open if r.covered_locally is True],
        "non_couverts": [r for r in still_open if r.covered_locally is False],
    }
    return {"nombre": len(needs)} | {key: _things(r.need for r in ranked) for key, ranked in lists.items()}


def _maturity(dimensions: tuple[DimensionScore, ...], stage: StageReached | None, method: Method) -> dict[str, Any]:
    certain = stage.stage(stage.certain) if stage else None
    possible = stage.stage(stage.possible) if stage else None
    return {
        "reponses": sum(dimension.answered for dimension in dimensions),
        "criteres": sum(len(dimension.criteria) for dimension in dimensions),
        "dimensions": {
            dimension.dimension.id: {
                "min": dimension.score.low if dimension.score else None,
                "max": dimension.score.high if dimension.score else None,
                "reponses": dimension.answered,
                "criteres": len(dimension.criteria),
            }
            for dimension in dimensions
        },
        "a_faire": _gates(stage.to_do, method) if stage else (),
        "a_verifier": _gates(stage.to_verify, method) if stage else (),
        "etape_certaine": certain.id if certain else None,
        "etape_possible": possible.id if possible else None,
        "rang_certain": stage.certain if stage else None,
        "rang_possible": stage.possible if stage else None,
    }


def _gates(gates: tuple[Gate, ...], method: Method) -> tuple[NamedThing, ...]:
    return tuple(
        NamedThing(gate.name, _names(criterion.label("fr"), criterion.label("en")))
        for gate in gates
        if (criterion := method.criteria.get(gate.name))
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
