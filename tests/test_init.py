"""`cit init`: a dossier that checks clean, invents nothing, and from which a diagnosis already says something."""

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from cit_toolkit.builtin_data import METHODS, method_ids
from cit_toolkit.loading.files import load_file
from cit_toolkit.model.action import Action
from cit_toolkit.model.method import Method
from cit_toolkit.model.offer import OffersFile
from cit_toolkit.model.territory import Territory
from running_cit import EXAMPLES, cit

NAMED = ("--nom", "Pays d’Essai", "--organisation", "La Traverse", "--departement", "23")


def made(folder: Path, *options: str, language: str = "fr") -> Path:
    """A dossier made by the command, and where it is."""
    ended = cit("--lang", language, "init", folder / "dossier", *options)
    assert ended.code == 0, ended.err
    return folder / "dossier"


def yaml_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.yaml"))


@pytest.mark.parametrize("method", method_ids())
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("named", [NAMED, ("--nom", "Pays d’Essai")], ids=["all-said", "name-only"])
def test_the_files_to_fill_in_check_clean_down_to_the_last_warning(
    tmp_path: Path, named: tuple[str, ...], language: str, method: str
) -> None:
    folder = made(tmp_path, *named, "--methode", method, language=language)
    names = [path.relative_to(folder).as_posix() for path in yaml_files(folder)]
    assert names == [
        "action.yaml", "cit.yaml", "offres.yaml", "seances/seminaire-1.yaml", "territoires/pays-d-essai.yaml",
    ]  # fmt: skip
    ended = cit("check", "--strict", cwd=folder)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith("5 fichiers, 0 erreur, 0 avertissement.\n")


def test_nothing_that_was_not_said_is_in_the_files(tmp_path: Path) -> None:
    folder = made(tmp_path, *NAMED)
    territory = load_file(folder / "territoires" / "pays-d-essai.yaml").model
    assert isinstance(territory, Territory)
    usual = {"type", "version", "id", "grid"}
    assert {key for key, value in territory if value} - usual == {"name", "department", "drafting", "actors"}
    assert (territory.name, territory.department, territory.as_of) == ("Pays d’Essai", "23", None)
    (actor,) = territory.actors
    assert (actor.name, actor.category, actor.circle, actor.functions) == ("La Traverse", None, None, None)
    assert all(answer.level.low == 0 and answer.level.high == 3 for answer in territory.grid.values())
    action, offers = load_file(folder / "action.yaml").model, load_file(folder / "offres.yaml").model
    assert isinstance(action, Action) and isinstance(offers, OffersFile)
    assert [partner.name for partner in action.partners] == ["La Traverse"]
    assert (action.period, action.objectives, action.funders, action.budget, offers.offers) == (None, (), (), None, ())


def test_every_question_of_the_method_stands_in_the_territory_with_its_levels(tmp_path: Path) -> None:
    text = (made(tmp_path, *NAMED) / "territoires" / "pays-d-essai.yaml").read_text(encoding="utf-8")
    method = load_file(METHODS / "cit.yaml").model
    assert isinstance(method, Method) and len(method.criteria) >= 24
    for criterion in method.criteria.values():
        assert f"\n  {criterion.id}: inconnu\n" in text
        assert all(" ".join(level.fr.split()) in text for level in criterion.levels)
    assert all(f"#   {function.id} " in text for function in method.functions)


def test_a_diagnosis_already_says_whom_to_ask_what(tmp_path: Path) -> None:
    folder = made(tmp_path, *NAMED)
    ended = cit("diagnose", "territoires/pays-d-essai.yaml", cwd=folder)
    assert ended.code == 0
    assert "Étape atteinte : Repérage" in ended.out
    assert "1. La Traverse : « Quelles fonctions tenez-vous aujourd’hui" in ended.out
    assert "Présences" not in cit("bilan", "action.yaml", "-o", "-", cwd=folder).out, "a session nobody held is told"
    for command in ("report", "run-sheet", "attendance", "slides"):
        document = cit("seminar", command, "seances/seminaire-1.yaml", "-o", "-", "--format", "md", cwd=folder)
        assert (document.code, document.err) == (0, ""), command


@pytest.mark.parametrize("options", [NAMED, ("--exemple",)], ids=["to-fill-in", "example"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_file_begins_with_a_schema_that_stands_beside_it_and_accepts_it(
    tmp_path: Path, language: str, options: tuple[str, ...]
) -> None:
    folder = made(tmp_path, *options, language=language)
    for path in yaml_files(folder):
        text = path.read_text(encoding="utf-8")
        first = text.partition("\n")[0]
        assert first.startswith("# yaml-language-server: $schema="), path
        schema = (path.parent / first.partition("$schema=")[2]).resolve()
        assert schema.is_relative_to(folder.resolve())
        content = yaml.load(text, yaml.BaseLoader)
        validator = Draft202012Validator(yaml.safe_load(schema.read_text(encoding="utf-8")))
        assert [error.message for error in validator.iter_errors(content)] == [], path


def test_a_file_that_is_there_stops_everything_and_stays_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    (folder / "action.yaml").write_text("à moi", encoding="utf-8")
    ended = cit("init", folder, *NAMED)
    assert (ended.code, ended.out) == (2, "") and "[already-there]" in ended.err and "action.yaml" in ended.err
    assert [path.name for path in folder.iterdir()] == ["action.yaml"]
    assert (folder / "action.yaml").read_text(encoding="utf-8") == "à moi"
    assert cit("init", folder, "--exemple").code == 2
    (folder / "action.yaml").unlink()
    (folder / "notes.txt").write_text("à moi aussi", encoding="utf-8")
    assert cit("init", folder, *NAMED).code == 0, "a folder that holds other things may be used"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ('Nul: #part "x" {{ 7*7 }} $name', "nul-part-x-7-7-name.yaml"),
        ("inconnu", "inconnu.yaml"),
        ("- tiret", "tiret.yaml"),
        ("谷", "territoire.yaml"),
        ("../../etc/passwd", "etc-passwd.yaml"),
        ("é" * 300, "e" * 60 + ".yaml"),
    ],
)
def test_any_name_is_kept_to_the_letter(tmp_path: Path, name: str, file: str) -> None:
    folder = made(tmp_path, "--nom", name, "--organisation", name)
    territory = load_file(folder / "territoires" / file)
    assert isinstance(territory.model, Territory) and territory.problems == ()
    assert (territory.model.name, territory.model.actors[0].name) == (name, name)
    assert cit("check", folder).code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), "init-needs-a-name"),
        (("--nom", " "), "init-needs-a-name"),
        (("--nom", "A", "--departement", "Creuse"), "init-department"),
        (("--nom", "A", "--langue", "de"), "init-language"),
        (("--nom", "A", "--methode", "cti"), "unknown-method"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_written(
    tmp_path: Path, arguments: tuple[str, ...], code: str
) -> None:
    ended = cit("init", tmp_path / "dossier", *arguments)
    assert (ended.code, ended.out) == (2, "") and f"[{code}]" in ended.err
    assert not (tmp_path / "dossier").exists()


def test_a_file_in_the_place_of_the_folder_and_options_beside_the_example_are_refused(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    assert "[not-a-folder]" in cit("init", tmp_path / "fichier", *NAMED).err
    ended = cit("init", tmp_path / "dossier", "--exemple", "--nom", "A")
    assert ended.code == 2 and "--exemple" in ended.err and not (tmp_path / "dossier").exists()


def test_the_example_is_whole_says_that_it_is_invented_and_checks_clean(tmp_path: Path) -> None:
    folder = made(tmp_path, "--exemple")
    wanted = {path.relative_to(EXAMPLES / "vallee-fictive") for path in (EXAMPLES / "vallee-fictive").rglob("*.*")}
    there = {path.relative_to(folder) for path in folder.rglob("*.*")}
    assert {path for path in wanted if path.parts[0] != "sorties" and path.name[0] != "."} <= there
    assert Path("offres.yaml") in there
    for path in yaml_files(folder):
        assert "fictif: oui" in path.read_text(encoding="utf-8"), path
    assert cit("check", cwd=folder).code == 0
    assert "Exemple fictif" in cit("diagnose", "territoires/vallee-2025.yaml", "-o", "d.html", cwd=folder).out or (
        "fictif" in (folder / "d.html").read_text(encoding="utf-8").lower()
    )
    matched = cit("match", "territoires/vallee-2025.yaml", cwd=folder)
    assert matched.code == 0 and "Aucun besoin" not in matched.out


def answers_in_a_terminal(arguments: list[str], typed: list[str]) -> str:
    """Run the program in a pseudo-terminal, answer each question as it comes, and give back all that was shown."""
    master, slave = pty.openpty()
    environment = {**os.environ, "CIT_LANG": "fr"}
    command = [sys.executable, "-m", "cit_toolkit", *arguments]
    program = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment, close_fds=True)
    os.close(slave)
    shown, waiting = b"", list(typed)
    while select.select([master], [], [], 20)[0]:
        try:
            piece = os.read(master, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
        if waiting and shown.rstrip().endswith(b":"):
            os.write(master, waiting.pop(0).encode() + b"\n")
            shown += b"\n"
    program.wait(timeout=20)
    os.close(master)
    assert waiting == [], shown.decode()
    return shown.decode()


def test_in_a_terminal_what_was_not_said_is_asked_and_a_wrong_answer_asked_again(tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    shown = answers_in_a_terminal(["init", str(folder)], ["", "Val d’Or", "", "Creuse", "2a", "", "ptce"])
    assert "« Creuse » n’est pas un numéro de département" in shown
    assert "Traceback" not in shown and "est prêt" in shown
    settings = (folder / "cit.yaml").read_text(encoding="utf-8")
    assert "\ntitre: Val d’Or\norganisation: inconnu\nlangue: fr " in settings and "\nmethode: ptce " in settings
    assert '\ndepartement: "2A"\n' in (folder / "territoires" / "val-d-or.yaml").read_text(encoding="utf-8")


def test_the_folder_one_stands_in_is_not_entered(tmp_path: Path) -> None:
    assert "cd " not in cit("init", ".", "--nom", "Val", cwd=tmp_path).err
    assert "\n  cd ici\n  cit check\n" in cit("init", "ici", "--nom", "Val", cwd=tmp_path).err


@pytest.mark.parametrize(
    ("language", "page", "folder", "name"),
    [
        ("fr", "fr/tutoriel.md", "mon-territoire", "Pays de Brumerive"),
        ("en", "en/tutorial.md", "my-territory", "Brumerive"),
    ],
)  # fmt: skip
def test_the_tutorial_shows_all_that_is_printed(
    tmp_path: Path, language: str, page: str, folder: str, name: str
) -> None:
    printed = cit("--lang", language, "init", folder, "--nom", name, cwd=tmp_path).err
    shown = (Path(__file__).parent.parent / "docs" / page).read_text(encoding="utf-8")
    assert f"```\n{printed}```\n" in shown
