"""The actors of the interactive page as a table: what the map tells, for those who read rather than look.

It is there without the script too.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

_COLUMNS = ("name", "category", "circle", "functions", "linked")

Say = Callable[[str], str]
"""A word of the page, ready to be put in HTML."""


def actor_table(record: Mapping[str, Any], say: Say) -> str:
    """The table, from the record the script works on."""
    heads = "".join(f'<th scope="col">{say(f"column-{name}")}</th>' for name in _COLUMNS)
    linked = _linked(record, say)
    rows = "\n".join(_row(actor, linked[actor["id"]], record, say) for actor in record["actors"])
    return (
        f'<table><caption class="unseen">{say("actors")}</caption><thead><tr>{heads}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody></table>"
    )


def _linked(record: Mapping[str, Any], say: Say) -> dict[str, Iterable[str]]:
    """Whom each actor is linked to, once each; then whom it is in conflict with, which is no link."""
    names = {actor["id"]: escape(actor["name"]) for actor in record["actors"]}
    linked: dict[str, dict[str, None]] = {name: {} for name in names}
    conflicts: dict[str, dict[str, None]] = {name: {} for name in names}
    for link in record["links"]:
        one, other = link["ends"]
        told = conflicts if link["nature"] == "conflit" else linked
        told[one][other] = told[other][one] = None
    return {
        name: [
            *(names[other] for other in linked[name]),
            *(f"{names[other]} ({say('conflict')})" for other in conflicts[name]),
        ]
        for name in names
    }


def _row(actor: Mapping[str, Any], linked: Iterable[str], record: Mapping[str, Any], say: Say) -> str:
    functions = say("not-asked")
    if actor["levels"] is not None:
        held = (f"{record['functions'][name]} ({_level(*span)})" for name, span in actor["levels"].items())
        functions = say("separator").join(map(escape, held)) or "–"
    others = say("separator").join(linked) or (say("no-link") if record["links_known"] else "?")
    cells = (record["categories"].get(actor["category"]), record["circles"].get(actor["circle"]))
    told = "".join(f"<td>{escape(cell) if cell else '?'}</td>" for cell in cells)
    return (
        f'<tr data-row="{escape(actor["id"])}"><th scope="row"><button type="button" class="name">'
        f"{escape(actor['name'])}</button></th>{told}<td>{functions}</td><td>{others}</td></tr>"
    )


def _level(low: int, high: int) -> str:
    return str(low) if low == high else "?" if (low, high) == (0, 3) else f"{low}–{high}"
