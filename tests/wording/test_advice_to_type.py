"""What messages in English say to type goes on in English: without `--lang en`, `cit` would answer in French."""

import re

from cit_toolkit.builtin_data import LOCALES

NAMED_NOT_TYPED = {
    "“cit import {command}”", "“cit plan”", "“cit workbook”", "“cit match … --json”",
}  # fmt: skip
"""What made a file, said by its name."""


def test_every_command_to_type_in_english_answers_in_english() -> None:
    french = []
    for path in sorted((LOCALES / "en").glob("*.toml")):
        if path.name == "templates.toml":  # the command that makes each kind of document
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            for found in re.finditer(r"“?\bcit (?!--lang en|--version)(?:[a-z]+|[A-Z]+|--help)\b[^”;)\"]*”?", line):
                if not line.startswith("#") and found[0] not in NAMED_NOT_TYPED:
                    french.append((path.name, found[0]))
    assert french == []
