"""The nearest known word to what was typed: «habitant» → «habitants»."""

from collections.abc import Iterable
from difflib import get_close_matches

from cit_toolkit.model.text import fold


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest to a mistyped one, or None when none is near enough to propose."""
    by_folded = {fold(candidate): candidate for candidate in known}
    found = get_close_matches(fold(word), by_folded, n=1, cutoff=0.6)
    if found:
        return by_folded[found[0]]
    # A short word inside a longer one («siret» for «siret du siège», «foncier» for «foncier-lieux»).
    inside = [name for folded, name in by_folded.items() if len(fold(word)) >= 4 and fold(word) in folded]
    return inside[0] if len(inside) == 1 else None
