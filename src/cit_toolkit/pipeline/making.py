"""One way for every document: drafted as its audience may see it, read once more, then laid out."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cit_toolkit.documents.voice import Voice
from cit_toolkit.figures.figure import Figure
from cit_toolkit.house_style import HouseStyle, house_style
from cit_toolkit.model.workspace import Audience
from cit_toolkit.pipeline.audience_gate import hits_in_page, hits_in_record, refusal
from cit_toolkit.problems import CitError
from cit_toolkit.rendering.page import Layout, Page, Paper
from cit_toolkit.subjects.subject import Subject


@dataclass(frozen=True, slots=True)
class Request:
    """How documents are wanted."""

    language: str
    audience: Audience
    today: date
    proofs: bool = False
    mask: bool = False

    @property
    def voice(self) -> Voice:
        """The voice of the language."""
        return Voice(self.language)


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before it is laid out."""

    kind: str
    """Its name in the catalogue (`documents.<kind>`)."""
    about: str
    """What it is about, for the title: «Vallée de la Virlouve»."""
    template: str
    """The name of its template in the folder of a language: `diagnosis.md`."""
    document: object
    """What the template receives as `d`."""
    told: tuple[str, ...]
    """The texts of the files that the document may hold, as its audience sees them."""
    named: tuple[str, ...] = ()
    """People whom this document may name though others may not: who signs it."""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    layout: Layout = Layout.REPORT
    fictional: bool = False
    """Whether what it is about is invented: it is then said on each page, as of everything in an invented dossier."""
    fiction: str | None = None
    """The same, said already: of several territories, which are; empty for none."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """The `x-` keys of the file, for a dossier's own templates."""
    paper: Paper = field(default_factory=Paper)


def checked_page(subject: Subject, request: Request, draft: Callable[[bool], Draft]) -> Page:
    """A document ready for any format. PrivacyRefusalError when it would tell what it must not.

    `draft` gives the document as the audience may see it; with True, its texts masked too: asked for only when the
    request says so and something was found.
    """
    made = draft(False)
    page = _page(made, subject, request)
    hits = hits_in_page(page, subject, request.audience, made.told, made.named)
    if hits and request.mask:
        made = draft(True)
        page = _page(made, subject, request)
        hits = hits_in_page(page, subject, request.audience, made.told, made.named)
    if hits:
        raise refusal(hits, subject)
    return page


def checked_record(
    subject: Subject, request: Request, record: Mapping[str, Any], told: tuple[str, ...]
) -> dict[str, Any]:
    """An analysis as JSON, its places inside the dossier. PrivacyRefusalError when it would tell what it must not."""
    if hits := hits_in_record(record, subject, request.audience, told):
        raise refusal(hits, subject)
    named: dict[str, Any] = _with_names_inside(record, subject.file_names)
    return named


def _page(draft: Draft, subject: Subject, request: Request) -> Page:
    from cit_toolkit.rendering.template_engine import fill_template

    context = {"d": draft.document, "extra": draft.extra}
    markdown = fill_template(f"{request.language}/{draft.template}", context, _template_folders(subject))
    settings, style, voice = subject.dossier.settings, subject_style(subject), request.voice
    kind = voice.say(f"documents.{draft.kind}")
    invented = voice.say("words.fictional") if draft.fictional or settings.fictional else None
    return Page(
        title=voice.say("documents.title", kind=kind, about=draft.about),
        language="fr" if request.language == "fr" else "en",
        markdown=markdown,
        date=request.today,
        kind=kind,
        layout=draft.layout,
        figures=_named_in(markdown, draft.figures),
        organisation=settings.organisation or settings.title,
        notice=draft.fiction or None if draft.fiction is not None else invented,
        colour=style.colour,
        logo=style.logo,
        logo_ending=style.logo_ending,
        font=style.font,
        paper=draft.paper,
    )


def _named_in(markdown: str, figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """The drawings a document shows: no other is made, nor read for what it might tell."""
    return {name: figures[name] for name in figures if f"](figure:{name})" in markdown}


def subject_style(subject: Subject) -> HouseStyle:
    """The look of the dossier a subject belongs to."""
    return house_style(subject.dossier)


def _template_folders(subject: Subject) -> tuple[Path, ...]:
    folder = subject.dossier.inside(subject.dossier.settings.templates or "")
    return (folder,) if folder and folder.is_dir() else ()


def _with_names_inside(value: Any, names: Mapping[str, str]) -> Any:
    """Places name the file inside its dossier: a record that is sent away tells no path of this machine."""
    if isinstance(value, dict):
        return {key: _with_names_inside(item, names) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_names_inside(item, names) for item in value]
    if isinstance(value, str):
        # A record of a network holds tens of thousands of texts, and names thousands of files.
        for colon in re.finditer(":", value):
            if (inside := names.get(value[: colon.start()])) is not None:
                return inside + value[colon.start() :]
    return value


def document_files(page: Page, path: Path, other_endings: Sequence[str] = ()) -> list[tuple[Path, bytes]]:
    """The files a document is made of, in the format its path ends with: itself, and for Markdown its figures.

    CitError when the ending names no format; it tells `other_endings` too, those of what is no page.
    """
    from cit_toolkit.rendering.formats import FORMATS, endings_of, render

    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise CitError(
            "unknown-format", exit_code=2, ending=ending or path.name, known=[*endings_of(page), *other_endings]
        )
    if ending != ".md":
        return [(path, render(page, ending))]
    from cit_toolkit.rendering.to_markdown import figure_files

    folder = f"{path.stem}-figures"
    drawings = [(path.parent / folder / name, data) for name, data in figure_files(page).items()]
    return [(path, render(page, ending, folder)), *drawings]
