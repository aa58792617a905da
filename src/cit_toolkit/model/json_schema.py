"""A model, or the TypedDict of an output, as JSON Schema (draft 2020-12).

The schema of a file asks for French keys, since editors complete from it and one set of keys is enough to choose from.
Keys in English, or with accents, are read all the same: only the editor marks them. Values may be written in nearly
every way that is read; what a schema cannot tell (a reference to nobody, the ends of a link) is left to `cit check`.
"""

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib import import_module
from itertools import pairwise
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from pydantic import WithJsonSchema

from cit_toolkit.model.base import CitModel
from cit_toolkit.model.field_types import AsList, AsMaybeList, AsTable
from cit_toolkit.model.written_forms import FORMS, AlsoWritten, JsonSchema, one_of, reference

DIALECT = "https://json-schema.org/draft/2020-12/schema"
UNKNOWN = reference("unknown")
Describe = Callable[[type[CitModel], str], str]
"""The description of a field, by model and French key."""


def keys(model: type[CitModel]) -> dict[str, str]:
    """The French key of each attribute of a model."""
    return {name: field.alias or name for name, field in model.model_fields.items()}


def docstring(model: type[CitModel], key: str) -> str:
    """The English description of a field: the text under its attribute, in the source of the model."""
    attribute = next(name for name, known in keys(model).items() if known == key)
    owner = next(owner for owner in model.__mro__ if attribute in owner.__annotations__)
    return _documented_attributes(owner.__module__)[owner.__name__, attribute]


@cache
def _documented_attributes(module: str) -> dict[tuple[str, str], str]:
    """Read here rather than by pydantic, which would do it each time the program starts."""
    found = {}
    tree = ast.parse(inspect.getsource(import_module(module)))
    for owner in (statement for statement in tree.body if isinstance(statement, ast.ClassDef)):
        for statement, following in pairwise(owner.body):
            match statement, following:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    found[owner.name, name] = " ".join(text.split())
    return found


def summary(documented: type) -> str:
    """The first paragraph of a class's docstring, on one line."""
    return " ".join((inspect.getdoc(documented) or "").split("\n\n")[0].split())


def model_schema(
    model: type[CitModel], title: str, description: str, describe: Describe, expected: Mapping[str, str]
) -> JsonSchema:
    """The schema of a kind of file, for editors; `expected` is what they say of a value written in no known form."""
    parts = _FileParts(describe)
    body = parts.mapping(model)
    used = set(_names_referred_to([body, *parts.definitions.values()]))
    used.update(_names_referred_to([FORMS[name] for name in used if name in FORMS]))
    for name in used & FORMS.keys():
        # VS Code and its YAML server show this instead of the pattern.
        message = {"patternErrorMessage": expected[name]} if name in expected else {}
        parts.definitions[name] = {**FORMS[name], **message}
    return _document(title, {"description": description, **body}, parts.definitions)


def output_record_schema(record: type, title: str) -> JsonSchema:
    """The schema of what an analysis writes: every key is always there."""
    definitions: dict[str, JsonSchema] = {}
    return _document(title, _record(record, definitions), definitions)


def _document(title: str, body: JsonSchema, definitions: Mapping[str, JsonSchema]) -> JsonSchema:
    return {"$schema": DIALECT, "title": title, **body, "$defs": dict(sorted(definitions.items()))}


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
            elif key == "id":
                schema = _either(schema, UNKNOWN)  # left empty, it is made from the name
            properties[key] = {"description": self._describe(model, key), **schema}
        return {
            "type": "object",
            "properties": properties,
            "patternProperties": {"^x-": True},
            "additionalProperties": False,
            **({"required": required} if required else {}),
        }

    def _value(self, hint: Any) -> JsonSchema:
        bare, marks = _without_marks(hint)
        written = self._in_one_piece(hint)
        if _is_model(bare):
            return self._model(bare)
        if _is_optional(bare):
            schema = _either(self._value(_known(bare)), UNKNOWN)
        elif get_origin(bare) is tuple:
            schema = self._list(get_args(bare))
        elif get_origin(bare) is dict:
            schema = {"type": "object", "additionalProperties": self._value(get_args(bare)[1])}
        elif get_origin(bare) is Literal:
            return one_of(get_args(bare))
        elif written is None:
            raise TypeError(f"no JSON Schema for {hint}")
        else:
            return self._with_source(written)
        also = [self._value(mark.hint) for mark in marks if isinstance(mark, AlsoWritten)]
        if any(mark is AsList or mark is AsMaybeList for mark in marks):
            item = self._in_one_piece(get_args(_known(bare))[0])
            also += [item] if item else []
        if any(mark is AsList or mark is AsTable for mark in marks):
            also.append(UNKNOWN)
        return _either(schema, *also)

    def _in_one_piece(self, hint: Any) -> JsonSchema | None:
        """How a value is written without any list or mapping, if it may be."""
        bare, marks = _without_marks(hint)
        form = next((mark.json_schema for mark in marks if isinstance(mark, WithJsonSchema)), None)
        if form is not None:
            return form
        if _is_optional(bare):
            known = self._in_one_piece(_known(bare))
            return _either(known, UNKNOWN) if known else None
        if _is_model(bare) and bare.short_form is not None:
            name = next(name for name, key in keys(bare).items() if key == bare.short_form)
            return self._in_one_piece(get_type_hints(bare, include_extras=True)[name])
        if isinstance(bare, type) and issubclass(bare, StrEnum):
            self.definitions[bare.__name__] = one_of(word.value for word in bare)
            return reference(bare.__name__)
        return None

    def _model(self, model: type[CitModel]) -> JsonSchema:
        if model.__name__ not in self.definitions:
            written = self._in_one_piece(model)
            mapping = self.mapping(model)
            # What is written in one piece comes first: it is what an editor speaks of when nothing fits.
            self.definitions[model.__name__] = _either(written, mapping) if written else mapping
        return reference(model.__name__)

    def _list(self, items: tuple[Any, ...]) -> JsonSchema:
        # Nobody gives the source of one item of a list: editors need not offer it.
        written = None if _is_model(items[0]) else self._in_one_piece(items[0])
        item = self._value(items[0]) if written is None else written
        count = {} if items[-1] is Ellipsis else {"minItems": len(items), "maxItems": len(items)}
        return {"type": "array", "items": item, **count}

    def _with_source(self, written: JsonSchema) -> JsonSchema:
        """A value that may carry its source: `3`, or `{valeur: 3, source: …}`."""
        name = written["$ref"].rpartition("/")[2]
        if name == "identifier":
            return written
        self.definitions[f"{name}-with-source"] = {
            "type": "object",
            "properties": {
                "valeur": _either(written, UNKNOWN),
                "annee": _either(reference("year"), UNKNOWN),
                "source": _either(reference("line"), UNKNOWN),
                "date": _either(reference("date"), UNKNOWN),
            },
            "additionalProperties": False,
            "required": ["valeur"],
        }
        return _either(written, reference(f"{name}-with-source"))


def _without_marks(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    return (hint.__origin__, hint.__metadata__) if get_origin(hint) is Annotated else (hint, ())


def _is_model(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, CitModel)


def _is_optional(hint: Any) -> bool:
    return get_origin(hint) in (Union, UnionType)


def _known(hint: Any) -> Any:
    """What an optional hint is when it is not None; any other hint as it is."""
    if not _is_optional(hint):
        return hint
    (known,) = (choice for choice in get_args(hint) if choice is not NoneType)
    return known


_PLAIN: dict[Any, JsonSchema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
}


def _record(hint: Any, definitions: dict[str, JsonSchema]) -> JsonSchema:
    hints = get_type_hints(hint)
    return {
        "description": summary(hint),
        "type": "object",
        "properties": {key: _output_value(inner, definitions) for key, inner in hints.items()},
        "additionalProperties": False,
        "required": sorted(hint.__required_keys__, key=list(hints).index),
    }


def _output_value(hint: Any, definitions: dict[str, JsonSchema]) -> JsonSchema:
    if hint in _PLAIN:
        return _PLAIN[hint]
    inner = [_output_value(argument, definitions) for argument in get_args(hint)]
    if _is_optional(hint):
        return _either(*inner)
    if get_origin(hint) is list:
        return {"type": "array", "items": inner[0]}
    if get_origin(hint) is dict:
        return {"type": "object", "additionalProperties": inner[1]}
    if not is_typeddict(hint):
        raise TypeError(f"no JSON Schema for {hint}")
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = _record(hint, definitions)
    return reference(hint.__name__)
