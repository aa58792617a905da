"""The first five minutes of the README, done to the letter by somebody who has just met the program."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from running_cit import EXAMPLES, cit

ROOT = Path(__file__).parent.parent


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The copy of the example that both READMEs have their reader make."""
    return Path(shutil.copytree(EXAMPLES / "vallee-fictive", tmp_path / "essai"))


def _section(name: str, heading: str) -> str:
    text = (ROOT / name).read_text(encoding="utf-8")
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_each_command_of_the_first_minutes_does_what_is_shown(copy: Path) -> None:
    blocks = re.findall(r"```(\w*)\n(.*?)```", _section("README.md", "Cinq minutes d’essai"), re.DOTALL)
    [(_, told), *rest] = [(kind, text) for kind, text in blocks if "cp -R" not in text]
    assert told == "cit check\n"
    misspelt = copy / "territoires" / "vallee-2024.yaml"
    right = misspelt.read_text(encoding="utf-8")
    misspelt.write_text(right.replace("population:", "populaton:"), encoding="utf-8")
    ended = cit("check", cwd=copy)
    assert ended.code == 1 and ended.out.startswith(rest[0][1])
    misspelt.write_text(right, encoding="utf-8")
    assert cit("check", cwd=copy).code == 0

    shown = ""
    for kind, text in rest[1:]:
        if not kind:
            assert shown == text
            continue
        for line in text.splitlines():
            program, *words = shlex.split(line)
            ended = cit(*words, cwd=copy)
            assert (program, ended.code) == ("cit", 0), line
            shown = ended.out
    assert {path.name for path in copy.glob("*.*")} >= {
        "diagnostic.pdf",
        "diagnostic.docx",
        "fiche.pdf",
        "diagnosis.pdf",
    }


def test_the_english_readme_says_as_much_in_commands_that_work(copy: Path) -> None:
    (block,) = re.findall(r"```bash\n(.*?)```", _section("README.en.md", "Five minutes"), re.DOTALL)
    for line in block.splitlines():
        program, *words = shlex.split(line, comments=True)
        assert (program, cit(*words, cwd=copy).code) == ("cit", 0), line
    assert (copy / "diagnosis.pdf").exists() and (copy / "profile.pdf").exists()
