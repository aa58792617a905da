"""What the files of a dossier know and must not tell, besides people: confidential actors, contacts, signatories."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from cit_toolkit.loading.files import load_file
from cit_toolkit.loading.people_named import people_named
from cit_toolkit.loading.reading import read_text
from cit_toolkit.loading.workspace import Dossier, StampedFiles
from cit_toolkit.model.action import Action, Structure
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.text import fold

_WRITTEN_IN = ("signataire", "signatory", "confidentiel", "confidential", "contact")
"""A file without any of these words hides nothing: it need not be read further."""


def withheld_of_others(dossier: Dossier) -> tuple[str, ...]:
    """Signatories of the actions; confidential actors of the territories, and contacts: names, e-mails, phones."""
    return _others(dossier.stamped_files)


def confidential_actors(dossier: Dossier) -> frozenset[str]:
    """The actors that one of the territories says to be confidential: identifiers, and names folded."""
    return _confidential(dossier.stamped_files)


def _models(files: StampedFiles) -> Iterator[CitModel]:
    for path, _, _ in files:
        text, _ = read_text(path, str(path))
        if text is not None and any(word in text for word in _WRITTEN_IN):
            model = load_file(path).model
            if model is not None:
                yield model


@lru_cache(maxsize=4)
def _others(files: StampedFiles) -> tuple[str, ...]:
    found: list[str] = []
    for model in _models(files):
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
def _confidential(files: StampedFiles) -> frozenset[str]:
    territories = (model for model in _models(files) if isinstance(model, Territory))
    hidden = [actor for territory in territories for actor in territory.actors if actor.confidential]
    return frozenset(key for actor in hidden for key in (actor.id, fold(actor.name)))


def secrets_in(path: Path) -> tuple[object, ...]:
    """What one file adds to the secrets of its dossier, or to what may be told of them: to tell whether it changed."""
    text, _ = read_text(path, str(path))
    stat = path.stat()
    files = ((path, stat.st_mtime_ns, stat.st_size),)
    return (*people_named(text or "", str(path)), *_others(files), *sorted(_confidential(files)))
