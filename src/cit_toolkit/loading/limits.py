"""How large a file may be before it is refused: all the bounds of FORMAT.md §1 in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one YAML file."""

    bytes: int = 20_000_000
    """Size of the file."""

    depth: int = 64
    """Mappings and lists inside one another."""

    expansion: int = 10
    """How many times its size the file may grow when its aliases (`*name`) are written out."""


LIMITS = Limits()
