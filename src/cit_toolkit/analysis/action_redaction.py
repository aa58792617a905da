"""What a reader may know of an action and its sessions: taken out before anything is computed, like for territories.

People are counted under a number, the same in every session; a name stands beside it only where it may be read. Who
withdrew has none for anybody. Signatories, e-mails and telephones leave for nobody outside, and a confidential actor
of a territory stays one in the action that names it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cit_toolkit.analysis.attendance import names_of
from cit_toolkit.model.action import Action, Person, Structure
from cit_toolkit.model.gathering import Decision, Diffusion, Gathering, Participant, ProgrammeItem
from cit_toolkit.model.text import fold
from cit_toolkit.model.workspace import Audience


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
    held = tuple(gatherings)
    directory = {person.id: person for person in action.people} if action else {}
    known = {fold(person.name): person.id for person in directory.values()}
    listed = (_key(each, known) for gathering in held for each in gathering.participants)
    numbers = {key: f"personne-{n}" for n, key in enumerate(dict.fromkeys((*directory, *filter(None, listed))), 1)}
    public = _public_everywhere(held, known)

    def may_name(key: str, name: str | None) -> bool:
        keys = {key, fold(name or "")}
        return not keys & discretion.withdrawn and (audience is Audience.INTERNAL or key in public)

    hidden: list[Structure] = []
    if audience is not Audience.INTERNAL:
        hidden = [each for each in structures.values() if {each.id, fold(each.name)} & discretion.confidential]
    aliases = {each.id: f"structure-non-nommee-{rank}" for rank, each in enumerate(hidden, 1)}
    names = {each.id: unnamed(rank) for rank, each in enumerate(hidden, 1)}

    def structure_seen(structure: Structure) -> Structure:
        return _structure_seen(structure, audience, aliases, names)

    def person_seen(person: Person) -> Person:
        name = person.name if may_name(person.id, person.name) else ""
        update = {"id": numbers[person.id], "name": name, "email": None, "phone": None, "consent": None}
        seen = person.model_copy(update=update | {"structure": aliases.get(person.structure or "", person.structure)})
        seen._extra = {}
        return seen

    def participant_seen(participant: Participant) -> Participant:
        key = _key(participant, known)
        name = directory[key].name if key in directory else participant.name
        withdrawn = participant.diffusion is Diffusion.WITHDRAWN or {key, fold(name or "")} & discretion.withdrawn
        told = audience is Audience.INTERNAL or participant.diffusion is Diffusion.PUBLIC
        seen = participant.model_copy(
            update={
                "person": numbers[key] if key else None,
                "name": name if told and not withdrawn else None,
                "structure": aliases.get(participant.structure or "", participant.structure),
            }
        )
        seen._extra = {}
        return seen

    def reference(name: str) -> str:
        return aliases.get(name) or numbers.get(name, name)

    written = {fold(structures[key].name): name for key, name in names.items()} | names
    known_structures = {fold(name) for each in structures.values() for name in names_of(each)}

    def excused(name: str) -> str:
        """Apologies are sent by structures and by people, in one list: whoever is not known is not named outside."""
        key = known.get(fold(name), fold(name))
        if fold(name) in written:
            return written[fold(name)]
        if fold(name) in structures:
            return structures[fold(name)].name
        if fold(name) in known_structures or may_name(key, name):
            return name
        return ""

    def speaker(name: str) -> str:
        """Somebody of the directory who may not be named speaks for a structure."""
        key = known.get(fold(name))
        if key is None or may_name(key, name):
            return written.get(fold(name), name)
        structure = structures.get(directory[key].structure or "")
        return structure_seen(structure).name if structure else ""

    shown = tuple(
        _gathering_seen(each, aliases, reference).model_copy(
            update={
                "participants": tuple(map(participant_seen, each.participants)),
                "excused": tuple(map(excused, each.excused)),
                "programme": tuple(_item_seen(item, speaker, reference) for item in each.programme),
            }
        )
        for each in held
    )
    people = tuple(map(person_seen, directory.values()))
    return SeenAction(
        action and _action_seen(action, structure_seen, people, aliases),
        shown,
        {aliases.get(key, key): structure_seen(each) for key, each in structures.items()},
        {person.id: person for person in people},
    )


def _key(participant: Participant, known: Mapping[str, str]) -> str | None:
    if participant.person or not participant.name:
        return participant.person
    return known.get(fold(participant.name), fold(participant.name))


def _public_everywhere(gatherings: Iterable[Gathering], known: Mapping[str, str]) -> frozenset[str]:
    """Who is public in every list they stand in: outside those lists, only they may be named."""
    listed = [(_key(each, known), each.diffusion) for gathering in gatherings for each in gathering.participants]
    reserved = {key for key, diffusion in listed if diffusion is not Diffusion.PUBLIC}
    return frozenset(key for key, _ in listed if key and key not in reserved)


def _structure_seen(
    structure: Structure, audience: Audience, aliases: Mapping[str, str], names: Mapping[str, str]
) -> Structure:
    if audience is Audience.INTERNAL:
        return structure
    update: dict[str, Any] = {"note": None}
    if structure.signatory:
        update["signatory"] = structure.signatory.model_copy(update={"name": None})
    if structure.id in aliases:
        update |= {"id": aliases[structure.id], "name": names[structure.id], "signatory": None}
        update |= {"siret": None, "rna": None, "website": None}
    seen = structure.model_copy(update=update)
    if structure.id in aliases:
        seen._extra = {}
    return seen


def _action_seen(
    action: Action,
    structure_seen: Callable[[Structure], Structure],
    people: tuple[Person, ...],
    aliases: dict[str, str],
) -> Action:
    return action.model_copy(
        update={
            "partners": tuple(map(structure_seen, action.partners)),
            "structures": tuple(map(structure_seen, action.structures)),
            "people": people,
            "appropriation": {aliases.get(key, key): each for key, each in action.appropriation.items()},
        }
    )


def _gathering_seen(gathering: Gathering, aliases: Mapping[str, str], reference: Callable[[str], str]) -> Gathering:
    tasks = (task.model_copy(update={"who": tuple(map(reference, task.who))}) for task in gathering.tasks)
    return gathering.model_copy(
        update={
            "facilitators": tuple(aliases.get(name, name) for name in gathering.facilitators),
            "structures_present": tuple(aliases.get(name, name) for name in gathering.structures_present),
            "decisions": _decisions_seen(gathering.decisions, reference),
            "tasks": tuple(tasks),
        }
    )


def _item_seen(item: ProgrammeItem, speaker: Callable[[str], str], reference: Callable[[str], str]) -> ProgrammeItem:
    speakers = tuple(filter(None, map(speaker, item.speakers)))
    return item.model_copy(update={"speakers": speakers, "decisions": _decisions_seen(item.decisions, reference)})


def _decisions_seen(decisions: Iterable[Decision], reference: Callable[[str], str]) -> tuple[Decision, ...]:
    return tuple(each.model_copy(update={"carrier": each.carrier and reference(each.carrier)}) for each in decisions)
