"""Actors and their links as any tool for networks takes them: names, facts and no more, before a format is chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Value = str | int | tuple[str, ...]
Facts = Mapping[str, Value]
"""What is known, by the id of its column. What is not known has no entry: it is neither a zero nor an empty text."""


@dataclass(frozen=True, slots=True)
class Column:
    """Something that may be known of an actor or of a link."""

    id: str
    """Its key in the files people write: `categorie`."""
    title: str
    """Its name for people: «Catégorie»."""
    number: bool = False


@dataclass(frozen=True, slots=True)
class GraphActor:
    """A node."""

    id: str
    name: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class GraphLink:
    """An edge; one per relation written, however many link the same two actors."""

    source: str
    target: str
    directed: bool
    """Whether it goes one way, from `source` to `target`."""
    facts: Facts


@dataclass(frozen=True, slots=True)
class ActorGraph:
    """The whole, as its reader may see it."""

    title: str
    publisher: str
    date: str
    """ISO 8601; the only clock of the file."""
    actor_columns: tuple[Column, ...]
    link_columns: tuple[Column, ...]
    actors: tuple[GraphActor, ...]
    links: tuple[GraphLink, ...]


def columns_but(columns: Sequence[Column], *left_out: str) -> tuple[Column, ...]:
    """The columns without those that a format writes in its own way."""
    return tuple(column for column in columns if column.id not in left_out)


def as_text(value: Value) -> str:
    """A fact in a format that knows texts only: several values are separated by semicolons."""
    return "; ".join(value) if isinstance(value, tuple) else str(value)
