"""Several things in one sentence: «a, b et c», «a, b, c et 4 autres»."""

from collections.abc import Sequence

_AND = {"fr": "et", "en": "and"}
_OTHERS = {"fr": ("autre", "autres"), "en": ("other", "others")}


def join_words(items: Sequence[str], language: str, conjunction: str | None = None) -> str:
    """«a, b et c». `conjunction` is the word before the last item, «et» or "and" unless told («ou», "or")."""
    if len(items) < 2:
        return "".join(items)
    word = conjunction or _AND[language]
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def abridge(items: Sequence[str], limit: int, language: str) -> str:
    """At most `limit` items by name, the others counted: «a, b, c et 4 autres»."""
    left_out = len(items) - limit
    if left_out <= 0:
        return join_words(items, language)
    singular, plural = _OTHERS[language]
    return join_words([*items[:limit], f"{left_out} {singular if left_out == 1 else plural}"], language)
