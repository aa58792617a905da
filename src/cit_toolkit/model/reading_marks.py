"""Marks for the annotation of a field: how its value is read before, or instead of, what pydantic would do.

What pydantic's `PlainValidator` and `BeforeValidator` do, without their look at the signature of each function and at
the type behind it, field after field, each time the program starts: half of the time it takes to prepare a model.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core.core_schema import (
    CoreSchema,
    no_info_before_validator_function,
    no_info_plain_validator_function,
)


@dataclass(frozen=True, slots=True)
class Reads:
    """`Annotated[int, Reads(function)]`: the function alone makes the value, and raises when it cannot."""

    read: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_plain_validator_function(self.read)


@dataclass(frozen=True, slots=True)
class Prepares:
    """`Annotated[tuple[str, ...], Prepares(function)]`: what the function gives is then read as the type says."""

    prepare: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(self.prepare, handler(source))
