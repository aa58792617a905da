"""What messages in English say to type goes on in English: without `--lang en`, `cit` would answer in French."""

import re

from cit_toolkit.builtin_data import LOCALES

NAMED_NOT_TYPED = {
    "“cit import {command}”", "“cit plan”", "“cit workbook”", "“cit match … --json”",
}  # fmt: skip
"""What made a file, said by its name."""


_COMMAND = re.compile(r"“?\bcit (?!--lang en|--version)(?:[a-z]+|[A-Z]+|--help)\b[^”;)\"]*”?")


def test_every_command_to_type_in_english_answers_in_english() -> None:
    lines = [
        line
        for path in sorted((LOCALES / "en").glob("*.toml"))
        if path.name != "templates.toml"  # the command that makes each kind of document
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    typed = [found[0] for line in lines for found in _COMMAND.finditer(line)]
    assert [command for command in typed if command not in NAMED_NOT_TYPED] == []
