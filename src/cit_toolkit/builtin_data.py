"""Where the methods, templates and mappings that come with the program stand: in a checkout, or inside the wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_IN_WHEEL = _PACKAGE / "_data"
_ROOT = _IN_WHEEL if _IN_WHEEL.is_dir() else _PACKAGE.parent.parent

METHODS = _ROOT / "methods"
TEMPLATES = _ROOT / "templates"
LEGAL_RULES = METHODS / "scic.yaml"
"""The rules of the SCIC: data beside the methods, and no method."""
MAPPINGS = _ROOT / "mappings"
LOCALES = _PACKAGE / "locales"


def method_ids() -> tuple[str, ...]:
    """Names of the built-in methods, in alphabetical order."""
    return tuple(sorted(path.stem for path in METHODS.glob("*.yaml") if path != LEGAL_RULES))
