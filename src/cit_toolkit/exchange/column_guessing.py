"""What the columns of a table are, guessed from what they are called, then from what they hold."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar

from cit_toolkit.exchange.mapped_parts import EMAIL, PHONE
from cit_toolkit.exchange.mapped_tables import columns_of
from cit_toolkit.exchange.official_numbers import official_number
from cit_toolkit.exchange.positions import position_of
from cit_toolkit.exchange.records import RecordFile
from cit_toolkit.exchange.rows import says_something
from cit_toolkit.model.actor_mapping import ActorColumns, ActorsMapping, LinkColumns
from cit_toolkit.model.text import fold
from cit_toolkit.model.tool_mapping import NamedColumns, TableMapping

T = TypeVar("T", bound=TableMapping)
_LOOKED_AT = 200
"""Rows whose cells are looked at."""
_MOSTLY = 0.8
"""Share of the filled cells of a column that must look alike for it to be taken for something."""
_CLOSE = 0.88
"""How near the name of a column must be to a usual one: «Courriels», «Telephonne»."""
_ASIDE = re.compile(r"\([^)]*\)|[*:?]")
"""What people add to a heading: «Nom de la structure (obligatoire) *»."""
_FILLING = frozenset(
    ("d", "de", "du", "des", "l", "la", "le", "les", "votre", "vos", "notre", "of", "the", "your",
     "acteur", "structure", "organisme", "organisation", "association", "etablissement", "lieu", "entite", "entity")
)  # fmt: skip
"""Words of a heading that tell nothing in a table of actors: «Site web de votre structure»."""
_FULL_ENOUGH = 0.8
"""Share of the rows that a column fills to be preferred by its name alone."""
_PREFIX = re.compile(r"[a-z0-9]{1,12}-")
"""What a database puts before the name of each of its columns: `c_nom`, `c_adresse`."""
_SHARED = 0.8
"""Share of the columns that begin alike for their beginning to tell nothing."""
_FIRST_NAME, _LAST_NAME = "prenom", "nom"
_PLACES = frozenset(
    ("adresse", "address", "geo", "geolocalisation", "localisation", "location", "coordonnees", "coordinates",
     "position", "gps", "geo-point", "geo-point-2d", "geopoint")
)  # fmt: skip
"""Objects of a record that tell where a thing is."""
_NAMES = frozenset(("id", "nom", "name", "label", "type"))
"""What an object tells of itself rather than of the thing."""

_LOOKS: Mapping[str, Callable[[str], object]] = {
    "email": EMAIL.fullmatch,
    "website": re.compile(r"(?:https?://|www\.)\S+").fullmatch,
    "siret": lambda text: official_number(text, 14).doubt in ("", "zeros-restored"),
    "siren": lambda text: official_number(text, 9).doubt == "",
    "phone": PHONE.fullmatch,
}
"""By attribute of `ActorColumns`, in the order tried."""
_LEVEL = re.compile(r"[0-3](?:[.,]0)?|\?").fullmatch
_MUST_LOOK: Mapping[str, Callable[[str], object]] = {
    "influence": _LEVEL,
    "interest": _LEVEL,
    "latitude": lambda text: _within(text, 90),
    "longitude": lambda text: _within(text, 180),
}
"""Parts that a name is not enough for: «Internet» is near «intérêt», and `y` may count metres."""


def guessed_mapping(file: RecordFile, usual: ActorsMapping) -> ActorsMapping:
    """The usual mapping with only the columns of this table, each taken for one thing at most."""
    columns = columns_of(file)
    links = by_name(usual.links, columns, file) if usual.links else {}
    if {"source", "target"} <= links.keys():
        found = LinkColumns.model_validate({name: (column,) for name, column in links.items()})
        return usual.model_copy(update={"columns": ActorColumns(), "links": found})
    actors = by_name(usual.columns, columns, file)
    _tell_people_from_actors(actors, columns, usual.columns)
    if not {"latitude", "longitude"} & actors.keys() and (place := _place_of(file, columns, actors)):
        actors |= {"latitude": place, "longitude": place}
    for name, column in _looked_at(file, [c for c in columns if c not in actors.values()], actors).items():
        actors.setdefault(name, column)
    if "name" not in actors and (first := names_of_things(file, columns, actors)):
        actors["name"] = first
    chosen = ActorColumns.model_validate({name: (column,) for name, column in actors.items()})
    return usual.model_copy(update={"columns": chosen, "links": None})


def guessed_simply(file: RecordFile, usual: T, name: str) -> T:
    """The usual mapping of a kind of thing with only the columns of this table. `name`: the attribute of the column
    that names a thing; for want of one, the first column of words."""
    columns = columns_of(file)
    (_, part), *_ = usual.named_columns()
    found = by_name(part, columns, file)
    if name not in found and (first := names_of_things(file, columns, found)):
        found[name] = first
    chosen = type(part).model_validate({attribute: (column,) for attribute, column in found.items()})
    return usual.model_copy(update={"columns": chosen})


def by_name(usual: NamedColumns, columns: Sequence[str], file: RecordFile) -> dict[str, str]:
    """Attribute → column, by name: those called exactly so first, then those called so in other words, then those
    called nearly so."""
    names = _usual_names(usual)
    bare = _bare_names(columns)
    exact: dict[str, list[tuple[int, str]]] = {}
    for column in columns:
        if (found := names.get(bare[column])) is not None:
            exact.setdefault(found[0], []).append((found[1], column))
    guessed: dict[str, str] = {}
    for attribute, candidates in exact.items():
        inside = [column for _, column in sorted(candidates) if not _contradicted(file, attribute, column)]
        if inside:
            guessed[attribute] = _fullest(file, inside)
    by_words = {words: attribute for name, (attribute, _) in reversed(names.items()) if (words := _words(name))}
    for column in columns:
        if column in guessed.values():
            continue
        near = get_close_matches(bare[column], names, n=1, cutoff=_CLOSE) if len(bare[column]) >= 4 else []
        meant = by_words.get(_words(bare[column])) or (names[near[0]][0] if near else None)
        if meant is not None and meant not in guessed and not _contradicted(file, meant, column):
            guessed[meant] = column
    return guessed


def _usual_names(usual: NamedColumns) -> dict[str, tuple[str, int]]:
    """Folded name → the attribute it is usual for, and its rank among those that are."""
    names: dict[str, tuple[str, int]] = {}
    for attribute in type(usual).model_fields:
        for rank, name in enumerate(getattr(usual, attribute)):
            names.setdefault(fold(name), (attribute, rank))
    return names


def _bare_names(columns: Sequence[str]) -> dict[str, str]:
    """What each column is called, without what people add to headings nor what all of them begin with."""
    bare = {column: _bare(_own_name(column)) for column in columns}
    beginnings = Counter(found[0] for name in bare.values() if (found := _PREFIX.match(name)))
    prefix, count = next(iter(beginnings.most_common(1)), ("", 0))
    if len(columns) < 4 or count < _SHARED * len(columns):
        return bare
    return {column: name.removeprefix(prefix) for column, name in bare.items()}


def _own_name(column: str) -> str:
    """What a column of an object is called: `adresse.ville` is a town, `contact.nom` the name of a contact."""
    outer, _, inner = column.rpartition(".")
    if outer and fold(outer) in _PLACES and fold(inner) not in _NAMES:
        return inner
    return column.replace(".", " ")


def _place_of(file: RecordFile, columns: Sequence[str], known: Mapping[str, str]) -> str | None:
    """The column that holds latitude and longitude together."""
    for column in columns:
        cells = _cells(file, column)
        told = sum(position_of(cell) is not None for cell in cells)
        if cells and column not in known.values() and told >= _MOSTLY * len(cells):
            return column
    return None


def _words(name: str) -> frozenset[str]:
    """The words of a heading that tell something; none when only «1» or «A» would be left of «Acteur 1»."""
    words = frozenset(word for word in name.split("-") if word) - _FILLING
    return words if any(len(word) > 1 for word in words) else frozenset()


def _contradicted(file: RecordFile, attribute: str, column: str) -> bool:
    """Whether what a column holds is not what its name promises. One identifier given to two records is none: taken
    for one, it would make a second reading of every record but the first."""
    if attribute == "identifier":
        own = [str(value) for record in file.records if says_something(value := record.values.get(column))]
        return len(set(own)) < len(own)
    looks, cells = _MUST_LOOK.get(attribute), _cells(file, column)
    return looks is not None and sum(bool(looks(cell)) for cell in cells) < _MOSTLY * len(cells)


def _within(text: str, most: int) -> bool:
    try:
        return abs(float(text.replace(",", "."))) <= most
    except ValueError:
        return False


def _fullest(file: RecordFile, columns: Sequence[str]) -> str:
    """The first column that is filled nearly everywhere, else the one filled most."""
    counts = {column: sum(says_something(each.values.get(column)) for each in file.records) for column in columns}
    full = (column for column in columns if counts[column] >= _FULL_ENOUGH * len(file.records))
    return next(full, max(columns, key=lambda column: counts[column]))


def _tell_people_from_actors(actors: dict[str, str], columns: Sequence[str], usual: ActorColumns) -> None:
    """Beside «Prénom animateur», «Nom animateur» is that of a person, and so is «Nom» beside «Prénom» when another
    column names the actor."""
    people = _names_of_people(columns)
    name = actors.get("name")
    if name is None or name not in people:
        if people:
            actors.setdefault("contact_name", people[0])
        return
    ranks = {said: rank for rank, said in reversed(list(enumerate(map(fold, usual.name))))}
    bare = _bare_names(columns)
    others = [column for column in columns if column not in actors.values() and bare[column] in ranks]
    if others:
        actors["name"] = min(others, key=lambda column: ranks[bare[column]])
        actors.setdefault("contact_name", name)


def _names_of_people(columns: Sequence[str]) -> list[str]:
    """The columns whose name goes with a first name."""
    words = {column: _words(name) for column, name in _bare_names(columns).items()}
    beside = {said - {_FIRST_NAME} | {_LAST_NAME} for said in words.values() if _FIRST_NAME in said}
    return [column for column in columns if words[column] in beside]


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
    """The first column of words that are nearly all different; in a list of people, else the first one of words."""
    bare, people = _bare_names(columns), _names_of_people(columns)
    first_filled = None
    for column in columns:
        if column in known.values() or column in people or _FIRST_NAME in _words(bare[column]):
            continue
        cells = [cell for cell in _cells(file, column) if any(letter.isalpha() for letter in cell)]
        if cells and len(set(cells)) >= _MOSTLY * len(_cells(file, column)):
            return column
        first_filled = first_filled or (column if cells and people else None)
    return first_filled


def _cells(file: RecordFile, column: str) -> list[str]:
    written = (str(record.values.get(column, "")).strip() for record in file.records[:_LOOKED_AT])
    return [cell for cell in written if cell]
