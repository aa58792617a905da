"""The words that point to the themes of a method: found in a text, and the themes they suggest."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cit_toolkit.analysis.matching.text_words import ENGLISH, FRENCH, Words, words_of
from cit_toolkit.model.method import Method
from cit_toolkit.model.need import Need
from cit_toolkit.model.offer import Offer

_SUGGESTED_AT_MOST = 2
_WORTH = 12
"""What one word is worth, shared by the themes that list it (1, 2, 3, 4 and 6 divide it without a rest)."""

_TITLED = 4
_LEAST = 2 * _WORTH
"""Under this weight, nothing is proposed: two words of a description, or one of a title."""
_SAME_WORD = 3
"""Letters two words of one stem may differ by: «commune» and «communication» share one, and are not the same word."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One or several words that point to themes."""

    stems: tuple[str, ...]
    lengths: tuple[int, ...]
    """Letters of each word as the thesaurus writes it."""
    themes: tuple[str, ...]

    def stands_at(self, words: Words, start: int) -> bool:
        """Whether a text holds it from a word on."""
        end = start + len(self.stems)
        return words.stems[start:end] == self.stems and all(
            abs(len(form) - length) <= _SAME_WORD
            for form, length in zip(words.forms[start:end], self.lengths, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """The phrases of every theme, in the order they are tried."""

    phrases: dict[tuple[str, str], list[Phrase]]
    """By language and first stem; the longest first, so that «étude de faisabilité» is not also «faisabilité»."""
    order: dict[str, int]
    """Rank of each theme in the method."""

    @staticmethod
    def of(method: Method) -> "Thesaurus":
        """The names and the words of a method's themes, in every language they are written in."""
        themes: dict[tuple[str, tuple[str, ...], tuple[int, ...]], dict[str, None]] = {}
        for theme in method.themes:
            french, english = [*theme.words], [*theme.english_words]
            if theme.name is not None:
                french.append(theme.name.fr)
                english += [theme.name.en] if theme.name.en else []
            for language, phrases in ((FRENCH, french), (ENGLISH, english)):
                for words in (words_of(phrase, language) for phrase in phrases):
                    key = (language, words.stems, tuple(map(len, words.forms)))
                    themes.setdefault(key, {})[theme.id] = None
        tried: dict[tuple[str, str], list[Phrase]] = {}
        for (language, stems, lengths), listed in sorted(themes.items(), key=lambda item: (-len(item[0][1]), item[0])):
            if stems:
                tried.setdefault((language, stems[0]), []).append(Phrase(stems, lengths, tuple(listed)))
        return Thesaurus(tried, {theme.id: rank for rank, theme in enumerate(method.themes)})

    def found_in(self, words: Words) -> Iterator[Phrase]:
        """The phrases a text holds, in its order; a word belongs to one phrase only."""
        start = 0
        while start < len(words.stems):
            known = self.phrases.get((words.language, words.stems[start]), ())
            phrase = next((phrase for phrase in known if phrase.stands_at(words, start)), None)
            if phrase is not None:
                yield phrase
            start += len(phrase.stems) if phrase else 1


def suggested_themes(thing: Need | Offer, thesaurus: Thesaurus) -> tuple[str, ...]:
    """The themes that the words of a need or an offer without any point to, the likeliest first; at most two.

    Each different word counts once, and four times when it stands in the title: a title says what it is about, where a
    description also says how. One word of a description proposes nothing by itself; a second theme must weigh at least
    two thirds of the first.
    """
    if thing.themes:
        return ()
    titled = {found.stems for found in thesaurus.found_in(words_of(thing.title))}
    weights: Counter[str] = Counter()
    for found in dict.fromkeys(thesaurus.found_in(words_of("\n".join(texts_of(thing))))):
        for theme in found.themes:
            weights[theme] += _WORTH // len(found.themes) * (_TITLED if found.stems in titled else 1)
    ranked = sorted(weights, key=lambda theme: (-weights[theme], thesaurus.order[theme]))
    enough = max(_LEAST, weights[ranked[0]] * 2 / 3) if ranked else 0
    return tuple(theme for theme in ranked[:_SUGGESTED_AT_MOST] if weights[theme] >= enough)


def texts_of(thing: Need | Offer) -> tuple[str, ...]:
    """What a need or an offer says of itself, the projects an offer supported apart."""
    return (thing.title, thing.description) if thing.description else (thing.title,)
