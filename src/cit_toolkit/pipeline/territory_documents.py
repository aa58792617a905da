"""The documents of one territory, and its diagnosis as JSON."""

from itertools import pairwise
from typing import Any

from cit_toolkit import __version__
from cit_toolkit.analysis.evolving.evolution import evolution
from cit_toolkit.analysis.redaction import texts_of
from cit_toolkit.documents.diagnosis_json import diagnosis_json
from cit_toolkit.documents.document_kinds import DOCUMENT_KINDS
from cit_toolkit.documents.evolution_json import evolution_json
from cit_toolkit.documents.evolution_section import EvolutionSection
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.workspace import Audience
from cit_toolkit.pipeline.making import Draft, Request, checked_page, checked_record, subject_style
from cit_toolkit.pipeline.territory_figures import TerritoryFigures
from cit_toolkit.rendering.page import Page
from cit_toolkit.subjects.territory import ReadTerritory


def territory_page(kind_name: str, read: ReadTerritory, request: Request) -> Page:
    """A document of a territory, ready for any format. PrivacyRefusalError when it would tell what it must not."""

    def draft(masked: bool) -> Draft:
        kind = DOCUMENT_KINDS[kind_name]
        seen = (read.masked if masked else read.seen)(request.audience, request.voice)
        diagnosis = read.diagnosis_of(seen)
        engagement = read.engagement(request.audience, request.voice, request.today, masked)
        evolution = evolution_section(read, seen, request, masked)
        document = kind.document(
            diagnosis, request.voice, request.audience, request.today, request.proofs, read.file_names, engagement,
            evolution,
        )  # fmt: skip
        colour = subject_style(read).colour
        return Draft(
            kind=kind.id,
            about=seen.name,
            template=kind.template,
            document=document,
            told=(
                *texts_of(seen),
                *(engagement.told if engagement else ()),
                *(evolution.told if evolution else ()),
            ),
            figures=TerritoryFigures(document, colour),
            fictional=seen.fictional,
            extra=seen.extra,
        )

    return checked_page(read, request, draft)


def diagnosis_record(read: ReadTerritory, request: Request) -> dict[str, Any]:
    """The diagnosis as JSON. PrivacyRefusalError when it would tell what it must not."""
    seen = (read.masked if request.mask else read.seen)(request.audience, request.voice)
    engagement = read.engagement(request.audience, request.voice, request.today, request.mask)
    evolution = evolution_section(read, seen, request, request.mask)
    record = diagnosis_json(
        read.diagnosis_of(seen), request.voice, __version__, request.today.isoformat(),
        engagement.record if engagement else None,
        evolution_json(evolution.steps, evolution.internal) if evolution else None,
        internal=request.audience is Audience.INTERNAL,
    )  # fmt: skip
    told = (
        *texts_of(seen), *(engagement.told if engagement else ()), *(evolution.told if evolution else ()),
    )  # fmt: skip
    return checked_record(read, request, dict(record), told)


def evolution_section(read: ReadTerritory, seen: Territory, request: Request, masked: bool) -> EvolutionSection | None:
    """What changed since the earlier dates, as the reader of `seen` may know it; None when none was read."""
    if not read.earlier:
        return None
    dates = (*read.past(request.audience, request.voice, masked), seen)
    steps = tuple(evolution(before, after, read.method) for before, after in pairwise(dates))
    texts = tuple(text for each in dates[:-1] for text in texts_of(each))
    return EvolutionSection(steps, request.voice, request.audience is Audience.INTERNAL, texts)
