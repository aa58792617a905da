"""The bilans of an action: for one funder or for everybody, in its form and language; and what each still lacks."""

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from cit_toolkit import __version__
from cit_toolkit.analysis.action_redaction import SeenAction
from cit_toolkit.analysis.bilan import Bilan, bilan
from cit_toolkit.analysis.bilan_gaps import lead_of, missing
from cit_toolkit.analysis.budget_problems import budget_problems
from cit_toolkit.analysis.prose.check import prose_claims, prose_problems
from cit_toolkit.analysis.prose.claims import Claim
from cit_toolkit.analysis.redaction import texts_of, with_texts
from cit_toolkit.builtin_data import method_ids
from cit_toolkit.documents.bilan_json import bilan_json
from cit_toolkit.documents.cerfa_document import CerfaDocument
from cit_toolkit.documents.missing_section import MissingLine, MissingSection
from cit_toolkit.documents.voice import Voice
from cit_toolkit.loading.action_files import places_of
from cit_toolkit.loading.suggestions import nearest
from cit_toolkit.loading.workspace import SETTINGS
from cit_toolkit.model.action import Action
from cit_toolkit.model.funder import Funder
from cit_toolkit.model.workspace import Audience
from cit_toolkit.pipeline.making import (
    Draft,
    Request,
    checked_page,
    checked_record,
    document_files,
    subject_style,
)
from cit_toolkit.problems import CitError, Problem, Severity
from cit_toolkit.rendering.page import Page
from cit_toolkit.subjects.action import ReadAction, read_action
from cit_toolkit.subjects.subject import UnusableFileError

DOCUMENT = "bilan"


@dataclass(frozen=True, slots=True)
class BilanOrder:
    """One bilan to make. It can be sent to another process as it stands."""

    action: Path
    today: date
    funder: str | None = None
    """The id of a funder of the action; None for a bilan for everybody."""
    ending: str = ".pdf"
    """.md .pdf .html .docx .odt or .json."""
    name: str | None = None
    """The name of its file, without ending; None for a readable one that stays the same."""
    action_name: str | None = None
    """What that readable name calls the action; None for its id."""
    language: str | None = None
    """The language asked for; None for the funder's, else the dossier's, else `usual_language`."""
    usual_language: str = "fr"
    audience: Audience | None = None
    """None for the funder, else for the dossier's usual audience."""
    proofs: bool = False
    mask: bool = False
    method: str | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class MadeBilan:
    """A bilan made: its files by name, and what is to be said of it."""

    files: tuple[tuple[str, bytes], ...]
    """The document first, then the drawings of a Markdown one, whose names hold a folder."""
    problems: tuple[Problem, ...]
    """What is wrong with the files it was made from, and what its texts and its accounts contradict."""
    missing: tuple[MissingLine, ...]
    """What its form still lacks."""
    inputs: tuple[Path, ...]
    """Every file it was made from."""
    patterns: tuple[tuple[Path, str], ...]
    """Folders, and the patterns of names looked up in them."""


def read_for_bilan(path: Path, method: str | None = None, strict: bool = False) -> ReadAction:
    """An action, without the warnings of its territories: a bilan only counts them."""
    read = read_action(path, method, strict)
    territories = {file.name for territory in read.territories for file in territory.files}
    told = (p for p in read.problems if p.severity is Severity.ERROR or p.position.file not in territories)
    return replace(read, problems=tuple(told))


def bilan_made(read: ReadAction, order: BilanOrder) -> MadeBilan:
    """Make the bilan of an action for a funder, to bytes. CitError when it cannot be made."""
    problems = checked_problems(read, order.strict, order.today)
    funder = funder_of(read, order.funder)
    request = bilan_request(read, funder, order)
    target = Path(f"{order.name or bilan_name(read, funder, request, order.action_name)}{order.ending}")
    if order.ending == ".json":
        record = json.dumps(bilan_record(read, funder, request), ensure_ascii=False, indent=2)
        made = [(target, f"{record}\n".encode())]
    else:
        made = document_files(bilan_page(read, funder, request), target, (".json",))
    note = bilan_note(read, funder, order.today, request.voice)
    return MadeBilan(
        tuple((path.as_posix(), data) for path, data in made), problems, note.lines, *sources_of(read, order)
    )


def sources_of(read: ReadAction, order: BilanOrder) -> tuple[tuple[Path, ...], tuple[tuple[Path, str], ...]]:
    """Files and patterns: what was read, the settings of the dossier, its method, its templates, its charter."""
    dossier, settings = read.dossier, read.dossier.settings
    identity = settings.identity
    reference = order.method or read.action.method or settings.method
    named = ["" if reference in method_ids() else reference, *([identity.logo, identity.font] if identity else [])]
    inside = (dossier.inside(name) for name in named if name)
    templates = dossier.inside(settings.templates or "")
    own = sorted(templates.glob("*/*.md")) if templates else []
    files = (*(file.path for file in read.files), dossier.root / SETTINGS, *filter(None, inside), *own)
    folder = dossier.folder_of(order.action)
    globs = [
        (dossier.root, place)
        for pattern in (*read.action.gatherings, *read.action.territories)
        for place in places_of(pattern, dossier, folder)
    ]
    return tuple(dict.fromkeys(files)), (*globs, *([(templates, "*/*.md")] if templates else []))


def bilan_request(read: ReadAction, funder: Funder | None, order: BilanOrder) -> Request:
    """How a bilan is wanted: a funder's goes to that funder, in its language, unless it is asked otherwise."""
    settings = read.dossier.settings
    own = settings.language.value if settings.language else order.usual_language
    asked = funder.language if funder and funder.language in ("fr", "en") else None
    audience = order.audience or (Audience.FUNDER if funder else settings.confidentiality)
    return Request(order.language or asked or own, audience, order.today, order.proofs, order.mask)


def bilan_name(read: ReadAction, funder: Funder | None, request: Request, action_name: str | None = None) -> str:
    """A readable name that stays the same: `bilan-action-financeur`, with the language when it is not the dossier's."""
    settings = read.dossier.settings
    own = settings.language.value if settings.language else "fr"
    parts = [
        DOCUMENT,
        action_name or read.action.id,
        funder.id if funder else "",
        "" if request.language == own else request.language,
    ]
    return "-".join(filter(None, parts))


def funder_of(read: ReadAction, identifier: str | None) -> Funder | None:
    """The funder of an id. CitError, with the nearest, when the action has none such."""
    if identifier is None:
        return None
    known = [funder.id for funder in read.action.funders]
    found = next((funder for funder in read.action.funders if funder.id == identifier), None)
    if found is None:
        raise CitError(
            "unknown-funder", exit_code=2, identifier=identifier, name=read.name, known=known,
            suggestion=nearest(identifier, known), variant=None if known else "none",
        )  # fmt: skip
    return found


def checked_problems(read: ReadAction, strict: bool, today: date) -> tuple[Problem, ...]:
    """What is wrong with an action before its bilan is made. UnusableFileError for any of it when strict."""
    found = [*read.problems, *budget_problems(read.action), *prose_problems(read.action, claims_of(read, today))]
    problems = tuple(sorted(found, key=lambda problem: problem.position))
    if strict and problems:
        raise UnusableFileError(problems)
    return problems


def claims_of(read: ReadAction, today: date) -> tuple[Claim, ...]:
    """What the texts of an action say of its records on a day."""
    return prose_claims(read.action, read.gatherings, len(read.territories), today)


def bilan_of(read: ReadAction, seen: SeenAction, earlier: tuple[Action, ...], today: date) -> Bilan:
    """The bilan of an action as somebody sees it."""
    found = bilan(seen, earlier, len(read.territories), read.method, today)
    if found is None:
        raise CitError("not-an-action", name=read.name, kind="seance")
    return found


def bilan_note(read: ReadAction, funder: Funder | None, today: date, voice: Voice) -> MissingSection:
    """What the bilan of an action for a funder still lacks, for whoever writes the files: nothing is withheld."""
    worked_out = bilan_of(read, read.seen(Audience.INTERNAL, voice), read.earlier, today)
    return MissingSection(missing(worked_out, funder), claims_of(read, today), voice, {})


def bilan_page(read: ReadAction, funder: Funder | None, request: Request) -> Page:
    """A bilan ready for any format. PrivacyRefusalError when it would tell what it must not."""

    from cit_toolkit.pipeline.bilan_figures import bilan_figures

    def draft(masked: bool) -> Draft:
        document, texts = _document(read, funder, request, masked)
        return Draft(
            kind=DOCUMENT,
            about=f"{document.action.title} ({funder.name})" if funder else document.action.title,
            template=f"{(funder.template if funder else None) or DOCUMENT}.md",
            document=document,
            told=texts,
            named=(document.signatory_name,) if document.signatory_name else (),
            figures=bilan_figures(document.bilan, request.voice, subject_style(read).colour),
            fictional=document.action.fictional,
            extra=document.action.extra,
        )

    return checked_page(read, request, draft)


def bilan_record(read: ReadAction, funder: Funder | None, request: Request) -> dict[str, Any]:
    """A bilan as JSON. PrivacyRefusalError when it would tell what it must not."""
    document, texts = _document(read, funder, request, request.mask)
    return checked_record(read, request, dict(bilan_json(document, __version__)), texts)


def _document(
    read: ReadAction, funder: Funder | None, request: Request, masked: bool
) -> tuple[CerfaDocument, tuple[str, ...]]:
    """The document as its audience may see it, and the texts it was made from. It has all that any form prints."""
    seen = (read.masked if masked else read.seen)(request.audience, request.voice)
    earlier = read.earlier
    if masked:
        earlier = with_texts(earlier, lambda text: read.mask(text, request.voice, request.audience))
    worked_out = bilan_of(read, seen, earlier, request.today)
    told = worked_out.action.funders[read.action.funders.index(funder)] if funder else None
    document = CerfaDocument(
        worked_out,
        told,
        missing(worked_out, told),
        claims_of(read, request.today) if request.audience is Audience.INTERNAL else (),
        request.voice,
        request.audience,
        request.today,
        request.proofs,
        read.file_names,
        _signatory(read, request),
    )
    return document, tuple(texts_of((worked_out.action, *seen.gatherings, *seen.structures.values(), *earlier)))


def _signatory(read: ReadAction, request: Request) -> str:
    """Who signs: told to the funder and to the team, unless that person withdrew."""
    lead = lead_of(read.action.partners)
    name = (lead.signatory.name if lead and lead.signatory else None) or ""
    return "" if request.audience is Audience.PUBLIC or name in read.withdrawn_names else name
