"""Everyone that a directory or an attendance list names, read off the tree of the file rather than off its model.

A mistake elsewhere in a file, even one that makes it unreadable, must not make anybody's name public.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cit_toolkit.loading.positioned_tree import Mapping, Node, Scalar, Sequence
from cit_toolkit.loading.suggestions import nearest
from cit_toolkit.loading.yaml_parser import parse
from cit_toolkit.model.text import UNKNOWN_WORDS, fold

_LISTS = ("personnes", "people", "participants")
_KEYS = {
    "id": "id", "nom": "nom", "name": "nom", "courriel": "courriel", "email": "courriel", "telephone": "telephone",
    "phone": "telephone", "personne": "personne", "person": "personne", "consentement": "consentement",
    "consent": "consentement", "diffusion": "diffusion",
}  # fmt: skip
PUBLIC, WITHDRAWN = "publique", "retiree"
"""What an attendance list says of whom may be named, and of whom may be no more: the rest is for the team."""
_DO_NOT_TELL = {"diffusion": WITHDRAWN, "consentement": "non"}
_ANSWERS = {
    "diffusion": (PUBLIC, "interne", WITHDRAWN),
    "consentement": ("oui", "yes", "true", *UNKNOWN_WORDS),
}

_SEEMS_TO_NAME = re.compile(rf"(?:{'|'.join(_LISTS)})[\"']?\s*:", re.IGNORECASE)
# In a file that YAML cannot read: such a list, up to the next key at the beginning of a line; and what names somebody.
_LIST_IN_A_TEXT = re.compile(
    rf"^[ \t\-{{\"']{{0,9}}(?:{'|'.join(_LISTS)})[\"' ]{{0,9}}:(.*(?:\n(?:[ \t\-#].*)?)*)", re.IGNORECASE | re.MULTILINE
)
_FIELD_IN_A_TEXT = re.compile(
    r"\b(?:nom|name|courriel|email|telephone|phone)\s*:\s*[\"']?([^\n,}\"'#]+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody in a directory, or in an attendance list."""

    listed: bool
    """Whether it is an attendance list: only there is it said where they may be named."""
    person: str
    """Their identifier; empty for somebody who is only named."""
    name: str
    contacts: tuple[str, ...] = ()
    diffusion: str = ""
    """What the list says of them, folded."""
    refuses: bool = False
    """Whether they refuse to be in the directory."""


def people_named(text: str, name: str) -> Iterator[Mention]:
    """Everyone a file names in such a list, in file order."""
    if not _SEEMS_TO_NAME.search(text):
        return
    tree, _, _ = parse(text, name)
    if isinstance(tree, Mapping):
        yield from _mentions(tree)
        return
    for people in _LIST_IN_A_TEXT.finditer(text):
        yield from (Mention(True, "", found[1].strip()) for found in _FIELD_IN_A_TEXT.finditer(people[1]))


def _mentions(tree: Mapping) -> Iterator[Mention]:
    for key, (_, people) in tree.entries.items():
        if fold(key) in _LISTS:
            for person in people.items if isinstance(people, Sequence) else [people]:
                yield _mention(person, listed=fold(key) == "participants")


def _mention(person: Node, listed: bool) -> Mention:
    if isinstance(person, Scalar):
        return Mention(listed, fold(person.text), "")
    entries = person.entries if isinstance(person, Mapping) else {}
    said = {key: _said(key, written, value) for written, (_, value) in entries.items() if (key := _key(written))}
    return Mention(
        listed,
        person=fold(said.get("personne") or said.get("id", "")),
        name=said.get("nom", ""),
        contacts=tuple(text for key in ("courriel", "telephone") if (text := said.get(key))),
        diffusion=fold(said.get("diffusion", "")),
        refuses=fold(said.get("consentement", "oui")) == "non",
    )


@lru_cache(maxsize=256)
def _key(written: str) -> str | None:
    """The French key that a key stands for; one nearly written as what may be told is that one."""
    return _KEYS.get(fold(written)) or nearest(written, _DO_NOT_TELL)


def _said(key: str, written: str, value: Node) -> str:
    """What a key says. A mistyped answer about what may be told is read as «do not tell», like everywhere."""
    text = " ".join(value.text.split()) if isinstance(value, Scalar) else ""
    if key in _DO_NOT_TELL and (fold(written) not in _KEYS or fold(text) not in _ANSWERS[key]):
        return _DO_NOT_TELL[key]
    return text
