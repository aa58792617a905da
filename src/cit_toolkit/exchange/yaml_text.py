"""Values written as YAML that people can read and that our own reader reads back to the letter."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿœŒ][\w À-ÖØ-öø-ÿœŒ’'(),./+&%«»…\-]*")
"""A text that needs no quotes, whoever reads it."""
_SPECIAL = re.compile(r"(?i)(?:true|false|yes|no|oui|non|on|off|y|n|null|inconnue?|unknown|none|nan|inf)")
_IN_LIST = re.compile(r"[,\[\]{}]")
_IN_BLOCK = re.compile(
    r"[^\n\t\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\ue03f]"
)
_WIDTH = 118
_TEXTS = ("description",)
"""Keys whose text is Markdown: a long one is easier to read, and to edit, without quotes."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def yaml_lines(values: Mapping[str, Any], indent: int, first: str = "") -> Iterator[str]:
    """The lines of a mapping; `first` stands before the first key («- » in a list)."""
    space = " " * indent
    for rank, (key, value) in enumerate(values.items()):
        lead = f"{space[: indent - len(first)]}{first}" if rank == 0 else space
        yield from _entry(key, f"{lead}{key}:", value, indent)


def _entry(key: str, head: str, value: Any, indent: int) -> Iterator[str]:
    inner = " " * (indent + 2)
    long = isinstance(value, str) and len(head) + len(value) > _WIDTH
    if isinstance(value, str) and ("\n" in value or (long and key in _TEXTS)) and _fits_a_block(value):
        yield f"{head} |"
        yield from (f"{inner}{line}" if line else "" for line in value.split("\n"))
        return
    flow = _flow(value)
    if len(head) + len(flow) < _WIDTH or not isinstance(value, (list, dict)) or not value:
        yield f"{head} {flow}"
    elif isinstance(value, dict):
        yield head
        yield from yaml_lines({_flow(str(key)): inner_value for key, inner_value in value.items()}, indent + 2)
    else:
        yield head
        yield from (f"{inner}- {_flow(item, in_list=False)}" for item in value)


def _fits_a_block(text: str) -> bool:
    """Whether a text comes out of a block as it went in: a Markdown field drops what ends it, and a first line that
    begins with a space would set the margin."""
    return not (_IN_BLOCK.search(text) or text != text.strip() or "\t" in text)


def _flow(value: Any, in_list: bool = True) -> str:
    """A value on one line; inside brackets, a comma needs quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flow(str(key))}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    text = str(value)
    plain = _DATE.fullmatch(text) or (
        _PLAIN.fullmatch(text) and not text.endswith(" ") and not _SPECIAL.fullmatch(text)
    )
    if plain and not (in_list and _IN_LIST.search(text)):
        return text
    return text if text in ("oui", "non") else json.dumps(text, ensure_ascii=False)
