"""The words of the closed lists of a workbook: those of the format, of the method, of the dossier."""

from collections.abc import Mapping
from dataclasses import replace

from cit_toolkit.documents.voice import Voice
from cit_toolkit.exchange.workbook.cells import Vocabulary
from cit_toolkit.exchange.workbook.tables import Column
from cit_toolkit.model.action import Action
from cit_toolkit.model.territory import Territory
from cit_toolkit.pipeline.workbook_files import WorkbookFiles


class Vocabularies:
    """The words of each closed list; those that name actors belong to one file."""

    def __init__(self, shared: dict[str, Vocabulary], of_files: dict[tuple[str, str], Vocabulary]) -> None:
        self._shared, self._of_files = shared, of_files

    def call(self, file: str, names: Mapping[str, str]) -> None:
        """Let the actors of a file be called by other names too: new ones, and new names of those that were there."""
        for words, place in ((self._of_files, ("actors", file)), (self._shared, "structures")):
            old = words[place]  # type: ignore[index]
            labels = {**names, **old.labels}
            others = {**old.others, **{name: identifier for identifier, name in names.items()}}
            words[place] = replace(old, labels=labels, others=others)  # type: ignore[index]

    def of(self, column: Column, file: str) -> Vocabulary | None:
        """The words a column takes in the rows of a file."""
        return self.named(column.vocabulary, file)

    def named(self, name: str, file: str = "") -> Vocabulary | None:
        """The words of a list."""
        return self._of_files.get((name, file)) or self._shared.get(name)


def vocabularies(files: WorkbookFiles, voice: Voice) -> Vocabularies:
    """The words of the format, of the method, of the dossier, in a language."""
    language = voice.language
    none = voice.say("workbook.none")
    shared = {name: _enumerated(name, voice) for name in _ENUMERATIONS}
    for name, kind, items in (
        ("categories", "categorie", files.method.categories),
        ("circles", "cercle", files.method.circles),
        ("roles", "role", files.method.roles),
        ("functions", "fonction", files.method.functions),
        ("themes", "theme", files.method.themes),
        ("criteria", "critere", tuple(files.method.criteria.values())),
    ):
        others = {other: item.id for item in items for other in item.other_names}
        shared[name] = Vocabulary({item.id: item.label(language) for item in items}, kind, others, none)
    structures, people = _structures(files), _people(files)
    shared["structures"] = Vocabulary(structures, "structure")
    shared["people"] = Vocabulary({name: name for name in people}, "personne")
    of_files = {
        ("actors", source.key): Vocabulary(_actors(source.loaded.model), "acteur") for source in files.territories
    }
    return Vocabularies(shared, of_files)


_ENUMERATIONS = (
    "locations",
    "relations",
    "natures",
    "formats",
    "statuses",
    "session-formats",
    "diffusions",
    "booleans",
)


def _enumerated(name: str, voice: Voice) -> Vocabulary:
    return Vocabulary(voice.catalog.section(f"workbook.words.{name}"))


def _actors(model: object) -> dict[str, str]:
    return {actor.id: actor.name for actor in model.actors} if isinstance(model, Territory) else {}


def _structures(files: WorkbookFiles) -> dict[str, str]:
    """Structures that a session may name: those of the actions first, then the actors of the territories."""
    known: dict[str, str] = {}
    models = [file.model for file in files.models()]
    for action in (model for model in models if isinstance(model, Action)):
        for structure in (*action.partners, *action.structures):
            known.setdefault(structure.id, structure.name)
    for model in models:
        for identifier, name in _actors(model).items():
            known.setdefault(identifier, name)
    return known


def _people(files: WorkbookFiles) -> list[str]:
    models = (file.model for file in files.models())
    return list(dict.fromkeys(p.id for model in models if isinstance(model, Action) for p in model.people))
