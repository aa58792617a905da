"""The people a dossier knows who did not agree to be named in public."""

from cit_toolkit.loading.files import load_file
from cit_toolkit.loading.reading import read_text
from cit_toolkit.loading.workspace import Dossier, files_under
from cit_toolkit.model.action import Action, Person
from cit_toolkit.model.gathering import Diffusion, Gathering

_WRITTEN_IN = ("personnes", "people", "participants")
"""A file without any of these words names nobody: it need not be read further."""


def people_withheld(dossier: Dossier) -> tuple[str, ...]:
    """Names, e-mails and telephones of everyone in the directories and attendance lists of a dossier, but for those
    who said `diffusion: publique` somewhere."""
    people: dict[str, Person] = {}
    public: set[str | None] = set()
    withheld: list[str] = []
    for path in files_under(dossier.root, dossier):
        text, _ = read_text(path, str(path))
        if text is None or not any(word in text for word in _WRITTEN_IN):
            continue
        model = load_file(path).model
        if isinstance(model, Action):
            people |= {person.id: person for person in model.people}
        elif isinstance(model, Gathering):
            for participant in model.participants:
                if participant.diffusion is Diffusion.PUBLIC:
                    public |= {participant.person, participant.name}
                elif participant.name:
                    withheld.append(participant.name)
    for person in people.values():
        withheld += [text for text in (person.email, person.phone) if text]
        if person.id not in public and person.name not in public:
            withheld.append(person.name)
    return tuple(name for name in dict.fromkeys(withheld) if name not in public)
