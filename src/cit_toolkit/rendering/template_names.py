"""What a template may ask of a value, read off its class: fields, properties and methods, with what each gives."""

import inspect
import types
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from enum import Enum
from functools import cache, cached_property
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

OURS = "cit_toolkit."
"""Only the members of our own classes are followed; of any other, their names are known and no more."""


class AnyKind:
    """A value of which nothing is known: whatever is asked of it may be right."""


class Method:
    """A method, and the kind of what it returns."""

    def __init__(self, gives: Any) -> None:
        self.gives = gives


def public_names(value: object) -> tuple[str, ...]:
    """What a template may ask of a value in hand."""
    if isinstance(value, Mapping):
        return tuple(map(str, value))
    kind: Any = type(value)
    return tuple(members(kind))


@cache
def members(kind: Any) -> Mapping[str, Any]:
    """The public members of a class, by name; AnyKind where what they give is not followed."""
    if not _is_ours(kind):
        return {name: AnyKind for name in dir(kind) if not name.startswith("_")}
    hints = _hints(kind)
    found = {name: simplified(hint) for name, hint in hints.items() if not name.startswith(("_", "model_"))}
    for owner in reversed(kind.__mro__):
        if _is_ours(owner):
            found |= {name: _given(member) for name, member in vars(owner).items() if _is_public(name, member)}
    return found


def member(kind: Any, name: str) -> Any:
    """What a member of a class gives; None when it has no such member."""
    if kind is AnyKind or isinstance(kind, Method) or _is_table(kind):
        return AnyKind
    owner = _class_of(kind)
    return members(owner).get(name, None if _tells_its_fields(owner) else AnyKind)


def item_of(kind: Any) -> Any:
    """The kind of the things in a list of that kind."""
    arguments = get_args(kind)
    origin = get_origin(kind)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return simplified(arguments[0])
    if isinstance(origin, type) and issubclass(origin, Iterable) and not issubclass(origin, (tuple, Mapping)):
        return simplified(arguments[0]) if len(arguments) == 1 else AnyKind
    return AnyKind


def simplified(hint: Any) -> Any:
    """A type without what annotates it, and without None: a template tests for that by itself."""
    if get_origin(hint) is Annotated:
        return simplified(get_args(hint)[0])
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [simplified(each) for each in get_args(hint) if each is not type(None)]
        return kinds[0] if len(kinds) == 1 else AnyKind
    followed = _is_ours(hint) or get_origin(hint) is not None or hint in (str, int, bool, float)
    return hint if followed else AnyKind


def _class_of(kind: Any) -> Any:
    return get_origin(kind) or kind


def _is_table(kind: Any) -> bool:
    return isinstance(_class_of(kind), type) and issubclass(_class_of(kind), Mapping)


def _is_ours(kind: Any) -> bool:
    return inspect.isclass(kind) and kind.__module__.startswith(OURS)


def _tells_its_fields(kind: Any) -> bool:
    """Whether everything a class holds is declared in it: a class that sets its attributes as it goes does not."""
    return not _is_ours(kind) or is_dataclass(kind) or hasattr(kind, "model_fields") or issubclass(kind, Enum)


def _is_public(name: str, value: object) -> bool:
    return not name.startswith("_") and isinstance(value, (property, cached_property, types.FunctionType, classmethod))


def _given(value: Any) -> Any:
    if isinstance(value, property):
        return simplified(_hints(value.fget).get("return", AnyKind))
    if isinstance(value, cached_property):
        return simplified(_hints(value.func).get("return", AnyKind))
    return Method(simplified(_hints(getattr(value, "__func__", value)).get("return", AnyKind)))


def _hints(of: Any) -> dict[str, Any]:
    try:
        return get_type_hints(of, include_extras=True)
    except (NameError, TypeError):
        return {}
