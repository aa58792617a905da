"""A name that becomes a secret in one file makes the documents of its dossier again, and nothing else does."""

from pathlib import Path

import pytest

from cit_toolkit.batch.secret_marks import SecretMarks

TERRITORY = "type: territoire\nnom: Val\nacteurs:\n  - {nom: Aliénor, confidentiel: oui}\n"
SESSION = "type: seance\ntitre: S\nformat: reunion\nparticipants:\n  - {nom: Odile Ferrand, diffusion: interne}\n"


def marks(folder: Path, known: dict[str, list[str]] | None = None) -> SecretMarks:
    return SecretMarks.of([folder], folder / "sorties", known or {}, workers=1)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    (tmp_path / "cit.yaml").write_text("type: dossier\n", encoding="utf-8")
    (tmp_path / "val.yaml").write_text(TERRITORY, encoding="utf-8")
    (tmp_path / "seance.yaml").write_text(SESSION, encoding="utf-8")
    return tmp_path


def test_the_same_files_give_the_same_mark_wherever_they_are_known_from(dossier: Path) -> None:
    first = marks(dossier)
    again = marks(dossier, first.by_file)
    assert again.of_dossier == first.of_dossier and again.by_file == first.by_file
    assert {name: bool(mark) for name, (_, mark) in first.by_file.items()} == {
        "../cit.yaml": False, "../seance.yaml": True, "../val.yaml": True,
    }  # fmt: skip


def test_no_name_can_be_read_from_the_marks(dossier: Path) -> None:
    told = repr(marks(dossier))
    assert "Odile" not in told and "Aliénor" not in told


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("val.yaml", "confidentiel: oui", "confidentiel: non"),
        ("val.yaml", "nom: Aliénor", "nom: Bertrade"),
        ("seance.yaml", "diffusion: interne", "diffusion: publique"),
        ("seance.yaml", "Odile Ferrand", "Odile Ferrant"),
    ],
)
def test_what_must_not_be_told_changes_the_mark(dossier: Path, name: str, before: str, after: str) -> None:
    first = marks(dossier)
    text = (dossier / name).read_text(encoding="utf-8")
    (dossier / name).write_text(text.replace(before, after), encoding="utf-8")
    assert marks(dossier, first.by_file).of_dossier != first.of_dossier


def test_another_change_does_not(dossier: Path) -> None:
    first = marks(dossier)
    (dossier / "seance.yaml").write_text(SESSION.replace("titre: S", "titre: Une séance"), encoding="utf-8")
    (dossier / "val.yaml").write_text(TERRITORY + "contexte: Une vallée.\n", encoding="utf-8")
    changed = marks(dossier, first.by_file)
    assert changed.of_dossier == first.of_dossier and changed.by_file != first.by_file


def test_a_file_that_has_not_changed_is_not_parsed_again(dossier: Path) -> None:
    first = marks(dossier)
    known = {name: [print_, "déjà su" if mark else ""] for name, (print_, mark) in first.by_file.items()}
    assert {mark for _, mark in marks(dossier, known).by_file.values()} == {"", "déjà su"}
