"""The documents `cit` makes: adding one adds a module, a line here, and a template in each language."""

from dataclasses import dataclass

from cit_toolkit.documents.diagnosis_document import DiagnosisDocument
from cit_toolkit.documents.territory_profile import TerritoryProfile


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """What is needed to make a kind of document."""

    id: str
    """French word that names its files: `diagnostic-vallee.pdf`."""
    document: type[DiagnosisDocument]
    template: str


DOCUMENT_KINDS: dict[str, DocumentKind] = {
    "diagnosis": DocumentKind("diagnostic", DiagnosisDocument, "diagnosis.md"),
    "profile": DocumentKind("fiche-territoire", TerritoryProfile, "profile.md"),
}
"""By the name of the command that makes it."""
