"""What the words of a directory mean in a method: its own names and labels, then those a mapping adds."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cit_toolkit.exchange.rows import meaning_of, word_key
from cit_toolkit.model.actor import Location, RelationNature
from cit_toolkit.model.actor_mapping import ActorsMapping, ActorVocabularies
from cit_toolkit.model.method import Method, MethodItem
from cit_toolkit.model.text import fold

_FUNCTION_COLUMN = re.compile(r"^(?:fonctions?|functions?)[-:\s]+(?=.)")
"""How a column that holds the level of one function is announced: «Fonction : Animation», `fonction-animation`."""


@dataclass
class ActorWords:
    """The vocabularies of one mapping in the words of one method, and the words met that it had to know or did not."""

    parts: dict[str, dict[str, tuple[str, ...]]]
    met: dict[str, dict[str, tuple[str, ...] | None]] = field(default_factory=dict)
    """Part → word as written → what it means; None when it means nothing known."""

    @staticmethod
    def of(mapping: ActorsMapping, method: Method) -> "ActorWords":
        """The words of a mapping; a meaning that the method does not name is no meaning."""
        words = mapping.words or ActorVocabularies()
        return ActorWords(
            {
                "categorie": _vocabulary(method.categories, words.categories),
                "cercle": _vocabulary(method.circles, words.circles),
                "roles": _vocabulary(method.roles, words.roles),
                "fonctions": _vocabulary(method.functions, words.functions),
                "territoire": _fixed(Location, {word: (told,) for word, told in words.locations.items()}),
                "natures": _fixed(RelationNature, {word: (told.value,) for word, told in words.natures.items()}),
                "oriente": _fixed((), {word: ("oui" if yes else "non",) for word, yes in words.directed.items()}),
            }
        )

    def meaning(self, part: str, word: str) -> tuple[str, ...] | None:
        """What a word means, None when nothing is known of it."""
        found = meaning_of(word, self.parts[part])
        self.met.setdefault(part, {})[word] = found
        return found

    def function_of_column(self, column: str) -> str | None:
        """The function whose level a column holds."""
        bare = _FUNCTION_COLUMN.sub("", fold(column))
        found = self.parts["fonctions"].get(word_key(bare))
        return found[0] if found and len(found) == 1 else None


def _vocabulary(items: Iterable[MethodItem], words: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    listed = list(items)
    known = {name: item.id for item in listed for name in (item.id, *item.other_names)}
    labelled = {
        word_key(label): (item.id,)
        for item in listed
        for label in (item.id, *item.other_names, item.label("fr"), item.label("en"))
    }
    meant = {word: tuple(known[name] for name in names if name in known) for word, names in words.items()}
    # A word is left without a meaning when the mapping says so, not when the method lacks what it would mean.
    own = {word_key(word): names for word, names in meant.items() if names or not words[word]}
    return {**own, **labelled}


def _fixed(values: Iterable[str], words: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    own = {word_key(str(value)): (str(value),) for value in values}
    return {**{word_key(word): meant for word, meant in words.items()}, **own}
