"""From files to documents: load → analyse → document → Markdown → format. The one module that sees both ends."""

import html
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from cit_toolkit import __version__
from cit_toolkit.analysis.diagnosis import Diagnosis, diagnose
from cit_toolkit.analysis.redaction import for_audience
from cit_toolkit.documents.diagnosis_document import DiagnosisDocument
from cit_toolkit.documents.diagnosis_json import diagnosis_json
from cit_toolkit.documents.document_kinds import DOCUMENT_KINDS, DocumentKind
from cit_toolkit.documents.voice import Voice
from cit_toolkit.loading.files import LoadedFile, load_file
from cit_toolkit.loading.positioned_tree import Mapping as Tree
from cit_toolkit.loading.references import resolve_territory
from cit_toolkit.loading.workspace import Dossier, find_dossier, load_method, method_of
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.method import Method
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.text import fold
from cit_toolkit.model.workspace import Audience, Workspace
from cit_toolkit.problems import CitError, Position, Problem
from cit_toolkit.rendering.page import Page
from cit_toolkit.rendering.privacy_gate import Hit, masked, personal_data


@dataclass(frozen=True)
class ReadTerritory:
    """A territory ready to be diagnosed: what was read, with which method, and what is wrong with the files."""

    territory: Territory
    method: Method
    dossier: Dossier
    tree: Tree | None
    name: str
    """The file, as the user called it."""
    problems: tuple[Problem, ...]

    def diagnosis(self, audience: Audience, voice: Voice) -> Diagnosis:
        """The diagnosis an audience may see."""
        return diagnose(self._seen(audience, voice), self.method)

    def masked_diagnosis(self, audience: Audience, voice: Voice) -> Diagnosis:
        """The same, with every e-mail, phone and withheld name in a text replaced by a word."""
        word = voice.say("words.masked")
        names = self.withheld_names

        def mask(text: str) -> str:
            return masked(text, personal_data(text, names), word)

        return diagnose(_with_texts(self._seen(audience, voice), mask), self.method)

    def _seen(self, audience: Audience, voice: Voice) -> Territory:
        return for_audience(self.territory, audience, lambda rank: voice.say("words.unnamed-actor", rank=rank))

    @cached_property
    def withheld_names(self) -> tuple[str, ...]:
        """Names no public text may hold: confidential actors, and people to contact."""
        actors = self.territory.actors
        confidential = [actor.name for actor in actors if actor.confidential]
        people = [actor.contact.name for actor in actors if actor.contact and actor.contact.name]
        return tuple(confidential + people)

    @cached_property
    def file_names(self) -> Mapping[str, str]:
        """The name of each file inside its dossier: what a document may tell of where it is."""
        try:
            inside = Path(self.name).resolve().relative_to(self.dossier.root.resolve()).as_posix()
        except ValueError:
            inside = Path(self.name).name
        return {self.name: inside}


def read_territory(path: Path, method: str | None = None, strict: bool = False) -> ReadTerritory:
    """Read a territory, its dossier and its method. CitError when nothing can be made of it."""
    loaded = load_file(path)
    dossier = find_dossier(path)
    problems = [*dossier.problems, *loaded.problems]
    if loaded.model is None or not isinstance(loaded.model, Territory):
        if not problems and loaded.kind:
            raise CitError("not-a-territory", name=str(path), kind=loaded.kind)
        raise UnusableFile(tuple(problems))
    reference = method or loaded.model.method or dossier.settings.method
    chosen = _method(reference, dossier.root.resolve())
    territory, dangling = resolve_territory(loaded.model, method_of(chosen))
    problems += [*chosen.problems, *dangling]
    found = tuple(sorted(problems, key=lambda problem: problem.position))
    if strict and found:
        raise UnusableFile(found)
    return ReadTerritory(territory, method_of(chosen), dossier, loaded.tree, str(path), found)


class UnusableFile(CitError):
    """A file that nothing can be made of; `problems` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("file-unusable")
        self.problems = problems


@lru_cache(maxsize=16)
def _method(reference: str, root: Path) -> LoadedFile:
    # Many territories share one method: it is read once per process.
    return load_method(reference, Dossier(root, Workspace()))


@dataclass(frozen=True, slots=True)
class Request:
    """How documents are wanted."""

    language: str
    audience: Audience
    today: date
    proofs: bool = False
    mask: bool = False


class PrivacyRefusal(CitError):
    """A document that would tell what it must not: it is not made. `problems` say where."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        super().__init__("privacy-hits", name=name)
        self.problems = problems


def document_page(kind_name: str, read: ReadTerritory, request: Request) -> Page:
    """A document of a territory, ready for any format. PrivacyRefusal when it would tell what it must not."""
    kind = DOCUMENT_KINDS[kind_name]
    voice = Voice(request.language)
    page = _page(kind, read, read.diagnosis(request.audience, voice), request)
    hits = _hits(page, read, request.audience)
    if hits and request.mask:
        page = _page(kind, read, read.masked_diagnosis(request.audience, voice), request)
        hits = _hits(page, read, request.audience)
    if hits:
        raise PrivacyRefusal(read.name, _located(hits, read))
    return page


def _page(kind: DocumentKind, read: ReadTerritory, diagnosis: Diagnosis, request: Request) -> Page:
    from cit_toolkit.rendering.template_engine import fill_template

    voice = Voice(request.language)
    document = kind.document(diagnosis, voice, request.audience, request.today, request.proofs, read.file_names)
    markdown = fill_template(
        f"{request.language}/{kind.template}", {"d": document, "extra": read.territory.extra}, {}, _template_folders(read)
    )
    settings = read.dossier.settings
    identity = settings.identity
    logo = _logo(read.dossier, identity.logo) if identity and identity.logo else None
    return Page(
        title=f"{voice.say(f'documents.{kind.id}')} – {diagnosis.territory.name}",
        language="fr" if request.language == "fr" else "en",
        markdown=markdown,
        date=request.today,
        kind=voice.say(f"documents.{kind.id}"),
        figures=_figures(document, identity.colour if identity and identity.colour else "#2f6f4f"),
        organisation=settings.organisation or settings.title,
        notice=voice.say("words.fictional") if diagnosis.territory.fictional or settings.fictional else None,
        colour=identity.colour if identity and identity.colour else "#2f6f4f",
        **(logo or {}),
    )


def _template_folders(read: ReadTerritory) -> tuple[Path, ...]:
    folder = read.dossier.inside(read.dossier.settings.templates or "")
    return (folder,) if folder and folder.is_dir() else ()


def _logo(dossier: Dossier, name: str) -> dict[str, Any] | None:
    path = dossier.inside(name)
    ending = Path(name).suffix.lower().lstrip(".").replace("jpeg", "jpg")
    if path is None or ending not in ("png", "jpg", "svg"):
        raise CitError("logo-unreadable", path=name)
    try:
        return {"logo": path.read_bytes(), "logo_ending": ending}
    except OSError as error:
        raise CitError("logo-unreadable", path=name) from error


def _figures(document: DiagnosisDocument, colour: str) -> dict[str, Any]:
    """The drawings the documents of a territory may use."""
    from cit_toolkit.figures.coverage import CoverageRow, coverage_figure
    from cit_toolkit.figures.maturity import MaturityRow, maturity_figure
    from cit_toolkit.figures.needs import NeedRow, needs_figure

    diagnosis, voice = document.diagnosis, document.voice
    overall = diagnosis.coverage.overall
    figures = [
        coverage_figure(
            [
                CoverageRow(
                    voice.label(covered.function),
                    covered.certain.value,
                    covered.possible.value,
                    sum(holder.level.low >= 1 for holder in covered.holders),
                )
                for covered in diagnosis.coverage.functions
            ],
            (overall.low, overall.high) if overall else None,
            voice.language,
            colour,
        ),
        maturity_figure(
            [
                MaturityRow(
                    voice.label(scored.dimension),
                    scored.score.low if scored.score else None,
                    scored.score.high if scored.score else None,
                    scored.answered,
                    len(scored.criteria),
                )
                for scored in diagnosis.dimensions
            ],
            voice.language,
            colour,
        ),
        needs_figure(
            [
                NeedRow(ranked.need.title, _span(ranked.need.urgency), _span(ranked.need.importance))
                for ranked in diagnosis.needs
                if ranked.still_open
            ],
            voice.language,
            colour,
        ),
    ]
    return {figure.name: figure for figure in figures}


def _span(score: int | None) -> tuple[int, int]:
    return (0, 3) if score is None else (score, score)


def _hits(page: Page, read: ReadTerritory, audience: Audience) -> list[Hit]:
    if audience is Audience.INTERNAL:
        return []
    drawn = (html.unescape(figure.svg) + figure.alternative for figure in page.figures.values())
    return [hit for text in (page.markdown, *drawn) for hit in personal_data(text, read.withheld_names)]


def _located(hits: list[Hit], read: ReadTerritory) -> tuple[Problem, ...]:
    """Where in the file each hit was written: what is confidential by nature (contacts, names) is no mistake there."""
    found: dict[Problem, None] = {}
    for hit in hits:
        place = _place_of(hit, read)
        found[Problem(hit.code, place[0], {"value": hit.text}, source_line=place[1], width=place[2])] = None
    return tuple(sorted(found, key=lambda problem: problem.position))


def _place_of(hit: Hit, read: ReadTerritory) -> tuple[Position, str, int]:
    wanted = fold(hit.text)
    for path, scalar in read.tree.scalars() if read.tree else ():
        if "contact" in path or path[-1] == "nom" or wanted not in fold(scalar.text):
            continue
        lines = read.tree.source.lines if read.tree else ()
        for number in range(scalar.line, min(len(lines), scalar.line + scalar.text.count("\n") + 2) + 1):
            column = lines[number - 1].find(hit.text)
            if column >= 0:
                return Position(read.name, number, column + 1), lines[number - 1], len(hit.text)
        return Position(read.name, scalar.line, scalar.column), lines[scalar.line - 1], 1
    return Position(read.name, 1, 1), "", 1


def _with_texts(model: Any, change: Callable[[str], str], name: str = "") -> Any:
    """A copy of a model with every text changed but the identifiers."""
    if isinstance(model, CitModel):
        update = {
            key: _with_texts(getattr(model, key), change, key)
            for key in type(model).model_fields
            if key not in ("id", "type")
        }
        return model.model_copy(update=update)
    if isinstance(model, tuple):
        return tuple(_with_texts(item, change, name) for item in model)
    if isinstance(model, dict):
        return {key: _with_texts(item, change, name) for key, item in model.items()}
    return change(model) if type(model) is str else model


def diagnosis_record(read: ReadTerritory, request: Request) -> dict[str, Any]:
    """The diagnosis as JSON. PrivacyRefusal when it would tell what it must not."""
    voice = Voice(request.language)
    make = read.masked_diagnosis if request.mask else read.diagnosis
    record = dict(diagnosis_json(make(request.audience, voice), voice, __version__, request.today.isoformat()))
    if request.audience is not Audience.INTERNAL:
        hits = personal_data(json.dumps(record, ensure_ascii=False), read.withheld_names)
        if hits:
            raise PrivacyRefusal(read.name, _located(hits, read))
    return record


def document_files(page: Page, path: Path) -> list[tuple[Path, bytes]]:
    """The files a document is made of, in the format its path ends with: itself, and for Markdown its figures.

    CitError when the ending names no format.
    """
    from cit_toolkit.rendering.formats import FORMATS, render

    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise CitError("unknown-format", exit_code=2, ending=ending or path.name, known=list(FORMATS))
    if ending != ".md":
        return [(path, render(page, ending))]
    from cit_toolkit.rendering.to_markdown import figure_files

    folder = f"{path.stem}-figures"
    drawings = [(path.parent / folder / name, data) for name, data in figure_files(page).items()]
    return [(path, render(page, ending, folder)), *drawings]
