"""A problem as people read it: the message, the line of the file with the mistake underlined, what to type.

What a file or a path holds never reaches the terminal raw: a control character could move its cursor or its colours.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from cit_toolkit.problems import CitError, Problem, Severity
from cit_toolkit.wording.catalog import Catalog

_TAB = "    "
_WINDOW = 100
"""Characters of a source line shown at most, and how many of them stand before the mistake."""
_LEAD = 40
_ARGUMENT = 80
"""Characters of a quoted text shown at most inside a sentence."""
_QUOTED = ("value", "key", "text", "tag", "alias", "name", "need", "objective")
_SEVERITIES = {Severity.ERROR: "erreur", Severity.WARNING: "avertissement", Severity.HINT: "suggestion"}
# Control characters, line separators, and the marks that turn the direction of writing round.
_HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def problem_lines(problem: Problem, catalog: Catalog) -> str:
    """The whole of a problem for a terminal or a log, on two to four lines."""
    message, help_text = _sentences(problem, catalog)
    severity = catalog.say(f"severity.{problem.severity}")
    lines = [f"{visible(str(problem.position))}: {severity}: {message} [{problem.code}]"]
    lines.extend(excerpt_lines(problem))
    return "\n".join([*lines, *_help_lines(help_text, catalog)])


def problem_record(problem: Problem, catalog: Catalog) -> dict[str, str | int]:
    """A problem for other programs: the keys of `--json`. `aide` is empty when there is nothing to type."""
    message, help_text = _sentences(problem, catalog)
    return {
        "code": problem.code,
        "gravite": _SEVERITIES[problem.severity],
        "fichier": problem.position.file,
        "ligne": problem.position.line,
        "colonne": problem.position.column,
        "message": message,
        "aide": help_text,
    }


def error_lines(error: CitError, catalog: Catalog) -> str:
    """What stopped a command, and what to do about it."""
    message, help_text = (visible(text) for text in catalog.error(error))
    return "\n".join([f"{catalog.say('severity.error')}: {message} [{error.code}]", *_help_lines(help_text, catalog)])


def visible(text: str) -> str:
    """The text on one line, with something to see in place of each control character."""
    return _HIDDEN.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code in (9, 10, 13):
        return " "
    if code < 0x20 or code == 0x7F:
        return chr(0x2400 + code) if code < 0x20 else "\u2421"
    return f"<U+{code:04X}>"


def _sentences(problem: Problem, catalog: Catalog) -> tuple[str, str]:
    message, help_text = catalog.problem(replace(problem, arguments=_abridged(problem.arguments)))
    return visible(message), visible(help_text)


def _abridged(arguments: Mapping[str, object]) -> dict[str, object]:
    """A whole paragraph of the file inside a sentence helps nobody: its beginning is enough to recognise it."""
    return {name: _beginning(value) if name in _QUOTED else value for name, value in arguments.items()}


def _beginning(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = " ".join(value.split())
    return text if len(text) <= _ARGUMENT else f"{text[: _ARGUMENT - 1].rstrip()}…"


def _help_lines(help_text: str, catalog: Catalog) -> list[str]:
    return [f"  {catalog.say('severity.help', text=help_text)}"] if help_text else []


def excerpt_lines(problem: Problem) -> list[str]:
    """The line of the file with its number, and carets under the mistake."""
    if not problem.source_line.strip() and problem.width <= 1:
        return []
    line = problem.source_line
    first = min(problem.position.column - 1, len(line))
    start, end = _window(len(line), first)
    before, wrong, after = line[start:first], line[first : min(first + problem.width, end)], line[first:end]
    opening, closing = "…" if start else "", "…" if end < len(line) else ""
    shown = f"{opening}{_drawn(before)}{_drawn(after)}{closing}".rstrip()
    number = f"  {problem.position.line}"
    margin = " " * (_cells(opening) + _cells(_drawn(before)))
    return [f"{number} | {shown}", f"{' ' * len(number)} | {margin}{'^' * max(1, _cells(_drawn(wrong)))}"]


def _window(length: int, column: int) -> tuple[int, int]:
    """Which part of a line to show: all of it, or what surrounds the mistake."""
    if length <= _WINDOW:
        return 0, length
    start = max(0, min(column - _LEAD, length - _WINDOW))
    return start, start + _WINDOW


def _drawn(text: str) -> str:
    return visible(text.replace("\t", _TAB))


def _cells(text: str) -> int:
    """Columns a text takes on a terminal: two for a wide character, none for an accent that combines."""
    return sum(_cell(character) for character in text)


def _cell(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
