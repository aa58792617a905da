"""The words that replace a figure: complete when they can be, otherwise shortened by saying how many are left out."""

from collections.abc import Callable, Iterator, Sequence

from cit_toolkit.wording.catalog import Catalog

MOST_CHARACTERS = 600
"""A screen reader says it in one go: about forty seconds."""

_LONGEST_NAME = 60
_MOST_NAMES = MOST_CHARACTERS // 4
"""More could not be told, were each a single letter."""


def shortened(
    sentences: Callable[[int], Iterator[str]], longest_list: int, empty: str, length: int = MOST_CHARACTERS
) -> str:
    """`sentences(n)` tells the figure with at most n names per list; the most complete telling that is not too long."""
    text = ""
    for most in range(max(1, min(longest_list, _MOST_NAMES)), 0, -1):
        # A sentence that ends with a name cut short needs no full stop after the dots.
        text = " ".join(sentences(most)).replace("….", "…") or empty
        if len(text) <= length:
            return text
    return _cut(text, length)


def brief(name: str) -> str:
    """The name, or its first whole words when it is a sentence."""
    return name if len(name) <= _LONGEST_NAME else _cut(name, _LONGEST_NAME)


def _cut(text: str, length: int) -> str:
    beginning = text[: length - 1]
    whole_words = beginning.rpartition(" ")[0] or beginning
    return whole_words.rstrip(" ,;:.–-") + "…"


def listed(names: Sequence[str], most: int, catalog: Catalog) -> str:
    """«A ; B ; et 3 autres». Semicolons, because names of functions have commas and «et» in them."""
    return together([brief(name) for name in names], most, catalog)


def together(items: Sequence[str], most: int, catalog: Catalog) -> str:
    """The same for items that end with a figure, «Animation (de 25 à 75 %)»: their names are made brief beforehand."""
    shown = list(items[:most])
    if len(items) > most:
        shown.append(catalog.say("figures.and-others", count=len(items) - most))
    return catalog.say("figures.separator").join(shown)
