"""What to write in place of a mistake, when it can only mean one thing; everything else is left to its writer."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from cit_toolkit.loading.french_writings import amount_meant, answer_meant, date_meant, figure_meant, number_meant
from cit_toolkit.model.base import CitModel, known_keys
from cit_toolkit.model.text import fold
from cit_toolkit.problems import Problem

_QUOTES = ("'", '"')
_BARE_ADDRESS = re.compile(r"www\.[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/[^\s<>\"]*)?", re.IGNORECASE)
_NO_BREAK_SPACES = re.compile("[\u00a0\u2007\u202f]+")
_KEY = re.compile(r"\s*(?:- +)*[^\W\d][\w-]*\s*: +")
_COMMENT = re.compile(r"\s+#")
_WORD_AND_COLON = re.compile(r"(\S*):(?=\s|$)")
_IN_FLOW = re.compile(r"[\[{]")


@dataclass(frozen=True, slots=True)
class Repair:
    """Some characters of one line, and what to write in their place."""

    line: int
    column: int
    width: int
    text: str


def repair_of(problem: Problem) -> Repair | None:
    """The repair of a mistake, None when it takes a person to know what was meant."""
    place, width = problem.position, problem.width
    if problem.code == "yaml-no-break-space":
        return _ordinary_spaces(problem)
    if problem.code in ("yaml-colon", "colon-in-text"):
        return _between_quotes(problem)
    written = problem.source_line[place.column - 1 : place.column - 1 + width]
    if len(written) < width:
        return None
    if found := _VALUES.get(problem.code):
        text = _value(problem, written, found)
    elif made := _SIGNS.get(problem.code):
        text = made(written)
    else:
        text = None
    return Repair(place.line, place.column, width, text) if text is not None and text != written else None


def _ordinary_spaces(problem: Problem) -> Repair | None:
    """All the no-break spaces of one place: YAML tells one of them."""
    runs = _NO_BREAK_SPACES.finditer(problem.source_line)
    found = next((run for run in runs if run.start() < problem.position.column <= run.end()), None)
    if found is None:
        return None
    return Repair(problem.position.line, found.start() + 1, len(found[0]), " " * len(found[0]))


def _between_quotes(problem: Problem) -> Repair | None:
    """A text with a colon, when it cannot be a second key."""
    line = problem.source_line
    key = _KEY.match(line) if problem.code == "yaml-colon" else None
    start = key.end() if key else problem.position.column - 1 if problem.code == "colon-in-text" else len(line)
    text = _COMMENT.split(line[start:])[0].rstrip()
    if not _has_colons_of_text(text) or text[0] in "\"'[{|>":
        return None
    quoted = "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'
    return Repair(problem.position.line, start + 1, len(text), quoted)


def _has_colons_of_text(text: str) -> bool:
    """Whether each colon is one of French, with a space before, or follows a word with a capital that is no key."""
    colons = list(_WORD_AND_COLON.finditer(text))
    return bool(colons) and all(not found[1] or _is_no_key(found[1], text[found.end() :]) for found in colons)


def _is_no_key(word: str, after: str) -> bool:
    return bool(after) and word[0].isupper() and fold(word) not in _keys_of_every_model()


@cache
def _keys_of_every_model() -> frozenset[str]:
    kinds, keys = [CitModel], set[str]()
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        keys |= {fold(name) for name in known_keys(kind)}
    return frozenset(keys)


def _value(problem: Problem, written: str, meant: Callable[[str, Problem], str | None]) -> str | None:
    """What to write in place of a word or a value, between the same quotes. None when the place does not show it whole:
    a text on several lines, a value with its source."""
    quote = written[:1] if len(written) > 1 and written[:1] in _QUOTES and written[-1:] == written[:1] else ""
    inner = written[1:-1] if quote else written
    told = problem.arguments.get("key" if problem.code == "unknown-key" else "value")
    if not inner or fold(inner) != fold(str(told)):
        return None
    new = meant(inner, problem)
    if new is None:
        return None
    if not quote and "," in new and _IN_FLOW.search(problem.source_line[: problem.position.column]):
        quote = '"'  # between brackets, a comma ends a value
    return f"{quote}{new}{quote}"


def _by(read: Callable[[str], str | None]) -> Callable[[str, Problem], str | None]:
    return lambda text, _: read(text)


def _the_only_one(_: str, problem: Problem) -> str | None:
    """The one known word it can be (loading.suggestions.only_meant), told by whoever knows them all."""
    meant = problem.arguments.get("meant")
    return str(meant) if meant else None


def _suggested(_: str, problem: Problem) -> str | None:
    return str(problem.arguments.get("suggestion") or "") or None


def _web_address(text: str) -> str | None:
    return f"https://{text}" if _BARE_ADDRESS.fullmatch(text) else None


def _insee_code(text: str) -> str | None:
    """Ain to Ardèche begin with a zero, which spreadsheets drop."""
    return f"0{text}" if re.fullmatch(r"[1-9]\d{3}", text) else None


def _department(text: str) -> str | None:
    return f"0{text}" if re.fullmatch(r"[1-9]", text) else None


_VALUES: Mapping[str, Callable[[str, Problem], str | None]] = {
    "unknown-key": _the_only_one,
    "unknown-type": _the_only_one,
    "unknown-choice": _the_only_one,
    "unknown-reference": _the_only_one,
    "bad-identifier": _suggested,
    "not-a-date": _by(date_meant),
    "not-a-number": _by(number_meant),
    "not-an-integer": _by(number_meant),
    "not-an-amount": _by(amount_meant),
    "not-a-figure": _by(figure_meant),
    "not-a-count": _by(figure_meant),
    "not-a-boolean": _by(answer_meant),
    "bad-url": _by(_web_address),
    "bad-insee-code": _by(_insee_code),
    "bad-department": _by(_department),
}
"""By code of a problem: what a value may mean."""

_SIGNS: Mapping[str, Callable[[str], str | None]] = {
    "yaml-missing-space": lambda written: f"{written} ",
    "yaml-dash-space": lambda written: "- ",
    "yaml-bullet": lambda written: "-" if written in "•▪●·–—" else None,
}
"""By code of a problem: the sign that YAML wants at its place."""
