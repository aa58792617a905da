"""The mappings that come with the program, or one of a user's own; and what they name in a method."""

from typing import TypeVar

from cit_toolkit.builtin_data import MAPPINGS
from cit_toolkit.loading.files import LoadedFile, load_file
from cit_toolkit.loading.references import MethodNames, References
from cit_toolkit.model.actor_mapping import ActorsMapping
from cit_toolkit.model.attendance_mapping import AttendanceMapping
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.mapping import ImportMapping
from cit_toolkit.model.method import Method
from cit_toolkit.model.need_mapping import NeedsMapping
from cit_toolkit.model.tool_mapping import TableMapping
from cit_toolkit.problems import CitError, Problem

T = TypeVar("T", bound=CitModel)
TABLE_MAPPINGS: dict[str, tuple[type[TableMapping], str]] = {
    "correspondance-acteurs": (ActorsMapping, "actors"),
    "correspondance-besoins": (NeedsMapping, "needs"),
    "correspondance-presences": (AttendanceMapping, "presences"),
}
"""By kind of file: its model, and what the catalogues call the things."""


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
    return _of_kind(loaded, ActorsMapping, "actors")


def table_mapping_of(loaded: LoadedFile, kind: str) -> TableMapping:
    """The mapping of a file that must be of a kind of mapping: `correspondance-acteurs`. CitError for any other."""
    model, variant = TABLE_MAPPINGS[kind]
    return _of_kind(loaded, model, variant)


def _of_kind(loaded: LoadedFile, model: type[T], variant: str) -> T:
    if isinstance(loaded.model, model):
        return loaded.model
    raise CitError("mapping-unusable", path=loaded.name, variant=variant)


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


def table_mapping_problems(mapping: TableMapping, method: Method) -> list[Problem]:
    """Categories, circles, roles, functions and themes that the method does not name."""
    check, names = References(), MethodNames.of(method)
    words: CitModel | None = getattr(mapping, "words", None)
    if words is None:
        return []
    for key, attribute, kind, known in (
        ("categories", "categories", "categorie", names.categories),
        ("cercles", "circles", "cercle", names.circles),
        ("roles", "roles", "role", names.roles),
        ("fonctions", "functions", "fonction", names.functions),
        ("themes", "themes", "theme", names.themes),
    ):
        for word, meaning in getattr(words, attribute, {}).items():
            check.many(words, (key, word), meaning, kind, known)
    return check.problems
