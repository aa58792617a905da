"""A territory's actors and links in the format of another tool, and what that file cannot tell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cit_toolkit.analysis.redaction import texts_of
from cit_toolkit.documents.voice import Voice
from cit_toolkit.exchange.actor_graph import ActorGraph, Column, Facts, GraphActor, GraphLink, Value
from cit_toolkit.exchange.exporters import EXPORTERS, Exporter
from cit_toolkit.model.actor import Actor, Relation, RelationNature
from cit_toolkit.model.method import Method
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.workspace import Audience
from cit_toolkit.pipeline.making import Request, checked_record
from cit_toolkit.rendering.characters import without_forbidden_characters
from cit_toolkit.subjects.territory import ReadTerritory

_ACTOR_COLUMNS = (
    "categorie", "cercle", "roles", "territoire", "commune", "influence", "interet", "siren", "site", "note",
    "fonctions",
)  # fmt: skip
_LINK_COLUMNS = ("nature", "intensite", "depuis", "de", "vers", "note")
_NUMBERS = {"influence", "interet", "intensite"}
_PLACE_KEYS = ("adresse", "code-postal", "latitude", "longitude")
"""The `x-` keys by which an import tells where an actor is: what a map is made of."""
_POSITION = re.compile(r"-?\d{1,3}(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Export:
    """What is written."""

    files: dict[str, bytes]
    """By what is added to the name of the file: "" when there is one."""
    left_out: tuple[str, ...]
    """What the territory tells and these files do not, in words."""


def territory_export(name: str, read: ReadTerritory, request: Request) -> Export:
    """A territory in a format of EXPORTERS. PrivacyRefusalError when it would tell what its reader must not know."""
    exporter = EXPORTERS[name]
    seen = (read.masked if request.mask else read.seen)(request.audience, request.voice)
    internal = request.audience is Audience.INTERNAL
    graph = _graph(seen, read, request, internal, exporter.is_map)
    checked_record(read, request, _record(graph), tuple(texts_of(seen)))
    left_out = tuple(_left_out(read.territory, request.voice, internal, exporter))
    return Export(exporter.files(graph), left_out)


def _graph(seen: Territory, read: ReadTerritory, request: Request, internal: bool, is_map: bool) -> ActorGraph:
    voice, method, settings = request.voice, read.method, read.dossier.settings
    relations = [r for r in seen.relations or () if internal or r.nature is not RelationNature.CONFLICT]
    actors = tuple(
        GraphActor(a.id, _clean(a.name), _actor_facts(a, method, voice, internal, is_map)) for a in seen.actors
    )
    links = tuple(GraphLink(*relation.ends, relation.directed, _link_facts(relation, voice)) for relation in relations)
    functions = tuple(
        Column(f"fonction-{f.id}", voice.labelled(voice.say("export.function"), voice.label(f)), number=True)
        for f in method.functions
    )
    told_of_actors = {key for actor in actors for key in actor.facts}
    told_of_links = {key for link in links for key in link.facts}
    return ActorGraph(
        title=_clean(voice.say("documents.title", kind=voice.say("export.title"), about=seen.name)),
        publisher=_clean(settings.organisation or settings.title or "cit"),
        date=request.today.isoformat(),
        actor_columns=tuple(c for c in (*_columns(_ACTOR_COLUMNS, voice), *functions) if c.id in told_of_actors),
        link_columns=tuple(c for c in _columns(_LINK_COLUMNS, voice) if c.id in told_of_links),
        actors=actors,
        links=links,
    )


def _columns(names: tuple[str, ...], voice: Voice) -> Iterator[Column]:
    return (Column(name, voice.say(f"export.columns.{name}"), name in _NUMBERS) for name in names)


def _actor_facts(actor: Actor, method: Method, voice: Voice, internal: bool, is_map: bool) -> Facts:
    language = voice.language
    facts: dict[str, Value | None] = {
        "categorie": actor.category and method.label(method.categories, actor.category, language),
        "cercle": actor.circle and method.label(method.circles, actor.circle, language),
        "roles": tuple(method.label(method.roles, role, language) for role in actor.roles or ()) or None,
        "territoire": actor.location and voice.say(f"export.locations.{actor.location.value}"),
        "commune": actor.municipality,
        "influence": actor.influence if internal else None,
        "interet": actor.interest if internal else None,
        "siren": actor.siren,
        "site": actor.website,
        "note": actor.note,
    }
    if actor.functions is not None:
        held = {f: actor.functions[f.id] for f in method.functions if f.id in actor.functions}
        facts["fonctions"] = (
            voice.parts(voice.labelled(voice.label(f), voice.level(level)) for f, level in held.items() if level.high)
            or None
        )
    if actor.functions is not None and not is_map:
        facts |= {f"fonction-{f.id}": 0 for f in method.functions if f not in held}
        facts |= {f"fonction-{f.id}": int(level.low) for f, level in held.items() if level.certain}
    return _known(facts | (_place(actor) if is_map else {}))


def _place(actor: Actor) -> dict[str, Value | None]:
    """Where an actor is; half a position is none."""
    told = {key: str(actor.extra[key]) for key in _PLACE_KEYS if isinstance(actor.extra.get(key), str)}
    position = [told.pop(key, "").replace(",", ".") for key in ("latitude", "longitude")]
    if all(map(_POSITION.fullmatch, position)):
        told |= dict(zip(("latitude", "longitude"), position, strict=True))
    return dict(told)


def _link_facts(relation: Relation, voice: Voice) -> Facts:
    facts: dict[str, Value | None] = {
        "nature": voice.say(f"export.natures.{relation.nature.value}"),
        "intensite": relation.intensity,
        "depuis": str(relation.since) if relation.since else None,
        "de": relation.source,
        "vers": relation.target,
        "note": relation.note,
    }
    return _known(facts)


def _known(facts: dict[str, Value | None]) -> Facts:
    return {name: _cleaned(value) for name, value in facts.items() if value is not None}


def _cleaned(value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(map(_clean, value))
    return _clean(value) if isinstance(value, str) else value


def _clean(text: str) -> str:
    return without_forbidden_characters(text)


def _record(graph: ActorGraph) -> dict[str, object]:
    """Everything that is to be written, for the last look."""
    return {
        "head": [graph.title, graph.publisher],
        "actors": [[actor.id, actor.name, dict(actor.facts)] for actor in graph.actors],
        "links": [[link.source, link.target, dict(link.facts)] for link in graph.links],
    }


def _left_out(territory: Territory, voice: Voice, internal: bool, exporter: Exporter) -> Iterator[str]:
    """What is told of the territory and is not in the files: nothing is dropped in silence."""
    actors, relations = territory.actors, territory.relations or ()
    conflicts = sum(relation.nature is RelationNature.CONFLICT for relation in relations)
    oriented = sum(relation.directed for relation in relations)
    uncertain = sum(not level.certain for actor in actors for level in (actor.functions or {}).values())
    weighed = any(actor.influence is not None or actor.interest is not None for actor in actors)
    notes = sum(actor.note is not None for actor in actors) + sum(relation.note is not None for relation in relations)
    extras = sum(bool(thing.extra) for thing in (territory, *actors, *relations))
    counted = {
        "conflicts": 0 if internal or exporter.is_map else conflicts,
        "weights": 0 if internal else weighed,
        "notes": 0 if internal else notes,
        "contacts": sum(actor.contact is not None for actor in actors),
        "levels": uncertain,
        "arrows": 0 if exporter.draws_arrows else oriented,
        "links": len(relations) if exporter.is_map else 0,
        "positions": sum("latitude" not in _place(actor) for actor in actors) if exporter.is_map else 0,
        "needs": len(territory.needs),
        "resources": len(territory.resources),
        "grid": len(territory.grid),
        "statements": len(territory.statements),
        "figures": len(territory.indicators) + (territory.population is not None),
        "context": int(territory.context is not None),
        "extras": extras,
    }
    return (voice.say(f"export.left-out.{name}", count=count) for name, count in counted.items() if count)
