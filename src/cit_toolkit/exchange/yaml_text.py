"""Values written as YAML that people can read and that our own reader reads back to the letter."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from cit_toolkit.exchange.session_files import quoted

_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿœŒ][\w À-ÖØ-öø-ÿœŒ’'(),./+&%«»…\-]*")
"""A text that needs no quotes, whoever reads it."""
_SPECIAL = re.compile(r"(?i)(?:true|false|yes|no|oui|non|on|off|y|n|null|inconnue?|unknown|none|nan|inf)")
_IN_LIST = re.compile(r"[,\[\]{}]")
_IN_BLOCK = re.compile(r"[^\n\t\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029]")
UNKNOWN = "inconnu"
"""How None is written."""
_WIDTH = 118
_TEXTS = ("description", "note", "constat", "preuve")
"""Keys whose text is Markdown: a long one is easier to read, and to edit, without quotes."""
_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?|(?:\d{1,2}/)?\d{1,2}/\d{4}")
_RANKED = re.compile(r"[0-3]-[0-3]|\d{1,2}-[a-z][a-z-]*[a-z]")
"""Two levels, a half-day: `2-3`, `1-matin`."""
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")


def yaml_lines(values: Mapping[str, Any], indent: int, first: str = "") -> Iterator[str]:
    """The lines of a mapping; `first` stands before the first key («- » in a list)."""
    space = " " * indent
    for rank, (key, value) in enumerate(values.items()):
        lead = f"{space[: indent - len(first)]}{first}" if rank == 0 else space
        yield from _entry(key, f"{lead}{key}:", value, indent)


def item_lines(item: Any, indent: int, compact: bool = False) -> Iterator[str]:
    """The lines of an item of a list, its dash at `indent`; `compact` writes a mapping on one line when it fits."""
    space = " " * indent
    line = f"{space}- {flow_text(item, in_list=False)}"
    if not isinstance(item, dict) or not item or (compact and len(line) < _WIDTH and "\\n" not in line):
        yield line
    else:
        yield from yaml_lines(item, indent + 2, "- ")


def _entry(key: str, head: str, value: Any, indent: int) -> Iterator[str]:
    inner = " " * (indent + 2)
    long = isinstance(value, str) and len(head) + len(value) > _WIDTH
    if isinstance(value, str) and ("\n" in value or (long and key in _TEXTS)) and fits_a_block(value):
        # Under a key of one's own nothing drops the line end that a block adds.
        yield f"{head} |-" if key.startswith("x-") else f"{head} |"
        yield from (f"{inner}{line}" if line else "" for line in value.split("\n"))
        return
    flow = flow_text(value, in_list=isinstance(value, (list, dict)))
    mappings = isinstance(value, list) and any(isinstance(item, dict) for item in value)
    if (len(head) + len(flow) < _WIDTH and not mappings) or not isinstance(value, (list, dict)) or not value:
        yield f"{head} {flow}"
    elif isinstance(value, dict):
        yield head
        yield from yaml_lines({flow_text(str(key)): inner_value for key, inner_value in value.items()}, indent + 2)
    else:
        yield head
        for item in value:
            yield from item_lines(item, indent + 2, compact=True)


def fits_a_block(text: str) -> bool:
    """Whether a text comes out of a block as it went in: a Markdown field drops what ends it, and a first line that
    begins with a space would set the margin."""
    return not (_IN_BLOCK.search(text) or text != text.strip() or "\t" in text)


def flow_text(value: Any, in_list: bool = True) -> str:
    """A value on one line; inside brackets, a comma needs quotes. A number is written as one, digits in a text are
    not: another reader would drop the zeros of a code. None is written `inconnu`."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow_text(str(key))}: {flow_text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow_text, value)) + "]"
    text = UNKNOWN if value is None else str(value)
    number = isinstance(value, (int, Decimal)) and _NUMBER.fullmatch(text)
    plain = (
        value is None
        or number
        or _DATE.fullmatch(text)
        or _RANKED.fullmatch(text)
        or (_PLAIN.fullmatch(text) and not text.endswith(" ") and not _SPECIAL.fullmatch(text))
    )
    if plain and not (in_list and _IN_LIST.search(text)):
        return text
    return text if text in ("oui", "non") else quoted(text)
