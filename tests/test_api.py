"""The library as the README shows it, and as somebody else's program would use it."""

import re
from datetime import date
from pathlib import Path

import pytest

import cit_toolkit
from running_cit import EXAMPLES, VALLEY, write_territory

README = Path(__file__).parent.parent / "README.md"


def test_the_example_of_the_readme_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: object) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert len([line for line in example.splitlines() if line.strip()]) <= 5
    named = re.findall(r'read_territory\("([^"]+)"\)', example)[0]
    place = tmp_path / named
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(VALLEY.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "README.md", "exec"), {})
    assert (tmp_path / "diagnostic.pdf").read_bytes().startswith(b"%PDF")


def test_everything_announced_is_there_and_documented() -> None:
    for name in cit_toolkit.__all__:
        assert getattr(cit_toolkit, name) is not None
        assert name == "__version__" or getattr(cit_toolkit, name).__doc__
    with pytest.raises(AttributeError, match="nothing_like_this"):
        cit_toolkit.nothing_like_this  # noqa: B018


def test_a_territory_is_read_diagnosed_and_rendered(tmp_path: Path) -> None:
    territory = cit_toolkit.read_territory(VALLEY)
    assert not [p for p in territory.problems if p.severity == "error"]
    diagnosis = cit_toolkit.diagnose_territory(territory)
    assert len(diagnosis.territory.actors) == 49
    for kind, language, first in (
        ("diagnosis", "fr", "# Diagnostic partagé"),
        ("diagnosis", "en", "# Shared diagnosis"),
        ("profile", "fr", "# Vallée de la Virlouve"),
    ):
        path = tmp_path / f"{kind}-{language}.md"
        day = date(2026, 11, 23)
        made = cit_toolkit.render_document(territory, path, kind, language=language, today=day)
        assert made == path and path.read_text(encoding="utf-8").startswith(first)


def test_the_audience_is_public_unless_said_otherwise(tmp_path: Path) -> None:
    path = write_territory(tmp_path, "acteurs:\n  - {nom: Zéphyr, confidentiel: oui, fonctions: [animation]}\n")
    territory = cit_toolkit.read_territory(path)
    public = cit_toolkit.render_document(territory, tmp_path / "p.md").read_text(encoding="utf-8")
    inside = cit_toolkit.render_document(territory, tmp_path / "i.md", audience="interne").read_text(encoding="utf-8")
    assert "Zéphyr" not in public and "Zéphyr" in inside


def test_what_cannot_be_done_is_a_cit_error(tmp_path: Path) -> None:
    with pytest.raises(cit_toolkit.CitError):
        cit_toolkit.read_territory(tmp_path / "absent.yaml")
    territory = cit_toolkit.read_territory(VALLEY)
    with pytest.raises(cit_toolkit.CitError, match="unknown-format"):
        cit_toolkit.render_document(territory, tmp_path / "x.xyz")
    leaking = write_territory(tmp_path, "constats:\n  - {sens: force, texte: a@b.fr}\n")
    with pytest.raises(cit_toolkit.CitError, match="privacy-hits") as refused:
        cit_toolkit.render_document(cit_toolkit.read_territory(leaking), tmp_path / "x.md")
    assert [problem.code for problem in refused.value.problems] == ["privacy-email"]


def test_a_method_may_be_given_by_name() -> None:
    assert cit_toolkit.read_territory(VALLEY, method="cit").method.id == "cit"
    with pytest.raises(cit_toolkit.CitError, match="unknown-method"):
        cit_toolkit.read_territory(VALLEY, method="cti")


def test_files_are_checked_as_by_the_command(tmp_path: Path) -> None:
    assert cit_toolkit.check_files(EXAMPLES).fine(strict=False)
    path = write_territory(tmp_path, "habitant: 3\n")
    report = cit_toolkit.check_files(path, str(VALLEY))
    assert not report.fine(strict=False)
    assert [problem.code for problem in report.files[0].problems] == ["unknown-key"]
    assert [file.kind for file in report.files] == ["territoire", "territoire"]
