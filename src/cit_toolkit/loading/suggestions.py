"""The nearest known word to what was typed: «habitant» → «habitants»."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from cit_toolkit.model.text import fold

_SHORT, _LONG = 4, 8
"""Letters under which one mistake leaves too little of a word, and from which two leave enough."""
_DIGITS = re.compile(r"\d+")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest to a mistyped one, or None when none is near enough to propose."""
    by_folded = {fold(candidate): candidate for candidate in known}
    found = get_close_matches(fold(word), by_folded, n=1, cutoff=0.6)
    if found:
        return by_folded[found[0]]
    # A short word inside a longer one («siret» for «siret du siège», «foncier» for «foncier-lieux»).
    inside = [name for folded, name in by_folded.items() if len(fold(word)) >= 4 and fold(word) in folded]
    return inside[0] if len(inside) == 1 else None


def only_meant(word: str, known: Iterable[str]) -> str | None:
    """The known word that a mistyped one can only be: a letter or two away, and no other nearly as near; or
    its plural. Digits are no typo: « seance-3 » is not « seance-2 »."""
    folded = fold(word)
    known = list(known)
    same = [name for name in known if _singular(fold(name)) == _singular(folded)]
    if len(same) == 1 and len(folded) >= _SHORT:
        return same[0]
    allowed = 0 if len(folded) < _SHORT else 1 if len(folded) < _LONG else 2
    near: dict[str, int] = {}
    for candidate in known:
        other = fold(candidate)
        if _DIGITS.findall(other) == _DIGITS.findall(folded):
            distance = _letters_apart(folded, other, allowed + 1)
            if distance <= allowed + 1:
                near[candidate] = distance
    if len(near) != 1 or not allowed:
        return None
    ((candidate, distance),) = near.items()
    return candidate if distance <= allowed else None


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _letters_apart(one: str, other: str, most: int) -> int:
    """Letters to add, drop, change or swap with their neighbour to go from one word to the other; not counted further
    than one past `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row = row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        above = before
    return row[-1]
