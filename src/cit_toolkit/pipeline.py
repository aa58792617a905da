"""From files to documents: load → analyse → document → Markdown → format. The one module that sees both ends."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cit_toolkit import __version__
from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.audience_gate import PrivacyRefusalError, hits_in_page, hits_in_record, refusal
from cit_toolkit.documents.diagnosis_document import DiagnosisDocument
from cit_toolkit.documents.diagnosis_json import diagnosis_json
from cit_toolkit.documents.document_kinds import DOCUMENT_KINDS, DocumentKind
from cit_toolkit.documents.voice import Voice
from cit_toolkit.house_style import house_style
from cit_toolkit.model.workspace import Audience
from cit_toolkit.problems import CitError
from cit_toolkit.rendering.page import Page
from cit_toolkit.territory_reading import ReadTerritory, UnusableFileError, read_territory

__all__ = [
    "PrivacyRefusalError",
    "ReadTerritory",
    "Request",
    "UnusableFileError",
    "diagnosis_record",
    "document_files",
    "document_page",
    "read_territory",
]


@dataclass(frozen=True, slots=True)
class Request:
    """How documents are wanted."""

    language: str
    audience: Audience
    today: date
    proofs: bool = False
    mask: bool = False


def document_page(kind_name: str, read: ReadTerritory, request: Request) -> Page:
    """A document of a territory, ready for any format. PrivacyRefusalError when it would tell what it must not."""
    kind, voice = DOCUMENT_KINDS[kind_name], Voice(request.language)
    seen = read.seen(request.audience, voice)
    page = _page(kind, read, read.diagnosis_of(seen), request)
    hits = hits_in_page(page, read, request.audience, seen)
    if hits and request.mask:
        seen = read.masked(request.audience, voice)
        page = _page(kind, read, read.diagnosis_of(seen), request)
        hits = hits_in_page(page, read, request.audience, seen)
    if hits:
        raise refusal(hits, read)
    return page


def _page(kind: DocumentKind, read: ReadTerritory, diagnosis: Diagnosis, request: Request) -> Page:
    from cit_toolkit.rendering.template_engine import fill_template

    voice = Voice(request.language)
    document = kind.document(diagnosis, voice, request.audience, request.today, request.proofs, read.file_names)
    context = {"d": document, "extra": diagnosis.territory.extra}
    markdown = fill_template(f"{request.language}/{kind.template}", context, _template_folders(read))
    settings = read.dossier.settings
    style = house_style(read.dossier)
    return Page(
        title=f"{voice.say(f'documents.{kind.id}')} – {diagnosis.territory.name}",
        language="fr" if request.language == "fr" else "en",
        markdown=markdown,
        date=request.today,
        kind=voice.say(f"documents.{kind.id}"),
        figures=_figures(document, style.colour),
        organisation=settings.organisation or settings.title,
        notice=voice.say("words.fictional") if diagnosis.territory.fictional or settings.fictional else None,
        colour=style.colour,
        logo=style.logo,
        logo_ending=style.logo_ending,
        font=style.font,
    )


def _template_folders(read: ReadTerritory) -> tuple[Path, ...]:
    folder = read.dossier.inside(read.dossier.settings.templates or "")
    return (folder,) if folder and folder.is_dir() else ()


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


def diagnosis_record(read: ReadTerritory, request: Request) -> dict[str, Any]:
    """The diagnosis as JSON. PrivacyRefusalError when it would tell what it must not."""
    voice = Voice(request.language)
    seen = (read.masked if request.mask else read.seen)(request.audience, voice)
    diagnosis = read.diagnosis_of(seen)
    record = dict(diagnosis_json(diagnosis, voice, __version__, request.today.isoformat()))
    if hits := hits_in_record(record, read, request.audience, seen):
        raise refusal(hits, read)
    told: dict[str, Any] = _with_names_inside(record, read)
    return told


def _with_names_inside(value: Any, read: ReadTerritory) -> Any:
    """Places name the file inside its dossier: a record that is sent away tells no path of this machine."""
    if isinstance(value, dict):
        return {key: _with_names_inside(item, read) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_names_inside(item, read) for item in value]
    if isinstance(value, str) and value.startswith(f"{read.name}:"):
        return read.file_names[read.name] + value.removeprefix(read.name)
    return value


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
