"""The people a dossier knows who did not agree to be named in public.

Read off the trees of the files, not off their models: a mistake elsewhere in a file, even one that makes it unreadable,
must not make anybody's name public.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cit_toolkit.loading.positioned_tree import Mapping, Node, Scalar, Sequence
from cit_toolkit.loading.reading import read_text
from cit_toolkit.loading.workspace import Dossier, files_under
from cit_toolkit.loading.yaml_parser import parse
from cit_toolkit.model.text import fold, identifier_of

_LISTS = ("personnes", "people", "participants")
_NAMES_SOMEBODY = re.compile(rf"(?:{'|'.join(_LISTS)})[\"']?\s*:", re.IGNORECASE)
"""A file without any of these keys names nobody: it need not be read further."""
_LIST_OF_A_BROKEN_FILE = re.compile(
    rf"^\W*(?:{'|'.join(_LISTS)})\W*:(.*(?:\n(?:[\s\-#].*)?)*)", re.IGNORECASE | re.MULTILINE
)
_FIELDS = {"nom": "name", "courriel": "email", "telephone": "phone", "personne": "person"}
"""French keys, and the English ones that are read as well."""
_FIELD_OF_A_BROKEN_FILE = re.compile(
    rf"\b(?:{'|'.join((*_FIELDS, *_FIELDS.values()))})\s*:\s*[\"']?([^\n,}}\"'#]+)", re.IGNORECASE
)
_PUBLIC, _WITHDRAWN = "publique", "retiree"


@dataclass(frozen=True, slots=True)
class _Mention:
    """Somebody in a directory or in an attendance list."""

    person: str
    """Their identifier in the directory; empty for somebody who is only named."""
    name: str
    contacts: tuple[str, ...]
    diffusion: str


def people_withheld(dossier: Dossier) -> tuple[str, ...]:
    """Names, e-mails and telephones of everyone in the directories and attendance lists of a dossier, but for those
    who said `diffusion: publique` somewhere, and `retiree` nowhere."""
    withheld: list[str] = []
    mentions: list[_Mention] = []
    for path in files_under(dossier.root, dossier):
        text, _ = read_text(path, str(path))
        if text is None or not _NAMES_SOMEBODY.search(text):
            continue
        tree, _, _ = parse(text, str(path))
        if isinstance(tree, Mapping):
            mentions += _mentions(tree)
        else:
            withheld += _as_far_as_can_be_read(text)
    public = _said(_PUBLIC, mentions) - _said(_WITHDRAWN, mentions)
    for mention in mentions:
        withheld += mention.contacts
        if mention.name and public.isdisjoint({mention.person, mention.name}):
            withheld.append(mention.name)
    return tuple(name for name in dict.fromkeys(withheld) if name not in public)


def _said(diffusion: str, mentions: list[_Mention]) -> set[str]:
    """Identifiers and names of the people who said so in some attendance list."""
    told = {key for each in mentions if each.diffusion == diffusion for key in (each.person, each.name) if key}
    return told | {key for each in mentions if each.person in told for key in (each.person, each.name) if key}


def _mentions(tree: Mapping) -> Iterator[_Mention]:
    for key, (_, people) in tree.entries.items():
        if fold(key) in _LISTS:
            for person in people.items if isinstance(people, Sequence) else [people]:
                if isinstance(person, Mapping):
                    yield _mention({fold(field): value for field, (_, value) in person.entries.items()})


def _mention(fields: dict[str, Node]) -> _Mention:
    def said(key: str) -> str:
        value = fields.get(key) or fields.get(_FIELDS.get(key, ""))
        return " ".join(value.text.split()) if isinstance(value, Scalar) else ""

    name = said("nom")
    person = fold(said("personne")) or said("id") or identifier_of(name)
    contacts = tuple(filter(None, (said("courriel"), said("telephone"))))
    return _Mention(person, name, contacts, fold(said("diffusion")))


def _as_far_as_can_be_read(text: str) -> Iterator[str]:
    for people in _LIST_OF_A_BROKEN_FILE.finditer(text):
        yield from (found[1].strip() for found in _FIELD_OF_A_BROKEN_FILE.finditer(people[1]))
