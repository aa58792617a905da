"""The mappings that come with the program, or one of a user's own; and what they name in a method."""

from cit_toolkit.builtin_data import MAPPINGS
from cit_toolkit.loading.files import LoadedFile, load_file
from cit_toolkit.loading.references import MethodNames, References
from cit_toolkit.model.actor_mapping import ActorsMapping
from cit_toolkit.model.mapping import ImportMapping
from cit_toolkit.model.method import Method
from cit_toolkit.problems import CitError, Problem


def load_mapping(name: str) -> LoadedFile:
    """A mapping provided, by the name of what it imports."""
    return load_file(MAPPINGS / f"{name}.yaml")


def mapping_of(loaded: LoadedFile) -> ImportMapping:
    """The mapping of a file, or CitError when it has none that can be used."""
    if isinstance(loaded.model, ImportMapping):
        return loaded.model
    raise CitError("mapping-unusable", path=loaded.name)


def actors_mapping_of(loaded: LoadedFile) -> ActorsMapping:
    """The mapping of actors of a file, or CitError when it has none that can be used."""
    if isinstance(loaded.model, ActorsMapping):
        return loaded.model
    raise CitError("mapping-unusable", path=loaded.name, variant="actors")


def mapping_problems(mapping: ImportMapping, method: Method) -> list[Problem]:
    """Themes, categories and stages that the method does not name."""
    check, names = References(), MethodNames.of(method)
    if mapping.words is None:
        return []
    for key, kind, vocabulary, known in (
        ("themes", "theme", mapping.words.themes, names.themes),
        ("fonctions", "fonction", mapping.words.functions, names.functions),
        ("publics", "categorie", mapping.words.audiences, names.categories),
        ("etapes", "etape", mapping.words.stages, names.stages),
    ):
        for word, meaning in vocabulary.items():
            check.many(mapping.words, (key, word), meaning, kind, known)
    return check.problems


def actors_mapping_problems(mapping: ActorsMapping, method: Method) -> list[Problem]:
    """Categories, circles, roles and functions that the method does not name."""
    check, names = References(), MethodNames.of(method)
    if mapping.words is None:
        return []
    for key, kind, vocabulary, known in (
        ("categories", "categorie", mapping.words.categories, names.categories),
        ("cercles", "cercle", mapping.words.circles, names.circles),
        ("roles", "role", mapping.words.roles, names.roles),
        ("fonctions", "fonction", mapping.words.functions, names.functions),
    ):
        for word, meaning in vocabulary.items():
            check.many(mapping.words, (key, word), meaning, kind, known)
    return check.problems
