"""Which language to speak: the option, else CIT_LANG, else the dossier's, else the locale, else French."""

import os
from collections.abc import Sequence

from cit_toolkit.model.workspace import Workspace
from cit_toolkit.wording.catalog import LANGUAGES


def asked_language(arguments: Sequence[str]) -> str | None:
    """The language of `--lang` or of CIT_LANG: what the user asked for, before any command is known."""
    words = list(arguments)
    for i, word in enumerate(words):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and i + 1 < len(words):
            value = words[i + 1]
        if value in LANGUAGES:
            return value
    return _known(os.environ.get("CIT_LANG"))


def message_language(arguments: Sequence[str]) -> str:
    """The language of help and messages."""
    return asked_language(arguments) or _locale() or "fr"


def document_language(asked: str | None, settings: Workspace) -> str:
    """The language of a document of a dossier."""
    own = settings.language.value if settings.language else None
    return asked or own or _locale() or "fr"


def _locale() -> str | None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return _known(value)
    return None


def _known(value: str | None) -> str | None:
    code = (value or "").lower()[:2]
    return code if code in LANGUAGES else None
