"""`cit preview` as another program sees it: who is answered, what is told, and that it follows the files."""

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pypdf
import pytest

from cit_toolkit.preview.watching import stamps
from running_cit import EXAMPLES, cit, write_territory

PATIENCE = 20.0


@dataclass
class Running:
    """A preview in a process of its own."""

    process: subprocess.Popen[str]
    address: str

    @property
    def port(self) -> int:
        return int(urlsplit(self.address).port or 0)

    @property
    def folder(self) -> str:
        return urlsplit(self.address).path

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """One request, its `Host` header that of the address unless another is given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            if value:
                connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        told = answer.status, dict(answer.headers), answer.read()
        connection.close()
        return told

    def state(self) -> Any:
        status, _, data = self.ask(f"{self.folder}state")
        assert status == 200
        return json.loads(data)

    def sheets(self, identifier: str) -> Any:
        status, _, data = self.ask(f"{self.folder}documents/{identifier}/sheets")
        assert status == 200
        return json.loads(data)

    def after(self, version: int) -> Any:
        """The state once the files are seen to have changed."""
        end = time.monotonic() + PATIENCE
        while (state := self.state())["version"] == version:
            assert time.monotonic() < end, "the change was not noticed"
            time.sleep(0.05)
        return state


def start(folder: Path, *options: str, lang: str = "fr") -> Running:
    command = [sys.executable, "-m", "cit_toolkit", "--lang", lang, "preview", str(folder), *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdout is not None
    return Running(process, process.stdout.readline().strip())


def stop(running: Running) -> None:
    running.process.send_signal(signal.SIGTERM)
    running.process.communicate(timeout=PATIENCE)


@pytest.fixture(scope="module")
def valley(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The example, never changed."""
    folder = tmp_path_factory.mktemp("preview") / "vallee"
    shutil.copytree(EXAMPLES / "vallee-fictive", folder)
    running = start(folder)
    yield running
    stop(running)


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[tuple[Path, Running]]:
    """A small dossier to write in."""
    (tmp_path / "cit.yaml").write_text("type: dossier\ntitre: Essai\nlangue: fr\n", encoding="utf-8")
    write_territory(tmp_path, "acteurs:\n  - {nom: Mairie, fonctions: {animation: 2}}\n", "lieu.yaml")
    running = start(tmp_path)
    yield tmp_path, running
    stop(running)


def document(state: Any, label: str) -> str:
    """The identifier of a document by its label."""
    return next(each["id"] for file in state["files"] for each in file["documents"] if each["label"] == label)


# Who is answered


def test_the_address_is_on_this_machine_and_holds_a_token_nobody_can_guess(valley: Running) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{32}/", valley.address)
    listening = Path("/proc/net/tcp").read_text() if Path("/proc/net/tcp").exists() else ""
    here = [line.split()[1] for line in listening.splitlines() if f":{valley.port:04X} " in line.split()[1] + " "]
    assert all(place.startswith("0100007F:") for place in here)


def test_without_the_token_nothing_is_told(valley: Running) -> None:
    token = valley.folder.strip("/")
    for path in ("/", "/state", "//", f"/{token[:-1]}/", f"/{token}x/", f"/x/{token}/", "/../", f"/{token.upper()}/"):
        status, _, data = valley.ask(path)
        assert (status, data) == (403, b""), path


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "127.0.0.1:1", "localhost.example.org:{port}", ""])
def test_another_host_is_refused_even_with_the_token(valley: Running, host: str) -> None:
    # A page on the web whose name was made to point here (DNS rebinding) sends its own name.
    assert valley.ask(valley.folder, Host=host.format(port=valley.port))[0] == 403


def test_localhost_is_this_machine_too(valley: Running) -> None:
    assert valley.ask(valley.folder, Host=f"localhost:{valley.port}")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_nothing_can_be_asked_but_to_read(valley: Running, method: str) -> None:
    status, _, data = valley.ask(valley.folder, method)
    assert status in (405, 501) and data == b""


def test_nothing_of_the_machine_is_served(valley: Running) -> None:
    for path in (
        "../cit.yaml",
        "cit.yaml",
        "..%2fcit.yaml",
        "preview.js/../../cit.yaml",
        "documents/x/sheets",
        "state/",
    ):
        assert valley.ask(valley.folder + path)[0] == 404, path


def test_every_answer_keeps_to_itself(valley: Running) -> None:
    identifier = document(valley.state(), "Diagnostic partagé")
    for path in ("", "state", "preview.js", "preview.css", f"documents/{identifier}/document.html"):
        status, headers, _ = valley.ask(valley.folder + path)
        assert status == 200
        assert headers["Referrer-Policy"] == "no-referrer" and headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "Access-Control-Allow-Origin" not in headers


def test_asking_for_the_head_gives_no_body(valley: Running) -> None:
    status, headers, data = valley.ask(valley.folder, "HEAD")
    assert (status, data) == (200, b"") and int(headers["Content-Length"]) > 500


# What is told


def test_documents_are_there_page_by_page_as_text_and_as_pdf(valley: Running, tmp_path: Path) -> None:
    state = valley.state()
    assert (state["title"], state["audience"]) == ("Une coopérative pour la vallée", "publique")
    identifier = document(state, "Fiche de territoire")
    made = valley.sheets(identifier)
    assert made["refused"] == "" and 1 <= len(made["sheets"]) <= 2
    base = f"{valley.folder}documents/{identifier}/"
    for mark in made["sheets"]:
        status, headers, data = valley.ask(f"{base}{mark}.svg")
        assert status == 200 and headers["Content-Type"] == "image/svg+xml" and data.startswith(b"<svg")
    (tmp_path / "d.pdf").write_bytes(valley.ask(f"{base}document.pdf")[2])
    assert len(pypdf.PdfReader(tmp_path / "d.pdf").pages) == len(made["sheets"])
    assert "Vallée de la Virlouve" in valley.ask(f"{base}document.html")[2].decode()


def test_the_map_is_the_interactive_page_kept_apart(valley: Running) -> None:
    identifier = document(valley.state(), "Carte des acteurs")
    made = valley.sheets(identifier)
    assert made["sheets"] == [] and made["page"] and made["refused"] == ""
    status, headers, data = valley.ask(f"{valley.folder}documents/{identifier}/page.html")
    assert status == 200 and b"Virlouve en commun" in data
    assert headers["Content-Security-Policy"].endswith("sandbox allow-scripts allow-popups")
    assert valley.ask(f"{valley.folder}documents/{identifier}/document.pdf")[0] == 404


def test_every_document_of_the_example_is_there(valley: Running) -> None:
    state = valley.state()
    kinds = {"territoire": 3, "seance": 4, "action": 1, "gouvernance": 1}
    for file in state["files"]:
        assert len(file["documents"]) == kinds.get(file["kind"], 0), file["file"]
    for label in ("Bilan", "Compte rendu", "Conducteur", "Feuille d’émargement", "Diaporama", "Gouvernance"):
        made = valley.sheets(document(state, label))
        assert made["sheets"] and made["refused"] == "", label


def test_problems_are_told_with_their_place_line_and_what_to_type(valley: Running) -> None:
    (problem,) = valley.state()["problems"]
    assert (problem["fichier"], problem["ligne"], problem["colonne"]) == ("territoires/vallee-2025.yaml", 868, 5)
    assert problem["code"] == "need-without-voice" and problem["message"] and problem["aide"]
    assert "868 |   - id: logement-saisonnier" in problem["excerpt"]


def test_the_page_and_its_words_are_in_the_language_asked_for(tmp_path: Path, valley: Running) -> None:
    write_territory(tmp_path, "acteurs: [{nom: Mairie}]\n")
    running = start(tmp_path, lang="en")
    try:
        page, state = running.ask(running.folder)[2].decode(), running.state()
        identifier = document(state, "Shared diagnosis")
        html = running.ask(f"{running.folder}documents/{identifier}/document.html")[2].decode()
    finally:
        stop(running)
    assert '<html lang="en">' in page and "Internal reading" in page and "Lecture" not in page
    assert '<html lang="en">' in html
    french = valley.ask(valley.folder)[2].decode()
    assert '<html lang="fr">' in french and "Lecture interne" in french


def test_an_internal_reading_is_told_and_shows_the_names(tmp_path: Path) -> None:
    write_territory(tmp_path, "acteurs: [{nom: Comptoir Zéphyr, confidentiel: oui, fonctions: {animation: 2}}]\n")
    for options, audience, shown in (((), "publique", False), (("--audience", "interne"), "interne", True)):
        running = start(tmp_path, *options)
        try:
            state = running.state()
            identifier = document(state, "Diagnostic partagé")
            html = running.ask(f"{running.folder}documents/{identifier}/document.html")[2].decode()
        finally:
            stop(running)
        assert state["audience"] == audience
        assert ("Zéphyr" in html) is shown


def test_what_a_public_document_must_not_tell_stops_it_and_the_place_is_shown(dossier: tuple[Path, Running]) -> None:
    folder, running = dossier
    identifier = document(running.state(), "Diagnostic partagé")
    assert running.sheets(identifier)["refused"] == ""
    write_territory(folder, "constats:\n  - {sens: force, texte: Écrire à jean@exemple.org}\n", "lieu.yaml")
    running.after(1)
    made = running.sheets(identifier)
    assert "lieu.yaml:4:" in made["refused"] and "[privacy-email]" in made["refused"]


# Following the files


def test_a_saved_file_is_seen_and_only_what_changed_is_made_again(dossier: tuple[Path, Running]) -> None:
    folder, running = dossier
    state = running.state()
    identifier = document(state, "Diagnostic partagé")
    before = running.sheets(identifier)
    write_territory(folder, "acteurs:\n  - {nom: Mairie, fonctions: {animation: 3}}\n  - {nom: Gare}\n", "lieu.yaml")
    assert running.after(state["version"])["version"] == state["version"] + 1
    after = running.sheets(identifier)
    assert after["sheets"] != before["sheets"] and after["refused"] == ""
    # A file that says nothing of this document.
    write_territory(folder, "acteurs: [{nom: Ailleurs}]\n", "zzz.yaml")
    running.after(state["version"] + 1)
    assert running.sheets(identifier)["sheets"] == after["sheets"]


def test_a_broken_file_shows_its_problems_and_the_last_document_until_it_is_mended(
    dossier: tuple[Path, Running],
) -> None:
    folder, running = dossier
    state = running.state()
    identifier = document(state, "Fiche de territoire")
    before = running.sheets(identifier)["sheets"]
    sound = (folder / "lieu.yaml").read_text(encoding="utf-8")
    for broken, line in ((sound + "  - {nom: [\n", 5), ("", 1), ("type: territoire\nnom: Val\nacteurs:\n\t- a\n", 4)):
        (folder / "lieu.yaml").write_text(broken, encoding="utf-8")
        state = running.after(state["version"])
        assert [p["ligne"] for p in state["problems"] if p["grave"]][:1] == [line], broken
        made = running.sheets(identifier)
        assert made["sheets"] == before and f"lieu.yaml:{line}:" in made["refused"]
    (folder / "lieu.yaml").write_text(sound, encoding="utf-8")
    state = running.after(state["version"])
    assert state["errors"] == 0 and running.sheets(identifier) == {"sheets": before, "page": "", "refused": ""}


def test_the_settings_a_template_and_a_new_file_are_followed_too(dossier: tuple[Path, Running]) -> None:
    folder, running = dossier
    state = running.state()
    (folder / "cit.yaml").write_text("type: dossier\ntitre: Autre\nconfidentialite: interne\n", encoding="utf-8")
    state = running.after(state["version"])
    assert (state["title"], state["audience"]) == ("Autre", "interne")
    (folder / "templates" / "fr").mkdir(parents=True)
    (folder / "templates" / "fr" / "profile.md").write_text("# Tout autre chose\n", encoding="utf-8")
    running.after(state["version"])
    base = f"{running.folder}documents/{document(state, 'Fiche de territoire')}/"
    assert "Tout autre chose" in running.ask(f"{base}document.html")[2].decode()


def test_every_reader_is_told_of_a_change_as_it_happens(dossier: tuple[Path, Running]) -> None:
    folder, running = dossier
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=PATIENCE)
    connection.request("GET", f"{running.folder}events")
    stream = connection.getresponse()
    assert stream.headers["Content-Type"] == "text/event-stream"
    assert stream.readline() == b"data: 1\n" and stream.readline() == b"\n"
    write_territory(folder, "acteurs: []\n", "lieu.yaml")
    assert stream.readline() == b"data: 2\n"
    connection.close()


def test_outputs_and_hidden_files_are_not_looked_at(tmp_path: Path) -> None:
    write_territory(tmp_path, "acteurs: []\n", "lieu.yaml")
    before = stamps(tmp_path)
    assert [Path(name).name for name in before] == ["lieu.yaml"]
    for name in ("sorties/a.md", ".git/x.yaml", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert stamps(tmp_path) == before


# Ends


def test_a_bug_in_one_document_is_reported_and_leaves_the_rest_in_sight(tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    write_territory(folder, "acteurs: [{nom: A}]\n")
    wrong = "def broken(subject, request): raise RuntimeError('défaut')\n"
    code = (
        "import sys; from cit_toolkit.preview import previewed_documents as p; "
        f"exec({wrong!r}); p.PREVIEWED['territoire'].documents['diagnostic'] = broken; "
        "from cit_toolkit.__main__ import main; sys.argv = ['cit', 'preview', sys.argv[1]]; main()"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path), "CIT_LANG": "fr"}
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment,
    )  # fmt: skip
    assert process.stdout is not None
    running = Running(process, process.stdout.readline().strip())
    state = running.state()
    wrong_one, sound = document(state, "Diagnostic partagé"), document(state, "Fiche de territoire")
    assert running.ask(f"{running.folder}documents/{wrong_one}/sheets")[0] == 500
    assert running.sheets(sound)["sheets"]
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0 and "[unexpected-failure]" in said and "Traceback" not in said
    (report,) = tmp_path.glob("cit-*.txt")
    assert "RuntimeError: défaut" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_and_lets_its_readers_go(tmp_path: Path, sent: signal.Signals) -> None:
    write_territory(tmp_path, "acteurs: []\n")
    running = start(tmp_path)
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=PATIENCE)
    connection.request("GET", f"{running.folder}events")
    stream = connection.getresponse()
    stream.readline()
    running.process.send_signal(sent)
    _, said = running.process.communicate(timeout=PATIENCE)
    assert running.process.returncode == 0
    assert said.splitlines()[-1] == "Aperçu arrêté." and "Traceback" not in said
    assert stream.read().strip() == b""
    connection.close()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["territoire.yaml"]


def test_a_folder_that_is_not_there_or_a_bad_audience_is_a_mistake_of_the_command_line(tmp_path: Path) -> None:
    absent = cit("preview", tmp_path / "absent")
    assert absent.code == 2 and "n’est pas un dossier" in absent.err
    assert cit("preview", tmp_path, "--audience", "tous").code == 2


def test_an_empty_folder_says_so_until_there_is_something(tmp_path: Path) -> None:
    running = start(tmp_path)
    try:
        state = running.state()
        assert "[no-file-found]" in state["refused"] and state["files"] == []
        write_territory(tmp_path, "acteurs: []\n")
        state = running.after(state["version"])
        assert state["refused"] == "" and len(state["files"]) == 1
    finally:
        stop(running)
    assert [each.name for each in tmp_path.iterdir()] == ["territoire.yaml"]
