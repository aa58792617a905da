"""`cit` as a library: read a territory, diagnose it, render its documents.

import cit_toolkit as cit

territory = cit.read_territory("territoires/ma-vallee.yaml")
diagnosis = cit.diagnose_territory(territory)
print(diagnosis.coverage.overall)
cit.render_document(territory, "diagnostic.pdf")
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "read_territory": "cit_toolkit.api",
    "read_action": "cit_toolkit.api",
    "read_session": "cit_toolkit.api",
    "diagnose_territory": "cit_toolkit.api",
    "measure_mobilisation": "cit_toolkit.api",
    "render_document": "cit_toolkit.api",
    "check_files": "cit_toolkit.api",
    "CitError": "cit_toolkit.problems",
    "Problem": "cit_toolkit.problems",
    "Position": "cit_toolkit.problems",
}

__all__ = [
    "CitError",
    "Position",
    "Problem",
    "__version__",
    "check_files",
    "diagnose_territory",
    "measure_mobilisation",
    "read_action",
    "read_session",
    "read_territory",
    "render_document",
]


def __getattr__(name: str) -> Any:
    # The models and engines take a tenth of a second to load: `cit --version` and completion do without.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
