"""A session read with the action of its dossier that names it, and what each audience may know of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from cit_toolkit.analysis.action_redaction import SeenAction, seen_action
from cit_toolkit.analysis.redaction import texts_of
from cit_toolkit.documents.voice import Voice
from cit_toolkit.loading.action_files import files_matching
from cit_toolkit.loading.dossier_people import people_of
from cit_toolkit.loading.files import load_file
from cit_toolkit.loading.reading import read_text
from cit_toolkit.loading.real_paths import real_path
from cit_toolkit.loading.workspace import Dossier, as_typed, files_under, find_dossier, method_of
from cit_toolkit.model.action import Action, Structure
from cit_toolkit.model.gathering import Diffusion, Gathering
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.text import fold
from cit_toolkit.model.workspace import Audience
from cit_toolkit.problems import CitError
from cit_toolkit.subjects.action import (
    ReadAction,
    dangling,
    discretion_of,
    masked_action,
    read_action,
    structures_of,
    withheld_in,
)
from cit_toolkit.subjects.subject import Subject, UnusableFileError, shared_method, sound_problems


@dataclass(frozen=True)
class ReadGathering(Subject):
    """A session ready to be told: alone, or among the others of its action."""

    gathering: Gathering
    action: ReadAction | None

    def seen(self, audience: Audience, voice: Voice) -> SeenAction:
        """The session, and its action with the other sessions, as an audience may see them."""
        if self.action:
            return self.action.seen(audience, voice)
        return seen_action(
            None, (self.gathering,), self.structures, audience, discretion_of(self.dossier),
            lambda rank: voice.say("words.unnamed-structure", rank=rank),
        )  # fmt: skip

    def masked(self, audience: Audience, voice: Voice) -> SeenAction:
        """The same, with every e-mail, phone and withheld name in a text replaced by a word."""
        return masked_action(self.seen(audience, voice), self, audience, voice)

    def session(self, seen: SeenAction) -> Gathering:
        """This session among those seen."""
        identifiers = [each.id for each in self.action.gatherings] if self.action else [self.gathering.id]
        return seen.gatherings[identifiers.index(self.gathering.id)]

    @cached_property
    def structures(self) -> Mapping[str, Structure]:
        """Every structure it may name."""
        return self.action.structures if self.action else structures_of(None, _territories(self.dossier))

    @cached_property
    def withheld_names(self) -> tuple[str, ...]:
        """As for an action, but for those whom this session's own list says public."""
        people = people_of(self.dossier)
        listed = [each for each in self.gathering.participants if each.diffusion is Diffusion.PUBLIC]
        names = {fold(people.names.get(each.person or "", each.name or "")) for each in listed}
        public = names - people.withdrawn_keys
        return tuple(name for name in withheld_in(self.dossier) if fold(name) not in public)

    @cached_property
    def file_names(self) -> Mapping[str, str]:
        """Its action may call the same file by another name: places are told from both."""
        return {**super().file_names, **(self.action.file_names if self.action else {})}

    def own_texts(self) -> Iterable[str]:
        """Every text of the session and of its action."""
        yield from self.action.own_texts() if self.action else texts_of(self.gathering)


def read_gathering(path: Path, method: str | None = None, strict: bool = False) -> ReadGathering:
    """Read a session, the action that names it, its dossier and its method. CitError when nothing can be made of it."""
    loaded = load_file(path)
    dossier = find_dossier(path)
    problems = [*dossier.problems, *loaded.problems]
    if not isinstance(loaded.model, Gathering):
        if not problems and loaded.kind:
            raise CitError("not-a-gathering", name=str(path), kind=loaded.kind)
        raise UnusableFileError(tuple(problems))
    gathering, action = loaded.model, _action_of(path, dossier, method)
    if action and not _is_among(path, action):
        # Another session of the action bears its id: it is told alone.
        action = replace(action, gatherings=(gathering,))
    chosen = shared_method(method or dossier.settings.method, real_path(dossier.root))
    problems += dangling((gathering,), action.files if action else (loaded,), dossier)
    found = sound_problems((*problems, *(() if action else chosen.problems)), strict)
    files = (loaded, action.files[0]) if action else (loaded,)
    return ReadGathering(files, dossier, action.method if action else method_of(chosen), found, gathering, action)


def _is_among(path: Path, action: ReadAction) -> bool:
    own = [file.model for file in action.files if real_path(file.path) == real_path(path)]
    return any(own[0] is each for each in action.gatherings)


def _action_of(path: Path, dossier: Dossier, method: str | None) -> ReadAction | None:
    """The first action of the dossier that names the session and can be used."""
    for file in files_under(dossier.root, dossier):
        text, _ = read_text(file, str(file))
        if text is None or "action" not in text.lower():
            continue
        action = load_file(file).model
        if isinstance(action, Action) and _names(action, path, dossier, dossier.folder_of(file)):
            return read_action(Path(as_typed(file)), method)
    return None


def _names(action: Action, path: Path, dossier: Dossier, folder: str) -> bool:
    wanted = real_path(path)
    return any(
        wanted == real_path(found)
        for pattern in action.gatherings
        for found in files_matching(pattern, dossier, folder)
    )


def _territories(dossier: Dossier) -> Iterable[Territory]:
    models = (load_file(path).model for path in files_under(dossier.root, dossier))
    return (model for model in models if isinstance(model, Territory))
