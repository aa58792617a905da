"""What names something else: does it exist? A dangling name is told with the nearest known one, then left out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from cit_toolkit.loading.positioned_tree import Scalar, Sequence
from cit_toolkit.loading.suggestions import nearest, only_meant
from cit_toolkit.model.actor import Actor, Relation
from cit_toolkit.model.base import CitModel, Path
from cit_toolkit.model.method import Method, MethodItem
from cit_toolkit.model.need import Need
from cit_toolkit.model.offer import Offer, OffersFile
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.text import fold
from cit_toolkit.problems import Problem, Severity

T = TypeVar("T")
M = TypeVar("M", bound=CitModel)
Names = Mapping[str, str]
"""Every accepted name of some kind of thing, and the canonical id it stands for."""
_LISTED_AT_MOST = 20
_COMPARISONS_AT_MOST = 100_000
"""Past so many, looking for what each dangling name meant would take minutes."""


@dataclass
class References:
    """Checks names against what is known, and keeps the problems met."""

    problems: list[Problem] = field(default_factory=list)
    called: Mapping[str, str] = field(default_factory=dict)
    """Folded name of a thing → its id, when no other bears it: people write the one for the other."""

    def one(
        self,
        owner: CitModel,
        path: Path,
        name: str | None,
        kind: str,
        known: Mapping[str, str],
        on_key: bool = False,
    ) -> str | None:
        """The canonical id a name stands for; None, and a problem, when it stands for nothing."""
        if name is None or name in known:
            return known.get(name) if name else None
        if not known:
            self.tell(owner, path, "reference-to-nothing", on_key=on_key, value=name, variant=kind)
            return None
        listed = _first_names(known)
        near = meant = None
        if len(known) * len(self.problems) < _COMPARISONS_AT_MOST:
            near, meant = nearest(name, known), only_meant(name, set(known.values()))
        if (own := self.called.get(name)) in known.values():
            meant = own
        self.tell(
            owner, path, "unknown-reference", on_key=on_key, value=name, variant=kind,
            suggestion=near, known=listed, meant=meant,
        )  # fmt: skip
        return None

    def keys(self, owner: CitModel, table: str, entries: Mapping[str, T], kind: str, known: Names) -> dict[str, T]:
        """The entries of a table under their canonical ids, without those whose key stands for nothing."""
        kept: dict[str, T] = {}
        written: dict[str, str] = {}
        for key, entry in entries.items():
            path, on_key = _place_of_entry(owner, table, key)
            canonical = self.one(owner, path, key, kind, known, on_key)
            if canonical in kept:
                self.tell(owner, path, "repeated-key", on_key=on_key, key=key, canonical=written[canonical])
            elif canonical is not None:
                kept[canonical] = entry
                written[canonical] = key
        return kept

    def many(
        self, owner: CitModel, path: Path, names: Iterable[str], kind: str, known: Mapping[str, str]
    ) -> tuple[str, ...]:
        """The canonical ids of a list of names, those that stand for nothing left out."""
        found = (self.one(owner, (*path, i), name, kind, known) for i, name in enumerate(names))
        return tuple(name for name in found if name is not None)

    def unique(self, holder: CitModel, key: str, items: tuple[M, ...], kind: str) -> tuple[M, ...]:
        """The items of a list without those whose id was already taken; each is told with the first's line."""
        first: dict[str, M] = {}
        for i, item in enumerate(items):
            identifier = str(getattr(item, "id", ""))
            if identifier in first:
                other = first[identifier].position()
                line = other.line if other else 0
                self.tell(holder, (key, i, "id"), "duplicate-id", variant=kind, value=identifier, other=line)
            else:
                first[identifier] = item
        return tuple(first.values())

    def tell(
        self,
        owner: CitModel,
        path: Path,
        code: str,
        severity: Severity = Severity.ERROR,
        on_key: bool = False,
        **arguments: Any,
    ) -> None:
        """Keep a problem at a path below a thing that came from a file; a thing made in Python has no place to tell."""
        origin = owner._origin
        if origin is not None:
            self.problems.append(origin.problem(code, path, on_key=on_key, severity=severity, **arguments))


def _first_names(known: Names) -> list[str]:
    """What may be named, once each; the beginning only when they are many."""
    listed: dict[str, None] = {}
    for name in known.values():
        if len(listed) == _LISTED_AT_MOST and name not in listed:
            return [*listed, "…"]
        listed[name] = None
    return list(listed)


def _place_of_entry(owner: CitModel, table: str, key: str) -> tuple[Path, bool]:
    """Where a key of a table was written, and whether it is a key there: tables may be written as lists of names."""
    written = owner._origin.node(table) if owner._origin is not None else None
    if isinstance(written, Sequence):
        for i, item in enumerate(written.items):
            if isinstance(item, Scalar) and fold(item.text) == key:
                return (table, i), False
    return (table, key), True


def names_of(items: Iterable[MethodItem]) -> dict[str, str]:
    """Every name of a method's things, other names included, and the id it stands for."""
    names: dict[str, str] = {}
    for item in items:
        for name in (item.id, *item.other_names):
            names.setdefault(name, item.id)
    return names


def same(identifiers: Iterable[str]) -> dict[str, str]:
    """Known names that stand for themselves."""
    return {identifier: identifier for identifier in identifiers}


@dataclass(frozen=True)
class MethodNames:
    """What a territory or an offer may name in a method."""

    categories: dict[str, str]
    circles: dict[str, str]
    roles: dict[str, str]
    functions: dict[str, str]
    themes: dict[str, str]
    criteria: dict[str, str]
    stages: dict[str, str]
    modules: dict[str, str]

    @staticmethod
    def of(method: Method) -> "MethodNames":
        """The names of one method."""
        return MethodNames(
            names_of(method.categories),
            names_of(method.circles),
            names_of(method.roles),
            names_of(method.functions),
            names_of(method.themes),
            names_of(method.criteria.values()),
            names_of(method.stages),
            names_of(method.modules),
        )


def resolve_territory(
    territory: Territory, method: Method, gatherings: Mapping[str, str] | None = None
) -> tuple[Territory, list[Problem]]:
    """The territory with canonical ids and without what dangles. `gatherings` is None when they are not looked up."""
    check, names = References(), MethodNames.of(method)
    listed = check.unique(territory, "acteurs", territory.actors, "acteur")
    actors = tuple(_actor(check, actor, names, method) for actor in listed)
    known_actors = same(actor.id for actor in actors)
    names_borne = Counter(fold(actor.name) for actor in actors)
    check.called = {name: actor.id for actor in actors if names_borne[name := fold(actor.name)] == 1}
    relations = territory.relations
    if relations is not None:
        relations = tuple(relation for relation in relations if _links_known_actors(check, relation, known_actors))
    needs = tuple(
        _need(check, need, names, known_actors, gatherings)
        for need in check.unique(territory, "besoins", territory.needs, "besoin")
    )
    resources = tuple(
        resolve_offer(check, offer, names)
        for offer in check.unique(territory, "ressources", territory.resources, "ressource")
    )
    check.unique(territory, "indicateurs", territory.indicators, "indicateur")
    grid = territory.grid
    if names.criteria:
        grid = check.keys(territory, "grille", grid, "critere", names.criteria)
    update: dict[str, Any] = {
        "actors": actors,
        "relations": relations,
        "needs": needs,
        "resources": resources,
        "grid": grid,
    }
    if names.modules:
        update["modules_done"] = check.many(
            territory, ("modules_suivis",), territory.modules_done, "module", names.modules
        )
    return territory.model_copy(update=update), check.problems


def _links_known_actors(check: References, relation: Relation, actors: Names) -> bool:
    paths: tuple[Path, Path] = (("de",), ("vers",)) if relation.directed else (("entre", 0), ("entre", 1))
    ends = [check.one(relation, path, end, "acteur", actors) for path, end in zip(paths, relation.ends, strict=True)]
    return None not in ends


def _actor(check: References, actor: Actor, names: MethodNames, method: Method) -> Actor:
    update: dict[str, Any] = {
        "category": _if_described(check, actor, ("categorie",), actor.category, "categorie", names.categories),
        "circle": _if_described(check, actor, ("cercle",), actor.circle, "cercle", names.circles),
    }
    if actor.roles is not None and method.roles:
        update["roles"] = check.many(actor, ("roles",), actor.roles, "role", names.roles)
    if actor.functions is not None:
        update["functions"] = check.keys(actor, "fonctions", actor.functions, "fonction", names.functions)
    return actor.model_copy(update=update)


def _if_described(
    check: References, owner: CitModel, path: Path, name: str | None, kind: str, known: Mapping[str, str]
) -> str | None:
    """A name checked only when the method describes that kind of thing at all."""
    return check.one(owner, path, name, kind, known) if known else name


def _need(
    check: References, need: Need, names: MethodNames, actors: Mapping[str, str], gatherings: Mapping[str, str] | None
) -> Need:
    for i, origin in enumerate(need.origins):
        _if_described(check, need, ("origine", i, "cercle"), origin.circle, "cercle", names.circles)
        if gatherings is not None and origin.gathering:
            check.one(need, ("origine", i, "seance"), origin.gathering, "seance", gatherings)
    if not need.origins:
        check.tell(need, (), "need-without-voice", Severity.WARNING, need=need.title)
    themes = check.many(need, ("themes",), need.themes, "theme", names.themes) if names.themes else need.themes
    return need.model_copy(
        update={
            "themes": themes,
            "functions": check.many(need, ("fonctions",), need.functions, "fonction", names.functions),
            "carriers": check.many(need, ("porteurs",), need.carriers, "acteur", actors),
        }
    )


def resolve_offer(check: References, offer: Offer, names: MethodNames) -> Offer:
    """An offer with canonical ids and without what dangles in the method."""
    update = {
        "themes": check.many(offer, ("themes",), offer.themes, "theme", names.themes) if names.themes else offer.themes,
        "functions": check.many(offer, ("fonctions",), offer.functions, "fonction", names.functions),
    }
    if names.stages:
        update["stages"] = check.many(offer, ("etapes",), offer.stages, "etape", names.stages)
    if names.categories:
        update["audiences"] = check.many(offer, ("publics",), offer.audiences, "categorie", names.categories)
    return offer.model_copy(update=update)


def resolve_catalogue(catalogue: OffersFile, method: Method) -> tuple[OffersFile, list[Problem]]:
    """A catalogue with canonical ids and without what dangles, and what is wrong with it."""
    check, names = References(), MethodNames.of(method)
    offers = tuple(
        resolve_offer(check, offer, names) for offer in check.unique(catalogue, "offres", catalogue.offers, "offre")
    )
    givers = {fold(offer.structure): offer.structure for offer in offers if offer.structure}
    for structure in catalogue.structures:
        if fold(structure.name) not in givers:
            names_given = list(givers.values())
            check.tell(
                structure, ("nom",), "unknown-reference", value=structure.name, variant="structure-offres",
                suggestion=nearest(structure.name, names_given), known=names_given[:_LISTED_AT_MOST],
            )  # fmt: skip
    structures = tuple(each for each in catalogue.structures if fold(each.name) in givers)
    return catalogue.model_copy(update={"offers": offers, "structures": structures}), check.problems
