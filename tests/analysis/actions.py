"""Actions and sessions written in the test that uses them."""

from typing import Any

from cit_toolkit.loading.files import load_text


def read(text: str, name: str = "action.yaml") -> Any:
    """What a YAML text describes; a mistake in the text is a mistake of the test."""
    loaded = load_text(text, name)
    assert loaded.problems == (), loaded.problems
    assert loaded.model is not None
    return loaded.model
