"""A model, or the TypedDict of an output, as JSON Schema (draft 2020-12).

The schema of a file asks for French keys, since editors complete from it and one set of keys is enough to choose from.
Keys in English, or with accents, are read all the same: only the editor marks them. Values may be written in every way
that is read; what a schema cannot tell (a reference to nobody, the two ends of a link) is left to `cit check`.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from pydantic import WithJsonSchema

from cit_toolkit.model.base import CitModel
from cit_toolkit.model.field_types import AsList, AsMaybeList, AsTable, Identifier
from cit_toolkit.model.written_forms import FORMS, AlsoWritten, JsonSchema, one_of, reference

DIALECT = "https://json-schema.org/draft/2020-12/schema"
UNKNOWN = reference("unknown")
Describe = Callable[[type[CitModel], str], str]
"""The description of a field, by model and French key."""


def keys(model: type[CitModel]) -> dict[str, str]:
    """The French key of each attribute of a model."""
    return {name: field.alias or name for name, field in model.model_fields.items()}


def docstring(model: type[CitModel], key: str) -> str:
    """The English description of a field: the docstring of its attribute."""
    name = next(name for name, known in keys(model).items() if known == key)
    return " ".join((model.model_fields[name].description or "").split())


def summary(documented: type) -> str:
    """The first paragraph of a class's docstring, on one line."""
    return " ".join((inspect.getdoc(documented) or "").split("\n\n")[0].split())


def model_schema(model: type[CitModel], title: str, describe: Describe) -> JsonSchema:
    """The schema of a kind of file, for editors."""
    parts = _FileParts(describe)
    return _document(title, parts.mapping(model), parts.definitions)


def output_record_schema(record: type, title: str) -> JsonSchema:
    """The schema of what an analysis writes: every key is always there."""
    definitions: dict[str, JsonSchema] = {}
    return _document(title, _record(record, definitions), definitions)


def _document(title: str, body: JsonSchema, definitions: Mapping[str, JsonSchema]) -> JsonSchema:
    used = set(_names_referred_to([body, *definitions.values()]))
    forms = {name: form for name, form in FORMS.items() if name in used}
    return {"$schema": DIALECT, "title": title, **body, "$defs": dict(sorted({**definitions, **forms}.items()))}


def _names_referred_to(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"].rpartition("/")[2]
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from _names_referred_to(inner)


def _either(*choices: JsonSchema) -> JsonSchema:
    """Any of these, without nesting nor repetition."""
    flat: list[JsonSchema] = []
    for choice in choices:
        for inner in choice["anyOf"] if choice.keys() == {"anyOf"} else [choice]:
            if inner not in flat:
                flat.append(inner)
    return flat[0] if len(flat) == 1 else {"anyOf": flat}


class _FileParts:
    """The parts of a file's schema: each model and each list of words is described once, under its class's name."""

    def __init__(self, describe: Describe) -> None:
        self.definitions: dict[str, JsonSchema] = {}
        self._describe = describe

    def mapping(self, model: type[CitModel]) -> JsonSchema:
        """A model written out, key by key."""
        hints = get_type_hints(model, include_extras=True)
        properties, required = {}, []
        for name, key in keys(model).items():
            schema = self._value(hints[name])
            if model.model_fields[name].is_required() or key == "type":
                required.append(key)
            elif hints[name] == Identifier:
                schema = _either(schema, UNKNOWN)  # `id:` left empty is derived from the name
            properties[key] = {"description": self._describe(model, key), **schema}
        return {
            "type": "object",
            "properties": properties,
            "patternProperties": {"^x-": True},
            "additionalProperties": False,
            **({"required": required} if required else {}),
        }

    def _value(self, hint: Any) -> JsonSchema:
        """A value; written in one piece, it may carry its source: `{valeur: 3, source: …}`."""
        schema = self._short(hint)
        names = [name for name in _names_referred_to(schema) if name != "unknown"]
        if len(names) != 1 or names[0] == "identifier" or not self._in_one_piece(names[0]):
            return schema
        sourced = f"{names[0]}-with-source"
        self.definitions[sourced] = {
            "type": "object",
            "properties": {
                "valeur": _either(reference(names[0]), UNKNOWN),
                "annee": _either(reference("year"), UNKNOWN),
                "source": _either(reference("line"), UNKNOWN),
                "date": _either(reference("date"), UNKNOWN),
            },
            "additionalProperties": False,
            "required": ["valeur"],
        }
        return _either(schema, reference(sourced))
