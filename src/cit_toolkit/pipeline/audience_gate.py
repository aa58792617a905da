"""Nothing leaves that its audience must not know: documents and records are read once more before they are given."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from cit_toolkit.analysis.redaction import texts_of
from cit_toolkit.builtin_data import LOCALES, TEMPLATES
from cit_toolkit.loading.files import load_file
from cit_toolkit.model.text import fold
from cit_toolkit.model.workspace import Audience
from cit_toolkit.problems import CitError, Position, Problem
from cit_toolkit.rendering.page import Page
from cit_toolkit.rendering.privacy_gate import Hit, Withheld, personal_data, personal_data_in_page
from cit_toolkit.subjects.subject import Subject

_TAG = re.compile(r"<[^>]*>")


class PrivacyRefusalError(CitError):
    """A document that would tell what it must not: it is not made. `problems` say where."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        super().__init__("privacy-hits", name=name)
        self.problems = problems


def hits_in_page(
    page: Page, subject: Subject, audience: Audience, told: Iterable[str], named: Collection[str] = ()
) -> list[Hit]:
    """What a document would tell that it must not. `told` are the texts of the files it was made from; `named`, people
    it may name."""
    # A drawing cuts a long title in pieces: they are read as one text.
    drawn = (_TAG.sub(" ", figure.svg) + " " + figure.alternative for figure in page.figures.values())
    around = (page.title, page.organisation or "")
    names = subject.withdrawn_names if audience is Audience.INTERNAL else subject.withheld_names
    hits = [hit for text in (page.markdown, *drawn, *around) for hit in personal_data_in_page(text, names)]
    hits = [hit for hit in hits if hit.text not in named]
    return _but_common_words(_for_audience(hits, audience), subject, page.language, told)


def hits_in_record(record: Mapping[str, Any], subject: Subject, audience: Audience, told: Iterable[str]) -> list[Hit]:
    """The same for a record: its keys and texts one by one, identifiers included."""
    names = Withheld(subject.withdrawn_names if audience is Audience.INTERNAL else subject.traces)
    hits = [hit for text in _strings(record) for hit in personal_data(text, names)]
    return _but_common_words(_for_audience(hits, audience), subject, "fr", told)


def _for_audience(hits: list[Hit], audience: Audience) -> list[Hit]:
    """The team may read an e-mail in a text; nobody may read the name of who withdrew."""
    return [hit for hit in hits if hit.code == "privacy-name"] if audience is Audience.INTERNAL else hits


def refusal(hits: Iterable[Hit], subject: Subject) -> PrivacyRefusalError:
    """The refusal, with every place of the files where what was found is written."""
    found = [
        Problem(code, position, {"value": text}, source_line=line, width=width)
        for code, text in dict.fromkeys((hit.code, hit.text) for hit in hits)
        for position, line, width in _places(text, subject)
    ]
    return PrivacyRefusalError(subject.name, tuple(sorted(found, key=lambda problem: problem.position)))


def _but_common_words(hits: list[Hit], subject: Subject, language: str, told: Iterable[str]) -> list[Hit]:
    """A confidential «Le Collectif» does not stop every document in which the method says «le collectif»: a name that
    the method or the templates use is looked for in the texts of the files only."""
    names = {hit.text for hit in hits if hit.code == "privacy-name"}
    if not names:
        return hits
    own = "\n".join((*texts_of(subject.method), *_own_words(language)))
    said = "\n".join((*told, *texts_of(subject.dossier.settings)))
    common = {hit.text for hit in personal_data(own, names)} - {hit.text for hit in personal_data(said, names)}
    return [hit for hit in hits if hit.text not in common]


def _own_words(language: str) -> Iterator[str]:
    for path in (*(LOCALES / language).glob("*.toml"), *(TEMPLATES / language).glob("*.md")):
        yield path.read_text(encoding="utf-8")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield str(key)
            yield from _strings(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, str):
        yield value


def _places(text: str, subject: Subject) -> Iterator[tuple[Position, str, int]]:
    """Everywhere the files say it, but where it belongs: contacts, notes, and the name of the actor itself."""
    told = False
    for file in subject.files:
        # Of the thousands of files of a network, none is kept whole: it is read again to show the place.
        tree = file.tree or load_file(file.path, file.name).tree
        lines = tree.source.lines if tree else ()
        for path, scalar in tree.scalars() if tree else ():
            own_name = path[-1] == "nom" and fold(scalar.text) == fold(text)
            if own_name or not {"contact", "note", "id"}.isdisjoint(path) or not _found(text, scalar.text):
                continue
            told = True
            yield _place_in(text, scalar.line, scalar.column, scalar.text.count("\n"), file.name, lines)
    if not told:
        yield Position(subject.name, 1, 1), "", 1


def _found(text: str, where: str) -> Hit | None:
    return next((hit for hit in personal_data(where, (text,)) if hit.text == text), None)


def _place_in(
    text: str, line: int, column: int, more_lines: int, name: str, lines: Iterable[str]
) -> tuple[Position, str, int]:
    numbered = list(enumerate(lines, 1))
    for number, source in numbered[line - 1 : line + more_lines + 2]:
        if found := _found(text, source):
            return Position(name, number, found.start + 1), source, found.end - found.start
    return Position(name, line, column), numbered[line - 1][1] if line <= len(numbered) else "", 1
