"""Which words may stand at the cursor: what is typed is walked through the shape of the command line."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cit_toolkit.cli.completion.asked_line import Asked, Proposal
from cit_toolkit.cli.completion.command_shape import Shape, command_shape
from cit_toolkit.cli.completion.values import VALUES
from cit_toolkit.cli.message_language import message_language

_CHOICES = re.compile(r"[a-z]+(?:-[a-z]+)*(?:[|,][a-z]+(?:-[a-z]+)*)+")
"""A metavar that lists what an option takes: `publique|interne|financeur`."""


@dataclass
class Typed:
    """A command line as far as it is typed."""

    path: str
    shape: Shape
    language: str
    arguments: list[str] = field(default_factory=list)
    options: dict[str, list[str]] = field(default_factory=dict)
    waiting: Shape | None = None
    """The option whose value comes next."""

    def take(self, word: str) -> None:
        """One more whole word."""
        if self.waiting is not None:
            self.options[self.waiting["name"]].append(word)
            self.waiting = None
        elif word.startswith("-") and len(word) > 1:
            name, equals, value = word.partition("=")
            option = self.shape["options"].get(name)
            if option is not None:
                self.options.setdefault(option["name"], []).extend([value] if equals else [])
                self.waiting = option if option["takes"] and not equals else None
        elif word in self.shape["commands"]:
            self.path, self.shape, self.options = f"{self.path} {word}", self.shape["commands"][word], {}
        else:
            self.arguments.append(word)

    @property
    def argument(self) -> Shape | None:
        """The argument that comes next; the last one may take many."""
        expected = self.shape["arguments"]
        if len(self.arguments) < len(expected):
            told: Shape = expected[len(self.arguments)]
            return told
        return expected[-1] if expected and expected[-1]["many"] else None


def proposals(asked: Asked) -> list[Proposal]:
    """What may stand at the cursor, in the order of the help; files in alphabetical order."""
    language = message_language(asked.words)
    typed = Typed("cit", command_shape(language), language)
    for word in asked.words:
        typed.take(word)
    beginning = asked.beginning
    if typed.waiting is not None:
        return _matching(_values(typed, typed.waiting, beginning), beginning)
    if beginning.startswith("-"):
        name, equals, value = beginning.partition("=")
        option = typed.shape["options"].get(name)
        if equals and option is not None:
            found = _matching(_values(typed, option, value), value)
            return [Proposal(f"{name}={each.value}", each.told) for each in found]
        return _matching(_options(typed), beginning)
    if typed.shape["commands"]:
        if typed.arguments:
            return []  # a command that does not exist
        return _matching((Proposal(n, c["help"]) for n, c in typed.shape["commands"].items()), beginning)
    argument = typed.argument
    return _matching(_values(typed, argument, beginning), beginning) if argument else []


def _options(typed: Typed) -> Iterable[Proposal]:
    """Long names only, and none that was given and takes no second value."""
    for name, option in typed.shape["options"].items():
        if name == option["name"] and (option["many"] or name not in typed.options):
            yield Proposal(name, option["help"])


def _values(typed: Typed, parameter: Shape, beginning: str) -> Iterable[Proposal]:
    names = (parameter.get("name", ""), parameter["metavar"])
    for place in (typed.path, "*"):
        for name in names:
            if found := VALUES.get((place, name)):
                return (Proposal(value) for value in found(typed, beginning))
    if parameter["words"]:
        return map(Proposal, parameter["words"])
    if _CHOICES.fullmatch(parameter["metavar"]):
        return map(Proposal, re.split(r"[|,]", parameter["metavar"]))
    return ()


def _matching(found: Iterable[Proposal], beginning: str) -> list[Proposal]:
    wanted = beginning.removeprefix(f".{os.sep}")
    return [each for each in found if each.value.startswith(wanted) or each.value.startswith(beginning)]
