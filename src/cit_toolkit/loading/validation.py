"""Positioned tree to model: the plain values for pydantic, and its errors as located problems."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import ValidationError

from cit_toolkit.loading import positioned_tree as tree
from cit_toolkit.loading.suggestions import nearest, only_meant
from cit_toolkit.loading.syntax_mistakes import requoted
from cit_toolkit.model.base import CitModel, Path, PlainMapping, known_keys
from cit_toolkit.model.text import is_unknown
from cit_toolkit.problems import Position, Problem

M = TypeVar("M", bound=CitModel)

# pydantic's own error types that our field types do not replace, by the problem they amount to.
_STRUCTURE = {
    "missing": "missing-key",
    "tuple_type": "not-a-list",
    "list_type": "not-a-list",
    "dict_type": "not-a-table",
    "string_type": "not-a-single-value",
}
_SUGGESTIONS_AT_MOST = 1_000
"""Past so many mistakes in one file, looking for what was meant costs more than it helps."""
_NOT_TOLD = ("input", "error", "class_name", "keys")

# A mistyped answer about what may be told is read as «do not tell».
_SAFE_VALUES: dict[Any, Any] = {"confidentiel": True, "diffusion": "retiree", "consentement": False}


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
        self._told: set[tuple[str, Position, str]] = set()

    def unknown_key(self, data: PlainMapping, key: str, model: type[CitModel]) -> None:
        """See `Reading`."""
        known = sorted(set(known_keys(model).values()))
        if self._text_read_as_key(data, key, model, known) or self._space_forgotten(data, key, known):
            return
        if self._comma_in_text(data, key, known):
            return
        suggestion = meant = None
        if len(self.problems) < _SUGGESTIONS_AT_MOST:
            suggestion, meant = nearest(key, (name for name in known if name not in data)), only_meant(key, known)
        if suggestion is not None:
            # The key was written, under another name: it is not missing too.
            self._taken_out.add((id(data), suggestion))
            if suggestion in _SAFE_VALUES:
                data[suggestion] = _SAFE_VALUES[suggestion]
        kind = re.sub(r"(?<!^)(?=[A-Z])", "-", model.__name__).lower()
        self._add(
            data.origin.problem(
                "unknown-key",
                (key,),
                on_key=True,
                key=key,
                variant=kind,
                suggestion=suggestion,
                known=known,
                meant=meant if meant not in data else None,
            )
        )

    def _text_read_as_key(self, data: PlainMapping, key: str, model: type[CitModel], known: list[str]) -> bool:
        """`- Décision : on continue` where a text may stand: YAML makes a key of what comes before the colon."""
        if model.short_form is None or not _one_line(data) or (" " not in key and nearest(key, known)):
            return False
        self._taken_out.add((id(data), model.short_form))
        self._add(_colon_in_text(data, (), data.origin))
        return True

    def _space_forgotten(self, data: PlainMapping, key: str, known: list[str]) -> bool:
        """`{valeur:1650}`, `population {valeur: 1650}`: where a space or a colon is missing, the whole is a key."""
        if " {" in key or " [" in key:
            self._taken_out.add((id(data), re.split(r" +[\[{]", key)[0]))
            self._add(data.origin.problem("yaml-missing-colon", (key,), on_key=True, text=key))
            return True
        name, _, value = key.partition(":")
        if not value or name not in known:
            return False
        self._taken_out.add((id(data), name))
        self._add(_space_missing(data.origin.problem("yaml-missing-space", (key,), on_key=True, key=name, value=value)))
        return True

    def _comma_in_text(self, data: PlainMapping, key: str, known: list[str]) -> bool:
        """`{nom: Ferme, moulin et cie}`: between braces, what follows a comma in a text is read as a key."""
        before = data.origin.cut_by_comma(key)
        if before is None or (" " not in key and nearest(key, known)):
            return False
        name = data.origin.written_key((before,))
        if isinstance(data.get(before), str):
            comma = "," if data[before][-1:].isdigit() and key[:1].isdigit() else ", "
            data[before] += comma + key  # what was meant, so that the rest of the file is read with it
        self._add(data.origin.problem("comma-in-braces", (key,), on_key=True, key=name, value=data.get(before, key)))
        return True

    def repeated_key(self, data: PlainMapping, key: str, canonical: str) -> None:
        """See `Reading`."""
        self._add(data.origin.problem("repeated-key", (key,), on_key=True, key=key, canonical=canonical))

    def wrong_value(self, data: PlainMapping, path: Path, code: str, arguments: Mapping[str, Any]) -> None:
        """See `Reading`."""
        given = arguments.get("input")
        code = _STRUCTURE.get(code, "unreadable-value" if "_" in code else code)
        if code == "missing-key":
            if (id(data), path[-1]) not in self._taken_out:
                self._add(data.origin.problem(code, path[:-1], key=path[-1]))
            return
        if isinstance(given, PlainMapping) and any(owner == id(given) for owner, _ in self._taken_out):
            # A rule on the whole is not judged when a part of it was not understood.
            return
        told = {name: value for name, value in arguments.items() if name not in _NOT_TOLD}
        told.setdefault("value", _shown(given))
        told.setdefault("key", data.origin.written_key(path))
        if code == "not-a-mapping" and isinstance(given, str):
            name, _, value = given.partition(":")
            if value and name in arguments["keys"]:
                problem = data.origin.problem("yaml-missing-space", path, key=name, value=value)
                self._add(_space_missing(problem))
                return
        if given is None:
            code, told = "missing-value", {"key": told["key"]}
        elif code == "not-a-single-value":
            if isinstance(given, PlainMapping) and _one_line(given):
                self._add(_colon_in_text(data, path, given.origin))
                return
            told["variant"] = "list" if isinstance(given, list) else "mapping"
        if isinstance(told.get("choices"), Iterable):
            told["suggestion"] = nearest(str(told["value"]), told["choices"])
            told["meant"] = only_meant(str(told["value"]), told["choices"])
        self._add(data.origin.problem(code, path, **told))

    def leave_out(self, data: PlainMapping, path: Path) -> bool:
        """See `Reading`."""
        holders: list[Any] = [data]
        for step in path[:-1]:
            inside = holders[-1]
            found = _child(inside, step)
            if found is None:
                break
            holders.append(found)
        for depth in range(len(holders) - 1, -1, -1):
            if depth < len(path) and self._take_out(data, holders[depth], path[: depth + 1]):
                return True
        return False

    def _take_out(self, data: PlainMapping, holder: Any, path: Path) -> bool:
        """Take the last step of a path out of what holds it; False when it is not there to be taken."""
        step = path[-1]
        if isinstance(holder, PlainMapping) and isinstance(step, str) and step in holder:
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
        told = (problem.code, problem.position, str(problem.arguments.get("key")))
        if told not in self._told:
            self._told.add(told)
            self.problems.append(problem)


def _one_line(data: PlainMapping) -> bool:
    """Whether it may be a text with a colon: one key at the beginning of a line, and a text."""
    return len(data) == 1 and data.origin.first_key is not None and isinstance(next(iter(data.values())), str)


def _colon_in_text(data: PlainMapping, path: Path, read_as: tree.Mapping) -> Problem:
    text = read_as.source.line(read_as.line)[read_as.column - 1 :]
    problem: Problem = data.origin.problem("colon-in-text", path, proposal=requoted(text))
    return problem


def _space_missing(problem: Problem) -> Problem:
    """The place of `nom:` in `nom:Mairie`, where the space is to be put."""
    return replace(problem, width=len(str(problem.arguments["key"])) + 1)


def _child(holder: object, step: str | int) -> object:
    if isinstance(holder, PlainMapping):
        return holder.get(str(step))
    return holder[step] if isinstance(holder, list) and isinstance(step, int) and step < len(holder) else None


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "{…}"
    return "[…]" if isinstance(value, list) else str(value)
