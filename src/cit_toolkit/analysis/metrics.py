"""Figures a method may name in its thresholds, each an interval: the names are listed by `cit method show`."""

import math
from collections.abc import Mapping

from cit_toolkit.analysis.ecosystem import Ecosystem
from cit_toolkit.analysis.functions_coverage import RANKS, Coverage, Status
from cit_toolkit.analysis.maturity import level_of
from cit_toolkit.model.field_types import FULL_LEVEL
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.method import Method
from cit_toolkit.model.territory import Territory


def metric_names(method: Method) -> tuple[str, ...]:
    """Every name a threshold may use with this method: criteria of the grid, then metrics."""
    return (
        *method.criteria,
        "acteurs.nombre",
        "acteurs.categories",
        *(f"acteurs.par_categorie.{category.id}" for category in method.categories),
        *(f"acteurs.par_cercle.{circle.id}" for circle in method.circles),
        *(f"acteurs.par_role.{role.id}" for role in method.roles),
        "relations.nombre",
        "besoins.nombre",
        "besoins.avec_parole",
        "ressources.nombre",
        "couverture",
        "fonctions.assurees",
        "fonctions.partagees",
        *(f"fonctions.{function.id}" for function in method.functions),
    )


def metrics(territory: Territory, method: Method, coverage: Coverage, people: Ecosystem) -> Mapping[str, Interval]:
    """The value of every name of `metric_names`."""
    values = {criterion: level_of(criterion, territory.grid) for criterion in method.criteria}
    exact = {
        "acteurs.nombre": len(territory.actors),
        "besoins.nombre": len(territory.needs),
        "besoins.avec_parole": sum(bool(need.origins) for need in territory.needs),
        "ressources.nombre": len(territory.resources),
    }
    values.update({name: Interval.exactly(value) for name, value in exact.items()})
    values["acteurs.categories"] = people.categories(method)
    counts = (
        ("par_categorie", method.categories, people.by_category, people.without_category),
        ("par_cercle", method.circles, people.by_circle, people.without_circle),
        ("par_role", method.roles, people.by_role, people.without_roles),
    )
    for name, items, counted, unknown in counts:
        for item in items:
            values[f"acteurs.{name}.{item.id}"] = people.count(counted, item.id, unknown)
    values["relations.nombre"] = (
        Interval(0, math.inf) if territory.relations is None else Interval.exactly(len(territory.relations))
    )
    values["couverture"] = coverage.overall or Interval(0, 1)
    # With no actor described, nothing is known of any function.
    described = bool(territory.actors)
    anything = Interval(0, len(coverage.functions))
    values["fonctions.assurees"] = _at_least(coverage, Status.FRAGILE) if described else anything
    values["fonctions.partagees"] = _at_least(coverage, Status.SHARED) if described else anything
    for covered in coverage.functions:
        values[f"fonctions.{covered.function.id}"] = covered.level if described else FULL_LEVEL
    return values


def _at_least(coverage: Coverage, status: Status) -> Interval:
    return Interval(
        sum(RANKS[covered.certain] >= RANKS[status] for covered in coverage.functions),
        sum(RANKS[covered.possible] >= RANKS[status] for covered in coverage.functions),
    )
