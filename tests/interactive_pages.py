"""Interactive pages as users make them: `cit map -o x.html`."""

from pathlib import Path

from running_cit import cit

DAY = "2026-11-23"


def page_of(path: Path, audience: str = "publique", language: str = "fr", mask: bool = False) -> str:
    """The page of a territory."""
    options = ["--format", "html", "-o", "-", "--date", DAY, "--audience", audience, *(["--masquer"] if mask else [])]
    ended = cit("--lang", language, "map", path, *options)
    assert ended.code == 0, ended.err
    return ended.out
