"""One file of any kind: read, parsed, validated."""

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from cit_toolkit.loading.limits import LIMITS, Limits
from cit_toolkit.loading.positioned_tree import Mapping, Node, Scalar, SourceFile
from cit_toolkit.loading.reading import read_text
from cit_toolkit.loading.suggestions import nearest, only_meant
from cit_toolkit.loading.syntax_mistakes import missing_space
from cit_toolkit.loading.validation import validate
from cit_toolkit.loading.yaml_parser import parse
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.text import fold
from cit_toolkit.problems import Position, Problem

KINDS = {
    "territoire": "territory.Territory",
    "action": "action.Action",
    "seance": "gathering.Gathering",
    "offres": "offer.OffersFile",
    "gouvernance": "governance.Governance",
    "regles": "legal_rules.LegalRules",
    "methode": "method.Method",
    "cas": "method_case.MethodCases",
    "correspondance": "mapping.ImportMapping",
    "correspondance-acteurs": "actor_mapping.ActorsMapping",
    "correspondance-besoins": "need_mapping.NeedsMapping",
    "correspondance-presences": "attendance_mapping.AttendanceMapping",
    "dossier": "workspace.Workspace",
}
"""Every kind of file, by the word its first line gives, and where its model is."""


_SAID = re.compile(rb"^(?:\xef\xbb\xbf)?type\s*:\s*[\"']?([\w-]+)", re.MULTILINE | re.IGNORECASE)
_BEGINNING = 20_000
"""Bytes in which a file says what it is: its first key, after comments."""


def model_of_kind(kind: str) -> type[CitModel]:
    """The model of a kind of file, loaded when one is met: building them all takes longer than a diagnosis."""
    module, name = KINDS[kind].split(".")
    model: type[CitModel] = getattr(import_module(f"cit_toolkit.model.{module}"), name)
    return model


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """What one file gave: its model (None when nothing can be used) and every mistake met."""

    name: str
    path: Path
    kind: str | None
    model: CitModel | None
    tree: Mapping | None
    problems: tuple[Problem, ...]


def load_file(path: Path, name: str | None = None, limits: Limits = LIMITS) -> LoadedFile:
    """Read a file of any kind. `name` is how messages call it (by default, the path as given)."""
    name = name or str(path)
    text, problems = read_text(path, name, limits)
    if text is None:
        return LoadedFile(name, path, None, None, None, tuple(problems))
    return load_text(text, name, path, limits)


def load_text(text: str, name: str, path: Path | None = None, limits: Limits = LIMITS) -> LoadedFile:
    """The same, from a text already in memory."""
    path = path or Path(name)
    tree, source, problems = parse(text, name, limits)
    if not isinstance(tree, Mapping):
        if not problems:
            problems = [_not_a_mapping(source, empty=tree is None or (isinstance(tree, Scalar) and not tree.text))]
        return LoadedFile(name, path, None, None, None, tuple(problems))
    kind, problem = _kind(tree)
    if kind is None:
        return LoadedFile(name, path, None, None, tree, (*problems, *filter(None, [problem])))
    model, mistakes = validate(tree, model_of_kind(kind))
    return LoadedFile(name, path, kind, model, tree, (*problems, *mistakes))


def kind_said(path: Path) -> str | None:
    """The kind that a file says it is of, as far as its text shows without being read in full."""
    try:
        said = _SAID.search(path.read_bytes()[:_BEGINNING])
    except OSError:
        return None
    word = fold(said[1].decode("utf-8", "replace")) if said else ""
    return word if word in KINDS else None


def _kind(tree: Mapping) -> tuple[str | None, Problem | None]:
    key = next((key for key in tree.entries if fold(key) == "type"), None)
    if key is None:
        near = next((key for key in tree.entries if _kind_of(tree.entries[key][1]) and nearest(key, ["type"])), None)
        if near is not None:
            # Its value is a kind of file: the key can be no other.
            return None, tree.problem(
                "unknown-key", (near,), on_key=True, key=near, suggestion="type", known=["type"], meant="type"
            )
        return None, tree.problem("missing-type", (), kinds=list(KINDS))
    value = tree.entries[key][1]
    written = value.text if isinstance(value, Scalar) else ""
    kind = _kind_of(value)
    if not written:
        return None, tree.problem("missing-type", (key,), kinds=list(KINDS))
    if kind is None:
        return None, tree.problem(
            "unknown-type", (key,), value=written, kinds=list(KINDS), suggestion=nearest(written, KINDS),
            meant=only_meant(written, KINDS),
        )  # fmt: skip
    if isinstance(value, Scalar):
        value.text = kind
    return kind, None


def _kind_of(value: Node) -> str | None:
    return next((kind for kind in KINDS if isinstance(value, Scalar) and fold(value.text) == kind), None)


def _not_a_mapping(source: SourceFile, empty: bool) -> Problem:
    start = Position(source.name, 1, 1)
    if empty:
        return Problem("file-empty", start, {"kinds": list(KINDS)})
    return missing_space(source, 1) or Problem(
        "file-not-a-mapping", start, {"kinds": list(KINDS)}, source_line=source.line(1)
    )
