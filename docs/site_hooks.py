"""What MkDocs is given besides the pages: the reference, made at each build, and the pictures both languages share."""

import re
import sys
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from cit_toolkit.wording.typography import french_spacing  # noqa: E402 - found through the line above
from docs.reference_pages import reference_pages  # noqa: E402

STYLE = ".md-typeset .language-bash code { white-space: pre-wrap; }\n"
"""A command is read whole, however narrow the window: what is cut is not typed."""


def on_files(files: Files, config: Any) -> Files:
    """Add the pages of the reference and the pictures."""
    language = str(config.theme["language"])
    for path, text in reference_pages(language).items():
        files.append(File.generated(config, path, content=text))
    files.append(File.generated(config, "styles/commands.css", content=STYLE))
    for picture in sorted((ROOT / "docs" / "images").glob("*.png")):
        files.append(File.generated(config, f"images/{picture.name}", abs_src_path=str(picture)))
    return files


def on_page_content(content: str, config: Any, **_: Any) -> str:
    """The spaces of French that never break, in what is read and not typed."""
    if config.theme["language"] != "fr":
        return content
    pieces = re.split(r"(<(?:pre|code)\b.*?</(?:pre|code)>|<[^>]*>)", content, flags=re.DOTALL)
    return "".join(piece if rank % 2 else french_spacing(piece) for rank, piece in enumerate(pieces))
