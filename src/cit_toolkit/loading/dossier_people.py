"""What may be told of the people that the files of a dossier name: who agreed, who did not, who withdrew."""

from dataclasses import dataclass
from functools import lru_cache

from cit_toolkit.loading.people_named import PUBLIC, WITHDRAWN, Mention, people_named
from cit_toolkit.loading.reading import read_text
from cit_toolkit.loading.workspace import Dossier, StampedFiles
from cit_toolkit.model.text import fold, identifier_of


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
    return _people(dossier.stamped_files)


@lru_cache(maxsize=4)
def _people(files: StampedFiles) -> PeopleOfDossier:
    texts = ((path, read_text(path, str(path))[0]) for path, _, _ in files)
    mentions = [each for path, text in texts if text is not None for each in people_named(text, str(path))]
    directory = {each.person or identifier_of(each.name): each for each in mentions if not each.listed}
    listed = [each for each in mentions if each.listed]
    identifiers = {fold(person.name): identifier for identifier, person in directory.items()}

    def keys(mention: Mention) -> set[str]:
        person = mention.person or identifiers.get(fold(mention.name), "")
        return {person, fold(mention.name), fold(directory[person].name) if person in directory else ""} - {""}

    withdrawn = {key for each in listed if each.diffusion == WITHDRAWN for key in keys(each)}
    withdrawn |= {key for person in directory.values() if person.refuses for key in keys(person)}
    public = {key for each in listed for key in keys(each)} - {
        key for each in listed if each.diffusion != PUBLIC for key in keys(each)
    }
    public -= withdrawn
    names = dict.fromkeys(each.name for each in (*directory.values(), *listed) if each.name)
    return PeopleOfDossier(
        names={identifier: person.name for identifier, person in directory.items() if person.name},
        withheld=(
            *(name for name in names if fold(name) not in public),
            *(contact for each in mentions for contact in each.contacts),
        ),
        public=frozenset(public),
        withdrawn=tuple(name for name in names if fold(name) in withdrawn),
        withdrawn_keys=frozenset(withdrawn),
    )
