"""What the words of a table of needs mean: names of a method, of the format, of the territory, then of a mapping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cit_toolkit.exchange.mapped_words import MappedWords, Vocabulary, fixed_vocabulary, method_vocabulary
from cit_toolkit.exchange.rows import word_key
from cit_toolkit.model.actor import Actor
from cit_toolkit.model.method import Method
from cit_toolkit.model.need import NeedStatus, SupportFormat, SupportNature
from cit_toolkit.model.need_mapping import NeedsMapping, NeedVocabularies


@dataclass
class NeedWords(MappedWords):
    """The vocabularies of a mapping of needs in the words of one method and of one territory."""

    @staticmethod
    def of(
        mapping: NeedsMapping, method: Method, actors: Sequence[Actor], sessions: Mapping[str, str]
    ) -> "NeedWords":  # fmt: skip
        """The words of a mapping. `actors`: those of the territory; `sessions`: name of a session → its identifier."""
        words = mapping.words or NeedVocabularies()
        levels = {word: (str(level),) for word, level in words.levels.items()}
        natures = {word: tuple(map(str, told)) for word, told in words.natures.items()}
        formats = {word: tuple(map(str, told)) for word, told in words.formats.items()}
        return NeedWords(
            {
                "themes": {**_thesaurus(method), **method_vocabulary(method.themes, words.themes)},
                "fonctions": method_vocabulary(method.functions, words.functions),
                "natures": fixed_vocabulary(SupportNature, natures),
                "formats": fixed_vocabulary(SupportFormat, formats),
                "urgence": fixed_vocabulary((), levels),
                "importance": fixed_vocabulary((), levels),
                "statut": fixed_vocabulary(NeedStatus, {w: (str(told),) for w, told in words.statuses.items()}),
                "cercle": method_vocabulary(method.circles, words.circles),
                "porteurs": actors_called(actors, words.actors),
                "seance": fixed_vocabulary((), {name: (identifier,) for name, identifier in sessions.items()}),
            }
        )  # fmt: skip


def _thesaurus(method: Method) -> Vocabulary:
    """The words that point to one theme only: «compta» may be one of two, and is then left to be told."""
    pointed: dict[str, set[str]] = {}
    for theme in method.themes:
        for word in (*theme.words, *theme.english_words):
            pointed.setdefault(word_key(word), set()).add(theme.id)
    return {word: tuple(themes) for word, themes in pointed.items() if len(themes) == 1}


def actors_called(actors: Sequence[Actor], words: Mapping[str, tuple[str, ...]]) -> Vocabulary:
    """Actors by identifier, by name when one alone bears it, and by the names a mapping gives them."""
    known = {actor.id for actor in actors}
    borne: dict[str, set[str]] = {}
    for actor in actors:
        borne.setdefault(word_key(actor.name), set()).add(actor.id)
    called = {word: tuple(ids) for word, ids in borne.items() if len(ids) == 1}
    own = {word_key(word): tuple(name for name in names if name in known) for word, names in words.items()}
    given = {word: names for word, names in own.items() if names}
    return {**called, **{word_key(actor.id): (actor.id,) for actor in actors}, **given}
