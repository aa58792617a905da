"""What the Tab key proposes, asked as the shells ask it, and how little that loads."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from cit_toolkit.cli.completion.answering import answer
from running_cit import cit


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as `cit init` copies it: two territories, an action with two funders, a catalogue."""
    folder = tmp_path_factory.mktemp("exemple") / "essai"
    assert cit("init", folder, "--exemple").code == 0
    return folder


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("CIT_LANG", "fr")
    yield


def asked(folder: Path, **environment: str) -> str:
    """What a shell is answered in a folder."""
    out = io.StringIO()
    before = Path.cwd()
    os.chdir(folder)
    try:
        with patch.object(sys, "stdout", out):
            assert answer({**os.environ, **environment})
    finally:
        os.chdir(before)
    return out.getvalue()


def proposed(folder: Path, line: str) -> list[str]:
    """What bash would propose at the end of a line."""
    words = line.replace("=", " = ").split(" ")
    if line.endswith("="):
        words = words[:-1]
    words = [word for word in words[:-1] if word] + [words[-1]]
    return asked(
        folder, _CIT_COMPLETE="complete_bash", COMP_WORDS=" ".join(words), COMP_CWORD=str(len(words) - 1)
    ).splitlines()


TERRITORIES = ["territoires/vallee-2024.yaml", "territoires/vallee-2025.yaml"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("cit dia", ["diagnose"]),
        ("cit seminar r", ["report", "run-sheet"]),
        ("cit diagnose ", TERRITORIES),
        ("cit diagnose territoires/vallee-2025", TERRITORIES[1:]),
        ("cit --lang en profile ", TERRITORIES),
        ("cit map territoires/vallee-2025.yaml --since ", TERRITORIES),
        ("cit bilan ", ["action-2022.yaml", "action.yaml"]),
        ("cit diagnose territoires/vallee-2025.yaml --action ", ["action-2022.yaml", "action.yaml"]),
        ("cit bilan action.yaml --financeur ", ["communaute-communes", "parc-naturel"]),
        ("cit seminar report seances/w", ["seances/webinaire-1.yaml"]),
        ("cit governance g", ["gouvernance.yaml"]),
        ("cit match territoires/vallee-2025.yaml --offres ", ["offres.yaml"]),
        ("cit match territoires/vallee-2025.yaml --figer legumerie=etu", ["etude-de-marche-rurale", "etude-legumerie"]),
        ("cit match territoires/vallee-2025.yaml --interdire legumerie=acheter", ["acheter-une-ferme-ensemble"]),
        ("cit diagnose territoires/vallee-2025.yaml --why fonction.ac", ["fonction.accueil"]),
        (
            "cit diagnose territoires/vallee-2025.yaml --why besoin.l",
            ["besoin.legumerie", "besoin.logement-saisonnier"],
        ),
        ("cit diagnose territoires/vallee-2025.yaml --why dimension.e", ["dimension.ecosysteme", "dimension.economie"]),
        ("cit diagnose --why cou", ["couverture"]),
        ("cit actions --pour mairie-s", ["mairie-saint-ormin"]),
        ("cit method show ", ["cit", "ptce"]),
        ("cit method copy c", ["cit"]),
        ("cit diagnose --methode p", ["ptce"]),
        ("cit template show cer", ["cerfa-15059"]),
        ("cit diagnose --audience ", ["publique", "interne", "financeur"]),
        ("cit diagnose --audience=in", ["interne"]),
        ("cit seminar report --detail s", ["synthese"]),
        ("cit match --parties o", ["offres"]),
        ("cit schema te", ["territoire"]),
        ("cit schema --sortie diag", ["diagnostic"]),
        ("cit export ge", ["gexf"]),
        ("cit export gexf ", TERRITORIES),
        ("cit --lang ", ["fr", "en"]),
        ("cit diagnose --quest", ["--questions"]),
        ("cit diagnose --preuves --pre", []),
        ("cit diagnose territoires/vallee-2025.yaml -o ", []),
        ("cit inconnue ", []),
        ("cit diagnose rien-de-tel", []),
    ],
)
def test_what_may_stand_at_the_cursor_is_proposed(example: Path, line: str, expected: list[str]) -> None:
    assert proposed(example, line) == expected


def test_a_need_waits_for_its_offer_and_a_need_alone_comes_with_its_offers(example: Path) -> None:
    start = "cit match territoires/vallee-2025.yaml --figer "
    assert {"legumerie=", "statut-juridique="} < set(proposed(example, start))
    alone = proposed(example, f"{start}legum")
    assert "legumerie=etude-legumerie" in alone and all(each.startswith("legumerie=") for each in alone)
    both = proposed(example, "cit match territoires/vallee-2024.yaml territoires/vallee-2025.yaml --figer ")
    assert any(each.startswith("vallee-de-la-virlouve/") for each in both)


def test_identifiers_made_from_names_are_proposed_as_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "type: action\ntitre: Une action\npartenaires:\n- nom: L’Œuvre commune\n"
        'structures:\n  - {nom: "Mairie d\'Ici", role: porteuse}\nfinanceurs:\n  - nom: Région\n'
        "    convention: {numero: 1}\n  - id: parc\n    nom: Parc naturel\n",
        encoding="utf-8",
    )
    assert proposed(tmp_path, "cit bilan a.yaml --financeur ") == ["region", "parc"]
    assert proposed(tmp_path, "cit actions --pour ") == ["l-oeuvre-commune", "mairie-d-ici"]


def test_every_command_and_option_of_the_program_is_proposed(example: Path) -> None:
    from test_architecture import COMMANDS

    for path, options in COMMANDS.items():
        shown = set(proposed(example, f"{path} --"))
        assert {option for option in options if option.startswith("--")} <= shown, path


@pytest.mark.parametrize(
    "environment",
    [
        {"COMP_WORDS": "cit 'pas fermé", "COMP_CWORD": "1"},
        {"COMP_WORDS": "cit", "COMP_CWORD": "x"},
        {"COMP_WORDS": "cit diagnose", "COMP_CWORD": "99"},
        {},
    ],
)
def test_a_line_that_makes_no_sense_is_answered_with_nothing(tmp_path: Path, environment: dict[str, str]) -> None:
    assert asked(tmp_path, _CIT_COMPLETE="complete_bash", **environment) == ""


def test_broken_and_hostile_files_are_never_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "bon.yaml").write_text("type: territoire\nnom: A\n", encoding="utf-8")
    (tmp_path / "avec espace.yaml").write_text("type: territoire\nnom: A\n", encoding="utf-8")
    (tmp_path / "$(touch x)';`id`.yaml").write_text("type: territoire\nnom: A\n", encoding="utf-8")
    (tmp_path / "binaire.yaml").write_bytes(b"\xff\xfe\x00type: territoire")
    (tmp_path / "boucle").symlink_to(tmp_path)
    (tmp_path / "absent.yaml").symlink_to(tmp_path / "nulle-part")
    assert proposed(tmp_path, "cit diagnose ") == ["avec\\ espace.yaml", "bon.yaml"]
    zsh = asked(tmp_path, _CIT_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="cit diagnose ")
    assert "touch" not in zsh and "bon.yaml" in zsh


def test_each_shell_is_answered_as_its_script_expects(example: Path) -> None:
    zsh = asked(example, _CIT_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="cit bilan action.yaml --financeur ")
    assert zsh == '_arguments \'*: :(("communaute-communes"\n"parc-naturel"))\''
    assert asked(example, _CIT_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="cit diagnose -o ") == "_files"
    fish = {"_CIT_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    assert (
        asked(example, **fish, _TYPER_COMPLETE_ARGS="cit prof")
        == "profile\tÉcrit la fiche d’un territoire, en une ou deux pages."
    )
    power = {"_CIT_COMPLETE": "complete_powershell", "_TYPER_COMPLETE_WORD_TO_COMPLETE": "vall"}
    assert asked(example, **power, _TYPER_COMPLETE_ARGS="cit diagnose vall") == ""
    power["_TYPER_COMPLETE_WORD_TO_COMPLETE"] = "parc"
    assert asked(example, **power, _TYPER_COMPLETE_ARGS="cit bilan action.yaml --financeur parc") == "parc-naturel::: "


def test_help_is_in_the_language_asked_for(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIT_LANG", "en")
    fish = {"_CIT_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    assert "one or two pages" in asked(example, **fish, _TYPER_COMPLETE_ARGS="cit prof")


def test_a_real_bash_is_answered_through_the_script_that_the_program_shows(example: Path, tmp_path: Path) -> None:
    program = tmp_path / "cit"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m cit_toolkit "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = (
        "source <(cit --show-completion bash)\nCOMP_WORDS=(cit match territoires/vallee-2025.yaml --figer legumerie = "
        'etude-l)\nCOMP_CWORD=6\n_cit_completion cit\nprintf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    ended = subprocess.run(
        ["bash", "-c", script], cwd=example, env=environment, capture_output=True, text=True, check=False
    )
    assert (ended.stdout, ended.stderr) == ("etude-legumerie\n", "")


def test_a_press_of_the_key_loads_neither_the_command_line_nor_the_model(example: Path) -> None:
    proposed(example, "cit ")  # the shape of the command line is in the cache from now on
    code = (
        "import atexit, sys\n"
        "atexit.register(lambda: print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr))\n"
        "from cit_toolkit.__main__ import main; main()\n"
    )
    environment = {
        **os.environ, "_CIT_COMPLETE": "complete_bash", "COMP_WORDS": "cit bilan action.yaml --financeur ",
        "COMP_CWORD": "4",
    }  # fmt: skip
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=example, env=environment, capture_output=True, text=True, check=True
    )
    assert ended.stdout == "communaute-communes\nparc-naturel"
    assert {"typer", "rich", "pydantic", "yaml", "click"}.isdisjoint(ended.stderr.split())


def test_a_cache_that_cannot_be_used_only_costs_time(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cit").write_text("un fichier à la place du dossier", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert proposed(example, "cit prof") == ["profile"]
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "autre"))
    (tmp_path / "autre" / "cit").mkdir(parents=True)
    for text in ("", "[]", '{"stamp": 1}', "{"):
        (tmp_path / "autre" / "cit" / "commandes-fr.json").write_text(text, encoding="utf-8")
        assert proposed(example, "cit prof") == ["profile"]


@pytest.mark.parametrize(
    ("language", "installed", "refused"),
    [
        ("fr", "Complétion pour bash installée : ", "erreur: la complétion ne peut pas être installée pour cet "),
        ("en", "Completion for bash is installed: ", "error: completion cannot be installed for this shell"),
    ],
)
def test_installing_is_told_in_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, installed: str, refused: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: "bash")
    done = cit("--lang", language, "--install-completion")
    script = tmp_path / ".bash_completions" / "cit.sh"
    assert (done.code, done.out.splitlines()[0]) == (0, f"{installed}{script}")
    assert len(done.out.splitlines()) == 2 and script.is_file()
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: "tcsh")
    unknown = cit("--lang", language, "--install-completion")
    assert (unknown.code, unknown.out) == (3, "") and unknown.err.startswith(refused)
