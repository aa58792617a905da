"""What a process that knows nothing but Typst needs to make the same PDF as us.

A program of its own: a process that has loaded our libraries would lend its size to those it starts and measures.
"""

import sys
from pathlib import Path

from benchmarks.documents import page_of, typst_job
from cit_toolkit.rendering.characters import FONTS


def main(example: Path, folder: Path) -> None:
    """Put the files of Typst in `folder/sources`, and tell where the fonts are."""
    (folder / "empty").mkdir()
    sources = folder / "sources"
    sources.mkdir()
    for name, data in typst_job(page_of(example)).files.items():
        (sources / name).write_bytes(data)
    (folder / "fonts").write_text(str(FONTS), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
