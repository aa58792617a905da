"""The documents of one territory, and its diagnosis as JSON."""

from typing import Any

from cit_toolkit import __version__
from cit_toolkit.analysis.redaction import texts_of
from cit_toolkit.documents.diagnosis_document import DiagnosisDocument
from cit_toolkit.documents.diagnosis_json import diagnosis_json
from cit_toolkit.documents.document_kinds import DOCUMENT_KINDS
from cit_toolkit.pipeline.making import Draft, Request, checked_page, checked_record, subject_style
from cit_toolkit.rendering.page import Page
from cit_toolkit.subjects.territory import ReadTerritory


def territory_page(kind_name: str, read: ReadTerritory, request: Request) -> Page:
    """A document of a territory, ready for any format. PrivacyRefusalError when it would tell what it must not."""

    def draft(masked: bool) -> Draft:
        kind = DOCUMENT_KINDS[kind_name]
        seen = (read.masked if masked else read.seen)(request.audience, request.voice)
        diagnosis = read.diagnosis_of(seen)
        engagement = read.engagement(request.audience, request.voice, request.today, masked)
        document = kind.document(
            diagnosis, request.voice, request.audience, request.today, request.proofs, read.file_names, engagement
        )
        colour = subject_style(read).colour
        return Draft(
            kind=kind.id,
            about=seen.name,
            template=kind.template,
            document=document,
            told=(*texts_of(seen), *(engagement.told if engagement else ())),
            figures=_figures(document, colour),
            fictional=seen.fictional,
            extra=seen.extra,
        )

    return checked_page(read, request, draft)


def diagnosis_record(read: ReadTerritory, request: Request) -> dict[str, Any]:
    """The diagnosis as JSON. PrivacyRefusalError when it would tell what it must not."""
    seen = (read.masked if request.mask else read.seen)(request.audience, request.voice)
    engagement = read.engagement(request.audience, request.voice, request.today, request.mask)
    record = diagnosis_json(
        read.diagnosis_of(seen), request.voice, __version__, request.today.isoformat(),
        engagement.record if engagement else None,
    )  # fmt: skip
    told = (*texts_of(seen), *(engagement.told if engagement else ()))
    return checked_record(read, request, dict(record), told)


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
    if document.engagement:
        from cit_toolkit.pipeline.attendance_drawing import drawn_attendance

        figures.append(drawn_attendance(document.engagement.mobilisation, voice, colour))
    return {figure.name: figure for figure in figures}


def _span(score: int | None) -> tuple[int, int]:
    return (0, 3) if score is None else (score, score)
