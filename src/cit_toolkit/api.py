"""The public Python API: three verbs over the pipeline. `import cit_toolkit` gives them."""

from datetime import date, datetime
from pathlib import Path

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.checks import CheckReport, check_paths
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.workspace import Audience
from cit_toolkit.pipeline.making import Request, document_files
from cit_toolkit.pipeline.territory_documents import territory_page
from cit_toolkit.rendering.output_files import write_output
from cit_toolkit.subjects.territory import ReadTerritory
from cit_toolkit.subjects.territory import read_territory as _read_territory


def read_territory(path: str | Path, method: str | None = None) -> ReadTerritory:
    """Read a territory file. Its `problems` say what is wrong; what is sound is used. CitError when nothing is."""
    return _read_territory(Path(path), method)


def diagnose_territory(territory: ReadTerritory, audience: str = "interne", language: str = "fr") -> Diagnosis:
    """Diagnose a territory for an audience: publique, interne or financeur."""
    return territory.diagnosis(Audience(audience), Voice(language))


def render_document(
    territory: ReadTerritory,
    path: str | Path,
    kind: str = "diagnosis",
    *,
    language: str = "fr",
    audience: str = "publique",
    proofs: bool = False,
    today: date | None = None,
) -> Path:
    """Write a document, its format told by the ending of `path` (.md .pdf .html .docx .odt); `kind` is diagnosis or
    profile. CitError when it would tell what its audience must not know."""
    request = Request(language, Audience(audience), today or date.today(), proofs)
    page = territory_page(kind, territory, request)
    for target, data in document_files(page, Path(path)):
        write_output(target, data, datetime.now())
    return Path(path)


def check_files(*paths: str | Path) -> CheckReport:
    """Check files and folders, as `cit check` does."""
    return check_paths([Path(path) for path in paths])
