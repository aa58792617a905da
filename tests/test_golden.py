"""The documents of the examples as a reader gets them: any change of a word is seen, and wanted, or it is a mistake.

After a change that is wanted, write the files again, read the difference, and keep it:

    CIT_WRITE_GOLDEN=1 python -m pytest tests/test_golden.py
    git diff tests/golden
"""

import os
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from running_cit import EXAMPLES, cit

GOLDEN = Path(__file__).parent / "golden"
TERRITORIES = sorted(EXAMPLES.glob("*/territoires/*.yaml"))
CASES = [
    (path, command, language)
    for path in TERRITORIES
    for command in ("diagnose", "profile")
    for language in ("fr", "en")
]


def golden_file(territory: Path, command: str, language: str) -> Path:
    document = {"diagnose": "diagnostic", "profile": "fiche-territoire"}[command]
    return GOLDEN / territory.parent.parent.name / f"{document}-{territory.stem}.{language}.md"


def named(case: tuple[Path, str, str]) -> str:
    return golden_file(*case).stem


@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_document_is_the_one_that_was_read_and_kept(case: tuple[Path, str, str]) -> None:
    territory, command, language = case
    options = ("-o", "-", "--date", "2026-11-23", "--audience", "publique", "--preuves")
    ended = cit("--lang", language, command, territory, *(options if command == "diagnose" else options[:-1]))
    assert ended.code == 0, ended.err[-1000:]
    kept = golden_file(*case)
    if os.environ.get("CIT_WRITE_GOLDEN"):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(ended.out, encoding="utf-8")
    assert ended.out == kept.read_text(encoding="utf-8"), "wanted? CIT_WRITE_GOLDEN=1 writes the files again"


def test_no_golden_file_is_left_over() -> None:
    assert sorted(GOLDEN.rglob("*.md")) == sorted(golden_file(*case) for case in CASES)


# What no document may hold, whatever the example


def prose(markdown: str) -> Iterator[str]:
    """What is read: the text of each heading, paragraph, item and cell."""
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "inline":
            yield "".join(" " if child.type.endswith("break") else child.content for child in token.children or [])


UNREADABLE = {
    "a programmer's word": re.compile(
        r"\bNone\b(?! of)|\bTrue\b|\bFalse\b|\bnan\b|\binf\b|Undefined|<class|object at 0x"
    ),
    "a template's mark": re.compile(r"\{\{|\}\}|\{%|%\}|\{#|\{[a-z_]+\}"),
    "HTML": re.compile(r"</?[a-z]+[ >]"),
    "a double space": re.compile(r"\S  +\S"),
    "a space before a comma or a full stop": re.compile(r" [,.](?=\s|$)"),
    "two marks in a row": re.compile(r"(?<!\.)\.\.(?!\.)|,,|;;|, ?\.|;\.|: ?\."),
    "an empty pair of marks": re.compile(r"\(\s*\)|«\s*»|“\s*”|\*\*\s*\*\*(?!\w)"),
    "a path of a machine": re.compile(r"(^|\s)/(home|root|tmp|work|Users)/|[A-Z]:\\"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize("case", CASES, ids=named)
def test_every_block_is_readable(case: tuple[Path, str, str], kind: str) -> None:
    text = golden_file(*case).read_text(encoding="utf-8")
    assert [block for block in prose(text) if UNREADABLE[kind].search(block)] == []


@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_markdown_is_tidy(case: tuple[Path, str, str]) -> None:
    text = golden_file(*case).read_text(encoding="utf-8")
    assert "\n\n\n" not in text and text.endswith("\n") and not text.endswith("\n\n")
    assert not [line for line in text.splitlines() if line != line.rstrip()]
    assert text.startswith("# ")
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    levels = [int(token.tag[1:]) for token in tokens if token.type == "heading_open"]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert sum(token.type == "table_open" for token in tokens) == len(re.findall(r"^\|[-:| ]+\|$", text, re.MULTILINE))


@pytest.mark.parametrize("case", [case for case in CASES if case[2] == "fr"], ids=named)
def test_french_is_written_as_in_a_book(case: tuple[Path, str, str]) -> None:
    """Apostrophes in the invented example only: the other quotes its source to the letter."""
    text = golden_file(*case).read_text(encoding="utf-8")
    straight = re.compile(r"(?<![\\`])\b[A-Za-zÀ-ÿ]+'[A-Za-zÀ-ÿ]")
    uncut = re.compile(
        r"\b(?:[Dd]e|[Qq]ue|[Ll]e|[Ll]a|[Jj]e|[Nn]e) (?!onz|oui\b|un\b|une\b|ou\b|où\b)[aeiouéèêàâîôû]\w+"
    )
    assert [block for block in prose(text) if "fictive" in str(case[0]) and straight.search(block)] == []
    assert [found[0] for block in prose(text) for found in uncut.finditer(block)] == []


@pytest.mark.parametrize("case", [case for case in CASES if case[2] == "en"], ids=named)
def test_english_headings_and_tables_hold_no_french(case: tuple[Path, str, str]) -> None:
    """Only what the facilitator wrote is in French, names included."""
    tokens = MarkdownIt("commonmark").enable("table").parse(golden_file(*case).read_text(encoding="utf-8"))
    ours = [
        i
        for i, token in enumerate(tokens)
        if token.type == "th_open" or (token.type, token.tag) == ("heading_open", "h2")
    ]
    told = [tokens[i + 1].content for i in ours]
    french = re.compile(r"\b(les|des|une|du|aux|acteurs|besoins|étape|fonction|réponse|avec)\b", re.IGNORECASE)
    assert [text for text in told if french.search(text)] == []
