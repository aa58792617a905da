"""The base of every model: French keys, English keys, `x-` keys, and healing: one bad value spoils only itself."""

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, Protocol, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ValidationInfo

from cit_toolkit.model.text import fold
from cit_toolkit.problems import Position

Path = tuple[str | int, ...]
UNUSABLE = "unusable"
"""Error type of a thing whose own mistakes are already told: whoever holds it leaves it out in silence."""


class Origin(Protocol):
    """Where a model was read from: what the tree of the file knows of its mapping."""

    def position(self, *path: str | int) -> Position:
        """Where the value at a path below stands."""


class Reading(Protocol):
    """Who is told of the mistakes met while a file becomes a model (the context of the validation)."""

    def unknown_key(self, data: "PlainMapping", key: str, model: type["CitModel"]) -> None:
        """A key that the model does not know; it is left out."""

    def repeated_key(self, data: "PlainMapping", key: str, canonical: str) -> None:
        """A second writing of a key that is already there; it is left out."""

    def wrong_value(self, data: "PlainMapping", path: Path, code: str, arguments: Mapping[str, Any]) -> None:
        """A value that cannot be read."""

    def leave_out(self, data: "PlainMapping", path: Path) -> bool:
        """Make a value unknown or take it out, so that the rest can be read; False when it was not there."""


class PlainMapping(dict[str, Any]):
    """A mapping of a file as plain values, and its place in the tree."""

    __slots__ = ("origin",)

    def __init__(self, values: Mapping[str, Any], origin: Any) -> None:
        super().__init__(values)
        self.origin = origin


class CitModel(BaseModel):
    """A thing described in a file. Frozen; read by French key, English key or attribute name."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        use_attribute_docstrings=False,
        defer_build=True,
        arbitrary_types_allowed=True,
    )
    short_form: ClassVar[str | None] = None
    """The key a bare value stands for: `population: 1650` is `population: {valeur: 1650}`."""

    _origin: Any = PrivateAttr(default=None)
    _extra: dict[str, Any] = PrivateAttr(default_factory=dict)

    @property
    def extra(self) -> dict[str, Any]:
        """The `x-` keys, kept for templates."""
        return self._extra

    def position(self, *path: str | int) -> Position | None:
        """Where this thing, or the value at a path below, was written; None when it comes from no file."""
        return self._origin.position(*path) if self._origin is not None else None

    def detached(self) -> Self:
        """A copy that no longer holds the file it was read from: kept by the thousand, they would keep every file."""
        held = {key: getattr(self, key) for key in type(self).model_fields}
        copy = self.model_copy(update={key: _detached(value) for key, value in held.items()})
        copy._origin = None
        return copy

    @classmethod
    def from_short_form(cls, value: Any) -> dict[str, Any]:
        """The mapping a bare value stands for."""
        return {str(cls.short_form): value}

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, value: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        if isinstance(value, cls):
            return value
        if cls.short_form is not None and not isinstance(value, Mapping):
            return handler(cls.from_short_form(value))
        if isinstance(value, (str, list, tuple)):
            told = {"example": _first_key(cls), "keys": sorted(set(known_keys(cls).values()))}
            raise PydanticCustomError("not-a-mapping", "not-a-mapping", told)
        if not isinstance(value, PlainMapping) or info.context is None:
            return handler(value)
        extra = _canonical_keys(cls, value, info.context)
        model: Self = _healed(value, handler, info.context)
        model._origin = value.origin
        model._extra = extra
        return model


def _detached(value: Any) -> Any:
    if isinstance(value, CitModel):
        return value.detached()
    return tuple(map(_detached, value)) if isinstance(value, tuple) else value


@cache
def known_keys(model: type[CitModel]) -> dict[str, str]:
    """Every spelling of every key of a model, folded, and the canonical (French) key it stands for."""
    keys: dict[str, str] = {}
    for name, field in model.model_fields.items():
        canonical = field.alias or name
        keys[fold(canonical)] = canonical
        keys.setdefault(fold(name), canonical)
    return keys


@cache
def _first_key(model: type[CitModel]) -> str:
    """The key to begin with when describing a thing: the first it must have, or may have."""
    keys = [(field.is_required(), field.alias or name) for name, field in model.model_fields.items() if name != "id"]
    return next((key for required, key in keys if required), keys[0][1])


def _fold_keys(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, Mapping):
        return value
    if not isinstance(value, PlainMapping):
        return {fold(str(key)): item for key, item in value.items()}
    names: dict[str, str] = {}
    taken = set(value)
    for key in list(value):
        if (folded := fold(key)) == key:
            continue
        if folded in taken and info.context is not None:
            info.context.repeated_key(value, key, folded)
            del value[key]
        else:
            names[key] = folded
            taken.add(folded)
    _rename(value, names)
    return value


FoldedKeys = BeforeValidator(_fold_keys)
"""For a table whose keys name things described elsewhere: they are folded like any reference."""


def _rename(data: PlainMapping, names: dict[str, str]) -> None:
    """Give keys other names, in the data and in the tree, in the order of the file."""
    if not names:
        return
    entries = list(data.items())
    data.clear()
    data.update((names.get(key, key), value) for key, value in entries)
    if data.origin is not None:
        data.origin.rename(names)


def _canonical_keys(model: type[CitModel], data: PlainMapping, reading: Reading) -> dict[str, Any]:
    """Give every key its French name, in the data and in the tree; take the `x-` keys apart."""
    known = known_keys(model)
    extra: dict[str, Any] = {}
    names: dict[str, str] = {}
    for key in list(data):
        if key[:2] in ("x-", "X-"):
            extra[key[2:]] = data.pop(key)
            continue
        canonical = known.get(fold(key))
        if canonical is None:
            reading.unknown_key(data, key, model)
            del data[key]
        elif canonical != key:
            if canonical in data or canonical in names.values():
                reading.repeated_key(data, key, canonical)
                del data[key]
            else:
                names[key] = canonical
    _rename(data, names)
    return extra


def _healed(data: PlainMapping, handler: ModelWrapValidatorHandler[Any], reading: Reading) -> Any:
    """The model of what is sound. Each round tells the mistakes met and makes them unknown, until none is left."""
    while True:
        try:
            return handler(data)
        except ValidationError as error:
            usable = True
            # From the last to the first: taking an item out of a list must not move the ones still to be told.
            for mistake in reversed(error.errors(include_url=False)):
                path = mistake["loc"]
                if mistake["type"] != UNUSABLE:
                    reading.wrong_value(
                        data, path, mistake["type"], {**mistake.get("ctx", {}), "input": mistake["input"]}
                    )
                usable = reading.leave_out(data, path) and usable
            if not usable:
                raise PydanticCustomError(UNUSABLE, UNUSABLE) from None
