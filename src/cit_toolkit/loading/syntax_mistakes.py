"""What the YAML parser could not read, told as the mistake a person made.

The parser stops where it no longer understands, often a line or more after the mistake. Each recogniser below looks
at that place and at the lines around it; the first that knows the mistake tells it where it was made.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from cit_toolkit.loading.positioned_tree import SourceFile
from cit_toolkit.problems import Position, Problem

_NO_BREAK_SPACES = "\u00a0\u2007\u202f"
_LINES_BACK = 50
_PROPOSED = 70
"""Characters of a text given back between quotes at most."""
_KEY = r"[^\W\d][\w-]*"
_SPACE_MISSING = re.compile(rf"\s*(?:- +)*(?P<key>{_KEY}):(?P<value>[^\s/:].*)")
_SPACE_NOT_BREAKING = re.compile(rf"\s*(?:- +)*(?:{_KEY} ?:)?[{_NO_BREAK_SPACES}]")
_ENTRY = re.compile(rf"\s*(?:- +)*{_KEY}\s*:(?: |$)")
_OPENING_QUOTE = re.compile(r"(?:[:,\[{]\s*|^\s*(?:- +)+)([\"'])$")
_VALUE_OPENS_QUOTE = re.compile(r"(?:^|[:\-,\[{]\s)\s*([\"'])(?!.*\1\s*(?:[,\]}].*)?$)")
_KEY_BEFORE_BRACKET = re.compile(rf"\s*(?:- +)*{_KEY} +[\[{{]")
# What the parser says when it meets something where an entry of a list or of a mapping should begin.
_ENTRY_EXPECTED = re.compile(r"did not find expected key|expected '-' indicator|<block end>|<document start>")


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the parser gave up: its words, the place, and where the thing it was reading began."""

    source: SourceFile
    said: str
    line: int
    column: int
    opened: tuple[int, int]

    @property
    def text(self) -> str:
        """The line where it gave up."""
        return self.source.line(self.line)

    @property
    def before(self) -> str:
        """The part of that line already read."""
        return self.text[: self.column - 1]

    def lines_to_suspect(self) -> list[int]:
        """Lines the mistake may stand on: where the reading began, the last line written before, the line itself."""
        previous = next((n for n in range(self.line - 1, 0, -1) if self.source.line(n).strip()), self.line)
        return sorted({self.opened[0], previous, self.line} if self.opened[0] >= previous else {previous, self.line})

    def problem(self, code: str, line: int, column: int, width: int = 1, **arguments: object) -> Problem:
        """The mistake at a place of the file."""
        position = Position(self.source.name, line, column)
        return Problem(code, position, arguments, source_line=self.source.line(line), width=max(width, 1))


def syntax_problem(stop: Stop) -> Problem:
    """One sentence of ours for each mistake that can be named; the parser's own words only as a last resort."""
    for recognise in _RECOGNISERS:
        if problem := recognise(stop):
            return problem
    return stop.problem("yaml-syntax", stop.line, stop.column, said=stop.said)


def requoted(text: str) -> str:
    """A text between quotes that hold it: what to type in place of what was not understood; its beginning if long."""
    text = " ".join(text.split())
    if len(text) > _PROPOSED:
        text = f"{text[: _PROPOSED - 1].rstrip()}…"
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def missing_space(source: SourceFile, line: int) -> Problem | None:
    """`nom:Guéret`: YAML wants a space after the colon, else it reads one text."""
    found = _SPACE_MISSING.fullmatch(source.line(line))
    if found is None:
        return None
    position = Position(source.name, line, found.start("key") + 1)
    arguments = {"key": found["key"], "value": found["value"].strip()}
    width = len(found["key"]) + 1
    return Problem("yaml-missing-space", position, arguments, source_line=source.line(line), width=width)


def unreadable_character(source: SourceFile) -> Problem | None:
    """The first character no text file may hold (a stray byte of a word processor, a NUL)."""
    for number, line in enumerate(source.lines, 1):
        if found := re.search(r"[^\t\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", line):
            position = Position(source.name, number, found.start() + 1)
            arguments = {"character": f"U+{ord(found[0]):04X}"}
            return Problem("yaml-control-character", position, arguments, source_line=line)
    return None


def _tab(stop: Stop) -> Problem | None:
    indentation = stop.text[: len(stop.text) - len(stop.text.lstrip())]
    if "end of stream" in stop.said or "\t" not in indentation:
        return None
    first = indentation.index("\t")
    return stop.problem("yaml-tab", stop.line, first + 1, len(indentation) - first)


def _no_break_space(stop: Stop) -> Problem | None:
    for line in stop.lines_to_suspect():
        if found := _SPACE_NOT_BREAKING.match(stop.source.line(line)):
            return stop.problem("yaml-no-break-space", line, found.end())
    return None


def _space_after_colon(stop: Stop) -> Problem | None:
    if not re.search(r"mapping values|expected ':'", stop.said):
        return None
    return next(filter(None, (missing_space(stop.source, line) for line in stop.lines_to_suspect())), None)


def _no_colon(stop: Stop) -> Problem | None:
    if "mapping values" in stop.said and _KEY_BEFORE_BRACKET.match(stop.text):
        line, column = stop.line, len(stop.text) - len(stop.text.lstrip()) + 1
    elif "expected ':'" in stop.said:
        line, column = stop.opened
    else:
        return None
    text = stop.source.line(line).strip()
    return stop.problem("yaml-missing-colon", line, column, len(stop.source.line(line)) - column + 1, text=text)


def _colon_in_text(stop: Stop) -> Problem | None:
    if "mapping values" not in stop.said:
        return None
    first = _ENTRY.match(stop.before)
    if first is None and " " not in stop.before.strip().removeprefix("- "):
        return stop.problem("yaml-indentation", stop.line, len(stop.text) - len(stop.text.lstrip()) + 1)
    start = first.end() if first else len(stop.text) - len(stop.text.lstrip())
    text = stop.text[start:].strip() if first else _whole_text(stop)
    if text.startswith(("'", '"')) or stop.before[start:].count("[") + stop.before[start:].count("{"):
        return None
    return stop.problem("yaml-colon", stop.line, stop.column, proposal=requoted(text))


def _whole_text(stop: Stop) -> str:
    """A text that began on a line above, up to the line where the parser gave up."""
    parts: list[str] = []
    for number in range(stop.line, 0, -1):
        line = stop.source.line(number)
        if number < stop.line and (entry := _ENTRY.match(line)):
            return " ".join([line[entry.end() :].strip(), *reversed(parts)])
        parts.append(line.strip())
    return stop.text.strip()


def _quote(stop: Stop) -> Problem | None:
    if "quoted scalar" in stop.said:
        if "escape" in stop.said or "hexdecimal" in stop.said:
            return stop.problem("yaml-backslash", stop.line, stop.column)
        return stop.problem("yaml-quote-unclosed", *stop.opened)
    here = stop.text[stop.column - 1 :].strip()
    if ("flow" in stop.said and not here) or ("flow" not in stop.said and here[:1] in ("]", "}")):
        return None
    before = stop.before
    if not before.endswith(("'", '"')):
        before = before.rstrip() if re.search(f"{_ENTRY_EXPECTED.pattern}|mapping values", stop.said) else before
    if not before.endswith(("'", '"')):
        return None
    if _OPENING_QUOTE.search(before):
        # What looks like an opening closed a quote left open above.
        for line in range(stop.line - 1, 0, -1):
            if found := _VALUE_OPENS_QUOTE.search(stop.source.line(line)):
                return stop.problem("yaml-quote-unclosed", line, found.start(1) + 1)
    quote, text = before[-1], _value_around(stop.text, len(before)).strip()
    if len(text) > 1 and text[0] == text[-1] == quote:
        text = text[1:-1]
    return stop.problem("yaml-quote-inside", stop.line, len(before), proposal=requoted(text))


def _value_around(line: str, place: int) -> str:
    """The value of a line that holds a place, without its key, its dash or its comment."""
    head = re.match(rf"\s*(?:- +)*(?:{_KEY}\s*: +)?", line)
    start = head.end() if head and head.end() < place else 0
    if line[start : start + 1] in ("[", "{"):
        # One item of a list or of a block written on one line.
        start = max(line.rfind(mark, 0, place) for mark in "[{,:") + 1
        return re.split(r"[,\]}]", line[start:])[0]
    return re.split(r"\s#", line[start:])[0]


def _bracket(stop: Stop) -> Problem | None:
    here = stop.text[stop.column - 1 : stop.column]
    if "node content" in stop.said:
        opened = _bracket_left_open(stop) if not here.strip() or stop.column <= 1 or not stop.before.strip() else None
        return opened and stop.problem("yaml-unclosed", *opened[:2], closing=opened[2])
    if "flow sequence" in stop.said or "flow mapping" in stop.said:
        closing = "]" if "flow sequence" in stop.said else "}"
        if here and here not in "]}" and stop.opened[0] == stop.line and closing in stop.text[stop.column :]:
            return stop.problem("yaml-missing-comma", stop.line, stop.column)
        return stop.problem("yaml-unclosed", *stop.opened, closing=closing)
    if here in ("]", "}") and here:
        return stop.problem("yaml-extra-bracket", stop.line, stop.column, character=here)
    if stop.before.rstrip().endswith(("]", "}")) and here:
        start = re.search(r"(?:: +|^\s*(?:- +)+)([\[{])", stop.text)
        if start:
            return _reserved(stop, stop.line, start.start(1) + 1)
    return None


def _bracket_left_open(stop: Stop) -> tuple[int, int, str] | None:
    """Line and column of the last bracket opened and not closed before the place, and what would close it."""
    closed = 0
    for number in range(stop.line, max(stop.line - _LINES_BACK, 0), -1):
        line = stop.before if number == stop.line else stop.source.line(number)
        for column in range(len(line), 0, -1):
            character = line[column - 1]
            closed += (character in "]}") - (character in "[{")
            if closed < 0:
                return number, column, "]" if character == "[" else "}"
    return None


def _reserved_character(stop: Stop) -> Problem | None:
    if "cannot start any token" in stop.said:
        line, column = stop.line, stop.column
    elif re.search(r"scanning (?:an alias|an anchor|a directive|a tag)", stop.said):
        line, column = stop.opened
    else:
        return None
    return _reserved(stop, line, column)


def _reserved(stop: Stop, line: int, column: int) -> Problem:
    text = stop.source.line(line)
    character = text[column - 1 : column]
    if character == "*" and text[column : column + 1] == " " and not text[: column - 1].strip():
        return stop.problem("yaml-bullet", line, column, character=character)
    value = text[column - 1 :] if character in "[{" else _value_around(text, column)
    return stop.problem("yaml-reserved-character", line, column, character=character, proposal=requoted(value))


def _list_on_the_line(stop: Stop) -> Problem | None:
    here = stop.text[stop.column - 1 : stop.column + 1]
    if "block sequence entries are not allowed" in stop.said or ("node content" in stop.said and here == "- "):
        return stop.problem("yaml-dash", stop.line, stop.column)
    return None


def _block_text(stop: Stop) -> Problem | None:
    if "scanning a block scalar" in stop.said:
        line, column = stop.opened
        mark = stop.source.line(line)[column - 1 : column]
        return stop.problem("yaml-block-text", line, column, character=mark)
    return None


def _indentation(stop: Stop) -> Problem | None:
    if _ENTRY_EXPECTED.search(stop.said):
        return stop.problem("yaml-indentation", stop.line, stop.column)
    return None


_RECOGNISERS: tuple[Callable[[Stop], Problem | None], ...] = (
    _tab,
    _no_break_space,
    _space_after_colon,
    _no_colon,
    _colon_in_text,
    _quote,
    _reserved_character,
    _bracket,
    _list_on_the_line,
    _block_text,
    _indentation,
)
