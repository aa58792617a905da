"""A mistake in a template as people read one in a file: its place, the line, what to write instead.

The template language says what it stumbles on in English and by line only: here it becomes a `Problem`.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from cit_toolkit.problems import CitError, Position, Problem, Severity

TAGS = (
    "block", "endblock", "extends", "include", "if", "elif", "else", "endif", "for", "endfor", "set", "endset", "macro",
    "endmacro", "with", "endwith", "filter", "endfilter", "call", "endcall", "import", "from", "raw", "endraw",
)  # fmt: skip
"""What may stand between `{%` and `%}`."""

_UNKNOWN_TAG = re.compile(r"Encountered unknown tag '(\w+)'")
_NOT_EXPECTED = re.compile(r"looking for the following tags: '?(\w+)'?")
_UNCLOSED = re.compile(r"(?:Unexpected end of template|unexpected end of template)")
_INNERMOST = re.compile(r"innermost block that needs to be closed is '(\w+)'")
_NO_FILTER = re.compile(r"No (filter|test) named '([^']*)'")


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """A template and the file it stands in."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        """The file as one would type it from here."""
        here = Path.cwd()
        return os.path.relpath(self.path) if self.path.is_relative_to(here) else str(self.path)

    def problem(
        self, code: str, line: int, word: str = "", severity: Severity = Severity.ERROR, **arguments: object
    ) -> Problem:
        """A mistake on a line, under `word` where it stands there."""
        lines = self.text.splitlines() or [""]
        line = min(max(line, 1), len(lines))
        text = lines[line - 1]
        found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) if word else None
        column, width = (found.start(), len(word)) if found else (len(text) - len(text.lstrip()), 1)
        return Problem(code, Position(self.name, line, column + 1), arguments, severity, text, width)


class TemplateMistakeError(CitError):
    """A template that cannot be filled; `problems` say where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__("template-error", template=problem.position.file, line=problem.position.line)
        self.problems = (problem,)


def syntax_problem(source: TemplateSource, said: str, line: int) -> Problem:
    """What the template language says of a text it cannot read."""
    if found := _NO_FILTER.search(said):
        return source.problem(f"template-unknown-{found[1]}", line, found[2], name=found[2])
    if _UNCLOSED.search(said):
        opened = (_INNERMOST.search(said) or [None, None])[1]
        if opened:
            return source.problem("template-unclosed", _line_of_tag(source, opened, line), opened, opened=opened)
    if found := _UNKNOWN_TAG.search(said):
        expected = _NOT_EXPECTED.search(said)
        near = nearest_name(found[1], TAGS)
        if found[1] in TAGS:
            return source.problem(
                "template-misplaced-tag", line, found[1], tag=found[1], expected=expected[1] if expected else "–"
            )
        return source.problem("template-unknown-tag", line, found[1], tag=found[1], suggestion=near, known=TAGS)
    return source.problem("template-syntax", line, said=said.splitlines()[0])


def undefined_problem(source: TemplateSource, line: int, name: str, owner: str, known: Iterable[str]) -> Problem:
    """A name that nothing in the document bears; `owner` is empty for a name that stands by itself."""
    names = sorted(known)
    near = nearest_name(name, names)
    variant = "inside" if owner else None
    return source.problem(
        "template-undefined", line, name, name=name, owner=owner, variant=variant, suggestion=near, known=names[:30]
    )


def nearest_name(word: str, known: Iterable[str]) -> str | None:
    """The known name closest to a mistyped one."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return near[0] if near else None


def _line_of_tag(source: TemplateSource, tag: str, last: int) -> int:
    """Where the innermost part still open begins: the last one of its kind that is not closed."""
    opened: list[int] = []
    for number, line in enumerate(source.text.splitlines()[:last] or [""], start=1):
        for found in re.finditer(r"\{%[-+]?\s*(end)?(\w+)", line):
            if found[2] == tag and not found[1]:
                opened.append(number)
            elif found[2] == tag and opened:
                opened.pop()
    return opened[-1] if opened else last
