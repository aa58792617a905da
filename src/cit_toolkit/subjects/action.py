"""An action read with its sessions and its territories, and what each audience may know of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cit_toolkit.analysis.action_redaction import Discretion, SeenAction, seen_action
from cit_toolkit.analysis.redaction import texts_of, with_texts
from cit_toolkit.analysis.timetable import held_order
from cit_toolkit.documents.voice import Voice
from cit_toolkit.loading.action_files import earlier_actions, named_files
from cit_toolkit.loading.action_references import action_problems, file_problems, gathering_problems
from cit_toolkit.loading.dossier_index import DossierIndex
from cit_toolkit.loading.dossier_people import people_of
from cit_toolkit.loading.dossier_secrets import confidential_actors, withheld_of_others
from cit_toolkit.loading.files import LoadedFile, load_file
from cit_toolkit.loading.real_paths import real_path
from cit_toolkit.loading.references import References
from cit_toolkit.loading.workspace import Dossier, as_typed, files_under, find_dossier, method_of
from cit_toolkit.model.action import Action, Structure
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.text import fold
from cit_toolkit.model.workspace import Audience
from cit_toolkit.problems import CitError, Problem
from cit_toolkit.subjects.subject import Subject, UnusableFileError, shared_method, sound_problems
from cit_toolkit.subjects.territory import ReadTerritory, read_territory


@dataclass(frozen=True)
class ReadAction(Subject):
    """An action ready to be told: its file, those it names, and what is wrong with all of them."""

    action: Action
    gatherings: tuple[Gathering, ...]
    """Its sessions in the order they were held, those without a date last."""
    territories: tuple[ReadTerritory, ...]
    earlier: tuple[Action, ...]
    """The actions it continues, the latest first."""

    def seen(self, audience: Audience, voice: Voice) -> SeenAction:
        """The action and its sessions as an audience may see them."""
        return seen_action(
            self.action, self.gatherings, self.structures, audience, discretion_of(self.dossier),
            lambda rank: voice.say("words.unnamed-structure", rank=rank),
        )  # fmt: skip

    def masked(self, audience: Audience, voice: Voice) -> SeenAction:
        """The same, with every e-mail, phone and withheld name in a text replaced by a word."""
        return masked_action(self.seen(audience, voice), self, audience, voice)

    @cached_property
    def structures(self) -> Mapping[str, Structure]:
        """Every structure its sessions may name: its own, then the actors of its territories."""
        return structures_of(self.action, (read.territory for read in self.territories))

    @cached_property
    def withheld_names(self) -> tuple[str, ...]:
        """People whom not every list says public, signatories, contacts, confidential actors: all of the dossier."""
        return withheld_in(self.dossier)

    def own_texts(self) -> Iterable[str]:
        """Every text of the action, of its sessions, of its territories and of the actions it continues."""
        territories = (read.territory for read in self.territories)
        yield from texts_of((self.action, *self.gatherings, *territories, *self.earlier))


def read_action(path: Path, method: str | None = None, strict: bool = False) -> ReadAction:
    """Read an action, the files it names, its dossier and its method. CitError when nothing can be made of it."""
    loaded = load_file(path)
    dossier = find_dossier(path)
    problems = [*dossier.problems, *loaded.problems]
    action = loaded.model
    if not isinstance(action, Action):
        if not problems and loaded.kind:
            raise CitError("not-an-action", name=str(path), kind=loaded.kind)
        raise UnusableFileError(tuple(problems))
    reference = method or action.method or dossier.settings.method
    chosen = shared_method(reference, real_path(dossier.root))
    folder = dossier.folder_of(path)
    territories, unsound = _territories(action, reference, dossier, folder)
    sessions = named_files(action, "seances", Gathering, dossier, folder).files
    gatherings, repeated = _held(sessions)
    before = earlier_actions(action, dossier, folder).files
    others = [*(file for read in territories for file in read.files), *before]
    problems += [*chosen.problems, *file_problems(action, dossier, folder), *action_problems(action, method_of(chosen))]
    problems += [problem for file in sessions for problem in file.problems]
    problems += [*repeated, *dangling(gatherings, (loaded, *sessions, *others), dossier)]
    problems += [*unsound, *(problem for read in territories for problem in read.problems)]
    found = sound_problems(problems, strict)
    files = (loaded, *sessions, *others)
    earlier = tuple(file.model for file in before if isinstance(file.model, Action))
    return ReadAction(files, dossier, method_of(chosen), found, action, gatherings, territories, earlier)


def _territories(
    action: Action, method: str, dossier: Dossier, folder: str
) -> tuple[tuple[ReadTerritory, ...], list[Problem]]:
    read: list[ReadTerritory] = []
    problems: list[Problem] = []
    for file in named_files(action, "territoires", Territory, dossier, folder).files:
        try:
            read.append(read_territory(file.path, method))
        except UnusableFileError as error:
            problems += error.problems
    return tuple(read), problems


def _held(sessions: Iterable[LoadedFile]) -> tuple[tuple[Gathering, ...], list[Problem]]:
    """The sessions that can be used, in order; one whose id another bears already is told and left out."""
    check = References()
    kept: dict[str, Gathering] = {}
    for file in sessions:
        if not isinstance(file.model, Gathering):
            continue
        first = kept.setdefault(file.model.id, file.model)
        if first is not file.model:
            place = first.position()
            check.tell(
                file.model, ("id",), "duplicate-id", variant="seance", value=first.id, other=place.line if place else 0
            )
    return tuple(sorted(kept.values(), key=held_order)), check.problems


def dangling(gatherings: Iterable[Gathering], files: Iterable[LoadedFile], dossier: Dossier) -> list[Problem]:
    """What the sessions name and nothing describes; the other files of the dossier are read only when it matters."""
    gatherings, files = tuple(gatherings), tuple(files)
    index = DossierIndex.of(files)
    problems = [problem for each in gatherings for problem in gathering_problems(each, index)]
    if any(problem.code in ("unknown-reference", "reference-to-nothing") for problem in problems):
        known = {real_path(file.path) for file in files}
        others = (path for path in files_under(dossier.root, dossier) if real_path(path) not in known)
        index = DossierIndex.of((*files, *(load_file(path, as_typed(path)) for path in others)))
        problems = [problem for each in gatherings for problem in gathering_problems(each, index)]
    return problems


# What an action and a session alone have in common


def structures_of(action: Action | None, territories: Iterable[Territory]) -> Mapping[str, Structure]:
    """Structures by identifier: those of the action, then actors of territories it does not describe itself."""
    known: dict[str, Structure] = {}
    for structure in (*action.partners, *action.structures) if action else ():
        known.setdefault(structure.id, structure)
    for actor in (actor for territory in territories for actor in territory.actors):
        if actor.id not in known:
            known[actor.id] = Structure(id=actor.id, nom=actor.name, categorie=actor.category, cercle=actor.circle)
    return known


def discretion_of(dossier: Dossier) -> Discretion:
    """Who must not be named in a dossier, whatever a list says."""
    return Discretion(people_of(dossier).withdrawn_keys, confidential_actors(dossier))


def withheld_in(dossier: Dossier) -> tuple[str, ...]:
    """What no text for an audience other than the internal one may repeat."""
    people = people_of(dossier)
    others = (name for name in withheld_of_others(dossier) if fold(name) not in people.public)
    return tuple(dict.fromkeys((*people.withheld, *others)))


def masked_action(seen: SeenAction, subject: Subject, audience: Audience, voice: Voice) -> SeenAction:
    """An action with every text masked for its audience."""
    if audience is Audience.INTERNAL and not subject.withdrawn_names:
        return seen
    structures, people = tuple(seen.structures.values()), tuple(seen.people.values())
    told = (seen.action, seen.gatherings, structures, people)
    action, gatherings, structures, people = with_texts(told, lambda text: subject.mask(text, voice, audience))
    return SeenAction(action, gatherings, {each.id: each for each in structures}, {each.id: each for each in people})
