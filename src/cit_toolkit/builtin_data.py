"""Where what comes with the program stands, in a checkout or in the wheel: methods and cases, templates, mappings."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_IN_WHEEL = _PACKAGE / "_data"
_ROOT = _IN_WHEEL if _IN_WHEEL.is_dir() else _PACKAGE.parent.parent

METHODS = _ROOT / "methods"
METHOD_CASES = _ROOT / ("method_cases" if _IN_WHEEL.is_dir() else "tests/method_cases")
TEMPLATES = _ROOT / "templates"
LEGAL_RULES = METHODS / "scic.yaml"
"""The rules of the SCIC: data beside the methods, and no method."""
MAPPINGS = _ROOT / "mappings"
STARTER = _ROOT / "starter"
"""The files of a new dossier, by language, with places for what the user says."""
EXAMPLE = _ROOT / "examples" / "vallee-fictive"
EXAMPLE_OFFERS = _ROOT / "examples" / "offres-nationales" / "catalogue-fictif.yaml"
LOCALES = _PACKAGE / "locales"
LANGUAGES = ("fr", "en")
"""The languages of messages and documents."""


def method_ids() -> tuple[str, ...]:
    """Names of the built-in methods, in alphabetical order."""
    return tuple(sorted(path.stem for path in METHODS.glob("*.yaml") if path != LEGAL_RULES))
