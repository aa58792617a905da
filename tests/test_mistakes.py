"""What people read when a file holds a mistake, to the letter and in both languages: one folder per problem code.

`tests/mistakes/<code>/` holds small broken files and what is said of them, `attendu.fr.txt` and `attendu.en.txt`.
"""

import ast
import contextlib
import re
import shutil
import string
import time
import tomllib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import cit_toolkit
from cit_toolkit.checks import check_paths
from cit_toolkit.loading.files import load_file
from cit_toolkit.loading.limits import Limits
from cit_toolkit.problems import Problem
from cit_toolkit.wording.catalog import LANGUAGES, Catalog
from cit_toolkit.wording.problem_text import problem_lines

MISTAKES = Path(__file__).parent / "mistakes"
SOURCE = Path(cit_toolkit.__file__).parent
FOLDERS = sorted(folder.name for folder in MISTAKES.iterdir() if folder.is_dir())

WITHOUT_FOLDER = {
    "file-not-found": "needs a file that is not there",
    "not-a-file": "needs a folder in place of a file",
    "file-unreadable": "needs a file that this user may not open",
    "folder-closed": "needs a folder that this user may not open",
    "link-in-circle": "needs a link that points to itself",
    "file-too-large": "needs a file of 20 MB",
    "bad-postal-code": "no kind of file has such a field yet",
    "path-outside": "stops a command: a CitError, not a problem of a file",
    "unknown-method": "stops a command",
    "method-unusable": "stops a command",
    "mapping-unusable": "stops a command",
    "edit-impossible": "stops a command",
    "file-changed-meanwhile": "stops a command",
    "import-too-large": "stops a command",
    "import-not-json": "met in the file of another tool",
    "import-no-record": "met in the file of another tool",
    "import-too-deep": "met in the file of another tool",
    "not-a-method": "stops a command",
    "import-into-broken": "stops a command",
    "workbook-broken": "met in a workbook",
    "workbook-old": "met in a workbook",
    "workbook-locked": "met in a workbook",
    "workbook-unknown": "met in a workbook",
    "workbook-bomb": "met in a workbook",
    "workbook-tied": "met in a workbook",
    "workbook-too-many-cells": "met in a workbook",
    "calendar-broken": "met in the file of another tool",
    "network-broken": "met in the file of another tool",
    "network-with-entities": "met in the file of another tool",
    "workbook-conflict": "met in a workbook read back",
    "workbook-cell-failed": "met in a workbook read back",
    "workbook-cell-fixed": "met in a workbook read back",
    "workbook-cell-empty": "met in a workbook read back",
    "workbook-cell-spoiled": "met in a workbook read back",
    "workbook-name-taken": "met in a workbook read back",
    "workbook-row-nameless": "met in a workbook read back",
    "workbook-still-named": "met in a workbook read back",
    "workbook-sheet-missing": "met in a workbook read back",
    "workbook-sheet-unknown": "met in a workbook read back",
    "workbook-sheet-empty": "met in a workbook read back",
    "workbook-column-added": "met in a workbook read back",
    "workbook-column-refused": "met in a workbook read back",
    "workbook-column-missing": "met in a workbook read back",
    "workbook-row-missing": "met in a workbook read back",
    "workbook-row-twice": "met in a workbook read back",
    "workbook-row-not-added": "met in a workbook read back",
    "workbook-which-file": "met in a workbook read back",
    "workbook-file-gone": "met in a workbook read back",
    "workbook-not-computed": "stops a command",
    "workbook-sheet-alone": "stops a command",
    "workbook-not-ours": "stops a command",
    "workbook-no-sheet": "stops a command",
    "workbook-elsewhere": "stops a command",
    "workbook-other-method": "stops a command",
    "workbook-several-dossiers": "stops a command",
    "workbook-several-methods": "stops a command",
    "unreadable-value": "kept for what no field type names: no such value is known",
}
"""Codes that no small YAML file can show, and why."""

# Where the code stands among the arguments of the calls that make a problem.
CODE_ARGUMENT = {
    "Problem": 0, "problem": 0, "wrong": 0, "PydanticCustomError": 0, "CitError": 0, "tell": 2,
    "_refuse": 0, "_refuse_at": 0, "_reader": 2, "_code": 1, "_between": 3,
}  # fmt: skip


@cache
def problems_of(folder: Path) -> tuple[Problem, ...]:
    """What `cit check` finds in the files of a folder, each checked by itself in a dossier with the small method."""
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        with TemporaryDirectory() as dossier, contextlib.chdir(dossier):
            Path("cit.yaml").write_text("type: dossier\nmethode: petite.yaml\n", encoding="utf-8")
            shutil.copy(MISTAKES / "methode.yaml", "petite.yaml")
            shutil.copy(path, path.name)
            problems += check_paths([Path(path.name)]).problems
    return tuple(problems)


def told(folder: Path, language: str) -> str:
    """Everything said of the broken files of a folder, in alphabetical order of the files."""
    return "".join(f"{problem_lines(problem, Catalog.of(language))}\n" for problem in problems_of(folder))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", FOLDERS)
def test_a_mistake_is_told_to_the_letter(code: str, language: str) -> None:
    expected = (MISTAKES / code / f"attendu.{language}.txt").read_text(encoding="utf-8")
    assert told(MISTAKES / code, language) == expected


@pytest.mark.parametrize("code", FOLDERS)
def test_each_broken_file_is_told_by_the_code_of_its_folder_and_no_other(code: str) -> None:
    told_of = {problem.position.file for problem in problems_of(MISTAKES / code)}
    assert {problem.code for problem in problems_of(MISTAKES / code)} == {code}
    assert told_of == {path.name for path in (MISTAKES / code).glob("*.yaml")}


def test_a_missing_file_a_folder_and_a_large_file_are_told_before_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "large.yaml").write_text("type: territoire\n", encoding="utf-8")
    missing = load_file(tmp_path / "absent.yaml")
    folder = load_file(tmp_path)
    large = load_file(tmp_path / "large.yaml", limits=Limits(bytes=10))
    problems = [*missing.problems, *folder.problems, *large.problems]
    assert [problem.code for problem in problems] == ["file-not-found", "not-a-file", "file-too-large"]
    for language in LANGUAGES:
        assert all(problem_lines(problem, Catalog.of(language)) for problem in problems)


def test_a_hostile_file_does_not_take_long_to_read(tmp_path: Path) -> None:
    unknown_keys = "".join(f"cle{i}: 1\n" for i in range(20_000))
    names_to_fold = "grille:\n" + "".join(f"  Critère {i}: 9\n" for i in range(20_000))
    (tmp_path / "territoire.yaml").write_text(f"type: territoire\nnom: A\n{unknown_keys}{names_to_fold}", "utf-8")
    start = time.monotonic()
    assert len(load_file(tmp_path / "territoire.yaml").problems) == 40_000
    assert time.monotonic() - start < 20


def test_a_stopped_command_gives_its_sentence_everything_it_names() -> None:
    known, lacking = sentences("fr"), []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "CitError":
                given = {keyword.arg for keyword in node.keywords}
                for code in _texts(node.args[0]):
                    wanted = placeholders(known[f"{code}.message"]) | placeholders(known.get(f"{code}.help", ""))
                    lacking += [(path.name, code, name) for name in sorted(wanted - given)]
    assert lacking == []


def codes_raised(folder: str = "") -> set[str]:
    """Every problem code written in the source, read off the calls that make problems."""
    codes: set[str] = set()
    for path in (SOURCE / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                place = CODE_ARGUMENT.get(name, len(node.args))
                codes |= _texts(node.args[place]) if place < len(node.args) else set()
            elif isinstance(node, ast.Assign) and any("code" in ast.unparse(target) for target in node.targets):
                codes |= _texts(node.value)
            elif isinstance(node, (ast.Assign, ast.AnnAssign)) and "_STRUCTURE" in ast.unparse(node)[:12]:
                codes |= {text for value in node.value.values for text in _texts(value)}  # type: ignore[union-attr]
    return {code for code in codes if re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", code)}


def _texts(node: ast.expr) -> set[str]:
    inner = (n for n in ast.walk(node) if isinstance(n, ast.Constant))
    return {n.value for n in inner if isinstance(n.value, str)}


def sentences(language: str) -> dict[str, str]:
    """The sentences about problems, by dotted key."""
    tables = tomllib.loads((SOURCE / "locales" / language / "problems.toml").read_text(encoding="utf-8"))
    flat = {}
    for code, table in tables["problems"].items():
        entries = {"": table} if isinstance(table, str) else table
        flat |= {f"{code}.{name}".rstrip("."): text for name, text in entries.items()}
    return flat


def test_the_source_is_read_for_its_codes() -> None:
    assert {"unknown-key", "not-a-date", "bad-siren", "not-a-table", "out-of-range", "yaml-tab"} <= codes_raised()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_raised_has_its_sentence(language: str) -> None:
    known = sentences(language)
    assert [code for code in sorted(codes_raised()) if f"{code}.message" not in known] == []


def test_both_languages_have_the_same_sentences_with_the_same_placeholders() -> None:
    french, english = sentences("fr"), sentences("en")
    assert french.keys() == english.keys()
    differing = [key for key in french if placeholders(french[key]) != placeholders(english[key])]
    assert differing == []


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_mistake_of_a_file_has_its_folder_or_a_reason_not_to() -> None:
    reachable = codes_raised("loading") | codes_raised("model")
    assert sorted(reachable - set(FOLDERS) - set(WITHOUT_FOLDER)) == []
    assert sorted(set(FOLDERS) & set(WITHOUT_FOLDER)) == []
