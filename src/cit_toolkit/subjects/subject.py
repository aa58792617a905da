"""What every subject of a document has: the files it was read from, what is wrong with them, what must not be told."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from cit_toolkit.documents.voice import Voice
from cit_toolkit.loading.dossier_people import people_of
from cit_toolkit.loading.files import LoadedFile
from cit_toolkit.loading.real_paths import real_path
from cit_toolkit.loading.workspace import Dossier, load_method
from cit_toolkit.model.method import Method
from cit_toolkit.model.workspace import Audience, Workspace
from cit_toolkit.problems import CitError, Problem
from cit_toolkit.rendering.privacy_gate import Withheld, masked, personal_data


@dataclass(frozen=True)
class Subject(ABC):
    """Files read together, ready to be analysed."""

    files: tuple[LoadedFile, ...]
    """The one the user named first, then those it is read with."""
    dossier: Dossier
    method: Method
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        """The file, as the user called it."""
        return self.files[0].name

    @property
    @abstractmethod
    def withheld_names(self) -> tuple[str, ...]:
        """What no text for an audience other than the internal one may repeat: each kind of subject knows its own."""

    @abstractmethod
    def own_texts(self) -> Iterable[str]:
        """Every text its files hold."""

    @cached_property
    def withdrawn_names(self) -> tuple[str, ...]:
        """Who asked not to be named any more: not even the internal reader is told."""
        return people_of(self.dossier).withdrawn

    @cached_property
    def _withheld(self) -> Withheld:
        return Withheld(self.withheld_names)

    def mask(self, text: str, voice: Voice, audience: Audience = Audience.PUBLIC) -> str:
        """A text without what its audience must not know."""
        if audience is Audience.INTERNAL:
            hits = [hit for hit in personal_data(text, self.withdrawn_names) if hit.code == "privacy-name"]
        else:
            hits = personal_data(text, self._withheld)
        return masked(text, hits, voice.say("words.masked"))

    @cached_property
    def traces(self) -> tuple[str, ...]:
        """What is withheld, and the e-mails and phones of the texts: identifiers made from them tell them too."""
        found = (hit.text for text in self.own_texts() for hit in personal_data(text, ()))
        return tuple(dict.fromkeys((*self.withheld_names, *found)))

    @cached_property
    def file_names(self) -> Mapping[str, str]:
        """The name of each file inside its dossier: what a document may tell of where it is."""
        return {file.name: name_inside(file.path, self.dossier) for file in self.files}


class UnusableFileError(CitError):
    """A file that nothing can be made of; `problems` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("file-unusable")
        self.problems = problems


def name_inside(path: Path, dossier: Dossier) -> str:
    """The name of a file inside its dossier, that of the file alone when it stands elsewhere."""
    try:
        return real_path(path).relative_to(real_path(dossier.root)).as_posix()
    except ValueError:
        return path.name


def sound_problems(problems: Iterable[Problem], strict: bool) -> tuple[Problem, ...]:
    """What is wrong with files that can be used all the same, by place. UnusableFileError for any of it when strict.

    Files read together share a dossier and a method: what is wrong with those is told once.
    """
    once = {(problem.code, problem.position): problem for problem in problems}
    found = tuple(sorted(once.values(), key=lambda problem: problem.position))
    if strict and found:
        raise UnusableFileError(found)
    return found


@lru_cache(maxsize=16)
def shared_method(reference: str, root: Path) -> LoadedFile:
    """A method by name or path inside the dossier at `root` (resolved): read once per process for all that share it."""
    return load_method(reference, Dossier(root, Workspace()))
