"""What the files of a dossier describe, so that one may name what stands in another."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cit_toolkit.loading.files import LoadedFile
from cit_toolkit.model.action import Action
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.territory import Territory


@dataclass
class DossierIndex:
    """Identifiers by kind, over all the files of a dossier; what no file describes cannot be checked."""

    gatherings: dict[str, str] = field(default_factory=dict)
    actions: dict[str, str] = field(default_factory=dict)
    territories: dict[str, str] = field(default_factory=dict)
    structures: dict[str, str] = field(default_factory=dict)
    """Partners and structures of the actions, actors of the territories."""
    people: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def of(files: Iterable[LoadedFile]) -> "DossierIndex":
        """The index of files already read."""
        index = DossierIndex()
        for model in (file.model for file in files):
            if isinstance(model, Gathering):
                index.gatherings[model.id] = model.id
            elif isinstance(model, Territory):
                index.territories[model.id] = model.id
                index.structures.update({actor.id: actor.id for actor in model.actors})
            elif isinstance(model, Action):
                index.actions[model.id] = model.id
                index.structures.update({s.id: s.id for s in (*model.partners, *model.structures)})
                index.people.update({person.id: person.id for person in model.people})
        return index
