"""The public Python API: a few verbs over the pipeline. `import cit_toolkit` gives them."""

from datetime import date, datetime
from pathlib import Path

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.analysis.mobilisation import Mobilisation, mobilisation
from cit_toolkit.checks import CheckReport, check_paths
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.workspace import Audience
from cit_toolkit.pipeline.making import Request, document_files
from cit_toolkit.pipeline.session_documents import SESSION_DOCUMENTS
from cit_toolkit.pipeline.territory_documents import territory_page
from cit_toolkit.rendering.output_files import write_output
from cit_toolkit.subjects.action import ReadAction
from cit_toolkit.subjects.action import read_action as _read_action
from cit_toolkit.subjects.gathering import ReadGathering
from cit_toolkit.subjects.gathering import read_gathering as _read_gathering
from cit_toolkit.subjects.territory import ReadTerritory
from cit_toolkit.subjects.territory import read_territory as _read_territory


def read_territory(path: str | Path, method: str | None = None) -> ReadTerritory:
    """Read a territory file. Its `problems` say what is wrong; what is sound is used. CitError when nothing is."""
    return _read_territory(Path(path), method)


def diagnose_territory(territory: ReadTerritory, audience: str = "interne", language: str = "fr") -> Diagnosis:
    """Diagnose a territory for an audience: publique, interne or financeur."""
    return territory.diagnosis(Audience(audience), Voice(language))


def read_action(path: str | Path, method: str | None = None) -> ReadAction:
    """Read an action with its sessions and territories, in the order of time."""
    return _read_action(Path(path), method)


def read_session(path: str | Path, method: str | None = None) -> ReadGathering:
    """Read a session, with the action of its dossier that names it."""
    return _read_gathering(Path(path), method)


def measure_mobilisation(
    action: ReadAction, audience: str = "interne", language: str = "fr", today: date | None = None
) -> Mobilisation:
    """Events, presences, people, hours and evaluations of an action, format by format."""
    seen = action.seen(Audience(audience), Voice(language))
    return mobilisation(seen.gatherings, seen.structures, action.method.hours_per_day, today or date.today())


def render_document(
    subject: ReadTerritory | ReadGathering,
    path: str | Path,
    kind: str | None = None,
    *,
    language: str = "fr",
    audience: str = "publique",
    proofs: bool = False,
    today: date | None = None,
) -> Path:
    """Write a document, its format told by the ending of `path` (.md .pdf .html .docx .odt, .pptx for slides).

    Of a territory, `kind` is diagnosis or profile; of a session, report, run-sheet, attendance or slides; the first
    when left out. CitError when it would tell what its audience must not know.
    """
    request = Request(language, Audience(audience), today or date.today(), proofs)
    if isinstance(subject, ReadGathering):
        page = SESSION_DOCUMENTS[kind or "report"](subject, request)
    else:
        page = territory_page(kind or "diagnosis", subject, request)
    for target, data in document_files(page, Path(path)):
        write_output(target, data, datetime.now())
    return Path(path)


def check_files(*paths: str | Path) -> CheckReport:
    """Check files and folders, as `cit check` does."""
    return check_paths([Path(path) for path in paths])
