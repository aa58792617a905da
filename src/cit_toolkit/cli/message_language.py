"""The language of help and messages: the option, else CIT_LANG, else the locale, else French."""

import os
from collections.abc import Sequence

from cit_toolkit.builtin_data import LANGUAGES


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
    return asked_language(arguments) or system_language() or "fr"


def system_language() -> str | None:
    """The language of the locale, when it is one of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return _known(value)
    return None


def _known(value: str | None) -> str | None:
    code = (value or "").lower()[:2]
    return code if code in LANGUAGES else None
