"""Files that people wrote change only when they agree, and their old self stays beside."""

import sys
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest

from cit_toolkit.cli.consent import write_on_consent
from cit_toolkit.pipeline.revisions import Revision, write_revisions
from cit_toolkit.problems import CitError
from cit_toolkit.wording.catalog import Catalog


class Keyboard(StringIO):
    def isatty(self) -> bool:
        return True


def revision(tmp_path: Path, before: bytes = b"nom: A\r\nx: 1\r\n", after: str = "nom: B\r\nx: 1\r\n") -> Revision:
    path = tmp_path / "val.yaml"
    path.write_bytes(before)
    return Revision(path, "val.yaml", before.decode("utf-8-sig"), after)


def test_without_a_terminal_nothing_is_written_and_how_to_do_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("oui\n"))
    assert not write_on_consent([revision(tmp_path)], yes=False, catalog=Catalog.of("fr"))
    assert [path.name for path in tmp_path.iterdir()] == ["val.yaml"]
    out, err = capsys.readouterr()
    assert out == "--- val.yaml\n+++ val.yaml\n@@ -1,2 +1,2 @@\n-nom: A\n+nom: B\n x: 1\n"
    assert err == (
        "Rien n’est écrit : personne ne peut répondre ici. Pour écrire ces changements, relancer avec « --oui ».\n"
    )


@pytest.mark.parametrize(
    ("answer", "written"), [("o\n", True), ("Oui\n", True), ("y\n", True), ("n\n", False), ("", False)]
)
def test_the_answer_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, written: bool) -> None:
    monkeypatch.setattr(sys, "stdin", Keyboard(answer))
    assert write_on_consent([revision(tmp_path)], yes=False, catalog=Catalog.of("fr")) is written
    assert (tmp_path / "val.yaml").read_bytes() == (b"nom: B\r\nx: 1\r\n" if written else b"nom: A\r\nx: 1\r\n")


def test_the_old_file_is_kept_beside_to_the_byte_and_is_no_file_of_the_dossier(tmp_path: Path) -> None:
    changed = revision(tmp_path, b"\xef\xbb\xbfnom: A\n", "nom: B\n")
    changed.path.chmod(0o600)
    now = datetime(2026, 11, 26, 10, 5)
    kept = write_revisions([changed], now)[changed.path]
    assert kept == tmp_path / "val.yaml.ancien-2026-11-26-10h05"
    assert (kept.read_bytes(), changed.path.read_bytes()) == (b"\xef\xbb\xbfnom: A\n", b"\xef\xbb\xbfnom: B\n")
    assert {path.stat().st_mode & 0o777 for path in (kept, changed.path)} == {0o600}
    again = Revision(changed.path, "val.yaml", "nom: B\n", "nom: C\n")
    assert write_revisions([again], now)[changed.path] == tmp_path / "val.yaml.ancien-2026-11-26-10h05-2"


def test_a_file_that_changed_meanwhile_stops_all_of_them(tmp_path: Path) -> None:
    sound = Revision(tmp_path / "neuf.yaml", "neuf.yaml", None, "nom: N\n")
    changed = revision(tmp_path)
    changed.path.write_bytes(b"nom: autre\n")
    with pytest.raises(CitError) as stopped:
        write_revisions([sound, changed], datetime(2026, 11, 26))
    assert stopped.value.code == "file-changed-meanwhile"
    assert [path.name for path in tmp_path.iterdir()] == ["val.yaml"]


def test_a_new_file_is_shown_whole_and_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = Revision(tmp_path / "seances" / "s.yaml", "seances/s.yaml", None, "type: seance\n")
    assert write_on_consent([made], yes=True, catalog=Catalog.of("en"))
    assert (tmp_path / "seances" / "s.yaml").read_text() == "type: seance\n"
    out, err = capsys.readouterr()
    assert out == "--- /dev/null\n+++ seances/s.yaml\n@@ -0,0 +1 @@\n+type: seance\n"
    assert err == f"{tmp_path}/seances/s.yaml: created\n"
