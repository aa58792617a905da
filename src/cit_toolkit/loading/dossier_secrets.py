"""What the files of a dossier know and must not tell: people who did not agree, who withdrew, confidential actors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cit_toolkit.loading.files import load_file
from cit_toolkit.loading.reading import read_text
from cit_toolkit.loading.workspace import Dossier, files_under
from cit_toolkit.model.action import Action, Person, Structure
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.gathering import Diffusion, Gathering, Participant
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.text import fold

_WRITTEN_IN = ("personnes", "people", "participants")
_ALSO_WRITTEN_IN = ("signataire", "signatory", "confidentiel", "confidential", "contact")
"""A file without any of these words hides nothing: it need not be read further."""


@dataclass(frozen=True, slots=True)
class PeopleOfDossier:
    """Everyone the directories and the attendance lists name, by what may be told of them."""

    names: dict[str, str]
    """Name of each person of a directory, by identifier."""
    withheld: tuple[str, ...]
    """Names, e-mails and telephones for nobody outside: all but the names of those whom every list says public."""
    public: frozenset[str]
    """Names, folded, that every list says public."""
    withdrawn: tuple[str, ...]
    """Names never told again, not even to the team: they withdrew from one list, or refused the directory."""
    withdrawn_keys: frozenset[str]
    """The same people as lists call them: identifiers, and names folded."""


def people_of(dossier: Dossier) -> PeopleOfDossier:
    """What the actions and the sessions of a dossier say of people."""
    return _people(_stamped(dossier))


def withheld_of_others(dossier: Dossier) -> tuple[str, ...]:
    """Signatories of the actions; confidential actors of the territories, and contacts: names, e-mails, phones."""
    return _others(_stamped(dossier))


def confidential_actors(dossier: Dossier) -> frozenset[str]:
    """The actors that one of the territories says to be confidential: identifiers, and names folded."""
    return _confidential(_stamped(dossier))


def key_of(participant: Participant) -> str | None:
    """What tells somebody from somebody else in a list: the identifier, or the name for want of one."""
    return participant.person or (fold(participant.name) if participant.name else None)


_Stamped = tuple[tuple[Path, int, int], ...]


def _stamped(dossier: Dossier) -> _Stamped:
    """The files with their age and size: what was read from them holds until one of them changes."""
    found = ((path, path.stat()) for path in files_under(dossier.root.resolve(), dossier))
    return tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in found)


def _models(files: _Stamped, words: Iterable[str]) -> Iterator[CitModel]:
    for path, _, _ in files:
        text, _ = read_text(path, str(path))
        if text is not None and any(word in text for word in words):
            model = load_file(path).model
            if model is not None:
                yield model


@lru_cache(maxsize=4)
def _people(files: _Stamped) -> PeopleOfDossier:
    directory: dict[str, Person] = {}
    listed: list[Participant] = []
    for model in _models(files, _WRITTEN_IN):
        if isinstance(model, Action):
            directory |= {person.id: person for person in model.people}
        elif isinstance(model, Gathering):
            listed += model.participants
    identifiers = {fold(person.name): person.id for person in directory.values()}

    def keys(participant: Participant) -> set[str]:
        named = fold(participant.name) if participant.name else None
        person = participant.person or identifiers.get(named or "")
        return {key for key in (person, named, fold(directory[person].name) if person in directory else None) if key}

    withdrawn = {key for each in listed if each.diffusion is Diffusion.WITHDRAWN for key in keys(each)}
    withdrawn |= {key for p in directory.values() if p.consent is False for key in (p.id, fold(p.name))}
    public = {key for each in listed for key in keys(each)} - {
        key for each in listed if each.diffusion is not Diffusion.PUBLIC for key in keys(each)
    }
    public -= withdrawn
    names = dict.fromkeys((*(p.name for p in directory.values()), *(each.name for each in listed if each.name)))
    contacts = [text for p in directory.values() for text in (p.email, p.phone) if text]
    return PeopleOfDossier(
        names={person.id: person.name for person in directory.values()},
        withheld=(*(name for name in names if fold(name) not in public), *contacts),
        public=frozenset(public),
        withdrawn=tuple(name for name in names if fold(name) in withdrawn),
        withdrawn_keys=frozenset(withdrawn),
    )


@lru_cache(maxsize=4)
def _others(files: _Stamped) -> tuple[str, ...]:
    found: list[str] = []
    for model in _models(files, _ALSO_WRITTEN_IN):
        if isinstance(model, Action):
            found += _signatories((*model.partners, *model.structures))
        elif isinstance(model, Territory):
            found += [actor.name for actor in model.actors if actor.confidential]
            contacts = [actor.contact for actor in model.actors if actor.contact]
            found += [text for each in contacts for text in (each.name, each.email, each.phone) if text]
    return tuple(dict.fromkeys(found))


def _signatories(structures: Iterable[Structure]) -> list[str]:
    return [each.signatory.name for each in structures if each.signatory and each.signatory.name]


@lru_cache(maxsize=4)
def _confidential(files: _Stamped) -> frozenset[str]:
    territories = (model for model in _models(files, _ALSO_WRITTEN_IN) if isinstance(model, Territory))
    hidden = [actor for territory in territories for actor in territory.actors if actor.confidential]
    return frozenset(key for actor in hidden for key in (actor.id, fold(actor.name)))
