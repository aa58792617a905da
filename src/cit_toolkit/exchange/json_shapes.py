"""Shapes of JSON that belong to no tool in particular: a list under any key, records told below a key, positions."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from cit_toolkit.exchange.records import RecordFile

_BELOW = ("properties", "fields")
"""Where GeoJSON, Opendatasoft and Django tell what a thing is, beside where it is or what it is called."""
_FEWEST, _KEY = 3, "id"
"""Records of an object that must look alike, and what the key of each becomes."""
_GEOMETRY = "geometry"
_FEATURE = {"type": "Feature"}
"""What GeoJSON says of every thing."""


def only_list(values: Mapping[str, Any], is_record: Callable[[Any], bool]) -> list[Any] | None:
    """The list of an object that holds nothing but it: `{"espaces": [{…}, {…}]}`. None when the object tells something
    of itself: it is then a record with a list in it."""
    lists = [value for value in values.values() if isinstance(value, list)]
    tells = any(isinstance(value, str) and value.strip() for value in values.values())
    return lists[0] if len(lists) == 1 and any(map(is_record, lists[0])) and not tells else None


def keyed(
    values: Mapping[str, Any], inside: Callable[[Any], Mapping[str, Any] | None]
) -> list[Mapping[str, Any]] | None:
    """The records of an object that holds them by identifier: `{"a1": {…}, "a2": {…}, …}`, all with keys in common.
    `inside`: what a value holds when it may be a record. None for anything else."""
    held = {key: inside(value) for key, value in values.items()}
    records = {key: record for key, record in held.items() if record is not None}
    if len(records) < _FEWEST or len(records) < len(held):
        return None
    first, *others = records.values()
    if not all(2 * len(first.keys() & other.keys()) >= len(first) for other in others[:_FEWEST]):
        return None
    return [{_KEY: key, **record} for key, record in records.items()]


def opened(values: Mapping[str, Any]) -> dict[str, Any]:
    """A record told below a key, with what stands beside that key; the point of a GeoJSON geometry as two numbers."""
    inner = next((values[key] for key in _BELOW if isinstance(values.get(key), dict)), None)
    if inner is None:
        return dict(values)
    around = {key: value for key, value in values.items() if value is not inner and _FEATURE.get(key) != value}
    geometry = around.get(_GEOMETRY)
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        place = geometry.get("coordinates")
        if isinstance(place, list) and len(place) >= 2:
            del around[_GEOMETRY]
            around |= {"longitude": place[0], "latitude": place[1]}
    # What the record says itself comes first: its columns are what its table is about.
    return {**inner, **{key: value for key, value in around.items() if key not in inner}}


def flat(file: RecordFile) -> RecordFile:
    """A file whose objects are laid out: `{"geo": {"lat": 46}}` is `{"geo.lat": 46}`."""
    if file.from_cells:
        return file
    return replace(file, records=tuple(replace(record, values=_flat(record.values)) for record in file.records))


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """A key that would be there twice keeps its object."""
    laid: dict[str, Any] = {}
    for key, value in values.items():
        inner = {f"{key}.{name}": told for name, told in value.items()} if isinstance(value, dict) else {}
        laid |= inner if inner and not inner.keys() & values.keys() else {key: value}
    return laid
