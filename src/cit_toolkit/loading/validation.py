"""Positioned tree to model: the plain values for pydantic, and its errors as located problems."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from cit_toolkit.loading import positioned_tree as tree
from cit_toolkit.loading.suggestions import nearest
from cit_toolkit.model.base import CitModel, Path, PlainMapping, known_keys
from cit_toolkit.model.text import is_unknown
from cit_toolkit.problems import Problem

M = TypeVar("M", bound=CitModel)

# pydantic's own error types that our field types do not replace, by the problem they amount to.
_STRUCTURE = {
    "missing": "missing-key",
    "tuple_type": "not-a-list",
    "list_type": "not-a-list",
    "dict_type": "not-a-mapping",
    "model_type": "not-a-mapping",
    "model_attributes_type": "not-a-mapping",
    "string_type": "not-a-text",
    "too_short": "too-few",
    "too_long": "too-many",
}


# A mistyped answer about what may be told is read as «do not tell».
_SAFE_VALUES: dict[Any, Any] = {"confidentiel": True}


def validate(mapping: tree.Mapping, model: type[M]) -> tuple[M | None, list[Problem]]:
    """The model of a file, or None when what it must have is missing; with every mistake, in file order."""
    reading = ModelReading()
    try:
        found = model.model_validate(plain(mapping), context=reading)
    except ValidationError:
        found = None
    return found, sorted(reading.problems, key=lambda problem: problem.position)


def plain(node: tree.Node) -> Any:
    """Plain values of a node: texts as written, None for what is unknown, mappings that know their place."""
    if isinstance(node, tree.Scalar):
        return None if not node.quoted and is_unknown(node.text) else node.text
    if isinstance(node, tree.Sequence):
        return [plain(item) for item in node.items]
    return PlainMapping({key: plain(value) for key, (_, value) in node.entries.items()}, node)


class ModelReading:
    """Hears the mistakes of a file while it becomes a model, and takes them out (model.base.Reading)."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        # Keys taken out because their value was wrong: their absence is not a second mistake.
        self._taken_out: set[tuple[int, str | int]] = set()

    def unknown_key(self, data: PlainMapping, key: str, model: type[CitModel]) -> None:
        """See `Reading`."""
        known = sorted(set(known_keys(model).values()))
        suggestion = nearest(key, known)
        if suggestion in _SAFE_VALUES:
            data[suggestion] = _SAFE_VALUES[suggestion]
        self._add(
            data.origin.problem("unknown-key", (key,), on_key=True, key=key, suggestion=suggestion, known=known)
        )

    def repeated_key(self, data: PlainMapping, key: str, canonical: str) -> None:
        """See `Reading`."""
        self._add(data.origin.problem("repeated-key", (key,), on_key=True, key=key, canonical=canonical))

    def wrong_value(self, data: PlainMapping, path: Path, code: str, arguments: Mapping[str, Any]) -> None:
        """See `Reading`."""
        code = _STRUCTURE.get(code, code)
        told = {name: value for name, value in arguments.items() if name not in ("input", "error")}
        if code == "missing-key" and (id(data), path[-1]) in self._taken_out:
            return
        if code == "missing-key":
            self._add(data.origin.problem(code, path[:-1], key=path[-1]))
            return
        told.setdefault("value", _shown(arguments.get("input")))
        if isinstance(told.get("choices"), Iterable):
            told["suggestion"] = nearest(str(told["value"]), told["choices"])
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        self._add(data.origin.problem(code, path, key=key, **told))

    def leave_out(self, data: PlainMapping, path: Path) -> bool:
        """See `Reading`."""
        holders: list[Any] = [data]
        for step in path[:-1]:
            inside = holders[-1]
            if isinstance(inside, PlainMapping) and step in inside:
                holders.append(inside[step])
            elif isinstance(inside, list) and isinstance(step, int) and step < len(inside):
                holders.append(inside[step])
            else:
                break
        for depth in range(len(holders) - 1, -1, -1):
            if depth < len(path) and self._take_out(data, holders[depth], path[: depth + 1]):
                return True
        return False

    def _take_out(self, data: PlainMapping, holder: Any, path: Path) -> bool:
        """Take the last step of a path out of what holds it; False when it is not there to be taken."""
        step = path[-1]
        if isinstance(holder, PlainMapping) and step in holder:
            if len(path) > 1 and holder[step] is not None:
                # An entry of a table (a function's level, an answer): unknown, which is not the same as absent.
                holder[step] = None
            else:
                self._taken_out.add((id(holder), step))
                del holder[step]
                if step in _SAFE_VALUES:
                    holder[step] = _SAFE_VALUES[step]
            return True
        if isinstance(holder, list) and isinstance(step, int) and step < len(holder):
            del holder[step]
            sequence = data.origin.node(*path[:-1])
            if isinstance(sequence, tree.Sequence):
                del sequence.items[step]
            return True
        return False

    def _add(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "{…}"
    return "[…]" if isinstance(value, list) else str(value)
