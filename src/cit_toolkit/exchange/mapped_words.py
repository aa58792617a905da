"""What the words of another tool mean: names and labels of a method or of a closed list, then those a mapping adds."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cit_toolkit.exchange.rows import meaning_of, word_key
from cit_toolkit.model.method import MethodItem

Vocabulary = dict[str, tuple[str, ...]]
"""Word, as `word_key` spells it → what it means."""

_ASIDE = re.compile(r"\([^)]*\)")
"""What repeats a word in other words: «Centre communal d’action sociale (CCAS)»."""


@dataclass
class MappedWords:
    """The vocabularies of one mapping in the words of one method, and the words met that it had to know or did not."""

    parts: dict[str, Vocabulary]
    met: dict[str, dict[str, tuple[str, ...] | None]] = field(default_factory=dict)
    """Part → word as written → what it means; None when it means nothing known."""

    def meaning(self, part: str, word: str) -> tuple[str, ...] | None:
        """What a word means, None when nothing is known of it."""
        vocabulary = self.parts[part]
        found = meaning_of(word, vocabulary)
        if found is None and (bare := _ASIDE.sub(" ", word).strip()) != word:
            found = meaning_of(bare, vocabulary)
        self.met.setdefault(part, {})[word] = found
        return found


def method_vocabulary(items: Iterable[MethodItem], words: Mapping[str, tuple[str, ...]]) -> Vocabulary:
    """The names and labels of the things of a method, and the words of a mapping; a meaning that the method does not
    name is no meaning."""
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


def fixed_vocabulary(values: Iterable[str], words: Mapping[str, tuple[str, ...]]) -> Vocabulary:
    """The values of a closed list, and the words of a mapping."""
    own = {word_key(str(value)): (str(value),) for value in values}
    return {**{word_key(word): meant for word, meant in words.items()}, **own}
