"""What the columns of a table are, guessed from what they are called, then from what they hold."""

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches

from cit_toolkit.exchange.mapped_parts import EMAIL, PHONE
from cit_toolkit.exchange.mapped_tables import columns_of
from cit_toolkit.exchange.official_numbers import official_number
from cit_toolkit.exchange.records import RecordFile
from cit_toolkit.model.actor_mapping import ActorColumns, ActorsMapping, LinkColumns
from cit_toolkit.model.text import fold
from cit_toolkit.model.tool_mapping import NamedColumns

_LOOKED_AT = 200
"""Rows whose cells are looked at."""
_MOSTLY = 0.8
"""Share of the filled cells of a column that must look alike for it to be taken for something."""
_CLOSE = 0.88
"""How near the name of a column must be to a usual one: «Courriels», «Telephonne»."""
_ASIDE = re.compile(r"\([^)]*\)|[*:?]")
"""What people add to a heading: «Nom de la structure (obligatoire) *»."""

_LOOKS: Mapping[str, Callable[[str], object]] = {
    "email": EMAIL.fullmatch,
    "website": re.compile(r"(?:https?://|www\.)\S+").fullmatch,
    "siret": lambda text: official_number(text, 14).doubt in ("", "zeros-restored"),
    "siren": lambda text: official_number(text, 9).doubt == "",
    "phone": PHONE.fullmatch,
}
"""By attribute of `ActorColumns`, in the order tried."""


def guessed_mapping(file: RecordFile, usual: ActorsMapping) -> ActorsMapping:
    """The usual mapping with only the columns of this table, each taken for one thing at most."""
    columns = columns_of(file)
    links = by_name(usual.links, columns) if usual.links else {}
    if {"source", "target"} <= links.keys():
        found = LinkColumns.model_validate({name: (column,) for name, column in links.items()})
        return usual.model_copy(update={"columns": ActorColumns(), "links": found})
    actors = by_name(usual.columns, columns)
    for name, column in _looked_at(file, [c for c in columns if c not in actors.values()], actors).items():
        actors.setdefault(name, column)
    if "name" not in actors and (first := names_of_things(file, columns, actors)):
        actors["name"] = first
    chosen = ActorColumns.model_validate({name: (column,) for name, column in actors.items()})
    return usual.model_copy(update={"columns": chosen, "links": None})


def by_name(usual: NamedColumns, columns: Sequence[str]) -> dict[str, str]:
    """Attribute → column, by name: those called exactly so first, then those called nearly so."""
    called = {
        fold(name): attribute for attribute in reversed(type(usual).model_fields) for name in getattr(usual, attribute)
    }
    ranks = {
        fold(name): rank
        for attribute in type(usual).model_fields
        for rank, name in enumerate(getattr(usual, attribute))
    }
    exact: dict[str, tuple[int, str]] = {}
    for column in columns:
        name = _bare(column)
        if (attribute := called.get(name)) is not None:
            exact[attribute] = min(exact.get(attribute, (len(ranks), "")), (ranks[name], column))
    guessed = {attribute: column for attribute, (_, column) in exact.items()}
    for column in columns:
        if column in guessed.values() or len(_bare(column)) < 4:
            continue
        near = get_close_matches(_bare(column), called, n=1, cutoff=_CLOSE)
        if near and called[near[0]] not in guessed:
            guessed[called[near[0]]] = column
    return guessed


def _bare(column: str) -> str:
    return fold(_ASIDE.sub(" ", column))


def _looked_at(file: RecordFile, columns: Sequence[str], known: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in columns:
        cells = _cells(file, column)
        for name, looks in _LOOKS.items():
            alike = sum(bool(looks(cell)) for cell in cells)
            if cells and alike >= _MOSTLY * len(cells) and name not in known and name not in found:
                found[name] = column
                break
    return found


def names_of_things(file: RecordFile, columns: Sequence[str], known: Mapping[str, str]) -> str | None:
    """The first column of words that are nearly all different."""
    for column in columns:
        cells = _cells(file, column)
        words = {cell for cell in cells if any(letter.isalpha() for letter in cell)}
        if cells and column not in known.values() and len(words) >= _MOSTLY * len(cells):
            return column
    return None


def _cells(file: RecordFile, column: str) -> list[str]:
    written = (str(record.values.get(column, "")).strip() for record in file.records[:_LOOKED_AT])
    return [cell for cell in written if cell]
