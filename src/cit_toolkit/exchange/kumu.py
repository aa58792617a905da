"""Kumu's «blueprint» (docs.kumu.io, JSON / Blueprints): elements and connections."""

import json
from collections.abc import Sequence
from typing import Any

from cit_toolkit.exchange.actor_graph import ActorGraph, Column, Facts, columns_but

_OWN_KEYS = {"categorie": "type", "roles": "tags", "note": "description", "site": "url", "nature": "type"}
"""The facts that Kumu has a field of its own for; the others keep their title, which Kumu shows."""


def kumu_files(graph: ActorGraph) -> dict[str, bytes]:
    """One file. Ends are given by id, since two actors may bear one name; a connection never shares its id with one."""
    link_columns = columns_but(graph.link_columns, "de", "vers")
    record = {
        "elements": [
            {"id": actor.id, "label": actor.name, **_named(actor.facts, graph.actor_columns)} for actor in graph.actors
        ],
        "connections": [
            {
                "id": f"relation:{rank}",
                "from": link.source,
                "to": link.target,
                "direction": "directed" if link.directed else "undirected",
                **_named(link.facts, link_columns),
            }
            for rank, link in enumerate(graph.links, 1)
        ],
    }
    return {"": (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()}


def _named(facts: Facts, columns: Sequence[Column]) -> dict[str, Any]:
    return {_OWN_KEYS.get(column.id, column.title): facts[column.id] for column in columns if column.id in facts}
