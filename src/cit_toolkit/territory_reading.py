"""A territory read with its dossier and its method, and what each audience may know of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from cit_toolkit.analysis.cohesion import cohesion
from cit_toolkit.analysis.diagnosis import Diagnosis, diagnose
from cit_toolkit.analysis.redaction import for_audience, texts_of, with_texts, withheld
from cit_toolkit.documents.voice import Voice
from cit_toolkit.loading.files import LoadedFile, load_file
from cit_toolkit.loading.people import people_withheld
from cit_toolkit.loading.positioned_tree import Mapping as Tree
from cit_toolkit.loading.references import resolve_territory
from cit_toolkit.loading.workspace import Dossier, find_dossier, load_method, method_of
from cit_toolkit.model.method import Method
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.workspace import Audience, Workspace
from cit_toolkit.problems import CitError, Problem
from cit_toolkit.rendering.privacy_gate import masked, personal_data


@dataclass(frozen=True)
class ReadTerritory:
    """A territory ready to be diagnosed: what was read, with which method, and what is wrong with the files."""

    territory: Territory
    written: Territory
    """As the file says it, before what dangles or is repeated was left out: its secrets are kept all the same."""
    method: Method
    dossier: Dossier
    tree: Tree | None
    name: str
    """The file, as the user called it."""
    problems: tuple[Problem, ...]

    def diagnosis(self, audience: Audience, voice: Voice) -> Diagnosis:
        """The diagnosis an audience may see."""
        return self.diagnosis_of(self.seen(audience, voice))

    def masked_diagnosis(self, audience: Audience, voice: Voice) -> Diagnosis:
        """The same, with every e-mail, phone and withheld name in a text replaced by a word."""
        return self.diagnosis_of(self.masked(audience, voice))

    def diagnosis_of(self, seen: Territory) -> Diagnosis:
        """The diagnosis of the territory as somebody sees it.

        The draws behind the ranges of a network go through its links in the order of the actors' identifiers: they are
        made on the true ones, so that two readers of one territory never read two figures.
        """
        found = diagnose(seen, self.method)
        true = self.territory
        if found.cohesion is None or [actor.id for actor in seen.actors] == [actor.id for actor in true.actors]:
            return found
        drawn = cohesion(true.actors, true.relations)
        return replace(found, cohesion=replace(found.cohesion, ranges=drawn.ranges if drawn else None))

    def seen(self, audience: Audience, voice: Voice) -> Territory:
        """The territory as an audience may see it."""
        return for_audience(self.territory, audience, lambda rank: voice.say("words.unnamed-actor", rank=rank))

    def masked(self, audience: Audience, voice: Voice) -> Territory:
        """The same, its texts masked; the internal reader's are left as they are."""
        seen = self.seen(audience, voice)
        return seen if audience is Audience.INTERNAL else with_texts(seen, lambda text: self.mask(text, voice))

    def mask(self, text: str, voice: Voice) -> str:
        """A text without any personal data."""
        return masked(text, personal_data(text, self.withheld_names), voice.say("words.masked"))

    @cached_property
    def withheld_names(self) -> tuple[str, ...]:
        """What no public text may repeat: confidential actors, people to call, people who did not agree to be named."""
        return tuple(dict.fromkeys((*withheld(self.written), *people_withheld(self.dossier))))

    @cached_property
    def traces(self) -> tuple[str, ...]:
        """What is withheld, and the e-mails and phones of the texts: identifiers made from them tell them too."""
        found = (hit.text for text in texts_of(self.territory) for hit in personal_data(text, ()))
        return tuple(dict.fromkeys((*self.withheld_names, *found)))

    @cached_property
    def file_names(self) -> Mapping[str, str]:
        """The name of each file inside its dossier: what a document may tell of where it is."""
        try:
            inside = Path(self.name).resolve().relative_to(self.dossier.root.resolve()).as_posix()
        except ValueError:
            inside = Path(self.name).name
        return {self.name: inside}


class UnusableFileError(CitError):
    """A file that nothing can be made of; `problems` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("file-unusable")
        self.problems = problems


def read_territory(path: Path, method: str | None = None, strict: bool = False) -> ReadTerritory:
    """Read a territory, its dossier and its method. CitError when nothing can be made of it."""
    loaded = load_file(path)
    dossier = find_dossier(path)
    problems = [*dossier.problems, *loaded.problems]
    written = loaded.model
    if not isinstance(written, Territory):
        if not problems and loaded.kind:
            raise CitError("not-a-territory", name=str(path), kind=loaded.kind)
        raise UnusableFileError(tuple(problems))
    chosen = _method(method or written.method or dossier.settings.method, dossier.root.resolve())
    territory, dangling = resolve_territory(written, method_of(chosen))
    found = tuple(sorted((*problems, *chosen.problems, *dangling), key=lambda problem: problem.position))
    if strict and found:
        raise UnusableFileError(found)
    return ReadTerritory(territory, written, method_of(chosen), dossier, loaded.tree, str(path), found)


@lru_cache(maxsize=16)
def _method(reference: str, root: Path) -> LoadedFile:
    # Many territories share one method: it is read once per process.
    return load_method(reference, Dossier(root, Workspace()))
