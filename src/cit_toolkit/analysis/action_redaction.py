"""What a reader may know of an action and its sessions: taken out before anything is computed, like for territories.

People are counted under a number, the same in every session; a name stands beside it only where it may be read. Who
withdrew has none for anybody. Signatories, e-mails and telephones leave for nobody outside, and a confidential actor
of a territory stays one in the action that names it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from cit_toolkit.analysis.attendance import names_of
from cit_toolkit.model.action import Action, Person, Structure
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.gathering import Decision, Diffusion, Gathering, Participant, ProgrammeItem
from cit_toolkit.model.text import fold
from cit_toolkit.model.workspace import Audience

T = TypeVar("T", bound=CitModel)
S = TypeVar("S", Person, Participant)


@dataclass(frozen=True, slots=True)
class Discretion:
    """Who must not be named, whatever a list says: identifiers, and names folded."""

    withdrawn: frozenset[str] = frozenset()
    confidential: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SeenAction:
    """An action and its sessions as an audience may see them; a session alone has no action."""

    action: Action | None
    gatherings: tuple[Gathering, ...]
    """In the order they were held. `person` is a number; `name` is there when it may be read."""
    structures: Mapping[str, Structure]
    """Every structure the files describe, by identifier."""
    people: Mapping[str, Person]
    """The directory by number. The name is empty where it may not be read; contacts are left out."""


def seen_action(
    action: Action | None,
    gatherings: Iterable[Gathering],
    structures: Mapping[str, Structure],
    audience: Audience,
    discretion: Discretion,
    unnamed: Callable[[int], str],
) -> SeenAction:
    """The action as an audience may see it. `unnamed(n)` names the nth confidential structure."""
    held, directory = tuple(gatherings), action.people if action else ()
    people = _People(held, directory, audience, discretion)
    reader = _Reader(people, _hidden(structures, audience, discretion, unnamed), structures, audience)
    seen_people = tuple(map(reader.person, directory))
    return SeenAction(
        action and reader.action(action, seen_people),
        tuple(map(reader.gathering, held)),
        {reader.identifier(key): reader.structure(each) for key, each in structures.items()},
        {person.id: person for person in seen_people},
    )


@dataclass(frozen=True, slots=True)
class _Hidden:
    """A confidential structure as others see it."""

    id: str
    name: str


def _hidden(
    structures: Mapping[str, Structure], audience: Audience, discretion: Discretion, unnamed: Callable[[int], str]
) -> dict[str, _Hidden]:
    if audience is Audience.INTERNAL:
        return {}
    found = (each for each in structures.values() if {each.id, fold(each.name)} & discretion.confidential)
    return {each.id: _Hidden(f"structure-non-nommee-{rank}", unnamed(rank)) for rank, each in enumerate(found, 1)}


class _People:
    """Who may be named to an audience, and the number each is counted under."""

    def __init__(
        self, gatherings: Iterable[Gathering], directory: Iterable[Person], audience: Audience, discretion: Discretion
    ) -> None:
        self.directory = {person.id: person for person in directory}
        self._known = {fold(person.name): person.id for person in self.directory.values()}
        self._internal = audience is Audience.INTERNAL
        self._withdrawn = discretion.withdrawn
        listed = [(self.key(each), each.diffusion) for held in gatherings for each in held.participants]
        # Outside the lists that say it, only who is public in every list may be named.
        self._public = {key for key, _ in listed} - {key for key, said in listed if said is not Diffusion.PUBLIC}
        keys = dict.fromkeys((*self.directory, *(key for key, _ in listed if key)))
        self._numbers = {key: f"personne-{number}" for number, key in enumerate(keys, 1)}

    def key(self, participant: Participant) -> str:
        """What tells somebody from somebody else: the identifier, or the name for want of one; empty without either."""
        return participant.person or self.named(participant.name or "")

    def named(self, name: str) -> str:
        """The identifier of whom the directory calls so, else the name itself, folded."""
        return self._known.get(fold(name), fold(name))

    def number(self, key: str) -> str | None:
        """The number somebody is counted under."""
        return self._numbers.get(key)

    def may_name(self, key: str, name: str) -> bool:
        """Whether somebody may be named outside a list."""
        return not {key, fold(name)} & self._withdrawn and (self._internal or key in self._public)

    def seen(self, person: Person) -> Person:
        """A line of the directory."""
        name = person.name if self.may_name(person.id, person.name) else ""
        update = {"id": self._numbers[person.id], "name": name, "email": None, "phone": None, "consent": None}
        return _without_extra(person.model_copy(update=update))

    def listed(self, participant: Participant) -> Participant:
        """A line of an attendance list: its own word on diffusion counts, unless they withdrew elsewhere."""
        key = self.key(participant)
        name = self.directory[key].name if key in self.directory else participant.name or ""
        told = self._internal or participant.diffusion is Diffusion.PUBLIC
        withdrawn = participant.diffusion is Diffusion.WITHDRAWN or {key, fold(name)} & self._withdrawn
        update = {"person": self.number(key), "name": name if told and not withdrawn and name else None}
        return _without_extra(participant.model_copy(update=update))


def _without_extra(seen: T) -> T:
    """Nobody knows what the `x-` keys of a person hold."""
    seen._extra = {}
    return seen


@dataclass(frozen=True)
class _Reader:
    """Each thing of an action as one audience may read it."""

    people: _People
    hidden: Mapping[str, _Hidden]
    structures: Mapping[str, Structure]
    audience: Audience

    def identifier(self, structure: str) -> str:
        """The identifier of a structure."""
        return self.hidden[structure].id if structure in self.hidden else structure

    def reference(self, name: str) -> str:
        """What names a structure or a person."""
        return self.identifier(name) if name in self.hidden else self.people.number(name) or name

    def structure(self, structure: Structure) -> Structure:
        """A structure of the action."""
        if self.audience is Audience.INTERNAL:
            return structure
        update: dict[str, Any] = {"note": None}
        if structure.signatory:
            update["signatory"] = structure.signatory.model_copy(update={"name": None})
        if structure.id not in self.hidden:
            return structure.model_copy(update=update)
        alias = self.hidden[structure.id]
        update |= {"id": alias.id, "name": alias.name, "signatory": None, "siret": None, "rna": None, "website": None}
        return _without_extra(structure.model_copy(update=update))

    def action(self, action: Action, people: tuple[Person, ...]) -> Action:
        """The action itself."""
        return action.model_copy(
            update={
                "partners": tuple(map(self.structure, action.partners)),
                "structures": tuple(map(self.structure, action.structures)),
                "people": people,
                "appropriation": {self.identifier(key): each for key, each in action.appropriation.items()},
            }
        )

    def person(self, person: Person) -> Person:
        """A line of the directory."""
        return self._of_structure(self.people.seen(person))

    def gathering(self, gathering: Gathering) -> Gathering:
        """One session."""
        listed = (self._of_structure(self.people.listed(each)) for each in gathering.participants)
        tasks = (task.model_copy(update={"who": tuple(map(self.reference, task.who))}) for task in gathering.tasks)
        return gathering.model_copy(
            update={
                "participants": tuple(listed),
                "excused": tuple(map(self._excused, gathering.excused)),
                "programme": tuple(map(self._item, gathering.programme)),
                "facilitators": tuple(map(self.identifier, gathering.facilitators)),
                "structures_present": tuple(map(self.identifier, gathering.structures_present)),
                "decisions": self._decisions(gathering.decisions),
                "tasks": tuple(tasks),
            }
        )

    def _of_structure(self, somebody: S) -> S:
        return somebody.model_copy(update={"structure": somebody.structure and self.identifier(somebody.structure)})

    def _item(self, item: ProgrammeItem) -> ProgrammeItem:
        speakers = tuple(filter(None, map(self._speaker, item.speakers)))
        return item.model_copy(update={"speakers": speakers, "decisions": self._decisions(item.decisions)})

    def _decisions(self, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
        update = ({"carrier": each.carrier and self.reference(each.carrier)} for each in decisions)
        return tuple(each.model_copy(update=change) for each, change in zip(decisions, update, strict=True))

    @cached_property
    def _by_name(self) -> dict[str, Structure]:
        """Structures by every name they are called by, folded."""
        return {fold(name): each for each in self.structures.values() for name in names_of(each)}

    def _excused(self, name: str) -> str:
        """Apologies are sent by structures and by people, in one list: whoever is not known is not named outside."""
        structure = self._by_name.get(fold(name))
        return self._structure_called(structure, name) if structure else self._person_called(name)

    def _speaker(self, name: str) -> str:
        """Somebody of the directory who may not be named speaks for a structure."""
        person = self.people.directory.get(self.people.named(name))
        if person is None:
            structure = self._by_name.get(fold(name))
            return self._structure_called(structure, name) if structure else name
        own_structure = self.structures.get(person.structure or "")
        return self._person_called(name) or (self.structure(own_structure).name if own_structure else "")

    def _structure_called(self, structure: Structure, written: str) -> str:
        """As the file calls it, unless that is its identifier, or it is hidden."""
        by_identifier = written == structure.id
        return self.structure(structure).name if by_identifier or structure.id in self.hidden else written

    def _person_called(self, written: str) -> str:
        """As the file calls them, unless that is their identifier; empty when they may not be named."""
        key = self.people.named(written)
        if not self.people.may_name(key, written):
            return ""
        person = self.people.directory.get(key)
        return person.name if person and written == person.id else written
