"""Which language documents speak: the option, else CIT_LANG, else the dossier's, else the locale, else French."""

from cit_toolkit.cli.message_language import asked_language, message_language, system_language
from cit_toolkit.model.workspace import Workspace

__all__ = ["asked_language", "document_language", "message_language"]


def document_language(asked: str | None, settings: Workspace) -> str:
    """The language of a document of a dossier."""
    own = settings.language.value if settings.language else None
    return asked or own or system_language() or "fr"
