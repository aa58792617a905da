"""Folders that may not be looked into and links that lead nowhere: told once each, the rest goes on."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from running_cit import cit, write_territory


def close(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a folder one that this user may not look into, were it root, whom no permission stops."""

    def refusing(call: Callable[..., Any], itself: bool) -> Callable[..., Any]:
        def asked(path: Any, *rest: Any, **settings: Any) -> Any:
            if isinstance(path, (str, os.PathLike)):
                whole = Path(os.path.abspath(path))  # noqa: PTH100 - `absolute` keeps the «..»
                if folder in whole.parents or (itself and whole == folder):
                    raise PermissionError(13, "Permission denied", str(path))
            return call(path, *rest, **settings)

        return asked

    access = os.access
    monkeypatch.setattr(os, "stat", refusing(os.stat, itself=False))
    monkeypatch.setattr(os, "scandir", refusing(os.scandir, itself=True))
    monkeypatch.setattr(
        os, "access", lambda path, *rest, **more: Path(path).name != folder.name and access(path, *rest, **more)
    )


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "ce dossier ne peut pas être ouvert"), ("en", "this folder cannot be opened")]
)
@pytest.mark.parametrize("command", [("diagnose", "ferme"), ("check", "ferme"), ("check", ".")])
def test_a_folder_that_cannot_be_opened_is_told_and_the_rest_goes_on(
    command: tuple[str, str], language: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_territory(tmp_path, "id: ouvert\n")
    write_territory(tmp_path / "ferme", "id: ferme\n")
    close(tmp_path / "ferme", monkeypatch)
    ended = cit(*command, cwd=tmp_path, env={"CIT_LANG": language})
    assert ended.code == 1
    told = ended.out + ended.err
    assert told.count(said) == 1
    assert told.count("ferme:1:1") == 1
    assert ("territoire.yaml" in told) == (command[1] == ".")


@pytest.mark.parametrize("name", [".", "boucle.yaml"])
def test_a_link_to_itself_is_told_and_the_rest_goes_on(name: str, tmp_path: Path) -> None:
    write_territory(tmp_path, "id: ouvert\n")
    (tmp_path / "boucle.yaml").symlink_to("boucle.yaml")
    ended = cit("check", name, cwd=tmp_path)
    assert ended.code == 1
    assert ended.out.count("un lien qui ramène à lui-même") == 1
    assert ("territoire.yaml : " in ended.out) == (name == ".")
