"""Every drawing in the documents of the examples: no text cut, none over another, and words for who does not see it."""

import re
from pathlib import Path

import pytest
from drawn_texts import assert_legible

from running_cit import EXAMPLES, VALLEY, cit

DAY = ("--date", "2026-11-23")
DOCUMENTS = [
    *(("diagnose", file, *audience) for file in sorted(EXAMPLES.glob("*/territoires/*.yaml"))
      for audience in ((), ("--audience", "interne"))),
    *(("profile", file) for file in sorted(EXAMPLES.glob("*/territoires/*.yaml"))),
    ("diagnose", VALLEY, "--action", VALLEY.parent.parent / "action.yaml"),
    *(("bilan", file) for file in sorted(EXAMPLES.glob("*/action.yaml"))),
    *(("seminar", "run-sheet", file) for file in sorted(EXAMPLES.glob("*/seances/*.yaml"))),
]  # fmt: skip


def drawings(folder: Path, language: str, words: tuple[str | Path, ...]) -> dict[str, str]:
    """The drawings of a document, by name."""
    target = folder / "document.md"
    ended = cit("--lang", language, *words, "-o", target, *DAY)
    assert ended.code == 0, ended.err
    told = re.findall(r"!\[([^\]]*)\]\(", target.read_text(encoding="utf-8"))
    assert all(told), "a drawing without words"
    return {file.stem: file.read_text(encoding="utf-8") for file in folder.rglob("*.svg")}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("words", DOCUMENTS, ids=lambda words: "-".join(getattr(word, "stem", word) for word in words))
def test_every_drawing_is_legible_and_told(tmp_path: Path, language: str, words: tuple[str | Path, ...]) -> None:
    for svg in drawings(tmp_path, language, words).values():
        assert_legible(svg)


def test_every_figure_is_shown_by_a_document_of_the_valley(tmp_path: Path) -> None:
    dossier = VALLEY.parent.parent
    shown = set()
    for name, words in {
        "diagnosis": ("diagnose", VALLEY, "--audience", "interne"),
        "profile": ("profile", VALLEY),
        "bilan": ("bilan", dossier / "action.yaml"),
        "run-sheet": ("seminar", "run-sheet", dossier / "seances" / "seminaire-1.yaml"),
    }.items():
        folder = tmp_path / name
        folder.mkdir()
        shown |= drawings(folder, "fr", words).keys()
    assert shown == {
        "actor-map", "actor-map-brief", "attendance", "budget", "coverage", "holders", "influence", "maturity", "needs",
        "programme",
    }  # fmt: skip
