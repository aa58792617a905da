"""Tabs where YAML wants spaces: how many spaces each stands for, when only one answer can be read."""

import re

from cit_toolkit.loading import positioned_tree as tree
from cit_toolkit.loading.yaml_parser import parse
from cit_toolkit.problems import Severity

_WIDTHS = (2, 4, 8)
"""What a tab may stand for, the one we write ourselves first."""
_INDENTATION = re.compile(r"^[ ]*\t[ \t]*(?=[^\s#])", re.MULTILINE)
"""Of lines that say something: what an empty one or a comment begins with is nobody's mistake."""


def without_tabs(text: str) -> str | None:
    """The text with spaces for the tabs that lines begin with. None when no width can be read, or when two widths can
    and do not say the same."""
    found: list[tuple[str, object]] = []
    for width in _WIDTHS:
        spaced = _INDENTATION.sub(lambda lead: lead[0].replace("\t", " " * width), text)  # noqa: B023
        root, _, problems = parse(spaced, "")
        if root is not None and not any(problem.severity is Severity.ERROR for problem in problems):
            found.append((spaced, _said(root)))
    return found[0][0] if found and all(said == found[0][1] for _, said in found) else None


def _said(node: tree.Node) -> object:
    if isinstance(node, tree.Scalar):
        return node.text
    if isinstance(node, tree.Sequence):
        return [_said(item) for item in node.items]
    return [(key, _said(value)) for key, (_, value) in node.entries.items()]
