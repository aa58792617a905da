"""GoGoCarto (the JSON of its interface, «gogofull»): a directory on a map. It has no links between its elements."""

import json
from collections.abc import Mapping
from typing import Any

from cit_toolkit.exchange.actor_graph import ActorGraph, Facts, Value

_OWN_KEYS = {"site": "website", "note": "description"}
"""The facts that GoGoCarto has a field of its own for; the others keep the name of their key."""
_ADDRESS = {"adresse": "streetAddress", "commune": "addressLocality", "code-postal": "postalCode"}
_POSITION = {"latitude": "latitude", "longitude": "longitude"}


def gogocarto_files(graph: ActorGraph) -> dict[str, bytes]:
    """One file. An element whose position is not known has none: the map finds it by its address, or asks for it."""
    elements = [_element(actor.id, actor.name, actor.facts) for actor in graph.actors]
    record = {"licence": "", "ontology": "gogofull", "data": elements}
    return {"": (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()}


def _element(identifier: str, name: str, facts: Facts) -> dict[str, Any]:
    element: dict[str, Any] = {"id": identifier, "name": name}
    if position := {key: float(str(value)) for key, value in _picked(facts, _POSITION).items()}:
        element["geo"] = position
    if address := _picked(facts, _ADDRESS):
        element["address"] = address
    element["categories"] = [facts["categorie"]] if "categorie" in facts else []
    apart = {"categorie", *_ADDRESS, *_POSITION}
    return element | {_OWN_KEYS.get(key, key): value for key, value in facts.items() if key not in apart}


def _picked(facts: Facts, keys: Mapping[str, str]) -> dict[str, Value]:
    return {name: facts[key] for key, name in keys.items() if key in facts}
