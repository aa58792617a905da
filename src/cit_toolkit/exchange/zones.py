"""Where a record can be had, as a zone: official codes when there are some, else the name of a place."""

import re
from collections.abc import Iterable, Mapping

from cit_toolkit.exchange.french_areas import french_areas
from cit_toolkit.exchange.rows import Row, word_key
from cit_toolkit.model.mapping import Columns
from cit_toolkit.model.offer import Zone
from cit_toolkit.model.text import fold

WrittenZone = dict[str, list[str]]
"""A zone as it is written, key by key; without any key, everywhere."""
_KIND_AFTER = re.compile(r"\s*\((Région|Département|EPCI|Commune|Bassin hydrographique)\b[^)]*\)$", re.IGNORECASE)
_MUNICIPALITY = re.compile(r"(\d{2}|2[AB])\d{3}")
_DEPARTMENT = re.compile(r"\d{2,3}|2[AB]")


def zone_of(row: Row, columns: Columns, known: Mapping[str, WrittenZone]) -> WrittenZone | None:
    """The zone of a record; None when it says nothing of it. A place that has no code is kept in words.

    `known`: areas that are neither a region nor a department, by `word_key`.
    """
    kind = fold(row.line(columns.area_kind))
    codes = [code for value in row.values(columns.area_code) for code in row.items(value)]
    names = [name for value in row.values(columns.area) for name in row.items(value)]
    if codes:
        return _together(_of_code(code, kind, names, known) for code in codes)
    if names:
        return _together(_of_name(name, kind, known) for name in names)
    return known.get(word_key(kind)) if kind else None


def written_zone(zone: Zone) -> WrittenZone:
    """A zone of the mapping, as it is written."""
    parts = {
        "pays": [zone.country] if zone.country else [],
        "regions": [*zone.regions],
        "departements": [*zone.departments],
        "communes": [*zone.municipalities],
        "autres": [*zone.others],
    }
    return {key: names for key, names in parts.items() if names}


def _of_code(code: str, kind: str, names: list[str], known: Mapping[str, WrittenZone]) -> WrittenZone:
    areas = french_areas()
    if (zone := known.get(word_key(code))) is not None:
        return zone
    code = code.upper()
    if kind == "region":
        return {"regions": [areas.regions[f"region-{code}"]]} if f"region-{code}" in areas.regions else _words(code)
    if _MUNICIPALITY.fullmatch(code):
        return {"communes": [code]}
    if _DEPARTMENT.fullmatch(code) and fold(code) in areas.departments:
        return {"departements": [code]}
    return _words(names[0] if len(names) == 1 else f"EPCI {code}" if len(code) == 9 and code.isdigit() else code)


def _of_name(name: str, kind: str, known: Mapping[str, WrittenZone]) -> WrittenZone:
    areas = french_areas()
    if (zone := known.get(word_key(name))) is not None:
        return zone
    if found := _KIND_AFTER.search(name):
        kind, bare = fold(found[1]), name[: found.start()]
    else:
        bare = name
    if kind in ("", "region") and fold(bare) in areas.regions:
        return {"regions": [areas.regions[fold(bare)]]}
    if kind in ("", "departement") and fold(bare) in areas.departments:
        return {"departements": [areas.departments[fold(bare)]]}
    return _words(name)


def _words(name: str) -> WrittenZone:
    return {"autres": [name]}


def _together(zones: Iterable[WrittenZone]) -> WrittenZone:
    """All the places of several zones; a whole country holds the others."""
    listed = list(zones)
    widest = next((zone for zone in listed if not zone or zone.keys() == {"pays"}), None)
    if widest is not None:
        return widest
    together: WrittenZone = {}
    for zone in listed:
        for key, names in zone.items():
            together[key] = list(dict.fromkeys([*together.get(key, ()), *names]))
    return together
