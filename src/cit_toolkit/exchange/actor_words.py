"""What the words of a directory mean in a method: its own names and labels, then those a mapping adds."""

import re

from cit_toolkit.exchange.mapped_words import MappedWords, fixed_vocabulary, method_vocabulary
from cit_toolkit.exchange.rows import word_key
from cit_toolkit.model.actor import Location, RelationNature
from cit_toolkit.model.actor_mapping import ActorsMapping, ActorVocabularies
from cit_toolkit.model.method import Method
from cit_toolkit.model.text import fold

_FUNCTION_COLUMN = re.compile(r"^(?:fonctions?|functions?)[-:\s]+(?=.)")
"""How a column that holds the level of one function is announced: «Fonction : Animation», `fonction-animation`."""


class ActorWords(MappedWords):
    """The vocabularies of a mapping of actors in the words of one method."""

    @staticmethod
    def of(mapping: ActorsMapping, method: Method) -> "ActorWords":
        """The words of a mapping; a meaning that the method does not name is no meaning."""
        words = mapping.words or ActorVocabularies()
        return ActorWords(
            {
                "categorie": method_vocabulary(method.categories, words.categories),
                "cercle": method_vocabulary(method.circles, words.circles),
                "roles": method_vocabulary(method.roles, words.roles),
                "fonctions": method_vocabulary(method.functions, words.functions),
                "territoire": fixed_vocabulary(Location, {word: (told,) for word, told in words.locations.items()}),
                "natures": fixed_vocabulary(
                    RelationNature, {word: (told.value,) for word, told in words.natures.items()}
                ),
                "oriente": fixed_vocabulary(
                    (), {word: ("oui" if yes else "non",) for word, yes in words.directed.items()}
                ),
            }
        )

    def function_of_column(self, column: str) -> str | None:
        """The function whose level a column holds."""
        bare = _FUNCTION_COLUMN.sub("", fold(column))
        found = self.parts["fonctions"].get(word_key(bare))
        return found[0] if found and len(found) == 1 else None
