"""The documents of the examples as a reader gets them: any change of a word is seen, and wanted, or it is a mistake.

After a change that is wanted, write the files again, read the difference, and keep it:

    CIT_WRITE_GOLDEN=1 python -m pytest tests/test_golden.py
    git diff tests/golden
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from running_cit import EXAMPLES, cit

GOLDEN = Path(__file__).parent / "golden"
PUBLIC = "-o - --date 2026-11-23 --audience publique"
IN_ACTION = "diagnose {file} --action {dossier}/action.yaml"

MATCHED = "--offres {dossier}/../offres-nationales -o - --date 2025-12-15 --audience publique"
DOCUMENTS = [
    # Its name in tests/golden, the files of the examples it is made of, and the command.
    ("diagnostic", "territoires/*.yaml", f"diagnose {{file}} --preuves {PUBLIC}"),
    ("bilan", "action.yaml", f"bilan {{file}} --preuves {PUBLIC}"),
    ("bilan-interne", "vallee-fictive:action.yaml", f"bilan {{file}} {PUBLIC.replace('publique', 'interne')}"),
    (
        "bilan-cerfa",
        "vallee-fictive:action.yaml",
        f"bilan {{file}} --financeur communaute-communes {PUBLIC.replace('publique', 'financeur')}",
    ),
    (
        "bilan-parc",
        "vallee-fictive:action.yaml",
        f"bilan {{file}} --financeur parc-naturel {PUBLIC.replace('publique', 'financeur')}",
    ),
    ("fiche-territoire", "territoires/*.yaml", f"profile {{file}} {PUBLIC}"),
    ("compte-rendu", "seances/*.yaml", f"seminar report {{file}} {PUBLIC}"),
    ("compte-rendu-synthese", "seances/*-3.yaml", f"seminar report {{file}} --detail synthese {PUBLIC}"),
    ("compte-rendu-releve", "seances/seminaire-2.yaml", f"seminar report {{file}} --detail releve {PUBLIC}"),
    ("conducteur", "seances/*-1.yaml", f"seminar run-sheet {{file}} {PUBLIC}"),
    ("emargement", "seances/*-1.yaml", "seminar attendance {file} -o - --date 2026-11-23"),
    ("diaporama", "seances/*-1.yaml", f"seminar slides {{file}} {PUBLIC}"),
    ("suivi", "action.yaml", f"actions {{dossier}} --tout {PUBLIC}"),
    ("diagnostic-dans-action", "territoires/vallee-2025.yaml", f"{IN_ACTION} {PUBLIC}"),
    ("diagnostic-dans-action", "territoires/saint-paterne-racan.yaml", f"{IN_ACTION} {PUBLIC}"),
    (
        "diagnostic-depuis-2024",
        "vallee-fictive:territoires/vallee-2025.yaml",
        f"diagnose {{file}} --since {{dossier}}/territoires/vallee-2024.yaml --preuves {PUBLIC}",
    ),
    ("gouvernance", "gouvernance.yaml", f"governance {{file}} --simuler {PUBLIC}"),
    ("societariat", "territoires/*.yaml", f"governance {{file}} {PUBLIC}"),
    ("appariement", "vallee-fictive:territoires/*.yaml", f"match {{file}} --preuves {MATCHED}"),
    ("appariement", "cooperation-ponctuelle-2021:territoires/saint*.yaml", f"match {{file}} --preuves {MATCHED}"),
    ("appariement-reseau", "vallee-fictive:cit.yaml", f"match {{dossier}} {{dossier}}/../cooperation* {MATCHED}"),
    ("echange", "vallee-fictive:cit.yaml", f"match --exchange {{dossier}} {{dossier}}/../cooperation* {PUBLIC}"),
    (
        "comparaison",
        "vallee-fictive:cit.yaml",
        f"compare {{dossier}} {{dossier}}/../cooperation* --preuves {PUBLIC.replace('publique', 'interne')}",
    ),
    ("plan", "territoires/*.yaml", f"plan {{file}} --heures 24 --debut 2026-01-15 {PUBLIC}"),
]
"""One line per document: each is made of every file that matches, in both languages. `{dossier}` is the example; a
pattern that begins with the name of an example and a colon is for that one only."""

FRENCH_HEADINGS = {"diaporama"}
"""Documents whose headings are those of the facilitator's file."""


@dataclass(frozen=True)
class Case:
    """One document of one file in one language."""

    name: str
    file: Path
    dossier: Path
    command: str
    language: str

    @property
    def golden(self) -> Path:
        return GOLDEN / self.dossier.name / f"{self.name}-{self.file.stem}.{self.language}.md"

    @property
    def words(self) -> list[str]:
        return [word.format(file=self.file, dossier=self.dossier) for word in self.command.split()]


CASES = [
    Case(name, file, dossier, command, language)
    for name, pattern, command in DOCUMENTS
    for dossier in sorted(EXAMPLES.iterdir())
    for file in sorted(dossier.glob(pattern.removeprefix(f"{dossier.name}:")))
    for language in ("fr", "en")
]


def named(case: Case) -> str:
    return case.golden.stem


@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_document_is_the_one_that_was_read_and_kept(case: Case) -> None:
    ended = cit("--lang", case.language, *case.words)
    assert ended.code == 0, ended.err[-1000:]
    if os.environ.get("CIT_WRITE_GOLDEN"):
        case.golden.parent.mkdir(parents=True, exist_ok=True)
        case.golden.write_text(ended.out, encoding="utf-8")
    assert ended.out == case.golden.read_text(encoding="utf-8"), "wanted? CIT_WRITE_GOLDEN=1 writes the files again"


def test_every_line_of_documents_is_made_and_no_golden_file_is_left_over() -> None:
    assert {name for name, _, _ in DOCUMENTS} == {case.name for case in CASES}
    assert sorted(GOLDEN.rglob("*.md")) == sorted(case.golden for case in CASES)


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
def test_every_block_is_readable(case: Case, kind: str) -> None:
    text = case.golden.read_text(encoding="utf-8")
    assert [block for block in prose(text) if UNREADABLE[kind].search(block)] == []


@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_markdown_is_tidy(case: Case) -> None:
    text = case.golden.read_text(encoding="utf-8")
    assert "\n\n\n" not in text and text.endswith("\n") and not text.endswith("\n\n")
    assert not [line for line in text.splitlines() if line != line.rstrip()]
    assert text.startswith("# ")
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    levels = [int(token.tag[1:]) for token in tokens if token.type == "heading_open"]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert sum(token.type == "table_open" for token in tokens) == len(
        re.findall(r"^\|(?=.*-)[-:| ]+\|$", text, re.MULTILINE)
    )


@pytest.mark.parametrize("case", [case for case in CASES if case.language == "fr"], ids=named)
def test_french_is_written_as_in_a_book(case: Case) -> None:
    """Apostrophes in the invented example only: the other quotes its source to the letter."""
    text = case.golden.read_text(encoding="utf-8")
    straight = re.compile(r"(?<![\\`])\b[A-Za-zÀ-ÿ]+'[A-Za-zÀ-ÿ]")
    uncut = re.compile(
        r"\b(?:[Dd]e|[Qq]ue|[Ll]e|[Ll]a|[Jj]e|[Nn]e) (?!onz|oui\b|un\b|une\b|ou\b|où\b)[aeiouéèêàâîôû]\w+"
    )
    assert [block for block in prose(text) if "fictive" in case.dossier.name and straight.search(block)] == []
    assert [found[0] for block in prose(text) for found in uncut.finditer(block)] == []


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.language == "en" and case.name not in FRENCH_HEADINGS], ids=named
)
def test_english_headings_and_tables_hold_no_french(case: Case) -> None:
    """Only what the facilitator wrote is in French, names included."""
    tokens = MarkdownIt("commonmark").enable("table").parse(case.golden.read_text(encoding="utf-8"))
    ours = [
        i
        for i, token in enumerate(tokens)
        if token.type == "th_open" or (token.type, token.tag) == ("heading_open", "h2")
    ]
    told = [tokens[i + 1].content for i in ours]
    french = re.compile(r"\b(les|des|une|du|aux|acteurs|besoins|étape|fonction|réponse|avec)\b", re.IGNORECASE)
    assert [text for text in told if french.search(text)] == []
